//! The table of front-matter keys. What reads, inherits, explains and documents them goes through
//! it.
//!
//! A new key is a row here and a field of [`Meta`](crate::site::meta::Meta); then `UPDATE=1 cargo
//! test --lib schema` writes it into the manual and the schemas. The order counts: a key is read
//! after those that its reader looks at.

use super::across::{address, description, owner_slack, review_date, series, status};
pub use super::key::Key;
use super::key::{field, key};
use super::records::{BRAINSTORMS, DECISIONS, MEETINGS};
use super::values::{
    acknowledge, ask, change, day_of_either, owner, owners, page_type, period_of_either,
    publish_day, reason, reviewed_hash, snooze, tags, weight,
};
use crate::config::table::handbook::PAGE_URGENCY;
use crate::load::urgency::page_urgency;
use crate::yaml::read::{day, days, item, list, period, text, written};
use crate::yaml::{KeyGroup, MapKey, Takes};

/// All keys, in the order in which they are read.
pub fn keys() -> impl Iterator<Item = &'static Key> {
    GROUPS.iter().flat_map(|group| group.keys)
}

/// The key that is written with this name.
pub fn key_named(name: &str) -> Option<&'static Key> {
    keys().find(|key| key.name == name)
}

/// All keys, as the manual groups them.
pub static GROUPS: [KeyGroup<Key>; 8] = [
    KeyGroup { heading: "What the page is", keys: PAGE },
    KeyGroup { heading: "Where the page is", keys: POSITION },
    KeyGroup { heading: "Who owns the page", keys: OWNERS },
    KeyGroup { heading: "When it was reviewed", keys: REVIEWS },
    KeyGroup { heading: "For records and audits", keys: RECORDS },
    KeyGroup { heading: "Of meetings", keys: MEETINGS },
    KeyGroup { heading: "Of decisions", keys: DECISIONS },
    KeyGroup { heading: "Of brainstorms", keys: BRAINSTORMS },
];

const PAGE: &[Key] = &[
    key("title", field!(title, text, ["title"]), Takes::Text, "the title").explained_elsewhere(),
    key(
        "nav_title",
        field!(nav_title, text, ["nav_title", "linkTitle", "sidebar_label"]),
        Takes::Text,
        "a shorter title for navigation",
    ),
    key(
        "description",
        description(),
        Takes::Text,
        "one sentence, shown under the title and in lists",
    ),
    key(
        "type",
        field!(page_type, page_type, ["type"]),
        Takes::Text,
        "`page` (default), `policy`, `runbook`, `meeting`, `brainstorm`, `decision`; another word \
         is kept",
    )
    .governing(),
    key(
        "series",
        series(),
        Takes::Text,
        "the series of a meeting, as handbook.yaml names it; such a page is a meeting",
    ),
    key(
        "also",
        field!(also, list(written(item)), ["also", "also_known_as", "synonyms"]),
        Takes::Texts,
        "what people call it as well; the search finds the page by these names as by its title",
    ),
    key("tags", field!(tags, tags, ["tags"]), Takes::Texts, "tags").inherited().labelled("tag"),
    key(
        "status",
        status(),
        Takes::Text,
        "`draft`, `current`, `deprecated`, `superseded`, `archived`; `draft: true`, \
         `published: false` and the like are `draft`, `outdated: true` is `deprecated`",
    )
    .inherited()
    .governing(),
    key(
        "superseded_by",
        field!(superseded_by, text, ["superseded_by"]),
        Takes::Text,
        "the page that replaces this one",
    )
    .governing(),
    key("expires", field!(expires, day, ["expires"]), Takes::Day, "the last day on which it holds")
        .inherited()
        .governing(),
    key(
        "publish_date",
        field!(publish_date, [
            "publish_date" => day,
            "pubdate" => day,
            "published" => publish_day
        ]),
        Takes::Day,
        "readers see the page from this day on",
    ),
    key(
        "expiry_date",
        field!(expiry_date, day, ["expiry_date", "unpublish_date"]),
        Takes::Day,
        "readers see the page until the day before",
    ),
];

const POSITION: &[Key] = &[
    key(
        "weight",
        field!(weight, weight, ["weight", "order", "sidebar_position", "nav_order"]),
        Takes::Number,
        "lighter pages come first in their section",
    )
    .inherited(),
    key(
        "slug",
        address(),
        Takes::Text,
        "the last part of the address, or all of it: `/people/expenses`",
    )
    .explained_elsewhere(),
    key(
        "aliases",
        field!(aliases, list(written(item)), ["aliases", "redirect_from", "old_paths"]),
        Takes::Texts,
        "old addresses that lead here",
    )
    .labelled("alias"),
];

const OWNERS: &[Key] = &[
    key(
        "owner",
        field!(
            owners,
            owners,
            [
                "owner",
                "owners",
                "maintainedBy",
                "maintainer",
                "maintainers",
                "dri",
                "dris",
                "freshness.owner"
            ]
        ),
        Takes::Texts,
        "person, team or role; the first one is accountable",
    )
    .inherited()
    .governing()
    .explained_elsewhere(),
    key(
        "ask",
        field!(ask, list(written(ask)), ["ask", "questions"]),
        Takes::Either(&[Takes::Texts, Takes::Map(ASK), Takes::List(&Takes::Map(ASK))]),
        "where readers ask, if not where the owner can be asked",
    )
    .inherited(),
    key(
        "owner_slack",
        owner_slack(),
        Takes::Texts,
        "where readers ask, and the owner if nothing else names one",
    )
    .explained_elsewhere(),
    key(
        "approver",
        field!(approvers, list(written(owner)), ["approver", "approvers"]),
        Takes::Texts,
        "who agreed",
    )
    .inherited(),
    key("approved", field!(approved, day, ["approved"]), Takes::Day, "when they agreed")
        .inherited(),
    key("effective", field!(effective, day, ["effective"]), Takes::Day, "from when on it holds")
        .inherited(),
];

const REVIEWS: &[Key] = &[
    key(
        "reviewed",
        field!(
            reviewed,
            day,
            [
                "reviewed",
                "last_reviewed",
                "last_reviewed_on",
                "last_reviewed_at",
                "last_review_date",
                "lastVerified",
                "freshness.reviewed"
            ]
        ),
        Takes::Day,
        "when somebody read all of it and it was right",
    )
    .governing(),
    key(
        "reviewed_by",
        field!(reviewed_by, text, ["reviewed_by"]),
        Takes::Text,
        "who read \
        it",
    )
    .governing(),
    key(
        "review_note",
        field!(review_note, text, ["review_note"]),
        Takes::Text,
        "what that person \
        had to say",
    )
    .governing(),
    key(
        "reviewed_hash",
        field!(reviewed_hash, reviewed_hash, ["reviewed_hash"]),
        Takes::Text,
        "day and hash of what was read; `handbook review` writes it",
    )
    .governing(),
    key(
        "next_review",
        field!(next_review, [
            "next_review" => day,
            "review_by" => day,
            "revisit_by" => day,
            "expire_by" => day,
            "stale_after" => day_of_either
        ]),
        Takes::Day,
        "when to read it next",
    )
    .inherited()
    .governing(),
    key(
        "review_date",
        review_date(),
        Takes::Day,
        "`reviewed` or `next_review`: the one that the page does not have, or what \
         `review.review_date` \
         of handbook.yaml says",
    )
    .governing()
    .explained_elsewhere(),
    key(
        "review_every",
        field!(review_every, [
            "review_every" => period,
            "every" => period,
            "review_in" => period,
            "review_interval" => period,
            "review_cycle" => period,
            "review_frequency" => period,
            "freshness.review_interval" => period,
            "stale_after" => period_of_either,
            "expiration_in_days" => days,
            "ms.update-cycle" => days
        ]),
        Takes::Period,
        "from one review to the next",
    )
    .inherited()
    .governing(),
    key(
        "review_when",
        field!(review_when, list(written(item)), ["review_when"]),
        Takes::Texts,
        "pages or globs; a change there asks for a review here",
    )
    .inherited()
    .governing(),
    key(
        "snooze",
        field!(snooze, snooze, ["snooze"]),
        Takes::Map(SNOOZE),
        "a review \
        snoozed",
    )
    .governing(),
    key(
        "review_exempt",
        field!(review_exempt, reason, ["review_exempt"]),
        Takes::Text,
        "the reason why it needs no review",
    )
    .inherited()
    .governing(),
];

const RECORDS: &[Key] = &[
    key(
        "version",
        field!(version, text, ["version"]),
        Takes::TextOrNumber,
        "the version: `\"4.1\"`",
    )
    .inherited(),
    key(
        "classification",
        field!(classification, text, ["classification"]),
        Takes::Text,
        "a label, such as `internal`",
    )
    .inherited(),
    key(
        "changes",
        field!(changes, list(written(change)), ["changes"]),
        Takes::List(&Takes::Map(CHANGE)),
        "what changed in the page",
    )
    .labelled("change"),
    key(
        "acknowledge",
        field!(acknowledge, acknowledge, ["acknowledge"]),
        Takes::Either(&[Takes::Texts, Takes::Map(ACKNOWLEDGE)]),
        "who has to [acknowledge](records.md#acknowledgements) the page, and within how long",
    )
    .inherited(),
    key(
        "urgency",
        field!(urgency, page_urgency, ["urgency"]),
        Takes::Either(&[Takes::Text, Takes::Map(PAGE_URGENCY)]),
        "a level of urgency, or one refined",
    )
    .inherited()
    .explained_elsewhere(),
    key("audience", field!(audience, text, ["audience"]), Takes::Text, "whom the page is for")
        .inherited(),
];

const ASK: &[MapKey] = &[
    MapKey::new(&["text", "name", "title"], Takes::Text, "what readers see"),
    MapKey::new(&["url", "link", "href"], Takes::Text, "where it leads"),
];

pub(super) const ACKNOWLEDGE: &[MapKey] = &[
    MapKey::new(&["by", "who"], Takes::Texts, "who: `all`, or people, teams and roles"),
    MapKey::new(&["within"], Takes::Period, "how long they have"),
    MapKey::new(&["version"], Takes::TextOrNumber, "which version; without it, that of the page"),
];

pub(super) const SNOOZE: &[MapKey] = &[
    MapKey::new(&["until"], Takes::Day, "the last day of rest").required(),
    MapKey::new(&["reason"], Takes::Text, "why").required(),
];

pub(super) const CHANGE: &[MapKey] = &[
    MapKey::new(&["day", "date"], Takes::Day, "when").required(),
    MapKey::new(&["what"], Takes::Text, "what").required(),
    MapKey::new(&["major"], Takes::Flag, "whether everybody is told"),
];
