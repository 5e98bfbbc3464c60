//! How well known items were found, kind by kind.

use crate::items::{Item, Kind};
use std::collections::BTreeMap;
use std::env;
use std::fmt;

/// One row for each kind.
#[derive(Default)]
pub struct Table(BTreeMap<Kind, Row>);

#[derive(Default)]
struct Row {
    asked: u32,
    reciprocal: f64,
    first: u32,
    found: u32,
    sections: u32,
    missed: Vec<String>,
}

impl Table {
    /// Adds an answer: the place of the page among the hits, from 0, and whether its right section
    /// is there.
    pub fn add(&mut self, item: &Item, place: Option<usize>, section: bool) {
        let row = self.0.entry(item.kind).or_default();
        row.asked += 1;
        row.found += u32::from(place.is_some());
        row.first += u32::from(place == Some(0));
        row.sections += u32::from(place.is_some() && section);
        row.reciprocal += place
            .map_or(0.0, |place| 1.0 / (f64::from(u32::try_from(place).unwrap_or(u32::MAX)) + 1.0));
        if place != Some(0) {
            row.missed
                .push(format!("    {:?} `{}` → {} at {place:?}", item.kind, item.query, item.path));
        }
    }

    /// What is below the floors: the mean of all kinds, each kind, right sections.
    pub fn below(&self, (mean, each, sections): (f64, f64, f64)) -> Vec<String> {
        let kinds = f64::from(u32::try_from(self.0.len()).unwrap_or(1).max(1));
        let all = self.0.values().map(Row::rank).sum::<f64>() / kinds;
        let (found, right) =
            self.0.values().fold((0, 0), |sum, row| (sum.0 + row.found, sum.1 + row.sections));
        let mut complaints: Vec<String> = Vec::new();
        complaints.extend((all < mean).then(|| format!("all kinds: {all:.3}, below {mean}")));
        let low = self.0.iter().filter(|(_, row)| row.rank() < each);
        complaints
            .extend(low.map(|(kind, row)| format!("{kind:?}: {:.3}, below {each}", row.rank())));
        let share = f64::from(right) / f64::from(found.max(1));
        complaints.extend(
            (share < sections).then(|| format!("right sections: {share:.3}, below {sections}")),
        );
        complaints
    }
}

impl Row {
    fn rank(&self) -> f64 {
        self.reciprocal / f64::from(self.asked.max(1))
    }

    fn share(&self, of: u32) -> f64 {
        f64::from(of) / f64::from(self.asked.max(1))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "  kind            queries  MRR@10  success@1  success@10  right section"
        )?;
        for (kind, row) in &self.0 {
            let sections = f64::from(row.sections) / f64::from(row.found.max(1));
            writeln!(
                formatter,
                "  {:<15} {:>7}  {:>6.3}  {:>9.3}  {:>10.3}  {sections:>13.3}",
                format!("{kind:?}"),
                row.asked,
                row.rank(),
                row.share(row.first),
                row.share(row.found)
            )?;
        }
        if env::var_os("MISSED").is_some() {
            self.0
                .values()
                .flat_map(|row| &row.missed)
                .try_for_each(|line| writeln!(formatter, "{line}"))?;
        }
        Ok(())
    }
}
