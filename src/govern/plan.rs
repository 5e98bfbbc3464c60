//! Which reviews fall to whom in which week of the next year, and which weeks are too full.

use crate::day::{Day, Period};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many weeks are planned.
const WEEKS: usize = 52;

/// A page that somebody has to review.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Who answers for it, as they are called in the plan.
    pub owner: String,
    /// The day on which the next review is due; `None` for a page that nobody has read yet.
    pub due: Option<Day>,
    /// The interval between reviews.
    pub every: Option<Period>,
}

/// The reviews of one owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnerPlan {
    /// The owner.
    pub owner: String,
    /// Reviews that are overdue; they are counted in the first week as well.
    pub overdue: usize,
    /// Pages that nobody has read yet, and that have no day.
    pub never_reviewed: usize,
    /// The weeks of a year, the first one with today in it.
    pub weeks: Vec<Week>,
}

/// The reviews of one owner in one week, from Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Week {
    /// The week as ISO 8601 counts: `2026-W33`.
    pub name: String,
    /// Its first day.
    pub monday: Day,
    /// How many reviews fall into it.
    pub reviews: usize,
    /// Whether that is more than the owner can do.
    pub is_over_capacity: bool,
}

/// Plans a year. A page comes back after each review, as often as its interval says. Owners are in
/// order.
pub fn plan(tasks: &[Task], capacity: Option<u32>, today: Day) -> Vec<OwnerPlan> {
    let mut by_owner: BTreeMap<&str, Vec<&Task>> = BTreeMap::new();
    for task in tasks {
        by_owner.entry(&task.owner).or_default().push(task);
    }
    by_owner.into_iter().map(|(owner, tasks)| plan_of(owner, &tasks, capacity, today)).collect()
}

fn plan_of(owner: &str, tasks: &[&Task], capacity: Option<u32>, today: Day) -> OwnerPlan {
    let monday = monday_of(today);
    let mut counts = vec![0; WEEKS];
    for task in tasks {
        count(task, today, monday, &mut counts);
    }
    let week = |(number, reviews): (usize, usize)| week(monday, number, reviews, capacity);
    OwnerPlan {
        owner: owner.to_owned(),
        overdue: tasks.iter().filter(|task| task.due.is_some_and(|due| due < today)).count(),
        never_reviewed: tasks.iter().filter(|task| task.due.is_none()).count(),
        weeks: counts
            .into_iter()
            .enumerate()
            .filter_map(|(number, reviews)| week((number, reviews)))
            .collect(),
    }
}

/// A review that is overdue is done today; each next one an interval later.
fn count(task: &Task, today: Day, monday: Day, counts: &mut [usize]) {
    let mut due = task.due.map(|due| due.max(today));
    while let Some(day) = due {
        let number = usize::try_from(monday.days_until(day) / 7).unwrap_or(usize::MAX);
        let Some(count) = counts.get_mut(number) else {
            return;
        };
        *count += 1;
        // At the end of the calendar no day is later.
        due = task.every.map(|every| day.plus(every)).filter(|next| *next > day);
    }
}

fn week(monday: Day, number: usize, reviews: usize, capacity: Option<u32>) -> Option<Week> {
    let monday = monday.checked_add_days(i64::try_from(number).ok()? * 7)?;
    let iso = monday.date().iso_week_date();
    let is_over_capacity =
        capacity.is_some_and(|capacity| u32::try_from(reviews).unwrap_or(u32::MAX) > capacity);
    Some(Week {
        name: format!("{:04}-W{:02}", iso.year(), iso.week()),
        monday,
        reviews,
        is_over_capacity,
    })
}

/// The Monday of a day's week; in the first days of the calendar, the day itself.
fn monday_of(day: Day) -> Day {
    day.checked_add_days(-i64::from(day.weekday().to_monday_zero_offset())).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::{OwnerPlan, Task, plan};
    use crate::day::{Day, Period};

    fn task(owner: &str, due: &str, every: &str) -> Task {
        Task { owner: owner.into(), due: Day::parse(due).ok(), every: Period::parse(every).ok() }
    }

    fn planned(tasks: &[Task], today: &str) -> Vec<OwnerPlan> {
        plan(tasks, Some(1), Day::parse(today).expect("a day"))
    }

    fn busy(plan: &OwnerPlan) -> Vec<String> {
        let busy = plan.weeks.iter().filter(|week| week.reviews > 0);
        busy.map(|week| {
            format!(
                "{}:{}{}",
                week.name,
                week.reviews,
                if week.is_over_capacity { "!" } else { "" }
            )
        })
        .collect()
    }

    #[test]
    fn reviews_fall_into_iso_weeks_and_come_back() {
        let tasks = [
            task("ben", "2027-01-03", ""),
            task("ana", "2026-12-31", "6 months"),
            task("ana", "2027-01-01", ""),
            task("ana", "2026-01-01", "1 year"),
            task("ana", "", "1 year"),
            task("ana", "2027-12-26", ""),
            task("ana", "2027-12-27", ""),
        ];
        let plans = planned(&tasks, "2026-12-30");
        let owners: Vec<&str> = plans.iter().map(|plan| plan.owner.as_str()).collect();
        assert_eq!(owners, ["ana", "ben"]);
        assert_eq!(busy(&plans[0]), ["2026-W53:3!", "2027-W26:1", "2027-W51:1"]);
        assert_eq!((plans[0].overdue, plans[0].never_reviewed, plans[0].weeks.len()), (1, 1, 52));
        assert_eq!(busy(&plans[1]), ["2026-W53:1"]);
    }

    #[test]
    fn a_daily_review_and_the_ends_of_the_calendar() {
        let weeks = |due, every, today| planned(&[task("ana", due, every)], today)[0].weeks.clone();
        let daily = weeks("2026-08-14", "1 day", "2026-08-14");
        assert_eq!(daily.iter().map(|week| week.reviews).sum::<usize>(), 3 + 51 * 7);
        assert_eq!(weeks("9999-12-31", "1 day", "9999-12-30").len(), 1);
        assert_eq!(weeks("0001-01-01", "1 year", "0001-01-01").len(), 52);
    }
}
