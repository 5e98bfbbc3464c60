//! The order of pages that Sphinx and `MyST` take from lists in the pages themselves:
//! `` ```{toctree} ``.

use crate::site::address::join;
use std::collections::{BTreeMap, BTreeSet};

/// A page's path below content without its ending, and its text.
pub(super) type ListingPage<'p> = (&'p str, &'p str);

/// The paths of all pages that lists name, without their endings, from the first page on, each
/// followed by those that it lists.
pub(super) fn listed(pages: &[ListingPage<'_>]) -> Vec<String> {
    let texts: BTreeMap<&str, &str> =
        pages.iter().copied().filter(|(_, text)| text.contains("{toctree}")).collect();
    let first = ["index", "README"].into_iter().find(|stem| texts.contains_key(stem));
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<String> = first.map(str::to_owned).into_iter().collect();
    // The first page is in no list.
    let mut is_listed = false;
    while let Some(stem) = open.pop() {
        if let Some(text) = texts.get(stem.as_str()).filter(|_| seen.insert(stem.clone())) {
            open.extend(entries(text).into_iter().rev().filter_map(|target| meant(&stem, target)));
        }
        if std::mem::replace(&mut is_listed, true) {
            found.push(stem);
        }
    }
    found
}

/// The path that a page's entry means, without its ending.
fn meant(stem: &str, target: &str) -> Option<String> {
    let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => join(folder, target)?,
    };
    Some(path.strip_suffix(".md").unwrap_or(&path).to_owned())
}

/// The paths in all lists of a text.
fn entries(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines().map(str::trim) {
        match fence {
            None => fence = opened(line),
            Some(open) if line == open => fence = None,
            Some(_) => found.extend(entry(line)),
        }
    }
    found
}

/// The signs that end the list that a line begins.
fn opened(line: &str) -> Option<&str> {
    let signs = line.strip_suffix("{toctree}")?;
    let is_fence = signs.len() >= 3 && [':', '`'].iter().any(|c| signs.chars().all(|s| s == *c));
    is_fence.then_some(signs)
}

/// `Leave <people/leave>` or `people/leave`; options, other sites and patterns are none.
fn entry(line: &str) -> Option<&str> {
    let titled = line.strip_suffix('>').and_then(|line| line.split_once('<'));
    let target = titled.map_or(line, |(_, target)| target).trim();
    let is_path = !target.is_empty()
        && target != "self"
        && !target.starts_with(['-', '#'])
        && !target.contains([':', '*']);
    is_path.then_some(target)
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn lists_are_followed_from_page_to_page() {
        let pages = [
            (
                "index",
                "```{toctree}\n:hidden:\npeople/index\nWork <work>\nhttps://x.example\n```\n",
            ),
            ("people/index", ":::{toctree}\n---\nglob:\n---\nleave.md\n../index\nteam/*\n:::\n"),
            ("work", "# Work"),
        ];
        let expected = ["people/index", "people/leave", "index", "work"];
        assert_eq!(listed(&pages), expected);
        assert!(listed(&[("about", "```{toctree}\nx\n```")]).is_empty());
    }

    #[test]
    fn a_long_chain_of_lists_is_followed_to_its_end() {
        let stem = |number| if number == 0 { "index".to_owned() } else { format!("p{number}") };
        let text = |number| format!("```{{toctree}}\np{}\n```\n", number + 1);
        let pages: Vec<_> = (0..100_000).map(|number| (stem(number), text(number))).collect();
        let pages: Vec<_> =
            pages.iter().map(|(stem, text)| (stem.as_str(), text.as_str())).collect();
        assert_eq!(listed(&pages).len(), 100_000);
    }
}
