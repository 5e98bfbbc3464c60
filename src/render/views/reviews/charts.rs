//! The drawings of "Handbook health": the year behind, and the year ahead.

use super::health::{PageHealth, percent};
use crate::day::Day;
use crate::govern::review::ReviewState;
use crate::render::renderer::Renderer;
use crate::render::views::reviews::context::{HealthFigure, Month, Trend, TrendPoint};
use crate::resolve::owners::Owner;
use std::collections::BTreeMap;

/// How many months each drawing shows.
const MONTHS: i32 = 12;

/// The height of the tallest bar, and of the whole of the trend, in the units of the drawing.
const TALLEST: usize = 120;

/// How far apart months stand.
const STEP: usize = 50;

/// Weeks in a year.
const WEEKS: usize = 52;

/// The share of pages that were up to date at the end of each of the last months, and today.
///
/// A page counts from its first commit, or else from its last review. Before that review it counts
/// as up to date for one interval after it was written; what was reviewed before is not known.
pub fn trend<'r>(renderer: &'r Renderer<'_>, pages: &[PageHealth<'_>]) -> Trend<'r> {
    let today = renderer.report.today();
    let now = month_number(today);
    let point = |back: i32| {
        let number = now - back;
        let (fresh, whole) = match last_day(number).filter(|_| back > 0) {
            Some(day) => past(renderer, pages, day),
            None => (pages.iter().filter(|page| page.is_fresh()).count(), pages.len()),
        };
        let share = percent(fresh, whole);
        let (name, short) = names(renderer, number);
        TrendPoint {
            name: name.into(),
            short: short.into(),
            fresh,
            pages: whole,
            percent: share,
            x: usize::try_from(MONTHS - 1 - back).unwrap_or(0) * STEP + 25,
            y: 16 + TALLEST - share * TALLEST / 100,
        }
    };
    let all = (0..MONTHS).rev().map(point);
    let points: Vec<TrendPoint<'r>> = all.skip_while(|point| point.pages == 0).collect();
    let line: Vec<String> = points.iter().map(|point| format!("{},{}", point.x, point.y)).collect();
    Trend { points, line: line.join(" ") }
}

/// How many pages were up to date on a day, of how many that were there.
fn past(renderer: &Renderer<'_>, pages: &[PageHealth<'_>], day: Day) -> (usize, usize) {
    let mut counts = (0, 0);
    for page in pages {
        let meta = renderer.site.page(page.id).meta();
        let reviewed = meta.reviewed.as_ref().map(|reviewed| *reviewed.value());
        let Some(from) = page.status.created.into_iter().chain(reviewed).min() else {
            continue;
        };
        if from > day {
            continue;
        }
        counts.1 += 1;
        if page.state == ReviewState::Exempt {
            counts.0 += 1;
            continue;
        }
        let read = reviewed.filter(|reviewed| *reviewed <= day);
        let holds_until = match (read, page.status.review.due) {
            (Some(_), Some(due)) => Some(due),
            (Some(_), None) => Some(day),
            (None, _) => page.status.every.map(|every| from.plus(every)),
        };
        counts.0 += usize::from(holds_until.is_some_and(|until| day <= until));
    }
    counts
}

/// What falls due in each of the next months; the first one has all that is overdue as well.
pub fn forecast<'r>(renderer: &'r Renderer<'_>, pages: &[PageHealth<'_>]) -> Vec<Month<'r>> {
    let today = renderer.report.today();
    let mut months: BTreeMap<i32, BTreeMap<Option<&str>, usize>> = BTreeMap::new();
    for page in pages {
        let Some(due) = page.status.review.due else {
            continue;
        };
        let owner = renderer.resolved.owners(page.id).first().map(Owner::name);
        let month = month_number(due.max(today)) - month_number(today);
        *months.entry(month).or_default().entry(owner).or_default() += 1;
    }
    let sum = |owners: &BTreeMap<Option<&str>, usize>| owners.values().sum::<usize>();
    let most = months.range(..MONTHS).map(|(_, owners)| sum(owners)).max().unwrap_or(0).max(1);
    let capacity = capacity(renderer).unwrap_or(usize::MAX);
    let month = |index: i32| {
        let owners = months.get(&index);
        let count = owners.map_or(0, sum);
        let too_much = |owners: &BTreeMap<Option<&str>, usize>| {
            owners.values().map(|count| count.saturating_sub(capacity)).sum::<usize>()
        };
        let over = owners.map_or(0, too_much);
        let (height, over_height) = (count * TALLEST / most, over * TALLEST / most);
        let (name, short) = names(renderer, month_number(today) + index);
        Month {
            name: name.into(),
            short: short.into(),
            count,
            over,
            x: usize::try_from(index).unwrap_or(0) * STEP + 8,
            y: TALLEST + 16 - height,
            height,
            over_height,
        }
    };
    (0..MONTHS).map(month).collect()
}

/// How many reviews one owner can do in a month.
pub fn capacity(renderer: &Renderer<'_>) -> Option<usize> {
    let week = usize::try_from(renderer.site.config().review.capacity?).ok()?;
    Some((week * WEEKS / 12).max(1))
}

/// Overdue pages by how long they are overdue.
pub fn ages(renderer: &Renderer<'_>, pages: &[PageHealth<'_>]) -> Vec<HealthFigure<'static>> {
    let today = renderer.report.today();
    let days = |page: &PageHealth<'_>| Some(page.status.review.due?.days_until(today));
    let ages: Vec<i64> = pages.iter().filter(|page| page.is_overdue()).filter_map(days).collect();
    let table = [("month", 0..31), ("quarter", 31..92), ("year", 92..366), ("more", 366..i64::MAX)];
    let figure = |(id, range): (&'static str, std::ops::Range<i64>)| HealthFigure {
        id: id.into(),
        count: ages.iter().filter(|age| range.contains(age)).count(),
        href: Some("#hb:overdue".into()),
    };
    table.into_iter().map(figure).collect()
}

/// A month in full and short.
fn names<'r>(renderer: &'r Renderer<'_>, number: i32) -> (String, &'r str) {
    let words = renderer.theme.words();
    let (year, month) = (number.div_euclid(12), number.rem_euclid(12) + 1);
    let short = words.find(&format!("month_short.{month}"));
    (words.month(year, month), short.unwrap_or_default())
}

/// Months since the year 0.
fn month_number(day: Day) -> i32 {
    i32::from(day.date().year()) * 12 + i32::from(day.date().month()) - 1
}

/// The last day of a month.
fn last_day(number: i32) -> Option<Day> {
    let year = i16::try_from(number.div_euclid(12)).ok()?;
    let month = i8::try_from(number.rem_euclid(12) + 1).ok()?;
    Day::from_date(Day::new(year, month, 1)?.date().last_of_month())
}
