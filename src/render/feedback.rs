//! Links that lead readers out of a page with its name in them: "Something wrong?", "I have read
//! this".

use crate::render::context::{Fact, LinkContext};
use crate::render::{Renderer, html};
use crate::site::PageId;
use crate::site::address::Address;

impl Renderer<'_> {
    /// "Something wrong?": a form, an issue, a mail or a channel, with the page's name in it.
    pub(super) fn report_url(&self, id: PageId) -> Option<String> {
        let settings = &self.site.config().feedback;
        if let Some(template) = settings.form.as_ref().or(settings.issue.as_ref()) {
            return Some(self.filled(template, id));
        }
        let page = self.site.page(id);
        let subject = format!("{}: {}", self.theme.words().get("page.report"), page.title());
        let address = self.site.absolute(self.site.address(page)).unwrap_or_default();
        let body = format!("{}\n\n{address}", page.source().path());
        let (subject, body) = (html::query(&subject), html::query(body.trim_end()));
        let mail = |mail: &str| format!("mailto:{mail}?subject={subject}&body={body}");
        if let Some(address) = &settings.mail {
            return Some(mail(address));
        }
        if let Some(template) = &settings.chat {
            return Some(self.filled(template, id));
        }
        let repository = self.site.config().repository.as_ref();
        let github =
            repository.filter(|repository| repository.url.starts_with("https://github.com/"));
        match github {
            Some(repository) => {
                Some(format!("{}/issues/new?title={subject}&body={body}", repository.url))
            }
            None if self.directory.shows_people() => {
                self.answerers(id).find_map(|who| self.resolved.mail(who)).map(mail)
            }
            None => None,
        }
    }

    /// Who has to acknowledge the page, and the way to do it.
    pub(super) fn to_acknowledge<'r>(&'r self, id: PageId, from: &Address) -> Option<Fact<'r>> {
        let written = self.site.page(id).meta().acknowledge.as_ref()?.value();
        let words = self.theme.words();
        let shown = written.by.iter().filter(|name| !self.site.hides_person(name.value()));
        let mut values: Vec<LinkContext<'r>> =
            shown.map(|name| self.named(name.value(), from)).collect();
        if written.by.is_empty() {
            values.push(LinkContext { title: words.get("fact.everyone").into(), href: None });
        }
        if let Some(template) = &self.site.config().acknowledge_link {
            let href = self.filled(template, id);
            let title = words.get("fact.have_read").into();
            values.push(LinkContext { title, href: Some(href.into()) });
        }
        let (id, label) = ("acknowledge".into(), "acknowledge".into());
        (!values.is_empty()).then_some(Fact { id, label, values })
    }

    /// An address with what it asks for of a page.
    fn filled(&self, template: &str, id: PageId) -> String {
        let page = self.site.page(id);
        let meta = page.meta();
        let asked = meta.acknowledge.as_ref().and_then(|asked| asked.value().version.clone());
        let version = asked.or_else(|| Some(meta.version.as_ref()?.value().clone()));
        let owner = self.owner_names(id).first().map(|name| name.clone().into_owned());
        let values = [
            ("page", page.source().path().to_owned()),
            ("title", page.title().to_owned()),
            ("version", version.unwrap_or_default()),
            ("url", self.site.absolute(self.site.address(page)).unwrap_or_default()),
            ("owner", owner.unwrap_or_default()),
        ];
        // In one pass: what is filled in is not looked at again.
        let mut pieces = template.split('{');
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
            let value = values.iter().find(|(known, _)| *known == name);
            filled += &value.map_or_else(String::new, |(_, value)| html::query(value));
            filled += rest;
        }
        filled
    }
}
