//! The evidence that was found before, by value: the past of a page is searched again only when its text, the settings
//! or the history are others.

use crate::config::Config;
use crate::govern::evidence::Evidence;
use crate::history::History;
use crate::site::document::Document;
use crate::site::meta::Meta;
use crate::site::{Page, Site};
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that the last judging found and the next may use again.
#[derive(Default)]
pub struct Memory {
    of: Option<(Arc<Config>, Arc<History>)>,
    /// By path.
    pages: HashMap<String, Known>,
}

/// What was found for a page with this very text.
struct Known {
    meta: Arc<Meta>,
    document: Arc<Document>,
    evidence: Evidence,
}

impl Memory {
    /// Forgets everything that was found with other settings or another history, and pages that are gone.
    pub(super) fn keep_for(&mut self, site: &Site, history: &Arc<History>) {
        let same = |(config, known): &(Arc<Config>, Arc<History>)| {
            Arc::ptr_eq(config, &site.config) && Arc::ptr_eq(known, history)
        };
        if !self.of.as_ref().is_some_and(same) {
            self.pages.clear();
            self.of = Some((site.config.clone(), history.clone()));
        }
    }

    /// The evidence for a page with the same text.
    pub(super) fn evidence(&self, page: &Page) -> Option<Evidence> {
        let known = self.pages.get(page.source.path())?;
        let same = Arc::ptr_eq(&known.meta, &page.meta) && Arc::ptr_eq(&known.document, &page.document);
        same.then(|| known.evidence.clone())
    }

    pub(super) fn keep(&mut self, page: &Page, evidence: &Evidence) {
        let known = Known { meta: page.meta.clone(), document: page.document.clone(), evidence: evidence.clone() };
        self.pages.insert(page.source.path().to_owned(), known);
    }
}
