//! The .gitignore files of a handbook, each for the folder it lies in.

use super::reader::ReadText;
use super::text_at;
use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::source::{Source, Span};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;
use std::rc::Rc;

/// The rules that hold in one folder: its own, then those of the folders above.
#[derive(Clone, Default)]
pub(super) struct Ignores(Option<Rc<IgnoreLevel>>);

struct IgnoreLevel {
    own: Gitignore,
    above: Ignores,
}

impl Ignores {
    /// The rules with those of the .gitignore in `folder` (a path below `root`) before them.
    pub(super) fn within(&self, root: &Path, folder: &str) -> (Self, Vec<Finding>) {
        let name = if folder.is_empty() {
            ".gitignore".to_owned()
        } else {
            format!("{folder}/.gitignore")
        };
        let path = root.join(&name);
        // As with git, a link is not taken for a .gitignore: it could lead anywhere.
        if !path.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
            return (self.clone(), Vec::new());
        }
        let ReadText { source, mut findings, .. } = text_at(&path, name);
        let Some(source) = source else {
            return (self.clone(), findings);
        };
        let (own, more) = parse(folder, &source);
        findings.extend(more);
        (Ignores(Some(Rc::new(IgnoreLevel { own, above: self.clone() }))), findings)
    }

    /// Whether a path below the handbook's folder is ignored; its folders were asked before.
    pub(super) fn ignore(&self, path: &str, is_folder: bool) -> bool {
        let mut level = &self.0;
        while let Some(rules) = level {
            match rules.own.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => level = &rules.above.0,
            }
        }
        false
    }
}

fn parse(folder: &str, source: &Source) -> (Gitignore, Vec<Finding>) {
    let mut builder = GitignoreBuilder::new(folder);
    let mut findings = Vec::new();
    let mut start = 0;
    for line in source.text().split_inclusive('\n') {
        let pattern = line.trim_end_matches(['\n', '\r']);
        if let Err(error) = builder.add_line(None, pattern) {
            let place = source.at(Span::new(start, start + pattern.len()));
            findings.push(files::ignore_pattern(place, &error.to_string()));
        }
        start += line.len();
    }
    let rules = builder.build().unwrap_or_else(|error| {
        findings.push(files::ignore_pattern(source.whole(), &error.to_string()));
        Gitignore::empty()
    });
    (rules, findings)
}
