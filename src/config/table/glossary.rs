//! The keys of glossary.yaml.

use crate::yaml::{MapKey, Takes};

/// The top of the file.
pub const GLOSSARY: &[MapKey] = &[MapKey::new(
    &["terms"],
    Takes::ById(&Takes::Either(&[Takes::Text, TERM_MAP])),
    "terms by name; a text is the meaning alone",
)];

const TERM_MAP: Takes = Takes::Map(TERM);

/// A term.
pub const TERM: &[MapKey] = &[
    MapKey::new(&["meaning"], Takes::Text, "what it means, in a sentence or two").required(),
    MapKey::new(&["short"], Takes::Text, "its abbreviation, such as `SLA`"),
    MapKey::new(&["also"], Takes::Texts, "other names for the same thing"),
    MapKey::new(
        &["page"],
        Takes::Text,
        "the page that says more, by its path below the folder of the pages",
    ),
];
