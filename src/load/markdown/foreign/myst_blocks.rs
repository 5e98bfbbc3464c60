//! Directives of `MyST` whose lines are read as a whole: tables, lists of pages, code.

use super::directives::directive;
use super::inline::InlinePass;
use super::known::{angled, link};
use super::layout::{blanks, line_end};
use super::marks::Mark;
use super::myst::{self, shows_file};
use super::myst_tables;
use super::unknown::ForeignTool;
use std::ops::Range;

/// A directive with its body.
pub(super) struct DirectiveBlock<'t> {
    name: &'t str,
    pub(super) argument: &'t str,
    options: Vec<(&'t str, &'t str)>,
    /// The line that begins it, without indentation and end.
    pub(super) line: Range<usize>,
    pub(super) body: Range<usize>,
    /// Where the line below it begins.
    next: usize,
}

/// What a directive is.
enum DirectiveKind<'t> {
    ListTable,
    CsvTable,
    Pages,
    /// Code in this language.
    Code(&'t str),
    CodeFile,
    Include,
    /// Nothing that could be made here.
    Unknown,
}

impl<'t> DirectiveBlock<'t> {
    /// The value of an option.
    pub(super) fn option(&self, name: &str) -> Option<&'t str> {
        myst::value(&self.options, name)
    }
}

impl<'t> DirectiveKind<'t> {
    fn of(name: &'t str, argument: &'t str) -> Option<Self> {
        Some(match name {
            "list-table" => DirectiveKind::ListTable,
            "csv-table" => DirectiveKind::CsvTable,
            "toctree" => DirectiveKind::Pages,
            "code" | "code-block" | "code-cell" | "sourcecode" => {
                let language = argument.split_whitespace().next().unwrap_or_default();
                DirectiveKind::Code(language.strip_suffix('3').unwrap_or(language))
            }
            "math" | "mermaid" => DirectiveKind::Code(name),
            _ if shows_file(name, argument) => DirectiveKind::CodeFile,
            "include" => DirectiveKind::Include,
            "bibliography" | "embed" | "eval-rst" | "iframe" | "index" | "listing" | "only"
            | "raw" | "autoclass" | "autofunction" | "automodule" | "autosummary" => {
                DirectiveKind::Unknown
            }
            _ => return None,
        })
    }
}

/// Writes the directive that begins at `at`, if it is one; returns where reading goes on.
pub(super) fn write(
    pass: &mut InlinePass<'_, '_>,
    (bare, prefix): (&str, &str),
    at: usize,
) -> Option<usize> {
    if !prefix.trim().is_empty() {
        return None;
    }
    let (kind, block) = read(pass.survey.text, at..at + bare.len())?;
    if let Some(label) = myst::label(&block.options) {
        pass.draft.block(Mark::Anchor(label), &block.line, prefix);
    }
    match kind {
        DirectiveKind::ListTable if myst_tables::list(pass, &block, prefix) => {}
        DirectiveKind::CsvTable if myst_tables::values(pass, &block, prefix) => {}
        DirectiveKind::Pages => pages(pass, &block, prefix),
        DirectiveKind::Code(language) => code(pass, &block, language, prefix),
        DirectiveKind::CodeFile => code_file(pass, &block, prefix),
        DirectiveKind::Include => pass.draft.include(block.argument, prefix, &block.line),
        DirectiveKind::ListTable | DirectiveKind::CsvTable | DirectiveKind::Unknown => {
            let name = format!("{{{}}}", block.name);
            let signs = bare.find('{').unwrap_or_default();
            let written = block.line.start + signs..block.line.end;
            pass.draft.unknown(ForeignTool::Container, name, &written);
            paragraph(pass, block.argument, &block.line, prefix);
            code(pass, &block, "", prefix);
        }
    }
    Some(block.next)
}

/// Reads it to the line that ends it, or to the end of the text as fences do.
fn read(text: &str, line: Range<usize>) -> Option<(DirectiveKind<'_>, DirectiveBlock<'_>)> {
    let bare = text.get(line.clone())?.trim_end();
    let sign = bare.bytes().next().filter(|sign| matches!(sign, b':' | b'`' | b'~'))?;
    let length = bare.bytes().take_while(|byte| *byte == sign).count();
    let (name, argument) =
        bare.get(length..).filter(|_| length >= 3).and_then(|info| directive(info.trim()))?;
    // Between colons there is text, not code: it is read as that of any unknown container.
    let is_text = |kind: &DirectiveKind<'_>| matches!(kind, DirectiveKind::Unknown) && sign == b':';
    let kind = DirectiveKind::of(name, argument).filter(|kind| !is_text(kind))?;
    let line = line.start..line.start + bare.len();
    let (start, options) = myst::options(text, line_end(text, line.end));
    let mut end = start;
    while end < text.len() {
        let next = line_end(text, end);
        let bare = text.get(end..next).unwrap_or_default().trim();
        if bare.len() >= length && bare.bytes().all(|byte| byte == sign) {
            break;
        }
        end = next;
    }
    let (body, next) = (start..end, line_end(text, end));
    Some((kind, DirectiveBlock { name, argument, options, line, body, next }))
}

/// A paragraph that stands for something; nothing where it is empty.
pub(super) fn paragraph(
    pass: &mut InlinePass<'_, '_>,
    markdown: &str,
    range: &Range<usize>,
    prefix: &str,
) {
    if !markdown.is_empty() {
        pass.draft.fresh_line(prefix, range);
        pass.draft.make(&format!("{markdown}\n{prefix}\n"), range);
    }
}

/// The lines of a range.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let start = at;
        at = line_end(text, at).min(range.end);
        (start < at).then_some(start..at)
    })
}

/// `toctree`: links to the pages that it names. A hidden one is for navigation alone.
fn pages(pass: &mut InlinePass<'_, '_>, block: &DirectiveBlock<'_>, prefix: &str) {
    if block.option("hidden").is_some() {
        return;
    }
    paragraph(pass, block.option("caption").unwrap_or_default(), &block.line, prefix);
    let text = pass.survey.text;
    let mut before = None;
    for line in lines(text, block.body.clone()) {
        let Some(item) = page(text.get(line.clone()).unwrap_or_default().trim()) else { continue };
        if before.is_none() {
            pass.draft.fresh_line(prefix, &line);
        }
        let range =
            line.start..line.start + text.get(line.clone()).map_or(0, |l| l.trim_end().len());
        pass.draft.make(&format!("{}- {item}\n", before.unwrap_or_default()), &range);
        before = Some(prefix);
    }
    if before.is_some() {
        pass.draft.make(&format!("{prefix}\n"), &block.line);
    }
}

/// `leave`, `Leave <people/leave>`, or `people/*`: the section lists the pages.
fn page(line: &str) -> Option<String> {
    if line.is_empty() || line == "self" {
        return None;
    }
    if let Some((title, target)) = line.strip_suffix('>').and_then(|line| line.split_once('<')) {
        return Some(link(title.trim(), target.trim()));
    }
    if line.contains("://") {
        return Some(format!("<{}>", angled(line)));
    }
    match line.split_once(['*', '?', '[']) {
        Some((folder, _)) => {
            let folder = folder.rsplit_once('/').map(|(folder, _)| folder)?;
            Some(link("", &format!("{folder}/")))
        }
        None => Some(link("", line)),
    }
}

/// Code as it stands, below its caption.
fn code(pass: &mut InlinePass<'_, '_>, block: &DirectiveBlock<'_>, language: &str, prefix: &str) {
    paragraph(pass, block.option("caption").unwrap_or_default(), &block.line, prefix);
    let text = pass.survey.text;
    let body = text.get(block.body.clone()).unwrap_or_default();
    if body.trim().is_empty() {
        return;
    }
    let longest = body.split(|sign| sign != '~').map(str::len).max().unwrap_or_default();
    let fence = "~".repeat(longest.max(5) + 1);
    let columns = pass.nesting.columns();
    pass.draft.fresh_line(prefix, &block.line);
    pass.draft.make(&format!("{fence}{language}\n"), &block.line);
    for line in lines(text, block.body.clone()) {
        let deep = blanks(text.get(line.clone()).unwrap_or_default(), columns);
        pass.draft.copy(line.start + deep..line.end);
    }
    let end = if body.ends_with('\n') { "" } else { "\n" };
    pass.draft.make(&format!("{end}{prefix}{fence}\n"), &block.line);
}

/// Code of a file, or of the lines of it that are asked for.
fn code_file(pass: &mut InlinePass<'_, '_>, block: &DirectiveBlock<'_>, prefix: &str) {
    paragraph(pass, block.option("caption").unwrap_or_default(), &block.line, prefix);
    let path = block.argument;
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let language = block.option("language").unwrap_or(ending);
    let part = block.option("lines").map(part).unwrap_or_default();
    pass.draft.code_file(&format!("{path}{part}"), language, prefix, &block.line);
}

/// `2-4`, `7` or `2,5-9` as the part of a file from the first of these lines to the last.
fn part(lines: &str) -> String {
    let mut numbers = lines.split([',', '-']).map(str::trim);
    let first = numbers.next().unwrap_or_default();
    format!(":{first}:{}", numbers.next_back().unwrap_or(first))
}
