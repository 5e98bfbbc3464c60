//! Reading pages: who gets them, what of them is hidden, and then their texts.

use super::hidden::Hidden;
use super::{
    CompanyData, Front, HandbookFiles, LoadCache, LoadOptions, PageText, PageTexts, audiences,
    defaults, exported_tables, page, secrets,
};
use crate::config::Config;
use crate::diag::{Finding, Rule};
use crate::site::Page;
use crate::source::Source;
use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use std::sync::Arc;

/// All pages, as far as these readers get them.
pub(super) struct PagesRead {
    pub(super) pages: Vec<Page>,
    /// What they were made from.
    pub(super) kept: Vec<(Arc<Front>, Arc<PageText>)>,
    /// Those that are for fewer readers.
    pub(super) narrower: Vec<Arc<Front>>,
}

/// Reads all pages: first what stands in front of their texts, which says who gets them.
pub(super) fn read(
    files: &mut HandbookFiles,
    company: &CompanyData,
    config: &Arc<Config>,
    options: &LoadOptions,
    memory: &LoadCache,
) -> (PagesRead, Vec<Finding>) {
    let (defaults, mut findings) = defaults::Table::new(config);
    let sources = std::mem::take(&mut files.pages);
    let (read, narrower, found) = fronts(sources, config, &defaults, options, memory);
    findings.extend(found);
    let (hidden, found) = Hidden::new(&read, (&company.people, &config.headings), options);
    findings.extend(found);
    let fronts = read.iter().map(|front| hidden.front(front)).collect();
    let fronts = exported_tables::with_tables(fronts);
    files.partials.retain(|partial| !hidden.has(partial.path()));
    let texts = PageTexts::new(&fronts, &files.partials, &hidden, (options, config), memory);
    let written: Vec<Arc<PageText>> =
        fronts.par_iter().enumerate().map(|(place, front)| texts.text(place, front)).collect();
    let pages = fronts.iter().zip(&written).map(|(front, text)| page(front, text)).collect();
    findings.extend(of_texts(&written));
    findings.extend(texts.unappended());
    findings.extend(files.partials.iter().flat_map(secrets::judge));
    (PagesRead { pages, kept: read.into_iter().zip(written).collect(), narrower }, findings)
}

/// What there is to say about texts; that nothing draws diagrams is said once.
fn of_texts(written: &[Arc<PageText>]) -> impl Iterator<Item = Finding> {
    let mut is_said = false;
    let findings = written.iter().flat_map(|text| &text.findings);
    let is_new = move |found: &&Finding| {
        found.rule() != Rule::UndrawnDiagram || !std::mem::replace(&mut is_said, true)
    };
    findings.filter(is_new).cloned()
}

/// The front matter of all pages: of those that readers of this build get, of those for fewer
/// people, and what there is to say about both.
fn fronts(
    pages: Vec<Source>,
    config: &Arc<Config>,
    defaults: &defaults::Table,
    options: &LoadOptions,
    cache: &LoadCache,
) -> (Vec<Arc<Front>>, Vec<Arc<Front>>, Vec<Finding>) {
    let read = |(place, source)| {
        let known = cache.front(place, &source);
        known.unwrap_or_else(|| Front::read(source, config, defaults, options).into())
    };
    let all: Vec<Arc<Front>> = pages.into_par_iter().enumerate().map(read).collect();
    let mut findings: Vec<Finding> = audiences::unknown(&all, &config.audiences);
    let is_for_all = |front: &Arc<Front>| !audiences::is_narrower(&front.meta, &config.audiences);
    let (fronts, narrower): (Vec<_>, Vec<_>) = all.into_iter().partition(is_for_all);
    let doubtful = narrower.iter().filter(|front| audiences::is_doubtful(&front.meta));
    findings.extend(fronts.iter().chain(doubtful).flat_map(|front| front.findings.iter().cloned()));
    (fronts, narrower, findings)
}
