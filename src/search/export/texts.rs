//! The texts of all sections, in files small enough to be loaded for one hit.
//!
//! Small files compress badly, so all are compressed with one dictionary of the handbook's own
//! language. A browser has no way to name a dictionary, but it can be shown one: as a stored block
//! in front of the compressed ones.

use crate::search::export::IndexFiles;
use crate::search::export::packing::Packing;
use crate::search::index::Index;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The first letter of the files' names.
pub const KIND: &str = "t";

/// About how many bytes of text stand in one file.
const SIZE: usize = 6000;
/// The longest dictionary, in bytes.
const DICTIONARY: usize = 8192;
/// How much of one page goes into it.
const SAMPLE: usize = 256;

/// What a browser must know to find a text.
#[derive(Serialize)]
struct TextDirectory {
    /// How many sections each file has.
    sections: Vec<usize>,
    names: String,
    dictionary: String,
}

/// The part of a page that stands in one file.
#[derive(Serialize)]
struct ExportedPart<'i>(
    /// The page's address.
    &'i str,
    /// The headings above its first section.
    Vec<(u8, &'i str)>,
    Vec<SectionEntry<'i>>,
);

/// A section: level, heading, text, and the anchor where it does not follow from the heading.
#[derive(Serialize)]
#[serde(untagged)]
enum SectionEntry<'i> {
    Usual(u8, &'i str, &'i str),
    Named(u8, &'i str, &'i str, &'i str),
}

/// Adds all texts, and the file that says where they are.
pub fn add(index: &Index, files: &mut IndexFiles<'_>) {
    let ranges = cut(index);
    let dictionary = dictionary(index);
    let sections = ranges.iter().map(ExactSizeIterator::len).collect();
    let encode = |range| serde_json::to_vec(&parts(index, range)).unwrap_or_default();
    files.add(KIND, Packing::Dictionary(dictionary.as_bytes()), ranges, encode);
    let names = files.names.get(KIND).cloned().unwrap_or_default();
    let directory = TextDirectory { sections, names, dictionary };
    let encode = |directory| serde_json::to_vec(&directory).unwrap_or_default();
    files.add("x", Packing::Gzip, vec![directory], encode);
}

/// Which sections stand in which file.
fn cut(index: &Index) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (number, section) in index.sections.iter().enumerate() {
        let own = section.text.len() + section.heading.len() + 20;
        if number > start && size + own > SIZE && (size > SIZE / 2 || own > SIZE) {
            ranges.push(start..number);
            (start, size) = (number, 0);
        }
        size += own;
    }
    ranges.push(start..index.sections.len());
    ranges
}

/// How some pages begin. They are chosen by their addresses, so that an edit elsewhere changes
/// nothing.
fn dictionary(index: &Index) -> String {
    let all: usize = index.sections.iter().map(|section| section.text.len()).sum();
    let size = (all / 64).min(DICTIONARY);
    let mut pages: Vec<(Vec<u8>, &str)> = index
        .pages
        .iter()
        .filter_map(|page| {
            Some((
                Sha256::digest(&page.address).to_vec(),
                index.sections.get(page.first)?.text.as_str(),
            ))
        })
        .filter(|(_, text)| text.len() > SAMPLE)
        .collect();
    pages.sort_unstable();
    let samples = pages.iter().filter_map(|(_, text)| text.get(..text.floor_char_boundary(SAMPLE)));
    samples.take(size / SAMPLE).collect()
}

fn parts(index: &Index, range: Range<usize>) -> Vec<ExportedPart<'_>> {
    let mut parts: Vec<ExportedPart<'_>> = Vec::new();
    let mut page = None;
    for number in range {
        let Some(section) = index.sections.get(number) else {
            continue;
        };
        if page != Some(section.page) {
            let address = index.pages.get(section.page).map_or("", |page| &page.address);
            parts.push(ExportedPart(address, above(index, number), Vec::new()));
            page = Some(section.page);
        }
        let (level, heading, text) =
            (section.level, section.heading.as_str(), section.text.as_str());
        let entry = if section.anchor == usual_anchor(heading) {
            SectionEntry::Usual(level, heading, text)
        } else {
            SectionEntry::Named(level, heading, text, &section.anchor)
        };
        if let Some(part) = parts.last_mut() {
            part.2.push(entry);
        }
    }
    parts
}

/// The headings above a section, with their levels.
fn above(index: &Index, number: usize) -> Vec<(u8, &str)> {
    let mut line = Vec::new();
    let Some(section) = index.sections.get(number) else {
        return line;
    };
    let mut level = section.level;
    for other in index
        .sections
        .get(index.sections_of(section.page).start..number)
        .unwrap_or_default()
        .iter()
        .rev()
    {
        if other.level > 0 && other.level < level {
            line.push((other.level, other.heading.as_str()));
            level = other.level;
        }
    }
    line.reverse();
    line
}

/// The anchor of a plain heading, as `engine.js` makes it; others are written down.
fn usual_anchor(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let kept = lower
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}
