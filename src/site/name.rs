//! What the name of a file or folder says: its stem, its number, its title.

use std::borrow::Cow;

/// Endings of files that are pages, longest first.
const ENDINGS: [&str; 6] = [".html.md.erb", ".md.erb", ".html.md", ".markdown", ".mdx", ".md"];

/// The ending of a table.
const TABLE: &str = ".csv";

/// Names of files that are the page of the folder they lie in, the preferred first.
const SECTION_PAGES: [&str; 3] = ["_index", "index", "readme"];

/// The path without the ending of a page; `None` when the file is no page.
pub fn stem(path: &str) -> Option<&str> {
    let is_ending = |ending: &&&str| has_ending(path, ending);
    let ending = ENDINGS.iter().find(is_ending).or(Some(&TABLE).filter(|_| is_table(path)))?;
    path.get(..path.len() - ending.len()).filter(|stem| !stem.is_empty() && !stem.ends_with('/'))
}

/// Whether a file is a table that Notion exported: its rows are pages, and so is it.
pub fn is_table(path: &str) -> bool {
    let bare = path.get(..path.len().saturating_sub(TABLE.len())).unwrap_or_default();
    let last = bare.rsplit('/').next().unwrap_or(bare);
    has_ending(path, TABLE) && exported(last).1.is_some()
}

fn has_ending(path: &str, ending: &str) -> bool {
    let start = path.len().checked_sub(ending.len());
    start.and_then(|start| path.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

/// How much a stem's last part is the page of its folder: 0 is the most; `None` for other pages.
pub fn section_rank(name: &str) -> Option<usize> {
    SECTION_PAGES.iter().position(|known| name.eq_ignore_ascii_case(known))
}

/// A leading number and what follows it: `01-intro` is 1 and `intro`. Dates and versions
/// (`2026-11-20-x`, `1.2-x`) have none.
pub fn numbered(name: &str) -> Option<(u32, &str)> {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name.get(digits..)?;
    let after = rest.trim_start_matches(['-', '_', '.', ' ']);
    let separated = after.len() < rest.len()
        && !after.is_empty()
        && !after.starts_with(|c: char| c.is_ascii_digit());
    separated.then(|| name.get(..digits)?.parse().ok()).flatten().map(|number| (number, after))
}

/// Whether the number is written with a leading zero: the sign that a folder counts its pages.
pub fn zero_padded(name: &str) -> bool {
    name.starts_with('0') && numbered(name).is_some()
}

/// A title from a name: `how-we_work` is "How we work"; `FAQ` stays.
pub fn title(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let words = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    let first =
        letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    first + letters.as_str()
}

/// Abbreviations of roles that people write in capitals, wherever they are written as an id.
const ROLES: [&str; 26] = [
    "cao", "cco", "cdo", "ceo", "cfo", "chro", "cio", "ciso", "cmo", "coo", "cpo", "cro", "cso",
    "cto", "dpo", "evp", "hr", "it", "md", "pm", "po", "pr", "qa", "svp", "ui", "vp",
];

/// The name of a role: `cto` is "CTO", `security-officer` is "Security officer"; `DevRel` stays.
pub fn role(name: &str) -> String {
    let words = title(name);
    let word = |word: &str| {
        let small = word.to_lowercase();
        if ROLES.contains(&small.as_str()) { small.to_uppercase() } else { word.to_owned() }
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A name without the id of 32 digits that Notion writes behind it, and the id.
pub fn exported(name: &str) -> (&str, Option<&str>) {
    let split = name.len().checked_sub(33).and_then(|at| name.split_at_checked(at));
    let id = split.and_then(|(bare, rest)| Some((bare, rest.strip_prefix([' ', '-'])?)));
    match id {
        Some((bare, id)) if !bare.is_empty() && id.bytes().all(|b| b.is_ascii_hexdigit()) => {
            (bare, Some(id))
        }
        _ => (name, None),
    }
}

/// The number or id by which the tool that wrote a file knows it: 32 digits of Notion, or the
/// number that Confluence writes behind a title.
pub fn export_id(stem: &str) -> Option<&str> {
    let last = stem.rsplit('/').next().unwrap_or(stem);
    exported(last).1.or_else(|| {
        let (_, number) = last.rsplit_once(['_', '-'])?;
        (number.len() >= 5 && number.bytes().all(|b| b.is_ascii_digit())).then_some(number)
    })
}

/// A name without the percent signs with which the wiki of Azure DevOps writes some characters:
/// `On%2Dcall` is `On-call`.
pub fn plain(name: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(name).decode_utf8().unwrap_or(Cow::Borrowed(name))
}

#[cfg(test)]
mod tests {
    use super::{export_id, exported, numbered, stem, title};

    #[test]
    fn endings_are_dropped_whole() {
        assert_eq!(stem("a/b.html.md.erb"), Some("a/b"));
        assert_eq!(stem("v1.2.3.md"), Some("v1.2.3"));
        assert_eq!(stem("README.MD"), Some("README"));
        assert_eq!(stem("a/.md"), None);
        assert_eq!(stem("a/b.png"), None);
    }

    #[test]
    fn numbers_are_told_from_dates_and_versions() {
        assert_eq!(numbered("01-intro"), Some((1, "intro")));
        assert_eq!(numbered("10. Going on"), Some((10, "Going on")));
        for name in
            ["2026-11-20-weekly", "1.2-notes", "401k", "30-60-90", "01", "01-", "99999999999-x"]
        {
            assert_eq!(numbered(name), None, "{name}");
        }
    }

    #[test]
    fn ids_of_exports_are_known() {
        let id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        assert_eq!(exported(&format!("Team Home {id}")), ("Team Home", Some(id)));
        assert_eq!(exported(id), (id, None));
        assert_eq!(export_id("a/Leave_234567"), Some("234567"));
        assert_eq!(export_id("2026-11-20"), None);
    }

    #[test]
    fn titles_keep_capitals() {
        assert_eq!(title("how-we_work"), "How we work");
        assert_eq!(title("FAQ"), "FAQ");
        assert_eq!(title("été"), "Été");
    }

    #[test]
    fn roles_are_called_as_people_write_them() {
        let table = [
            ("ceo", "CEO"),
            ("VP-engineering", "VP engineering"),
            ("incident-lead", "Incident lead"),
            ("head_of_it", "Head of IT"),
            ("DevRel", "DevRel"),
        ];
        for (id, name) in table {
            assert_eq!(super::role(id), name);
        }
    }
}
