//! What a text says of components: which it imports, and which it closes.

use super::known::is_markdown;
use std::collections::{BTreeMap, BTreeSet};

/// Texts that a page imports, by the names that it gives them: `import Note from "./_note.mdx"`.
pub(super) fn imports(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("import ")) {
        let Some((name, path)) = line.split_once(" from ") else { continue };
        let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
        if is_markdown(path) {
            let path = path.trim_start_matches("@site/");
            found.insert(name.trim().to_owned(), path.to_owned());
        }
    }
    found
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
        let text = "import A from './_a.mdx';\nimport B from '@theme/B'\n";
        assert_eq!(
            imports(text).into_iter().collect::<Vec<_>>(),
            [("A".into(), "./_a.mdx".into())]
        );
    }
}
