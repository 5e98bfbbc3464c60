//! Text made safe for HTML.

use std::hash::{Hash, Hasher};

/// Adds `text` for between tags: `&`, `<` and `>` are escaped.
pub fn escape_text(out: &mut String, text: &str) {
    // A string always takes what is written into it.
    let _ = pulldown_cmark_escape::escape_html_body_text(out, text);
}

/// Adds `text` for the value of an attribute: quotes are escaped as well.
pub fn escape(out: &mut String, text: &str) {
    let _ = pulldown_cmark_escape::escape_html(out, text);
}

/// The text, escaped for both.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// A name `hb-`, `kind` and more that does not occur in the text, in whatever case.
pub fn unused_name(kind: &str, text: &str) -> String {
    let stem = format!("hb-{kind}");
    if !["hb-", "HB-", "Hb-", "hB-"].iter().any(|begin| text.contains(begin)) {
        return stem;
    }
    let lower = text.to_ascii_lowercase();
    // Names made from the text itself: nobody can write a text that holds them all.
    let name = |number: usize| {
        let mut hasher = std::hash::DefaultHasher::new();
        (number, &lower).hash(&mut hasher);
        format!("{stem}{:x}", hasher.finish())
    };
    (0..=text.len()).map(name).find(|name| !lower.contains(name.as_str())).unwrap_or_default()
}
