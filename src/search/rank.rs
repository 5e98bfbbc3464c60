//! Ranking: which sections answer a query best. All in whole numbers, so that it is the same
//! everywhere.
//!
//! The formula is explained in the room's own text; `engine.js` of the theme computes the same.

use crate::search::index::{Index, Posting};
use crate::search::query::Query;
use crate::search::query_terms::QueryTerm;
use crate::search::words;
use std::ops::Range;

/// Most sections of one page in a list.
const PER_PAGE: usize = 3;

/// What the parts of a score weigh, in 64ths.
const BODY: u64 = 32;
const HEADING: u64 = 64;
const TITLE: u64 = 84;
/// What makes a score grow a little slower than the square of what it covers.
const EVEN: u64 = 64;
const TITLE_BELOW: u64 = 20;
const PAGE: u64 = 13;

/// A section that answers, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The section.
    pub(super) section: usize,
    /// Only for comparing.
    pub(super) score: u64,
    /// How much of the query it covers, in 256ths.
    coverage: u64,
}

impl Scored {
    /// A section that nobody asked for by words.
    pub(super) fn plain(section: usize) -> Self {
        Scored { section, score: 0, coverage: 256 }
    }
}

/// What one query term is worth in one section.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// In 240ths.
    body: u64,
    /// In 255ths.
    heading: u64,
    /// How well, in 256ths; 0 where it is not at all.
    here: u64,
}

/// One query term against all sections.
struct Row {
    rarity: u64,
    cells: Vec<Cell>,
}

/// The query as a title could have it.
struct Typed {
    text: String,
    words: u64,
}

/// How much a section that a synonym leads to is about the word, in 256ths: one that is called so
/// more than one that mentions it.
fn fit(posting: Posting) -> u64 {
    let (heading, body) = (u64::from(posting.heading), u64::from(posting.body));
    if heading > 0 { (128 + heading * 192 / 255).min(256) } else { 96 + body * 96 / 15 }
}

impl Index {
    /// For each page that answers its best sections; the best page first. `accepts` says which
    /// pages may answer.
    pub(super) fn rank(
        &self,
        query_terms: &[QueryTerm<'_>],
        query: &Query,
        accepts: &dyn Fn(usize) -> bool,
    ) -> Vec<Vec<Scored>> {
        let rows: Vec<Row> = query_terms
            .iter()
            .filter(|query_term| !query_term.classes.is_empty())
            .map(|query_term| self.row(query_term))
            .collect();
        let typed = Typed::new(query);
        let pages = (0..self.pages.len()).filter(|page| accepts(*page));
        let mut ranked: Vec<Vec<Scored>> = pages
            .map(|page| {
                self.rank_page(&rows, self.sections_of(page), self.title_bonus(page, &typed))
            })
            .filter(|hits| !hits.is_empty())
            .collect();
        ranked.sort_by_key(|hits| hits.first().map(|best| (u64::MAX - best.score, best.section)));
        let most = ranked.first().and_then(|hits| hits.first()).map_or(0, |best| best.coverage);
        ranked.retain(|hits| hits.first().is_some_and(|best| best.coverage * 3 >= most));
        ranked
    }

    fn row(&self, query_term: &QueryTerm<'_>) -> Row {
        let mut cells = vec![Cell::default(); self.sections.len()];
        for (class, how) in &query_term.classes {
            let how = u64::from(*how);
            for posting in &class.postings {
                let Some(cell) = cells.get_mut(posting.section as usize) else {
                    continue;
                };
                cell.body = cell.body.max(u64::from(posting.body) * how);
                cell.heading = cell.heading.max(u64::from(posting.heading) * how / 16);
                let fit = if class.is_expansion { fit(*posting) } else { 256 };
                cell.here = cell.here.max(how * fit / 16);
            }
        }
        Row { rarity: query_term.rarity(), cells }
    }

    fn rank_page(&self, rows: &[Row], sections: Range<usize>, bonus: u64) -> Vec<Scored> {
        let page = Around::new(rows, &sections);
        if page.rarity == 0 || page.coverage == 0 {
            return Vec::new();
        }
        let mut hits: Vec<Scored> = Vec::new();
        for section in sections.clone() {
            let bonus = (section == sections.start).then_some(bonus);
            hits.extend(page.score(rows, section, bonus));
        }
        hits.sort_by_key(|hit| (u64::MAX - hit.score, hit.section));
        let best = hits.first().map_or(0, |best| best.score);
        let mut wholes: Vec<usize> = Vec::new();
        hits.retain(|hit| {
            let whole = self.whole(hit.section);
            let fits =
                hit.score * 10 >= best * 7 && wholes.len() < PER_PAGE && !wholes.contains(&whole);
            wholes.extend(fits.then_some(whole));
            fits
        });
        hits
    }

    /// What a page gets for a title that reads as the query does, in 64ths of the whole.
    fn title_bonus(&self, page: usize, typed: &Typed) -> u64 {
        let title = self.pages.get(page).map_or("", |page| &page.title);
        let name = words::spaced(title);
        let words = name.bytes().filter(|byte| *byte == b' ').count() as u64 - 1;
        if name.trim_end() == typed.text.trim_end() {
            38
        } else if name.starts_with(&typed.text) {
            26
        } else if name.contains(&typed.text) {
            10
        } else if words > 0 && format!("{} ", typed.text.trim_end()).contains(&name) {
            19 * words / typed.words
        } else {
            0
        }
    }
}

impl Typed {
    fn new(query: &Query) -> Self {
        let words = query.typed.len();
        let end = if query.open { "" } else { " " };
        Typed { text: format!(" {}{end}", query.typed.join(" ")), words: (words as u64).max(1) }
    }
}

/// What all sections of a page have in common.
struct Around {
    /// The sum of all query terms' rarities.
    rarity: u64,
    /// How well each query term fits the title, and any section; in 256ths.
    fits: Vec<(u64, u64)>,
    /// How much the title is what was asked for, in 256ths.
    title: u64,
    /// How much of the query the page covers anywhere, in 256ths.
    coverage: u64,
}

impl Around {
    fn new(rows: &[Row], sections: &Range<usize>) -> Self {
        let rarity = rows.iter().map(|row| row.rarity).sum::<u64>();
        let (mut fits, mut share, mut asked, mut covered) =
            (Vec::with_capacity(rows.len()), 0, 0, 0);
        for row in rows {
            let cells = row.cells.get(sections.clone()).unwrap_or_default();
            let top = cells.first().copied().unwrap_or_default();
            let in_title = if top.heading > 0 { top.here } else { 0 };
            let anywhere = cells.iter().map(|cell| cell.here).max().unwrap_or(0);
            share += top.heading;
            asked += row.rarity * in_title;
            covered += row.rarity * anywhere;
            fits.push((in_title, anywhere));
        }
        let title = share.min(255) * (asked / rarity.max(1)) / 255;
        Around { rarity, fits, title, coverage: covered / rarity.max(1) }
    }

    /// `bonus` is there for the start of the page.
    fn score(&self, rows: &[Row], section: usize, bonus: Option<u64>) -> Option<Scored> {
        let (mut coverage, mut body, mut share, mut asked) = (0, 0, 0, 0);
        for (row, (in_title, anywhere)) in rows.iter().zip(&self.fits) {
            let cell = row.cells.get(section).copied().unwrap_or_default();
            coverage += row.rarity * cell.here.max(*in_title).max(anywhere / 4);
            body += row.rarity * cell.body;
            share += cell.heading;
            asked += if cell.heading > 0 { row.rarity * cell.here } else { 0 };
        }
        if body + asked == 0 {
            return None;
        }
        let coverage = coverage / self.rarity;
        let body = body * 16 / (self.rarity * 15);
        let heading = share.min(255) * (asked / self.rarity) / 255;
        let named = match bonus {
            Some(bonus) => TITLE * self.title + bonus * 256,
            None => HEADING * heading + TITLE_BELOW * self.title,
        };
        let worth = BODY * body + named + PAGE * self.coverage;
        Some(Scored { section, score: (coverage * (coverage + EVEN) * worth) >> 12, coverage })
    }
}
