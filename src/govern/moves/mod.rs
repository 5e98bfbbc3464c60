//! Pages and sections that move: what has to be written, and where, so that everything that led to
//! them still does.
//!
//! Nothing is guessed. The handbook is loaded as it would be after the move, and each link is
//! compared with what it led to before; what cannot be rewritten for sure is named.

mod goals;
mod references;
mod rewriting;
mod settings;
mod spelling;

use crate::config::Config;
use crate::diag::{Finding, Rule};
use crate::govern::edits::{self, Refused};
use crate::load::{self, HandbookFiles, LoadCache, LoadOptions};
use crate::resolve::resolve;
use crate::site::address::decoded;
use crate::site::{Page, Site};
use crate::source::{Location, Source, Span};
use crate::yaml::Sourced;
use goals::goals;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// From where to where: a file or a folder, below the handbook's folder.
#[derive(Clone, Debug)]
pub struct Relocation {
    /// Where it is.
    pub from: String,
    /// Where it will be.
    pub to: String,
}

/// A handbook as it was read.
pub struct BeforeMove<'b> {
    /// Its files.
    pub files: &'b HandbookFiles,
    /// Its settings.
    pub config: &'b Arc<Config>,
    /// How it is loaded.
    pub options: &'b LoadOptions,
    /// Files beside it that are there.
    pub outside: &'b BTreeSet<String>,
}

/// Bytes of a file that say something else after the move.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// What stood there.
    pub was: String,
    /// Where it stands, before the move.
    pub place: Location,
    /// What stands there instead.
    pub text: String,
}

/// What has to be written for a move.
#[derive(Debug, Default)]
pub struct MovePlan {
    /// By file, as it is called before the move; ordered, not overlapping.
    pub replacements: BTreeMap<String, Vec<Replacement>>,
    /// Old addresses of pages, by their files before the move.
    pub aliases: BTreeMap<String, String>,
    /// Places that lead elsewhere after the move, and that nobody can rewrite for sure.
    pub left: Vec<Location>,
    /// Old addresses of sections that no page speaks for: nothing leads on from there.
    pub lost: Vec<String>,
}

impl Relocation {
    /// Where a file or folder is after the move.
    pub fn after(&self, path: &str) -> String {
        self.moved(path).unwrap_or_else(|| path.to_owned())
    }

    /// The same, if it moves at all.
    pub fn moved(&self, path: &str) -> Option<String> {
        let rest = path.strip_prefix(self.from.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| format!("{}{rest}", self.to))
    }

    fn source(&self, source: &Source) -> Source {
        match self.moved(source.path()) {
            Some(path) => Source::new(path, source.text()),
            None => source.clone(),
        }
    }

    /// The files after the move, with other texts where there are some.
    fn files(&self, files: &HandbookFiles, texts: &BTreeMap<String, String>) -> HandbookFiles {
        let all = |sources: &[Source]| {
            let written = |source: &Source| match texts.get(source.path()) {
                Some(text) => Source::new(self.after(source.path()), text.as_str()),
                None => self.source(source),
            };
            let mut sources: Vec<Source> = sources.iter().map(written).collect();
            sources.sort_by(|one, other| one.path().cmp(other.path()));
            sources
        };
        let paths = |paths: &[String]| {
            let mut paths: Vec<String> = paths.iter().map(|path| self.after(path)).collect();
            paths.sort();
            paths
        };
        let refused = files.refused.iter().map(|(path, why)| (self.after(path), *why)).collect();
        HandbookFiles {
            pages: all(&files.pages),
            partials: all(&files.partials),
            others: paths(&files.others),
            fixed: paths(&files.fixed),
            refused,
            outlines: all(&files.outlines),
            people: files.people.clone(),
            glossary: files.glossary.clone(),
            acknowledgements: files.acknowledgements.clone(),
            gaps: files.gaps.clone(),
            code_owners: files.code_owners.clone(),
            owners_above: files.owners_above.clone(),
            folder_owners: all(&files.folder_owners),
        }
    }
}

impl BeforeMove<'_> {
    fn load(&self, files: HandbookFiles, relocation: &Relocation) -> (Site, Vec<Finding>) {
        let mut cache = LoadCache::default();
        let (mut site, findings) =
            load::load_with_cache(self.config, files, self.options, &mut cache);
        site.files.outside = self.outside.iter().map(|path| relocation.after(path)).collect();
        site.files.outside.extend(self.outside.iter().cloned());
        (site, findings)
    }
}

impl MovePlan {
    /// What a move needs; `Err` says why it cannot be.
    pub fn new(before: &BeforeMove<'_>, relocation: &Relocation) -> Result<Self, String> {
        let stays = Relocation { from: "\0".to_owned(), to: String::new() };
        let (site, found) = before.load(before.files.clone(), &stays);
        let (resolved, _) = resolve(&site);
        let mut plan = MovePlan::default();
        plan.add(references::included(&site, relocation));
        let files = relocation.files(before.files, &plan.texts(before.files));
        let (moved, found_after) = before.load(files, relocation);
        let (after, _) = resolve(&moved);
        let rewriting = rewriting::Rewriting::new(&resolved, &after, relocation);
        let (replacements, left) = rewriting.links();
        plan.left = left;
        plan.add(replacements);
        plan.add(rewriting.references());
        plan.add(settings::replacements(before, &site, relocation));
        plan.keep_addresses(&site, &moved, relocation);
        let files = relocation.files(before.files, &plan.texts(before.files));
        let (done, found_done) = before.load(files, relocation);
        let (done, found_links) = resolve(&done);
        plan.left.extend(goals::other(&goals(&resolved), &goals(&done), relocation, &plan));
        let new = [found_after, found_done, found_links].concat();
        refused(&found, &new).map_or(Ok(plan), Err)
    }

    fn add(&mut self, replacements: Vec<Replacement>) {
        for replacement in replacements {
            let path = replacement.place.path().to_owned();
            let all = self.replacements.entry(path).or_default();
            let start = |one: &Replacement| one.place.span().map(|span| (span.start, span.end));
            if !all.iter().any(|known| start(known) == start(&replacement)) {
                all.push(replacement);
                all.sort_by_key(start);
            }
        }
    }

    /// Where the page was, as an alias of each published page whose address is another.
    fn keep_addresses(&mut self, site: &Site, moved: &Site, relocation: &Relocation) {
        let after: BTreeMap<&str, &Page> =
            moved.pages().iter().map(|page| (page.source().path(), page)).collect();
        for (id, page) in site.page_ids().zip(site.pages()) {
            let path = page.source().path();
            let Some(new) = relocation.moved(path).and_then(|path| after.get(path.as_str())) else {
                continue;
            };
            let (old, new) = (site.address(page), moved.address(new));
            let old_path = decoded(old.as_str());
            let has_alias = |alias: &Sourced<String>| {
                alias.value().trim_matches('/') == old_path.trim_matches('/')
            };
            let is_known = page.meta().aliases.iter().any(has_alias);
            if old != new && site.is_published(id) && !is_known {
                self.aliases.insert(path.to_owned(), format!("/{old_path}"));
            }
        }
        let sections = site.tree().ids().map(|id| site.tree().node(id));
        let lost = sections.filter(|node| {
            let folder = site.content().below(node.stem());
            node.is_section() && node.page().is_none() && relocation.moved(&folder).is_some()
        });
        self.lost = lost.map(|node| format!("/{}", decoded(node.address().as_str()))).collect();
    }

    /// The texts that are others after the move, by their paths before it.
    fn texts(&self, files: &HandbookFiles) -> BTreeMap<String, String> {
        let sources = files.pages.iter().chain(&files.partials).chain(&files.outlines);
        let changed = sources.filter(|source| {
            self.replacements.contains_key(source.path())
                || self.aliases.contains_key(source.path())
        });
        let written = changed.filter_map(|source| {
            let bytes =
                self.written(source.path(), source.text(), source.text().as_bytes()).ok()?;
            Some((source.path().to_owned(), String::from_utf8(bytes).ok()?))
        });
        written.collect()
    }

    /// The files that are written, by their paths before the move.
    pub fn files(&self) -> BTreeSet<&str> {
        self.replacements.keys().chain(self.aliases.keys()).map(String::as_str).collect()
    }

    /// The bytes of a file with everything in them that the move needs; `text` is what the plan was
    /// made of. A byte order mark and line ends stay.
    pub fn written(&self, path: &str, text: &str, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
        let decoded = std::str::from_utf8(bytes).map_err(|_| Refused::NotUtf8)?;
        let mark = decoded.len() - decoded.strip_prefix('\u{feff}').unwrap_or(decoded).len();
        let mut edited = text.to_owned();
        for one in self.replacements.get(path).iter().flat_map(|all| all.iter().rev()) {
            let span = one.place.span().unwrap_or(Span::new(0, 0));
            if text.get(span.range()).is_none() {
                return Err(Refused::Entangled);
            }
            edited.replace_range(span.range(), &one.text);
        }
        let edited = [decoded.get(..mark).unwrap_or_default(), &edited].concat().into_bytes();
        match self.aliases.get(path) {
            Some(alias) => edits::add(&edited, "aliases", alias),
            None => Ok(edited),
        }
    }
}

/// Why a move cannot be: two pages would have one address, or an old address would be taken.
fn refused(before: &[Finding], after: &[Finding]) -> Option<String> {
    let is_conflict = |finding: &&Finding| {
        matches!(finding.rule(), Rule::DuplicateAddress | Rule::AliasCollision)
    };
    let known: BTreeSet<&str> = before.iter().map(Finding::message).collect();
    let new = after.iter().filter(is_conflict).find(|new| !known.contains(new.message()));
    new.map(|finding| finding.message().to_owned())
}
