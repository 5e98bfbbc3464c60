//! Where in the front matter which bytes change.

use super::scalar::{Style, written};
use super::{Refused, Set, Splice, spliced};
use crate::load::front_matter::Block;
use crate::load::meta::names;
use crate::source::{Source, Span};
use crate::yaml::{Map, MapEntry, Value, YamlNode, same_key};

/// Maps whose keys read as one with theirs.
const GROUPS: [&str; 1] = ["freshness"];

/// A page with front matter.
pub(super) struct EditedPage<'p> {
    pub source: &'p Source,
    pub block: &'p Block,
    /// The keys; `None` where there are none.
    pub map: Option<&'p Map>,
}

/// A page without front matter gets it in three lines; the text starts directly behind, so that its
/// hash stays the same.
pub(super) fn opened(text: &str, sets: &[Set]) -> String {
    let end = line_end(text);
    match sets {
        [one] => format!("---{end}{}{end}---{end}{text}", pairs(std::slice::from_ref(one))),
        _ => format!("---{end}{{{}}}{end}---{end}{text}", pairs(sets)),
    }
}

impl EditedPage<'_> {
    /// The text with these keys set.
    pub fn set(&self, sets: &[Set]) -> Result<String, Refused> {
        let mut splices = Vec::new();
        let mut missing = Vec::new();
        for set in sets {
            let entries = self.entries(&|key| set.is_of(key));
            if entries.is_empty() {
                missing.push(set.clone());
            }
            for entry in entries {
                splices.push(self.replaced(entry, &set.value)?);
            }
        }
        splices.extend(self.added(&missing));
        spliced(self.source.text(), splices)
    }

    /// The text with one more value of a key.
    pub fn add(&self, name: &'static str, value: &str) -> Result<String, Refused> {
        let names = names(name);
        let entries = self.entries(&|key| names.iter().any(|name| same_key(name, key)));
        let Some(entry) = entries.first() else {
            let splices = self.added(&[Set::new(name, value)]);
            return spliced(self.source.text(), splices.into_iter().collect());
        };
        let splice = match &entry.value.value {
            Value::Null => self.replaced(entry, value)?,
            Value::List(items) => self.one_more(&entry.value, items, value)?,
            Value::Map(_) => return Err(Refused::NotAScalar),
            _ => {
                let old = self.source.slice(entry.value.span);
                Style::of(old).ok_or(Refused::NotAScalar)?;
                let text = format!("[{old}, {}]", written(value, Style::Plain));
                Splice { span: entry.value.span, text }
            }
        };
        spliced(self.source.text(), vec![splice])
    }

    /// One more item of a list: on a line of its own, or between brackets.
    fn one_more(
        &self,
        list: &YamlNode,
        items: &[YamlNode],
        value: &str,
    ) -> Result<Splice, Refused> {
        let text = self.source.slice(list.span);
        let last = items.last().filter(|last| last.span.end <= list.span.end);
        if text.starts_with('[') {
            let kept = last.map_or(list.span.start + 1, |last| last.span.end);
            let comma = if last.is_some() { ", " } else { "" };
            let text = format!("{comma}{}", written(value, Style::Plain));
            return Ok(Splice { span: Span::new(kept, kept), text });
        }
        let last = last.ok_or(Refused::Entangled)?;
        let before = self.source.slice(Span::new(self.block.inside.start, last.span.start));
        let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
        if !line.trim_start().starts_with('-') {
            return Err(Refused::Entangled);
        }
        let end = line_end(self.source.text());
        let rest = self.source.slice(Span::new(last.span.end, self.block.inside.end));
        // A comment behind the last item stays with it.
        let at = last.span.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let text = format!("{end}{line}{}", written(value, Style::Plain));
        Ok(Splice { span: Span::new(at, at), text })
    }

    /// The text with other owners.
    pub fn reassign(
        &self,
        names: &[&str],
        is_meant: &dyn Fn(&str) -> bool,
        to: &str,
    ) -> Result<String, Refused> {
        let mut splices = Vec::new();
        for entry in self.entries(&|key| names.iter().any(|name| same_key(name, key))) {
            for node in scalars(&entry.value) {
                if node.text().is_some_and(|text| is_meant(text.trim())) {
                    splices.push(self.rewritten(node, to)?);
                }
            }
        }
        if splices.is_empty() {
            Err(Refused::NotThere)
        } else {
            spliced(self.source.text(), splices)
        }
    }

    /// The entries whose key is meant, in the map and in its groups.
    fn entries(&self, is_meant: &dyn Fn(&str) -> bool) -> Vec<&MapEntry> {
        let entries = self.map.map_or(&[][..], |map| map.entries.as_slice());
        let mut found = Vec::new();
        for entry in entries {
            match entry
                .value
                .as_map()
                .filter(|_| GROUPS.iter().any(|group| same_key(group, &entry.key)))
            {
                Some(group) => {
                    let full =
                        |inner: &&MapEntry| is_meant(&format!("{}.{}", entry.key, inner.key));
                    found.extend(group.entries.iter().filter(full));
                }
                None => found.extend(Some(entry).filter(|entry| is_meant(&entry.key))),
            }
        }
        found
    }

    /// Another value for a key that stands there.
    fn replaced(&self, entry: &MapEntry, value: &str) -> Result<Splice, Refused> {
        match &entry.value.value {
            Value::List(_) | Value::Map(_) => Err(Refused::NotAScalar),
            Value::Null if self.source.slice(entry.value.span).trim().is_empty() => {
                self.filled(entry, value)
            }
            _ => self.rewritten(&entry.value, value),
        }
    }

    fn rewritten(&self, node: &YamlNode, value: &str) -> Result<Splice, Refused> {
        let style = Style::of(self.source.slice(node.span)).ok_or(Refused::NotAScalar)?;
        Ok(Splice { span: node.span, text: written(value, style) })
    }

    /// A value for a key that stands there without one: directly behind its colon.
    fn filled(&self, entry: &MapEntry, value: &str) -> Result<Splice, Refused> {
        let behind = Span::new(entry.key_span.end, self.block.inside.end);
        let colon = self.source.slice(behind).find(':').ok_or(Refused::Entangled)?;
        let at = behind.start + colon + 1;
        Ok(Splice { span: Span::new(at, at), text: format!(" {}", written(value, Style::Plain)) })
    }

    /// New keys: inside the braces of a flow map; else on lines of their own, behind the line of
    /// the review or at the end.
    fn added(&self, sets: &[Set]) -> Option<Splice> {
        if sets.is_empty() {
            return None;
        }
        match self.closing_brace() {
            Some(brace) => Some(self.added_in_braces(sets, brace)),
            None => Some(self.added_as_lines(sets)),
        }
    }

    /// Where the map ends, if it is written in braces.
    fn closing_brace(&self) -> Option<usize> {
        let inside = self.source.slice(self.block.inside);
        let first = inside
            .lines()
            .map(str::trim_start)
            .find(|line| !line.is_empty() && !line.starts_with('#'))?;
        let end = self
            .map
            .and_then(|map| map.entries.last())
            .map_or(self.block.inside.start, |last| last.value.span.end);
        let rest = self.source.slice(Span::new(end, self.block.inside.end));
        first.starts_with('{').then(|| rest.rfind('}').map(|brace| end + brace)).flatten()
    }

    fn added_in_braces(&self, sets: &[Set], brace: usize) -> Splice {
        let before = self.source.slice(Span::new(self.block.inside.start, brace));
        let kept = before.trim_end();
        let comma = if kept.ends_with(['{', ',']) { "" } else { "," };
        let blank = if kept.ends_with('{') { "" } else { " " };
        let at = self.block.inside.start + kept.len();
        Splice { span: Span::new(at, at), text: format!("{comma}{blank}{}", pairs(sets)) }
    }

    fn added_as_lines(&self, sets: &[Set]) -> Splice {
        let end = line_end(self.source.text());
        let indent = self.indent();
        let line = |set: &Set| {
            format!("{indent}{}: {}{end}", name(set), written(&set.value, Style::Plain))
        };
        let at = self.behind_the_review().unwrap_or(self.block.inside.end);
        Splice { span: Span::new(at, at), text: sets.iter().map(line).collect() }
    }

    /// The start of the line behind the last key of the review that stands in the outer map.
    fn behind_the_review(&self) -> Option<usize> {
        let entries = &self.map?.entries;
        let is_of_review = |entry: &&MapEntry| {
            let is_scalar = entry.value.text().is_some()
                && Style::of(self.source.slice(entry.value.span)).is_some();
            is_scalar && entry.key.to_lowercase().contains("review")
        };
        let last = entries.iter().rfind(is_of_review)?;
        let rest = self.source.slice(Span::new(last.value.span.end, self.block.inside.end));
        let length = rest.find(['\n', '\r'])?;
        let width = if rest.get(length..)?.starts_with("\r\n") { 2 } else { 1 };
        Some(last.value.span.end + length + width)
    }

    /// The blanks in front of the first key.
    fn indent(&self) -> &str {
        let first = self
            .map
            .and_then(|map| map.entries.first())
            .map_or(self.block.inside.start, |entry| entry.key_span.start);
        let before = self.source.slice(Span::new(self.block.inside.start, first));
        let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
        let blanks = line.len() - line.trim_start_matches(' ').len();
        line.get(..blanks).unwrap_or("")
    }
}

/// All single values in a node: one, those of a list, those of maps in it.
fn scalars(node: &YamlNode) -> Vec<&YamlNode> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(scalars).collect(),
        Value::Map(map) => map.entries.iter().flat_map(|entry| scalars(&entry.value)).collect(),
        Value::Null => Vec::new(),
        _ => vec![node],
    }
}

fn pairs(sets: &[Set]) -> String {
    let pair = |set: &Set| format!("{}: {}", name(set), written(&set.value, Style::Plain));
    sets.iter().map(pair).collect::<Vec<_>>().join(", ")
}

fn name(set: &Set) -> &'static str {
    set.names.first().copied().unwrap_or_default()
}

/// The end of the first line, which is that of all lines that are written.
fn line_end(text: &str) -> &'static str {
    let rest = text.find(['\n', '\r']).and_then(|at| text.get(at..)).unwrap_or("\n");
    match rest {
        rest if rest.starts_with("\r\n") => "\r\n",
        rest if rest.starts_with('\r') => "\r",
        _ => "\n",
    }
}
