//! From the text of handbook.yaml to settings: one line for each key.

use super::values::{
    colour, host, inside, language, pattern, per_week, severities, synonyms, web_address,
};
use super::{
    Audiences, CheckSettings, Config, Defaults, ExternalImages, RawHtml, RepositorySettings,
    ReviewDate, ReviewSettings, Robots, ThemeSettings, Urls,
};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::source::{Source, Span};
use crate::suggest;
use crate::yaml::read::{day, flag, item, list, node, one_of, period, text, vital, written, zone};
use crate::yaml::{At, Fields, Purpose, Sourced, map};

const URLS: &[(&str, Urls)] = &[("directory", Urls::Directory), ("file", Urls::File)];
const ROBOTS: &[(&str, Robots)] = &[("allow", Robots::Allow), ("noindex", Robots::NoIndex)];
const HTML: &[(&str, RawHtml)] =
    &[("sanitize", RawHtml::Sanitize), ("escape", RawHtml::Escape), ("trust", RawHtml::Trust)];
const IMAGES: &[(&str, ExternalImages)] =
    &[("show", ExternalImages::Show), ("link", ExternalImages::Link)];
const REVIEW_DATE: &[(&str, ReviewDate)] =
    &[("last", ReviewDate::Last), ("next", ReviewDate::Next)];

/// Reads the settings. What cannot be used has its default, and a finding; see
/// [`super::is_broken`].
pub fn read(source: &Source) -> (Config, Vec<Finding>) {
    let whole = Span::new(0, source.text().len());
    let (root, mut findings) = map(source, whole, Purpose::Configuration);
    let Some(root) = root else {
        return (Config::default(), findings);
    };
    let mut fields = Fields::of(&At { source, key: String::new(), node: &root });
    let config = config(&mut fields);
    findings.extend(fields.finish());
    (config, findings)
}

fn config(fields: &mut Fields<'_>) -> Config {
    let default = Config::default();
    Config {
        title: plain(fields.value(&["title"], text)),
        description: plain(fields.value(&["description"], text)),
        language: plain(fields.value(&["language"], language)).unwrap_or(default.language),
        timezone: plain(fields.value(&["timezone"], zone)).unwrap_or(default.timezone),
        content: plain(fields.value(&["content"], vital(inside))),
        base_url: plain(fields.value(&["base_url"], vital(web_address))),
        neighbour_nav: default.neighbour_nav,
        neighbour_paths: default.neighbour_paths,
        urls: plain(fields.value(&["urls"], vital(one_of(URLS)))).unwrap_or_default(),
        robots: plain(fields.value(&["robots"], vital(one_of(ROBOTS)))).unwrap_or_default(),
        repository: repository(fields),
        html: plain(fields.value(&["html"], vital(one_of(HTML)))).unwrap_or_default(),
        external_images: plain(fields.value(&["external_images"], vital(one_of(IMAGES))))
            .unwrap_or_default(),
        publish: plain(fields.value(&["publish"], vital(list(written(pattern)))))
            .unwrap_or_default(),
        embeds: plain(fields.value(&["embeds"], vital(list(host)))).unwrap_or_default(),
        synonyms: plain(fields.value(&["synonyms"], list(synonyms))).unwrap_or_default(),
        nav: fields.value(&["nav"], nav),
        published_since: plain(fields.value(&["published_since"], day)),
        review: fields.group("review", review).unwrap_or_default(),
        defaults: plain(fields.value(&["defaults"], list(defaults))).unwrap_or_default(),
        urgency: fields.value(&["urgency"], node),
        channels: fields.value(&["channels"], node),
        working_hours: fields.value(&["working_hours"], node),
        holidays: fields.value(&["holidays"], node),
        series: fields.value(&["series"], node),
        ways_of_working: fields.value(&["ways_of_working"], node),
        audiences: audiences(fields),
        check: fields.group("check", check).unwrap_or_default(),
        theme: fields.group("theme", theme).unwrap_or_default(),
    }
}

/// Only the value, where nobody will ask for its place.
fn plain<T>(written: Option<Sourced<T>>) -> Option<T> {
    written.map(Sourced::into_value)
}

fn nav(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<crate::yaml::YamlNode> {
    if at.node.as_list().is_none() {
        findings.push(at.wrong_type("a list of pages"));
        return None;
    }
    node(at, findings)
}

/// A map, or the address alone.
fn repository(fields: &mut Fields<'_>) -> Option<RepositorySettings> {
    plain(fields.value(&["repository"], |at, findings| {
        if at.node.text().is_some() {
            let url = web_address(at, findings)?;
            return Some(RepositorySettings { url, branch: None, path: None });
        }
        let mut fields = Fields::of(at);
        let url = plain(fields.value(&["url"], web_address));
        let branch = plain(fields.value(&["branch"], text));
        let path = plain(fields.value(&["path"], inside));
        findings.extend(fields.finish());
        Some(RepositorySettings { url: url?, branch, path })
    }))
}

fn review(fields: &mut Fields<'_>) -> ReviewSettings {
    let default = ReviewSettings::default();
    ReviewSettings {
        every: plain(fields.value(&["every"], period)),
        due_soon: plain(fields.value(&["due_soon"], period)).unwrap_or(default.due_soon),
        snooze_max: plain(fields.value(&["snooze_max"], period)).unwrap_or(default.snooze_max),
        capacity: plain(fields.value(&["capacity"], per_week)),
        exempt: plain(fields.value(&["exempt"], flag)).unwrap_or(default.exempt),
        review_date: plain(fields.value(&["review_date"], one_of(REVIEW_DATE))),
    }
}

/// Only the selectors are read here; the rest is read as front matter is, where that is read.
fn defaults(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Defaults> {
    let section = |at: &At<'_>, findings: &mut Vec<Finding>| written(inside)(at, findings);
    let mut fields = Fields::of(at);
    let sections = plain(fields.value(&["in"], vital(list(section)))).unwrap_or_default();
    let types = plain(fields.value(&["type"], list(written(item)))).unwrap_or_default();
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
    let names = plain(fields.value(&["audiences"], vital(list(written(item))))).unwrap_or_default();
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
    let default = fields.value(&["default_audience"], vital(audience));
    let people = fields.value(&["people_audience"], vital(audience));
    let is_said = default.is_some() || fields.rejected().contains(&"default_audience");
    if let Some(first) = names.first().filter(|_| !is_said) {
        fields.say(keys::missing_default_audience(first.location().clone(), &known));
    }
    Audiences { names, default, people, asked: None }
}

fn check(fields: &mut Fields<'_>) -> CheckSettings {
    CheckSettings {
        rules: plain(fields.value(&["rules"], severities)).unwrap_or_default(),
        ignore_links: plain(fields.value(&["ignore_links"], list(item))).unwrap_or_default(),
        extra_keys: plain(fields.value(&["extra_keys"], list(item))).unwrap_or_default(),
    }
}

fn theme(fields: &mut Fields<'_>) -> ThemeSettings {
    ThemeSettings {
        accent: plain(fields.value(&["accent"], colour)),
        logo: fields.value(&["logo"], inside),
        favicon: fields.value(&["favicon"], inside),
    }
}
