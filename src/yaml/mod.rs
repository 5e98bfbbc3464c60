//! YAML, TOML and the literals of scripts, read once into one tree of nodes with their places.
//!
//! What a text means to YAML is settled here; what a key means to a handbook is not known here.

mod build;
mod fields;
mod node;
pub mod read;
mod reserved;
pub mod takes;
pub mod script;
pub mod toml;
#[cfg(test)]
mod tests;
mod error;

use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::source::{Source, Span};
pub use error::{YamlError, YamlErrorKind};
pub use fields::{At, Fields, Sourced, same_key};
pub use node::{Map, MapEntry, Value, YamlNode};
pub use takes::{KeyGroup, MapKey, Takes};

/// How much one document may hold before it is refused: hostile input costs no more than honest
/// input.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    nodes: usize,
    aliases: usize,
    depth: usize,
}

impl Budget {
    /// For the front matter of one page.
    pub const PAGE: Budget = Budget { nodes: 10_000, aliases: 100, depth: 64 };
    /// For handbook.yaml and people.yaml.
    pub const HANDBOOK: Budget = Budget { nodes: 200_000, aliases: 1_000, depth: 64 };
}

/// What a YAML text stands for; decides how trouble with it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The keys of one page; the page is kept whatever they are.
    FrontMatter,
    /// handbook.yaml or people.yaml; without it nothing else can be trusted.
    Configuration,
}

impl Purpose {
    fn budget(self) -> Budget {
        match self {
            Purpose::FrontMatter => Budget::PAGE,
            Purpose::Configuration => Budget::HANDBOOK,
        }
    }
}

/// One YAML text that was read.
#[derive(Debug, Default)]
pub struct YamlDocument {
    /// The tree; with trouble, what stood before it. `None` for an empty text.
    pub root: Option<YamlNode>,
    /// Keys written a second time in one map; the first one counts.
    pub repeated: Vec<Repeated>,
    /// Where it stopped being YAML, if it did.
    pub trouble: Option<YamlError>,
}

/// A key that stands in one map already.
#[derive(Debug)]
pub struct Repeated {
    /// The key with the keys around it: `review.every`.
    pub key: String,
    /// Where it stands first.
    pub first: Span,
    /// Where it stands again.
    pub again: Span,
}

/// Reads the YAML in a span of a file; places are those of the file.
pub fn parse(source: &Source, span: Span, budget: Budget) -> YamlDocument {
    let text = source.slice(span);
    let document = build::document(text, span.start, budget, reserved::Reserved::default());
    let Some(reserved) = document
        .trouble
        .as_ref()
        .filter(|trouble| trouble.is_reserved())
        .and_then(|_| reserved::find(text))
    else {
        return document;
    };
    build::document(&reserved.replaced(text), span.start, budget, reserved)
}

/// Reads the map in a span of a file, and says all that is wrong with it as YAML. `None` when there
/// is no map.
pub fn map(source: &Source, span: Span, purpose: Purpose) -> (Option<YamlNode>, Vec<Finding>) {
    map_of(source, parse(source, span, purpose.budget()), purpose)
}

/// The same for a text that was read already.
pub fn map_of(
    source: &Source,
    document: YamlDocument,
    purpose: Purpose,
) -> (Option<YamlNode>, Vec<Finding>) {
    let mut findings: Vec<Finding> =
        document.repeated.iter().map(|repeated| said_twice(source, repeated)).collect();
    findings.extend(document.trouble.map(|trouble| broken(source, &trouble, purpose)));
    let root = document.root.filter(|root| !root.is_null());
    let other =
        root.as_ref().filter(|root| root.as_map().is_none()).filter(|_| findings.is_empty());
    findings.extend(
        other.map(|root| {
            broken(source, &YamlError::new(YamlErrorKind::NotAMap, root.span), purpose)
        }),
    );
    (root.filter(|root| root.as_map().is_some()), findings)
}

fn said_twice(source: &Source, repeated: &Repeated) -> Finding {
    keys::duplicate_key(
        source.at(repeated.again),
        &repeated.key,
        source.position(repeated.first.start).line,
    )
}

fn broken(source: &Source, trouble: &YamlError, purpose: Purpose) -> Finding {
    let place = source.at(trouble.span());
    let why = trouble.message(source.slice(trouble.span()));
    match purpose {
        Purpose::FrontMatter => keys::invalid_front_matter(place, &why, trouble.help()),
        Purpose::Configuration => keys::invalid_configuration(place, &why, trouble.help()),
    }
}
