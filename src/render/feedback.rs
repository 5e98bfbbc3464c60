//! Links that lead readers out of a page with its name in them: "Something wrong?", "I have read
//! this".

use crate::render::context::{Fact, LinkContext};
use crate::render::renderer::Renderer;
use crate::render::{encode, names, states};
use crate::resolve::reports::{ReportText, filled};
use crate::site::PageId;
use crate::site::address::Address;

/// "Something wrong?": a form, an issue, a mail or a channel, with the page's name in it.
pub fn report_url(renderer: &Renderer<'_>, id: PageId) -> Option<String> {
    let page = renderer.site.page(id);
    let subject = format!("{}: {}", renderer.theme.words().get("page.report"), page.title());
    let address = renderer.site.web().absolute(renderer.site.address(page)).unwrap_or_default();
    let body = format!("{}\n\n{address}", page.source().path());
    let text = ReportText {
        subject: &encode::query(&subject),
        body: &encode::query(body.trim_end()),
        value: &|name| value(renderer, id, name),
    };
    let mut owners = states::answerers(renderer, id);
    text.address(renderer.site, || owners.find_map(|who| renderer.resolved.mail(who)))
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
        let href = filled(template, &|name| value(renderer, id, name));
        let title = words.get("fact.have_read").into();
        values.push(LinkContext { title, href: Some(href.into()) });
    }
    let (id, label) = ("acknowledge".into(), "acknowledge".into());
    (!values.is_empty()).then_some(Fact { id, label, values })
}

/// What a template of an address asks for of a page; nothing for names that it does not know.
fn value(renderer: &Renderer<'_>, id: PageId, name: &str) -> String {
    let page = renderer.site.page(id);
    let meta = page.meta();
    let version = || {
        let asked = meta.acknowledge.as_ref().and_then(|asked| asked.value().version.clone());
        asked.or_else(|| Some(meta.version.as_ref()?.value().clone()))
    };
    let owner =
        || Some(states::answering(renderer, id, &Address::default()).first()?.title.to_string());
    let value = match name {
        "page" => Some(page.source().path().to_owned()),
        "title" => Some(page.title().to_owned()),
        "version" => version(),
        "url" => renderer.site.web().absolute(renderer.site.address(page)),
        "owner" => owner(),
        _ => None,
    };
    encode::query(&value.unwrap_or_default())
}
