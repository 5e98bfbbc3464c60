//! Edits of front matter that leave every other byte of the page as it is.
//!
//! An edit that cannot be made so is refused: what comes out is read again, and says what was to be
//! said and all that it said before.

mod check;
mod edit;
mod scalar;
#[cfg(test)]
mod tests;

use crate::config::{Config, ReviewDate};
use crate::load::front_matter::{Block, block};
use crate::load::meta::names;
use crate::source::{Source, Span};
use crate::yaml::{Budget, Map, parse};
use edit::EditedPage;

/// One key to set, in whatever spelling the page has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// All names of the key; the first is written where the page has none of them.
    names: Vec<&'static str>,
    value: String,
}

/// A value on one line, quoted where some reader of YAML would read it otherwise.
pub fn scalar(value: &str) -> String {
    scalar::written(value, scalar::Style::Plain)
}

/// Why a page cannot be edited. Its text says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The bytes are not UTF-8.
    NotUtf8,
    /// The front matter is not closed, or is not YAML.
    Broken,
    /// The front matter is TOML or JSON, or stands where it does not belong.
    NotYaml,
    /// The value to replace is a list, a map, or is used elsewhere by an anchor.
    NotAScalar,
    /// The edit would change something else as well.
    Entangled,
    /// It is a table.
    Table,
    /// Nothing in the page is called so.
    NotThere,
}

impl Refused {
    /// Why, and what to do, in one line.
    pub fn words(self) -> &'static str {
        match self {
            Refused::NotUtf8 => "the file is not UTF-8; save it as UTF-8 first",
            Refused::Broken => "its front matter is not readable; see `handbook check`",
            Refused::NotYaml => {
                "its front matter is not YAML at the top of the page; write the keys by hand"
            }
            Refused::NotAScalar => {
                "the value to replace is not one plain value; write the keys by hand"
            }
            Refused::Entangled => {
                "its front matter is written in a way that cannot be edited safely; write the keys \
                 by hand"
            }
            Refused::Table => "it is a table, which has no front matter",
            Refused::NotThere => "it has no such owner",
        }
    }
}

/// What `handbook review` writes.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewRecord {
    /// `reviewed`.
    pub day: String,
    /// `reviewed_hash`.
    pub hash: String,
    /// `reviewed_by`, if it is known who.
    pub by: Option<String>,
    /// `review_note`, if there is one.
    pub note: Option<String>,
}

impl ReviewRecord {
    /// The keys to set. Where the settings say that `review_date` is the last review, it is one of
    /// the names of `reviewed`.
    pub fn sets(&self, config: &Config) -> Vec<Set> {
        let is_last = config.review.review_date == Some(ReviewDate::Last);
        let reviewed =
            names("reviewed").iter().copied().chain(is_last.then_some("review_date")).collect();
        let mut sets = vec![Set { names: reviewed, value: self.day.clone() }];
        let optional = [("reviewed_by", self.by.as_ref()), ("review_note", self.note.as_ref())];
        let optional =
            optional.into_iter().filter_map(|(name, value)| Some(Set::new(name, value?)));
        sets.extend(optional);
        sets.push(Set::new("reviewed_hash", &self.hash));
        sets
    }
}

impl Set {
    /// Sets a key that has one name.
    pub fn new(name: &'static str, value: &str) -> Self {
        Set { names: vec![name], value: value.to_owned() }
    }

    fn is_of(&self, key: &str) -> bool {
        self.names.iter().any(|name| crate::yaml::same_key(name, key))
    }
}

/// The page with these keys set. A page without front matter gets one.
pub fn set(bytes: &[u8], sets: &[Set]) -> Result<Vec<u8>, Refused> {
    let (mark, text) = decoded(bytes)?;
    let edited = match block(text) {
        None => edit::opened(text, sets),
        Some(block) => {
            let (source, map) = read(text, &block)?;
            EditedPage { source: &source, block: &block, map: map.as_ref() }.set(sets)?
        }
    };
    check::set(text, &edited, sets)?;
    Ok([mark, &edited].concat().into_bytes())
}

/// A value in the style of the one that stands there, as it is written; none where that is no plain
/// value.
pub fn like(written: &str, value: &str) -> Option<String> {
    Some(scalar::written(value, scalar::Style::of(written)?))
}

/// The page with one more value in the list of a key; a single value becomes a list. A page without
/// front matter gets one.
pub fn add(bytes: &[u8], name: &'static str, value: &str) -> Result<Vec<u8>, Refused> {
    let (mark, text) = decoded(bytes)?;
    let edited = match block(text) {
        None => edit::opened(text, &[Set::new(name, value)]),
        Some(block) => {
            let (source, map) = read(text, &block)?;
            EditedPage { source: &source, block: &block, map: map.as_ref() }.add(name, value)?
        }
    };
    check::added(text, &edited, name, value)?;
    Ok([mark, &edited].concat().into_bytes())
}

/// The page with each owner for whom `is_meant` is true replaced by another.
pub fn reassign(
    bytes: &[u8],
    is_meant: &dyn Fn(&str) -> bool,
    to: &str,
) -> Result<Vec<u8>, Refused> {
    let (mark, text) = decoded(bytes)?;
    let block = block(text).ok_or(Refused::NotThere)?;
    let (source, map) = read(text, &block)?;
    let edited = EditedPage { source: &source, block: &block, map: map.as_ref() }.reassign(
        names("owner"),
        is_meant,
        to,
    )?;
    check::reassigned(text, &edited, is_meant, to)?;
    Ok([mark, &edited].concat().into_bytes())
}

/// The byte order mark, if there is one, and the text behind it.
fn decoded(bytes: &[u8]) -> Result<(&str, &str), Refused> {
    const MARK: &str = "\u{feff}";
    let text = std::str::from_utf8(bytes).map_err(|_| Refused::NotUtf8)?;
    Ok(text.strip_prefix(MARK).map_or(("", text), |rest| (MARK, rest)))
}

/// The map of the front matter; `None` where it is empty.
fn read(text: &str, block: &Block) -> Result<(Source, Option<Map>), Refused> {
    if !block.is_editable() {
        return Err(Refused::NotYaml);
    }
    let source = Source::new("page", text);
    let document = parse(&source, block.inside, Budget::PAGE);
    if !block.is_closed || document.trouble.is_some() || !document.repeated.is_empty() {
        return Err(Refused::Broken);
    }
    match document.root.filter(|root| !root.is_null()) {
        None => Ok((source, None)),
        Some(root) => match root.as_map() {
            Some(map) => Ok((source, Some(map.clone()))),
            None => Err(Refused::Broken),
        },
    }
}

/// The bytes of a span replaced by a text.
#[derive(Clone, Debug)]
struct Splice {
    span: Span,
    text: String,
}

/// All splices made, from the last to the first, so that each span is still right.
fn spliced(text: &str, mut splices: Vec<Splice>) -> Result<String, Refused> {
    splices.sort_by_key(|splice| splice.span);
    let mut edited = text.to_owned();
    for splice in splices.iter().rev() {
        if text.get(splice.span.range()).is_none() {
            return Err(Refused::Entangled);
        }
        edited.replace_range(splice.span.range(), &splice.text);
    }
    Ok(edited)
}
