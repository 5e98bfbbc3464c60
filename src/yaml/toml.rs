//! TOML into the same tree, with the places of the file: front matter of Hugo and Zola.

use super::error::{YamlError, YamlErrorKind};
use super::{Budget, Map, MapEntry, Value, YamlDocument, YamlNode};
use crate::source::{Source, Span};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// Reads the TOML in a span of a file; places are those of the file.
pub fn parse(source: &Source, span: Span, budget: Budget) -> YamlDocument {
    let (root, errors) = DeTable::parse_recoverable(source.slice(span));
    let mut tree = TomlTree { offset: span.start, nodes: 0, budget };
    let map = tree.map(root.get_ref(), 0);
    let too_many = map.is_none().then(|| YamlError::new(YamlErrorKind::TooManyNodes, span));
    let error = errors.first().map(|error| {
        let at = error.span().unwrap_or(0..0);
        let at = Span::new(at.start, at.end.max(at.start)).shifted(span.start);
        YamlError::new(YamlErrorKind::Toml(error.message().to_owned()), at)
    });
    let root = map.map(|map| YamlNode { span, value: Value::Map(map) });
    YamlDocument { root, repeated: Vec::new(), trouble: error.or(too_many) }
}

/// What is built, and how much of it there may be.
struct TomlTree {
    offset: usize,
    nodes: usize,
    budget: Budget,
}

impl TomlTree {
    fn map(&mut self, table: &DeTable<'_>, depth: usize) -> Option<Map> {
        let mut pairs: Vec<_> = table.iter().collect();
        pairs.sort_by_key(|(key, _)| key.span().start);
        let entries = pairs.into_iter().map(|(key, value)| self.entry(key, value, depth));
        Some(Map { entries: entries.collect::<Option<_>>()?, repeated: Vec::new() })
    }

    fn entry(
        &mut self,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
        depth: usize,
    ) -> Option<MapEntry> {
        let key_span = self.span(key.span());
        let value = self.node(value, depth + 1)?;
        Some(MapEntry { key: key.get_ref().to_string(), key_span, value })
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Option<YamlNode> {
        self.nodes += 1;
        if self.nodes > self.budget.nodes || depth > self.budget.depth {
            return None;
        }
        let made = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) if number.radix() == 10 => {
                Value::Number(number.as_str().to_owned())
            }
            DeValue::Integer(number) => Value::Text(number.as_str().to_owned()),
            DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Datetime(day) => Value::Text(day.to_string()),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item, depth + 1));
                Value::List(items.collect::<Option<_>>()?)
            }
            DeValue::Table(table) => Value::Map(self.map(table, depth + 1)?),
        };
        Some(YamlNode { span: self.span(value.span()), value: made })
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }
}
