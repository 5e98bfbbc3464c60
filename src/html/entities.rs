//! Entities of HTML, back into the characters that they stand for.

/// Decodes all entities of HTML in a value that an author wrote.
pub fn decoded(value: &str) -> String {
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
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (character, length) = entity(from).unwrap_or(('&', 1));
        out.push(character);
        rest = from.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character that the entity at the start of `text` stands for, and how many bytes it takes;
/// `None` for others than those that [`unescape`] knows.
pub fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    Some((character(text.get(1..end)?)?, end + 1))
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
    use super::{decoded, entity, unescape};
    use crate::html::escaped;

    #[test]
    fn escaping_and_decoding_are_opposites() {
        assert_eq!(escaped("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
        assert_eq!(decoded("&ouml;&amp;a=%20&#x2f;"), "ö&a=%20/");
        assert_eq!(
            unescape("&lt;a&gt; &amp;amp; &#x41;&#66; &nope; & &amp"),
            "<a> &amp; AB &nope; & &amp"
        );
        assert_eq!((entity("&amp;c"), entity("&x;")), (Some(('&', 5)), None));
    }
}
