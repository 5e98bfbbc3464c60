//! Volumes: the words of the index in alphabetical order, cut so that each shard is a small file.
//!
//! A shard is cut only where no word before stands behind a word after, so that every word, known
//! or not, has exactly one shard in which it would stand.

use crate::search::index::{Posting, TermClass};
use std::ops::Range;

/// About how many compressed bytes a shard has.
const SIZE: usize = 6000;

/// Where one shard begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Words from this text on are in it, up to where the next begins; empty for the first.
    pub(super) start: String,
    /// Its classes.
    pub(super) classes: Range<usize>,
}

/// Cuts classes, ordered by their first forms, into shards; there is always one.
pub fn cut(classes: &[TermClass]) -> Vec<Shard> {
    let mut shards = vec![Shard { start: String::new(), classes: 0..0 }];
    let mut last = "";
    let mut size = 0;
    for (number, class) in classes.iter().enumerate() {
        let first = class.first();
        let own = size_of(class) + class.expansion.as_deref().map_or(0, size_of);
        // A word that stands in many sections fills a shard of its own.
        let is_full = size >= SIZE || size >= SIZE / 3 && size + own > SIZE * 3 / 2;
        // A phrase stays with its first word.
        if is_full && last < first && !first.contains(' ') {
            shards.push(Shard { start: divide(last, first), classes: number..number });
            size = 0;
        }
        if let Some(shard) = shards.last_mut() {
            shard.classes.end = number + 1;
        }
        last = last.max(class.forms.last().map_or("", String::as_str));
        size += own;
    }
    shards
}

/// About how many compressed bytes a word takes.
fn size_of(class: &TermClass) -> usize {
    4 + class.forms.len() * 4 + class.postings.len() * 3 / 2
}

/// The shard in which a word stands, or would stand.
pub fn place(shards: &[Shard], word: &str) -> usize {
    shards.partition_point(|shard| shard.start.as_str() <= word).saturating_sub(1)
}

/// The shortest start of `after` that stands behind `before`.
fn divide(before: &str, after: &str) -> String {
    let ends = after.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let starts = ends.filter_map(|end| after.get(..end));
    starts.into_iter().find(|start| *start > before).unwrap_or(after).to_owned()
}

/// A shard as bytes: how many classes; then for each twice the number of its forms, and one more
/// if it is the expansion of the class before it; the forms (each as what it shares with the form
/// before it, and the rest), the length of its base, its rarity and how often it occurs; then
/// all sections as steps from one to the next; then all values of texts, marked where a heading's
/// value follows; then the values of headings.
pub fn encode(classes: &[TermClass]) -> Vec<u8> {
    let mut bytes = Vec::new();
    // An expansion follows its word.
    let classes: Vec<&TermClass> = classes
        .iter()
        .flat_map(|class| std::iter::once(class).chain(class.expansion.as_deref()))
        .collect();
    put(&mut bytes, classes.len());
    let mut before: &[u8] = &[];
    for class in &classes {
        put(&mut bytes, class.forms.len() * 2 + usize::from(class.is_expansion));
        for form in &class.forms {
            let form = form.as_bytes();
            let same = before.iter().zip(form).take_while(|(left, right)| left == right).count();
            put(&mut bytes, same);
            put(&mut bytes, form.len() - same);
            bytes.extend(form.iter().skip(same));
            before = form;
        }
        put(&mut bytes, class.base);
        bytes.push(class.rarity);
        put(&mut bytes, class.postings.len());
    }
    let postings = || classes.iter().flat_map(|class| &class.postings);
    for class in &classes {
        let mut last = 0;
        for posting in &class.postings {
            put(&mut bytes, (posting.section - last) as usize);
            last = posting.section;
        }
    }
    bytes.extend(
        postings().map(|posting| posting.body | if posting.heading > 0 { HEADING } else { 0 }),
    );
    bytes
        .extend(postings().map(|posting: &Posting| posting.heading).filter(|heading| *heading > 0));
    bytes
}

/// Marks that the word is in the heading, too.
const HEADING: u8 = 16;

/// Adds a number in groups of seven bits, the lowest first.
fn put(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest > 127 {
        bytes.push(low_bits(rest) | 128);
        rest >>= 7;
    }
    bytes.push(low_bits(rest));
}

/// The lowest seven bits.
fn low_bits(number: usize) -> u8 {
    (number & 127).try_into().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{cut, encode, place};
    use crate::search::index::{Posting, TermClass};

    fn class(forms: &[&str], postings: u32) -> TermClass {
        let postings =
            (0..postings).map(|section| Posting { section, heading: 0, body: 1 }).collect();
        TermClass {
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            base: 1,
            rarity: 9,
            postings,
            ..TermClass::default()
        }
    }

    #[test]
    fn every_form_stands_in_the_volume_where_it_is_looked_for() {
        let mut classes: Vec<TermClass> = ('a'..='z')
            .flat_map(|first| (0..40).map(move |n| class(&[&format!("{first}{n:02}")], 90)))
            .collect();
        classes.push(class(&["mab", "mzz"], 3000));
        classes.push(class(&["été", "étés"], 8000));
        classes.sort_by(|left, right| left.forms.cmp(&right.forms));
        let shards = cut(&classes);
        assert!(shards.len() > 10);
        assert_eq!(
            shards.first().map(|shard| (shard.start.as_str(), shard.classes.start)),
            Some(("", 0))
        );
        for (number, class) in classes.iter().enumerate() {
            for form in &class.forms {
                let shard = &shards[place(&shards, form)];
                assert!(shard.classes.contains(&number), "{form}");
            }
        }
    }

    #[test]
    fn nothing_is_one_empty_volume() {
        let shards = cut(&[]);
        assert_eq!((shards.len(), place(&shards, "anything")), (1, 0));
        assert_eq!(encode(&[]), [0]);
    }

    #[test]
    fn a_phrase_is_in_the_volume_of_its_first_word() {
        let names: Vec<String> = (0..400)
            .flat_map(|n| [format!("w{n:03}"), format!("w{n:03} up"), format!("w{n:03} up now")])
            .collect();
        let classes: Vec<TermClass> = names.iter().map(|name| class(&[name], 90)).collect();
        let shards = cut(&classes);
        assert!(shards.len() > 10);
        for name in &names {
            let word = name.split(' ').next().unwrap_or_default();
            assert_eq!(place(&shards, name), place(&shards, word), "{name}");
        }
    }

    #[test]
    fn bytes_are_as_specified() {
        let mut one = class(&["go", "going"], 2);
        one.base = 2;
        one.postings[1] = Posting { section: 300, heading: 255, body: 3 };
        assert_eq!(
            encode(&[one]),
            [1, 4, 0, 2, b'g', b'o', 2, 3, b'i', b'n', b'g', 2, 9, 2, 0, 172, 2, 1, 19, 255]
        );
    }
}
