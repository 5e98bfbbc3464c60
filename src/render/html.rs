//! Text into HTML: the one place outside the templates that escapes.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Bytes that are encoded in a fragment.
pub const FRAGMENT: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%').add(b'#');

/// Adds text to HTML, for elements and for attributes in double quotes.
pub fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, letter) in text.match_indices(['&', '<', '>', '"', '\'']) {
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(match letter {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            _ => "&#39;",
        });
        from = at + letter.len();
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// Adds an attribute with its value escaped.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// Text as a value in the query of an address.
pub fn query(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}
