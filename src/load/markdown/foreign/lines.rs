//! Foreign syntax that takes a whole line: `!!! note`, `:::tip`, `=== "Tab"`, imports, tables of
//! contents, snippets.

use super::known::{callout, kind};
use super::marks::{Container, Family};
use crate::site::document::SiteWord;

/// What a line is.
#[derive(Debug, PartialEq)]
pub(super) enum ForeignLine {
    /// Begins a container whose body is indented below it.
    Indented(Container),
    /// Begins a container that ends with `:::`.
    Colons(Colons),
    /// `:::`
    ColonsEnd,
    /// It is gone: a list of contents, looks for the block above.
    Gone,
    /// An import or export of a component.
    Module,
    /// A file to include.
    Snippet(String),
    /// The text of another page, by its name.
    Embed(String),
}

/// What begins with `:::`.
#[derive(Debug, PartialEq)]
pub(super) enum Colons {
    Container(Container),
    /// A diagram or other code in this language.
    Code(String),
    /// It only holds others together.
    Frame,
    /// A kind that we do not know.
    Unknown(String),
}

/// Reads a line without its indentation and end.
pub(super) fn line(line: &str) -> Option<ForeignLine> {
    match line.as_bytes().first()? {
        b'!' | b'?' => embed(line).or_else(|| admonition(line)),
        b'=' => ["=== ", "===! ", "===+ ", "===+! "]
            .iter()
            .find_map(|sign| line.strip_prefix(sign).and_then(quoted))
            .map(|title| ForeignLine::Indented(Container::Tab { title: title.to_owned() })),
        b'*' => super::mask::abbreviation(line).map(|_| ForeignLine::Gone),
        b':' => colons(line),
        b'[' => is_toc(line).then_some(ForeignLine::Gone),
        b'{' => is_attributes(line).then_some(ForeignLine::Gone),
        b'i' | b'e' => is_module(line).then_some(ForeignLine::Module),
        b'-' => snippet(line),
        _ => None,
    }
}

/// `!!! note "Title"`, and `??? note "Title"` that opens and closes.
fn admonition(line: &str) -> Option<ForeignLine> {
    let folds = line.starts_with("???");
    let rest = ["!!! ", "???+ ", "??? "].iter().find_map(|sign| line.strip_prefix(sign))?.trim();
    let (words, title) = rest
        .split_once('"')
        .map_or((rest, None), |(words, title)| (words, Some(title.trim_end_matches('"'))));
    let name = words.split_ascii_whitespace().next()?;
    let is_name = |word: &str| {
        word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let count = words.split_ascii_whitespace().count();
    let is_known = kind(name).is_some();
    let most = if is_known { 4 } else { 3 };
    if !words.split_ascii_whitespace().all(is_name) || count > most {
        return None;
    }
    let title = title.filter(|title| !title.is_empty()).map(str::to_owned);
    Some(ForeignLine::Indented(if folds {
        let summary = Some(title.unwrap_or_else(|| capitalised(name)));
        Container::Details { summary, open: line.starts_with("???+") }
    } else {
        let title = title.or_else(|| (!is_known).then(|| capitalised(name)));
        callout(kind(name).unwrap_or(SiteWord::Note), title.as_deref())
    }))
}

/// A name with a capital letter in front.
pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// `:::note Title`, `::: tip`, `:::note[Title]{…}`, `:::`
fn colons(line: &str) -> Option<ForeignLine> {
    let rest = line.strip_prefix(":::")?.trim_start_matches(':').trim();
    if rest.is_empty() {
        return Some(ForeignLine::ColonsEnd);
    }
    let end = rest
        .find(|end: char| !end.is_alphanumeric() && !matches!(end, '-' | '_'))
        .unwrap_or(rest.len());
    let (name, title) = rest.split_at(end);
    if name.is_empty() && !title.starts_with('{') {
        return None;
    }
    let title = title.trim();
    let bracketed =
        title.strip_prefix('[').and_then(|title| title.split_once(']')).map(|(title, _)| title);
    let attribute = title
        .split_once("title=\"")
        .and_then(|(_, title)| title.split_once('"'))
        .map(|(title, _)| title);
    let plain = (!title.is_empty() && !title.starts_with(['[', '{'])).then_some(title);
    let title = bracketed.or(attribute).or(plain);
    Some(ForeignLine::Colons(match name.to_ascii_lowercase().as_str() {
        "mermaid" | "plantuml" => Colons::Code(name.to_ascii_lowercase()),
        "video" | "row" | "col" | "columns" | "column" | "grid" | "tabs" | "code-group" => {
            Colons::Frame
        }
        "details" | "spoiler" | "collapse" => {
            Colons::Container(Container::Details { summary: title.map(str::to_owned), open: false })
        }
        "tab" | "tab-item" => {
            Colons::Container(Container::Tab { title: title.unwrap_or_default().to_owned() })
        }
        _ => kind(name).map_or_else(
            || Colons::Unknown(name.to_owned()),
            |kind| Colons::Container(callout(kind, title)),
        ),
    }))
}

/// The family that a `:::` of this kind closes.
pub(super) fn family(colons: &Colons) -> Option<Family> {
    match colons {
        Colons::Container(container) => Some(container.family()),
        Colons::Code(_) | Colons::Frame | Colons::Unknown(_) => None,
    }
}

/// `[TOC]`, `[[_TOC_]]`, `[[_TOSP_]]`
fn is_toc(line: &str) -> bool {
    let name = line.trim_end().trim_matches(['[', ']']).trim_matches('_');
    let is_name = ["toc", "tosp", "toc2"].iter().any(|toc| name.eq_ignore_ascii_case(toc));
    is_name && line.trim_end().ends_with(']')
}

/// `{: .class}` and `{:toc}` on a line alone; one with an id is an anchor, and read elsewhere.
fn is_attributes(line: &str) -> bool {
    let line = line.trim_end();
    let list = super::attributes::list_at(line);
    list.is_some_and(|list| list.length == line.len() && list.id.is_none())
}

/// `import x from "y"` and `export const x` at the start of a line.
fn is_module(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(';');
    let quoted = line.ends_with(['"', '\'']);
    let imports = line.starts_with("import ")
        && quoted
        && (line.contains(" from ") || line.matches(['"', '\'']).count() == 2);
    imports && !line.contains(". ")
        || line.starts_with("export const ")
        || line.starts_with("export default ")
        || line.starts_with("export function ")
}

/// `--8<-- "file.md"`
/// `![[Page#Heading]]` on a line alone is the text of that page.
fn embed(line: &str) -> Option<ForeignLine> {
    let inside = line.trim_end().strip_prefix("![[")?.strip_suffix("]]")?;
    let target = inside.split('|').next()?.trim();
    let is_page = !target.is_empty()
        && !inside.contains(['[', ']'])
        && !target.starts_with('#')
        && !super::known::is_attachment(target);
    is_page.then(|| ForeignLine::Embed(target.to_owned()))
}

fn snippet(line: &str) -> Option<ForeignLine> {
    let rest = line.trim_start_matches('-').strip_prefix("8<")?.trim_start_matches('-').trim();
    line.starts_with("--8<--")
        .then(|| ForeignLine::Snippet(quoted(rest).unwrap_or(rest).to_owned()))
}

fn quoted(text: &str) -> Option<&str> {
    let text = text.trim();
    text.strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .or_else(|| text.strip_prefix('\'')?.strip_suffix('\''))
}

#[cfg(test)]
mod tests {
    use super::{Colons, ForeignLine, line};
    use crate::load::markdown::foreign::known::callout;
    use crate::load::markdown::foreign::marks::Container;
    use crate::site::document::SiteWord;

    #[test]
    fn lines_are_recognised() {
        let note = |title: Option<&str>| callout(SiteWord::Note, title);
        let table = [
            ("!!! note", Some(ForeignLine::Indented(note(None)))),
            ("!!! note \"The title\"", Some(ForeignLine::Indented(note(Some("The title"))))),
            ("!!! Watch out for this", None),
            ("!!!", None),
            (
                "??? tip",
                Some(ForeignLine::Indented(Container::Details {
                    summary: Some("Tip".to_owned()),
                    open: false,
                })),
            ),
            ("??? what is this?", None),
            (":::note", Some(ForeignLine::Colons(Colons::Container(note(None))))),
            (
                "::: note The title",
                Some(ForeignLine::Colons(Colons::Container(note(Some("The title"))))),
            ),
            (
                ":::info[The title]{#x}",
                Some(ForeignLine::Colons(Colons::Container(note(Some("The title"))))),
            ),
            ("::: mermaid", Some(ForeignLine::Colons(Colons::Code("mermaid".to_owned())))),
            ("::::", Some(ForeignLine::ColonsEnd)),
            (
                "=== \"Tab\"",
                Some(ForeignLine::Indented(Container::Tab { title: "Tab".to_owned() })),
            ),
            ("=====", None),
            ("[[_TOC_]]", Some(ForeignLine::Gone)),
            ("[TOC]", Some(ForeignLine::Gone)),
            ("[toc](#x)", None),
            ("{: .no_toc}", Some(ForeignLine::Gone)),
            ("import X from '../x'", Some(ForeignLine::Module)),
            ("import duties are paid by us", None),
            ("--8<-- \"a.md\"", Some(ForeignLine::Snippet("a.md".to_owned()))),
            ("---", None),
        ];
        for (text, expected) in table {
            assert_eq!(line(text), expected, "{text}");
        }
    }
}
