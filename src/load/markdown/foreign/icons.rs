//! Icons of MkDocs Material, as characters that every font has.

/// The sets of icons, as names begin.
const SETS: [&str; 4] = ["material-", "octicons-", "fontawesome-", "simple-"];

/// Parts of names and the character that says the same; the first one that fits counts.
const SIGNS: [(&str, &str); 34] = [
    ("arrow-right", "→"),
    ("arrow-left", "←"),
    ("arrow-up", "↑"),
    ("arrow-down", "↓"),
    ("chevron-right", "›"),
    ("check", "✔"),
    ("close", "✖"),
    ("xmark", "✖"),
    ("x-circle", "✖"),
    ("cancel", "✖"),
    ("alert", "⚠"),
    ("warning", "⚠"),
    ("information", "ℹ"),
    ("info", "ℹ"),
    ("lightbulb", "💡"),
    ("star", "★"),
    ("heart", "♥"),
    ("email", "✉"),
    ("envelope", "✉"),
    ("phone", "☎"),
    ("calendar", "📅"),
    ("clock", "🕒"),
    ("download", "⬇"),
    ("upload", "⬆"),
    ("lock", "🔒"),
    ("key", "🔑"),
    ("account", "👤"),
    ("user", "👤"),
    ("book", "📖"),
    ("file", "📄"),
    ("folder", "📁"),
    ("link", "🔗"),
    ("plus", "+"),
    ("minus", "−"),
];

/// What a name between colons is, if it is the name of an icon.
#[derive(Debug, PartialEq)]
pub(super) enum FoundIcon {
    Sign(&'static str),
    /// No character says the same.
    Unknown,
}

/// The icon of this name.
pub(super) fn icon(name: &str) -> Option<FoundIcon> {
    let own = SETS.iter().find_map(|set| name.strip_prefix(set))?;
    let sign = SIGNS.iter().find(|(part, _)| own.contains(part));
    Some(sign.map_or(FoundIcon::Unknown, |(_, sign)| FoundIcon::Sign(sign)))
}

#[cfg(test)]
mod tests {
    use super::{FoundIcon, icon};

    #[test]
    fn icons_are_characters_where_there_is_one() {
        assert_eq!(icon("octicons-arrow-right-24"), Some(FoundIcon::Sign("→")));
        assert_eq!(icon("material-cow"), Some(FoundIcon::Unknown));
        assert_eq!(icon("tada"), None);
    }
}
