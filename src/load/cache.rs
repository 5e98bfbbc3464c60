//! What was loaded before, by value: a page is read again only when its text, the texts that it
//! includes or the settings are others. Who changed them does not matter, so nothing here can be
//! out of date.

use super::markdown::{NotIncluded, TextPart};
use super::placing::{Layout, Wish, place};
use super::{Front, HandbookFiles, LoadOptions, PageText, people};
use crate::config::Config;
use crate::diag::Finding;
use crate::load::outline::SectionNote;
use crate::site::address::Ending;
use crate::site::code_owners::CodeOwners;
use crate::site::people::People;
use crate::site::tree::{NodeId, Tree};
use crate::site::weight::Weight;
use crate::source::Source;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that the last loading made and the next may use again.
#[derive(Default)]
pub struct LoadCache {
    settings: Option<(Arc<Config>, LoadOptions)>,
    /// Ordered by path.
    pages: Vec<(Arc<Front>, Arc<PageText>)>,
    /// Pages for fewer people, of which no more is read; ordered by path.
    narrower: Vec<Arc<Front>>,
    people: Option<Cached<Vec<Source>, KnownPeople>>,
    code_owners: Option<Cached<OwnerFiles, Arc<CodeOwners>>>,
    placed: Option<Cached<Asked, Placed>>,
}

/// People, and what there was to say about them.
type KnownPeople = (Arc<People>, Vec<Finding>);
/// The file for the whole handbook, from where it sees it, and those of folders.
type OwnerFiles = (Option<Source>, String, Vec<Source>);

/// A result, and what it was made of.
struct Cached<Of, Is> {
    of: Of,
    is: Is,
}

/// What a page asked to include, and what it got.
pub(super) struct Included {
    pub from: Source,
    pub target: String,
    pub got: Result<TextPart, NotIncluded>,
}

impl Included {
    /// Whether the same question has another answer now.
    pub fn differs(&self, now: &Result<TextPart, NotIncluded>) -> bool {
        match (&self.got, now) {
            (Ok(before), Ok(now)) => !before.is(now),
            (Err(before), Err(now)) => before != now,
            _ => true,
        }
    }
}

/// All pages at their places.
#[derive(Clone)]
pub(super) struct Placed {
    pub tree: Arc<Tree>,
    /// The node of each page, in the order of the pages.
    pub nodes: Arc<[NodeId]>,
    pub findings: Vec<Finding>,
}

/// What decides the places.
struct Asked {
    title: String,
    ending: Ending,
    order: Vec<(String, Option<String>)>,
    sections: BTreeMap<String, SectionNote>,
    pages: Vec<AskedPage>,
}

struct AskedPage {
    path: String,
    title: String,
    slug: Option<String>,
    weight: Option<Weight>,
    hidden: bool,
}

impl LoadCache {
    /// Forgets everything that was made under other settings; the settings are the same only when
    /// they are one value.
    pub(super) fn keep_for(&mut self, config: &Arc<Config>, options: &LoadOptions) {
        let same = |(known, with): &(Arc<Config>, LoadOptions)| {
            Arc::ptr_eq(known, config) && with == options
        };
        if !self.settings.as_ref().is_some_and(same) {
            *self = LoadCache {
                settings: Some((config.clone(), options.clone())),
                ..LoadCache::default()
            };
        }
    }

    /// What is known of a page; mostly it has the place that it had.
    fn page(&self, place: usize, path: &str) -> Option<&(Arc<Front>, Arc<PageText>)> {
        let there = self.pages.get(place).filter(|(front, _)| front.source.path() == path);
        let elsewhere = || self.pages.binary_search_by(|(front, _)| front.source.path().cmp(path));
        there.or_else(|| self.pages.get(elsewhere().ok()?))
    }

    /// The front matter of a page with the same text.
    pub(super) fn front(&self, place: usize, source: &Source) -> Option<Arc<Front>> {
        let narrower = || {
            let at = self.narrower.binary_search_by(|front| front.source.path().cmp(source.path()));
            self.narrower.get(at.ok()?)
        };
        let front = self.page(place, source.path()).map(|(front, _)| front).or_else(narrower);
        front.filter(|front| front.source.is(source)).cloned()
    }

    /// The text that was made for this very front matter, unless something that it includes has
    /// changed.
    pub(super) fn text(
        &self,
        place: usize,
        front: &Arc<Front>,
        included: impl Fn(&Source, &str) -> Result<TextPart, NotIncluded>,
    ) -> Option<Arc<PageText>> {
        let (known, text) = self.page(place, front.source.path())?;
        let current =
            |earlier: &Included| !earlier.differs(&included(&earlier.from, &earlier.target));
        (Arc::ptr_eq(known, front) && text.included.iter().all(current)).then(|| text.clone())
    }

    pub(super) fn keep(
        &mut self,
        pages: Vec<(Arc<Front>, Arc<PageText>)>,
        narrower: Vec<Arc<Front>>,
    ) {
        self.pages = pages;
        self.narrower = narrower;
    }

    pub(super) fn people(&mut self, sources: &[Source]) -> (Arc<People>, Vec<Finding>) {
        if let Some(known) = self.people.as_ref().filter(|known| same(&known.of, sources)) {
            return known.is.clone();
        }
        let (people, findings) = people::people(sources);
        let is = (Arc::new(people), findings);
        self.people = Some(Cached { of: sources.to_vec(), is: is.clone() });
        is
    }

    pub(super) fn code_owners(&mut self, files: &HandbookFiles) -> Arc<CodeOwners> {
        let (whole, folders) = (files.code_owners.as_slice(), files.folder_owners.as_slice());
        let is_of = |(file, above, others): &OwnerFiles| {
            same(file.as_slice(), whole) && *above == files.owners_above && same(others, folders)
        };
        if let Some(known) = self.code_owners.as_ref().filter(|known| is_of(&known.of)) {
            return known.is.clone();
        }
        let is = Arc::new(CodeOwners::new(whole.first(), &files.owners_above, folders));
        let of = (whole.first().cloned(), files.owners_above.clone(), folders.to_vec());
        self.code_owners = Some(Cached { of, is: is.clone() });
        is
    }

    /// The tree and the places of all pages. Findings about places name whole files, so they are
    /// the same for any text.
    pub(super) fn place(&mut self, wishes: &[Wish<'_>], layout: &Layout<'_>) -> Placed {
        if let Some(known) = self.placed.as_ref().filter(|known| known.of.is(wishes, layout)) {
            return known.is.clone();
        }
        let (tree, nodes, findings) = place(wishes, layout);
        let placed = Placed { tree: Arc::new(tree), nodes: nodes.into(), findings };
        self.placed = Some(Cached { of: Asked::of(wishes, layout), is: placed.clone() });
        placed
    }
}

impl Asked {
    fn of(wishes: &[Wish<'_>], layout: &Layout<'_>) -> Self {
        let pages = wishes.iter().map(AskedPage::of).collect();
        Asked {
            title: layout.title.to_owned(),
            ending: layout.ending,
            order: layout.order.to_vec(),
            sections: layout.sections.clone(),
            pages,
        }
    }

    /// Whether the same was asked.
    fn is(&self, wishes: &[Wish<'_>], layout: &Layout<'_>) -> bool {
        self.title == layout.title
            && self.ending == layout.ending
            && self.order == layout.order
            && self.sections == *layout.sections
            && self.pages.len() == wishes.len()
            && self.pages.iter().zip(wishes).all(|(asked, wish)| asked.is(wish))
    }
}

impl AskedPage {
    fn of(wish: &Wish<'_>) -> Self {
        AskedPage {
            path: wish.source.path().to_owned(),
            title: wish.title.to_owned(),
            slug: wish.slug.map(str::to_owned),
            weight: wish.weight,
            hidden: wish.hidden,
        }
    }

    fn is(&self, wish: &Wish<'_>) -> bool {
        self.path == wish.source.path()
            && self.title == wish.title
            && self.slug.as_deref() == wish.slug
            && self.weight == wish.weight
            && self.hidden == wish.hidden
    }
}

/// Whether both lists hold the same texts of the same files.
fn same(left: &[Source], right: &[Source]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.is(right))
}
