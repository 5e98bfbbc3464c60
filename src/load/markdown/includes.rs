//! Texts of other pages inside a page. Their places, links and footnotes stay their own.

use super::comments::Comments;
use super::part::TextPart;
use super::reading::ParsedText;
use super::sections::{block, named_part, outermost_headings, section};
use super::slug::slug;
use crate::diag::Finding;
use crate::diag::catalogue::markdown as say;
use crate::site::document::Inclusion;
use crate::source::{Location, Source};
use crate::suggest;
use std::collections::BTreeSet;
use std::ops::Range;

/// Includes inside includes: deeper than that is a mistake.
const DEEPEST_INCLUDE: usize = 8;
/// What the includes of one page may add up to, in bytes that have to be read.
const INCLUDED_BYTES: usize = 2 * 1024 * 1024;

/// Finds what pages include. It answers only with texts that lie inside the handbook.
pub trait Includes {
    /// The text that `target`, written in `from`, refers to; without the `#heading`.
    ///
    /// # Errors
    /// Why there is none.
    fn find(&self, from: &Source, target: &str) -> Result<TextPart, NotIncluded>;
}

/// Why something cannot be included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotIncluded {
    /// There is no such text.
    Missing,
    /// It lies outside the handbook.
    Outside,
}

impl<F: Fn(&Source, &str) -> Result<TextPart, NotIncluded>> Includes for F {
    fn find(&self, from: &Source, target: &str) -> Result<TextPart, NotIncluded> {
        self(from, target)
    }
}

/// What is being included at the moment, from the page inward, and what was included so far.
pub(super) struct IncludeStack<'o> {
    finder: &'o dyn Includes,
    /// File and heading of each.
    open: Vec<(String, String)>,
    /// What was read so far.
    bytes: usize,
    /// The files that are included.
    pub(super) files: BTreeSet<String>,
    /// Each place that includes something.
    pub(super) inclusions: Vec<Inclusion>,
}

/// A text that is to be read in the place of what includes it.
pub(super) struct IncludedPart {
    pub(super) part: TextPart,
    /// The range of the file that is meant, if not all of it.
    pub(super) section: Option<Range<usize>>,
}

impl<'o> IncludeStack<'o> {
    /// Nothing is included in `page` yet.
    pub(super) fn new(page: &TextPart, finder: &'o dyn Includes) -> Self {
        IncludeStack {
            finder,
            open: vec![(page.source().path().to_owned(), String::new())],
            bytes: 0,
            files: BTreeSet::new(),
            inclusions: Vec::new(),
        }
    }

    /// Opens what `target` refers to, which stands at `place`; it stays open until
    /// [`IncludeStack::close`].
    pub(super) fn open(
        &mut self,
        text: &ParsedText<'_>,
        target: &str,
        place: Location,
        comments: &mut Comments,
    ) -> Result<IncludedPart, Finding> {
        let (path, heading) = target.split_once('#').unwrap_or((target, ""));
        let (path, name) = path.split_once(':').unwrap_or((path, ""));
        let part = self.finder.find(text.source, path).map_err(|why| {
            // Its name may be that of a page for fewer people.
            comments.all.push(place.clone());
            missing(place.clone(), target, why == NotIncluded::Outside)
        })?;
        let path_of_part = part.source().path().to_owned();
        let key = (path_of_part.clone(), heading.to_owned());
        if self.open.contains(&key) {
            return Err(say::include_cycle(place, target));
        }
        if !self.takes(part.text().len()) {
            return Err(say::include_too_much(place, target));
        }
        let section = wanted(&part, heading, name, |sought, near| {
            say::include_without_heading(place.clone(), path, sought, near)
        })?;
        self.open.push(key);
        self.files.insert(path_of_part.clone());
        self.inclusions.push(Inclusion { target: target.to_owned(), place, path: path_of_part });
        Ok(IncludedPart { part, section })
    }

    /// What was opened last is read.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// A file that stands in a code block; `name` is the part of it that is meant, or empty.
    pub(super) fn code(
        &mut self,
        text: &ParsedText<'_>,
        target: &str,
        place: Location,
    ) -> Result<(TextPart, Range<usize>), Finding> {
        let (path, name) = target.split_once(':').unwrap_or((target, ""));
        let Ok(part) = self.finder.find(text.source, path) else {
            return Err(say::include_missing(place, target, false));
        };
        if !self.takes(part.text().len()) {
            return Err(say::include_too_much(place, target));
        }
        let whole = 0..part.source().text().len();
        let found = if name.is_empty() { Some(whole) } else { named_part(&part, name) };
        let Some(range) = found.filter(|range| part.source().text().get(range.clone()).is_some())
        else {
            return Err(say::include_without_part(place, path, name));
        };
        self.files.insert(part.source().path().to_owned());
        Ok((part, range))
    }

    /// Counts what is read, as long as it is not too much.
    fn takes(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        self.open.len() <= DEEPEST_INCLUDE && self.bytes <= INCLUDED_BYTES
    }
}

/// The section below a heading, of a name or of a block's id; an error where there is none.
fn wanted(
    part: &TextPart,
    heading: &str,
    name: &str,
    missing: impl FnOnce(&str, Option<&str>) -> Finding,
) -> Result<Option<Range<usize>>, Finding> {
    // Obsidian names headings below each other: `Page#Heading#Below`.
    let last = heading.rsplit('#').next().unwrap_or(heading);
    let found = section(part, heading).or_else(|| section(part, &slug(last)));
    let found = found.or_else(|| named_part(part, name)).or_else(|| block(part, heading));
    if found.is_some() || heading.is_empty() && name.is_empty() {
        return Ok(found);
    }
    let sought = if heading.is_empty() { name } else { heading };
    let headings = outermost_headings(part.text());
    let near = suggest::nearest(sought, headings.iter().map(|known| known.id.as_str()));
    Err(missing(sought, near))
}

/// The finding for a text that is not there. A partial of a template may be HTML, which is no text
/// of ours.
fn missing(place: Location, target: &str, is_outside: bool) -> Finding {
    let written = place.span().map_or("", |span| place.source().slice(span)).trim();
    match written.lines().next().filter(|line| line.starts_with("<%")) {
        Some(line) => say::foreign_syntax(place.clone(), line, "Ruby template"),
        None => say::include_missing(place, target, is_outside),
    }
}
