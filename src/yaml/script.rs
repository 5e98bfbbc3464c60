//! The literal values of a script, into the same tree: settings of tools that are JavaScript or
//! TypeScript. Nothing is run: what would have to be is left empty, and named.

mod cursor;

use self::cursor::ScriptCursor;
use super::{Budget, Map, MapEntry, Value, YamlNode};
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// A script that was read.
#[derive(Debug, Default)]
pub struct ScriptDocument {
    /// What it exports; of a call, its first argument.
    pub root: Option<YamlNode>,
    /// Values that are no literals, with the keys that they stand behind.
    pub computed: Vec<(String, Span)>,
}

/// A value that a script has given a name, and what of it would have to be run.
type Constant = (YamlNode, Vec<(String, Span)>);

/// Words in front of what a script exports.
const EXPORTS: [&str; 2] = ["export default", "module.exports"];

/// Reads a script: what it exports, and constants that it uses there.
pub fn parse(source: &Source, budget: Budget) -> ScriptDocument {
    let mut reader = ScriptReader {
        cursor: ScriptCursor { text: source.text(), at: 0 },
        constants: BTreeMap::new(),
        computed: Vec::new(),
        keys: Vec::new(),
        left: budget.nodes,
        deepest: budget.depth,
    };
    reader.read_constants();
    let exported = EXPORTS.iter().find_map(|word| {
        let at = source.text().rfind(word)? + word.len();
        let rest = source.text().get(at..)?;
        Some(at + rest.len() - rest.trim_start_matches([' ', '=', '\n', '\r', '\t']).len())
    });
    let root = exported.map(|at| reader.value_at(at)).map(first_argument);
    let root = root.filter(|root| root.as_map().is_some()).or_else(|| reader.returned());
    ScriptDocument { root, computed: reader.computed }
}

/// `defineConfig({…})` says what is between its brackets.
fn first_argument(node: YamlNode) -> YamlNode {
    match node.value {
        Value::Map(Map { mut entries, .. })
            if entries.len() == 1 && entries.iter().any(|entry| entry.key.ends_with("()")) =>
        {
            entries.pop().map_or(YamlNode { span: node.span, value: Value::Null }, |entry| {
                first_argument(entry.value)
            })
        }
        value => YamlNode { span: node.span, value },
    }
}

/// Goes through a script.
struct ScriptReader<'t> {
    cursor: ScriptCursor<'t>,
    constants: BTreeMap<&'t str, Constant>,
    computed: Vec<(String, Span)>,
    /// The keys around what is read.
    keys: Vec<String>,
    /// How many more values are read.
    left: usize,
    deepest: usize,
}

impl ScriptReader<'_> {
    /// `const name = …` and `const name: Type = …` at the start of a line.
    fn read_constants(&mut self) {
        let text = self.cursor.text;
        let mut start = 0;
        while let Some(line) = text.get(start..).and_then(|rest| rest.split_inclusive('\n').next())
        {
            let next = start + line.len();
            let rest = line.strip_prefix("export ").unwrap_or(line);
            let declared =
                ["const ", "let ", "var "].iter().find_map(|word| rest.strip_prefix(word));
            start = match declared.and_then(|rest| rest.split_once('=')) {
                None => next,
                Some((name, value)) => {
                    let name = name.split(':').next().unwrap_or_default().trim();
                    let node = self.value_at(next - value.len());
                    let computed = std::mem::take(&mut self.computed);
                    self.constants.insert(name, (node, computed));
                    // What stands within a value is none of its own.
                    let behind = text.get(self.cursor.at..).unwrap_or_default();
                    next.max(self.cursor.at + behind.find('\n').map_or(behind.len(), |end| end + 1))
                }
            };
        }
    }

    /// What a function returns that makes the settings.
    fn returned(&mut self) -> Option<YamlNode> {
        const TRIED: usize = 20;
        let starts =
            self.cursor.text.match_indices("return {").map(|(at, word)| at + word.len() - 1);
        let starts: Vec<usize> = starts.take(TRIED).collect();
        starts.into_iter().map(|at| self.value_at(at)).find(|node| !node.is_empty())
    }

    fn value_at(&mut self, at: usize) -> YamlNode {
        self.cursor.at = at;
        self.value()
    }

    fn value(&mut self) -> YamlNode {
        self.cursor.blanks();
        let start = self.cursor.at;
        let depth = self.keys.len();
        let is_allowed = self.left > 0 && depth < self.deepest;
        self.left = self.left.saturating_sub(1);
        let literal = if is_allowed { self.literal() } else { None };
        self.keys.truncate(depth);
        let end = self.cursor.at;
        self.cursor.blanks();
        let is_whole = self.is_at_end() || self.is_typed();
        match literal.filter(|_| is_whole) {
            Some(value) => YamlNode { span: Span::new(start, end), value },
            None => self.computed(start),
        }
    }

    /// A value that is written down, or none where something has to be run.
    fn literal(&mut self) -> Option<Value> {
        match self.cursor.peek()? {
            '{' => self.map(),
            '[' => self.list(),
            '(' => self.arguments_in_brackets(),
            quote @ ('"' | '\'' | '`') => self.cursor.string(quote).map(Value::Text),
            sign if sign.is_ascii_digit() || sign == '-' => {
                let number =
                    self.cursor.word(|sign| sign.is_ascii_alphanumeric() || "-.".contains(sign));
                Some(Value::plain(number.to_owned()))
            }
            _ => self.name(),
        }
    }

    /// A constant, or a call, which is a map of its name to its first argument.
    fn name(&mut self) -> Option<Value> {
        let start = self.cursor.at;
        let name = self.cursor.word(|sign| sign.is_alphanumeric() || "_$.".contains(sign));
        match name {
            "" | "async" | "function" | "new" | "await" => None,
            "true" | "false" | "null" => Some(Value::plain(name.to_owned())),
            "undefined" => Some(Value::Null),
            _ if self.cursor.takes('(') => {
                let key_span = Span::new(start, start + name.len());
                let value = self.arguments()?;
                let key = format!("{name}()");
                let entries = vec![MapEntry { key, key_span, value }];
                Some(Value::Map(Map { entries, repeated: Vec::new() }))
            }
            _ => self.constant(name).map(|node| node.value),
        }
    }

    /// The value of a constant; each use counts as much as if it were written out.
    fn constant(&mut self, name: &str) -> Option<YamlNode> {
        let (node, computed) = self.constants.get(name)?;
        self.left = self.left.checked_sub(size(node))?;
        if self.keys.is_empty() {
            self.computed.extend(computed.iter().cloned());
        } else if !computed.is_empty() {
            let at = Span::new(self.cursor.at.saturating_sub(name.len()), self.cursor.at);
            self.computed.push((self.key(), at));
        }
        Some(node.clone())
    }

    /// `(value)`
    fn arguments_in_brackets(&mut self) -> Option<Value> {
        self.cursor.step();
        self.arguments().map(|node| node.value)
    }

    /// The first argument of a call; the others are read over.
    fn arguments(&mut self) -> Option<YamlNode> {
        self.keys.push("[]".to_owned());
        self.cursor.blanks();
        let mut first = None;
        while !matches!(self.cursor.peek(), None | Some(')')) {
            let value = self.value();
            first = first.or(Some(value));
            self.cursor.blanks();
            if !self.cursor.takes(',') {
                break;
            }
            self.cursor.blanks();
        }
        let nothing =
            YamlNode { span: Span::new(self.cursor.at, self.cursor.at), value: Value::Null };
        self.cursor.takes(')').then(|| first.unwrap_or(nothing))
    }

    fn list(&mut self) -> Option<Value> {
        self.cursor.step();
        let mut items = Vec::new();
        self.keys.push("[]".to_owned());
        loop {
            self.cursor.blanks();
            if self.cursor.takes(']') {
                break;
            }
            self.cursor.peek()?;
            let item = self.value();
            items.push(item);
            self.cursor.blanks();
            if !self.cursor.takes(',') && self.cursor.peek() != Some(']') {
                return None;
            }
        }
        Some(Value::List(items))
    }

    fn map(&mut self) -> Option<Value> {
        self.cursor.step();
        let mut map = Map::default();
        let depth = self.keys.len();
        loop {
            self.cursor.blanks();
            if self.cursor.takes('}') {
                break;
            }
            self.cursor.peek()?;
            map.entries.extend(self.entry());
            self.keys.truncate(depth);
            self.cursor.blanks();
            if !self.cursor.takes(',') && self.cursor.peek() != Some('}') {
                return None;
            }
        }
        Some(Value::Map(map))
    }

    /// `key: value`, or a name that is both; `...other` and methods have to be run.
    fn entry(&mut self) -> Option<MapEntry> {
        let start = self.cursor.at;
        let key = match self.cursor.peek()? {
            quote @ ('"' | '\'') => self.cursor.string(quote),
            _ => Some(
                self.cursor.word(|sign| sign.is_alphanumeric() || "_$".contains(sign)).to_owned(),
            ),
        };
        let key = key.filter(|key| !key.is_empty());
        let key_span = Span::new(start, self.cursor.at);
        self.keys.push(key.clone().unwrap_or_else(|| "...".to_owned()));
        self.cursor.blanks();
        let is_short = matches!(self.cursor.peek(), Some(',' | '}'));
        if is_short {
            let value = self.constant(key.as_deref()?);
            let value = value.unwrap_or_else(|| self.computed(start));
            return Some(MapEntry { key: key?, key_span, value });
        }
        if key.is_none() || !self.cursor.takes(':') {
            self.computed(start);
            return None;
        }
        let value = self.value();
        Some(MapEntry { key: key?, key_span, value })
    }

    fn is_at_end(&self) -> bool {
        matches!(self.cursor.peek(), None | Some(',' | ';' | ')' | ']' | '}'))
            || self.is_at_new_line()
    }

    /// The next statement begins on a line of its own.
    fn is_at_new_line(&self) -> bool {
        let before = self.cursor.text.get(..self.cursor.at).unwrap_or_default();
        let is_first = before.trim_end_matches([' ', '\t']).ends_with('\n');
        is_first && self.keys.is_empty()
    }

    /// `as const` and `satisfies Type` change nothing.
    fn is_typed(&mut self) -> bool {
        let is_type = ["as ", "satisfies "].iter().any(|word| self.cursor.rest().starts_with(word));
        if is_type {
            self.cursor.skip();
        }
        is_type
    }

    /// Reads over something that has to be run, and notes it.
    fn computed(&mut self, start: usize) -> YamlNode {
        self.cursor.at = start;
        self.cursor.skip();
        let span = Span::new(start, self.cursor.at);
        let key = self.key();
        self.computed.push((key, span));
        YamlNode { span, value: Value::Null }
    }

    /// The key that stands around what is read.
    fn key(&self) -> String {
        let mut keys = self.keys.iter().rev();
        keys.find(|key| *key != "[]").cloned().unwrap_or_default()
    }
}

/// How many values there are in a value.
fn size(node: &YamlNode) -> usize {
    let items = node.as_list().unwrap_or_default().iter().map(size);
    let entries = node.as_map().map_or(&[][..], |map| map.entries.as_slice());
    1 + items.sum::<usize>() + entries.iter().map(|entry| size(&entry.value)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::source::Source;
    use crate::yaml::{Budget, YamlNode};
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<YamlNode>, Vec<String>) {
        let document = parse(&Source::new("a.js", text), Budget::PAGE);
        (document.root, document.computed.into_iter().map(|(key, _)| key).collect())
    }

    fn text(text: &str, key: &str) -> Option<String> {
        read(text).0?.as_map()?.get(key)?.text().map(str::to_owned)
    }

    #[test]
    fn literals_are_read_and_the_rest_is_named() {
        let script = "// a\nimport x from 'y';\nconst name = 'Acme';\n/** @type {import('z')} */\n\
                      const config = {\n  title: name, /* b */\n  url: `https://a.example`,\n  \
                      baseUrl: process.env.BASE ?? '/',\n  nested: {a: [1, 'b', {c: true}], ...more},\n  \
                      run() { return {title: 'no'}; },\n  other: 'a' + 'b',\n};\nexport default config;\n";
        let (root, computed) = read(script);
        let root = root.expect("a map");
        let get = |key: &str| root.as_map().and_then(|map| map.get(key)).and_then(YamlNode::text);
        assert_eq!(get("title"), Some("Acme"));
        assert_eq!(get("url"), Some("https://a.example"));
        assert_eq!(get("baseUrl"), None);
        assert_eq!(computed, ["baseUrl", "...", "run", "other"]);
        let hard = "export default {a: x ? `${b ? `}` : '/'} {` : /[/'\"{]/.test(y), c: 'd'};";
        assert_eq!((text(hard, "c").as_deref(), read(hard).1), (Some("d"), vec!["a".to_owned()]));
    }

    #[test]
    fn calls_say_their_first_argument() {
        assert_eq!(text("export default defineConfig({title: 'A'})", "title"), Some("A".into()));
        let typed = "export default defineConfig({title: 'A'} satisfies X);";
        assert_eq!(text(typed, "title"), Some("A".into()));
        let made = "export default async function config() {\n  return {title: 'A'};\n}\n";
        assert_eq!(text(made, "title"), Some("A".into()));
        let (_, computed) = read("module.exports = {a: f`x`, b: {c: d()  + 1}, ...e}");
        assert_eq!(computed, ["a", "c", "..."]);
    }

    #[test]
    fn hostile_scripts_cost_no_more_than_long_ones() {
        for part in ["const a = (\n", "const a = [{b: `${\n", "return {", "f(", "const a=/*\n"] {
            let _ = read(&part.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn any_script_is_read(text in "(export default |const a = |[{}\\[\\]():,;'\"`$/*a-c \n]){0,60}") {
            let _ = read(&text);
        }
    }
}
