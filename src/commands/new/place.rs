//! Where a new page belongs: the file that was named, else beside its like.

use crate::commands::failure::Failure;
use crate::commands::new::{New, NewKind};
use crate::commands::pipeline::Handbook;
use crate::day::Day;
use crate::load::markdown::slug;
use crate::site::address::join;
use crate::site::meta::PageType;
use crate::site::name;
use crate::site::record::Series;
use crate::site::{Page, Site};
use std::collections::BTreeMap;

/// A file below content that is still to be made.
pub struct NewFile {
    /// Below content.
    pub path: String,
    /// The heading.
    pub title: String,
    /// The series of a meeting.
    pub series: Option<String>,
    /// The day of a record.
    pub day: Day,
}

impl NewFile {
    /// Where the page belongs that the command line asks for.
    pub fn of(handbook: &Handbook, options: &New) -> Result<Self, Failure> {
        let site = &handbook.site;
        let what = options.what.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_file = name::stem(&what).is_some() || what.contains('/') && !what.contains(' ');
        let series = (options.kind == NewKind::Meeting).then(|| series(site, &what)).flatten();
        if options.section.is_none() && is_file && series.is_none() {
            return file(handbook, &what);
        }
        let folder = match &options.section {
            Some(section) => within(site, section)?,
            None => usual_folder(site, options.kind, series.as_deref()),
        };
        let day = day(handbook, options.kind, series.as_deref());
        let name = match (options.kind, &series) {
            (NewKind::Meeting, Some(_)) => day.to_string(),
            (NewKind::Meeting, None) => format!("{day}-{}", file_name(&what)?),
            (NewKind::Decision, _) => {
                format!("{}{}", next_number(site, &folder), file_name(&what)?)
            }
            // Contributions are files beside it.
            (NewKind::Brainstorm, _) => format!("{}/index", file_name(&what)?),
            _ => file_name(&what)?,
        };
        let title = match &series {
            Some(series) => {
                let known =
                    site.series().iter().find(|own| own.is_named(series)).map(Series::title);
                let name = known.unwrap_or_else(|| name::title(series));
                format!("{name}, {}", day.in_words())
            }
            None => what,
        };
        Ok(NewFile {
            path: join(&folder, &format!("{name}.md")).unwrap_or_default(),
            title,
            series,
            day,
        })
    }
}

/// The file itself was named; its title is its name.
fn file(handbook: &Handbook, what: &str) -> Result<NewFile, Failure> {
    let site = &handbook.site;
    let named = if name::stem(what).is_some() { what.to_owned() } else { format!("{what}.md") };
    let path = within(site, &named)?;
    let stem = name::stem(&path).unwrap_or_default();
    let last = stem.rsplit('/').next().unwrap_or_default();
    let of_folder = stem.rsplit('/').nth(1).filter(|_| name::section_rank(last).is_some());
    Ok(NewFile {
        title: name::title(of_folder.unwrap_or(last)),
        path,
        series: None,
        day: handbook.today,
    })
}

/// Today; of a meeting in a series, the next day without a record.
fn day(handbook: &Handbook, kind: NewKind, series: Option<&str>) -> Day {
    let is_it =
        |known: &Series| series.is_some_and(|name| known.id.value().eq_ignore_ascii_case(name));
    let number = handbook.site.series().iter().position(is_it);
    let next = number
        .filter(|_| kind == NewKind::Meeting)
        .and_then(|number| handbook.analyse().report.records().meetings.next_of(number));
    next.unwrap_or(handbook.today)
}

/// A path below content, as it was named from there or from the handbook's folder.
fn within(site: &Site, named: &str) -> Result<String, Failure> {
    let inside = join("", named).filter(|path| !named.starts_with('/') && !path.is_empty());
    let path = inside.ok_or_else(|| {
        Failure::usage(
            format!("`{named}` is not inside the handbook"),
            "name a place below its folder of pages",
        )
    })?;
    let is_whole = !site.content().path().is_empty();
    Ok(site.content().within(&path).filter(|_| is_whole).map_or(path.clone(), str::to_owned))
}

/// The file name of a title.
fn file_name(title: &str) -> Result<String, Failure> {
    let slug = slug(title);
    let parts: Vec<&str> = slug.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Err(Failure::usage(
            format!("`{title}` is not a title"),
            "write some words: `handbook new page 'How we travel'`",
        ));
    }
    Ok(parts.join("-"))
}

/// The series of this name in handbook.yaml.
fn series(site: &Site, what: &str) -> Option<String> {
    let series = site.config().series.as_ref()?.value().as_map()?;
    let is_it = |key: &&String| slug(key) == slug(what);
    series.entries.iter().map(|entry| &entry.key).find(is_it).cloned()
}

/// The folder in which most pages of the type are, or of the series; else one that is called like
/// the type.
fn usual_folder(site: &Site, kind: NewKind, series: Option<&str>) -> String {
    let page_type = kind.page_type();
    if page_type == PageType::Page {
        return String::new();
    }
    let is_alike = |page: &&Page| {
        *page.meta().kind() == page_type && series.is_none_or(|series| is_of(page, series))
    };
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for page in site.pages().iter().filter(is_alike) {
        let path = site.content().within(page.source().path()).unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // A brainstorm has a folder of its own.
        let folder = match kind {
            NewKind::Brainstorm => folder.rsplit_once('/').map_or("", |(above, _)| above),
            _ => folder,
        };
        *folders.entry(folder).or_default() += 1;
    }
    // Of folders with as many, the first by name counts.
    let most = folders
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map(|(folder, _)| folder.to_owned());
    let series = series.map(|series| slug(&series.replace('/', " ")));
    let parts = [kind.folder()].into_iter().chain(series.as_deref());
    let named = || parts.collect::<Vec<_>>().join("/");
    most.unwrap_or_else(named)
}

fn is_of(page: &Page, series: &str) -> bool {
    let said = page.meta().record.series.as_ref();
    said.is_some_and(|said| said.value().eq_ignore_ascii_case(series))
}

/// `0008-`, where the pages of a folder are counted.
fn next_number(site: &Site, folder: &str) -> String {
    let paths = site.pages().iter().filter_map(|page| site.content().within(page.source().path()));
    let names = paths.map(|path| path.rsplit_once('/').unwrap_or(("", path)));
    let names = names.filter(|(above, _)| *above == folder).map(|(_, name)| name);
    let counted = names.filter(|name| name::zero_padded(name));
    let numbers = counted.filter_map(|name| {
        Some((name::numbered(name)?.0, name.bytes().take_while(u8::is_ascii_digit).count()))
    });
    numbers
        .max()
        .map(|(last, width)| format!("{:0width$}-", last.saturating_add(1)))
        .unwrap_or_default()
}
