//! Roles of `MyST`: `` {doc}`Leave <people/leave>` ``.

use super::known::{bracketed, link};
use super::marks::{Container, Family, Mark};
use super::pieces::{InlinePart, InlinePiece};
use super::unknown::ForeignTool;

/// What stands between the back quotes of a role.
struct RoleText<'t> {
    whole: &'t str,
    shown: &'t str,
    /// What stands between angle brackets behind it.
    target: Option<&'t str>,
}

/// The role at the start of a text.
pub(super) fn role(text: &str, at: usize) -> Option<InlinePiece> {
    let rest = text.strip_prefix('{')?;
    let (name, rest) = rest.split_at(rest.bytes().take_while(|b| is_name(*b)).count());
    let inside = rest.strip_prefix("}`").filter(|_| name.len() > 1)?.split('`').next()?;
    let end = at + name.len() + inside.len() + "{}``".len();
    if at + text.len() < end {
        return None;
    }
    let parts = parts(name, &role_text(inside));
    let is_known = parts.is_some();
    let parts = parts.unwrap_or_else(|| vec![InlinePart::Text(format!("`{inside}`"))]);
    let mut piece = InlinePiece::new(at..end, parts);
    piece.unknown = (!is_known).then(|| (ForeignTool::Role, format!("{{{name}}}")));
    Some(piece)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || matches!(byte, b'-' | b':')
}

fn role_text(whole: &str) -> RoleText<'_> {
    let (shown, target) = whole
        .strip_suffix('>')
        .and_then(|inside| inside.split_once('<'))
        .map_or((whole, None), |(shown, target)| (shown.trim_end(), Some(target)));
    RoleText { whole, shown, target }
}

/// What readers see of a role that we know.
fn parts(name: &str, text: &RoleText<'_>) -> Option<Vec<InlinePart>> {
    let &RoleText { whole, shown, target } = text;
    let markdown = match (name, target) {
        ("sub" | "subscript", _) => return Some(element("sub", whole)),
        ("sup" | "superscript", _) => return Some(element("sup", whole)),
        ("kbd", _) => return Some(element("kbd", whole)),
        ("del", _) => return Some(element("del", whole)),
        ("math", _) => format!("${whole}$"),
        ("strong" | "guilabel" | "menuselection", _) => format!("**{}**", bracketed(shown)),
        ("ref" | "numref" | "any", Some(label)) => link(numberless(shown), &format!("#{label}")),
        ("ref" | "numref", None) => link("", &format!("#{shown}")),
        ("doc" | "button" | "download", Some(target)) => link(shown, target),
        ("doc" | "download", None) => link("", shown),
        (_, Some(target)) if name.starts_with("bdg-link") => link(shown, target),
        _ if is_citation(name) => bracketed(&format!("[{whole}]")),
        _ if is_text(name) => bracketed(shown),
        (_, Some(_)) if is_code(name) => bracketed(shown),
        _ if is_code(name) => format!("`{}`", last_name(whole)),
        _ => return None,
    };
    Some(vec![InlinePart::Text(markdown)])
}

fn element(tag: &'static str, text: &str) -> Vec<InlinePart> {
    vec![
        InlinePart::Mark(Mark::Open(Container::Inline(tag))),
        InlinePart::Text(bracketed(text)),
        InlinePart::Mark(Mark::Close(Family::Inline(tag))),
    ]
}

/// Numbers of tables and pictures are not counted here: the title of what is meant stands for it.
fn numberless(shown: &str) -> &str {
    if shown.contains("%s") || shown.contains("{number}") { "" } else { shown }
}

fn is_text(name: &str) -> bool {
    ["term", "index", "abbr", "emphasis", "eq", "any", "smallcaps", "u"].contains(&name)
        || name.starts_with("bdg-")
}

fn is_citation(name: &str) -> bool {
    name.split(':').next().is_some_and(|name| matches!(name, "cite" | "footcite"))
}

/// Names of things in programs, and of places in other manuals that we do not know.
fn is_code(name: &str) -> bool {
    const NAMES: [&str; 9] =
        ["code", "command", "envvar", "file", "literal", "mod", "option", "program", "samp"];
    const DOMAINS: [&str; 7] = ["external", "py", "c", "cpp", "js", "rst", "std"];
    let domain = name.split_once(':').map(|(domain, _)| domain);
    NAMES.contains(&name) || domain.is_some_and(|domain| DOMAINS.contains(&domain))
}

/// `~package.module.Name` is shown as its last part, and `!name` is no link.
fn last_name(name: &str) -> &str {
    match name.strip_prefix('~') {
        Some(path) => path.rsplit('.').next().unwrap_or(path),
        None => name.strip_prefix('!').unwrap_or(name),
    }
}

#[cfg(test)]
mod tests {
    use super::{last_name, role};

    #[test]
    fn roles_end_with_their_back_quote() {
        let range = |text: &str| role(text, 3).map(|piece| piece.range);
        assert_eq!(range("{doc}`a <b>` more"), Some(3..15));
        assert_eq!(range("{doc} `a`"), None);
        assert_eq!(range("{X}`a`"), None);
        assert_eq!(range("{doc}`a"), None);
    }

    #[test]
    fn long_names_are_shown_by_their_last_part() {
        assert_eq!(last_name("~a.b.Name"), "Name");
        assert_eq!(last_name("a.b.Name"), "a.b.Name");
    }
}
