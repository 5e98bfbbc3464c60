//! Where front matter is, and what it says.

mod held;
mod misplaced;

use super::meta;
use crate::config::Config;
use crate::diag::catalogue::keys::{self, Misplaced};
use crate::diag::{Finding, Rule, Severity};
use crate::load::markdown::TextPart;
use crate::site::meta::{Meta, Status};
use crate::site::name;
use crate::source::{Source, Span};
use crate::yaml::{self, Budget, Purpose, Sourced, YamlNode, same_key};

/// How far away the end of front matter may be, in bytes.
const FARTHEST: usize = 64 * 1024;

/// The line around YAML, and that around TOML.
const STANDARD: &str = "---";
const OTHER: &str = "+++";

/// The longest text before a colon that is taken for a key.
const LONGEST_KEY: usize = 40;

/// The front matter of a page, and the offset at which its text starts: 0 without front matter. A
/// block that cannot be read is not part of the text either.
pub fn front_matter(source: &Source, config: &Config) -> (Meta, usize, Vec<Finding>) {
    if name::is_table(source.path()) {
        return (Meta::default(), source.text().len(), Vec::new());
    }
    let Some(block) = block(source.text()) else {
        return (Meta::default(), 0, Vec::new());
    };
    let (root, mut findings) = tree(source, &block);
    if !block.is_closed {
        findings.push(keys::unclosed_front_matter(source.at(block.fence), block.closing()));
    }
    let is_broken = findings.iter().any(|finding| finding.rule() == Rule::InvalidFrontMatter);
    if let Some(why) = block.misplaced {
        findings.push(keys::misplaced_front_matter(source.at(block.fence), why));
    }
    let (mut meta, said) =
        root.map(|root| meta::front_matter(source, &root, config)).unwrap_or_default();
    meta.broken = is_broken;
    // Which of the two values is meant, nobody can know.
    let is_repeated = findings.iter().any(|finding| finding.rule() == Rule::DuplicateKey);
    if is_repeated {
        meta.rejected.extend(meta::repeated(source, block.inside));
    }
    // A finding of its own says which of several audiences counts.
    let is_of_audience = |finding: &Finding| {
        let key = finding.location().span().map(|span| source.slice(span));
        finding.rule() == Rule::DuplicateKey
            && key.is_some_and(|key| same_key(key, misplaced::AUDIENCE))
    };
    findings.retain(|finding| !is_of_audience(finding));
    findings.extend(said);
    if is_broken || is_repeated || held::is_doubtful(&meta) {
        keep_back(source, &block, &mut meta, &mut findings);
    }
    (meta, block.end, findings)
}

/// What is written in the front matter of a page, as far as it can be read.
pub fn written(source: &Source) -> Option<YamlNode> {
    tree(source, &block(source.text())?).0
}

/// What stands between the fences, in whatever language.
fn tree(source: &Source, block: &Block) -> (Option<YamlNode>, Vec<Finding>) {
    match block.language {
        BlockLanguage::Toml => {
            let document = yaml::toml::parse(source, block.inside, Budget::PAGE);
            yaml::map_of(source, document, Purpose::FrontMatter)
        }
        BlockLanguage::Yaml | BlockLanguage::Json => {
            yaml::map(source, block.inside, Purpose::FrontMatter)
        }
    }
}

/// A page of which nobody knows for certain whether readers may see it is kept back where its front
/// matter speaks of that; a block that never ends may do so further on.
fn keep_back(source: &Source, block: &Block, meta: &mut Meta, findings: &mut Vec<Finding>) {
    let text = source.text();
    let end = if block.is_closed {
        block.inside.end
    } else {
        text.floor_char_boundary(FARTHEST.min(text.len()))
    };
    let inside = source.slice(Span::new(block.inside.start, end));
    let is_held = held::says_so(inside);
    if is_held && !meta.is_draft() {
        meta.status = Some(Sourced::new(Status::Draft, "draft", source.at(block.fence)));
    }
    if meta.broken && (is_held || misplaced::names(inside, misplaced::AUDIENCE)) {
        let as_error = |finding: Finding| match finding.rule() {
            Rule::InvalidFrontMatter => finding.with_severity(Severity::Error),
            _ => finding,
        };
        *findings = std::mem::take(findings).into_iter().map(as_error).collect();
    }
}

/// The block at the start of a page.
pub(crate) struct Block {
    /// The first line.
    fence: Span,
    /// What is between the fences.
    pub(crate) inside: Span,
    /// Where the page's text starts.
    pub(crate) end: usize,
    /// Whether there is a second fence.
    pub(crate) is_closed: bool,
    /// In what it is written.
    language: BlockLanguage,
    /// What is wrong with where it stands.
    misplaced: Option<Misplaced>,
}

/// What front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockLanguage {
    Yaml,
    /// Between two lines `+++`.
    Toml,
    /// Between braces that stand alone on their lines.
    Json,
}

impl Block {
    /// Whether it is written so that its keys can be edited.
    pub(crate) fn is_editable(&self) -> bool {
        let is_fenced = !matches!(self.misplaced, Some(Misplaced::NoFence | Misplaced::Indented));
        self.language == BlockLanguage::Yaml && is_fenced
    }

    /// The line that ends it.
    fn closing(&self) -> &'static str {
        match self.language {
            BlockLanguage::Yaml => STANDARD,
            BlockLanguage::Toml => OTHER,
            BlockLanguage::Json => "}",
        }
    }
}

/// Finds the block of front matter in a text without a byte order mark, if there is one: where it
/// belongs, or where authors put it by mistake.
pub(crate) fn block(text: &str) -> Option<Block> {
    standard(text).or_else(|| misplaced::block(text))
}

/// The block that begins in the first line, as YAML.
fn standard(text: &str) -> Option<Block> {
    let first = Lines { text, next: 0 }.next().filter(|first| first.text.trim_end() == "---")?;
    let fence = Span::new(0, 3);
    let start = first.end;
    let mut near = Lines { text, next: start }.take_while(|line| line.start <= FARTHEST);
    let opens =
        near.clone().find(|line| !is_blank(line) && !line.text.trim_start().starts_with('#'));
    let close = near.find(is_fence);
    let block = |inside_end: usize, end, is_closed| Block {
        fence,
        inside: Span::new(start, inside_end),
        end,
        is_closed,
        language: BlockLanguage::Yaml,
        misplaced: None,
    };
    match (opens, close) {
        (Some(opens), Some(close)) if opens.start < close.start => {
            let is_map = opens.text.trim_start().starts_with('{') || looks_like_key(opens.text);
            is_map.then(|| block(close.start, close.end, true))
        }
        // Nothing but blanks inside; comments alone could as well be headings between two rules.
        (_, Some(close)) => text
            .get(first.end..close.start)?
            .trim()
            .is_empty()
            .then(|| block(close.start, close.end, true)),
        (Some(opens), None) if looks_like_key(opens.text) => {
            let end = unclosed_end(text, start, &|_| false);
            Some(block(end, end, false))
        }
        _ => None,
    }
}

/// Where a block ends that nobody closed: before the first line that cannot belong to it.
fn unclosed_end(text: &str, start: usize, is_key: &dyn Fn(&SourceLine<'_>) -> bool) -> usize {
    let belongs = |line: &SourceLine<'_>| {
        let is_part = line.text.starts_with([' ', '\t'])
            || line.text.starts_with("- ")
            || looks_like_key(line.text)
            || is_key(line);
        is_part && !is_blank(line)
    };
    let first_foreign = Lines { text, next: start }.find(|line| !belongs(line));
    first_foreign.map_or(text.len(), |line| line.start)
}

fn is_fence(line: &SourceLine<'_>) -> bool {
    matches!(line.text.trim_end(), "---" | "...")
}

fn is_blank(line: &SourceLine<'_>) -> bool {
    line.text.trim().is_empty()
}

/// `key:` at the end or before a blank; at most three words, in quotes perhaps.
fn looks_like_key(line: &str) -> bool {
    let colon = line.match_indices(':').map(|(at, _)| at).find(|at| {
        line.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    });
    let Some(key) =
        colon.and_then(|at| line.get(..at)).map(|key| key.trim().trim_matches(['"', '\'']))
    else {
        return false;
    };
    let is_part = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '_' | '-' | '.' | ' ' | '@' | '$' | '/' | '\u{200b}'..='\u{200d}' | '\u{feff}'
            )
    };
    let starts = key.starts_with(|c: char| c != '-' && c != ' ' && c != '.');
    starts && key.len() <= LONGEST_KEY && key.split(' ').count() <= 3 && key.chars().all(is_part)
}

/// One line, without its end.
#[derive(Clone, Copy)]
struct SourceLine<'t> {
    text: &'t str,
    start: usize,
    /// Where the next line starts.
    end: usize,
}

/// Lines that end with `\n`, `\r\n` or `\r`.
#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    next: usize,
}

impl<'t> Iterator for Lines<'t> {
    type Item = SourceLine<'t>;

    fn next(&mut self) -> Option<SourceLine<'t>> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (text, ending) = rest.split_at(length);
        let width = if ending.starts_with("\r\n") { 2 } else { ending.len().min(1) };
        self.next = start + length + width;
        Some(SourceLine { text, start, end: self.next })
    }
}

/// A text that is no page; its front matter is for the tool that it came from.
pub fn partial(source: &Source, config: &Config) -> TextPart {
    if name::stem(source.path()).is_none() {
        return TextPart::whole(source.clone());
    }
    let (_, start, _) = front_matter(source, config);
    TextPart::new(source.clone(), Span::new(start, source.text().len()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test knows its texts")]

    use super::front_matter;
    use crate::config::Config;
    use crate::source::Source;
    use crate::yaml::Sourced;
    use proptest::prelude::{any, proptest};
    use std::fmt::Write;

    /// The title, the text of the page, and the findings, of which each has one line.
    fn read(text: &str) -> String {
        let source = Source::new("a.md", text);
        let (meta, body, findings) = front_matter(&source, &Config::default());
        let title = meta.title.as_ref().map_or("-", |title| title.value().as_str());
        let mut shown =
            format!("{title}{} {:?}", if meta.broken { " broken" } else { "" }, &text[body..]);
        for finding in findings {
            let start = finding.location().start().expect("a place");
            let _ = write!(shown, " {}:{} {}", start.line, start.column, finding.rule());
        }
        shown
    }

    #[test]
    fn front_matter_is_found_where_it_is() {
        let cases = [
            ("---\ntitle: A\n---\nText", "A \"Text\""),
            ("---\r\ntitle: A\r\n---\r\nText", "A \"Text\""),
            ("---\rtitle: A\r---\rText", "A \"Text\""),
            ("--- \ntitle: A\n...  \nText", "A \"Text\""),
            ("---\n# note\n\ntitle: A\n---", "A \"\""),
            ("---\n{title: A}\n---\n", "A \"\""),
            ("---\n\"Ti\u{200b}tle\": A\n---\n", "A \"\""),
            ("---\n---\nText", "- \"Text\""),
            ("---\n\n\n---\nText", "- \"Text\""),
            ("---\ntitle: A\n---", "A \"\""),
            ("", "- \"\""),
            ("---", "- \"---\""),
            ("---\n", "- \"---\\n\""),
            ("\n---\ntitle: A\n---\n", "A \"\" 2:1 invalid-front-matter"),
            ("----\ntitle: A\n----\n", "A \"\" 1:1 invalid-front-matter"),
            ("title: A\nowner: b\n---\nText", "A \"Text\" 1:1 invalid-front-matter"),
            ("+++\ntitle = \"A\"\n+++\nText", "A \"Text\""),
            ("{\n  \"title\": \"A\"\n}\nText", "A \"Text\""),
            ("---\nJust text.\n---\nMore", "- \"---\\nJust text.\\n---\\nMore\""),
            ("---\n# A\n---\nMore", "- \"---\\n# A\\n---\\nMore\""),
            ("---\n- a: b\n---\n", "- \"---\\n- a: b\\n---\\n\""),
            (
                "---\nIt is not said in so many words: no.\n---\n",
                "- \"---\\nIt is not said in so many words: no.\\n---\\n\"",
            ),
            ("---\nhttp://x\n---\n", "- \"---\\nhttp://x\\n---\\n\""),
            ("<!-- x -->\n---\ntitle: A\n---\n", "A \"\" 2:1 invalid-front-matter"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_page_is_kept_whatever_its_front_matter() {
        let cases = [
            ("---\ntitle: A\nowner: [\n---\nText", "A broken \"Text\" 3:8 invalid-front-matter"),
            ("---\ntitle: A: B\n---\nText", "A broken \"Text\" 2:9 invalid-front-matter"),
            (
                "---\ntitle: A\n\n# Heading\nText",
                "A broken \"\\n# Heading\\nText\" 1:1 invalid-front-matter",
            ),
            (
                "---\ntitle: A\n# Heading\nText: x",
                "A broken \"# Heading\\nText: x\" 1:1 invalid-front-matter",
            ),
            ("---\ntitle: A", "A broken \"\" 1:1 invalid-front-matter"),
            ("---\n{a\n---\nText", "- broken \"Text\" 2:1 invalid-front-matter"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text:?}");
        }
        let far = format!("---\ntitle: A\n{}---\nText", "x: y\n".repeat(20_000));
        assert!(read(&far).starts_with("A broken"));
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source = Source::new("a.md", "---\ntitle: A\nowner: @ana\n---\n");
        let (meta, _, findings) = front_matter(&source, &Config::default());
        let owner = meta
            .owners
            .first()
            .map(|owner| (owner.value().as_str(), owner.key(), owner.location().start()));
        assert!(findings.is_empty());
        assert!(
            matches!(owner, Some(("@ana", "owner", Some(start))) if (start.line, start.column) == (3, 8))
        );
        assert_eq!(meta.title.map(Sourced::into_value).as_deref(), Some("A"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), lines in "(---|\\.\\.\\.|title: ?.{0,5}|owner: [@#a\\[{]{0,3}|reviewed: .{0,12}|draft: [a-z]{0,5}|snooze: [{}a: ]{0,9}|\n|\r|\t){0,12}") {
            for text in [text, lines.clone(), format!("---\n{lines}\n---\n")] {
                let source = Source::new("a.md", text.as_str());
                let (_, body, findings) = front_matter(&source, &Config::default());
                assert!(text.is_char_boundary(body));
                for finding in findings {
                    assert!(text.get(finding.location().span().expect("a span").range()).is_some());
                }
            }
        }
    }
}
