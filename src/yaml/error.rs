//! What can be wrong with a text as YAML, in our own words.

use super::reserved::Reserved;
use crate::source::Span;
use serde_yaml::granit_parser::ErrorKind;

/// Where a text stops being YAML, and why.
#[derive(Clone, Debug)]
pub struct YamlError {
    why: YamlErrorKind,
    span: Span,
    key: String,
}

/// Why a text is not YAML that we read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YamlErrorKind {
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
    Toml(String),
    Unclosed(char),
    UnclosedQuote,
    UnexpectedCharacter(char),
    UnknownTag,
    Other(String),
}

impl YamlError {
    pub(super) fn new(why: YamlErrorKind, span: Span) -> Self {
        YamlError { why, span, key: String::new() }
    }

    /// The same with the key it was found at: `review.every`.
    pub(super) fn at_key(self, key: String) -> Self {
        YamlError { key, ..self }
    }

    /// The same with its place in the whole file.
    pub(super) fn shifted(self, offset: usize) -> Self {
        YamlError { span: self.span.shifted(offset), ..self }
    }

    /// Trouble that the parser reports at an offset of the text; `innermost` is where the last open
    /// list or map starts.
    pub(super) fn of_parser(
        kind: &ErrorKind,
        text: &str,
        offset: usize,
        innermost: Option<usize>,
    ) -> Self {
        let line = OffsetLine::around(text, offset);
        let why = why(kind, &line);
        let bracket = innermost
            .filter(|_| matches!(why, YamlErrorKind::Unclosed(_)))
            .map(|start| OffsetLine::around(text, start));
        if let Some((line, bracket)) =
            bracket.and_then(|line| line.bracket().map(|bracket| (line, bracket)))
        {
            return YamlError::new(YamlErrorKind::Unclosed(bracket), line.rest());
        }
        let span = match why {
            YamlErrorKind::Tab => line.tab().unwrap_or_else(|| line.character()),
            YamlErrorKind::Unclosed(_)
            | YamlErrorKind::UnclosedQuote
            | YamlErrorKind::NotAKey
            | YamlErrorKind::NoAnchor
            | YamlErrorKind::UnknownTag => line.rest(),
            _ => line.character(),
        };
        YamlError::new(why, span)
    }

    /// Where it is.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Whether only a reserved first character stands in the way.
    pub(super) fn is_reserved(&self) -> bool {
        matches!(self.why, YamlErrorKind::UnexpectedCharacter(character) if Reserved::is(character))
    }

    /// One line that says what is wrong; `text` is what stands at its place.
    pub fn message(&self, text: &str) -> String {
        let what = self.what(text.trim_end());
        if self.key.is_empty() { what } else { format!("{what} (at `{}`)", shortened(&self.key)) }
    }

    fn what(&self, text: &str) -> String {
        match &self.why {
            YamlErrorKind::AfterQuotes => "text stands behind the closing quote".into(),
            YamlErrorKind::BadEscape => {
                "a `\\` in double quotes is followed by a character that means nothing there".into()
            }
            YamlErrorKind::BadIndentation => "the indentation fits to no line above".into(),
            YamlErrorKind::ComplexKey => "a list or a map stands where a key must be".into(),
            YamlErrorKind::DashInLine => "a list starts in the middle of a line".into(),
            YamlErrorKind::Directive => "a line starts with `%`".into(),
            YamlErrorKind::NoAnchor => format!("`{text}` refers to an anchor that is not there"),
            YamlErrorKind::NotAKey => format!(
                "`{}` is neither a key with a colon nor part of the value above",
                shortened(text)
            ),
            YamlErrorKind::NotAMap => "there are no `key: value` lines".into(),
            YamlErrorKind::Nul => "there is a NUL byte".into(),
            YamlErrorKind::RecursiveAlias => format!("`{text}` refers to what it stands in"),
            YamlErrorKind::SecondColon => "there is a second `: ` in one line".into(),
            YamlErrorKind::SeveralDocuments => "a second document starts here".into(),
            YamlErrorKind::Tab => "there is a tab where YAML takes only spaces".into(),
            YamlErrorKind::TooDeep => "lists and maps are nested too deep".into(),
            YamlErrorKind::TooManyAliases => "there are too many aliases (`*name`)".into(),
            YamlErrorKind::TooManyNodes => "there are too many values".into(),
            YamlErrorKind::Toml(why) => shortened(&why.replace('\n', " ")),
            YamlErrorKind::Unclosed(bracket) => format!("a `{bracket}` is never closed"),
            YamlErrorKind::UnclosedQuote => "a quote is never closed".into(),
            YamlErrorKind::UnexpectedCharacter(character) => {
                format!("no value can start with `{}`", character.escape_debug())
            }
            YamlErrorKind::UnknownTag => {
                format!("`{}` is a tag that is not declared", shortened(text))
            }
            YamlErrorKind::Other(why) => why.clone(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match &self.why {
            YamlErrorKind::AfterQuotes => {
                "put the whole value into quotes, and write quotes inside of it as `\\\"`"
            }
            YamlErrorKind::BadEscape => "write `\\\\`, or use single quotes",
            YamlErrorKind::BadIndentation => "start all keys of one map in the same column",
            YamlErrorKind::ComplexKey => {
                "if the value is a text that starts with `{` or `[`, put it in quotes"
            }
            YamlErrorKind::DashInLine => {
                "start the list on a line of its own, or put the text in quotes"
            }
            YamlErrorKind::Directive => "put a value that starts with `%` in quotes",
            YamlErrorKind::NoAnchor => "put a value that starts with `*` in quotes",
            YamlErrorKind::NotAKey => {
                "write `key: value`, or indent the line if it belongs to the value above"
            }
            YamlErrorKind::NotAMap => "write one `key: value` per line",
            YamlErrorKind::Nul => "remove the byte; the file may be UTF-16: save it as UTF-8",
            YamlErrorKind::RecursiveAlias => "write the value out",
            YamlErrorKind::SecondColon => "put the value in quotes: `key: \"a: b\"`",
            YamlErrorKind::SeveralDocuments => "remove the line with `---`",
            YamlErrorKind::Tab => "indent with spaces",
            YamlErrorKind::TooDeep
            | YamlErrorKind::TooManyAliases
            | YamlErrorKind::TooManyNodes => "make it smaller",
            YamlErrorKind::Toml(_) => "write TOML: `key = \"value\"`, each key once",
            YamlErrorKind::Unclosed(_) => "close it, or put the value in quotes if it is a text",
            YamlErrorKind::UnclosedQuote => "close it on the same line",
            YamlErrorKind::UnexpectedCharacter(_) | YamlErrorKind::UnknownTag => {
                "put the value in quotes"
            }
            YamlErrorKind::Other(_) => {
                "put the value in quotes if it is a text, and check the indentation"
            }
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
struct OffsetLine<'t> {
    whole: &'t str,
    text: &'t str,
    start: usize,
    offset: usize,
}

impl<'t> OffsetLine<'t> {
    fn around(text: &'t str, offset: usize) -> Self {
        // The parser may stop just behind the end; what it means is the end of the last line.
        let offset = text.floor_char_boundary(offset.min(text.trim_end().len()));
        let is_end = |c: char| c == '\n' || c == '\r';
        let start =
            text.get(..offset).and_then(|before| before.rfind(is_end)).map_or(0, |end| end + 1);
        let rest = text.get(start..).unwrap_or("");
        OffsetLine { whole: text, text: rest.split(is_end).next().unwrap_or(""), start, offset }
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

fn why(kind: &ErrorKind, line: &OffsetLine<'_>) -> YamlErrorKind {
    match kind {
        ErrorKind::UnexpectedCharacter { character: '\0' } => YamlErrorKind::Nul,
        ErrorKind::UnexpectedCharacter { character } => {
            YamlErrorKind::UnexpectedCharacter(*character)
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => YamlErrorKind::Tab,
        _ if line.before().ends_with('\t') => YamlErrorKind::Tab,
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            YamlErrorKind::UnclosedQuote
        }
        ErrorKind::UnclosedFlowCollection { open }
        | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => YamlErrorKind::Unclosed(*open),
        ErrorKind::UnexpectedEofFlowSequence | ErrorKind::ExpectedFlowSequenceSeparator => {
            YamlErrorKind::Unclosed('[')
        }
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::ExpectedFlowMappingSeparator => {
            YamlErrorKind::Unclosed('{')
        }
        ErrorKind::InvalidColonPlacement => YamlErrorKind::Unclosed('['),
        ErrorKind::MappingValueNotAllowed if line.before().contains(": ") => {
            YamlErrorKind::SecondColon
        }
        ErrorKind::SimpleKeyExpected => YamlErrorKind::NotAKey,
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => YamlErrorKind::AfterQuotes,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => YamlErrorKind::BadEscape,
        ErrorKind::BlockSequenceEntryNotAllowed => YamlErrorKind::DashInLine,
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => YamlErrorKind::NoAnchor,
        ErrorKind::UndeclaredTagHandle => YamlErrorKind::UnknownTag,
        ErrorKind::RecursionLimitExceeded => YamlErrorKind::TooDeep,
        ErrorKind::ExpectedDocumentStart if line.text.starts_with('%') => YamlErrorKind::Directive,
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::MappingValueNotAllowed => YamlErrorKind::BadIndentation,
        other => YamlErrorKind::Other(other.to_string()),
    }
}
