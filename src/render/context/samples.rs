//! What tests fill templates with: everything set, and all text evil.

use super::{
    AskContext, Card, CardList, ChangeRow, ClockText, DayText, Expected, Fact, FactsContext,
    LinkContext, Pager, Rest, ReviewContext, StatusContext, StepContext, Text, TextPiece,
    UrgencyContext,
};
use crate::html::Html;
use std::sync::LazyLock;

/// Would end an attribute, a text or an element if it were not escaped.
pub const EVIL: &str = "<script>\"'&";

pub fn body() -> &'static Html {
    static BODY: LazyLock<Html> = LazyLock::new(|| Html::finished("<p id=body>".to_owned()));
    &BODY
}

pub fn evil() -> Text<'static> {
    Text::from(EVIL)
}

pub fn link() -> LinkContext<'static> {
    LinkContext { title: evil(), href: Some(evil()) }
}

pub fn step() -> StepContext<'static> {
    StepContext { after: evil(), to: link(), contacts: vec![evil()] }
}

pub fn rest() -> Option<Rest<'static>> {
    Some(Rest { count: 1, href: Some(evil()) })
}

pub fn day() -> Option<DayText<'static>> {
    Some(DayText { text: evil(), iso: evil() })
}

pub fn pager() -> Pager<'static> {
    Pager { current: 1, total: 2, previous: Some(evil()), next: Some(evil()) }
}

pub fn card(review: &'static str) -> Card<'static> {
    Card {
        title: evil(),
        href: evil(),
        description: Some(evil()),
        owner: Some(link()),
        count: Some(2),
        place: Some(evil()),
        kind: Some(evil()),
        status: Some(evil()),
        review: Some(Text::from(review)),
        urgency: Some(evil()),
    }
}

pub fn cards() -> CardList<'static> {
    CardList { items: vec![card("stale"), card(EVIL)], rest: rest() }
}

pub fn review(state: &'static str) -> ReviewContext<'static> {
    ReviewContext {
        state: Text::from(state),
        reviewed: day(),
        by: vec![link()],
        due: day(),
        sentence: None,
    }
}

pub fn expected() -> Option<Expected<'static>> {
    Some(Expected { within: evil(), data: Some(evil()) })
}

pub fn ask() -> AskContext<'static> {
    AskContext { channel: link(), answer: expected(), purpose: Some(evil()), not_for: Some(evil()) }
}

pub fn matter() -> UrgencyContext<'static> {
    UrgencyContext {
        level: evil(),
        name: link(),
        above: true,
        is_highest: true,
        means: Some(evil()),
        channels: vec![link()],
        reply: expected(),
        answer: expected(),
        hours: Some(evil()),
        escalate: vec![step()],
    }
}

pub fn facts(owner_state: &'static str, review: ReviewContext<'static>) -> FactsContext<'static> {
    let fact =
        |id: &'static str| Fact { id: Text::from(id), label: evil(), values: vec![link(), link()] };
    FactsContext {
        owners: vec![link(), link()],
        owner_state: Some(Text::from(owner_state)),
        review: Some(review),
        ask: Some(ask()),
        mistake: Some(evil()),
        urgency: Some(matter()),
        more: vec![fact("version"), fact(EVIL)],
    }
}

pub fn status() -> StatusContext<'static> {
    StatusContext {
        state: evil(),
        instead: vec![link()],
        day: day(),
        reviewed: day(),
        tell: Some(link()),
    }
}

pub fn clock() -> Option<ClockText<'static>> {
    Some(ClockText { text: evil(), zone: evil(), iso: evil() })
}

pub fn change() -> ChangeRow<'static> {
    ChangeRow {
        page: Some(link()),
        pages: 1,
        count: 2,
        key: evil(),
        what: [false, true].map(|is_code| TextPiece { text: evil(), is_code }).to_vec(),
        day: day().unwrap_or_default(),
        author: Some(link()),
        is_new: true,
        is_major: true,
        text: Some(evil()),
    }
}
