//! Calendars of meetings: one of all, and one of each series.

use super::meetings;
use crate::day::Day;
use crate::formats::ics::{CalendarMeeting, meetings_calendar};
use crate::govern::records::meetings::{MeetingState, moment, occurrences};
use crate::outputs::{Output, distinct};
use crate::remote;
use crate::render::renderer::Renderer;
use crate::site::Site;
use crate::site::address::{Address, segment};
use crate::site::record::Series;

/// The calendar of all meetings.
pub(super) const ALL: &str = "-/meetings/all.ics";

/// So many meetings of a series stand in its calendar that have no record yet.
const IN_CALENDAR: usize = 12;

/// The calendar of all meetings, and that of each series.
pub(super) fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let all = (ALL.to_owned(), calendar_output(renderer, None));
    let each = paths(renderer.site).into_iter().enumerate();
    let each = each.map(|(number, path)| (path, calendar_output(renderer, Some(number))));
    std::iter::once(all).chain(each).collect()
}

fn calendar_output<'a>(renderer: &'a Renderer<'a>, series: Option<usize>) -> Output<'a> {
    Output::Rendered(Box::new(move || (calendar(renderer, series).into_bytes(), Vec::new())))
}

/// The calendar of each series, in their order.
pub(super) fn paths(site: &Site) -> Vec<String> {
    let name = |series: &Series| segment(&series.id.value().to_lowercase().replace('/', "-"));
    let names = distinct(site.series().iter().map(name));
    names.into_iter().map(|name| format!("-/meetings/series-{name}.ics")).collect()
}

/// The meetings of a series, or all, as a calendar: those with a record, and the next ones.
fn calendar(renderer: &Renderer<'_>, only: Option<usize>) -> String {
    let site = renderer.site;
    let mut entries = Vec::new();
    let is_meant = |number: Option<usize>| only.is_none() || number == only;
    for record in meetings(renderer).records().iter().filter(|record| is_meant(record.series)) {
        let page = site.page(record.page);
        let series = record.series.and_then(|number| site.series().get(number));
        let Some(day) = record.day.filter(|_| record.state != MeetingState::MovedToAsync) else {
            continue;
        };
        entries.push(CalendarMeeting {
            id: meeting_id(series, day, page.source().path()),
            day,
            begins: moment(site, Some(&page.meta().record), series, day)
                .map(|(moment, _, minutes)| (moment.timestamp(), minutes)),
            summary: page.title().to_owned(),
            url: site.web().absolute(site.address(page)),
            is_cancelled: record.state == MeetingState::Cancelled,
        });
    }
    for (number, series) in site.series().iter().enumerate() {
        if is_meant(Some(number)) {
            entries.extend(without_record(renderer, number, series));
        }
    }
    entries.sort_by(|left, right| (left.day, &left.id).cmp(&(right.day, &right.id)));
    let ids = distinct(entries.iter().map(|entry| entry.id.clone()));
    let host = site.config().base_url.as_deref().and_then(remote::web_host);
    let host = host.unwrap_or_else(|| "handbook".to_owned());
    for (entry, id) in entries.iter_mut().zip(ids) {
        entry.id = format!("{id}@{host}");
    }
    let name = match only.and_then(|number| site.series().get(number)) {
        Some(series) => series.title(),
        None => format!("{}: {}", site.title(), renderer.theme.words().get("views.meetings")),
    };
    meetings_calendar(&name, &entries, renderer.report.today())
}

/// What makes a meeting the same tomorrow: of a series, its day, so that calendars know it again
/// when it gets its record; else its record.
fn meeting_id(series: Option<&Series>, day: Day, record: &str) -> String {
    match series {
        Some(series) => format!("{}#{day}", series.id.value()),
        None => format!("{record}#meeting"),
    }
}

/// The next meetings of a series that nobody has announced yet.
fn without_record(renderer: &Renderer<'_>, number: usize, series: &Series) -> Vec<CalendarMeeting> {
    let site = renderer.site;
    let recorded: Vec<Day> =
        meetings(renderer).of_series(number).filter_map(|record| record.day).collect();
    let today = renderer.report.today();
    let days = occurrences(series, recorded.iter().copied().max(), today);
    let view = site.web().absolute(&Address::of_view(&["meetings"], renderer.ending));
    let entry = |day: Day| CalendarMeeting {
        id: meeting_id(Some(series), day, ""),
        day,
        begins: moment(site, None, Some(series), day)
            .map(|(moment, _, minutes)| (moment.timestamp(), minutes)),
        summary: series.title(),
        url: view.clone(),
        is_cancelled: false,
    };
    days.filter(|day| !recorded.contains(day)).take(IN_CALENDAR).map(entry).collect()
}
