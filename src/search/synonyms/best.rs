//! The best of what a word finds.

use crate::search::classes;
use crate::search::index::Posting;
use std::mem;

/// Of a heading's value, in 510ths, what is left where nothing else on its page is found.
const ALONE: u32 = 153;
/// How much else on a page makes up for half of the rest.
const COMPANY: u32 = 510;

/// The best of what was found in each section. It is as long as the handbook, and so it is used
/// again.
pub struct Best<'p> {
    /// The page of each section.
    pages: &'p [usize],
    values: Vec<Value>,
    found: Vec<u32>,
}

/// What a section is worth: its heading and its text, as in postings. Two bytes, so that those of
/// all sections stay near the processor.
pub type Value = (u8, u8);

impl<'p> Best<'p> {
    /// Nothing yet, of sections on these pages.
    pub fn of(pages: &'p [usize]) -> Self {
        Best { pages, values: vec![Value::default(); pages.len()], found: Vec::new() }
    }

    /// One more; nothing where it is worth nothing.
    pub fn add(&mut self, section: u32, value: Value) {
        let best = self.values.get_mut(section as usize).filter(|_| value != Value::default());
        let Some(best) = best else { return };
        if *best == Value::default() {
            self.found.push(section);
        }
        *best = (best.0.max(value.0), best.1.max(value.1));
    }

    /// How rare it is to be found, as `rarity` of classes has it.
    pub fn rarity(&self) -> u8 {
        classes::rarity(self.values.len(), self.found.len())
    }

    /// All of them, in no order, to begin again.
    pub fn take(&mut self) -> Vec<Posting> {
        let values = &mut self.values;
        let posting = |section: u32| {
            let (heading, body) = mem::take(values.get_mut(section as usize)?);
            Some(Posting { section, heading, body })
        };
        self.found.drain(..).filter_map(posting).collect()
    }

    /// A heading below the title is worth less where the rest of its page speaks of other things:
    /// "Pay" of a page on something else is not what the handbook says of pay. Postings are in
    /// order.
    pub fn weigh_company(&self, postings: &mut [Posting]) {
        let page = |posting: &Posting| self.pages.get(posting.section as usize);
        for of_page in postings.chunk_by_mut(|left, right| page(left) == page(right)) {
            let all: u32 = of_page.iter().copied().map(worth).sum();
            for posting in of_page {
                let others = all - worth(*posting);
                if !self.is_start(posting.section as usize) {
                    let heading = u32::from(posting.heading);
                    let heading = heading * (others + ALONE) / (others + COMPANY);
                    posting.heading = u8::try_from(heading).unwrap_or(u8::MAX);
                }
            }
        }
    }

    fn is_start(&self, section: usize) -> bool {
        section == 0 || self.pages.get(section - 1) != self.pages.get(section)
    }
}

/// What a section says in all; its heading and its text count the same.
fn worth(posting: Posting) -> u32 {
    u32::from(posting.heading) + 17 * u32::from(posting.body)
}

#[cfg(test)]
mod tests {
    use super::Best;
    use crate::search::index::Posting;

    #[test]
    fn a_heading_counts_by_its_company() {
        let pages = [0, 0, 0, 1, 1, 2, 2];
        let posting = |section, heading, body| Posting { section, heading, body };
        let mut postings = [
            posting(0, 255, 0),
            posting(1, 255, 15),
            posting(2, 0, 15),
            posting(3, 255, 15),
            posting(6, 255, 15),
        ];
        Best::of(&pages).weigh_company(&mut postings);
        let headings = postings.map(|posting| posting.heading);
        assert_eq!(headings, [255, 165, 0, 255, 76]);
    }
}
