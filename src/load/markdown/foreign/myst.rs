//! What becomes of directives of `MyST` that hold other text, and what options they have.

use super::directives::{directive, is_frame, is_label};
use super::known::{angled, bracketed, is_markdown};
use super::layout::line_end;

/// A directive that is no callout.
#[derive(Debug, PartialEq)]
pub(super) struct DirectiveStart {
    /// The Markdown that it begins with.
    pub(super) markdown: String,
    /// What links call it.
    pub(super) label: Option<String>,
    /// Where its text begins.
    pub(super) next: usize,
}

/// The directive that begins at `at`, if it is a frame; its options are read.
pub(super) fn frame(text: &str, at: usize) -> Option<DirectiveStart> {
    let next = line_end(text, at);
    let line = text.get(at..next)?.trim().trim_start_matches([':', '`', '~']);
    let (name, argument) = directive(line).filter(|(name, _)| is_frame(name))?;
    let (next, options) = options(text, next);
    let option = |name| value(&options, name);
    let alt = option("alt").unwrap_or_default();
    let link = option("link").map(|target| format!("[](<{}>)", angled(target)));
    let first = match name {
        "figure" | "image" => format!("![{}](<{}>)", bracketed(alt), angled(argument)),
        // How many columns it has.
        "grid" | "contents" | "tableofcontents" => String::new(),
        _ => argument.to_owned(),
    };
    let parts = [Some(first), link].into_iter().flatten().filter(|part| !part.is_empty());
    let markdown = parts.collect::<Vec<_>>().join("\n\n");
    Some(DirectiveStart { markdown, label: label(&options), next })
}

/// The file that a directive shows as code.
pub(in super::super) fn shown_file(line: &str) -> Option<&str> {
    let (name, path) = directive(line.trim().trim_start_matches([':', '`', '~']))?;
    shows_file(name, path).then_some(path)
}

/// Whether a directive with this argument shows a file as code.
pub(super) fn shows_file(name: &str, path: &str) -> bool {
    name == "literalinclude" || name == "include" && !is_markdown(path)
}

/// The value of an option.
pub(super) fn value<'t>(options: &[(&str, &'t str)], name: &str) -> Option<&'t str> {
    options.iter().find(|(of, _)| *of == name).map(|(_, value)| *value)
}

/// What links call a directive with these options.
pub(super) fn label(options: &[(&str, &str)]) -> Option<String> {
    let label = value(options, "name").or_else(|| value(options, "label"));
    label.filter(|label| is_label(label)).map(str::to_owned)
}

/// Lines such as `:class: tip` at the start, or between two lines of dashes: where they end, and
/// the value of each.
pub(super) fn options(text: &str, from: usize) -> (usize, Vec<(&str, &str)>) {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut at = from;
    while let Some(option) = option(text, at) {
        found.push(option);
        at = line_end(text, at);
    }
    if found.is_empty() { dashed(text, from).unwrap_or((from, found)) } else { (at, found) }
}

/// Options between two lines `---`.
fn dashed(text: &str, from: usize) -> Option<(usize, Vec<(&str, &str)>)> {
    let line = |at: usize| text.get(at..line_end(text, at)).unwrap_or_default().trim();
    let mut at = line_end(text, from);
    let mut found = Vec::new();
    if line(from) != "---" {
        return None;
    }
    while line(at) != "---" {
        let (name, value) = line(at).split_once(':').filter(|(name, _)| is_option(name))?;
        found.push((name, value.trim().trim_matches(['"', '\''])));
        at = line_end(text, at);
    }
    Some((line_end(text, at), found))
}

fn is_option(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// `:name: value`
fn option(text: &str, at: usize) -> Option<(&str, &str)> {
    let line = text.get(at..line_end(text, at))?.trim();
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    (is_option(name) && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::frame;

    #[test]
    fn pictures_are_read_with_their_options() {
        let text = ":::{figure} a b.png\n:alt: What it shows\n:width: 50%\n\nCaption\n:::\n";
        let opened = frame(text, 0).map(|opened| (opened.markdown, opened.next));
        assert_eq!(opened, Some(("![What it shows](<a b.png>)".to_owned(), 52)));
    }
}
