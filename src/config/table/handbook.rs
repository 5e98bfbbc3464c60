//! The keys of handbook.yaml.

use crate::config::read::{FONTS, HTML, IMAGES, PRINT, REVIEW_DATE, ROBOTS, URLS};
use crate::config::values::LEVELS;
use crate::yaml::takes::words;
use crate::yaml::{KeyGroup, MapKey, Takes};

/// All keys, as the manual groups them.
pub static GROUPS: [KeyGroup<MapKey>; 8] = [
    KeyGroup { heading: "The site", keys: SITE },
    KeyGroup { heading: "Text and pictures", keys: TEXT },
    KeyGroup { heading: "Owners and defaults {#defaults}", keys: DEFAULT_VALUES },
    KeyGroup { heading: "Review", keys: REVIEWS },
    KeyGroup { heading: "Time and urgency", keys: TIME },
    KeyGroup { heading: "Audiences", keys: AUDIENCES },
    KeyGroup { heading: "Findings", keys: FINDINGS },
    KeyGroup { heading: "Theme", keys: LOOK },
];

/// All keys of the top of the file.
pub fn keys() -> impl Iterator<Item = &'static MapKey> {
    GROUPS.iter().flat_map(|group| group.keys)
}

const SITE: &[MapKey] = &[
    MapKey::new(
        &["title"],
        Takes::Text,
        "the handbook's name; without it, the title of the home page or the folder's name",
    ),
    MapKey::new(&["description"], Takes::Text, "one sentence about the handbook"),
    MapKey::new(
        &["language"],
        Takes::Text,
        "the language of the pages, such as `en` or `pt-BR`; without it, English",
    ),
    MapKey::new(
        &["timezone"],
        Takes::Text,
        "whose calendar days belong to, such as `Europe/Lisbon`; without it, UTC",
    ),
    MapKey::new(
        &["content"],
        Takes::Text,
        "the folder of the pages; without it `content/` or `docs/`, else what `mkdocs.yml`, \
         `book.toml` or `config/tech-docs.yml` say, else the folder itself",
    ),
    MapKey::new(
        &["base_url"],
        Takes::Text,
        "where the site will be; feeds, the sitemap and canonical links need it",
    ),
    MapKey::new(
        &["urls"],
        Takes::OneOf(&words(&URLS)),
        "what addresses look like: `people/pay/` (the default) or `people/pay.html`; without it, \
         as on the site of mdBook, VitePress and others",
    ),
    MapKey::new(&["robots"], Takes::OneOf(&words(&ROBOTS)), "what search engines are told"),
    MapKey::new(
        &["print"],
        Takes::OneOf(&words(&PRINT)),
        "which [documents for paper](publishing.md#paper) are made; without it, `all` up to 300 \
         pages and `sections` beyond",
    ),
    MapKey::new(
        &["repository"],
        Takes::Either(&[Takes::Text, Takes::Map(REPOSITORY)]),
        "where the sources are kept; without it, pages have no edit links",
    ),
    MapKey::new(
        &["sources"],
        Takes::Map(SOURCES),
        "how the files are read, where pages were [written for another tool](moving.md)",
    ),
    MapKey::new(
        &["nav"],
        Takes::List(&Takes::Either(&[
            Takes::Text,
            Takes::ById(&Takes::Either(&[Takes::Text, Takes::Map(NAV_ENTRY)])),
        ])),
        "[an order of your own](navigation-and-sections.md#an-order-of-your-own), `...` for the \
         rest; without it, pages come by weight, number and title",
    ),
    MapKey::new(
        &["redirects"],
        Takes::ById(&Takes::Text),
        "[old addresses](links-and-addresses.md#old-addresses) and the pages that they lead \
         to; those of `mkdocs.yml`, `book.toml`, `.gitbook.yaml` and Docusaurus count as well",
    ),
    MapKey::new(
        &["feedback"],
        Takes::Map(FEEDBACK),
        "where \"Something wrong?\" leads; without it, to an issue of a repository on GitHub, or a \
         mail to the owner",
    ),
    MapKey::new(
        &["acknowledge_link"],
        Takes::Text,
        "where readers say that they have [read a page](records.md#acknowledgements): an address \
         with `{page}`, `{title}`, `{version}`, `{url}` or `{owner}` in it",
    ),
    MapKey::new(
        &["pinned"],
        Takes::List(&Takes::Text),
        "pages and sections that the home page shows first, by their paths",
    ),
    MapKey::new(&["published_since"], Takes::Day, "pages that moved before this day need no alias"),
];

/// A line of the navigation that says more than a title.
pub const NAV_ENTRY: &[MapKey] = &[
    MapKey::new(&["page"], Takes::Text, "the page or section, by its path").required(),
    MapKey::new(
        &["description"],
        Takes::Text,
        "what the page of a section says where nobody wrote one",
    ),
];

/// How the files are read, where pages were written for another tool.
pub const SOURCES: &[MapKey] = &[
    MapKey::new(
        &["exclude"],
        Takes::Texts,
        "patterns of files below content that are no pages, as in a .gitignore",
    ),
    MapKey::new(
        &["snippets"],
        Takes::Texts,
        "folders with texts that pages include, beside `includes` and `snippets`",
    ),
    MapKey::new(
        &["assets"],
        Takes::Texts,
        "folders beside content with pictures and files of pages",
    ),
    MapKey::new(&["append"], Takes::Texts, "files whose abbreviations hold in all pages"),
    MapKey::new(
        &["collections"],
        Takes::Texts,
        "folders that hold pages although their names begin with `_`",
    ),
    MapKey::new(
        &["roots"],
        Takes::Texts,
        "paths at which the site stood before: links may begin with them",
    ),
    MapKey::new(
        &["cross_references"],
        Takes::Flag,
        "`true` if `#anchor` may stand in another page, as in MyST",
    ),
    MapKey::new(
        &["ids"],
        Takes::Flag,
        "`true` if `id` in front matter is the last part of a page's address, and numbers before \
         names are no part of it, as in Docusaurus",
    ),
    MapKey::new(
        &["references"],
        Takes::ById(&Takes::Text),
        "other manuals by name, for links such as `xref:name/page`",
    ),
];

/// Where the sources are kept.
pub const REPOSITORY: &[MapKey] = &[
    MapKey::new(&["url"], Takes::Text, "its address in the browser").required(),
    MapKey::new(&["branch"], Takes::Text, "the branch that is published"),
    MapKey::new(&["path"], Takes::Text, "the handbook's folder in it"),
];

/// Where readers say what is wrong or missing.
pub const FEEDBACK: &[MapKey] = &[
    MapKey::new(
        &["form"],
        Takes::Text,
        "a form: an address with `{page}`, `{title}`, `{version}`, `{url}` or `{owner}` in it",
    ),
    MapKey::new(&["issue"], Takes::Text, "a new issue: an address with the same placeholders"),
    MapKey::new(&["mail"], Takes::Text, "a mail address"),
    MapKey::new(&["chat"], Takes::Text, "the address of a channel"),
];

const TEXT: &[MapKey] = &[
    MapKey::new(
        &["html"],
        Takes::OneOf(&words(&HTML)),
        "raw HTML in pages: keep what is harmless (the default), show it as text, or keep it all",
    ),
    MapKey::new(
        &["external_images"],
        Takes::OneOf(&words(&IMAGES)),
        "whether images of other hosts are shown (the default) or become links",
    ),
    MapKey::new(
        &["publish"],
        Takes::Texts,
        "patterns of files that are published though [browsers run \
         them](security.md#files-that-run), such as `static/demo/**`",
    ),
    MapKey::new(
        &["synonyms"],
        Takes::Texts,
        "[words that find each other](searching.md#your-own-words) in the search, beside the \
         built-in thesaurus: `PTO, vacation`, or in one direction, `the bench > quality lab`",
    ),
    MapKey::new(&["embeds"], Takes::Texts, "hosts whose `<iframe>` stays; others become links"),
];

const DEFAULT_VALUES: &[MapKey] = &[MapKey::new(
    &["defaults"],
    Takes::List(&Takes::Map(DEFAULTS)),
    "values for the pages of some sections or types",
)];

const REVIEWS: &[MapKey] =
    &[MapKey::new(&["review"], Takes::Map(REVIEW), "when pages are to be reviewed")];

/// When pages are to be reviewed.
pub const REVIEW: &[MapKey] = &[
    MapKey::new(&["every"], Takes::Period, "how often, where the page does not say"),
    MapKey::new(
        &["due_soon"],
        Takes::Period,
        "how long before its day a review is announced; 30 days where nothing is said",
    ),
    MapKey::new(
        &["snooze_max"],
        Takes::Period,
        "how far a review may be put off; 90 days where nothing is said",
    ),
    MapKey::new(
        &["capacity"],
        Takes::Either(&[Takes::Text, Takes::Number]),
        "how many reviews one owner can do, such as `4 per week`",
    ),
    MapKey::new(&["exempt"], Takes::Flag, "`true` if no page needs a review"),
    MapKey::new(
        &["review_date"],
        Takes::OneOf(&words(&REVIEW_DATE)),
        "which review the key `review_date` of your pages means",
    ),
];

/// For which pages an entry of `defaults` is; its other keys are those of front matter.
pub const DEFAULTS: &[MapKey] = &[
    MapKey::new(&["in"], Takes::Texts, "sections, as folders below content"),
    MapKey::new(&["type"], Takes::Texts, "types of pages"),
];

const TIME: &[MapKey] = &[
    MapKey::new(&["working_hours"], Takes::Hours, "the company's: `Mon-Fri 09:00-17:00`"),
    MapKey::new(&["holidays"], Takes::ById(&Takes::List(&Takes::Day)), "days off by region"),
    MapKey::new(
        &["urgency"],
        Takes::Map(URGENCY),
        "[what urgent means](urgency.md#levels), and how soon an answer comes",
    ),
    MapKey::new(
        &["channels"],
        Takes::ById(&Takes::Either(&[Takes::Text, Takes::Map(CHANNEL)])),
        "[places to ask](urgency.md#channels) by id",
    ),
    MapKey::new(
        &["series"],
        Takes::ById(&Takes::Map(SERIES)),
        "[meetings that come again](records.md#meetings) by id",
    ),
    MapKey::new(
        &["headings"],
        Takes::Map(HEADINGS),
        "[names of your own](records.md#headings) for the parts of meetings, decisions and \
         brainstorms, beside the usual ones",
    ),
    MapKey::new(
        &["ways_of_working"],
        Takes::List(&Takes::Map(WAY)),
        "[which work is sync and which async](urgency.md#ways-of-working)",
    ),
];

/// The definition of urgency.
pub const URGENCY: &[MapKey] = &[
    MapKey::new(
        &["default"],
        Takes::Text,
        "the level of every page that says nothing; without it, the one called `normal`, else \
         the last",
    ),
    MapKey::new(
        &["when_unsure"],
        Takes::OneOf(&["more-urgent", "less-urgent"]),
        "which level to take when two seem right",
    ),
    MapKey::new(
        &["levels"],
        Takes::ById(&Takes::Map(LEVEL)),
        "levels by names of your own, the most urgent first",
    ),
];

/// What a level or a page says of answers.
const PROMISE: [MapKey; 5] = [
    MapKey::new(&["channels", "channel"], Takes::Texts, "where to ask, the best place first"),
    MapKey::new(&["first_reply_within"], Takes::Wait, "until somebody says that they have seen it"),
    MapKey::new(&["answer_within"], Takes::Wait, "until there is an answer"),
    MapKey::new(
        &["hours"],
        Takes::Hours,
        "when that holds: `always`, or hours by the handbook's clock; without it, the working \
         hours of whoever answers",
    ),
    MapKey::new(
        &["escalate"],
        Takes::List(&Takes::Map(STEP)),
        "whom to go to next, and after how long",
    ),
];

/// One level of urgency.
pub const LEVEL: &[MapKey] = &{
    let [channels, first_reply, answer, hours, escalate] = PROMISE;
    [
        MapKey::new(&["means"], Takes::Text, "what belongs to it"),
        MapKey::new(&["not", "is_not"], Takes::Text, "what is taken for it and is not"),
        MapKey::new(&["examples"], Takes::Texts, "cases"),
        channels,
        first_reply,
        answer,
        hours,
        escalate,
    ]
};

/// What a page says of urgency.
pub const PAGE_URGENCY: &[MapKey] = &{
    let [channels, first_reply, answer, hours, escalate] = PROMISE;
    [
        MapKey::new(&["level"], Takes::Text, "the level"),
        channels,
        first_reply,
        answer,
        hours,
        escalate,
    ]
};

/// One step of an escalation.
pub const STEP: &[MapKey] = &[
    MapKey::new(&["after"], Takes::Wait, "after how long without a reply").required(),
    MapKey::new(&["to"], Takes::Text, "to whom: a person, team or role").required(),
];

/// A place to ask.
pub const CHANNEL: &[MapKey] = &[
    MapKey::new(&["name"], Takes::Text, "what readers see"),
    MapKey::new(&["link"], Takes::Text, "where it leads"),
    MapKey::new(&["for"], Takes::Text, "what to ask there"),
    MapKey::new(&["not_for"], Takes::Text, "what not to ask there"),
    MapKey::new(&["answer_within"], Takes::Wait, "until there is an answer"),
    MapKey::new(&["hours"], Takes::Hours, "when somebody answers there, as for a level"),
];

/// A series of meetings.
pub const SERIES: &[MapKey] = &[
    MapKey::new(
        &["name", "title"],
        Takes::Text,
        "the name for readers; without it, made from the id",
    ),
    MapKey::new(
        &["attendees"],
        Takes::Either(&[Takes::Texts, Takes::Map(ATTENDEES)]),
        "who comes: a list, or `{required, optional}`",
    ),
    MapKey::new(&["facilitator"], Takes::Text, "who leads through it"),
    MapKey::new(&["timezone"], Takes::Text, "whose clock `time` is on, such as `Europe/Lisbon`"),
    MapKey::new(&["time"], Takes::TextOrNumber, "when it begins: `\"14:00\"`"),
    MapKey::new(&["length", "duration"], Takes::Wait, "how long it is: `30m`"),
    MapKey::new(&["every"], Takes::Period, "how often it comes: `1 week`, `1 month`"),
    MapKey::new(
        &["first", "starts"],
        Takes::Day,
        "a day on which it was held, where there are no records yet; the next ones are counted \
         from it",
    ),
    MapKey::new(&["on", "weekday"], Takes::Text, "the day of the week"),
    MapKey::new(
        &["why_sync"],
        Takes::Text,
        "why it is not done in writing; [asked for](findings.md#missing-why-sync)",
    ),
    MapKey::new(&["look_again"], Takes::Day, "when to decide again whether it is needed"),
    MapKey::new(&["notes_due"], Takes::Wait, "how long before a meeting its agenda is there"),
    MapKey::new(
        &["audience"],
        Takes::Text,
        "who may know that there is such a meeting, if not everybody who reads the site",
    ),
];

/// Who comes to a meeting.
pub const ATTENDEES: &[MapKey] = &[
    MapKey::new(&["required"], Takes::Texts, "without whom it makes no sense"),
    MapKey::new(&["optional"], Takes::Texts, "who may come"),
    MapKey::new(&["absent", "regrets"], Takes::Texts, "who could not come"),
];

/// Names for the parts of records.
pub const HEADINGS: &[MapKey] = &[
    MapKey::new(&["question"], Takes::Texts, "what a brainstorm asks, and what is known of it"),
    MapKey::new(&["agenda"], Takes::Texts, "what is to be talked about, and what to read before"),
    MapKey::new(&["notes"], Takes::Texts, "what was said"),
    MapKey::new(&["contributions"], Takes::Texts, "what people answer to a brainstorm"),
    MapKey::new(&["takeaways"], Takes::Texts, "what came of a meeting"),
    MapKey::new(&["decisions"], Takes::Texts, "what was decided"),
    MapKey::new(&["follow_ups"], Takes::Texts, "what is to be done"),
    MapKey::new(&["outcome"], Takes::Texts, "what came of a brainstorm"),
    MapKey::new(
        &["review"],
        Takes::Texts,
        "what somebody found who tried a runbook, or looked back at an incident",
    ),
];

/// A kind of work, and how it is done.
pub const WAY: &[MapKey] = &[
    MapKey::new(&["work"], Takes::Text, "the kind of work").required(),
    MapKey::new(&["now"], Takes::Text, "how it is done: sync, async, or in your words"),
    MapKey::new(&["why"], Takes::Text, "the reason"),
    MapKey::new(&["look_again"], Takes::Day, "when to decide again"),
];

const AUDIENCES: &[MapKey] = &[
    MapKey::new(&["audiences"], Takes::Texts, "names of audiences, the widest first"),
    MapKey::new(&["default_audience"], Takes::Text, "whom a page without `audience` is for"),
    MapKey::new(
        &["people_audience"],
        Takes::Text,
        "who may see people; without it, the default audience",
    ),
];

const FINDINGS: &[MapKey] =
    &[MapKey::new(&["check"], Takes::Map(CHECK), "what is checked, and how strictly")];

/// What is checked, and how strictly.
pub const CHECK: &[MapKey] = &[
    MapKey::new(
        &["rules"],
        Takes::ById(&Takes::OneOf(&words(&LEVELS))),
        "severities by rule: `{broken-anchor: error, link-case: ignore}`",
    ),
    MapKey::new(
        &["ignore_links"],
        Takes::Texts,
        "links that are not checked, by the starts of their targets",
    ),
    MapKey::new(
        &["extra_keys"],
        Takes::Texts,
        "keys of front matter that are your own and no slips",
    ),
];

const LOOK: &[MapKey] = &[MapKey::new(&["theme"], Takes::Map(THEME), "how the site looks")];

/// How the site looks.
pub const THEME: &[MapKey] = &[
    MapKey::new(
        &["accent"],
        Takes::Text,
        "the colour of links and of the current place, `\"#0f6b5c\"`; the quotes are needed",
    ),
    MapKey::new(
        &["logo"],
        Takes::Text,
        "a picture in content or `static/`, by its path; shown beside the title",
    ),
    MapKey::new(&["favicon"], Takes::Text, "a picture for the browser's tab, by its path"),
    MapKey::new(
        &["fonts"],
        Takes::OneOf(&words(&FONTS)),
        "those of the theme, or only those that the reader's system has",
    ),
];
