//! Marks: what foreign containers are in the rewritten text, until a pass gives them their effect.

use crate::site::document::{ImageSize, LinkKind, SiteWord};

/// The marks of one text.
#[derive(Default)]
pub(in super::super) struct ForeignMarks {
    /// The attribute that carries a mark; it does not occur in the original text.
    pub(super) attribute: String,
    pub(super) all: Vec<Mark>,
    /// The original text of each mark.
    pub(super) originals: Vec<String>,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Mark {
    Open(Container),
    Close(Family),
    /// The quote that begins here is this container.
    Alert(Container),
    /// An anchor with this id.
    Anchor(String),
    /// A link or a picture, which may stand in HTML.
    Link(FoundLink),
    /// A word beside a heading, which is no part of its id.
    Label(String),
}

/// A link or a picture of another tool.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct FoundLink {
    pub(in super::super) kind: LinkKind,
    pub(in super::super) target: String,
    /// What readers see, or what is said of a picture.
    pub(in super::super) label: String,
    pub(in super::super) size: ImageSize,
}

/// A container of another tool.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) enum Container {
    Callout {
        kind: SiteWord,
        title: Option<String>,
    },
    Details {
        summary: Option<String>,
        open: bool,
    },
    Tab {
        title: String,
    },
    /// An element in a line of text.
    Inline(&'static str),
}

/// Which marks close which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Family {
    Callout,
    Details,
    Tab,
    Inline(&'static str),
}

impl Container {
    pub(in super::super) fn family(&self) -> Family {
        match self {
            Container::Callout { .. } => Family::Callout,
            Container::Details { .. } => Family::Details,
            Container::Tab { .. } => Family::Tab,
            Container::Inline(tag) => Family::Inline(tag),
        }
    }

    /// Takes the title of a callout with a link in it, which is the first paragraph of what the
    /// callout holds: titles are plain text.
    pub(super) fn take_linked_title(&mut self) -> Option<String> {
        match self {
            Container::Callout { title, .. } => title.take_if(|title| title.contains("](")),
            _ => None,
        }
    }

    /// What it is called.
    pub(in super::super) fn title(&self) -> Option<&str> {
        match self {
            Container::Callout { title, .. } => title.as_deref(),
            Container::Details { summary, .. } => summary.as_deref(),
            Container::Tab { title } => Some(title),
            Container::Inline(_) => None,
        }
    }
}

impl ForeignMarks {
    /// No marks yet; `attribute` does not occur in the text.
    pub(super) fn new(attribute: String) -> Self {
        ForeignMarks { attribute, ..ForeignMarks::default() }
    }

    /// Whether an attribute is the one that carries marks.
    pub(in super::super) fn carries(&self, attribute: &str) -> bool {
        !self.all.is_empty() && self.attribute == attribute
    }

    /// The tag that stands for a mark in the rewritten text.
    pub(super) fn tag(&mut self, mark: Mark, original: &str) -> String {
        let is_inline = matches!(
            mark,
            Mark::Anchor(_)
                | Mark::Link(_)
                | Mark::Label(_)
                | Mark::Open(Container::Inline(_))
                | Mark::Close(Family::Inline(_))
        );
        let name = if is_inline { "span" } else { "aside" };
        let tag = format!("<{name} {}=\"{}\">", self.attribute, self.all.len());
        self.all.push(mark);
        self.originals.push(original.to_owned());
        tag
    }

    /// The number of the mark when a piece of HTML is nothing but one.
    fn number(&self, html: &str) -> Option<usize> {
        if self.all.is_empty() {
            return None;
        }
        let inside =
            html.trim().strip_prefix("<aside ").or_else(|| html.trim().strip_prefix("<span "))?;
        let number = inside
            .strip_prefix(self.attribute.as_str())?
            .strip_prefix("=\"")?
            .strip_suffix("\">")?;
        number.parse().ok()
    }

    /// The container that a quote is, by the Markdown of the quote.
    pub(in super::super) fn alert(&self, quote: &str) -> Option<&Container> {
        if self.all.is_empty() {
            return None;
        }
        let first = quote.lines().next()?.trim_start_matches(['>', ' ', '\t']);
        match self.all.get(self.number(first)?)? {
            Mark::Alert(container) => Some(container),
            _ => None,
        }
    }

    /// The mark that a piece of HTML is.
    pub(in super::super) fn found(&self, html: &str) -> Option<&Mark> {
        self.all.get(self.number(html)?)
    }

    /// Code in which a mark ended up, with the original text instead.
    pub(in super::super) fn restored(&self, code: &str) -> Option<String> {
        if self.all.is_empty() || !code.contains(&self.attribute) {
            return None;
        }
        let mut out = String::with_capacity(code.len());
        let mut pieces = code.split(self.attribute.as_str());
        out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let tag = out.rfind('<').unwrap_or(out.len());
            out.truncate(tag);
            let (number, rest) =
                piece.trim_start_matches("=\"").split_once("\">").unwrap_or((piece, ""));
            let original = number.parse().ok().and_then(|number: usize| self.originals.get(number));
            out.push_str(original.map_or("", String::as_str));
            out.push_str(rest);
        }
        Some(out)
    }
}
