//! Code blocks: highlighted, in a frame with a title, as a diagram, or meant for us.

use super::buffer::Buffer;
use super::drawings;
use super::foreign::id_behind_fence;
use super::highlight;
use super::reports::Reports;
use super::run::TextRun;
use crate::html::escape_text;
use crate::source::Location;
use pulldown_cmark::CodeBlockKind;

/// Languages of diagrams; Mermaid is drawn, the others are shown as text with a label.
const DIAGRAMS: [&str; 11] = [
    "mermaid", "plantuml", "puml", "uml", "dot", "graphviz", "goat", "ditaa", "svgbob", "d2",
    "nomnoml",
];

/// A code block that is being read.
pub(super) struct CodeBlock {
    language: String,
    /// What the code is called: `title="src/a.js"` behind the fence.
    title: Option<String>,
    /// The id that links name it by: `{#id}` behind the fence.
    pub(super) id: Option<String>,
    pub(super) run: TextRun,
}

/// What a code block is.
pub(super) enum CodeUse {
    /// A view or an include.
    Directive,
    Formula,
    /// Code for readers to see.
    Shown,
}

impl CodeBlock {
    pub(super) fn new(kind: &CodeBlockKind<'_>) -> Self {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        CodeBlock {
            language: language(info).to_owned(),
            title: title(info).map(str::to_owned),
            id: id_behind_fence(info).map(str::to_owned),
            run: TextRun::default(),
        }
    }

    /// What it is, by its language.
    pub(super) fn purpose(&self) -> CodeUse {
        match self.language.to_ascii_lowercase().as_str() {
            "handbook" => CodeUse::Directive,
            "math" => CodeUse::Formula,
            _ => CodeUse::Shown,
        }
    }

    /// The language of a drawing that it describes.
    fn diagram(&self) -> Option<String> {
        let language = self.language.to_ascii_lowercase();
        DIAGRAMS.contains(&language.as_str()).then_some(language)
    }

    /// Writes it as plain CommonMark has it.
    pub(super) fn write_plain(&self, out: &mut Buffer) {
        open(out, "<pre><code", &self.language);
        escape_text(out.template.html_mut(), &self.run.text);
        out.push("</code></pre>\n");
    }

    /// Writes it for readers to see.
    pub(super) fn write(&self, out: &mut Buffer, reports: &mut Reports, place: Location) {
        if let Some(language) = self.diagram() {
            return drawings::write(out, &language, &self.run.text, reports, place);
        }
        let Some(title) = &self.title else {
            return highlighted(out, &self.language, &self.run.text);
        };
        out.push("<figure class=\"listing\"><figcaption>");
        escape_text(out.template.html_mut(), title);
        out.push("</figcaption>\n");
        highlighted(out, &self.language, &self.run.text);
        out.push("</figure>\n");
    }
}

/// Writes code with its words coloured.
pub(super) fn highlighted(out: &mut Buffer, language: &str, code: &str) {
    let start = out.len();
    open(out, "<pre tabindex=\"0\"><code", language);
    out.push(&highlight::highlighted(language, code));
    out.push("</code></pre>");
    out.opaque(start, true);
    out.push("\n");
}

fn open(out: &mut Buffer, tags: &str, language: &str) {
    out.push(tags);
    if !language.is_empty() {
        out.push(" class=\"language-");
        out.escape(language);
        out.push("\"");
    }
    out.push(">");
}

/// The language in what stands behind a fence: its first word, as far as it is one.
fn language(info: &str) -> &str {
    let word = info.split_ascii_whitespace().next().unwrap_or_default();
    let bare = word.trim_start_matches(['{', '.']);
    let name = bare.split([',', '{', '}', ':', '=']).next().unwrap_or_default();
    if name.is_empty() && !word.is_empty() && !word.starts_with('{') { word } else { name }
}

/// What the code is called, as Docusaurus, MkDocs and others write it behind the fence.
fn title(info: &str) -> Option<&str> {
    quoted_title(info).or_else(|| bracketed_title(info))
}

/// `[npm]` at the end, as `VitePress` names the tabs of a group.
fn bracketed_title(info: &str) -> Option<&str> {
    let (before, title) = info.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    let is_apart = before.ends_with([' ', '}']) && !before.trim().is_empty();
    let is_title = title.contains(char::is_alphabetic) && !title.contains(['"', '=']);
    Some(title.trim()).filter(|_| is_apart && is_title)
}

fn quoted_title(info: &str) -> Option<&str> {
    let (_, rest) = ["title=", "filename=", "caption="]
        .iter()
        .find_map(|name| info.split_once(name))
        .filter(|(before, _)| before.ends_with([' ', '{', ',']))?;
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?.split(quote).next().filter(|title| !title.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::{language, title};

    #[test]
    fn titles_stand_in_quotes() {
        assert_eq!(title("js title=\"src/a.js\" {1}"), Some("src/a.js"));
        assert_eq!(title("{ .py title='b.py' }"), Some("b.py"));
        assert_eq!(title("js subtitle=\"x\""), None);
        assert_eq!(title("js title=x"), None);
        assert_eq!(title("sh{1} [npm]"), Some("npm"));
        assert_eq!(title("sh a[1]"), None);
        assert_eq!(title("[npm]"), None);
    }

    #[test]
    fn languages_are_the_first_word() {
        for (info, expected) in [
            ("rust", "rust"),
            ("js {1,3}", "js"),
            ("markdown:", "markdown"),
            ("{.python}", "python"),
            ("go,ignore", "go"),
            ("{", ""),
            (";", ";"),
            ("", ""),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }
}
