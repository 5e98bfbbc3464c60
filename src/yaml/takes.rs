//! What may stand behind a key: the one description by which settings are read, and from which
//! schemas and the tables of the manual are made.

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
    /// A time to wait such as `1 working day`.
    Wait,
    /// Hours such as `Mon-Fri 09:00-17:00`.
    Hours,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One text or a list of them.
    Texts,
    /// A map of these keys.
    Map(&'static [MapKey]),
    /// A map of such values by names of the author's own.
    ById(&'static Takes),
    /// A list of such values.
    List(&'static Takes),
    /// Any of these.
    Either(&'static [Takes]),
}

/// One key of a map.
#[derive(Clone, Copy, Debug)]
pub struct MapKey {
    /// All names, in the order in which they count; the first is the one to write.
    pub names: &'static [&'static str],
    /// What it takes.
    pub takes: Takes,
    /// What it means, in Markdown.
    pub about: &'static str,
    /// Whether the map says nothing without it.
    pub is_required: bool,
}

impl MapKey {
    /// A key that may be left out.
    pub const fn new(names: &'static [&'static str], takes: Takes, about: &'static str) -> Self {
        MapKey { names, takes, about, is_required: false }
    }

    /// The same key, without which the map says nothing.
    pub const fn required(self) -> Self {
        MapKey { is_required: true, ..self }
    }

    /// The name to write.
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

/// Keys under one heading of the manual.
pub struct KeyGroup<K: 'static> {
    /// The heading.
    #[cfg_attr(not(test), expect(dead_code, reason = "a test writes the manual's tables by it"))]
    pub heading: &'static str,
    /// Its rows.
    pub keys: &'static [K],
}

/// The words of a list of words with their values.
#[expect(clippy::indexing_slicing, reason = "the compiler runs it, and would refuse to go on")]
pub const fn words<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = pairs[at].0;
        at += 1;
    }
    words
}
