//! Text made safe for HTML, and back.

use std::hash::{Hash, Hasher};

/// Adds `text` for between tags: `&`, `<` and `>` are escaped.
pub(super) fn escape_text(out: &mut String, text: &str) {
    // A string always takes what is written into it.
    let _ = pulldown_cmark_escape::escape_html_body_text(out, text);
}

/// Adds `text` for the value of an attribute: quotes are escaped as well.
pub(super) fn escape(out: &mut String, text: &str) {
    let _ = pulldown_cmark_escape::escape_html(out, text);
}

/// The text, escaped for both.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// A name `hb-`, `kind` and more that does not occur in the text, in whatever case.
pub(super) fn unused_name(kind: &str, text: &str) -> String {
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

/// Decodes all entities of HTML in a value that an author wrote.
pub(super) fn decoded(value: &str) -> String {
    if !value.contains('&') || value.contains(['<', '>', '\\', '\n', '\r']) {
        return unescape(value);
    }
    // The parser knows every entity, and decodes them in the target of a link.
    let link = format!("[a](<{value}>)");
    let target = pulldown_cmark::Parser::new(&link).find_map(|event| match event {
        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    });
    target.unwrap_or_else(|| unescape(value))
}

/// Decodes the few entities that a serialiser writes, and numbers: for values that were parsed
/// before.
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let length = decode(from, &mut out);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Decodes the entity at the start of `text`, or takes the `&` as it is; returns how many bytes it
/// took.
fn decode(text: &str, out: &mut String) -> usize {
    let end = text.bytes().take(12).position(|byte| byte == b';');
    let name = end.and_then(|end| text.get(1..end)).unwrap_or_default();
    match (character(name), end) {
        (Some(character), Some(end)) => {
            out.push(character);
            end + 1
        }
        _ => {
            out.push('&');
            1
        }
    }
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "colon" => Some(':'),
        "Tab" => Some('\t'),
        "NewLine" => Some('\n'),
        _ => numeric(name.strip_prefix('#')?),
    }
}

fn numeric(digits: &str) -> Option<char> {
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    number.ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::{decoded, escaped, unescape};

    #[test]
    fn escaping_and_decoding_are_opposites() {
        assert_eq!(escaped("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
        assert_eq!(decoded("&ouml;&amp;a=%20&#x2f;"), "ö&a=%20/");
        assert_eq!(
            unescape("&lt;a&gt; &amp;amp; &#x41;&#66; &nope; & &amp"),
            "<a> &amp; AB &nope; & &amp"
        );
    }
}
