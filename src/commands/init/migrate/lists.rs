//! What a list of pages (SUMMARY.md, the sidebar of a wiki) says that folders cannot say.

use crate::config::neighbour::common_folder;
use crate::load::outline::{ListedLine, listed};
use crate::site::Site;
use crate::site::tree::Node;
use crate::source::{Location, Source};
use std::collections::{BTreeMap, BTreeSet};

/// What was found in a list.
#[derive(Default)]
pub struct ListNotes {
    /// Headings above pages that no folder is called like.
    pub headings: Vec<(String, Location)>,
    /// Titles of pages that nobody has written.
    pub unwritten: Vec<Location>,
    /// Pages that stood below another page, and stand beside it in their folder.
    pub flattened: Vec<Location>,
    /// All pages in the list, by their stems.
    pub stems: BTreeSet<String>,
}

/// Reads a list; `site` is what its pages are in.
pub fn notes(source: &Source, site: &Site) -> ListNotes {
    let lines = listed(source.text());
    let nodes = site.tree().ids().map(|id| site.tree().node(id));
    let nodes: BTreeMap<String, &Node> =
        nodes.map(|node| (node.stem().to_lowercase(), node)).collect();
    let mut notes = ListNotes::default();
    // Pages whose lines stand further to the left than the next.
    let mut above: Vec<(usize, &str)> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let place = || source.at(line.span);
        if let Some(heading) = line.heading {
            above.clear();
            let below = lines.iter().skip(index + 1).take_while(|line| line.heading.is_none());
            if !is_folder(heading, below, &nodes) {
                notes.headings.push((heading.to_owned(), place()));
            }
        }
        if line.is_unwritten {
            notes.unwritten.push(place());
        }
        let Some(stem) = &line.stem else { continue };
        above.retain(|(indent, _)| *indent < line.indent);
        let is_below = |parent: &str| parent.is_empty() || stem.starts_with(&format!("{parent}/"));
        if above.last().is_some_and(|(_, parent)| !is_below(parent)) {
            notes.flattened.push(place());
        }
        above.push((line.indent, stem));
        notes.stems.insert(stem.to_lowercase());
    }
    notes
}

/// Whether a heading is the title of the folder that all pages below it are in.
fn is_folder<'l>(
    heading: &str,
    below: impl Iterator<Item = &'l ListedLine<'l>>,
    nodes: &BTreeMap<String, &Node>,
) -> bool {
    let folder = |stem: &str| {
        let is_section = nodes.get(&stem.to_lowercase()).is_some_and(|node| node.is_section());
        let above = || stem.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        if is_section { stem.to_owned() } else { above() }
    };
    let folders: Vec<String> =
        below.filter_map(|line| Some(folder(line.stem.as_deref()?))).collect();
    let Some(common) = common_folder(folders.iter().map(String::as_str)) else { return true };
    let titled = nodes.get(&common.to_lowercase());
    !common.is_empty() && titled.is_some_and(|node| node.title().eq_ignore_ascii_case(heading))
}

#[cfg(test)]
mod tests {
    use crate::load::outline::listed;

    #[test]
    fn lines_of_lists() {
        let text =
            "# Summary\n\n[Home](README.md)\n\n# Part\n\n- [A](a/README.md)\n  - [B]()\n\ntext\n";
        let lines = listed(text);
        let said: Vec<(Option<&str>, usize, Option<&str>, bool)> = lines
            .iter()
            .map(|line| (line.heading, line.indent, line.stem.as_deref(), line.is_unwritten))
            .collect();
        assert_eq!(
            said,
            [
                (None, 0, None, false),
                (None, 0, Some(""), false),
                (Some("Part"), 0, None, false),
                (None, 0, Some("a"), false),
                (None, 2, None, true),
            ]
        );
    }
}
