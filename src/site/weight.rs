//! Where a page stands among those beside it.

use std::fmt::{Display, Formatter, Result};

/// A number of which the smallest comes first, in thousandths: `40.5` stands between 40 and 41.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight(i64);

impl Weight {
    /// Behind all others.
    pub const LAST: Weight = Weight(i64::MAX);

    /// Reads a number with or without decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        if decimals.is_empty() || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let digits: String = decimals.chars().chain("000".chars()).take(3).collect();
        let below: i64 = digits.parse().ok()?;
        // YAML lets the zero go: `.5`, `-.5`.
        let is_below_one = text.contains('.') && matches!(whole, "" | "-" | "+");
        let whole = if is_below_one { 0 } else { whole.parse::<i64>().ok()? };
        let above = whole.saturating_mul(1000);
        let below = if text.starts_with('-') { -below } else { below };
        Some(Weight(above.saturating_add(below)))
    }
}

impl From<u32> for Weight {
    fn from(whole: u32) -> Self {
        Weight(i64::from(whole) * 1000)
    }
}

impl Display for Weight {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (above, below) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        let decimals = format!(".{below:03}");
        write!(formatter, "{sign}{above}{}", decimals.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::Weight;

    #[test]
    fn weights_are_numbers() {
        for (text, shown) in [
            ("3", "3"),
            ("40.5", "40.5"),
            ("-1.25", "-1.25"),
            (" 2.0 ", "2"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
        ] {
            assert_eq!(
                Weight::parse(text).map(|weight| weight.to_string()).as_deref(),
                Some(shown)
            );
        }
        for text in ["", "-", "heavy", "1.", "1.x", "1,5", "1.-2", "."] {
            assert_eq!(Weight::parse(text), None, "{text}");
        }
        assert!(Weight::parse("-1.5") < Weight::parse("-1"));
        assert!(Weight::parse("40.5") < Weight::parse("41"));
    }
}
