//! Reading a map by its keys: spellings folded, aliases known, mistakes collected.

use super::{Map, MapEntry, MapKey, Takes, Value, YamlNode};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::source::{Location, Source, Span};
use crate::suggest;

/// One value on its way to be read: where it stands, and under which key.
pub struct At<'n> {
    /// The file.
    pub source: &'n Source,
    /// The key with those around it, for messages: `defaults[1].every`.
    pub key: String,
    /// The value.
    pub node: &'n YamlNode,
}

impl<'n> At<'n> {
    /// The value's place.
    pub fn location(&self) -> Location {
        self.source.at(self.node.span)
    }

    /// The items of a list, or the one value that stands for a list of one.
    pub fn items(&self) -> impl Iterator<Item = At<'n>> {
        let (source, key, node) = (self.source, self.key.clone(), self.node);
        let items = node.as_list().unwrap_or(std::slice::from_ref(node));
        let is_list = node.as_list().is_some();
        items.iter().enumerate().map(move |(index, node)| {
            let key = if is_list { format!("{key}[{index}]") } else { key.clone() };
            At { source, key, node }
        })
    }

    /// The finding for a value of another type; `wanted` is such as `a text`.
    pub fn wrong_type(&self, wanted: &str) -> Finding {
        keys::wrong_type(self.location(), &self.key, self.node.kind(), wanted)
    }

    /// A value that YAML takes for a comment, directly behind the key or dash: `#help`.
    pub fn swallowed(&self) -> Option<Finding> {
        let Span { start, end: at } = self.node.span;
        if !self.node.is_null() || start != at {
            return None;
        }
        let comment = self.behind_key(at).or_else(|| self.behind_dash(at))?;
        let text = self.source.slice(comment);
        Some(keys::swallowed_text(self.source.at(comment), &self.key, text))
    }

    /// A missing value of a map stands directly behind its key.
    fn behind_key(&self, at: usize) -> Option<Span> {
        let line = self.source.text().get(at..)?.lines().next()?;
        meant_comment(at, line, &[':', ' ', '\t'])
    }

    /// A missing item of a list stands behind the comment, at the next item.
    fn behind_dash(&self, at: usize) -> Option<Span> {
        let before = self.source.text().get(..at)?.trim_end();
        let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let line = before.get(start..).filter(|line| line.trim_start().starts_with("- "))?;
        meant_comment(start, line, &['-', ' ', '\t'])
    }
}

/// A comment behind some characters of a line that starts at an offset, where it looks like a
/// value: a word directly behind the `#`.
fn meant_comment(start: usize, line: &str, before: &[char]) -> Option<Span> {
    let text = line.trim_start_matches(before);
    let start = start + (line.len() - text.len());
    let text = text.trim_end();
    text.strip_prefix('#')?
        .starts_with(char::is_alphanumeric)
        .then(|| Span::new(start, start + text.len()))
}

/// A value with its place and the key it was written with. One pointer, so that pages have room for
/// all the keys that they do not use.
#[derive(Clone, Debug)]
pub struct Sourced<T>(Box<SourcedParts<T>>);

#[derive(Clone, Debug)]
struct SourcedParts<T> {
    value: T,
    key: String,
    place: Location,
}

impl<T> Sourced<T> {
    /// A value that stands at a place under a key.
    pub fn new(value: T, key: impl Into<String>, place: Location) -> Self {
        Sourced(Box::new(SourcedParts { value, key: key.into(), place }))
    }

    /// What was written.
    pub fn value(&self) -> &T {
        &self.0.value
    }

    /// The key as it was written, with those around it.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// Where the value stands.
    pub fn location(&self) -> &Location {
        &self.0.place
    }

    /// Only what was written.
    pub fn into_value(self) -> T {
        self.0.value
    }

    /// The same place and key with a value made of this one.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Sourced<U> {
        let SourcedParts { value, key, place } = *self.0;
        Sourced::new(make(value), key, place)
    }
}

/// Equal when they say the same, wherever they stand.
impl<T: PartialEq> PartialEq for Sourced<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.value == other.0.value
    }
}

/// The fields of one map. Each field is asked for by all of its names; what nobody asked for is
/// left at the end.
pub struct Fields<'n> {
    source: &'n Source,
    path: String,
    items: Vec<ReadField<'n>>,
    table: Vec<&'static MapKey>,
    asked: Vec<&'static str>,
    rejected: Vec<&'static str>,
    findings: Vec<Finding>,
}

/// One entry, perhaps of a map inside the map.
struct ReadField<'n> {
    folded: String,
    key: String,
    entry: &'n MapEntry,
    taken: bool,
}

impl<'n> Fields<'n> {
    /// The fields of a map. Anything else has no fields, and a finding says so.
    pub fn of(at: &At<'n>) -> Self {
        Self::with_groups(at, &[])
    }

    /// The same; an entry of a group such as `freshness: {owner: …}` reads as `freshness.owner`.
    pub fn with_groups(at: &At<'n>, groups: &[&str]) -> Self {
        let mut fields = Self::none(at);
        match &at.node.value {
            Value::Map(map) => fields.add(map, "", groups),
            Value::Null => {}
            _ => fields.findings.push(at.wrong_type("a map of `key: value`")),
        }
        fields
    }

    /// The same, but for a text, which has no fields: a name alone, where a map may stand.
    pub fn unless_text(at: &At<'n>) -> Self {
        if at.node.text().is_some() { Self::none(at) } else { Self::of(at) }
    }

    /// No fields at all, for a value that may be a map and is not.
    fn none(at: &At<'n>) -> Self {
        Fields {
            source: at.source,
            path: at.key.clone(),
            items: Vec::new(),
            table: Vec::new(),
            asked: Vec::new(),
            rejected: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The same fields, to be read by the rows of a table: each row by [`Fields::key`],
    /// [`Fields::plain`] or [`Fields::group`], and nothing else.
    pub fn by(mut self, table: impl IntoIterator<Item = &'static MapKey>) -> Self {
        self.table = table.into_iter().collect();
        self
    }

    /// The value of a row of the table, by the name to write.
    pub fn key<T: PartialEq>(
        &mut self,
        name: &str,
        read: impl Fn(&At<'n>, &mut Vec<Finding>) -> Option<T>,
    ) -> Option<Sourced<T>> {
        let names = self.row(name).map_or(&[][..], |row| row.names);
        self.value(names, read)
    }

    /// The same without its place.
    pub fn plain<T: PartialEq>(
        &mut self,
        name: &str,
        read: impl Fn(&At<'n>, &mut Vec<Finding>) -> Option<T>,
    ) -> Option<T> {
        self.key(name, read).map(Sourced::into_value)
    }

    fn row(&self, name: &str) -> Option<&'static MapKey> {
        let row = self.table.iter().find(|row| row.name() == name);
        debug_assert!(row.is_some(), "`{name}` has no row in the table");
        row.copied()
    }

    /// Whether each row of the table was read.
    fn is_whole(&self) -> bool {
        self.table.iter().all(|row| self.asked.contains(&row.name()))
    }

    fn add(&mut self, map: &'n Map, prefix: &str, groups: &[&str]) {
        for entry in &map.entries {
            let key = format!("{prefix}{}", entry.key);
            match &entry.value.value {
                Value::Map(inner) if groups.iter().any(|group| same_key(group, &key)) => {
                    self.add(inner, &format!("{key}."), &[]);
                }
                _ => {
                    self.items.push(ReadField {
                        folded: fold(&key).collect(),
                        key,
                        entry,
                        taken: false,
                    });
                }
            }
        }
    }

    /// The field with one of these names, the first of which is the one to write. All names mean
    /// the same: where two of them have different values, the earlier name counts, and a finding
    /// says so.
    pub fn value<T: PartialEq>(
        &mut self,
        names: &[&'static str],
        read: impl Fn(&At<'n>, &mut Vec<Finding>) -> Option<T>,
    ) -> Option<Sourced<T>> {
        let canonical = names.first().copied().unwrap_or_default();
        self.first_of(canonical, names.iter().map(|name| (*name, &read)))
    }

    /// The same, where each name is read in its own way: `draft: true` and `status: draft` say the
    /// same. `canonical` is the name to write.
    pub fn first_of<T: PartialEq>(
        &mut self,
        canonical: &'static str,
        names: impl IntoIterator<
            Item = (&'static str, impl Fn(&At<'n>, &mut Vec<Finding>) -> Option<T>),
        >,
    ) -> Option<Sourced<T>> {
        let said = self.findings.len();
        let mut kept: Option<Sourced<T>> = None;
        for (name, read) in names {
            self.asked.push(name);
            for at in self.take(name) {
                let value = self.read(&at, &read);
                self.keep(&mut kept, value);
            }
        }
        if self.findings.len() > said {
            self.rejected.push(canonical);
        }
        kept
    }

    /// The values under one name; more than one when it is spelled in two ways.
    fn take(&mut self, name: &str) -> Vec<At<'n>> {
        let (source, path) = (self.source, &self.path);
        let items = self.items.iter_mut().filter(|item| is_folded(name, &item.folded));
        let at = |item: &mut ReadField<'n>| {
            item.taken = true;
            At { source, key: joined(path, &item.key), node: &item.entry.value }
        };
        items.map(at).collect()
    }

    fn read<T>(
        &mut self,
        at: &At<'n>,
        read: &impl Fn(&At<'n>, &mut Vec<Finding>) -> Option<T>,
    ) -> Option<Sourced<T>> {
        self.findings.extend(at.swallowed());
        if at.node.is_empty() {
            return None;
        }
        let value = read(at, &mut self.findings)?;
        Some(Sourced::new(value, at.key.clone(), at.location()))
    }

    fn keep<T: PartialEq>(&mut self, kept: &mut Option<Sourced<T>>, next: Option<Sourced<T>>) {
        match (&kept, next) {
            (None, next) => *kept = next,
            (Some(first), Some(next)) if *first != next => {
                let line = first.location().start().map_or(0, |start| start.line);
                let (place, key) = (next.location().clone(), next.key());
                self.findings.push(keys::conflicting_keys(place, key, first.key(), line));
            }
            _ => {}
        }
    }

    /// A map inside this one, read by the keys of its row; its findings are kept here.
    pub fn group<T>(
        &mut self,
        name: &'static str,
        build: impl FnOnce(&mut Fields<'n>) -> T,
    ) -> Option<T> {
        self.asked.push(name);
        let table = match self.row(name).map(|row| row.takes) {
            Some(Takes::Map(table)) => table,
            _ => &[],
        };
        let mut spelled = self.take(name).into_iter();
        let at = spelled.next()?;
        let line = self.source.position(at.node.span.start).line;
        self.findings.extend(
            spelled
                .map(|other| keys::conflicting_keys(other.location(), &other.key, &at.key, line)),
        );
        let mut inner = Fields::of(&at).by(table);
        let built = build(&mut inner);
        self.findings.extend(inner.finish());
        Some(built)
    }

    /// The text of a field that may be read later.
    pub fn peek(&self, name: &str) -> Option<&'n str> {
        let item = self.items.iter().find(|item| is_folded(name, &item.folded))?;
        item.entry.value.text().map(str::trim)
    }

    /// Where a key stands, if it is there.
    pub fn key_location(&self, name: &str) -> Option<Location> {
        let item = self.items.iter().find(|item| is_folded(name, &item.folded))?;
        Some(self.source.at(item.entry.key_span))
    }

    /// Adds a finding about one of the fields.
    pub fn say(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The keys, by the first of their names, whose values could not be used as they are.
    pub fn rejected(&self) -> &[&'static str] {
        &self.rejected
    }

    /// All findings; each key that nobody asked for is one too.
    pub fn finish(self) -> Vec<Finding> {
        self.finish_but(&[])
    }

    /// The same, but for keys that are known to others.
    pub fn finish_but(self, foreign: &[&str]) -> Vec<Finding> {
        debug_assert!(self.is_whole(), "a row of the table of `{}` is not read", self.path);
        let is_unknown = |item: &&ReadField<'n>| {
            !item.taken && !foreign.iter().any(|name| is_folded(name, &item.folded))
        };
        let finding = |item: &ReadField<'n>| {
            let near = nearest_key(&item.key, &self.asked);
            keys::unknown_key(
                self.source.at(item.entry.key_span),
                &joined(&self.path, &item.key),
                near,
            )
        };
        let unknown: Vec<Finding> = self.items.iter().filter(is_unknown).map(finding).collect();
        self.findings.into_iter().chain(unknown).collect()
    }

    /// All findings, and the entries that nobody asked for, in the order of the file. Of those only
    /// keys close to a known one are findings; `foreign` keys are known to others.
    pub fn finish_with_rest(self, foreign: &[&str]) -> (Vec<MapEntry>, Vec<Finding>) {
        debug_assert!(self.is_whole(), "a row of the table of `{}` is not read", self.path);
        let mut findings = self.findings;
        let mut rest = Vec::new();
        for item in self.items.into_iter().filter(|item| !item.taken) {
            let is_foreign = foreign.iter().any(|name| is_folded(name, &item.folded));
            let near = nearest_key(&item.key, &self.asked).filter(|_| !is_foreign);
            findings.extend(near.map(|near| {
                keys::unknown_key(
                    self.source.at(item.entry.key_span),
                    &joined(&self.path, &item.key),
                    Some(near),
                )
            }));
            rest.push(MapEntry { key: item.key, ..item.entry.clone() });
        }
        (rest, findings)
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The known key that was perhaps meant. Nobody mistypes the first letter: `height` is not
/// `weight`.
fn nearest_key<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let first = |key: &str| fold(key).next();
    suggest::nearest(key, known.iter().copied().filter(|name| first(name) == first(key)))
}

/// A key without what does not matter: case, `-`, `_`, `.`, blanks, and characters that nobody
/// sees.
fn fold(key: &str) -> impl Iterator<Item = char> + '_ {
    let counts = |c: &char| {
        !c.is_whitespace()
            && !matches!(
                c,
                '-' | '_' | '.' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
            )
    };
    key.chars().filter(counts).flat_map(char::to_lowercase)
}

/// Whether a key, folded already, is this name. Each page is asked for a hundred names, and almost
/// all of them are ASCII.
fn is_folded(name: &str, folded: &str) -> bool {
    if !name.is_ascii() {
        return fold(name).eq(folded.chars());
    }
    let counts = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'-' | b'_' | b'.');
    name.bytes().filter(counts).map(|byte| byte.to_ascii_lowercase()).eq(folded.bytes())
}

/// Whether two keys are the same but for what does not matter.
pub fn same_key(one: &str, other: &str) -> bool {
    fold(one).eq(fold(other))
}
