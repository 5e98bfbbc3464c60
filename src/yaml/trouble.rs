//! What can be wrong with a text as YAML, in our own words.

use super::reserved::Reserved;
use crate::source::Span;
use serde_yaml::granit_parser::ErrorKind;

/// Where a text stops being YAML, and why.
#[derive(Clone, Debug)]
pub struct Trouble {
    why: Why,
    span: Span,
    key: String,
}

/// Why a text is not YAML that we read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each has its sentence below")]
pub enum Why {
    AfterQuotes,
    BadEscape,
    BadIndentation,
    ComplexKey,
    DashInLine,
    Directive,
    NoAnchor,
    NotAKey,
    NotAMap,
    Nul,
    RecursiveAlias,
    SecondColon,
    SeveralDocuments,
    Tab,
    TooDeep,
    TooManyAliases,
    TooManyNodes,
    Unclosed(char),
    UnclosedQuote,
    UnexpectedCharacter(char),
    UnknownTag,
    Other(String),
}

impl Trouble {
    pub(super) fn new(why: Why, span: Span) -> Self {
        Trouble { why, span, key: String::new() }
    }

    /// The same with the key it was found at: `review.every`.
    pub(super) fn at_key(self, key: String) -> Self {
        Trouble { key, ..self }
    }

    /// The same with its place in the whole file.
    pub(super) fn shifted(self, offset: usize) -> Self {
        Trouble { span: self.span.shifted(offset), ..self }
    }

    /// Trouble that the parser reports at an offset of the text; `innermost` is where the last open
    /// list or map starts.
    pub(super) fn of_parser(
        kind: &ErrorKind,
        text: &str,
        offset: usize,
        innermost: Option<usize>,
    ) -> Self {
        let line = Line::around(text, offset);
        let why = why(kind, &line);
        let bracket = innermost
            .filter(|_| matches!(why, Why::Unclosed(_)))
            .map(|start| Line::around(text, start));
        if let Some((line, bracket)) =
            bracket.and_then(|line| line.bracket().map(|bracket| (line, bracket)))
        {
            return Trouble::new(Why::Unclosed(bracket), line.rest());
        }
        let span = match why {
            Why::Tab => line.tab().unwrap_or_else(|| line.character()),
            Why::Unclosed(_)
            | Why::UnclosedQuote
            | Why::NotAKey
            | Why::NoAnchor
            | Why::UnknownTag => line.rest(),
            _ => line.character(),
        };
        Trouble::new(why, span)
    }

    /// Where it is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What it is.
    pub fn why(&self) -> &Why {
        &self.why
    }

    /// Whether only a reserved first character stands in the way.
    pub(super) fn is_reserved(&self) -> bool {
        matches!(self.why, Why::UnexpectedCharacter(character) if Reserved::is(character))
    }

    /// One line that says what is wrong; `text` is what stands at its place.
    pub fn message(&self, text: &str) -> String {
        let what = self.what(text.trim_end());
        if self.key.is_empty() { what } else { format!("{what} (at `{}`)", shortened(&self.key)) }
    }

    fn what(&self, text: &str) -> String {
        match &self.why {
            Why::AfterQuotes => "text stands behind the closing quote".into(),
            Why::BadEscape => {
                "a `\\` in double quotes is followed by a character that means nothing there".into()
            }
            Why::BadIndentation => "the indentation fits to no line above".into(),
            Why::ComplexKey => "a list or a map stands where a key must be".into(),
            Why::DashInLine => "a list starts in the middle of a line".into(),
            Why::Directive => "a line starts with `%`".into(),
            Why::NoAnchor => format!("`{text}` refers to an anchor that is not there"),
            Why::NotAKey => format!(
                "`{}` is neither a key with a colon nor part of the value above",
                shortened(text)
            ),
            Why::NotAMap => "there are no `key: value` lines".into(),
            Why::Nul => "there is a NUL byte".into(),
            Why::RecursiveAlias => format!("`{text}` refers to what it stands in"),
            Why::SecondColon => "there is a second `: ` in one line".into(),
            Why::SeveralDocuments => "a second document starts here".into(),
            Why::Tab => "there is a tab where YAML takes only spaces".into(),
            Why::TooDeep => "lists and maps are nested too deep".into(),
            Why::TooManyAliases => "there are too many aliases (`*name`)".into(),
            Why::TooManyNodes => "there are too many values".into(),
            Why::Unclosed(bracket) => format!("a `{bracket}` is never closed"),
            Why::UnclosedQuote => "a quote is never closed".into(),
            Why::UnexpectedCharacter(character) => {
                format!("no value can start with `{}`", character.escape_debug())
            }
            Why::UnknownTag => format!("`{}` is a tag that is not declared", shortened(text)),
            Why::Other(why) => why.clone(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match &self.why {
            Why::AfterQuotes => {
                "put the whole value into quotes, and write quotes inside of it as `\\\"`"
            }
            Why::BadEscape => "write `\\\\`, or use single quotes",
            Why::BadIndentation => "start all keys of one map in the same column",
            Why::ComplexKey => {
                "if the value is a text that starts with `{` or `[`, put it in quotes"
            }
            Why::DashInLine => "start the list on a line of its own, or put the text in quotes",
            Why::Directive => "put a value that starts with `%` in quotes",
            Why::NoAnchor => "put a value that starts with `*` in quotes",
            Why::NotAKey => {
                "write `key: value`, or indent the line if it belongs to the value above"
            }
            Why::NotAMap => "write one `key: value` per line",
            Why::Nul => "remove the byte; the file may be UTF-16: save it as UTF-8",
            Why::RecursiveAlias => "write the value out",
            Why::SecondColon => "put the value in quotes: `key: \"a: b\"`",
            Why::SeveralDocuments => "remove the line with `---`",
            Why::Tab => "indent with spaces",
            Why::TooDeep | Why::TooManyAliases | Why::TooManyNodes => "make it smaller",
            Why::Unclosed(_) => "close it, or put the value in quotes if it is a text",
            Why::UnclosedQuote => "close it on the same line",
            Why::UnexpectedCharacter(_) | Why::UnknownTag => "put the value in quotes",
            Why::Other(_) => "put the value in quotes if it is a text, and check the indentation",
        }
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// The line of an offset, and where in it the offset is.
struct Line<'t> {
    whole: &'t str,
    text: &'t str,
    start: usize,
    offset: usize,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, offset: usize) -> Self {
        // The parser may stop just behind the end; what it means is the end of the last line.
        let offset = text.floor_char_boundary(offset.min(text.trim_end().len()));
        let is_end = |c: char| c == '\n' || c == '\r';
        let start =
            text.get(..offset).and_then(|before| before.rfind(is_end)).map_or(0, |end| end + 1);
        let rest = text.get(start..).unwrap_or("");
        Line { whole: text, text: rest.split(is_end).next().unwrap_or(""), start, offset }
    }

    fn before(&self) -> &'t str {
        self.text.get(..self.offset - self.start).unwrap_or(self.text)
    }

    fn after(&self) -> &'t str {
        self.text.get(self.offset - self.start..).unwrap_or("")
    }

    fn character(&self) -> Span {
        Span::new(self.offset, self.offset + self.after().chars().next().map_or(0, char::len_utf8))
    }

    fn rest(&self) -> Span {
        Span::new(self.offset, self.offset + self.after().trim_end().len())
    }

    fn bracket(&self) -> Option<char> {
        self.after().chars().next().filter(|character| matches!(character, '[' | '{'))
    }

    /// The tab of the line, or the next one: the parser may stop where the value starts that goes
    /// on behind the tab.
    fn tab(&self) -> Option<Span> {
        let next = || Some(self.offset + self.whole.get(self.offset..)?.find('\t')?);
        let tab = self.text.find('\t').map(|tab| self.start + tab).or_else(next)?;
        Some(Span::new(tab, tab + 1))
    }
}

fn why(kind: &ErrorKind, line: &Line<'_>) -> Why {
    match kind {
        ErrorKind::UnexpectedCharacter { character: '\0' } => Why::Nul,
        ErrorKind::UnexpectedCharacter { character } => Why::UnexpectedCharacter(*character),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => Why::Tab,
        _ if line.before().ends_with('\t') => Why::Tab,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            Why::UnclosedQuote
        }
        ErrorKind::UnclosedFlowCollection { open }
        | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => Why::Unclosed(*open),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            Why::Unclosed('[')
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => {
            Why::Unclosed('{')
        }
        ErrorKind::InvalidColonPlacement => Why::Unclosed('['),
        ErrorKind::MappingValueNotAllowed if line.before().contains(": ") => Why::SecondColon,
        ErrorKind::SimpleKeyExpected => Why::NotAKey,
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => Why::AfterQuotes,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => Why::BadEscape,
        ErrorKind::BlockSequenceEntryNotAllowed => Why::DashInLine,
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => Why::NoAnchor,
        ErrorKind::UndeclaredTagHandle => Why::UnknownTag,
        ErrorKind::RecursionLimitExceeded => Why::TooDeep,
        ErrorKind::ExpectedDocumentStart if line.text.starts_with('%') => Why::Directive,
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::MappingValueNotAllowed => Why::BadIndentation,
        other => Why::Other(other.to_string()),
    }
}
