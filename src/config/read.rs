//! From the text of handbook.yaml to settings: one line for each key.

use super::headings::{HeadingNames, RecordPart};
use super::neighbour::{NeighbourHabits, Redirect};
use super::table::handbook;
use super::values::{
    colour, host, inside, language, link_template, mail, pattern, per_week, severities, synonyms,
    web_address,
};
use super::{
    Audiences, CheckSettings, Config, Defaults, ExternalImages, FeedbackSettings, PrintDocuments,
    RawHtml, RepositorySettings, ReviewDate, ReviewSettings, Robots, ThemeSettings, Urls,
};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::source::{Source, Span};
use crate::suggest;
use crate::yaml::read::{day, flag, item, list, node, one_of, period, text, vital, written, zone};
use crate::yaml::{At, Fields, MapEntry, Purpose, Sourced, map};
use strum::IntoEnumIterator;

pub(super) const URLS: [(&str, Urls); 2] = [("directory", Urls::Directory), ("file", Urls::File)];
pub(super) const ROBOTS: [(&str, Robots); 2] =
    [("allow", Robots::Allow), ("noindex", Robots::NoIndex)];
pub(super) const PRINT: [(&str, PrintDocuments); 3] = [
    ("all", PrintDocuments::All),
    ("sections", PrintDocuments::Sections),
    ("none", PrintDocuments::Nothing),
];
pub(super) const HTML: [(&str, RawHtml); 3] =
    [("sanitize", RawHtml::Sanitize), ("escape", RawHtml::Escape), ("trust", RawHtml::Trust)];
pub(super) const IMAGES: [(&str, ExternalImages); 2] =
    [("show", ExternalImages::Show), ("link", ExternalImages::Link)];
pub(super) const FONTS: [(&str, bool); 2] = [("built-in", false), ("system", true)];
pub(super) const REVIEW_DATE: [(&str, ReviewDate); 2] =
    [("last", ReviewDate::Last), ("next", ReviewDate::Next)];

/// Reads the settings. What cannot be used has its default, and a finding; see
/// [`super::is_broken`].
pub fn read(source: &Source) -> (Config, Vec<Finding>) {
    let whole = Span::new(0, source.text().len());
    let (root, mut findings) = map(source, whole, Purpose::Configuration);
    let Some(root) = root else {
        return (Config::default(), findings);
    };
    let at = At { source, key: String::new(), node: &root };
    let mut fields = Fields::of(&at).by(handbook::keys());
    let config = config(&mut fields);
    findings.extend(fields.finish());
    (config, findings)
}

fn config(fields: &mut Fields<'_>) -> Config {
    let default = Config::default();
    let (habits, neighbour_paths) = fields.group("sources", sources).unwrap_or_default();
    Config {
        has_own_file: default.has_own_file,
        title: fields.plain("title", text),
        description: fields.plain("description", text),
        language: fields.plain("language", language),
        timezone: fields.plain("timezone", zone).unwrap_or(default.timezone),
        content: fields.plain("content", vital(inside)),
        base_url: fields.plain("base_url", vital(web_address)),
        neighbour_content: default.neighbour_content,
        neighbour_nav: default.neighbour_nav,
        neighbour_paths,
        redirects: fields.plain("redirects", redirects).unwrap_or_default(),
        habits,
        urls: fields.plain("urls", vital(one_of(&URLS))),
        robots: fields.plain("robots", vital(one_of(&ROBOTS))).unwrap_or_default(),
        repository: repository(fields),
        print: fields.plain("print", one_of(&PRINT)),
        html: fields.plain("html", vital(one_of(&HTML))).unwrap_or_default(),
        external_images: fields
            .plain("external_images", vital(one_of(&IMAGES)))
            .unwrap_or_default(),
        publish: fields.plain("publish", vital(list(written(pattern)))).unwrap_or_default(),
        embeds: fields.plain("embeds", vital(list(host))).unwrap_or_default(),
        synonyms: fields.plain("synonyms", list(synonyms)).unwrap_or_default(),
        nav: fields.key("nav", nav),
        pinned: fields.plain("pinned", list(written(text))).unwrap_or_default(),
        published_since: fields.plain("published_since", day),
        review: fields.group("review", review).unwrap_or_default(),
        defaults: fields.plain("defaults", list(defaults)).unwrap_or_default(),
        urgency: fields.key("urgency", node),
        channels: fields.key("channels", node),
        working_hours: fields.key("working_hours", node),
        holidays: fields.key("holidays", node),
        series: fields.key("series", node),
        headings: fields.group("headings", headings).unwrap_or_default(),
        ways_of_working: fields.key("ways_of_working", node),
        acknowledge_link: fields.plain("acknowledge_link", link_template),
        feedback: fields.group("feedback", feedback).unwrap_or_default(),
        audiences: audiences(fields),
        check: fields.group("check", check).unwrap_or_default(),
        theme: fields.group("theme", theme).unwrap_or_default(),
    }
}

fn nav(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<crate::yaml::YamlNode> {
    if at.node.as_list().is_none() {
        findings.push(at.wrong_type("a list of pages"));
        return None;
    }
    node(at, findings)
}

/// Old addresses, each with the page that it leads to.
fn redirects(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Redirect>> {
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map of old addresses"));
        return None;
    };
    let mut read = Vec::new();
    for entry in &map.entries {
        let inner = At { source: at.source, key: entry.key.clone(), node: &entry.value };
        let place = at.source.at(entry.key_span);
        let from = Sourced::new(entry.key.clone(), entry.key.clone(), place);
        read.extend(text(&inner, findings).map(|to| Redirect { from, to }));
    }
    Some(read)
}

/// How the files are read, and what links from the root begin with.
fn sources(fields: &mut Fields<'_>) -> (NeighbourHabits, Vec<String>) {
    let mut folders = |key| fields.plain(key, list(inside)).unwrap_or_default();
    let (collections, snippets) = (folders("collections"), folders("snippets"));
    let (assets, roots) = (folders("assets"), folders("roots"));
    let habits = NeighbourHabits {
        excluded: fields.plain("exclude", list(item)).unwrap_or_default(),
        collections,
        snippets,
        assets,
        appended: fields.plain("append", list(written(inside))).unwrap_or_default(),
        cross_references: fields.plain("cross_references", flag).unwrap_or_default(),
        named_by_id: fields.plain("ids", flag).unwrap_or_default(),
        references: fields.plain("references", references).unwrap_or_default(),
        // The rest is what only another tool has.
        ..NeighbourHabits::default()
    };
    (habits, roots)
}

/// Other manuals by name.
fn references(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<(String, String)>> {
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map of names and addresses"));
        return None;
    };
    let one = |entry: &MapEntry| {
        let inner = At { source: at.source, key: entry.key.clone(), node: &entry.value };
        Some((entry.key.clone(), web_address(&inner, findings)?))
    };
    Some(map.entries.iter().filter_map(one).collect())
}

/// A map, or the address alone.
fn repository(fields: &mut Fields<'_>) -> Option<RepositorySettings> {
    fields.plain("repository", |at, findings| {
        if at.node.text().is_some() {
            let url = web_address(at, findings)?;
            return Some(RepositorySettings { url, branch: None, path: None });
        }
        let mut fields = Fields::of(at).by(handbook::REPOSITORY);
        let url = fields.plain("url", web_address);
        let branch = fields.plain("branch", text);
        let path = fields.plain("path", inside);
        findings.extend(fields.finish());
        Some(RepositorySettings { url: url?, branch, path })
    })
}

fn feedback(fields: &mut Fields<'_>) -> FeedbackSettings {
    let form = fields.key("form", link_template);
    let issue = fields.key("issue", link_template);
    let mail = fields.key("mail", mail);
    let chat = fields.key("chat", link_template);
    let mut ways = [&form, &issue, &mail, &chat].into_iter().flatten();
    let first = ways.next();
    for other in ways {
        fields.say(keys::second_way(
            other.location().clone(),
            other.key(),
            first.map_or("", |first| first.key()),
        ));
    }
    let plain = |way: Option<Sourced<String>>| way.map(Sourced::into_value);
    FeedbackSettings {
        form: plain(form),
        issue: plain(issue),
        mail: plain(mail),
        chat: plain(chat),
    }
}

fn review(fields: &mut Fields<'_>) -> ReviewSettings {
    let default = ReviewSettings::default();
    ReviewSettings {
        every: fields.plain("every", period),
        due_soon: fields.plain("due_soon", period).unwrap_or(default.due_soon),
        snooze_max: fields.plain("snooze_max", period).unwrap_or(default.snooze_max),
        capacity: fields.plain("capacity", per_week),
        exempt: fields.plain("exempt", flag).unwrap_or(default.exempt),
        review_date: fields.plain("review_date", one_of(&REVIEW_DATE)),
    }
}

fn headings(fields: &mut Fields<'_>) -> HeadingNames {
    let names = |part: RecordPart| Some((part, fields.plain(part.into(), list(text))?));
    HeadingNames::new(RecordPart::iter().filter_map(names))
}

/// Only the selectors are read here; the rest is read as front matter is, where that is read.
fn defaults(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Defaults> {
    let section = |at: &At<'_>, findings: &mut Vec<Finding>| written(inside)(at, findings);
    let mut fields = Fields::of(at).by(handbook::DEFAULTS);
    let sections = fields.plain("in", vital(list(section))).unwrap_or_default();
    let types = fields.plain("type", list(written(item))).unwrap_or_default();
    // Keys that were not asked for belong to front matter: their own reader judges them.
    let (_, own) = fields.finish_with_rest(&[]);
    let is_fine = own.is_empty();
    findings.extend(own);
    is_fine.then(|| Defaults {
        sections,
        types,
        values: Sourced::new(at.node.clone(), at.key.clone(), at.location()),
    })
}

fn audiences(fields: &mut Fields<'_>) -> Audiences {
    let names = fields.plain("audiences", vital(list(written(item)))).unwrap_or_default();
    let known: Vec<String> = names.iter().map(|name| format!("`{}`", name.value())).collect();
    let known = known.join(", ");
    let audience = |at: &At<'_>, findings: &mut Vec<Finding>| {
        let name = text(at, findings)?;
        if names.iter().any(|known| *known.value() == name) {
            return Some(name);
        }
        let near = suggest::nearest(&name, names.iter().map(|known| known.value().as_str()));
        findings.push(keys::unknown_value(at.location(), &at.key, &name, near, &known));
        None
    };
    let default = fields.key("default_audience", vital(audience));
    let people = fields.key("people_audience", vital(audience));
    let is_said = default.is_some() || fields.rejected().contains(&"default_audience");
    if let Some(first) = names.first().filter(|_| !is_said) {
        fields.say(keys::missing_default_audience(first.location().clone(), &known));
    }
    Audiences { names, default, people, asked: None }
}

fn check(fields: &mut Fields<'_>) -> CheckSettings {
    CheckSettings {
        rules: fields.plain("rules", severities).unwrap_or_default(),
        ignore_links: fields.plain("ignore_links", list(item)).unwrap_or_default(),
        extra_keys: fields.plain("extra_keys", list(item)).unwrap_or_default(),
    }
}

fn theme(fields: &mut Fields<'_>) -> ThemeSettings {
    ThemeSettings {
        accent: fields.plain("accent", colour),
        logo: fields.key("logo", inside),
        favicon: fields.key("favicon", inside),
        system_fonts: fields.plain("fonts", one_of(&FONTS)).unwrap_or_default(),
    }
}
