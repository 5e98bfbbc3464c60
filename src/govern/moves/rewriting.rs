//! Links and keys that name pages, rewritten for a move.

use super::goals::LinkGoal;
use super::spelling::{Spelling, spellings};
use super::{Relocation, Replacement};
use crate::govern::edits;
use crate::resolve::Resolved;
use crate::resolve::links::{Finder, LinkNames, Target};
use crate::site::address::{decoded, join};
use crate::site::document::{ImageSize, Link, LinkKind};
use crate::site::tree::NodeId;
use crate::site::{Page, PageId, Site};
use crate::source::Location;
use crate::yaml::Sourced;
use std::collections::BTreeMap;

/// A handbook before and after the move.
pub(super) struct Rewriting<'r> {
    before: &'r Resolved<'r>,
    after: &'r Resolved<'r>,
    finder: Finder<'r>,
    /// Pages after the move, by file.
    pages: BTreeMap<&'r str, PageId>,
    pub relocation: &'r Relocation,
}

impl<'r> Rewriting<'r> {
    pub fn new(
        before: &'r Resolved<'r>,
        after: &'r Resolved<'r>,
        relocation: &'r Relocation,
    ) -> Self {
        let site = after.site();
        let finder = Finder::new(site, LinkNames::collect(site, after.aliases()).into());
        let pages = site.page_ids().map(|id| (site.page(id).source().path(), id)).collect();
        Rewriting { before, after, finder, pages, relocation }
    }

    /// The page as it is after the move.
    fn moved(&self, page: &Page) -> Option<PageId> {
        self.pages.get(self.relocation.after(page.source().path()).as_str()).copied()
    }

    /// Links that would lead elsewhere: with what they say instead, or the place alone.
    pub fn links(&self) -> (Vec<Replacement>, Vec<Location>) {
        let site = self.before.site();
        let (mut replacements, mut left) = (Vec::new(), Vec::new());
        for id in site.page_ids() {
            let Some(new) = self.moved(site.page(id)) else { continue };
            for (link, target, new_link) in self.changed(id, new) {
                match self.link(link, target, (new, new_link)) {
                    Some(replacement) => replacements.push(replacement),
                    None => left.push(link.place.clone()),
                }
            }
        }
        (replacements, left)
    }

    /// Links of a page that would lead elsewhere, with what they led to.
    fn changed(&self, id: PageId, new: PageId) -> Vec<(&'r Link, LinkGoal, &'r Link)> {
        let (site, after) = (self.before.site(), self.after.site());
        let links = site.page(id).document().links();
        let new_links = after.page(new).document().links();
        if links.len() != new_links.len() {
            return Vec::new();
        }
        let old = links.iter().zip(self.before.targets(id));
        let new = new_links.iter().zip(self.after.targets(new));
        let changed = old.zip(new).filter_map(|((link, target), (new_link, new_target))| {
            let goal = LinkGoal::of(site, target)?;
            let is_same = LinkGoal::of(after, new_target) == Some(goal.after(self.relocation));
            (!is_same || self.leads_by_luck(link, &goal)).then_some((link, goal, new_link))
        });
        changed.collect()
    }

    /// Whether a link was the way to a file, and is not after the move: we find what is meant, but
    /// the repository does not.
    fn leads_by_luck(&self, link: &Link, goal: &LinkGoal) -> bool {
        let Some(path) = goal.path() else { return false };
        let (written, here) = (decoded(parts(&link.target).0), link.place.path());
        let is_way = |here: &str, path: &str| {
            let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
            join(folder, &written).as_deref() == Some(path)
        };
        let is_local = !written.is_empty() && !written.starts_with('/') && !written.contains(':');
        let (after, path_after) = (self.relocation.after(here), self.relocation.after(path));
        is_local && is_way(here, path) && !is_way(&after, &path_after)
    }

    /// The first spelling in the manner of the old one that leads to the same thing.
    fn link(
        &self,
        link: &Link,
        goal: LinkGoal,
        (page, new_link): (PageId, &Link),
    ) -> Option<Replacement> {
        let span = link.place.span()?;
        let written = link.place.source().slice(span);
        let (path, rest) = parts(&link.target);
        let at = match link.kind {
            LinkKind::Wiki | LinkKind::WikiImage => written.find(path)?,
            LinkKind::Page | LinkKind::Image => written.rfind(path)?,
            _ => address(written, path)?,
        };
        let spelling = self.spelling(link, &goal, page);
        let found = spellings(path, &spelling).into_iter().find(|text| {
            let target = format!("{text}{rest}");
            self.leads_to(page, &Link { target, ..new_link.clone() }, &goal)
        })?;
        let start = span.start + at;
        Some(Replacement {
            was: path.to_owned(),
            place: link.place.source().at(start..start + path.len()),
            text: found,
        })
    }

    fn spelling<'s>(&'s self, link: &'s Link, goal: &'s LinkGoal, page: PageId) -> Spelling<'s> {
        let after = self.after.site();
        Spelling {
            kind: link.kind,
            content: after.content().path(),
            here: link.place.path(),
            here_after: self.relocation.after(link.place.path()),
            from: goal.path(),
            to: goal.after(self.relocation).path().map(str::to_owned),
            old_address: Self::address(self.before.site(), goal),
            new_address: Self::address(after, &goal.after(self.relocation)),
            page_address: after.address(after.page(page)).as_str(),
        }
    }

    /// Where something in the handbook stands in the site.
    fn address<'s>(site: &'s Site, goal: &LinkGoal) -> Option<&'s str> {
        let node = match goal {
            LinkGoal::Page(path) => {
                let page = site.pages().iter().find(|page| page.source().path() == path)?;
                page.node()
            }
            LinkGoal::Section(path) => {
                let stem = site.content().within(path)?;
                site.tree().ids().find(|id| site.tree().node(*id).stem() == stem)?
            }
            LinkGoal::File(path) => return site.files().published_path(path),
            LinkGoal::Url(_) => return None,
        };
        Some(site.tree().node(node).address().as_str())
    }

    fn leads_to(&self, page: PageId, link: &Link, goal: &LinkGoal) -> bool {
        let site = self.after.site();
        let target = self.finder.target(site.page(page), link, &mut Vec::new());
        LinkGoal::of(site, &target) == Some(goal.after(self.relocation))
    }

    /// Keys of front matter that name pages.
    pub fn references(&self) -> Vec<Replacement> {
        let site = self.before.site();
        let mut replacements = Vec::new();
        for id in site.page_ids() {
            let Some(new) = self.moved(site.page(id)) else { continue };
            let named = self.named(site.page(id), id, new);
            replacements.extend(named.filter_map(|(written, old)| self.key(written, old, new)));
            replacements.extend(super::references::reasons(site, id, self.relocation));
        }
        replacements
    }

    /// Keys with the page that they name, where they would name another after the move.
    fn named(
        &self,
        page: &'r Page,
        id: PageId,
        new: PageId,
    ) -> impl Iterator<Item = (&'r Sourced<String>, NodeId)> {
        let record = &page.meta().record;
        let instead =
            page.meta().superseded_by.iter().zip(self.before.instead(id).iter().copied().map(Some));
        let later = self.after.instead(new).iter().copied().map(Some);
        let instead = instead.zip(later.chain(std::iter::repeat(None)));
        let earlier = record.supersedes.iter().chain(&record.outcome);
        let earlier = earlier.zip(self.before.earlier(id).iter().copied());
        let earlier = earlier.zip(self.after.earlier(new).iter().copied());
        instead.chain(earlier).filter_map(|((written, old), new)| {
            let goal =
                |site: &Site, node: Option<NodeId>| LinkGoal::of(site, &Target::Node(node?, None));
            let wanted = goal(self.before.site(), old)?.after(self.relocation);
            let is_same = goal(self.after.site(), new) == Some(wanted);
            // A name in the text is a link, and rewritten as one.
            let is_key =
                written.location().span().is_some_and(|span| span.end <= page.body_start());
            (!is_same && is_key && written.location().path() == page.source().path())
                .then_some((written, old?))
        })
    }

    fn key(&self, written: &Sourced<String>, node: NodeId, page: PageId) -> Option<Replacement> {
        let goal = LinkGoal::of(self.before.site(), &Target::Node(node, None))?;
        let place = written.location();
        // Keys are read as wikilinks are: by title, else by path.
        let link = Link {
            kind: LinkKind::Wiki,
            target: String::new(),
            title: String::new(),
            alt: String::new(),
            size: ImageSize::default(),
            place: self.after.site().page(page).source().whole(),
        };
        let by_path = Link { kind: LinkKind::Page, place: place.clone(), ..link.clone() };
        let (path, rest) = parts(written.value());
        let spelling = self.spelling(&by_path, &goal, page);
        let found = spellings(path, &spelling).into_iter().find(|text| {
            self.leads_to(page, &Link { target: text.clone(), ..link.clone() }, &goal)
        })?;
        let text = edits::like(place.source().slice(place.span()?), &format!("{found}{rest}"))?;
        Some(Replacement { was: written.value().clone(), place: place.clone(), text })
    }
}

/// Where a path stands as the address of a tag: the value of its `href` or `src`.
fn address(tag: &str, path: &str) -> Option<usize> {
    let lower = tag.to_ascii_lowercase();
    let names = lower.match_indices("href").chain(lower.match_indices("src"));
    names.filter_map(|(at, name)| value(tag, at, at + name.len(), path)).min()
}

/// Where the value of an attribute begins, if that is the path.
fn value(tag: &str, name: usize, end: usize, path: &str) -> Option<usize> {
    let is_name = tag.get(..name)?.ends_with(|c: char| c.is_ascii_whitespace() || c == '"');
    let rest = tag.get(end..)?.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    let behind = rest.strip_prefix(path)?;
    let ends = |c: char| c.is_ascii_whitespace() || "\"'#?>".contains(c);
    let is_whole = behind.is_empty() || behind.starts_with(ends);
    (is_name && is_whole).then(|| tag.len() - rest.len())
}

/// The path of a link, and what follows it.
fn parts(target: &str) -> (&str, &str) {
    let end = target.find(['#', '?']).unwrap_or(target.len());
    target.split_at_checked(end).unwrap_or((target, ""))
}
