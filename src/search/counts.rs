//! Where words stand, and how often: millions of numbers, most of them small, held in two bytes for
//! each place.

/// A section in which a word stands, and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermCount {
    /// The number of the section.
    pub section: u32,
    /// How often in its heading.
    pub heading: u16,
    /// How often in its text.
    pub body: u16,
}

/// All sections in which a word stands, in order.
#[derive(Debug, Default)]
pub struct TermCounts {
    /// All but the last one: the way from the section before, how often in the text and whether in
    /// the heading, and how often there if so; each in groups of seven bits, the lowest first.
    packed: Vec<u8>,
    /// The last section that is packed.
    section: u32,
    /// The one that may grow.
    last: Option<TermCount>,
}

impl TermCount {
    /// Adds what another field says of the same section.
    pub fn takes(&mut self, other: TermCount) -> bool {
        let same = self.section == other.section;
        if same {
            self.heading = self.heading.saturating_add(other.heading);
            self.body = self.body.saturating_add(other.body);
        }
        same
    }
}

impl TermCounts {
    /// One more, in the last section or in a later one.
    pub fn add(&mut self, one: TermCount) {
        if !self.last.as_mut().is_some_and(|last| last.takes(one)) {
            self.last.replace(one).into_iter().for_each(|done| self.pack(done));
        }
    }

    /// Adds those of later sections.
    pub fn append(&mut self, later: TermCounts) {
        if self.last.is_none() {
            *self = later;
        } else {
            later.iter().for_each(|one| self.add(one));
        }
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = TermCount> {
        let (mut rest, mut section) = (self.packed.iter(), 0);
        let packed = std::iter::from_fn(move || {
            section += number(&mut rest)?;
            let body = number(&mut rest)?;
            let heading = if body & 1 == 1 { number(&mut rest)? } else { 0 };
            Some(TermCount { section, heading: count(heading), body: count(body >> 1) })
        });
        packed.chain(self.last)
    }

    fn pack(&mut self, one: TermCount) {
        self.push(one.section - self.section);
        self.section = one.section;
        self.push(u32::from(one.body) << 1 | u32::from(one.heading > 0));
        if one.heading > 0 {
            self.push(one.heading.into());
        }
    }

    fn push(&mut self, mut number: u32) {
        loop {
            let [low, ..] = number.to_le_bytes();
            number >>= 7;
            if number == 0 {
                return self.packed.push(low);
            }
            self.packed.push(low | MORE);
        }
    }
}

/// Says that the number goes on in the next byte.
const MORE: u8 = 1 << 7;

/// The next number; none at the end.
fn number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        number |= u32::from(byte & !MORE) << shift;
        if byte & MORE == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

fn count(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{TermCount, TermCounts};
    use proptest::collection::vec;
    use proptest::prelude::{any, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            mut all in vec((any::<u32>(), any::<u16>(), any::<u16>()), 0..40),
            cut in 0_usize..40,
        ) {
            all.sort_unstable();
            all.dedup_by_key(|one| one.0);
            let all: Vec<TermCount> =
                all.into_iter().map(|(section, heading, body)| TermCount { section, heading, body }).collect();
            let (first, second) = all.split_at(cut.min(all.len()));
            let [mut first, second] = [first, second].map(|part| {
                let mut counts = TermCounts::default();
                part.iter().for_each(|one| counts.add(*one));
                counts
            });
            first.append(second);
            prop_assert_eq!(first.iter().collect::<Vec<_>>(), all);
        }
    }

    #[test]
    fn counts_of_one_section_are_one() {
        let mut counts = TermCounts::default();
        for (section, heading, body) in [(0, 1, 0), (0, 0, 1), (0, 0, 1), (300, 0, 1)] {
            counts.add(TermCount { section, heading, body });
        }
        let all: Vec<_> = counts.iter().map(|one| (one.section, one.heading, one.body)).collect();
        assert_eq!(all, [(0, 1, 2), (300, 0, 1)]);
    }
}
