//! `handbook plan`: who has to read how much in which week.

use crate::analysis::Analysis;
use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::{pipeline, summary};
use crate::govern::plan::{OwnerPlan, Task, plan};

/// Prints the plan: the weeks with something in them, by owner.
pub fn run(options: &HandbookArguments, console: &mut Console) -> Result<Exit, Failure> {
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    let analysis = handbook.analyse();
    let capacity = handbook.site.config().review.capacity;
    let plans = plan(&tasks(&analysis), capacity, handbook.today);
    console.print(&format!("as of {}\n", handbook.today));
    if plans.is_empty() {
        console.print("nothing to plan: no page has an owner and a review\n");
    }
    for plan in &plans {
        console.print(&owner(plan, capacity));
    }
    Ok(Exit::Fine)
}

/// Pages under governance that somebody has to read, each with its accountable owner.
fn tasks(Analysis { resolved, report, .. }: &Analysis<'_>) -> Vec<Task> {
    let pages = resolved.site().page_ids().filter_map(|page| Some((page, report.of(page)?)));
    let pages = pages.filter(|(_, verdict)| verdict.is_governed && verdict.exemption.is_none());
    let task = |(page, verdict): (_, &crate::govern::report::PageStatus)| Task {
        owner: resolved
            .owners(page)
            .first()
            .map_or_else(|| "(no owner)".to_owned(), |owner| owner.id().to_owned()),
        due: verdict.review.due,
        every: verdict.every,
    };
    pages.map(task).collect()
}

fn owner(plan: &OwnerPlan, capacity: Option<u32>) -> String {
    let mut text = format!(
        "\n{}: {} overdue, {} not reviewed yet\n",
        plan.owner, plan.overdue, plan.never_reviewed
    );
    for week in plan.weeks.iter().filter(|week| week.reviews > 0) {
        let over = capacity.filter(|_| week.is_over_capacity);
        let over = over.map(|capacity| format!("  more than {capacity}")).unwrap_or_default();
        text += &format!(
            "  {}  from {}  {}{over}\n",
            week.name,
            week.monday,
            summary::plural(week.reviews, "page")
        );
    }
    text
}
