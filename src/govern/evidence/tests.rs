//! Pages with a past, written as small tables: each line a commit, newest first.

use super::{Attestation, AttestedText, Doubt, Edited, Evidence, judge, mass_edits};
use crate::day::Day;
use crate::govern::evidence::ReviewStamp;
use crate::history::{Commit, FileChange, History, ObjectId, UnknownHistory};
use std::collections::{BTreeMap, BTreeSet};

/// A text as `DAY TITLE/BODY`, with `-` for no day.
fn written(text: &str) -> AttestedText {
    let (day, rest) = text.split_once(' ').expect("a day");
    let (title, body) = rest.split_once('/').expect("a title");
    AttestedText {
        title: Some(title.to_owned()),
        reviewed: Day::parse(day).ok(),
        stamp: None,
        body: body.to_owned(),
    }
}

/// The same with the stamp of another text.
fn stamped(text: &str, day: &str, read: &str) -> AttestedText {
    let stamp = ReviewStamp {
        day: Day::parse(day).expect("a day"),
        fingerprint: written(read).fingerprint(),
    };
    AttestedText { stamp: Some(stamp), ..written(text) }
}

#[derive(Default)]
struct Past {
    texts: BTreeMap<ObjectId, AttestedText>,
    asked: usize,
}

impl Past {
    fn id(&mut self, text: &AttestedText) -> ObjectId {
        let known = self.texts.iter().find(|(_, other)| *other == text).map(|(id, _)| *id);
        known.unwrap_or_else(|| {
            let id = ObjectId::parse(&format!("{:040x}", self.texts.len() + 1)).expect("an id");
            self.texts.insert(id, text.clone());
            id
        })
    }

    /// Commits of one page, newest first, each with the text it made.
    fn line(&mut self, texts: &[AttestedText]) -> Vec<Commit> {
        let ids: Vec<ObjectId> = texts.iter().map(|text| self.id(text)).collect();
        let before = |place: usize| ids.get(place + 1).copied().into_iter().collect();
        let commit = |(place, id): (usize, &ObjectId)| Commit {
            parents: if place + 1 < ids.len() { vec![place + 1] } else { Vec::new() },
            changes: vec![FileChange {
                path: "a.md".into(),
                from: None,
                before: before(place),
                after: Some(*id),
            }],
            ..Commit::default()
        };
        ids.iter().enumerate().map(commit).collect()
    }

    fn judge(&mut self, now: &AttestedText, history: &History) -> Evidence {
        let day = now.reviewed.expect("a review");
        judge(now, day, "a.md", history, &mut |id| {
            self.asked += 1;
            self.texts.get(id).cloned()
        })
    }
}

/// What is said of the first text, when the second and further ones are its commits.
fn said(texts: &[&str]) -> Evidence {
    let texts: Vec<AttestedText> = texts.iter().map(|text| written(text)).collect();
    said_of(&texts)
}

fn said_of(texts: &[AttestedText]) -> Evidence {
    let mut past = Past::default();
    let commits = past.line(texts.get(1..).expect("a past"));
    past.judge(&texts[0], &History::complete(commits))
}

fn by_commit(number: usize, edited: Edited) -> Evidence {
    Evidence { attestation: Attestation::ByCommit(number), edited }
}

fn edits(commits: &[usize]) -> Edited {
    Edited::Yes { commits: commits.to_vec(), is_uncommitted: false }
}

#[test]
fn the_commit_that_set_the_day_is_found() {
    let review = "2026-08-14 T/one";
    assert_eq!(said(&[review, review, "2026-01-01 T/one"]), by_commit(0, Edited::No));
    assert_eq!(said(&[review, review]), by_commit(0, Edited::No), "set when the page was made");
    assert_eq!(said(&[review, review, "- T/one"]), by_commit(0, Edited::No));
    let twice = said(&[review, review, "2026-01-01 T/x", review, "- T/one"]);
    assert_eq!(twice, by_commit(0, Edited::No), "the last time it was set counts");
}

#[test]
fn edits_after_that_commit_are_counted() {
    let (now, edit, review) = ("2026-08-14 T/three", "2026-08-14 T/two", "2026-08-14 T/one");
    assert_eq!(said(&[now, now, edit, review, "- T/one"]), by_commit(2, edits(&[0, 1])));
    assert_eq!(
        said(&["2026-08-14 U/one", "2026-08-14 U/one", review]),
        by_commit(1, edits(&[0])),
        "the title is text"
    );
    let uncommitted = Edited::Yes { commits: vec![], is_uncommitted: true };
    assert_eq!(said(&[edit, review, "- T/one"]), by_commit(0, uncommitted));
    assert_eq!(
        said(&[review, review, edit, review]),
        by_commit(2, Edited::No),
        "an edit that was taken back is none"
    );
    let with_spaces = "2026-08-14 T/ one \n\n";
    assert_eq!(
        said(&[with_spaces, with_spaces, review]),
        by_commit(1, Edited::No),
        "white space is no edit"
    );
}

#[test]
fn a_day_that_no_commit_has_is_not_attested() {
    let evidence = said(&["2026-08-14 T/one", "2026-01-01 T/one"]);
    assert_eq!(evidence.attestation, Attestation::Unattested(Doubt::NotCommitted));
    assert_eq!(evidence.edited, Edited::NothingToCompare);
}

#[test]
fn a_hash_needs_no_past() {
    let now = stamped("2026-08-14 T/one", "2026-08-14", "- T/one");
    let mut past = Past::default();
    let without = past.judge(&now, &History::missing(UnknownHistory::NoGit));
    assert_eq!(without, Evidence { attestation: Attestation::ByHash, edited: Edited::No });
    assert_eq!(past.asked, 0);
    let edited = stamped("2026-08-14 T/two", "2026-08-14", "- T/one");
    let evidence = past.judge(&edited, &History::missing(UnknownHistory::NoGit));
    assert_eq!(evidence, Evidence { attestation: Attestation::ByHash, edited: edits(&[]) });
}

#[test]
fn a_hash_names_the_text_that_was_read() {
    let reviewed = stamped("2026-08-14 T/one", "2026-08-14", "- T/one");
    let edited = stamped("2026-08-14 T/two", "2026-08-14", "- T/one");
    let said = |texts: &[&AttestedText]| {
        said_of(&texts.iter().map(|text| (*text).clone()).collect::<Vec<_>>())
    };
    let by_hash = |edited| Evidence { attestation: Attestation::ByHash, edited };
    assert_eq!(said(&[&edited, &edited, &reviewed, &written("- T/zero")]), by_hash(edits(&[0])));
    let spaces = stamped("2026-08-14 T/one ", "2026-08-14", "- T/one");
    assert_eq!(said(&[&spaces, &spaces, &reviewed]), by_hash(Edited::No), "white space is no edit");
    let uncommitted = Edited::Yes { commits: vec![], is_uncommitted: true };
    assert_eq!(
        said(&[&edited, &written("- T/zero")]),
        by_hash(uncommitted),
        "reviewed and edited, not committed yet"
    );
}

#[test]
fn a_hash_of_another_page_attests_nothing() {
    let copied = stamped("2026-08-14 T/mine", "2026-08-14", "- T/theirs");
    let evidence = said_of(&[copied.clone(), copied, written("- T/mine")]);
    assert_eq!(evidence.attestation, Attestation::Unattested(Doubt::HashOfAnotherText));
    assert_eq!(evidence.edited, Edited::NothingToCompare);
}

#[test]
fn a_hash_of_another_day_is_not_looked_at() {
    let now = stamped("2026-08-14 T/one", "2026-01-01", "- T/one");
    assert_eq!(said_of(&[now.clone(), now, written("2026-01-01 T/one")]), by_commit(0, Edited::No));
}

#[test]
fn ignored_commits_are_no_edits() {
    let (now, review) = (written("2026-08-14 T/two"), written("2026-08-14 T/one"));
    let mut past = Past::default();
    let mut commits = past.line(&[now.clone(), review.clone()]);
    commits[0].is_ignored = true;
    assert_eq!(past.judge(&now, &History::complete(commits)), by_commit(1, Edited::No));
    let again = written("2026-08-14 T/three");
    let mut commits = past.line(&[again.clone(), now, review]);
    commits[1].is_ignored = true;
    assert_eq!(past.judge(&again, &History::complete(commits)), by_commit(2, edits(&[0])));
}

#[test]
fn an_edit_on_a_branch_that_was_merged_later_is_an_edit_since() {
    let mut past = Past::default();
    let [base, main, review, merged] =
        ["- T/a b", "- T/A b", "2026-08-14 T/a B", "2026-08-14 T/A B"]
            .map(|text| past.id(&written(text)));
    let commit = |parents: &[usize], before: &[ObjectId], after: ObjectId| Commit {
        parents: parents.to_vec(),
        changes: vec![FileChange {
            path: "a.md".into(),
            from: None,
            before: before.to_vec(),
            after: Some(after),
        }],
        ..Commit::default()
    };
    let history = History::complete(vec![
        commit(&[1, 2], &[review, main], merged),
        commit(&[3], &[base], review),
        commit(&[3], &[base], main),
        commit(&[], &[], base),
    ]);
    let evidence = past.judge(&written("2026-08-14 T/A B"), &history);
    assert_eq!(evidence, by_commit(1, edits(&[0, 2])));
}

#[test]
fn what_is_cut_off_is_unknown() {
    let mut past = Past::default();
    let commits = past.line(&[written("2026-08-14 T/two"), written("2026-08-14 T/one")]);
    let mut newest = commits[..1].to_vec();
    newest[0].parents.clear();
    let shallow = History::shallow(newest, BTreeSet::from(["a.md".into()]));
    let unknown = |why: UnknownHistory| Evidence {
        attestation: Attestation::Unknown(why.clone()),
        edited: Edited::Unknown(why),
    };
    assert_eq!(
        past.judge(&written("2026-08-14 T/two"), &shallow),
        unknown(UnknownHistory::Shallow)
    );
    past.texts.clear();
    let evidence = past.judge(&written("2026-08-14 T/two"), &History::complete(commits));
    assert_eq!(evidence, unknown(UnknownHistory::Partial));
    let evidence = past.judge(&written("2026-08-14 T/two"), &History::complete(Vec::new()));
    assert_eq!(evidence, unknown(UnknownHistory::Untracked));
}

#[test]
fn no_more_texts_are_asked_for_than_needed() {
    let mut past = Past::default();
    let mut texts =
        vec![written("2026-08-14 T/new"), written("2026-08-14 T/read"), written("- T/old")];
    texts.extend((0..100).map(|number| written(&format!("- T/{number}"))));
    let commits = past.line(&texts);
    past.judge(&texts[0], &History::complete(commits));
    assert_eq!(past.asked, 3);
}

#[test]
fn one_commit_does_not_read_a_hundred_pages() {
    let mut pages: Vec<(Evidence, bool)> =
        (0..12).map(|place| (by_commit(3, Edited::No), place == 0)).collect();
    pages.push((by_commit(4, Edited::No), false));
    let reviews = || pages.iter().map(|(evidence, has_note)| (evidence, *has_note));
    assert_eq!(mass_edits(reviews(), 10), BTreeMap::from([(3, 11)]));
    assert_eq!(mass_edits(reviews(), 11), BTreeMap::new(), "a note counts for its page alone");
    assert_eq!(mass_edits(reviews(), 1), BTreeMap::from([(3, 11)]), "one page is no mass");
}

proptest::proptest! {
    #[test]
    fn words_are_compared_as_if_one_by_one(one in "[ab é\n\t ]{0,12}", other in "[ab é\n\t \
        ]{0,12}", same in "[ab é\n ]{0,6}") {
        let (one, other) = (format!("{same}{one}"), format!("{same}{other}"));
        let slowly = one.split_ascii_whitespace().eq(other.split_ascii_whitespace());
        assert_eq!(super::have_the_same_words(&one, &other), slowly);
    }
}
