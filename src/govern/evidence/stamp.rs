//! `reviewed_hash`: the day of a review, and the hash of what was read.

use crate::day::Day;
use sha2::{Digest, Sha256};
use std::fmt;

/// How many bytes of the SHA-256 are kept: 16 hexadecimal digits.
const KEPT: usize = 8;

/// The value of `reviewed_hash`: `2026-08-14-9f2c41d7a0b3e6f8`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewStamp {
    /// The day of the review.
    pub day: Day,
    /// The text that was read.
    pub fingerprint: Fingerprint,
}

/// The first bytes of the SHA-256 of a title and a body.
///
/// What is hashed: the title of the front matter (empty without one), a line feed, and the body:
/// without a byte order mark, each line end as one line feed, blank lines at the end dropped, and
/// one line feed at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; KEPT]);

impl ReviewStamp {
    /// Reads a stamp; `None` where it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, digits) = text.trim().rsplit_once('-')?;
        Some(ReviewStamp { day: Day::parse(day).ok()?, fingerprint: Fingerprint::parse(digits)? })
    }
}

impl Fingerprint {
    /// The fingerprint of a page: the title of its front matter, and all behind the front matter.
    pub fn of(title: Option<&str>, body: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(title.unwrap_or("").trim());
        hash.update("\n");
        let lines = lines(body);
        let kept =
            lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        hash.update(lines.get(..kept).unwrap_or_default().join("\n"));
        hash.update("\n");
        let mut first = [0; KEPT];
        first.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Fingerprint(first)
    }

    fn parse(digits: &str) -> Option<Self> {
        let is_hex =
            digits.len() == 2 * KEPT && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u64::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
        Some(Fingerprint(number.to_be_bytes()))
    }
}

/// The lines of a body, whatever ends them: `\n`, `\r\n` or a lone `\r`.
fn lines(body: &str) -> Vec<&str> {
    let body = body.strip_prefix('\u{feff}').unwrap_or(body);
    let lines = body.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    lines.flat_map(|line| line.split('\r')).collect()
}

impl fmt::Display for ReviewStamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.day, self.fingerprint)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, ReviewStamp};

    #[test]
    fn the_same_text_has_the_same_fingerprint() {
        let text =
            Fingerprint::of(Some("Expenses"), "# Expenses\n\nKeep receipts.  \nAsk first.\n");
        for same in [
            "# Expenses\r\n\r\nKeep receipts.  \r\nAsk first.\r\n",
            "# Expenses\r\rKeep receipts.  \rAsk first.\r",
            "# Expenses\n\r\nKeep receipts.  \nAsk first.",
            "\u{feff}# Expenses\n\nKeep receipts.  \nAsk first.\n\n\n",
            "# Expenses\n\nKeep receipts.  \nAsk first.\n  \n\t\r\n",
        ] {
            assert_eq!(Fingerprint::of(Some(" Expenses "), same), text, "{same:?}");
        }
    }

    #[test]
    fn another_text_has_another_fingerprint() {
        let text = Fingerprint::of(Some("Expenses"), "Keep receipts.  \nAsk first.\n");
        for (title, body) in [
            (Some("Travel"), "Keep receipts.  \nAsk first.\n"),
            (None, "Keep receipts.  \nAsk first.\n"),
            (Some("Expenses"), "Keep receipts.\nAsk first.\n"),
            (Some("Expenses"), "Keep receipts.  \nAsk first.  \n"),
            (Some("Expenses"), "\nKeep receipts.  \nAsk first.\n"),
            (Some("Expenses"), "Keep receipts.  \n\nAsk first.\n"),
        ] {
            assert_ne!(Fingerprint::of(title, body), text, "{title:?} {body:?}");
        }
    }

    /// Worked out with `printf 'Expenses\nKeep receipts.\n' | sha256sum`: the contract, which must
    /// never change.
    #[test]
    fn the_contract() {
        assert_eq!(
            Fingerprint::of(Some("Expenses"), "Keep receipts.").to_string(),
            "299c9874df5cedf7"
        );
        assert_eq!(Fingerprint::of(None, "").to_string(), "75a11da44c802486");
    }

    #[test]
    fn stamps_are_shown_as_they_were_read() {
        let text = "2026-08-14-9f2c41d7a0b3e6f8";
        assert_eq!(ReviewStamp::parse(text).map(|stamp| stamp.to_string()).as_deref(), Some(text));
        assert_eq!(
            ReviewStamp::parse(" 2026-8-14-9F2C41D7A0B3E6F8 ")
                .map(|stamp| stamp.to_string())
                .as_deref(),
            Some(text)
        );
        for wrong in [
            "",
            "-",
            "2026-08-14",
            "9f2c41d7a0b3e6f8",
            "2026-02-30-9f2c41d7a0b3e6f8",
            "2026-08-14-9f2c41d7a0b3e6f",
            "2026-08-14-+f2c41d7a0b3e6f8",
        ] {
            assert_eq!(ReviewStamp::parse(wrong), None, "{wrong}");
        }
    }
}
