//! Code blocks: highlighted code, diagrams as labelled text, formulas, and the blocks that are
//! meant for us.

use super::escape::{escape, escape_text, escaped};
use super::highlight;
use super::reading::{ParsedText, TextRun};
use super::writer::Writer;
use crate::site::document::{Hole, SiteWord};
use pulldown_cmark::CodeBlockKind;
use std::ops::Range;

/// Languages of diagrams, which are shown as text with a label.
const DIAGRAMS: [&str; 11] = [
    "mermaid", "plantuml", "puml", "uml", "dot", "graphviz", "goat", "ditaa", "svgbob", "d2",
    "nomnoml",
];

/// The code block that is being read.
pub(super) struct OpenCode {
    language: String,
    /// What the code is called: `title="src/a.js"` behind the fence.
    title: Option<String>,
    pub(super) run: TextRun,
}

impl Writer<'_> {
    pub(super) fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let (language, title) = match kind {
            CodeBlockKind::Fenced(info) => (language(info).to_owned(), title(info)),
            CodeBlockKind::Indented => (String::new(), None),
        };
        let title = title.map(str::to_owned).filter(|_| self.extended());
        self.blocks.code = Some(OpenCode { language, title, run: TextRun::default() });
    }

    pub(super) fn end_code(&mut self, reading: &mut ParsedText<'_>, range: &Range<usize>) {
        let Some(OpenCode { language, title, mut run }) = self.blocks.code.take() else {
            return;
        };
        if let Some(code) = reading.marks.restored(&run.text) {
            run.text = code;
        }
        if self.extended() {
            self.include_in_code(reading, &mut run);
        }
        self.out.line();
        match language.to_ascii_lowercase().as_str() {
            _ if !self.extended() => self.plain_code(&language, &run.text),
            "handbook" => self.directive(reading, &run, range),
            "math" => self.math_block(reading, &run.text, range),
            name if DIAGRAMS.contains(&name) => self.diagram(name, &run.text),
            _ => self.titled_code(title.as_deref(), &language, &run.text),
        }
    }

    fn plain_code(&mut self, language: &str, code: &str) {
        self.open_code("<pre><code", language);
        escape_text(self.out.template.html_mut(), code);
        self.out.push("</code></pre>\n");
    }

    fn titled_code(&mut self, title: Option<&str>, language: &str, code: &str) {
        let Some(title) = title else {
            return self.highlighted(language, code);
        };
        self.out.push("<figure class=\"listing\"><figcaption>");
        self.plain(title);
        self.out.push("</figcaption>\n");
        self.highlighted(language, code);
        self.out.push("</figure>\n");
    }

    fn highlighted(&mut self, language: &str, code: &str) {
        let start = self.out.len();
        self.open_code("<pre tabindex=\"0\"><code", language);
        self.out.push(&highlight::highlighted(language, code));
        self.out.push("</code></pre>");
        self.out.opaque(start, true);
        self.out.push("\n");
    }

    fn open_code(&mut self, tags: &str, language: &str) {
        self.out.push(tags);
        if !language.is_empty() {
            self.out.push(" class=\"language-");
            escape(self.out.template.html_mut(), language);
            self.out.push("\"");
        }
        self.out.push(">");
    }

    /// Code as it is, for blocks that are meant for us and cannot be understood.
    pub(super) fn code_as_text(&mut self, code: &str) {
        self.highlighted("yaml", code);
    }

    fn math_block(&mut self, reading: &ParsedText<'_>, formula: &str, range: &Range<usize>) {
        self.out.push("<p>");
        self.formula(reading, formula.trim(), range, true);
        self.out.push("</p>\n");
    }

    fn diagram(&mut self, name: &str, text: &str) {
        let start = self.out.len();
        self.out.push(&format!("<figure class=\"diagram\" data-language=\"{name}\"><figcaption>"));
        self.out.hole(Hole::Word(SiteWord::Diagram));
        self.out.push(&format!(
            " ({name})</figcaption><pre tabindex=\"0\"><code>{}</code></pre></figure>",
            escaped(text)
        ));
        self.out.opaque(start, true);
        self.out.push("\n");
    }
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
