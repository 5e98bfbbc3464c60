//! Evidence of a review: which text was read, and whether it still is the text.
//!
//! A date alone proves nothing. A review is attested by `reviewed_hash`, or by the commit that set
//! `reviewed`: the text of that commit is what was read. Where the past is not known, that is said;
//! nothing is guessed.

mod search;
mod stamp;
#[cfg(test)]
mod tests;

use crate::config::Config;
use crate::day::Day;
use crate::history::{History, ObjectId, UnknownHistory};
use crate::load::front_matter::front_matter;
use crate::site::meta::Meta;
use crate::source::Source;
use search::EvidenceSearch;
pub use stamp::{Fingerprint, ReviewStamp};
use std::collections::BTreeMap;

/// One text of a page, now or in the past, as far as evidence goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttestedText {
    /// The title of the front matter.
    pub title: Option<String>,
    /// `reviewed`, where it is a day.
    pub reviewed: Option<Day>,
    /// `reviewed_hash`, where it is one.
    pub stamp: Option<ReviewStamp>,
    /// All behind the front matter.
    pub body: String,
}

/// What is known of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What says that the text was read.
    pub attestation: Attestation,
    /// Whether the text was edited since.
    pub edited: Edited,
}

/// What says that the text was read. Commits are numbers into [`History::commits`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attestation {
    /// The hash in the front matter, of the day of the review.
    ByHash,
    /// The commit that set `reviewed` to its value.
    ByCommit(usize),
    /// Nothing does, and why not.
    Unattested(Doubt),
    /// It cannot be known here.
    Unknown(UnknownHistory),
}

/// Why a review is not attested although the whole past is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The date was not committed yet.
    NotCommitted,
    /// No text of this page ever had the hash in its front matter: it is of another page, or of a
    /// text that was not kept.
    HashOfAnotherText,
    /// One commit without a note set the date of that many pages: nobody read them all.
    MassEdit(usize),
}

/// Whether title or body were edited since the review. White space, front matter and ignored
/// commits do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// The text is the one that was read.
    No,
    /// It was edited, as far as known by these commits, newest first, and perhaps in the folder
    /// since.
    Yes {
        /// The commits that edited it; none where only the hash tells.
        commits: Vec<usize>,
        /// Whether the file has an edit that is not committed.
        is_uncommitted: bool,
    },
    /// It cannot be known here.
    Unknown(UnknownHistory),
    /// There is no text that is known to have been read.
    NothingToCompare,
}

/// Judges the review of `day` of the page at `path`, whose text is `now`. `past` gives the texts of
/// the past by their ids; it is asked only where the hash does not say all, newest text first, and
/// no further than needed.
pub fn judge(
    now: &AttestedText,
    day: Day,
    path: &str,
    history: &History,
    past: &mut dyn FnMut(&ObjectId) -> Option<AttestedText>,
) -> Evidence {
    let stamp = now.stamp.as_ref().filter(|stamp| stamp.day == day).map(|stamp| stamp.fingerprint);
    if stamp.is_some_and(|stamp| stamp == now.fingerprint()) {
        return Evidence { attestation: Attestation::ByHash, edited: Edited::No };
    }
    let file = match history.of(path) {
        Ok(file) => file,
        Err(unknown) => return Evidence::without_history(stamp, unknown),
    };
    let mut search = EvidenceSearch::new(now, history, file, past);
    match stamp {
        Some(fingerprint) => search.by_hash(fingerprint),
        None => search.by_commit(day),
    }
}

/// The commits that set the date of more than `most` pages at once, with the number of those pages;
/// each review comes as `(evidence, whether it has a note)`, and one with a note counts for
/// nothing. The command that writes reviews asks for a note there as well.
pub fn mass_edits<'e>(
    reviews: impl IntoIterator<Item = (&'e Evidence, bool)>,
    most: usize,
) -> BTreeMap<usize, usize> {
    let mut pages = BTreeMap::new();
    for (evidence, _) in reviews.into_iter().filter(|(_, has_note)| !has_note) {
        if let Attestation::ByCommit(commit) = evidence.attestation {
            *pages.entry(commit).or_default() += 1;
        }
    }
    pages.retain(|_, pages| *pages > most);
    pages
}

impl Evidence {
    /// The hash alone can tell that the text is another one, but not since when, nor by whom.
    fn without_history(stamp: Option<Fingerprint>, unknown: UnknownHistory) -> Self {
        match stamp {
            Some(_) => Evidence { attestation: Attestation::ByHash, edited: Edited::somehow() },
            None => Evidence {
                attestation: Attestation::Unknown(unknown.clone()),
                edited: Edited::Unknown(unknown),
            },
        }
    }
}

impl Edited {
    /// Edited for certain, but it is not known how.
    fn somehow() -> Self {
        Edited::Yes { commits: Vec::new(), is_uncommitted: false }
    }
}

impl AttestedText {
    /// Reads the text of a page as far as evidence goes: without a byte order mark, as the loader
    /// reads files.
    pub fn read(text: &str, config: &Config) -> Self {
        let source = Source::new("", text);
        let (meta, start, _) = front_matter(&source, config);
        AttestedText::of(&meta, text.get(start..).unwrap_or_default())
    }

    /// The same of a page that was read already; `body` is all behind the front matter.
    pub fn of(meta: &Meta, body: &str) -> Self {
        let stamp = meta.reviewed_hash.as_ref().map(crate::yaml::Sourced::value);
        AttestedText {
            title: meta.title.as_ref().map(|title| title.value().clone()),
            reviewed: meta.reviewed.as_ref().map(|day| *day.value()),
            stamp: stamp
                .and_then(|hash| ReviewStamp::parse(&format!("{}-{}", hash.day, hash.digits))),
            body: body.to_owned(),
        }
    }

    /// The fingerprint of the text.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.title.as_deref(), &self.body)
    }

    /// Whether title and body have the same words, whatever the white space.
    fn says_the_same(&self, other: &AttestedText) -> bool {
        let title = |written: &AttestedText| written.title.clone().unwrap_or_default();
        have_the_same_words(&title(self), &title(other))
            && have_the_same_words(&self.body, &other.body)
    }
}

/// Compares words from where the texts begin to differ; up to there they are the same by their
/// bytes, which is much faster.
fn have_the_same_words(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let before = one.get(..one.floor_char_boundary(same)).unwrap_or_default();
    let start = before.rfind(|c: char| c.is_ascii_whitespace()).unwrap_or(0);
    let [one, other] =
        [one, other].map(|text| text.get(start..).unwrap_or_default().split_ascii_whitespace());
    one.eq(other)
}
