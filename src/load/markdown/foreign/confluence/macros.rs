//! Confluence's macros: their parameters, their body, and what becomes of each.

use super::references;
use super::storage_tags::{CDATA, StorageTag, behind, content, first, plain_text};
use crate::html::escaped;
use crate::load::markdown::foreign::known::{angled, callout, kind};
use crate::load::markdown::foreign::marks::{Container, Mark};
use crate::site::document::SiteWord;

/// A macro with what stands in front of its body.
#[derive(Debug)]
pub(super) struct StorageMacro {
    /// In small letters.
    pub(super) name: String,
    /// Names and markup.
    parameters: Vec<(String, String)>,
    pub(super) body: MacroBody,
    /// Where reading goes on: in the body that is markup, or behind the macro.
    pub(super) end: usize,
}

/// What a macro holds.
#[derive(Debug, PartialEq)]
pub(super) enum MacroBody {
    Nothing,
    /// Markup, which is read on.
    Rich,
    /// Text.
    Plain(String),
}

/// What becomes of a macro.
#[derive(Debug, PartialEq)]
pub(super) enum MacroFate {
    /// It is gone but for its body.
    Frame,
    Container(Container),
    /// This stands instead of it, as Markdown or HTML.
    Text(String),
    Mark(Mark),
    /// The text of the page of this name.
    Include(String),
    Code {
        info: String,
        code: String,
    },
    /// It is gone but for its body and this text, and reported.
    Unknown(String),
}

impl StorageMacro {
    /// The macro that a tag begins. `absent`: ends that stand nowhere in what is left of the text.
    pub(super) fn read(text: &str, tag: &StorageTag<'_>, absent: &mut Vec<&'static str>) -> Self {
        let name = tag.value("ac:name").unwrap_or_default().to_lowercase();
        let mut found = StorageMacro {
            name,
            parameters: Vec::new(),
            body: MacroBody::Nothing,
            end: tag.range.end,
        };
        if tag.closes_itself {
            return found;
        }
        loop {
            let next = found.end + blanks(text, found.end);
            match StorageTag::read(text, next) {
                Some(tag) if tag.name == "ac:parameter" && !tag.closes => {
                    let name = tag.value("ac:name").unwrap_or_default();
                    found.parameters.push((name, content(text, &tag).to_owned()));
                    found.end = behind(text, &tag);
                }
                Some(tag) if tag.name == "ac:plain-text-body" && !tag.closes => {
                    found.plain_body(text, tag.range.end, absent);
                    return found;
                }
                Some(tag) if tag.name == "ac:rich-text-body" && !tag.closes_itself => {
                    found.body = MacroBody::Rich;
                    found.end = tag.range.end;
                    return found;
                }
                Some(tag) if tag.closes => {
                    found.end = tag.range.end;
                    return found;
                }
                _ => {
                    found.body = MacroBody::Rich;
                    return found;
                }
            }
        }
    }

    /// The body that begins at `at`, up to behind the macro.
    fn plain_body(&mut self, text: &str, at: usize, absent: &mut Vec<&'static str>) {
        const CLOSE: &str = "</ac:plain-text-body>";
        self.end = at;
        let rest = text.get(at..).unwrap_or_default();
        let close = if absent.contains(&CLOSE) { None } else { rest.find(CLOSE) };
        let Some(close) = close else {
            absent.push(CLOSE);
            return;
        };
        let inside = rest.get(..close).unwrap_or_default();
        let data = inside
            .trim_start()
            .strip_prefix(CDATA)
            .map(|data| data.trim_end().trim_end_matches("]]>").replace("]]]]><![CDATA[>", "]]>"));
        self.body = MacroBody::Plain(data.unwrap_or_else(|| plain_text(inside)));
        self.end = at + close + CLOSE.len();
        let next = self.end + blanks(text, self.end);
        if let Some(tag) = StorageTag::read(text, next).filter(|tag| tag.closes) {
            self.end = tag.range.end;
        }
    }

    fn markup(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, markup)| markup.as_str())
    }

    fn parameter(&self, names: &[&str]) -> Option<String> {
        let texts = names.iter().filter_map(|name| Some(plain_text(self.markup(name)?)));
        texts.into_iter().find(|text| !text.is_empty())
    }

    /// Whether its author shows it only where it is included.
    pub(super) fn is_hidden(&self) -> bool {
        let hides = ["excerpt", "details"].contains(&self.name.as_str());
        hides && self.parameter(&["hidden"]).as_deref() == Some("true")
    }

    /// What becomes of it.
    pub(super) fn fate(&self) -> MacroFate {
        let title = self.parameter(&["title"]);
        match self.name.as_str() {
            "panel" | "info" | "note" | "warning" | "tip" | "success" | "error" => {
                let kind = kind(&self.name).unwrap_or(SiteWord::Note);
                MacroFate::Container(callout(kind, title.as_deref()))
            }
            "expand" | "ui-expand" => {
                MacroFate::Container(Container::Details { summary: title, open: false })
            }
            "anchor" => match self.parameter(&["", "anchor"]) {
                Some(id) => MacroFate::Mark(Mark::Anchor(id)),
                None => MacroFate::Frame,
            },
            "status" => MacroFate::Text(escaped(&title.unwrap_or_default())),
            // Lists of what the site has anyway, and what only holds others together.
            "toc" | "toc-zone" | "children" | "pagetree" | "pagetreesearch" | "livesearch"
            | "excerpt" | "section" | "column" | "details" | "div" | "span" | "panelbox"
            | "html-wrap" => MacroFate::Frame,
            "include" | "excerpt-include" => self.include(),
            "markdown" | "html" => match &self.body {
                MacroBody::Plain(text) => MacroFate::Text(format!("\n\n{text}\n\n")),
                _ => MacroFate::Frame,
            },
            _ => self.code().or_else(|| self.reference()).unwrap_or_else(|| self.unknown()),
        }
    }

    fn include(&self) -> MacroFate {
        let named = ["", "default-parameter", "nopanel"]
            .iter()
            .find_map(|name| first(self.markup(name)?, &["ri:page"])?.value("ri:content-title"));
        let page = named.or_else(|| self.parameter(&["", "pageTitle"]));
        page.map_or_else(|| self.unknown(), MacroFate::Include)
    }

    fn code(&self) -> Option<MacroFate> {
        let MacroBody::Plain(text) = &self.body else { return None };
        let known = match self.name.as_str() {
            "code" | "code-block" | "codeblock" | "noformat" => {
                self.parameter(&["language", "lang"]).unwrap_or_default()
            }
            "plantuml" | "plantumlrender" => "plantuml".to_owned(),
            name if name.contains("mermaid") => "mermaid".to_owned(),
            "mathblock" | "latex" => "math".to_owned(),
            _ => return None,
        };
        let language: String = known.chars().filter(|c| !c.is_whitespace() && *c != '~').collect();
        let language = language.to_lowercase();
        let title = self.parameter(&["title"]).map(|title| title.replace('"', "'"));
        let title = title.map(|title| format!(" title=\"{title}\"")).unwrap_or_default();
        let language = if language.is_empty() && !title.is_empty() { "text" } else { &language };
        let code = text.trim_start_matches(['\r', '\n']).trim_end().to_owned();
        Some(MacroFate::Code { info: format!("{language}{title}"), code })
    }

    /// A file or an address in the web that it shows.
    fn reference(&self) -> Option<MacroFate> {
        let shows = ["view-file", "viewpdf", "viewdoc", "viewxls", "viewppt", "multimedia"];
        let all: String = self.parameters.iter().map(|(_, markup)| markup.as_str()).collect();
        if shows.contains(&self.name.as_str()) {
            let file = first(&all, &["ri:attachment"])?.value("ri:filename");
            let file = file.or_else(|| self.parameter(&["name"]))?;
            return Some(MacroFate::Mark(Mark::Link(references::file(file))));
        }
        let url = first(&all, &["ri:url"]).and_then(|tag| tag.value("ri:value"));
        let url = url.or_else(|| self.parameter(&["url", "src"]))?;
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        is_web.then(|| MacroFate::Mark(Mark::Link(references::web(angled(&url)))))
    }

    fn unknown(&self) -> MacroFate {
        let named = self.parameter(&["title", "key", "jqlQuery", "name", "label"]);
        let mut words = named.unwrap_or_default();
        if let MacroBody::Plain(text) = &self.body {
            words = [words.as_str(), text.trim()].join(" ").trim().into();
        }
        MacroFate::Unknown(words)
    }
}

/// How many blanks stand at `at`.
fn blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start().len()
}

/// Behind the macro in whose body `at` lies; others may stand in it.
pub(super) fn end(text: &str, at: usize) -> Option<usize> {
    let mut depth = 1_usize;
    let rest = text.get(at..)?;
    for (found, _) in rest.match_indices("ac:structured-macro") {
        if rest.get(..found)?.ends_with("</") {
            depth -= 1;
        } else if rest.get(..found)?.ends_with('<') {
            let tag = StorageTag::read(rest, found - 1);
            depth += usize::from(!tag.is_some_and(|tag| tag.closes_itself));
        }
        if depth == 0 {
            return Some(at + found + rest.get(found..)?.find('>')? + 1);
        }
    }
    None
}
