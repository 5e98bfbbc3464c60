//! The search through a page's past, newest text first.

use super::{Attestation, AttestedText, Doubt, Edited, Evidence, Fingerprint};
use crate::day::Day;
use crate::history::{FileHistory, History, ObjectId, UnknownHistory, Version};
use std::collections::HashMap;
use std::rc::Rc;

/// A text that ought to be there, and is not: the clone is a partial one.
struct Missing;

/// One page, its past, and the texts that were asked for.
pub(super) struct EvidenceSearch<'a> {
    now: &'a AttestedText,
    history: &'a History,
    file: FileHistory<'a>,
    past: &'a mut dyn FnMut(&ObjectId) -> Option<AttestedText>,
    read: HashMap<ObjectId, Option<Rc<AttestedText>>>,
}

impl<'a> EvidenceSearch<'a> {
    pub(super) fn new(
        now: &'a AttestedText,
        history: &'a History,
        file: FileHistory<'a>,
        past: &'a mut dyn FnMut(&ObjectId) -> Option<AttestedText>,
    ) -> Self {
        EvidenceSearch { now, history, file, past, read: HashMap::new() }
    }

    /// The text that was read is the newest one with that fingerprint.
    pub(super) fn by_hash(&mut self, fingerprint: Fingerprint) -> Evidence {
        let found = self.newest(|search, version| {
            let text = search.after(version)?;
            Ok(text.filter(|text| text.fingerprint() == fingerprint))
        });
        match found {
            Ok(Some((place, read))) => Evidence {
                attestation: Attestation::ByHash,
                edited: self.edited_since(place, &read),
            },
            Ok(None) if self.file.is_complete => self.without_such_a_text(),
            Ok(None) | Err(Missing) => {
                Evidence { attestation: Attestation::ByHash, edited: Edited::somehow() }
            }
        }
    }

    /// The text that was read is that of the newest commit which set `reviewed` to this day.
    pub(super) fn by_commit(&mut self, day: Day) -> Evidence {
        match self.newest(|search, version| search.sets(version, day)) {
            Ok(Some((place, read))) => {
                let commit = self.file.versions.get(place).map_or(0, |version| version.number);
                Evidence {
                    attestation: Attestation::ByCommit(commit),
                    edited: self.edited_since(place, &read),
                }
            }
            Ok(None) if self.file.is_complete => Evidence {
                attestation: Attestation::Unattested(Doubt::NotCommitted),
                edited: Edited::NothingToCompare,
            },
            Ok(None) => Evidence::without_history(None, UnknownHistory::Shallow),
            Err(Missing) => Evidence::without_history(None, UnknownHistory::Partial),
        }
    }

    /// A review that was just written, with an edit on top; or a hash that was never true of this
    /// page.
    fn without_such_a_text(&mut self) -> Evidence {
        let newest = self.file.versions.first().copied();
        let committed = newest.and_then(|version| self.after(version).ok().flatten());
        if committed.is_some_and(|committed| committed.stamp == self.now.stamp) {
            let attestation = Attestation::Unattested(Doubt::HashOfAnotherText);
            return Evidence { attestation, edited: Edited::NothingToCompare };
        }
        let edited = Edited::Yes { commits: Vec::new(), is_uncommitted: true };
        Evidence { attestation: Attestation::ByHash, edited }
    }

    /// The first version, from the newest, of which something is true; its place and text.
    fn newest(
        &mut self,
        is_it: impl Fn(&mut Self, Version<'a>) -> Result<Option<Rc<AttestedText>>, Missing>,
    ) -> Result<Option<(usize, Rc<AttestedText>)>, Missing> {
        for place in 0..self.file.versions.len() {
            let Some(version) = self.file.versions.get(place).copied() else {
                break;
            };
            if let Some(text) = is_it(self, version)? {
                return Ok(Some((place, text)));
            }
        }
        Ok(None)
    }

    /// The text of a version that has this day while no text before has it.
    fn sets(
        &mut self,
        version: Version<'a>,
        day: Day,
    ) -> Result<Option<Rc<AttestedText>>, Missing> {
        let Some(after) = self.after(version)?.filter(|after| after.reviewed == Some(day)) else {
            return Ok(None);
        };
        for before in &version.change.before {
            if self.text(before)?.reviewed == Some(day) {
                return Ok(None);
            }
        }
        Ok(Some(after))
    }

    /// Compares the text that was read with the text now; then names the commits in between.
    fn edited_since(&mut self, place: usize, read: &AttestedText) -> Edited {
        if read.says_the_same(self.now) {
            return Edited::No;
        }
        self.edits_since(place).unwrap_or(Edited::Unknown(UnknownHistory::Partial))
    }

    fn edits_since(&mut self, place: usize) -> Result<Edited, Missing> {
        let mut commits = Vec::new();
        let mut are_some_ignored = false;
        for version in self.versions_since(place) {
            match self.edits(version)? {
                true if version.commit.is_ignored => are_some_ignored = true,
                true => commits.push(version.number),
                false => {}
            }
        }
        let is_uncommitted = self.is_uncommitted()?;
        let is_all_ignored = are_some_ignored && commits.is_empty() && !is_uncommitted;
        Ok(if is_all_ignored { Edited::No } else { Edited::Yes { commits, is_uncommitted } })
    }

    /// The versions that do not belong to the past of the one at `place`: the newer ones, and those
    /// of branches merged later.
    fn versions_since(&self, place: usize) -> Vec<Version<'a>> {
        let (newer, older) = self.file.versions.split_at_checked(place).unwrap_or_default();
        let mut since = newer.to_vec();
        if let Some(version) = older.first().filter(|_| self.history.has_merges()) {
            let ancestors = self.history.ancestors(version.number);
            since.extend(older.iter().filter(|other| !ancestors.contains(other.number)));
        }
        since
    }

    /// Whether a version has other words than each text before it.
    fn edits(&mut self, version: Version<'a>) -> Result<bool, Missing> {
        let Some(after) = self.after(version)? else {
            return Ok(false);
        };
        for before in &version.change.before {
            if self.text(before)?.says_the_same(&after) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_uncommitted(&mut self) -> Result<bool, Missing> {
        let Some(newest) = self.file.versions.first().copied() else {
            return Ok(false);
        };
        let committed = self.after(newest)?;
        Ok(committed.is_none_or(|committed| !committed.says_the_same(self.now)))
    }

    /// The text that a version made; `None` where it deleted the file.
    fn after(&mut self, version: Version<'a>) -> Result<Option<Rc<AttestedText>>, Missing> {
        version.change.after.as_ref().map(|id| self.text(id)).transpose()
    }

    /// Each text is asked for once: what one version made, the next one found.
    fn text(&mut self, id: &ObjectId) -> Result<Rc<AttestedText>, Missing> {
        let text = self.read.entry(*id).or_insert_with(|| (self.past)(id).map(Rc::new));
        text.clone().ok_or(Missing)
    }
}
