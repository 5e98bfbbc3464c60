//! The theme asks nobody else for anything, and runs under a strict content security policy.

use super::{File, assert_none, files};

/// Addresses that are names and are never asked for.
const NAMES: [&str; 4] = [
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/1998/Math/MathML",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
];

fn theme_files() -> Vec<File> {
    files("themes")
}

/// What in this text would ask another host.
fn hosts(text: &str) -> Vec<&str> {
    let starts = text.match_indices("http").filter_map(|(start, _)| text.get(start..));
    let urls = starts.filter(|rest| rest.starts_with("http://") || rest.starts_with("https://"));
    let urls = urls.map(|rest| rest.split(['"', '\'', ' ', ')', '>', '\n']).next().unwrap_or(rest));
    urls.filter(|url| !NAMES.contains(url)).collect()
}

/// Attributes and elements that the policy forbids.
fn inline_parts(text: &str) -> Vec<&'static str> {
    let lower = text.to_lowercase();
    let handlers = [
        " onclick=",
        " onload=",
        " onchange=",
        " oninput=",
        " onsubmit=",
        " onerror=",
        "javascript:",
    ];
    let found = [" style=\"", " style='", "<style", "<script>"].into_iter().chain(handlers);
    found.filter(|part| lower.contains(part)).collect()
}

#[test]
fn the_theme_is_there() {
    let has = |kind: &str| theme_files().iter().any(|file| file.is(&[kind]));
    assert!(["html", "css", "js"].into_iter().all(has), "themes has no .html, .css or .js");
}

#[test]
fn no_theme_file_asks_another_host() {
    // A licence names its authors' sites; nothing loads them.
    let files = theme_files().into_iter().filter(|file| !file.is(&["txt"]));
    let found = files.flat_map(|file| {
        hosts(&file.text)
            .into_iter()
            .map(|url| format!("{} has {url}", file.path))
            .collect::<Vec<_>>()
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn no_template_has_inline_script_or_style() {
    let html = theme_files().into_iter().filter(|file| file.is(&["html", "svg"]));
    let found = html.flat_map(|file| {
        inline_parts(&file.text)
            .into_iter()
            .map(|part| format!("{} has `{part}`", file.path))
            .collect::<Vec<_>>()
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn what_is_forbidden_is_noticed() {
    assert_eq!(
        hosts("<svg xmlns=\"http://www.w3.org/2000/svg\"> https://a.example/b.css)"),
        ["https://a.example/b.css"]
    );
    assert_eq!(inline_parts("<p STYLE=\"a\">"), [" style=\""]);
    assert_eq!(inline_parts("<p style=\"a\" onclick='b'><script>").len(), 3);
    assert!(inline_parts("<script type=\"module\" src=\"a.js\"></script>").is_empty());
}
