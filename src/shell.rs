//! Words as they are typed into a shell, for commands that people copy out of messages.

/// The word as it is, or in single quotes where a shell would take it for something else.
pub fn word(text: &str) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '@' | ':' | ',' | '+');
    if !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain) {
        return text.to_owned();
    }
    if text.contains(char::is_control) {
        // A line break would begin a line of its own where others read the command.
        return format!("$'{}'", text.chars().map(escaped).collect::<String>());
    }
    let text = text.strip_prefix('-').map_or_else(|| text.to_owned(), |rest| format!("./-{rest}"));
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A letter inside of `$'…'`.
fn escaped(letter: char) -> String {
    match letter {
        '\\' | '\'' => format!("\\{letter}"),
        letter if letter.is_control() => {
            letter.to_string().bytes().map(|byte| format!("\\{byte:03o}")).collect()
        }
        letter => letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn words_can_be_pasted() {
        assert_eq!(word("über/a.md"), "über/a.md");
        assert_eq!(word("it's ours/a b.md"), r"'it'\''s ours/a b.md'");
        assert_eq!(word("$(rm).md"), "'$(rm).md'");
        assert_eq!(word("-f"), "'./-f'");
        assert_eq!(word(""), "''");
        assert_eq!(word("a\n::error::it's.md"), r"$'a\012::error::it\'s.md'");
        assert_eq!(word("\u{85}\\"), r"$'\302\205\\'");
    }
}
