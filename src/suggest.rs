//! "Did you mean": the one name that is close to a word.

/// The longest word that is compared; nobody mistypes a longer one by a letter.
const LONGEST: usize = 64;

/// The candidate that the word was perhaps meant to be; the first of equally close ones. Case does
/// not matter.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Candidate::new(word);
    let most = allowance(word.length)?;
    let distances = candidates.into_iter().filter_map(|candidate| {
        Some((word.distance(&Candidate::new(candidate), most)?, candidate))
    });
    distances.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// Names that many words are looked for among: all that can be known of them before is known.
#[derive(Clone, Debug, Default)]
pub struct Candidates(Vec<Candidate>);

impl Candidates {
    /// In the order in which equally close ones count.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Candidates(names.map(Candidate::new).collect())
    }

    /// The name that the word was perhaps meant to be, in lower case.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        let word = Candidate::new(word);
        let most = allowance(word.length)?;
        let distances =
            self.0.iter().filter_map(|name| Some((word.distance(name, most)?, name.text.as_str())));
        distances.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
    }
}

/// A word, and what tells most others from it at a glance.
#[derive(Clone, Debug)]
struct Candidate {
    /// In lower case.
    text: String,
    /// In scalar values.
    length: usize,
    /// One bit for each letter that is in it; few letters share one.
    letters: u64,
}

impl Candidate {
    fn new(text: &str) -> Self {
        let text = text.to_lowercase();
        let bits = text.chars().map(|letter| 1 << (u32::from(letter) % 64));
        let (length, letters) =
            bits.fold((0, 0), |(length, all), bit: u64| (length + 1, all | bit));
        Candidate { text, length, letters }
    }

    /// How many letters differ, if no more than `most` do.
    fn distance(&self, other: &Candidate, most: usize) -> Option<usize> {
        // A letter in the place of another changes two bits at most, and no other mistake more.
        let bits = (self.letters ^ other.letters).count_ones() as usize;
        if self.length.abs_diff(other.length) > most || bits > 2 * most {
            return None;
        }
        Some(strsim::osa_distance(&self.text, &other.text)).filter(|distance| *distance <= most)
    }
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
    use super::{Candidates, allowance, nearest};
    use proptest::proptest;

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

    proptest! {
        /// What is told at a glance is what comparing all letters says.
        #[test]
        fn no_close_name_is_passed_over(word in "[a-cé]{0,9}", name in "[a-cé]{0,9}") {
            let close = allowance(word.chars().count())
                .is_some_and(|most| strsim::osa_distance(&word, &name) <= most);
            assert_eq!(nearest(&word, [name.as_str()]).is_some(), close);
            let names = Candidates::new([name.as_str()].into_iter());
            assert_eq!(names.nearest(&word).is_some(), close);
        }
    }
}
