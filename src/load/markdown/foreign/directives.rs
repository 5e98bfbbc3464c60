//! `MyST` of Jupyter Book and Sphinx: labels, and directives behind `:::` or a fence.

/// `(the-label)=` on a line alone: pages link to it by `#the-label`.
pub(super) fn label(line: &str) -> Option<&str> {
    let label = line.trim_end().strip_prefix('(')?.strip_suffix(")=")?;
    is_label(label).then_some(label)
}

/// Whether links may call something so.
pub(super) fn is_label(label: &str) -> bool {
    label.starts_with(|first: char| first.is_alphanumeric())
        && label.chars().all(|sign| sign.is_alphanumeric() || "-_:./".contains(sign))
}

/// `{name} argument`
pub(super) fn directive(text: &str) -> Option<(&str, &str)> {
    let (name, argument) = text.strip_prefix('{')?.split_once('}')?;
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(|sign| sign.is_ascii_lowercase() || matches!(sign, b'-' | b':'));
    is_name.then(|| (name, argument.trim()))
}

/// What only holds its text together, begins with a picture, or is made by us, too.
pub(super) fn is_frame(name: &str) -> bool {
    const FRAMES: [&str; 17] = [
        "card",
        "card-carousel",
        "contents",
        "div",
        "epigraph",
        "figure",
        "glossary",
        "grid",
        "grid-item",
        "grid-item-card",
        "image",
        "margin",
        "pull-quote",
        "sidebar",
        "tab-set",
        "tableofcontents",
        "topic",
    ];
    FRAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{directive, label};

    #[test]
    fn labels_are_told_from_text() {
        for (line, expected) in [
            ("(role:lead)=", Some("role:lead")),
            ("(a b)=", None),
            ("()=", None),
            ("(a) = b", None),
        ] {
            assert_eq!(label(line), expected, "{line}");
        }
    }

    #[test]
    fn directives_are_told_from_attributes() {
        assert_eq!(directive("{note} A title"), Some(("note", "A title")));
        assert_eq!(directive("{.note}"), None);
        assert_eq!(directive("{#id}"), None);
    }
}
