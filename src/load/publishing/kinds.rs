//! The kinds of files that readers may get, by ending and by first bytes. What stands in neither
//! table is not published.

use crate::site::refusal::Refusal;

/// Files that browsers show or save without running anything in them.
struct PublishedKind {
    endings: &'static [&'static str],
    /// What their first bytes are, from an offset; empty where they begin in many ways.
    starts: &'static [(usize, &'static [u8])],
}

const KINDS: &[PublishedKind] = &[
    PublishedKind { endings: &["png", "apng"], starts: &[(0, b"\x89PNG\r\n\x1a\n")] },
    PublishedKind { endings: &["jpg", "jpeg", "jpe", "jfif"], starts: &[(0, b"\xff\xd8\xff")] },
    PublishedKind { endings: &["gif"], starts: &[(0, b"GIF87a"), (0, b"GIF89a")] },
    PublishedKind { endings: &["webp"], starts: &[(8, b"WEBPVP")] },
    PublishedKind {
        endings: &["avif", "heic", "heif"],
        starts: &[(4, b"ftypavif"), (4, b"ftyphei"), (4, b"ftypmif1")],
    },
    PublishedKind { endings: &["bmp"], starts: &[(0, b"BM")] },
    PublishedKind { endings: &["ico", "cur"], starts: &[(0, b"\0\0\x01\0"), (0, b"\0\0\x02\0")] },
    PublishedKind { endings: &["tif", "tiff"], starts: &[(0, b"II*\0"), (0, b"MM\0*")] },
    // Drawings are XML that may run: they are judged to their end elsewhere.
    PublishedKind { endings: &[DRAWING], starts: &[] },
    PublishedKind { endings: &["mp3"], starts: &[(0, b"ID3"), (0, b"\xff\xfb")] },
    PublishedKind { endings: &["ogg", "oga", "ogv", "opus"], starts: &[(0, b"OggS\0")] },
    PublishedKind { endings: &["wav"], starts: &[(8, b"WAVE")] },
    PublishedKind { endings: &["flac"], starts: &[(0, b"fLaC")] },
    PublishedKind { endings: &["aac", "mid", "midi"], starts: &[(0, b"MThd\0\0\0\x06")] },
    PublishedKind { endings: &["mp4", "m4a", "m4v", "mov"], starts: &[(4, b"ftyp")] },
    PublishedKind { endings: &["webm", "mkv"], starts: &[(0, b"\x1a\x45\xdf\xa3")] },
    PublishedKind { endings: &["avi"], starts: &[(8, b"AVI ")] },
    PublishedKind { endings: &["woff", "woff2"], starts: &[(0, b"wOFF"), (0, b"wOF2")] },
    PublishedKind { endings: &["ttf", "otf"], starts: &[(0, b"\0\x01\0\0"), (0, b"OTTO")] },
    PublishedKind { endings: &["vtt", "srt"], starts: &[(0, b"WEBVTT")] },
    PublishedKind { endings: &["pdf"], starts: &[(0, b"%PDF-")] },
    PublishedKind {
        endings: &[
            "docx", "dotx", "xlsx", "xltx", "pptx", "potx", "odt", "ods", "odp", "odg", "pages",
            "numbers", "key", "epub", "zip", "vsdx", "sketch",
        ],
        starts: &[(0, ZIP)],
    },
    PublishedKind {
        endings: &["doc", "xls", "ppt", "msg", "vsd"],
        starts: &[(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
    },
    PublishedKind { endings: &["gz", "tgz"], starts: &[(0, b"\x1f\x8b\x08")] },
    PublishedKind {
        endings: &["bz2", "xz", "7z", "zst"],
        starts: &[(0, b"BZh"), (0, b"\xfd7zXZ\0"), (0, b"7z\xbc\xaf\x27\x1c")],
    },
    PublishedKind {
        endings: &["psd", "ai", "eps", "fig", "xd", "tar"],
        starts: &[(0, b"8BPS"), (257, b"ustar")],
    },
    PublishedKind {
        endings: &[
            "txt",
            "text",
            "csv",
            "tsv",
            "json",
            "jsonl",
            "ndjson",
            "geojson",
            "ipynb",
            "yaml",
            "yml",
            "toml",
            "ini",
            "conf",
            "cfg",
            "properties",
            "log",
            "sql",
            "rtf",
            "tex",
            "bib",
            "ics",
            "vcf",
            "eml",
            "diff",
            "patch",
            "drawio",
            "excalidraw",
            "puml",
            "plantuml",
            "mmd",
            "dot",
            "mdc",
            "rst",
            "adoc",
            "org",
            "webmanifest",
        ],
        starts: &[],
    },
    PublishedKind {
        endings: &[
            "sh",
            "bash",
            "zsh",
            "fish",
            "ps1",
            "bat",
            "py",
            "rb",
            "go",
            "rs",
            "java",
            "kt",
            "kts",
            "swift",
            "c",
            "h",
            "cc",
            "cpp",
            "hpp",
            "cs",
            "r",
            "lua",
            "ts",
            "tsx",
            "jsx",
            "vue",
            "scss",
            "css",
            "tf",
            "hcl",
            "proto",
            "graphql",
            "gradle",
            "lock",
            "editorconfig",
        ],
        starts: &[],
    },
];

/// What browsers run in the name of the site that they got it from, and what servers run before
/// they send it.
const ACTIVE: &[&str] = &[
    "html", "htm", "xhtml", "xht", "shtml", "shtm", "stm", "mht", "mhtml", "xml", "xsl", "xslt",
    "rdf", "rss", "atom", "mathml", "svgz", "js", "mjs", "cjs", "wasm", "swf", "jar", "hta", "htc",
    "php", "phtml", "phar", "cgi", "pl", "asp", "aspx", "ashx", "jsp", "jspx", "cfm",
];

/// The ending of drawings.
pub const DRAWING: &str = "svg";

/// How archives begin, and all that is one.
pub const ZIP: &[u8] = b"PK\x03\x04";

/// What browsers take for HTML or XML when it comes first, whatever the name; in capitals, as
/// browsers compare them.
const MARKUP: &[&str] = &[
    "<!DOCTYPE",
    "<HTML",
    "<HEAD",
    "<BODY",
    "<SCRIPT",
    "<IFRAME",
    "<STYLE",
    "<TITLE",
    "<TABLE",
    "<FONT",
    "<DIV",
    "<H1",
    "<A",
    "<B",
    "<BR",
    "<P",
    "<SVG",
    "<!--",
    "<?XML",
];

/// What is wrong with a file of this name and these first bytes, if anything is.
pub(super) fn judge(path: &str, head: &[u8]) -> Option<Refusal> {
    let ending = ending(path);
    let is_known = |ending: &str| KINDS.iter().any(|kind| kind.endings.contains(&ending));
    match ending.as_deref() {
        Some(DRAWING) => None,
        Some(ending) if ACTIVE.contains(&ending) => Some(Refusal::Active),
        _ if is_markup(head) => Some(Refusal::Disguised),
        Some(ending) => (!is_known(ending)).then_some(Refusal::UnknownKind),
        None => (!is_text(head) && !starts_as_known(head)).then_some(Refusal::UnknownKind),
    }
}

/// What follows the last dot of a name, in small letters.
pub(super) fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// Whether browsers take it for HTML or XML where nobody tells them a type.
fn is_markup(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    MARKUP.iter().any(|tag| {
        let (start, next) = (head.get(..tag.len()), head.get(tag.len()));
        let ends = tag.starts_with("<!--") || next.is_none_or(|next| !next.is_ascii_alphanumeric());
        ends && start.is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

fn starts_as_known(head: &[u8]) -> bool {
    let starts = KINDS.iter().flat_map(|kind| kind.starts);
    starts
        .into_iter()
        .any(|(at, start)| head.get(*at..).is_some_and(|rest| rest.starts_with(start)))
}

/// Text has no bytes below the blank but tabs and line ends.
fn is_text(head: &[u8]) -> bool {
    !head.iter().any(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
}

#[cfg(test)]
mod tests {
    use super::judge;
    use crate::site::refusal::Refusal;

    #[test]
    fn what_browsers_run_is_known_by_name_and_by_bytes() {
        let cases: &[(&str, &[u8], Option<Refusal>)] = &[
            ("a.png", b"\x89PNG\r\n\x1a\n", None),
            ("A.PDF", b"%PDF-1.7", None),
            ("data.json", b"{\"a\": \"<html>\"}", None),
            ("LICENSE", b"MIT License\n", None),
            ("logo", b"GIF89a\0\0", None),
            ("notes.txt", b"<abc> is a place", None),
            ("notes.txt", b"<path>", None),
            ("a.svg", b"<svg>", None),
            ("page.html", b"", Some(Refusal::Active)),
            ("page.XHTML", b"", Some(Refusal::Active)),
            ("feed.xml", b"<?xml?>", Some(Refusal::Active)),
            ("a.svgz", b"\x1f\x8b\x08", Some(Refusal::Active)),
            ("app.js", b"", Some(Refusal::Active)),
            ("index.php", b"", Some(Refusal::Active)),
            ("a.png", b" \n<script>1</script>", Some(Refusal::Disguised)),
            ("a.txt", b"\xef\xbb\xbf<!doctype html>", Some(Refusal::Disguised)),
            ("README", b"<!-- x -->", Some(Refusal::Disguised)),
            ("data.csv", b"<?xml version='1.0'?>", Some(Refusal::Disguised)),
            ("tool", b"\x7fELF\x02\x01\x01\0", Some(Refusal::UnknownKind)),
            ("setup.exe", b"MZ", Some(Refusal::UnknownKind)),
        ];
        for (path, head, expected) in cases {
            assert_eq!(judge(path, head), *expected, "{path}");
        }
    }
}
