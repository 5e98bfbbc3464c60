//! What was judged before, by value: a page is judged again only when it, what it is connected
//! with, the day or the history are others; and its past is searched again only when its text, the
//! settings or the history are.

use super::PageStatus;
use crate::config::Config;
use crate::day::Day;
use crate::govern::evidence::Evidence;
use crate::govern::ways::WayChange;
use crate::history::History;
use crate::resolve::{Connected, Resolved};
use crate::site::document::Document;
use crate::site::meta::Meta;
use crate::site::tree::NodeId;
use crate::site::{Page, PageId, Site};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Everything that the last judging found and the next may use again.
#[derive(Default)]
pub struct ReportCache {
    of: Option<(Arc<Config>, Arc<History>)>,
    /// By path.
    evidence: HashMap<String, CachedVerdict>,
    circumstances: Option<Circumstances>,
    /// In the order of the pages.
    verdicts: Vec<(Arc<Connected>, Arc<PageStatus>)>,
    /// How ways of working changed.
    ways: Option<Arc<Vec<WayChange>>>,
}

/// What was found for a page with this very text.
struct CachedVerdict {
    meta: Arc<Meta>,
    document: Arc<Document>,
    evidence: Evidence,
}

/// What any page may be judged by besides itself, what it is connected with, and the history.
#[derive(Clone, PartialEq)]
pub(super) struct Circumstances {
    pub today: Day,
    /// Folders under governance.
    pub governed: BTreeSet<String>,
    /// Pages that others have replaced, with what to read instead.
    pub replaced: BTreeMap<NodeId, Vec<NodeId>>,
}

impl ReportCache {
    /// Forgets what was found in other circumstances.
    pub(super) fn keep_for(
        &mut self,
        site: &Site,
        history: &Arc<History>,
        circumstances: &Circumstances,
    ) {
        let same = |(config, known): &(Arc<Config>, Arc<History>)| {
            Arc::ptr_eq(config, &site.config) && Arc::ptr_eq(known, history)
        };
        let is_same_past = self.of.as_ref().is_some_and(same);
        if !is_same_past {
            self.evidence.clear();
            self.ways = None;
            self.of = Some((site.config.clone(), history.clone()));
        }
        if !is_same_past || self.circumstances.as_ref() != Some(circumstances) {
            self.verdicts.clear();
            self.circumstances = Some(circumstances.clone());
        }
    }

    /// The verdict on a page that is as it was, and connected as it was. A page that depends on
    /// files is judged each time.
    pub(super) fn verdict(&self, resolved: &Resolved<'_>, id: PageId) -> Option<Arc<PageStatus>> {
        let (connected, verdict) = self.verdicts.get(id.index())?;
        let page = resolved.site().page(id);
        let depends = !page.meta.review_when.is_empty() || !page.document.includes().is_empty();
        (!depends && Arc::ptr_eq(connected, resolved.connected(id)?)).then(|| verdict.clone())
    }

    /// How ways of working changed, which is asked once for the same settings and past.
    pub(super) fn ways(&mut self, ask: impl FnOnce() -> Vec<WayChange>) -> Arc<Vec<WayChange>> {
        self.ways.get_or_insert_with(|| Arc::new(ask())).clone()
    }

    pub(super) fn keep_verdicts(&mut self, resolved: &Resolved<'_>, verdicts: &[Arc<PageStatus>]) {
        let connected = resolved.site().page_ids().filter_map(|id| resolved.connected(id).cloned());
        self.verdicts = connected.zip(verdicts.iter().cloned()).collect();
    }

    /// The evidence for a page with the same text.
    pub(super) fn evidence(&self, page: &Page) -> Option<Evidence> {
        let known = self.evidence.get(page.source.path())?;
        let same =
            Arc::ptr_eq(&known.meta, &page.meta) && Arc::ptr_eq(&known.document, &page.document);
        same.then(|| known.evidence.clone())
    }

    pub(super) fn keep_evidence(&mut self, page: &Page, evidence: &Evidence) {
        let known = CachedVerdict {
            meta: page.meta.clone(),
            document: page.document.clone(),
            evidence: evidence.clone(),
        };
        self.evidence.insert(page.source.path().to_owned(), known);
    }
}
