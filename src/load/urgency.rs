//! Levels, channels, hours, holidays and ways of working, from the parts of handbook.yaml that hold
//! them; what a page says of urgency; and names among all of these that nobody has.

use crate::config::Config;
use crate::config::table::handbook;
use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::{keys, urgency as say};
use crate::site::Page;
use crate::site::people::{Lookup, People};
use crate::site::urgency::{
    Channel, Level, PageUrgency, Promise, Step, Urgency, WayOfWorking, WhenUnsure,
};
use crate::suggest;
use crate::yaml::read::{day, hours, list, one_of, text, wait, written};
use crate::yaml::{At, Fields, Sourced, YamlNode};
use std::collections::{BTreeMap, BTreeSet};

const WHEN_UNSURE: &[(&str, WhenUnsure)] =
    &[("more-urgent", WhenUnsure::MoreUrgent), ("less-urgent", WhenUnsure::LessUrgent)];

/// Schemes that a channel's link may have: a browser, a mail program, a telephone.
const LINKS: [&str; 5] = ["https://", "http://", "mailto:", "tel:", "slack://"];

/// Reads everything about time and urgency.
pub fn urgency(config: &Config) -> (Urgency, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut urgency =
        config.urgency.as_ref().map(|node| levels(&at(node), &mut findings)).unwrap_or_default();
    let of = |node: &Option<Sourced<YamlNode>>| node.clone();
    if let Some(node) = of(&config.channels) {
        urgency.channels = named(&at(&node), &mut findings, channel);
    }
    if let Some(node) = of(&config.working_hours) {
        urgency.working_hours = written(hours)(&at(&node), &mut findings);
    }
    if let Some(node) = of(&config.holidays) {
        urgency.holidays = named(&at(&node), &mut findings, region).into_iter().collect();
    }
    if let Some(node) = of(&config.ways_of_working) {
        urgency.ways = list(way)(&at(&node), &mut findings).unwrap_or_default();
    }
    let names: Vec<Finding> = urgency
        .levels
        .iter()
        .flat_map(|level| unknown_channels(&urgency, &level.promise))
        .collect();
    findings.extend(names);
    (urgency, findings)
}

/// A part of handbook.yaml on its way to be read.
fn at(node: &Sourced<YamlNode>) -> At<'_> {
    At { source: node.location().source(), key: node.key().to_owned(), node: node.value() }
}

/// The entries of a map by name, in the order of the file.
fn named<T>(
    at: &At<'_>,
    findings: &mut Vec<Finding>,
    read: fn(&At<'_>, Sourced<String>, &mut Vec<Finding>) -> Option<T>,
) -> Vec<T> {
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map by name"));
        return Vec::new();
    };
    let entries = map.entries.iter().filter_map(|entry| {
        let at =
            At { source: at.source, key: format!("{}.{}", at.key, entry.key), node: &entry.value };
        let name =
            Sourced::new(entry.key.trim().to_owned(), at.key.clone(), at.source.at(entry.key_span));
        read(&at, name, findings)
    });
    entries.collect()
}

fn levels(at: &At<'_>, findings: &mut Vec<Finding>) -> Urgency {
    let mut fields = Fields::of(at).by(handbook::URGENCY);
    let levels = fields.plain("levels", |at, findings| Some(named(at, findings, level)));
    let levels = levels.unwrap_or_default();
    let default = fields.key("default", text);
    let when_unsure = fields.plain("when_unsure", one_of(WHEN_UNSURE));
    findings.extend(fields.finish());
    let mut urgency = Urgency { levels, when_unsure, ..Urgency::default() };
    match &default {
        Some(default) => {
            urgency.default = urgency.level(default.value()).map(|(index, _)| index);
            findings.extend(urgency.default.is_none().then(|| unknown_level(&urgency, default)));
        }
        None => urgency.default = normal(&urgency),
    }
    urgency
}

/// Where nobody says which level is the default: the one called `normal`, else the last.
fn normal(urgency: &Urgency) -> Option<usize> {
    urgency.level("normal").map(|(index, _)| index).or(urgency.levels.len().checked_sub(1))
}

fn level(at: &At<'_>, id: Sourced<String>, findings: &mut Vec<Finding>) -> Option<Level> {
    let mut fields = Fields::of(at).by(handbook::LEVEL);
    let level = Level {
        id,
        means: fields.plain("means", text),
        not: fields.plain("not", text),
        examples: fields.plain("examples", list(text)).unwrap_or_default(),
        promise: promise(&mut fields),
    };
    findings.extend(fields.finish());
    Some(level)
}

fn promise(fields: &mut Fields<'_>) -> Promise {
    Promise {
        channels: fields.plain("channels", list(written(text))).unwrap_or_default(),
        first_reply_within: fields.key("first_reply_within", wait),
        answer_within: fields.key("answer_within", wait),
        hours: fields.key("hours", hours),
        escalate: fields.plain("escalate", list(step)).unwrap_or_default(),
    }
}

fn step(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Step> {
    let mut fields = Fields::of(at).by(handbook::STEP);
    let after = fields.key("after", wait);
    let to = fields.key("to", text);
    let is_said = at.node.as_map().is_none() || !fields.rejected().is_empty();
    findings.extend(fields.finish());
    if (after.is_none() || to.is_none()) && !is_said {
        let help = "write `{after: 15m, to: team:platform}`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "does not say after how long, and to whom",
            help,
        ));
    }
    Some(Step { after: after?, to: to? })
}

fn channel(at: &At<'_>, id: Sourced<String>, findings: &mut Vec<Finding>) -> Option<Channel> {
    let id = id.into_value();
    let mut fields = Fields::unless_text(at).by(handbook::CHANNEL);
    let name = fields.plain("name", text).or_else(|| at.node.text().map(str::to_owned));
    let channel = Channel {
        name: name.unwrap_or_else(|| crate::site::name::title(&id)),
        id,
        link: fields.plain("link", link),
        purpose: fields.plain("for", text),
        not_for: fields.plain("not_for", text),
        answer_within: fields.key("answer_within", wait),
        hours: fields.key("hours", hours),
    };
    findings.extend(fields.finish());
    Some(channel)
}

/// Where a channel is; nothing that a browser would run.
fn link(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = text(at, findings)?;
    let lower = text.to_ascii_lowercase();
    let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
    if is_plain && LINKS.iter().any(|scheme| lower.starts_with(scheme)) {
        return Some(text);
    }
    let help = "write an address such as `https://chat.example` or `mailto:help@handbook.example`";
    findings.push(keys::unusable_value(
        at.location(),
        &at.key,
        "is not a link to a place to ask",
        help,
    ));
    None
}

/// A region and its holidays; a day that stands twice is one.
fn region(
    at: &At<'_>,
    name: Sourced<String>,
    findings: &mut Vec<Finding>,
) -> Option<(String, BTreeSet<Day>)> {
    let days = list(day)(at, findings).unwrap_or_default();
    Some((name.into_value(), days.into_iter().collect()))
}

fn way(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<WayOfWorking> {
    let mut fields = Fields::of(at).by(handbook::WAY);
    let work = fields.key("work", text);
    let now = fields.plain("now", text);
    let why = fields.plain("why", text);
    let look_again = fields.key("look_again", day);
    let is_said = at.node.as_map().is_none() || !fields.rejected().is_empty();
    findings.extend(fields.finish());
    if work.is_none() && !is_said {
        let help = "write `{work: brainstorm, now: in writing, why: …, look_again: 2027-03-01}`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "does not say which work",
            help,
        ));
    }
    Some(WayOfWorking { work: work?, now, why, look_again })
}

/// What a page says of urgency: a level, or a map that refines one.
pub fn page_urgency(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<PageUrgency> {
    if at.node.text().is_some() {
        return written(text)(at, findings)
            .map(|level| PageUrgency { level: Some(level), ..PageUrgency::default() });
    }
    if at.node.as_map().is_none() {
        findings.push(at.wrong_type(
            "a level such as `high`, or a map such as `{level: high, answer_within: 4h}`",
        ));
        return None;
    }
    let mut fields = Fields::of(at).by(handbook::PAGE_URGENCY);
    let urgency = PageUrgency { level: fields.key("level", text), promise: promise(&mut fields) };
    findings.extend(fields.finish());
    Some(urgency)
}

/// Names that lead nowhere: levels and channels of pages, people of escalations, regions of
/// holidays.
pub fn unknown_names(urgency: &Urgency, people: &People, pages: &[Page]) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        urgency.levels.iter().flat_map(|level| unknown_people(people, &level.promise)).collect();
    for said in pages.iter().filter_map(|page| page.meta().urgency.as_ref()).map(Sourced::value) {
        let level = said.level.as_ref().filter(|level| urgency.level(level.value()).is_none());
        findings.extend(level.map(|level| unknown_level(urgency, level)));
        findings.extend(unknown_channels(urgency, &said.promise));
        findings.extend(unknown_people(people, &said.promise));
    }
    let regions = people.people().filter_map(|(_, person)| person.holidays.as_ref());
    findings.extend(regions.filter_map(|region| unknown_region(&urgency.holidays, region)));
    findings
}

fn unknown_level(urgency: &Urgency, level: &Sourced<String>) -> Finding {
    let known = urgency.levels.iter().map(|level| level.id.value().as_str()).collect::<Vec<_>>();
    let near = suggest::nearest(level.value(), known.iter().copied());
    say::unknown_level(level.location().clone(), level.key(), level.value(), near, &known)
}

fn unknown_channels<'a>(
    urgency: &'a Urgency,
    promise: &'a Promise,
) -> impl Iterator<Item = Finding> + 'a {
    let unknown = promise.channels.iter().filter(|name| urgency.channel(name.value()).is_none());
    unknown.map(|name| {
        let known = urgency.channels.iter().map(|channel| channel.id.as_str()).collect::<Vec<_>>();
        let near = suggest::nearest(name.value(), known.iter().copied());
        say::unknown_channel(name.location().clone(), name.key(), name.value(), near, &known)
    })
}

/// Without people.yaml any name stands as it is written.
fn unknown_people<'a>(
    people: &'a People,
    promise: &'a Promise,
) -> impl Iterator<Item = Finding> + 'a {
    let names = promise.escalate.iter().map(|step| &step.to).filter(|_| !people.is_empty());
    names.filter_map(|name| match people.find(name.value()) {
        Lookup::Found(_) => None,
        Lookup::Several(several) => {
            let ids = several
                .iter()
                .map(|who| format!("`{}`", who.id()))
                .collect::<Vec<_>>()
                .join(" or ");
            Some(keys::several_owners(name.location().clone(), name.key(), name.value(), &ids))
        }
        Lookup::Nobody { near } => Some(keys::unknown_owner(
            name.location().clone(),
            name.key(),
            name.value(),
            near.as_deref(),
        )),
    })
}

fn unknown_region(
    holidays: &BTreeMap<String, BTreeSet<Day>>,
    region: &Sourced<String>,
) -> Option<Finding> {
    if holidays.contains_key(region.value()) {
        return None;
    }
    let near = suggest::nearest(region.value(), holidays.keys().map(String::as_str));
    let known = holidays.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    Some(say::unknown_region(region.location().clone(), region.key(), region.value(), near, &known))
}

#[cfg(test)]
mod tests {
    use crate::load::{HandbookFiles, LoadOptions, load};
    use crate::site::Site;
    use crate::source::Source;

    const LEVELS: &str = "urgency:\n  default: normal\n  levels:\n    critical: {channels: \
        [pager], hours: always, escalate: [{after: 15m, to: ana}]}\n    normal: {answer_within: 1 \
        working day}\nchannels: {pager: {name: Pager}}\n";

    fn read(config: &str, people: &str, page: &str) -> (Site, Vec<String>) {
        let source = Source::new("handbook.yaml", config);
        let (config, mut findings) = crate::config::read(&source);
        let files = HandbookFiles {
            pages: vec![Source::new("index.md", page)],
            people: vec![Source::new("people.yaml", people)],
            ..HandbookFiles::default()
        };
        let (site, found) = load(config, files, &LoadOptions::default());
        findings.extend(found);
        let line = |finding: &crate::diag::Finding| {
            let start = finding.location().start().expect("a place");
            let (path, rule) = (finding.location().path(), finding.rule());
            format!(
                "{path}:{}:{} {rule} {} | {}",
                start.line,
                start.column,
                finding.message(),
                finding.help()
            )
        };
        (site, findings.iter().map(line).collect())
    }

    #[test]
    fn a_whole_definition_is_read() {
        let (site, said) = read(
            LEVELS,
            "people: {ana: Ana}\n",
            "---\nurgency: {level: critical, answer_within: 2h}\n---\n",
        );
        assert_eq!(said, Vec::<String>::new());
        let urgency = site.urgency();
        assert_eq!(urgency.default, Some(1));
        assert_eq!(
            urgency.level("Critical").map(|(index, level)| (index, level.promise.escalate.len())),
            Some((0, 1))
        );
        assert_eq!(urgency.channel("PAGER").map(|channel| channel.name.as_str()), Some("Pager"));
        let said = site.pages()[0].meta().urgency.as_ref().expect("urgency").value();
        assert_eq!(
            said.promise.answer_within.as_ref().map(|wait| wait.value().to_string()).as_deref(),
            Some("2 hours")
        );
    }

    #[test]
    fn without_a_default_the_last_level_is_it() {
        let (site, _) = read("urgency: {levels: {red: {}, rest: {}}}\n", "", "");
        assert_eq!(site.urgency().default, Some(1));
        assert_eq!(read("urgency: {levels: {}}\n", "", "").0.urgency().default, None);
    }

    #[test]
    fn mistakes_are_said_with_their_place() {
        let cases = [
            (
                "urgency: {levels: {a: {chanels: [x]}}}\n",
                "",
                "handbook.yaml:1:24 unknown-key `urgency.levels.a.chanels` is not a known key | \
                 did you mean `channels`?",
            ),
            (
                "urgency: {levels: {a: {answer_within: 2 days}}}\n",
                "",
                "handbook.yaml:1:39 invalid-period `urgency.levels.a.answer_within`: `2 days` does \
                 not say whether nights and free days count | write `2 working days` or `48h`",
            ),
            (
                "urgency: {levels: {a: {hours: 9-17}}}\n",
                "",
                "handbook.yaml:1:31 wrong-type `urgency.levels.a.hours`: `9-17` does not say on \
                 which days | write days and times such as `Mon-Thu 08:00-12:00, 13:00-17:00; Fri \
                 08:00-12:00`, or `always`",
            ),
            (
                "urgency: {levels: {a: {channels: [chat]}}}\nchannels: {chta: {}}\n",
                "",
                "handbook.yaml:1:35 unknown-urgency `urgency.levels.a.channels[0]`: there is no \
                 channel `chat` | did you mean `chta`?",
            ),
            (
                "urgency: {levels: {a: {escalate: [{after: 5m}]}}}\n",
                "",
                "handbook.yaml:1:35 wrong-type `urgency.levels.a.escalate[0]` does not say after \
                 how long, and to whom | write `{after: 15m, to: team:platform}`",
            ),
            (
                "urgency: {levels: {a: {escalate: [{after: 5m, to: bne}]}}}\n",
                "people: {ben: {}}\n",
                "handbook.yaml:1:51 unknown-owner `urgency.levels.a.escalate[0].to`: no person, \
                 team or role is called `bne` | did you mean `ben`?",
            ),
            (
                "urgency: {default: normal, levels: {a: {}}}\n",
                "",
                "handbook.yaml:1:20 unknown-urgency `urgency.default`: there is no level `normal` \
                 | write one of `a`",
            ),
            (
                "urgency: [high]\n",
                "",
                "handbook.yaml:1:10 wrong-type `urgency` is a list, and takes a map of `key: \
                 value` | write a map of `key: value`",
            ),
            (
                "channels: {chat: {link: 'javascript:x'}}\n",
                "",
                "handbook.yaml:1:25 wrong-type `channels.chat.link` is not a link to a place to \
                 ask | write an address such as `https://chat.example` or \
                 `mailto:help@handbook.example`",
            ),
            (
                "ways_of_working: [{now: live}]\n",
                "",
                "handbook.yaml:1:19 wrong-type `ways_of_working[0]` does not say which work | \
                 write `{work: brainstorm, now: in writing, why: …, look_again: 2027-03-01}`",
            ),
            (
                "holidays: {pt: [2026-12-25]}\n",
                "people: {a: {holidays: pr}}\n",
                "people.yaml:1:24 wrong-type `people.a.holidays`: handbook.yaml lists no holidays \
                 of `pr` | write one of `pt`, or list its holidays in handbook.yaml",
            ),
            (
                "",
                "people: {a: {working_hours: flexible}}\n",
                "people.yaml:1:29 wrong-type `people.a.working_hours`: `flexible` is not a list of \
                 days and times | write days and times such as `Mon-Thu 08:00-12:00, 13:00-17:00; \
                 Fri 08:00-12:00`, or `always`",
            ),
        ];
        for (config, people, expected) in cases {
            assert_eq!(read(config, people, "").1, [expected], "{config}{people}");
        }
    }

    #[test]
    fn mistakes_of_pages_are_said_with_their_place() {
        let page = |front: &str| format!("---\n{front}\n---\n");
        let cases = [
            (
                LEVELS,
                "people: {ana: Ana}\n",
                page("urgency: crtical"),
                "index.md:2:10 unknown-urgency `urgency`: there is no level `crtical` | did you \
                 mean `critical`?",
            ),
            (
                LEVELS,
                "people: {ana: Ana}\n",
                page("urgency: {channel: chat}"),
                "index.md:2:20 unknown-urgency `urgency.channel`: there is no channel `chat` | \
                 write one of `pager`",
            ),
            (
                LEVELS,
                "people: {ana: Ana}\n",
                page("urgency: [a]"),
                "index.md:2:10 wrong-type `urgency` is a list, and takes a level such as `high`, \
                 or a map such as `{level: high, answer_within: 4h}` | write a level such as \
                 `high`, or a map such as `{level: high, answer_within: 4h}`",
            ),
            (
                "",
                "",
                page("urgency: high"),
                "index.md:2:10 unknown-urgency `urgency`: there is no level `high` | handbook.yaml \
                 has no levels yet: write them there, below `urgency: {levels: …}`",
            ),
        ];
        for (config, people, page, expected) in cases {
            assert_eq!(read(config, people, &page).1, [expected], "{config}{people}{page}");
        }
    }
}
