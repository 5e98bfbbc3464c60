//! `:shortcode:` as the character that it names.

/// Longest name of an emoji that anybody writes.
const LONGEST: usize = 64;

/// The emoji that begins at the colon at `at`, and the offset behind its closing colon.
/// Times (`10:30:45`) and words in colons are none.
pub(super) fn at(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let inside = text.get(at + 1..)?;
    let length = inside.bytes().take(LONGEST).position(|byte| !is_name(byte))?;
    let name = inside.get(..length)?;
    let touches = text
        .get(..at)?
        .chars()
        .next_back()
        .is_some_and(|before| before.is_alphanumeric() || before == ':')
        && !follows_another(text, at);
    if touches || name.is_empty() || inside.as_bytes().get(length) != Some(&b':') {
        return None;
    }
    let emoji = emojis::get_by_shortcode(name).or_else(|| {
        // Some tools write in front whom it shows: `man_raising_hand`, `raising_hand_man`.
        let (whom, rest) = name.split_once('_')?;
        emojis::get_by_shortcode(&format!("{rest}_{whom}"))
    })?;
    Some((emoji.as_str(), at + length + 2))
}

/// Whether the colon before ends another emoji: `:tada::tada:`.
fn follows_another(text: &str, at: usize) -> bool {
    let before = text.get(..at.saturating_sub(1)).unwrap_or_default();
    let name = before.rsplit(':').next().unwrap_or_default();
    text.get(..at).is_some_and(|text| text.ends_with(':'))
        && before.len() > name.len()
        && emojis::get_by_shortcode(name).is_some()
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn only_known_names_between_free_colons_are_emoji() {
        assert_eq!(at("a :tada: b", 2), Some(("🎉", 8)));
        assert_eq!(at(":+1:", 0), Some(("👍", 4)));
        assert_eq!(at(":+1::tada:", 4), Some(("🎉", 10)));
        assert!(at(":man_raising_hand:", 0).is_some());
        for (text, colon) in [
            ("10:30:45", 2),
            (":nope:", 0),
            ("::", 0),
            (":tada", 0),
            ("x:tada:", 1),
            (": tada:", 0),
            (":", 0),
            ("::tada:", 1),
            (":nope::tada:", 6),
        ] {
            assert_eq!(at(text, colon), None, "{text}");
        }
    }
}
