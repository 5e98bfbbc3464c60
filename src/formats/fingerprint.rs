//! What makes a finding the same finding tomorrow: neither its line nor any date in its words.

use crate::diag::Finding;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;

/// Names that stand in messages as parts of a day.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One fingerprint for each finding, in their order: 16 hexadecimal digits of rule, path, words
/// without numbers and days, and which of its like it is in that file.
pub fn fingerprints(findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let key = format!(
                "{}\0{}\0{}",
                finding.rule(),
                finding.location().path(),
                timeless(finding.message())
            );
            let count = seen.entry(key.clone()).and_modify(|count| *count += 1).or_insert(0);
            hashed(&format!("{key}\0{count}"))
        })
        .collect()
}

fn hashed(text: &str) -> String {
    Sha256::digest(text).iter().take(8).fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// `overdue since 3 March` is `overdue since # #`.
fn timeless(message: &str) -> String {
    let words = message
        .split(' ')
        .map(|word| if MONTHS.contains(&word) { "#".to_owned() } else { without_numbers(word) });
    words.collect::<Vec<_>>().join(" ")
}

fn without_numbers(word: &str) -> String {
    let mut kept = String::new();
    for c in word.chars() {
        match c.is_ascii_digit() {
            false => kept.push(c),
            true if kept.ends_with('#') => {}
            true => kept.push('#'),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{fingerprints, timeless};
    use crate::formats::tests as samples;

    #[test]
    fn days_and_numbers_do_not_count() {
        assert_eq!(
            timeless("review overdue since 3 March 2026, 164 days"),
            "review overdue since # # #, # days"
        );
        assert_eq!(timeless("`2026-03-03`"), "`#-#-#`");
    }

    #[test]
    fn each_finding_has_its_own() {
        let all = fingerprints(&samples::findings());
        let unique: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!((all.len(), unique.len()), (4, 4));
        assert!(all.iter().all(|digits| digits.len() == 16));
    }
}
