//! `--rewrite`: constructs of other tools become plain Markdown where that is exact. Each change is
//! proven by reading the page again: what readers get and where its links lead must be the same.

mod candidates;

use self::candidates::{TextChange, applied, of_page};
use crate::config::Config;
use crate::load::{self, HandbookFiles, LoadCache, LoadOptions};
use crate::resolve::{Resolved, resolve};
use crate::site::document::Hole;
use crate::site::{PageId, Site};
use crate::source::Source;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// How many constructs of a page are tried one by one, where they do not hold all at once.
const TRIED: usize = 30;

/// The pages that can be written in plain Markdown.
#[derive(Debug, Default)]
pub struct PlainTexts {
    /// New texts by the paths of pages.
    pub texts: BTreeMap<String, String>,
    /// How many constructs were rewritten.
    pub rewritten: usize,
    /// How many were left, because the page would be another.
    pub left: usize,
}

/// A page on the way.
struct Attempt {
    source: Source,
    changes: Vec<TextChange>,
    /// Which of them hold.
    holds: Vec<bool>,
    proof: String,
}

/// Finds what can be rewritten.
pub fn plan(config: &Arc<Config>, files: &HandbookFiles, options: &LoadOptions) -> PlainTexts {
    let mut loader = Loader { config, files, options, cache: LoadCache::default() };
    let mut attempts = loader.attempts();
    // All at once, then one by one where that does not hold.
    loader.attempt(&mut attempts, |attempt| vec![true; attempt.changes.len()]);
    for number in 0..TRIED {
        let is_open = |attempt: &Attempt| {
            attempt.changes.len() > number && !attempt.holds.iter().all(|holds| *holds)
        };
        if attempts.values().any(is_open) {
            loader.attempt(&mut attempts, |attempt| {
                let mut holds = attempt.holds.clone();
                holds.get_mut(number).into_iter().for_each(|holds| *holds = true);
                holds
            });
        }
    }
    let mut rewriting = PlainTexts::default();
    for (path, attempt) in attempts {
        let held = attempt.holds.iter().filter(|holds| **holds).count();
        rewriting.rewritten += held;
        rewriting.left += attempt.changes.len() - held;
        if held > 0 {
            rewriting.texts.insert(path, attempt.text(&attempt.holds));
        }
    }
    rewriting
}

impl Attempt {
    fn text(&self, holds: &[bool]) -> String {
        let changes = self.changes.iter().zip(holds).filter(|(_, holds)| **holds);
        applied(self.source.text(), changes.map(|(change, _)| change))
    }
}

/// Reads the handbook again with other texts.
struct Loader<'l> {
    config: &'l Arc<Config>,
    files: &'l HandbookFiles,
    options: &'l LoadOptions,
    cache: LoadCache,
}

impl Loader<'_> {
    fn load(&mut self, texts: &BTreeMap<&str, Source>) -> Site {
        let mut files = self.files.clone();
        for page in &mut files.pages {
            if let Some(text) = texts.get(page.path()) {
                *page = text.clone();
            }
        }
        load::load_with_cache(self.config, files, self.options, &mut self.cache).0
    }

    /// The pages that have something to rewrite.
    fn attempts(&mut self) -> BTreeMap<String, Attempt> {
        let site = self.load(&BTreeMap::new());
        let (resolved, _) = resolve(&site);
        let attempt = |id: PageId| {
            let source = site.page(id).source().clone();
            let changes = of_page(&resolved, id);
            let holds = vec![false; changes.len()];
            let proof = proof(&resolved, id);
            (source.path().to_owned(), Attempt { source, changes, holds, proof })
        };
        let all = site.page_ids().map(attempt);
        all.filter(|(_, attempt)| !attempt.changes.is_empty()).collect()
    }

    /// Tries some changes of each page; those hold with which the page is the same.
    fn attempt(
        &mut self,
        attempts: &mut BTreeMap<String, Attempt>,
        wanted: impl Fn(&Attempt) -> Vec<bool>,
    ) {
        let texts = attempts.iter().map(|(path, attempt)| {
            (path.as_str(), Source::new(path.as_str(), attempt.text(&wanted(attempt))))
        });
        let texts: BTreeMap<&str, Source> = texts.collect();
        let site = self.load(&texts);
        let (resolved, _) = resolve(&site);
        for id in site.page_ids() {
            if let Some(attempt) = attempts.get_mut(site.page(id).source().path())
                && proof(&resolved, id) == attempt.proof
            {
                attempt.holds = wanted(attempt);
            }
        }
    }
}

/// What readers get of a page, and where its links lead, as one text.
fn proof(resolved: &Resolved<'_>, id: PageId) -> String {
    let site = resolved.site();
    let document = site.page(id).document();
    let targets = resolved.targets(id);
    let (html, mut at) = (document.body().html(), 0);
    let mut text = String::with_capacity(html.len());
    for (offset, hole) in document.body().holes() {
        text.push_str(html.get(at..*offset).unwrap_or_default());
        at = *offset;
        let link = |index: usize| document.links().get(index).zip(targets.get(index));
        let _ = match hole {
            Hole::LinkOpen(index) => {
                write!(
                    text,
                    "{{{:?} {:?}}}",
                    targets.get(*index),
                    link(*index).map(|(link, _)| &link.title)
                )
            }
            Hole::LinkClose(_) => write!(text, "{{}}"),
            Hole::LinkText(index) => {
                let node = match targets.get(*index) {
                    Some(crate::resolve::links::Target::Node(node, None)) => Some(*node),
                    _ => None,
                };
                match node {
                    Some(node) => write!(text, "{}", site.tree().node(node).title()),
                    None => write!(text, "{{{hole:?}}}"),
                }
            }
            Hole::Image(index) | Hole::Media(index) | Hole::Address(index) => {
                write!(text, "{{{hole:?} {:?}}}", targets.get(*index))
            }
            Hole::View(_) | Hole::Word(_) => write!(text, "{{{hole:?}}}"),
        };
    }
    text.push_str(html.get(at..).unwrap_or_default());
    let headings = document.title().into_iter().chain(document.headings());
    headings.for_each(|heading| {
        let _ = write!(text, "\n{} {} {}", heading.id, heading.level, heading.text);
    });
    let _ = write!(text, "\n{}\n{}", document.summary(), site.page(id).title());
    text
}
