//! What becomes of roles and directives of `MyST`.

use super::directives::{directive, is_frame};
use super::known::{angled, bracketed, link};
use super::layout::line_end;
use super::pieces::{InlinePart, InlinePiece};

/// A directive that is no callout.
#[derive(Debug, PartialEq)]
pub(super) struct DirectiveStart {
    /// The Markdown that it begins with.
    pub(super) markdown: String,
    /// Where its text begins.
    pub(super) next: usize,
}

/// The directive that begins at `at`, if it is a frame; its options are read.
pub(super) fn frame(text: &str, at: usize) -> Option<DirectiveStart> {
    let next = line_end(text, at);
    let line = text.get(at..next)?.trim().trim_start_matches([':', '`', '~']);
    let (name, argument) = directive(line).filter(|(name, _)| is_frame(name))?;
    let (next, option) = options(text, next);
    let alt = option("alt").unwrap_or_default();
    let link = option("link").map(|target| format!("[](<{}>)", angled(target)));
    let first = match name {
        "figure" | "image" => format!("![{}](<{}>)", bracketed(alt), angled(argument)),
        // How many columns it has.
        "grid" | "contents" | "tableofcontents" => String::new(),
        _ => argument.to_owned(),
    };
    let parts = [Some(first), link].into_iter().flatten().filter(|part| !part.is_empty());
    Some(DirectiveStart { markdown: parts.collect::<Vec<_>>().join("\n\n"), next })
}

/// The role at the start of a text: a term, or a link such as `` {doc}`Leave <people/leave>` ``.
pub(super) fn role(text: &str, at: usize) -> Option<InlinePiece> {
    let rest = text.strip_prefix('{')?;
    let (name, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_lowercase).count());
    let inside = rest.strip_prefix("}`")?;
    let inside = inside.split('`').next()?;
    let end = at + name.len() + inside.len() + "{}``".len();
    let (shown, target) = inside
        .strip_suffix('>')
        .and_then(|inside| inside.split_once('<'))
        .map_or((inside, None), |(shown, target)| (shown.trim_end(), Some(target)));
    let markdown = match (name, target) {
        ("term" | "index" | "abbr" | "command" | "guilabel", _) => bracketed(shown),
        ("ref" | "numref", Some(label)) => link(shown, &format!("#{label}")),
        ("ref" | "numref", None) => link("", &format!("#{shown}")),
        ("doc" | "button" | "download", Some(target)) => link(shown, target),
        ("doc" | "download", None) => link("", shown),
        _ => return None,
    };
    (at + text.len() >= end).then(|| InlinePiece::new(at..end, vec![InlinePart::Text(markdown)]))
}

/// Lines such as `:class: tip` at the start: where they end, and the value of each.
pub(super) fn options<'t>(
    text: &'t str,
    from: usize,
) -> (usize, impl Fn(&str) -> Option<&'t str> + use<'t>) {
    let mut found: Vec<(&str, &str)> = Vec::new();
    let mut at = from;
    while let Some(option) = option(text, at) {
        found.push(option);
        at = line_end(text, at);
    }
    let value = move |name: &str| found.iter().find(|(of, _)| *of == name).map(|(_, value)| *value);
    (at, value)
}

/// `:name: value`
fn option(text: &str, at: usize) -> Option<(&str, &str)> {
    let line = text.get(at..line_end(text, at))?.trim();
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
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
