//! The little script that keeps a shown page up to date. It is served here only and never
//! published.

/// The files of the script, by their path in the site.
const ASSETS: [(&str, &[u8]); 2] = [
    ("-/live.js", include_bytes!("../client/live.js")),
    ("-/live.css", include_bytes!("../client/live.css")),
];

/// One of the script's files.
pub fn asset(path: &str) -> Option<&'static [u8]> {
    ASSETS.iter().find(|(name, _)| *name == path).map(|(_, bytes)| *bytes)
}

/// Whether a page's policy lets a script run: that of the runbooks, which stand alone, does not.
pub fn takes_script(page: &[u8]) -> bool {
    let has = |text: &[u8]| page.windows(text.len()).any(|window| window == text);
    has(b"script-src") || !has(b"Content-Security-Policy")
}

/// A page with one more line in its head. The rest of its bytes is as published.
pub fn with_script(page: &[u8], version: &str, moment: u64, panel: bool) -> Vec<u8> {
    let panel = if panel { "on" } else { "off" };
    let line = format!(
        "<script src=\"/-/live.js\" data-version=\"{version}\" data-moment=\"{moment}\" \
         data-panel=\"{panel}\" defer></script>\n"
    );
    let end = page
        .windows(7)
        .position(|window| window.eq_ignore_ascii_case(b"</head>"))
        .unwrap_or(page.len());
    let (head, rest) = page.split_at(end);
    [head, line.as_bytes(), rest].concat()
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_line_stands_in_the_head_and_nothing_else_changes() {
        for page in ["<head>a</head><body></head>", "no head at all", ""] {
            let made = String::from_utf8(with_script(page.as_bytes(), "v", 7, true)).unwrap();
            let (before, rest) = made.split_once("<script").unwrap();
            let (_, after) = rest.split_once("</script>\n").unwrap();
            assert_eq!(format!("{before}{after}"), page);
            assert!(before.len() <= page.find("</head>").unwrap_or(page.len()));
        }
    }
}
