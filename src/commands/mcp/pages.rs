//! What assistants are told of a page beside its text.

use super::answers::Answers;
use crate::commands::explain;
use crate::govern::ownership::OwnerState;
use crate::govern::review::ReviewState;
use crate::render::{self, ImageSizes};
use crate::resolve::owners::Owner;
use crate::site::PageId;
use rmcp::model::Resource;
use serde_json::{Map, Value, json};

/// How the addresses of resources begin.
const SCHEME: &str = "handbook:///";

impl Answers<'_> {
    /// A published page by its address, its file or its absolute address.
    pub fn page(&self, named: &str) -> Result<PageId, String> {
        let site = self.analysis.site();
        let named = named.trim();
        let base = site.web().absolute(&crate::site::address::Address::default());
        let below = base.and_then(|base| named.strip_prefix(base.as_str()).map(str::to_owned));
        let named =
            below.as_deref().map_or(named, |below| if below.is_empty() { "/" } else { below });
        let named = named.split('#').next().unwrap_or(named);
        let page = explain::find(site, named).map_err(|failure| failure.to_string())?;
        let is_published = site.is_published(page);
        is_published.then_some(page).ok_or_else(|| format!("no page is published as `{named}`"))
    }

    /// Address, owners and review; a warning where the page may mislead.
    pub fn facts(&self, id: PageId) -> Map<String, Value> {
        let site = self.analysis.site();
        let page = site.page(id);
        let mut facts = Map::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                facts.insert(key.to_owned(), value);
            }
        };
        put("title", json!(page.heading()));
        put("address", json!(self.address(id)));
        put("file", json!(page.source().path()));
        put("owners", json!(self.owners(id)));
        put("type", json!(page.meta().kind().id()));
        put("reviewed", json!(page.meta().reviewed.as_ref().map(|day| day.value().to_string())));
        if let Some(verdict) = self.analysis.report.of(id) {
            put("review_state", json!(verdict.review.state.to_string()));
            put("review_due", json!(verdict.review.due.map(|day| day.to_string())));
            let changed = verdict.last_commit.as_ref().and_then(|edit| edit.day);
            put("last_changed", json!(changed.map(|day| day.to_string())));
        }
        put("warning", json!(self.warning(id)));
        facts
    }

    /// Where readers find the page: absolute where that is known.
    pub fn address(&self, id: PageId) -> String {
        let site = self.analysis.site();
        let address = site.address(site.page(id));
        site.web().absolute(address).unwrap_or_else(|| format!("/{}", address.as_str()))
    }

    /// Owners whom these readers may see.
    pub fn owners(&self, id: PageId) -> Vec<&str> {
        let site = self.analysis.site();
        let owners = self.analysis.resolved.owners(id).iter();
        let seen = owners.filter(|owner| {
            site.config().audiences.shows_people() || !site.hides_person(owner.name())
        });
        seen.map(Owner::name).collect()
    }

    /// Why the page may be wrong.
    pub fn warning(&self, id: PageId) -> Option<String> {
        let verdict = self.analysis.report.of(id)?;
        let mut reasons = Vec::new();
        match (verdict.review.state, verdict.review.due) {
            (ReviewState::Stale, Some(due)) => {
                reasons.push(format!("its review was due on {due}"));
            }
            (ReviewState::Stale, None) => reasons.push("its review is overdue".to_owned()),
            (ReviewState::NeverReviewed, _) if verdict.is_governed => {
                reasons.push("nobody has reviewed it".to_owned());
            }
            _ => {}
        }
        if verdict.ownership.state == OwnerState::Orphaned {
            reasons.push("its owner has left".to_owned());
        }
        (!reasons.is_empty())
            .then(|| format!("this page may be out of date: {}", reasons.join(", and ")))
    }

    /// The page in Markdown.
    pub fn markdown(&self, id: PageId) -> String {
        render::markdown(&self.analysis.renderer(self.theme, ImageSizes::default()), id)
    }

    /// All published pages.
    pub fn published(&self) -> Vec<PageId> {
        let site = self.analysis.site();
        let order = site.tree().reading_order();
        order.iter().filter_map(|node| site.tree().node(*node).page()).collect()
    }

    /// All published pages, as assistants list them.
    pub fn resources(&self) -> Vec<Resource> {
        let site = self.analysis.site();
        let resource = |id: PageId| {
            let page = site.page(id);
            let uri = format!("{SCHEME}{}", site.address(page).as_str());
            let resource = Resource::new(uri, page.heading()).with_mime_type("text/markdown");
            match self.warning(id) {
                Some(warning) => resource.with_description(warning),
                None => resource,
            }
        };
        self.published().into_iter().map(resource).collect()
    }

    /// The text of one of them, behind what is to be known of it.
    pub fn resource(&self, uri: &str) -> Result<String, String> {
        let named = uri.strip_prefix(SCHEME).ok_or_else(|| {
            format!("`{uri}` is no address of this handbook: they begin with `{SCHEME}`")
        })?;
        let page = self.page(if named.is_empty() { "/" } else { named })?;
        let warning = self.warning(page).map(|warning| format!("> Warning: {warning}.\n\n"));
        Ok(warning.unwrap_or_default() + &self.markdown(page))
    }
}
