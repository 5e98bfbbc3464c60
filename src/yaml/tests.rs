//! What comes out of texts, as one line each.

use super::{Budget, Purpose, Value, YamlDocument, YamlNode, map, parse};
use crate::diag::Finding;
use crate::source::{Source, Span};
use proptest::prelude::{any, proptest};

fn document(text: &str) -> YamlDocument {
    let source = Source::new("a.md", text);
    parse(&source, Span::new(0, text.len()), Budget::PAGE)
}

fn shown(node: &YamlNode) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => text.clone(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => {
            format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(" "))
        }
        Value::Map(map) => {
            let entries =
                map.entries.iter().map(|entry| format!("{}={}", entry.key, shown(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
        }
    }
}

fn tree(text: &str) -> String {
    let document = document(text);
    assert!(document.trouble.is_none(), "{text}: {:?}", document.trouble);
    document.root.as_ref().map(shown).unwrap_or_default()
}

/// Line, column and underlined text of each finding, then its message and help.
fn said(text: &str) -> String {
    let source = Source::new("a.md", text);
    let (_, findings) = map(&source, Span::new(0, text.len()), Purpose::FrontMatter);
    findings.iter().map(line_of).collect::<Vec<_>>().join("\n")
}

fn line_of(finding: &Finding) -> String {
    let (place, start) = (finding.location(), finding.location().start().expect("a place"));
    let text = place.source().slice(place.span().unwrap_or_default());
    format!("{}:{} {text:?} {} | {}", start.line, start.column, finding.message(), finding.help())
}

#[test]
fn scalars_lists_and_maps() {
    assert_eq!(tree("a: 1\nb:\n  - x\n  - {c: 'd'}\n"), r#"{a=1 b=["x" {c="d"}]}"#);
    assert_eq!(tree("a: no\nb: yes\nc: on\nd: true\n"), r#"{a="no" b="yes" c="on" d=true}"#);
    assert_eq!(
        tree("a: 007\nb: 1.10\nc: \"2\"\nd: 2026-08-14\n"),
        r#"{a="007" b=1.10 c="2" d="2026-08-14"}"#
    );
    assert_eq!(tree("a: |\n  x\n  y\nb: >-\n  p\n  q\n"), r#"{a="x\ny\n" b="p q"}"#);
    assert_eq!(tree("null: a\n1: b\ntrue: c\n'': d\n"), r#"{null="a" 1="b" true="c" ="d"}"#);
    assert_eq!(tree("a: !!python/name:x.y\nb: !ENV z\n"), r#"{a=~ b="z"}"#);
    assert_eq!(tree(""), "");
    assert_eq!(tree("# nothing\n"), "");
    assert_eq!(tree("a:\r\n  - b\r\n"), r#"{a=["b"]}"#);
}

#[test]
fn aliases_and_merge_keys() {
    assert_eq!(tree("a: &x [1]\nb: *x\n"), "{a=[1] b=[1]}");
    assert_eq!(tree("a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\n"), "{a={p=1 q=2} b={q=3 p=1}}");
    assert_eq!(
        tree("a: &x {p: 1}\nb: &y {q: 2}\nc: {<<: [*x, *y]}\n"),
        "{a={p=1} b={q=2} c={p=1 q=2}}"
    );
    assert_eq!(tree("<<: text\n"), r#"{<<="text"}"#);
}

#[test]
fn reserved_first_characters_are_read_as_meant() {
    assert_eq!(tree("owner: @ana\n"), r#"{owner="@ana"}"#);
    assert_eq!(
        tree("owners: [@ana, @ben]\nmail: a@b.c\n"),
        r#"{owners=["@ana" "@ben"] mail="a@b.c"}"#
    );
    assert_eq!(tree("- @ana\n- `code` @x\n- %z\n- '@q'\n"), r#"["@ana" "`code` @x" "%z" "@q"]"#);
    assert_eq!(
        tree("a: @b\nt: |\n  @c and `d`\nu: x @y\n"),
        r#"{a="@b" t="@c and `d`\n" u="x @y"}"#
    );
    let rare = "^~;$()<+=/_.QXZJKVWYUqxzjkvwyu0123456789";
    assert!(
        document(&format!("a: \"{rare}\"\nb: @c\n")).trouble.is_some(),
        "no character is left to stand in"
    );
    let span = document("owner: @ana\n")
        .root
        .and_then(|root| root.as_map().map(|map| map.entries[0].value.span));
    assert_eq!(span, Some(Span::new(7, 11)));
}

#[test]
fn spans_are_those_of_the_file() {
    let text = "---\na: [1, 2]\nb:\n  c: 'd'\n  e: f # g\n\n---\n";
    let source = Source::new("a.md", text);
    let root = parse(&source, Span::new(4, text.len() - 4), Budget::PAGE).root.expect("a map");
    let texts: Vec<&str> = root
        .as_map()
        .expect("a map")
        .entries
        .iter()
        .map(|entry| source.slice(entry.value.span))
        .collect();
    assert_eq!(texts, ["[1, 2]", "c: 'd'\n  e: f"]);
}

#[test]
fn trouble_has_a_place_and_says_what_to_do() {
    let cases = [
        (
            "title: Ops: the guide\n",
            "1:11 \":\" front matter is not readable: there is a second `: ` in one line (at `title`) | put the value in quotes: `key: \"a: b\"`",
        ),
        (
            "a: b\nc: \"d\ne: f\n",
            "2:4 \"\\\"d\" front matter is not readable: a quote is never closed (at `c`) | close it on the same line",
        ),
        (
            "a:\n\tb: c\n",
            "2:1 \"\\t\" front matter is not readable: there is a tab where YAML takes only spaces (at `a`) | indent with spaces",
        ),
        (
            "a: b\n\tc: d\n",
            "2:1 \"\\t\" front matter is not readable: there is a tab where YAML takes only spaces (at `a`) | indent with spaces",
        ),
        (
            "a\0b: c\n",
            "1:2 \"\\0\" front matter is not readable: there is a NUL byte | remove the byte; the file may be UTF-16: save it as UTF-8",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "1:4 \"[1, 2\" front matter is not readable: a `[` is never closed (at `a[1]`) | close it, or put the value in quotes if it is a text",
        ),
        (
            "x: {a: b\n",
            "1:4 \"{a: b\" front matter is not readable: a `{` is never closed (at `x`) | close it, or put the value in quotes if it is a text",
        ),
        (
            "x: *foo*\n",
            "1:4 \"*foo*\" front matter is not readable: `*foo*` refers to an anchor that is not there (at `x`) | put a value that starts with `*` in quotes",
        ),
        (
            "z: &b {q: *b}\n",
            "1:11 \"*b\" front matter is not readable: `*b` refers to what it stands in (at `z.q`) | write the value out",
        ),
        (
            "y: !e!x z\n",
            "1:4 \"!e!x z\" front matter is not readable: `!e!x z` is a tag that is not declared (at `y`) | put the value in quotes",
        ),
        (
            "k: \"a\" b\n",
            "1:8 \"b\" front matter is not readable: text stands behind the closing quote (at `k`) | put the whole value into quotes, and write quotes inside of it as `\\\"`",
        ),
        (
            "k: \"\\d\"\n",
            "1:4 \"\\\"\" front matter is not readable: a `\\` in double quotes is followed by a character that means nothing there (at `k`) | write `\\\\`, or use single quotes",
        ),
        (
            "a: x\nfoo bar\nb: c\n",
            "2:1 \"foo bar\" front matter is not readable: `foo bar` is neither a key with a colon nor part of the value above | write `key: value`, or indent the line if it belongs to the value above",
        ),
        (
            "a: - b\n",
            "1:4 \"-\" front matter is not readable: a list starts in the middle of a line (at `a`) | start the list on a line of its own, or put the text in quotes",
        ),
        (
            "a: b\n c: d\n",
            "2:3 \":\" front matter is not readable: the indentation fits to no line above | start all keys of one map in the same column",
        ),
        (
            "a: {{ x }}\n",
            "1:5 \"{\" front matter is not readable: a list or a map stands where a key must be (at `a`) | if the value is a text that starts with `{` or `[`, put it in quotes",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "2:1 \"---\" front matter is not readable: a second document starts here | remove the line with `---`",
        ),
        (
            "just text\n",
            "1:1 \"just text\" front matter is not readable: there are no `key: value` lines | write one `key: value` per line",
        ),
        (
            "- a\n",
            "1:1 \"- a\" front matter is not readable: there are no `key: value` lines | write one `key: value` per line",
        ),
        (
            "a: 1\nb: {c: 2, c: 3}\na: 4\n",
            "2:11 \"c\" `b.c` is written twice; the one in line 2 counts | remove one of them\n3:1 \"a\" `a` is written twice; the one in line 1 counts | remove one of them",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text), expected, "{text}");
    }
}

#[test]
fn what_stood_before_the_trouble_is_kept() {
    let document = document("title: x\ndraft: true\nlist: [a, b: {c: d\n");
    assert!(document.trouble.is_some());
    assert_eq!(
        document.root.as_ref().map(shown).as_deref(),
        Some(r#"{title="x" draft=true list=["a" {b={c="d"}}]}"#)
    );
}

#[test]
fn budgets_hold() {
    let bomb = (1..10).fold("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(","))
    });
    assert!(said(&bomb).contains("too many"), "{}", said(&bomb));
    assert!(said(&format!("a: {}", "[".repeat(100_000))).contains("nested too deep"));
    assert!(
        said(&(0..100).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect::<String>())
            .contains("nested too deep")
    );
    let chain = (1..80).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [*a{}]\n", level - 1)
    });
    assert!(said(&chain).contains("nested too deep"), "{}", said(&chain));
    assert!(said(&"- x\n".repeat(20_000)).contains("too many values"));
    assert!(said(&"\"".repeat(50_000)).contains("not readable"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), yaml in "[a-c:\\-#@&*!|>'\"%`\\[\\]{},?~<. \t\r\n0-9é]{0,80}") {
        for text in [text, yaml] {
            let source = Source::new("a.md", text.as_str());
            let (_, findings) = map(&source, Span::new(0, text.len()), Purpose::FrontMatter);
            for finding in findings {
                let span = finding.location().span().expect("a place");
                assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
            }
        }
    }
}
