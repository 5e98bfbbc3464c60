//! The page of a person or a team: who they are, when they work, which checks are theirs to do, and
//! what they answer for.

use crate::diag::Finding;
use crate::govern::review::ReviewState;
use crate::govern::rota::Rota;
use crate::outputs::Output;
use crate::render::context::{LinkContext, ReviewContext, View};
use crate::render::directory::address_parts;
use crate::render::renderer::Renderer;
use crate::render::time::city;
use crate::render::views::people::context::{DaysAway, DueRow, OwnedRow, PersonView, Work};
use crate::render::views::people::team::team_view;
use crate::render::views::{follow_ups, tags};
use crate::render::{facts, frame, levels, names, paging, states, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::name::role as role_name;
use crate::site::people::{Away, Person, Who};

/// So many pages are named whose review is due; nobody reads more before these are done.
const DUE: usize = 20;

/// The page of somebody; more than one where the list of what they answer for is long.
pub fn outputs<'a>(
    renderer: &'a Renderer<'a>,
    who: Who,
) -> impl Iterator<Item = (String, Output<'a>)> {
    (1..=paging::page_count(renderer.directory.owns(&who).len())).map(move |number| {
        let who = who.clone();
        let path = address(&who, number, renderer).output_path();
        (path, Output::Rendered(Box::new(move || render(renderer, &who, number)) as Box<_>))
    })
}

fn address(who: &Who, number: usize, renderer: &Renderer<'_>) -> Address {
    paging::paged(&address_parts(who).each_ref().map(String::as_str), number, renderer.ending)
}

fn render(renderer: &Renderer<'_>, who: &Who, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = address(who, number, renderer);
    let people = renderer.site.people();
    let mut context = frame::around_view(renderer, "people", people.name_of(who), &here);
    context.breadcrumbs.push(tags::view_link(renderer, "people", &here));
    let person = |id, person| View::of(&person_view(renderer, id, person, number, &here));
    let team = |id, team| View::of(&team_view(renderer, id, team, number, &here));
    let view = match who {
        Who::Person(id) => people.person(id).map(|of| person(id, of)),
        Who::Team(id) => people.team(id).map(|of| team(id, of)),
        Who::Role(_) => None,
    };
    let lead = lead(renderer, who);
    context.description_shown = lead.is_some();
    context.description = lead.map(Into::into);
    context.has_page_head = matches!(who, Who::Team(_));
    renderer.view(context, view.unwrap_or_else(|| View::of(&PersonView::default())))
}

/// The line below the name: what a team answers for, the roles of a person.
fn lead(renderer: &Renderer<'_>, who: &Who) -> Option<String> {
    let roles: Vec<String> =
        renderer.directory.roles(who).iter().map(|role| role_name(role)).collect();
    match who {
        Who::Team(id) => renderer.site.people().team(id)?.purpose.clone(),
        Who::Person(_) | Who::Role(_) => (!roles.is_empty()).then(|| roles.join(", ")),
    }
}

fn person_view<'r>(
    renderer: &'r Renderer<'_>,
    id: &'r str,
    person: &'r Person,
    number: usize,
    from: &'r Address,
) -> PersonView<'r> {
    let who = Who::Person(id.to_owned());
    PersonView {
        teams: names::teams_of(renderer, id, from),
        zone: person.timezone.as_ref().map(|zone| city(zone.name()).into()),
        hours: person
            .working_hours
            .as_ref()
            .map(|hours| time::hours(renderer, hours.value()).into()),
        clock: Rota::text_of(renderer.site, id, renderer.report.today()).map(Into::into),
        away: days_away(renderer, person),
        contacts: contacts([&person.email, &person.phone, &person.slack, &person.github]),
        cover: person.cover.as_ref().map(|cover| names::named(renderer, cover.value(), from)),
        work: work(renderer, &who, number, from),
    }
}

/// When somebody is away, but for what is over.
fn days_away(renderer: &Renderer<'_>, person: &Person) -> Vec<DaysAway<'static>> {
    let today = renderer.report.today();
    let ahead = person.away.iter().filter(|away| away.to >= today);
    let days = ahead.map(|Away { from, to }| DaysAway {
        from: time::day_text(renderer, *from),
        to: (from != to).then(|| time::day_text(renderer, *to)),
        is_now: *from <= today,
    });
    days.collect()
}

/// What somebody has to check, and what they answer for.
pub fn work<'r>(
    renderer: &'r Renderer<'_>,
    who: &Who,
    number: usize,
    from: &'r Address,
) -> Work<'r> {
    let owns = renderer.directory.owns(who);
    let is_first = number == 1;
    let due = if is_first { due(renderer, who, from) } else { Vec::new() };
    let follow_ups =
        if is_first { follow_ups::follow_ups_of(renderer, who, from) } else { Vec::new() };
    Work {
        owns: paging::rows(owns, number)
            .iter()
            .map(|page| owned_row(renderer, *page, from))
            .collect(),
        pager: paging::pager(
            &address_parts(who).each_ref().map(String::as_str),
            number,
            owns.len(),
            renderer.ending,
        ),
        due,
        follow_ups,
    }
}

/// A page with its section and how it stands with its review.
fn owned_row<'r>(renderer: &'r Renderer<'_>, page: PageId, from: &'r Address) -> OwnedRow<'r> {
    let of = renderer.site.page(page);
    let linker = renderer.linker(from);
    let above = renderer.tree.ancestors(of.node());
    OwnedRow {
        page: linker.link(of.node()),
        section: above.get(1).map(|node| linker.link(*node)),
        status: states::status_of(of.meta()).map(Into::into),
        urgency: levels::level_above(renderer, page).map(Into::into),
        review: facts::review(renderer, page, from),
    }
}

/// The pages whose review is theirs to do now or soon, the first to be read first.
fn due<'r>(renderer: &'r Renderer<'_>, who: &Who, from: &'r Address) -> Vec<DueRow<'r>> {
    let is_accountable = |page: &&PageId| states::answerers(renderer, **page).next() == Some(who);
    let judged = renderer
        .directory
        .owns(who)
        .iter()
        .filter(is_accountable)
        .filter_map(|page| Some((*page, renderer.report.of(*page)?)));
    let is_due = |state| matches!(state, ReviewState::Stale | ReviewState::DueSoon);
    let mut due: Vec<_> =
        judged.filter(|(_, verdict)| verdict.is_governed && is_due(verdict.review.state)).collect();
    due.sort_by_key(|(page, verdict)| (verdict.review.due, *page));
    let row = |(page, verdict): (PageId, &crate::govern::report::PageStatus)| DueRow {
        page: renderer.linker(from).link(renderer.site.page(page).node()),
        review: ReviewContext {
            state: <&str>::from(verdict.review.state).into(),
            due: verdict.review.due.map(|day| time::day_text(renderer, day)),
            ..ReviewContext::default()
        },
    };
    due.into_iter().take(DUE).map(row).collect()
}

/// How somebody is reached, each with a link where there is one.
pub fn contacts<'r>(of: [&'r Option<String>; 4]) -> Vec<LinkContext<'r>> {
    let [mail, phone, chat, code] = of.map(|text| text.as_deref());
    let linked =
        |title: &'r str, href: String| LinkContext { title: title.into(), href: Some(href.into()) };
    let mail = mail.map(|mail| linked(mail, format!("mailto:{mail}")));
    let phone = phone.map(|phone| linked(phone, format!("tel:{}", dialled(phone))));
    let chat = chat.map(|chat| LinkContext { title: chat.into(), href: None });
    let code = code
        .map(|code| linked(code, format!("https://github.com/{}", code.trim_start_matches('@'))));
    [mail, phone, chat, code].into_iter().flatten().collect()
}

/// The digits of a number, as a telephone takes them.
fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}
