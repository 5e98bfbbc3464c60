//! A loaded handbook as of a day, with everything that is known of it. What commands print, write
//! or serve comes from here.

use crate::check;
use crate::day::Day;
use crate::diag::Finding;
use crate::govern::urgency::Policies;
use crate::govern::{self, Report, ReportCache};
use crate::history::{History, ObjectId};
use crate::outputs::{OutputBatch, Outputs, Receiver};
use crate::render::{self, ImageSizes, Renderer};
use crate::resolve::{self, ResolveCache, Resolved};
use crate::search::export;
use crate::search::index::Index;
use crate::site::Site;
use crate::theme::Theme;
use std::sync::Arc;

/// What links mean, which state each page is in, which answers are promised, and what is wrong.
pub struct Analysis<'a> {
    /// What links, aliases and owners mean.
    pub resolved: Resolved<'a>,
    /// The state of every page.
    pub report: Report,
    /// Where to ask about every page, and when an answer comes.
    pub policies: Policies<'a>,
    /// Everything found but by rendering, before severities and suppressions are applied.
    findings: Vec<Finding>,
}

/// What git knows of a handbook.
pub struct Past<'p> {
    /// The commits.
    pub history: &'p Arc<History>,
    /// Gives a text of the past by its id; asked only where a hash does not say all.
    pub text: &'p mut dyn FnMut(&ObjectId) -> Option<String>,
}

/// What the last analysis found out that still holds for pages that did not change.
#[derive(Default)]
pub struct AnalysisCache {
    links: ResolveCache,
    states: ReportCache,
}

impl<'a> Analysis<'a> {
    /// Looks at a handbook on a day; `findings` are those of reading and loading.
    pub fn new(
        site: &'a Site,
        mut findings: Vec<Finding>,
        today: Day,
        past: Past<'_>,
        cache: &mut AnalysisCache,
    ) -> Self {
        let (resolved, found) = resolve::resolve_with_cache(site, &mut cache.links);
        let report = govern::judge(&resolved, past.history, today, past.text, &mut cache.states);
        let policies = Policies::new(&resolved, today);
        findings.extend(found);
        findings.extend(check::governance::findings(&resolved, &report));
        findings.extend(check::urgency::conflicts(&resolved, &policies));
        Analysis { resolved, report, policies, findings }
    }

    /// The handbook.
    pub fn site(&self) -> &'a Site {
        self.resolved.site()
    }

    /// Makes pages and views when they are asked for.
    pub fn renderer<'r>(&'r self, theme: &'r Theme, sizes: ImageSizes) -> Renderer<'r> {
        render::renderer(&self.resolved, &self.report, &self.policies, theme, sizes)
    }

    /// The search index of everything that is published.
    pub fn index(&self, theme: &Theme) -> Index {
        Index::build(&self.resolved, &self.report, theme.words())
    }

    /// The whole site, search included, and what was found in putting it together.
    pub fn outputs<'r>(&'r self, renderer: &'r Renderer<'r>) -> (Outputs<'r>, Vec<Finding>) {
        let (mut outputs, findings) = render::outputs(renderer);
        let index = |receiver: &Receiver<'_>| self.index(renderer.theme()).export(receiver);
        outputs.add_batch(OutputBatch::new(export::FOLDER, index));
        (outputs, findings)
    }

    /// All findings in the order of reports, with those of rendering: severities are those of this
    /// handbook, and what authors asked to ignore is left out.
    pub fn findings(&self, of_rendering: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
        let all = self.findings.iter().cloned().chain(of_rendering).collect();
        check::apply_severities(self.site(), all)
    }
}
