//! "Did you mean": the one name that is close to a word.

/// The longest word that is compared; nobody mistypes a longer one by a letter.
const LONGEST: usize = 64;

/// The candidate that the word was perhaps meant to be; the first of equally close ones. Case does not matter.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let most = allowance(word.chars().count())?;
    let distance = |candidate: &str| strsim::osa_distance(&word, &candidate.to_lowercase());
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * most)
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters may differ in a word of this length.
fn allowance(length: usize) -> Option<usize> {
    match length {
        0..=2 => None,
        3..=5 => Some(1),
        6..=11 => Some(2),
        12..=LONGEST => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_a_close_name_is_offered() {
        let names = ["owner", "reviewed", "review_every", "tags"];
        assert_eq!(nearest("ownr", names), Some("owner"));
        assert_eq!(nearest("Reveiwed", names), Some("reviewed"));
        assert_eq!(nearest("tag", names), Some("tags"));
        assert_eq!(nearest("to", names), None);
        assert_eq!(nearest("layout", names), None);
        assert_eq!(nearest(&"x".repeat(100_000), names), None);
    }
}
