//! What may stand behind a key: the one description from which schemas and the tables of the manual
//! are made.

/// The kind of a value.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    /// A text.
    Text,
    /// A text that looks like a number to YAML: `4.10`.
    TextOrNumber,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A day such as `2026-11-22`.
    Day,
    /// A period such as `6 months`.
    Period,
    /// One text or a list of them.
    Texts,
    /// A map of these keys.
    Map(&'static [MapKey]),
    /// A list of such values.
    List(&'static Takes),
    /// Any of these.
    Either(&'static [Takes]),
}

/// One key of a map that is a value itself.
#[derive(Clone, Copy, Debug)]
pub struct MapKey {
    /// The key.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it means.
    pub about: &'static str,
    /// Whether the map says nothing without it.
    pub is_required: bool,
}
