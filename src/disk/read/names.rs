//! What a name says about a file: whether it is read at all, and whether it is a page.

use crate::load::publishing::{ATTACHMENTS, is_backup};
use crate::site::name;

/// Files that speak to programs which write, not to readers.
const FOR_AGENTS: [&str; 2] = ["AGENTS.md", "CLAUDE.md"];

/// The endings of Markdown; `.md` covers `.html.md`, `.md.erb` covers `.html.md.erb`.
const MARKDOWN: [&str; 4] = [".md", ".markdown", ".mdx", ".md.erb"];

/// Dot files (our own staging folder and lock among them) and installed packages are never content.
pub(super) fn is_hidden(name: &str) -> bool {
    (name.starts_with('.') && !ATTACHMENTS.contains(&name)) || name == "node_modules"
}

/// Whether a file of this name is passed over in silence.
pub(super) fn is_leftover(name: &str) -> bool {
    FOR_AGENTS.contains(&name) || is_backup(name)
}

/// Whether Markdown of this name, or below a folder of this name, is there to be included and not a
/// page.
pub(super) fn is_partial(name: &str) -> bool {
    let is_index = is_markdown(name) && name.starts_with("_index.");
    (name.starts_with('_') && !is_index) || ATTACHMENTS.contains(&name)
}

/// Whether a file of this name is a page: it holds Markdown or an exported table.
pub(super) fn is_page(name: &str) -> bool {
    is_markdown(name) || name::is_table(name)
}

/// Whether a file of this name holds Markdown.
fn is_markdown(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    MARKDOWN.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::{is_hidden, is_leftover, is_markdown, is_partial};

    #[test]
    fn names_say_what_a_file_is() {
        for page in [
            "a.md",
            "README.MD",
            "a.markdown",
            "v1.2.3.md",
            "index.html.md",
            "index.html.md.erb",
            "b.mdx",
        ] {
            assert!(
                is_markdown(page) && !is_partial(page) && !is_leftover(page) && !is_hidden(page),
                "{page}"
            );
        }
        for other in ["a.png", "md", "a.md.txt", "a.html", "a.erb"] {
            assert!(!is_markdown(other), "{other}");
        }
        for left in ["a.md.bak", "a.md.orig", "a.md~", "x.swp", "AGENTS.md", "CLAUDE.md"] {
            assert!(is_leftover(left), "{left}");
        }
        assert!(is_partial("_partials") && is_partial("_sidebar.md") && is_partial("_index"));
        assert!(!is_partial("_index.md") && !is_partial("_index.html.md"));
        assert!(is_hidden(".env") && is_hidden("node_modules") && !is_hidden("agents.md"));
    }
}
