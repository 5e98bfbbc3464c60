//! From the parser's events to the tree, within a budget and without recursion.

use super::error::{YamlError, YamlErrorKind};
use super::reserved::Reserved;
use super::{Budget, Map, MapEntry, Repeated, Value, YamlDocument, YamlNode};
use crate::source::Span;
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan, StructureStyle};
use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry as Slot};

/// Builds the tree of a text that starts at `offset` of its file.
pub(super) fn document(
    text: &str,
    offset: usize,
    budget: Budget,
    reserved: Reserved,
) -> YamlDocument {
    let options = serde_yaml::granit_parser::options! {
        emit_comments: false,
        flow_nesting_limit: budget.depth,
        block_nesting_limit: budget.depth,
    };
    let mut builder = Builder { offset, budget, reserved, ..Builder::default() };
    let trouble = Parser::new_from_str_with_options(text, options).find_map(|event| match event {
        Ok((event, span)) => builder.event(event, &span).err(),
        Err(error) => {
            let at = error.marker().byte_offset().unwrap_or(0);
            let innermost = builder.open.last().map(|open| open.start - offset);
            Some(YamlError::of_parser(error.kind(), text, at, innermost).shifted(offset))
        }
    });
    let trouble = trouble.map(|trouble| {
        let key = builder.key_at(trouble.span().start, text);
        trouble.at_key(key)
    });
    builder.close_all();
    YamlDocument { root: builder.root, repeated: builder.repeated, trouble }
}

/// The tree as far as it is built.
#[derive(Default)]
struct Builder {
    offset: usize,
    budget: Budget,
    reserved: Reserved,
    open: Vec<Open>,
    anchors: BTreeMap<usize, BuiltPart>,
    root: Option<YamlNode>,
    repeated: Vec<Repeated>,
    documents: usize,
    nodes: usize,
    aliases: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Budget::PAGE
    }
}

/// A finished part of the tree.
#[derive(Clone)]
struct BuiltPart {
    node: YamlNode,
    /// How many nodes it has.
    nodes: usize,
    /// How many lists and maps stand in each other.
    depth: usize,
}

/// A list or a map whose end has not come yet.
struct Open {
    anchor: usize,
    start: usize,
    nodes_before: usize,
    depth: usize,
    items: Items,
}

enum Items {
    List(Vec<YamlNode>),
    /// The entries so far, where each key stands first, and the key whose value comes next.
    Map {
        map: Map,
        keys: BTreeMap<String, Span>,
        key: Option<(String, Span)>,
    },
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: &ParserSpan) -> Result<(), YamlError> {
        let span = self.span(span);
        match event {
            Event::DocumentStart(..) => self.document_start(span),
            Event::Scalar(text, style, anchor, _) => {
                self.scalar(text.into_owned(), style, anchor, span)
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::SequenceStart(style, anchor, _) => {
                self.start(anchor, span, Items::List(Vec::new()), style)
            }
            Event::MappingStart(style, anchor, _) => {
                let items = Items::Map { map: Map::default(), keys: BTreeMap::new(), key: None };
                self.start(anchor, span, items, style)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(Some(span).filter(|span| span.end > span.start))
            }
            _ => Ok(()),
        }
    }

    fn span(&self, span: &ParserSpan) -> Span {
        let at = |marker: serde_yaml::granit_parser::Marker| {
            self.offset + marker.byte_offset().unwrap_or(0)
        };
        Span::new(at(span.start), at(span.end))
    }

    fn document_start(&mut self, span: Span) -> Result<(), YamlError> {
        self.documents += 1;
        if self.documents > 1 {
            Err(YamlError::new(YamlErrorKind::SeveralDocuments, span))
        } else {
            Ok(())
        }
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        anchor: usize,
        span: Span,
    ) -> Result<(), YamlError> {
        let is_absent = span.start == span.end && style == ScalarStyle::Plain;
        let text = if is_absent { String::new() } else { self.reserved.restored(text) };
        let is_text = style != ScalarStyle::Plain || self.key_comes_next();
        let value = if is_text { Value::Text(text) } else { Value::plain(text) };
        self.count(1, span)?;
        self.add(BuiltPart { node: YamlNode { span, value }, nodes: 1, depth: 0 }, anchor)
    }

    /// What an alias stands for is copied; the place is that of the alias.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), YamlError> {
        self.aliases += 1;
        if self.aliases > self.budget.aliases {
            return Err(YamlError::new(YamlErrorKind::TooManyAliases, span));
        }
        let part = self
            .anchors
            .get(&anchor)
            .ok_or_else(|| YamlError::new(YamlErrorKind::RecursiveAlias, span))?;
        let (nodes, depth) = (part.nodes, part.depth);
        // Counted before it is copied: a bomb is refused while it is small.
        self.count(nodes, span)?;
        if self.open.len() + depth > self.budget.depth {
            return Err(YamlError::new(YamlErrorKind::TooDeep, span));
        }
        let Some(mut part) = self.anchors.get(&anchor).cloned() else {
            return Ok(());
        };
        part.node.span = span;
        self.add(part, 0)
    }

    fn key_comes_next(&self) -> bool {
        matches!(self.open.last().map(|open| &open.items), Some(Items::Map { key: None, .. }))
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), YamlError> {
        self.nodes += nodes;
        if self.nodes > self.budget.nodes {
            Err(YamlError::new(YamlErrorKind::TooManyNodes, span))
        } else {
            Ok(())
        }
    }

    fn start(
        &mut self,
        anchor: usize,
        span: Span,
        items: Items,
        style: StructureStyle,
    ) -> Result<(), YamlError> {
        if self.key_comes_next() {
            let width = usize::from(style == StructureStyle::Flow);
            return Err(YamlError::new(
                YamlErrorKind::ComplexKey,
                Span::new(span.start, span.start + width),
            ));
        }
        self.count(1, span)?;
        self.open.push(Open {
            anchor,
            start: span.start,
            nodes_before: self.nodes - 1,
            depth: 0,
            items,
        });
        Ok(())
    }

    /// Ends a list or map: with the bracket that closes it, or else with its last value.
    fn end(&mut self, bracket: Option<Span>) -> Result<(), YamlError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.items {
            Items::List(items) => Value::List(items),
            Items::Map { map, .. } => Value::Map(merged(map)),
        };
        let end =
            bracket.map(|bracket| bracket.end).or_else(|| last_end(&value)).unwrap_or(open.start);
        let span = Span::new(open.start, end);
        let part = BuiltPart {
            node: YamlNode { span, value },
            nodes: self.nodes - open.nodes_before,
            depth: open.depth + 1,
        };
        self.add(part, open.anchor)
    }

    /// Puts a finished part where it belongs: into the list or map around it, as a key, or as the
    /// whole.
    fn add(&mut self, part: BuiltPart, anchor: usize) -> Result<(), YamlError> {
        if anchor != 0 {
            self.anchors.insert(anchor, part.clone());
        }
        let BuiltPart { node, depth, .. } = part;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.depth = open.depth.max(depth);
        match &mut open.items {
            Items::List(items) => items.push(node),
            Items::Map { key: key @ None, .. } => *key = Some(as_key(node)?),
            Items::Map { map, keys, key } => {
                let Some((key, key_span)) = key.take() else {
                    return Ok(());
                };
                let first = first_place(keys, &key, key_span);
                let list = if first.is_none() { &mut map.entries } else { &mut map.repeated };
                list.push(MapEntry { key: key.clone(), key_span, value: node });
                if let Some(first) = first {
                    self.repeat(key, first, key_span);
                }
            }
        }
        Ok(())
    }

    fn repeat(&mut self, key: String, first: Span, again: Span) {
        let around = self.open.split_last().map_or(&[][..], |(_, around)| around);
        let mut path = path(around, |_| false);
        path.push(key);
        self.repeated.push(Repeated { key: joined(&path), first, again });
    }

    /// The keys that are open, and the key of the same line if its value is there already.
    fn key_at(&self, at: usize, text: &str) -> String {
        let same_line = |start: usize| {
            let between =
                text.get(start.saturating_sub(self.offset)..at.saturating_sub(self.offset));
            between.is_some_and(|between| !between.contains('\n'))
        };
        joined(&path(&self.open, same_line))
    }

    /// Ends all that trouble left open, so that what stood before it can be used.
    fn close_all(&mut self) {
        while !self.open.is_empty() {
            // A part that cannot be put anywhere is given up: the trouble is reported already.
            let _ = self.end(None);
        }
    }
}

/// Remembers where a key stands; where it stands already, the first place.
fn first_place(keys: &mut BTreeMap<String, Span>, key: &str, place: Span) -> Option<Span> {
    match keys.entry(key.to_owned()) {
        Slot::Occupied(first) => Some(*first.get()),
        Slot::Vacant(vacant) => {
            vacant.insert(place);
            None
        }
    }
}

/// The keys that are open; the last entry of a map counts where its place says so.
fn path(open: &[Open], last_counts: impl Fn(usize) -> bool) -> Vec<String> {
    let step = |open: &Open| match &open.items {
        Items::Map { key: Some((key, _)), .. } => Some(key.clone()),
        Items::Map { map, .. } => map
            .entries
            .last()
            .filter(|last| last_counts(last.key_span.start))
            .map(|last| last.key.clone()),
        Items::List(items) => Some(format!("[{}]", items.len())),
    };
    open.iter().filter_map(step).collect()
}

/// `review.every`, `defaults[1].every`.
fn joined(path: &[String]) -> String {
    path.join(".").replace(".[", "[")
}

fn as_key(node: YamlNode) -> Result<(String, Span), YamlError> {
    let span = node.span;
    match node.value {
        Value::Text(text) | Value::Number(text) => Ok((text, span)),
        Value::Bool(_) | Value::Null => Ok((node.text().unwrap_or("").to_owned(), span)),
        Value::List(_) | Value::Map(_) => Err(YamlError::new(YamlErrorKind::ComplexKey, span)),
    }
}

/// Where the last value of a block ends; the parser's own end lies on a later line.
fn last_end(value: &Value) -> Option<usize> {
    match value {
        Value::List(items) => items.last().map(|item| item.span.end),
        Value::Map(map) => map.entries.last().map(|entry| entry.value.span.end),
        _ => None,
    }
}

/// A map with the entries of its merge key `<<`; its own keys win.
fn merged(mut map: Map) -> Map {
    let Some(at) = map
        .entries
        .iter()
        .position(|entry| entry.key == "<<" && !matches!(entry.value.value, Value::Text(_)))
    else {
        return map;
    };
    let base = map.entries.remove(at).value;
    let bases = match base.value {
        Value::List(items) => items,
        _ => vec![base],
    };
    let mut keys: BTreeSet<String> = map.entries.iter().map(|entry| entry.key.clone()).collect();
    let maps = bases
        .into_iter()
        .filter_map(|base| if let Value::Map(map) = base.value { Some(map) } else { None });
    for entry in maps.flat_map(|map| map.entries) {
        if keys.insert(entry.key.clone()) {
            map.entries.push(entry);
        }
    }
    map
}
