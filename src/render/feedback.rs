//! Links that lead readers out of a page with its name in them: "Something wrong?", "I have read
//! this".

use crate::render::context::{Fact, LinkContext};
use crate::render::renderer::Renderer;
use crate::render::{encode, names, states};
use crate::site::PageId;
use crate::site::address::Address;

/// "Something wrong?": a form, an issue, a mail or a channel, with the page's name in it.
pub fn report_url(renderer: &Renderer<'_>, id: PageId) -> Option<String> {
    let settings = &renderer.site.config().feedback;
    if let Some(template) = settings.form.as_ref().or(settings.issue.as_ref()) {
        return Some(filled(renderer, template, id));
    }
    let page = renderer.site.page(id);
    let subject = format!("{}: {}", renderer.theme.words().get("page.report"), page.title());
    let address = renderer.site.absolute(renderer.site.address(page)).unwrap_or_default();
    let body = format!("{}\n\n{address}", page.source().path());
    let (subject, body) = (encode::query(&subject), encode::query(body.trim_end()));
    let mail = |mail: &str| format!("mailto:{mail}?subject={subject}&body={body}");
    if let Some(address) = &settings.mail {
        return Some(mail(address));
    }
    if let Some(template) = &settings.chat {
        return Some(filled(renderer, template, id));
    }
    let repository = renderer.site.config().repository.as_ref();
    let github = repository.filter(|repository| repository.url.starts_with("https://github.com/"));
    match github {
        Some(repository) => {
            Some(format!("{}/issues/new?title={subject}&body={body}", repository.url))
        }
        None if renderer.directory.shows_people() => {
            states::answerers(renderer, id).find_map(|who| renderer.resolved.mail(who)).map(mail)
        }
        None => None,
    }
}

/// Who has to acknowledge the page, and the way to do it.
pub fn to_acknowledge<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Option<Fact<'r>> {
    let written = renderer.site.page(id).meta().acknowledge.as_ref()?.value();
    let words = renderer.theme.words();
    let shown = written.by.iter().filter(|name| !renderer.site.hides_person(name.value()));
    let mut values: Vec<LinkContext<'r>> =
        shown.map(|name| names::named(renderer, name.value(), from)).collect();
    if written.by.is_empty() {
        values.push(LinkContext { title: words.get("fact.everyone").into(), href: None });
    }
    if let Some(template) = &renderer.site.config().acknowledge_link {
        let href = filled(renderer, template, id);
        let title = words.get("fact.have_read").into();
        values.push(LinkContext { title, href: Some(href.into()) });
    }
    let (id, label) = ("acknowledge".into(), "acknowledge".into());
    (!values.is_empty()).then_some(Fact { id, label, values })
}

/// An address with what it asks for of a page.
fn filled(renderer: &Renderer<'_>, template: &str, id: PageId) -> String {
    let page = renderer.site.page(id);
    let meta = page.meta();
    let asked = meta.acknowledge.as_ref().and_then(|asked| asked.value().version.clone());
    let version = asked.or_else(|| Some(meta.version.as_ref()?.value().clone()));
    let owner = names::owner_names(renderer, id).first().map(|name| name.clone().into_owned());
    let values = [
        ("page", page.source().path().to_owned()),
        ("title", page.title().to_owned()),
        ("version", version.unwrap_or_default()),
        ("url", renderer.site.absolute(renderer.site.address(page)).unwrap_or_default()),
        ("owner", owner.unwrap_or_default()),
    ];
    // In one pass: what is filled in is not looked at again.
    let mut pieces = template.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled += &value.map_or_else(String::new, |(_, value)| encode::query(value));
        filled += rest;
    }
    filled
}
