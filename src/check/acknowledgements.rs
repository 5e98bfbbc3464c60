//! What there is to say about acknowledgements: to the owner of the page, and to whoever keeps the
//! table.

use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::diag::catalogue::keys;
use crate::diag::catalogue::records::acknowledgement_overdue;
use crate::govern::Report;
use crate::govern::acknowledgements::{AcknowledgedPage, UnusableRow, acknowledgements};
use crate::resolve::Resolved;
use crate::site::Site;
use crate::site::people::Lookup;

/// People that one finding names.
const NAMES: usize = 5;

/// All of it.
pub fn findings(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let site = resolved.site();
    let (asked, rows) = acknowledgements(site, report.today());
    let late = asked.iter().filter_map(|asked| late(site, asked, report));
    let rows = rows.iter().filter_map(|row| unusable(site, row));
    late.chain(rows).chain(unknown(site)).collect()
}

fn late(site: &Site, asked: &AcknowledgedPage, report: &Report) -> Option<Finding> {
    let late: Vec<&str> = asked.late(report.today()).collect();
    let written = site.page(asked.page).meta().acknowledge.as_ref()?;
    if late.is_empty() {
        return None;
    }
    let name = |id: &&str| site.people().person(id).map_or(*id, |person| &person.name).to_owned();
    let names: Vec<String> = late.iter().take(NAMES).map(name).collect();
    let more = if late.len() > NAMES { ", …" } else { "" };
    let names = format!(": {}{more}", names.join(", "));
    let names = if site.config().audiences.shows_people() { names } else { String::new() };
    let place = written.location().clone();
    Some(acknowledgement_overdue(place, late.len(), asked.people.len(), &names))
}

fn unusable(site: &Site, row: &UnusableRow) -> Option<Finding> {
    let written = site.acknowledged().get(row.place())?;
    let (why, help) = match row {
        UnusableRow::NoPage(_) => {
            let why = format!("names a page that is not there: `{}`", written.page);
            (why, "name its file or its address".to_owned())
        }
        UnusableRow::Nobody(_, near) => {
            let help = near.as_ref().map_or_else(
                || "add them to people.yaml, with `left` if they have gone".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            (format!("names nobody of people.yaml: `{}`", written.person), help)
        }
        UnusableRow::NoPerson(_) => {
            let why = format!("does not name one person: `{}`", written.person);
            (why, "write the person's id of people.yaml, or their e-mail address".to_owned())
        }
        UnusableRow::InFuture(_) => {
            (format!("is of a day to come: {}", written.day), "correct the day".to_owned())
        }
    };
    let is_known = !matches!(row, UnusableRow::Nobody(..)) || !site.people().is_empty();
    is_known.then(|| unusable_row(written.place.clone(), &why, &help))
}

/// Names in `acknowledge:` that people.yaml does not have.
fn unknown(site: &Site) -> impl Iterator<Item = Finding> {
    let asked = site.pages().iter().filter_map(|page| page.meta().acknowledge.as_ref());
    let names = asked.flat_map(|asked| &asked.value().by);
    names.filter_map(|name| match site.people().find(name.value()) {
        Lookup::Nobody { near } if !site.people().is_empty() => {
            let place = name.location().clone();
            Some(keys::unknown_owner(place, name.key(), name.value(), near.as_deref()))
        }
        _ => None,
    })
}
