//! Where front matter is, and what it says.

mod misplaced;

use super::meta;
use crate::config::Config;
use crate::diag::catalogue::keys;
use crate::diag::{Finding, Rule, Severity};
use crate::site::meta::Meta;
use crate::source::{Source, Span};
use crate::yaml::{Purpose, map, same_key};

/// How far away the end of front matter may be, in bytes.
const FARTHEST: usize = 64 * 1024;

/// The line around YAML, and that around TOML.
const STANDARD: &str = "---";
const OTHER: &str = "+++";

/// The longest text before a colon that is taken for a key.
const LONGEST_KEY: usize = 40;

/// The front matter of a page, and the offset at which its text starts: 0 without front matter. A
/// block that is not YAML is not part of the text either.
pub fn front_matter(source: &Source, config: &Config) -> (Meta, usize, Vec<Finding>) {
    let standard = block(source.text());
    let is_misplaced = standard.is_none();
    let Some(block) = standard.or_else(|| misplaced::block(source.text())) else {
        return (Meta::default(), 0, Vec::new());
    };
    let is_toml = source.slice(block.fence).trim() == OTHER;
    let (root, mut findings) =
        if is_toml { (None, Vec::new()) } else { map(source, block.inside, Purpose::FrontMatter) };
    if is_misplaced {
        findings.push(keys::misplaced_front_matter(source.at(block.fence), is_toml));
    } else if !block.is_closed {
        findings.push(keys::unclosed_front_matter(source.at(block.fence)));
    }
    let is_broken = findings.iter().any(|finding| finding.rule() == Rule::InvalidFrontMatter);
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
        let key = finding.place().span().map(|span| source.slice(span));
        finding.rule() == Rule::DuplicateKey
            && key.is_some_and(|key| same_key(key, misplaced::AUDIENCE))
    };
    findings.retain(|finding| !is_of_audience(finding));
    findings.extend(said);
    if is_broken && keeps_readers_away(source, &block) {
        let as_error = |finding: Finding| match finding.rule() {
            Rule::InvalidFrontMatter => finding.with_severity(Severity::Error),
            _ => finding,
        };
        findings = findings.into_iter().map(as_error).collect();
    }
    (meta, block.end, findings)
}

/// Whether front matter that cannot be read says who may read the page; one that never ends may say
/// it further on.
fn keeps_readers_away(source: &Source, block: &Block) -> bool {
    let text = source.text();
    let end = if block.is_closed {
        block.inside.end
    } else {
        text.floor_char_boundary(FARTHEST.min(text.len()))
    };
    misplaced::names(source.slice(Span::new(block.inside.start, end)), misplaced::AUDIENCE)
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
}

/// Finds the block of front matter in a text without a byte order mark, if there is one.
pub(crate) fn block(text: &str) -> Option<Block> {
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
            let end = unclosed_end(text, start);
            Some(block(end, end, false))
        }
        _ => None,
    }
}

/// Where a block ends that nobody closed: before the first line that cannot belong to it.
fn unclosed_end(text: &str, start: usize) -> usize {
    let belongs = |line: &SourceLine<'_>| {
        let is_part = line.text.starts_with([' ', '\t'])
            || line.text.starts_with("- ")
            || looks_like_key(line.text);
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
            let start = finding.place().start().expect("a place");
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
            ("\n---\ntitle: A\n---\n", "- \"\\n---\\ntitle: A\\n---\\n\""),
            ("----\ntitle: A\n----\n", "- \"----\\ntitle: A\\n----\\n\""),
            ("---\nJust text.\n---\nMore", "- \"---\\nJust text.\\n---\\nMore\""),
            ("---\n# A\n---\nMore", "- \"---\\n# A\\n---\\nMore\""),
            ("---\n- a: b\n---\n", "- \"---\\n- a: b\\n---\\n\""),
            (
                "---\nIt is not said in so many words: no.\n---\n",
                "- \"---\\nIt is not said in so many words: no.\\n---\\n\"",
            ),
            ("---\nhttp://x\n---\n", "- \"---\\nhttp://x\\n---\\n\""),
            ("<!-- x -->\n---\ntitle: A\n---\n", "- \"<!-- x -->\\n---\\ntitle: A\\n---\\n\""),
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
            .map(|owner| (owner.value().as_str(), owner.key(), owner.place().start()));
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
                    assert!(text.get(finding.place().span().expect("a span").range()).is_some());
                }
            }
        }
    }
}
