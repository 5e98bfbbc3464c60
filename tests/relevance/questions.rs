//! Questions in people's own words, with the pages that answer them: `questions/HANDBOOK.txt`.
//!
//! Every second line is for testing only: nobody looks at its answers while tuning, and only
//! misses of the others are printed.

use handbook::internals::search::answer::Hit;
use handbook::internals::search::index::Index;
use handbook::internals::search::query::Query;
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages that are looked at.
const HITS: usize = 10;

/// How well the questions of one half are answered.
#[derive(Default)]
pub struct Share {
    asked: u32,
    first: u32,
    three: u32,
    reciprocal: f64,
    missed: Vec<String>,
}

/// Both halves: for tuning, for testing.
#[derive(Default)]
pub struct Halves([Share; 2]);

/// The questions of a handbook without their answers.
pub fn texts(name: &str) -> Vec<String> {
    let lines = lines(name);
    lines.lines().filter_map(|line| Some(line.split(" | ").next()?.to_owned())).collect()
}

/// Questions about handbooks that are not ours may lie elsewhere: `HANDBOOK_QUESTIONS=FOLDER`.
fn lines(name: &str) -> String {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/questions");
    let folder = env::var_os("HANDBOOK_QUESTIONS").map_or_else(own, PathBuf::from);
    fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap_or_default()
}

/// Asks all questions that are written down for a handbook.
pub fn ask(name: &str, index: &Index) -> Halves {
    let text = lines(name);
    let mut halves = Halves::default();
    for (number, line) in text.lines().enumerate() {
        let mut parts = line.split(" | ").map(str::trim);
        let question = parts.next().unwrap_or_default();
        let pages: Vec<&str> = parts.collect();
        let answer = index.search(&Query::parse(question), HITS);
        let found: Vec<&Hit<'_>> = answer.pages().map(|(best, _)| best).collect();
        let place = found.iter().position(|hit| pages.iter().any(|page| is(hit, page)));
        halves.0[number % 2].add(question, place, &found);
    }
    halves
}

/// Whether a hit is on the page: the end of its path, without what follows the first dot.
fn is(hit: &Hit<'_>, page: &str) -> bool {
    let path = hit.page.path.as_deref().unwrap_or_default();
    format!("/{path}").contains(&format!("/{page}."))
}

impl Share {
    fn add(&mut self, question: &str, place: Option<usize>, hits: &[&Hit<'_>]) {
        self.asked += 1;
        self.first += u32::from(place == Some(0));
        self.three += u32::from(place.is_some_and(|place| place < 3));
        let rank = |place| 1.0 / (f64::from(u32::try_from(place).unwrap_or(u32::MAX)) + 1.0);
        self.reciprocal += place.map_or(0.0, rank);
        if place != Some(0) {
            let found = hits.iter().take(3).map(|hit| hit.page.address.as_str());
            let found = found.collect::<Vec<_>>().join(" ");
            self.missed.push(format!("    {question}: {place:?}; {found}"));
        }
    }

    fn shares(&self) -> [f64; 3] {
        let of = |count: f64| count / f64::from(self.asked.max(1));
        [of(f64::from(self.three)), of(f64::from(self.first)), of(self.reciprocal)]
    }
}

impl Halves {
    /// What of the testing half is below the floors: a right page among the first three, first.
    pub fn below(&self, (three, first): (f64, f64)) -> Vec<String> {
        let [got_three, got_first, _] = self.0[1].shares();
        let floors = [("among the first three", got_three, three), ("first", got_first, first)];
        let low = floors.into_iter().filter(|(_, got, floor)| got < floor);
        low.map(|(what, got, floor)| format!("own words, {what}: {got:.3}, below {floor}"))
            .collect()
    }
}

impl fmt::Display for Halves {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "  own words       questions  first three  first  MRR@10")?;
        for (name, share) in ["tuning", "testing"].into_iter().zip(&self.0) {
            let [three, first, rank] = share.shares();
            let asked = share.asked;
            writeln!(formatter, "  {name:<15} {asked:>9}  {three:>11.3}  {first:.3}  {rank:.3}")?;
        }
        if env::var_os("MISSED").is_some() {
            let missed = &self.0[0].missed;
            missed.iter().try_for_each(|line| writeln!(formatter, "{line}"))?;
        }
        Ok(())
    }
}
