//! One key of front matter: its names, how it is read, inherited and shown, and what the manual
//! says of it.

use crate::config::Config;
use crate::site::meta::{Meta, PageType};
use crate::yaml::{Fields, Sourced, Takes};
use std::fmt::Display;

/// One row of the table of keys.
pub struct Key {
    /// The name to write.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it means, in Markdown.
    pub about: &'static str,
    /// Whether a page takes it from `defaults:`.
    pub is_inherited: bool,
    /// Whether it decides about reviews and owners: a page where it cannot be read is invalid.
    pub is_governing: bool,
    /// What `explain` calls it; `None` where another line of `explain` says it better.
    pub label: Option<&'static str>,
    /// The types of pages that have it; empty for all. On others it is the author's own.
    pub types: &'static [PageType],
    pub(super) field: Field,
}

/// How a key meets the values of a page.
pub(super) struct Field {
    /// All names, in the order in which they count.
    pub names: &'static [&'static str],
    /// Reads the value; the text is the name to write.
    pub read: fn(&mut MetaReading<'_, '_>, &'static str),
    /// Takes the value of `defaults:` where the page has none.
    pub inherit: fn(&mut Meta, &Meta),
    /// Every value as text.
    pub shown: fn(&Meta) -> Vec<Sourced<String>>,
}

/// A page's front matter while it is read, key after key.
pub(super) struct MetaReading<'f, 'n> {
    pub fields: &'f mut Fields<'n>,
    pub meta: Meta,
    /// The settings of the handbook.
    pub config: &'f Config,
}

pub(super) const fn key(
    name: &'static str,
    field: Field,
    takes: Takes,
    about: &'static str,
) -> Key {
    let (is_inherited, is_governing, label) = (false, false, Some(name));
    Key { name, takes, about, is_inherited, is_governing, label, types: &[], field }
}

impl Key {
    pub(super) const fn inherited(self) -> Self {
        Key { is_inherited: true, ..self }
    }

    pub(super) const fn governing(self) -> Self {
        Key { is_governing: true, ..self }
    }

    /// What `explain` calls one of its values, where that is not the key.
    pub(super) const fn labelled(self, label: &'static str) -> Self {
        Key { label: Some(label), ..self }
    }

    /// `explain` has a line of its own for it, which knows more than front matter.
    pub(super) const fn explained_elsewhere(self) -> Self {
        Key { label: None, ..self }
    }

    /// Only pages of these types have it.
    pub(super) const fn of(self, types: &'static [PageType]) -> Self {
        Key { types, ..self }
    }

    /// All names, in the order in which they count.
    pub fn names(&self) -> &'static [&'static str] {
        self.field.names
    }

    /// All names but the one to write.
    pub fn other_names(&self) -> impl Iterator<Item = &'static str> {
        let name = self.name;
        self.field.names.iter().copied().filter(move |other| *other != name)
    }

    pub(super) fn read(&self, reading: &mut MetaReading<'_, '_>) {
        if self.types.is_empty() || self.types.contains(reading.meta.kind()) {
            (self.field.read)(reading, self.name);
        }
    }

    /// Takes the value of `defaults:` where the page has none.
    pub(super) fn inherit(&self, meta: &mut Meta, defaults: &Meta) {
        (self.field.inherit)(meta, defaults);
    }

    /// The values of a page under this key, as text.
    pub fn shown(&self, meta: &Meta) -> Vec<Sourced<String>> {
        (self.field.shown)(meta)
    }
}

/// A place of [`Meta`] that a key fills: one value or a list.
pub(super) trait Slot {
    type Value;
    fn fill(&mut self, read: Option<Sourced<Self::Value>>);
    fn inherit(&mut self, defaults: &Self);
    fn shown(&self) -> Vec<Sourced<String>>;
}

impl<T: Clone + Display> Slot for Option<Sourced<T>> {
    type Value = T;

    fn fill(&mut self, read: Option<Sourced<T>>) {
        *self = read;
    }

    fn inherit(&mut self, defaults: &Self) {
        if self.is_none() {
            self.clone_from(defaults);
        }
    }

    fn shown(&self) -> Vec<Sourced<String>> {
        self.iter().cloned().map(as_text).collect()
    }
}

impl<T: Clone + Display> Slot for Vec<Sourced<T>> {
    type Value = Vec<Sourced<T>>;

    fn fill(&mut self, read: Option<Sourced<Self::Value>>) {
        *self = read.map(Sourced::into_value).unwrap_or_default();
    }

    fn inherit(&mut self, defaults: &Self) {
        if self.is_empty() {
            self.clone_from(defaults);
        }
    }

    fn shown(&self) -> Vec<Sourced<String>> {
        self.iter().cloned().map(as_text).collect()
    }
}

fn as_text<T: Display>(written: Sourced<T>) -> Sourced<String> {
    written.map(|value| value.to_string())
}

/// A field of [`Meta`] with the names under which it is read: all in one way, or each in its own.
macro_rules! field {
    ($($field:ident).+, [$($name:literal => $read:expr),+]) => {
        $crate::load::meta::key::Field {
            names: &[$($name),+],
            read: |reading, canonical| {
                use $crate::yaml::{At, read::Reader};
                let names = [$((
                    $name,
                    (|at: &At<'_>, findings: &mut Vec<$crate::diag::Finding>| ($read)(at, findings))
                        as Reader<_>,
                )),+];
                let read = reading.fields.first_of(canonical, names);
                $crate::load::meta::key::Slot::fill(&mut reading.meta.$($field).+, read);
            },
            inherit: |meta, defaults| {
                let given = &defaults.$($field).+;
                $crate::load::meta::key::Slot::inherit(&mut meta.$($field).+, given);
            },
            shown: |meta| $crate::load::meta::key::Slot::shown(&meta.$($field).+),
        }
    };
    ($($field:ident).+, $read:expr, [$($name:literal),+]) => {
        field!($($field).+, [$($name => $read),+])
    };
}
pub(super) use field;
