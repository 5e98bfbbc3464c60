//! Single values, written so that every reader of YAML reads them back.

/// How the value that stood there was written; a new one is written alike where it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
}

impl Style {
    /// The style of a value as it stands in the text; `None` for block texts, anchors, aliases and
    /// tags.
    pub fn of(written: &str) -> Option<Self> {
        match written.chars().next() {
            Some('\'') => Some(Style::Single),
            Some('"') => Some(Style::Double),
            Some('|' | '>' | '&' | '*' | '!') => None,
            _ => Some(Style::Plain),
        }
    }
}

/// Words that are no text to some reader of YAML.
const SPECIAL: [&str; 10] = ["true", "false", "yes", "no", "on", "off", "null", "~", "y", "n"];

/// A value on one line, in a style.
pub(super) fn written(value: &str, style: Style) -> String {
    match style {
        Style::Single if !value.contains(char::is_control) => {
            format!("'{}'", value.replace('\'', "''"))
        }
        Style::Plain if is_plain(value) => value.to_owned(),
        _ => format!("\"{}\"", value.chars().map(escaped).collect::<String>()),
    }
}

/// Whether a value needs no quotes, in flow and block maps alike. Rather too strict.
fn is_plain(value: &str) -> bool {
    let is_safe =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '@' | '+');
    let is_number = value.parse::<f64>().is_ok();
    let is_special = SPECIAL.iter().any(|special| value.eq_ignore_ascii_case(special));
    let is_path = ["/", "./", "../"].iter().any(|start| value.starts_with(start));
    (value.starts_with(char::is_alphanumeric) || is_path)
        && !value.ends_with(' ')
        && value.chars().all(is_safe)
        && !is_number
        && !is_special
}

fn escaped(c: char) -> String {
    match c {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
            format!("\\u{:04x}", u32::from(c))
        }
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, written};

    #[test]
    fn only_harmless_values_go_without_quotes() {
        let plain = |value: &str| written(value, Style::Plain);
        for value in [
            "2026-08-14",
            "ana",
            "Ana Lopes",
            "ana@meridian.example",
            "2026-08-14-9f2c41d7a0b3e6f8",
            "Zoë",
        ] {
            assert_eq!(plain(value), value);
        }
        for value in [
            "", "no", "Null", "12", "1e3", "@ana", "#help", "a: b", "a #b", "a, b", "[a", "- a",
            "a ", "team:x", "a\"b",
        ] {
            assert!(plain(value).starts_with('"'), "{value}");
        }
        assert_eq!(plain("two\nlines \\ \u{7}"), r#""two\nlines \\ \u0007""#);
        assert_eq!(written("it's", Style::Single), "'it''s'");
        assert_eq!(written("2026-08-14", Style::Double), "\"2026-08-14\"");
    }
}
