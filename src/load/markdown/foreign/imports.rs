//! What a text says of components: which it imports, and which it closes.

use super::known::is_markdown;
use crate::load::markdown::targets::{ends_with, is_picture};
use std::collections::{BTreeMap, BTreeSet};

/// What a page imports, by the names that it gives it: `import Note from "./_note.mdx"`.
#[derive(Default)]
pub(super) struct Imports {
    /// Texts.
    pub(super) texts: BTreeMap<String, String>,
    /// Pictures and other files.
    pub(super) files: BTreeMap<String, String>,
}

/// Reads the lines that import something by a path.
pub(super) fn imports(text: &str) -> Imports {
    let mut found = Imports::default();
    for line in text.lines().filter_map(|line| line.strip_prefix("import ")) {
        let Some((name, path)) = line.split_once(" from ") else { continue };
        let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
        if is_markdown(path) {
            let path = path.trim_start_matches("@site/");
            found.texts.insert(name.trim().to_owned(), path.to_owned());
        } else if is_file(path) {
            found.files.insert(name.trim().to_owned(), path.to_owned());
        }
    }
    found
}

/// Whether a path is that of something to show, and of no program.
fn is_file(path: &str) -> bool {
    is_picture(path) || ends_with(path, &["mp4", "webm", "pdf"])
}

/// Names of components that a text ends somewhere.
pub(super) fn closed(text: &str) -> BTreeSet<String> {
    let names = text.split("</").skip(1).filter_map(|rest| {
        let name = rest.get(..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?)?;
        let last = name.rsplit('.').next()?;
        last.starts_with(|c: char| c.is_ascii_uppercase()).then(|| last.to_owned())
    });
    names.collect()
}

/// Whether a text may hold components.
pub(super) fn may_hold(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| matches!(pair, [b'<', b'A'..=b'Z']))
}

#[cfg(test)]
mod tests {
    use super::imports;

    #[test]
    fn imported_texts_are_found() {
        let text = "import A from './_a.mdx';\nimport B from '@theme/B'\nimport c from './c.png'\n";
        let found = imports(text);
        assert_eq!(found.texts.into_iter().collect::<Vec<_>>(), [("A".into(), "./_a.mdx".into())]);
        assert_eq!(found.files.into_iter().collect::<Vec<_>>(), [("c".into(), "./c.png".into())]);
    }
}
