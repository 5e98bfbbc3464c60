//! The lexer for most languages: what differs between them is in their tables.

use super::cursor::{Cursor, TokenClass};
use super::languages::{Language, QuoteStyle, WordRule};
use super::words::{
    character_length, closed, is_word, number_length, regex_length, span_length, variable_length,
    word_length,
};
use std::borrow::Cow;
use std::collections::HashMap;

/// Words of shells after which a command follows.
const BEFORE_COMMANDS: [&str; 10] =
    ["if", "then", "elif", "else", "do", "while", "until", "time", "sudo", "exec"];
/// Longer words are no keywords.
const LONGEST_KEYWORD: usize = 24;

/// A language with its words at hand.
pub(super) struct Lexicon {
    language: &'static Language,
    words: HashMap<&'static str, TokenClass>,
}

impl Lexicon {
    pub(super) fn new(language: &'static Language) -> Self {
        let keywords = language.keywords.split(' ').map(|word| (word, TokenClass::Keyword));
        let constants = language.constants.split(' ').map(|word| (word, TokenClass::Constant));
        Lexicon { language, words: keywords.chain(constants).collect() }
    }

    /// Goes through all of the text.
    pub(super) fn paint(&self, cursor: Cursor<'_, '_>) {
        let mut lexer = Lexer {
            cursor,
            lexicon: self,
            missing: Vec::new(),
            here_document: None,
            command: true,
            before: b'\n',
        };
        while let Some(byte) = lexer.cursor.byte() {
            if byte == b'\n' {
                lexer.line_end();
            } else if byte.is_ascii_whitespace() {
                lexer.cursor.skip(1);
            } else {
                lexer.token(byte);
            }
        }
    }

    fn has(&self, rule: WordRule) -> bool {
        self.language.rules.contains(&rule)
    }

    fn known(&self, word: &str) -> Option<TokenClass> {
        if word.len() > LONGEST_KEYWORD {
            return None;
        }
        let word = if self.has(WordRule::AnyCase) {
            Cow::Owned(word.to_ascii_lowercase())
        } else {
            Cow::Borrowed(word)
        };
        self.words.get(word.as_ref()).copied()
    }
}

struct Lexer<'a, 'o> {
    cursor: Cursor<'a, 'o>,
    lexicon: &'a Lexicon,
    /// Ends of strings that do not come any more: nothing is searched for twice.
    missing: Vec<&'static str>,
    /// The word that ends the text which begins on the next line.
    here_document: Option<&'a str>,
    /// Whether a shell expects a command here.
    command: bool,
    /// The last byte that is not blank.
    before: u8,
}

impl Lexer<'_, '_> {
    fn token(&mut self, byte: u8) {
        let line_starts = self.cursor.starts_line();
        let found = self.comment()
            || self.string()
            || self.here_document_mark()
            || (line_starts && self.section())
            || self.attribute()
            || self.prefixed()
            || self.flag()
            || self.regex()
            || self.number()
            || self.word();
        if !found {
            self.cursor.skip(1);
            self.command = matches!(byte, b'|' | b';' | b'&' | b'(' | b'{' | b'`' | b'!');
        }
        self.before = self.cursor.before().unwrap_or(b'\n');
    }

    fn line_end(&mut self) {
        self.command = self.before != b'\\';
        self.before = b'\n';
        self.cursor.skip(1);
        if let Some(word) = self.here_document.take() {
            self.here_document_body(word);
        }
    }

    fn comment(&mut self) -> bool {
        let Language { comments, blocks, .. } = self.lexicon.language;
        if let Some((open, close)) = blocks.iter().find(|(open, _)| self.cursor.sees(open)) {
            let length = comment_length(
                self.cursor.rest(),
                open,
                close,
                self.lexicon.has(WordRule::NestedComments),
            );
            self.cursor.paint(TokenClass::Comment, length);
            return true;
        }
        let apart = !self.lexicon.has(WordRule::SpacedComments)
            || self.cursor.before().is_none_or(|byte| byte.is_ascii_whitespace() || byte == b';');
        let found = apart && comments.iter().any(|mark| self.cursor.sees(mark));
        if found {
            self.cursor.paint_line(TokenClass::Comment);
        }
        found
    }

    fn string(&mut self) -> bool {
        let Some(quote) =
            self.lexicon.language.quotes.iter().find(|quote| self.cursor.sees(quote.open))
        else {
            return false;
        };
        let Some(length) = self.string_length(quote) else {
            return false;
        };
        if self.lexicon.language.key == ":" && self.key_follows(length) {
            self.cursor.paint(TokenClass::Property, length);
        } else if quote.kind.escapes() {
            self.string_pieces(quote, length);
        } else {
            self.cursor.paint(TokenClass::String, length);
        }
        self.command = false;
        true
    }

    /// Strings without an end stop at the end of the line.
    fn string_length(&mut self, quote: &QuoteStyle) -> Option<usize> {
        if quote.kind.is_character() {
            return character_length(self.cursor.rest());
        }
        if quote.kind.takes_lines() && !self.missing.contains(&quote.close) {
            let length = closed(self.cursor.rest(), quote);
            if length.is_some() {
                return length;
            }
            self.missing.push(quote.close);
        }
        let line = self.cursor.line();
        Some(closed(line, quote).unwrap_or(line.len()))
    }

    /// A string with its escapes and variables.
    fn string_pieces(&mut self, quote: &QuoteStyle, length: usize) {
        let variables = quote.open != "'"
            && self.lexicon.language.prefixes.iter().any(|(prefix, _)| *prefix == "$");
        let (mut left, mut from) = (length, quote.open.len());
        while let Some((at, class, length)) =
            piece(self.cursor.rest().get(..left).unwrap_or_default(), from, variables)
        {
            self.cursor.paint(TokenClass::String, at);
            self.cursor.paint(class, length);
            (left, from) = (left.saturating_sub(at + length), 0);
        }
        self.cursor.paint(TokenClass::String, left);
    }

    fn here_document_mark(&mut self) -> bool {
        if !self.lexicon.has(WordRule::HereDocuments)
            || self.before == b'<'
            || self.missing.contains(&"<<")
        {
            return false;
        }
        let Some(after) = self.cursor.rest().strip_prefix("<<") else {
            return false;
        };
        let name = after.trim_start_matches(['-', '~', '<']);
        let bare = name.trim_start_matches(['\'', '"']);
        let length = word_length(bare, "");
        if length > 0 {
            self.here_document = bare.get(..length);
            let quotes = name.len() - bare.len();
            self.cursor.paint(
                TokenClass::String,
                self.cursor.rest().len() - name.len() + length + 2 * quotes,
            );
        }
        length > 0
    }

    fn here_document_body(&mut self, word: &str) {
        let mut length = 0;
        for line in self.cursor.rest().split_inclusive('\n') {
            if line.trim().trim_end_matches(';') == word {
                self.cursor.paint(TokenClass::String, length + line.trim_end().len());
                return;
            }
            length += line.len();
        }
        self.missing.push("<<");
    }

    /// `[section]` on a line of its own.
    fn section(&mut self) -> bool {
        if !self.lexicon.has(WordRule::Sections) || self.cursor.byte() != Some(b'[') {
            return false;
        }
        let line = self.cursor.line().split(" #").next().unwrap_or_default().trim_end();
        let found = line.ends_with(']') && !line.contains([',', '=']);
        if found {
            self.cursor.paint(TokenClass::Type, line.len());
        }
        found
    }

    /// `#[attribute]` of Rust, up to its bracket on the same line.
    fn attribute(&mut self) -> bool {
        if !self.lexicon.has(WordRule::HashBrackets)
            || !(self.cursor.sees("#[") || self.cursor.sees("#!["))
        {
            return false;
        }
        let mut depth = 0usize;
        let line = self.cursor.line();
        let end = line.bytes().position(|byte| {
            depth = depth + usize::from(byte == b'[') - usize::from(byte == b']' && depth > 0);
            byte == b']' && depth == 0
        });
        self.cursor.paint(TokenClass::Attribute, end.map_or(line.len(), |end| end + 1));
        true
    }

    /// `@decorator`, `$variable`, `:symbol`.
    fn prefixed(&mut self) -> bool {
        let language = self.lexicon.language;
        let rest = self.cursor.rest();
        let apart = !self.cursor.before().is_some_and(|byte| is_word(byte) || byte == b':');
        for (prefix, class) in language.prefixes {
            let Some(name) = rest.strip_prefix(prefix) else {
                continue;
            };
            let length = match *prefix {
                "$" => variable_length(rest, self.lexicon.has(WordRule::Makefile)),
                ":" if !apart => 0,
                _ => word_length(name, language.inside)
                    .checked_sub(1)
                    .map_or(0, |length| prefix.len() + length + 1),
            };
            if length > 0 {
                self.cursor.paint(*class, length);
                self.command = false;
                return true;
            }
        }
        false
    }

    /// `-f` and `--flag` of commands.
    fn flag(&mut self) -> bool {
        let found = self.lexicon.has(WordRule::Flags)
            && self.cursor.byte() == Some(b'-')
            && self.cursor.before().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'['));
        let rest = self.cursor.rest();
        let dashes = rest.len() - rest.trim_start_matches('-').len();
        let name = rest.get(dashes..).unwrap_or_default();
        let found =
            found && dashes <= 2 && name.starts_with(|first: char| first.is_ascii_alphanumeric());
        if found {
            self.cursor.paint(TokenClass::Attribute, dashes + span_length(name, "-"));
        }
        found
    }

    fn regex(&mut self) -> bool {
        let expected = matches!(
            self.before,
            b'(' | b','
                | b'='
                | b':'
                | b'['
                | b'!'
                | b'&'
                | b'|'
                | b'?'
                | b'{'
                | b'}'
                | b';'
                | b'~'
                | b'\n'
        );
        if !expected || self.cursor.byte() != Some(b'/') || !self.lexicon.has(WordRule::Regexes) {
            return false;
        }
        let Some(length) = regex_length(self.cursor.line()) else {
            return false;
        };
        self.cursor.paint(TokenClass::Escape, length);
        true
    }

    fn number(&mut self) -> bool {
        let length = number_length(self.cursor.rest());
        self.cursor.paint(TokenClass::Number, length);
        self.command &= length == 0;
        length > 0
    }

    fn word(&mut self) -> bool {
        let rest = self.cursor.rest();
        let inside = self.lexicon.language.inside;
        let is_path = self.lexicon.has(WordRule::Commands) && rest.starts_with(['.', '/', '~']);
        let length = if is_path { span_length(rest, inside) } else { word_length(rest, inside) };
        let Some(word) = rest.get(..length).filter(|word| !word.is_empty()) else {
            return false;
        };
        let after = rest.get(length..).unwrap_or_default();
        let is_macro = self.lexicon.has(WordRule::Macros)
            && ["!(", "![", "!{", "! {"].iter().any(|call| after.starts_with(call));
        let class =
            if is_macro { Some(TokenClass::Function) } else { self.word_class(word, after) };
        match class {
            Some(class) => self.cursor.paint(class, length + usize::from(is_macro)),
            None => self.cursor.skip(length),
        }
        if class == Some(TokenClass::Property) && self.lexicon.has(WordRule::Commands) {
            self.assigned(after);
        } else {
            self.command &= BEFORE_COMMANDS.contains(&word);
        }
        true
    }

    /// A command may follow an assignment; its bare value is none.
    fn assigned(&mut self, after: &str) {
        let value = after.get(1..).unwrap_or_default();
        self.cursor.skip(1 + span_length(value, self.lexicon.language.inside));
        self.command = self.cursor.byte().is_some_and(|byte| byte.is_ascii_whitespace());
    }

    fn word_class(&self, word: &str, after: &str) -> Option<TokenClass> {
        if self.lexicon.has(WordRule::Commands) {
            return self.command.then(|| self.command_class(word, after));
        }
        let known = self.lexicon.known(word).filter(|_| self.before != b'.');
        if known.is_some() {
            return known;
        }
        if !self.lexicon.language.key.is_empty() && self.key_follows(word.len()) {
            return Some(TokenClass::Property);
        }
        if after.starts_with('(') && self.lexicon.has(WordRule::Functions) {
            return Some(TokenClass::Function);
        }
        capitalised(word).filter(|_| self.lexicon.has(WordRule::Types))
    }

    fn command_class(&self, word: &str, after: &str) -> TokenClass {
        if after.starts_with('=') {
            return TokenClass::Property;
        }
        self.lexicon.known(word).unwrap_or(TokenClass::Function)
    }

    /// Whether what has this length is a key: `key: value`, `key = value`.
    fn key_follows(&self, length: usize) -> bool {
        let after = self.cursor.rest().get(length..).unwrap_or_default();
        let quoted = matches!(self.cursor.byte(), Some(b'"' | b'\''));
        let mark = self.lexicon.language.key;
        let after =
            if mark == "=" || quoted { after.trim_start_matches([' ', '\t']) } else { after };
        let Some(more) = after.strip_prefix(mark) else {
            return false;
        };
        !more.starts_with(['=', '>', '~', ':'])
    }
}

/// The first escape or variable in a string, after `from`: where, what, how long.
fn piece(text: &str, from: usize, variables: bool) -> Option<(usize, TokenClass, usize)> {
    let mut specials =
        text.bytes().enumerate().skip(from).filter(|(_, byte)| matches!(byte, b'\\' | b'$'));
    specials.find_map(|(at, byte)| {
        let rest = text.get(at..)?;
        let length = match byte {
            b'\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            _ if variables => variable_length(rest, false),
            _ => 0,
        };
        let class = if byte == b'\\' { TokenClass::Escape } else { TokenClass::Property };
        (length > 0).then_some((at, class, length))
    })
}

/// The length of the comment at the start of `text`; one without an end takes all of it.
fn comment_length(text: &str, open: &str, close: &str, nested: bool) -> usize {
    let mut depth = 1usize;
    let mut at = open.len();
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(close) {
            depth -= 1;
            at += close.len();
        } else if nested && rest.starts_with(open) {
            depth += 1;
            at += open.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// `Type`, `T` and `CONSTANT`.
fn capitalised(word: &str) -> Option<TokenClass> {
    let upper = word.starts_with(|first: char| first.is_uppercase());
    let constant = word.len() > 1 && !word.contains(|character: char| character.is_lowercase());
    upper.then_some(if constant { TokenClass::Constant } else { TokenClass::Type })
}
