//! By which names links may call the pages and files of a handbook.
//!
//! Handbooks mix five ways of linking. All of them are turned into one key here, so that each is
//! looked up once.

use crate::site::name;
use crate::site::refusal::Refusal;
use crate::site::tree::NodeId;
use std::collections::HashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A page or section.
    Node(NodeId),
    /// A file below content, by its path from the handbook's folder.
    File(String),
    /// A file that is there and is not published, and why.
    Refused(String, Refusal),
    /// A page for fewer people than the site is for.
    Narrower,
}

/// What a look-up found, and whether it was named letter by letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundName<'a> {
    /// What it is.
    pub goal: &'a Goal,
    /// The name it has, where the link wrote it in other capitals.
    pub other_case: Option<&'a str>,
}

/// Names → goals.
#[derive(Default)]
pub struct Names {
    /// By key in small letters: the exact keys with their goals, in the order of their rank.
    goals: HashMap<String, Vec<(String, Goal)>>,
}

impl Names {
    /// Gives a page or section one more name; the first goal of a name keeps it.
    pub fn add(&mut self, path: &str, goal: Goal) {
        let key = key(path);
        let entries = self.goals.entry(key.to_lowercase()).or_default();
        if !entries.iter().any(|(known, _)| *known == key) {
            entries.push((key, goal));
        }
    }

    /// Names a page by the file it is written in, and a file by its path. Nothing else can take
    /// this name.
    pub fn add_file(&mut self, path: &str, goal: Goal) {
        let key = file_key(path);
        self.goals.entry(key.to_lowercase()).or_default().push((key, goal));
    }

    /// What a path from the handbook's folder stands for: the file of that name first, then what
    /// the path leads to.
    pub fn find(&self, path: &str) -> Option<FoundName<'_>> {
        let (file, page) = (file_key(path), key(path));
        let (files, pages) =
            (self.goals.get(&file.to_lowercase()), self.goals.get(&page.to_lowercase()));
        exact(files, &file)
            .or_else(|| exact(pages, &page))
            .or_else(|| any_case(files))
            .or_else(|| any_case(pages))
    }
}

/// The goal of this very key.
fn exact<'n>(goals: Option<&'n Vec<(String, Goal)>>, key: &str) -> Option<FoundName<'n>> {
    let (_, goal) = goals?.iter().find(|(exact, _)| exact == key)?;
    Some(FoundName { goal, other_case: None })
}

/// The first goal, and the key that it has.
fn any_case(goals: Option<&Vec<(String, Goal)>>) -> Option<FoundName<'_>> {
    let (exact, goal) = goals?.first()?;
    Some(FoundName { goal, other_case: Some(exact.trim_start_matches('\0')) })
}

/// The key of a file with its ending. The first byte keeps it apart from keys of pages.
fn file_key(path: &str) -> String {
    format!("\0{}", normal(path))
}

/// The key of what a path leads to: without ending, index name and outer slashes.
fn key(path: &str) -> String {
    let path = normal(path);
    let path = path.trim_matches('/');
    let html = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm"));
    let stem = html.or_else(|| name::stem(path)).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() { folder.to_owned() } else { stem.to_owned() }
}

fn normal(path: &str) -> String {
    if is_nfc_quick(path.chars()) == IsNormalized::Yes {
        path.to_owned()
    } else {
        path.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Goal, Names};
    use crate::site::tree::NodeId;

    #[test]
    fn many_ways_lead_to_one_page() {
        let mut names = Names::default();
        names.add_file("people/README.md", Goal::Node(NodeId(1)));
        names.add("people/README", Goal::Node(NodeId(1)));
        for path in [
            "people",
            "people/",
            "people/README.md",
            "people/index.html",
            "people/_index.md",
            "people.html",
        ] {
            assert_eq!(
                names.find(path).map(|found| (found.goal.clone(), found.other_case)),
                Some((Goal::Node(NodeId(1)), None)),
                "{path}"
            );
        }
        assert_eq!(
            names.find("People/readme.md").and_then(|found| found.other_case),
            Some("people/README.md")
        );
        assert_eq!(names.find("persons"), None);
    }
}
