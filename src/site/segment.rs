//! Names that cannot be a part of an address: hosts act on them, systems cannot keep them, or
//! readers are misled by them.

use crate::source::is_unseen;
use std::borrow::Cow;

/// The longest part of an address in bytes: file systems take 255, and `.html` and a number for
/// namesakes come behind.
pub const LONGEST: usize = 240;

/// Names that programs act on where a site is served, with what they do. Those in capitals are
/// meant letter by letter.
const ACTED_ON: &[(&str, &str)] = &[
    ("htaccess", "web servers take it for settings"),
    ("htpasswd", "web servers keep passwords in it"),
    ("web.config", "IIS takes it for settings"),
    ("nginx.conf", "nginx takes it for settings"),
    ("php.ini", "PHP takes it for settings"),
    ("cgi-bin", "web servers start the programs in it"),
    ("WEB-INF", "Java servers hide what is in it"),
    ("META-INF", "Java servers hide what is in it"),
    ("_headers", "Netlify and Cloudflare Pages take headers from it"),
    ("_redirects", "Netlify and Cloudflare Pages take redirects from it"),
    ("_worker.js", "Cloudflare Pages runs it"),
    ("_routes.json", "Cloudflare Pages takes routes from it"),
    ("netlify.toml", "Netlify takes it for settings"),
    ("vercel.json", "Vercel takes it for settings"),
    ("now.json", "Vercel takes it for settings"),
    ("firebase.json", "Firebase takes it for settings"),
    ("staticwebapp.config.json", "Azure takes it for settings"),
    ("_config.yml", "GitHub Pages takes it for settings"),
    ("CNAME", "GitHub Pages takes a domain from it"),
    ("crossdomain.xml", "it opens the site to programs of other sites"),
    ("clientaccesspolicy.xml", "it opens the site to programs of other sites"),
    ("apple-app-site-association", "it lets apps open links to the site"),
];

/// Files that handbook writes at the root of a site.
const WRITTEN_BY_US: [&str; 3] = ["robots.txt", "llms.txt", "sitemap.xml"];

/// Devices of Windows, which are no files there whatever their ending; `COM1` to `LPT9` are
/// numbered.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Why a name cannot be a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameProblem {
    /// No system or reader is served by it.
    Unusable(&'static str),
    /// Programs act on it where the site is served; somebody may want just that of a file.
    ActedOn(&'static str),
    /// A file that handbook writes has the name.
    Ours,
}

impl NameProblem {
    /// What completes "the name … because ".
    pub fn why(self) -> &'static str {
        match self {
            NameProblem::Unusable(why) | NameProblem::ActedOn(why) => why,
            NameProblem::Ours => "handbook writes a file of this name",
        }
    }
}

/// What is wrong with a name as a part of an address, if anything is.
pub fn trouble(name: &str) -> Option<NameProblem> {
    let acted_on = || ACTED_ON.iter().find(|(known, _)| is_name(name, known)).map(|(_, why)| *why);
    match () {
        () if name.chars().any(is_unseen) => {
            Some(NameProblem::Unusable("characters that nobody sees change how it reads"))
        }
        () if name.starts_with('.') => {
            Some(NameProblem::Unusable("servers hide or act on names with a dot in front"))
        }
        () if name.len() > LONGEST => Some(NameProblem::Unusable("it is longer than 240 bytes")),
        () if is_device(name) => Some(NameProblem::Unusable("Windows keeps it for a device")),
        () if WRITTEN_BY_US.iter().any(|known| is_name(name, known)) => Some(NameProblem::Ours),
        () => acted_on().map(NameProblem::ActedOn),
    }
}

/// The nearest name without trouble.
pub fn safe(name: &str) -> Cow<'_, str> {
    if trouble(name).is_none() {
        return name.into();
    }
    let seen: String = name.chars().filter(|letter| !is_unseen(*letter)).collect();
    let seen = seen.trim_start_matches('.');
    let short = seen.get(..seen.floor_char_boundary(LONGEST - 1)).unwrap_or(seen);
    match trouble(short) {
        None if !short.is_empty() => short.to_owned().into(),
        _ => format!("-{short}").into(),
    }
}

fn is_name(name: &str, known: &str) -> bool {
    let is_exact = known.bytes().all(|byte| !byte.is_ascii_lowercase());
    if is_exact { name == known } else { name.eq_ignore_ascii_case(known) }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = || {
        let number = NUMBERED_DEVICES.iter().find_map(|device| stem.strip_prefix(device));
        number.is_some_and(|rest| {
            matches!(rest.as_bytes(), [b'0'..=b'9']) || matches!(rest, "¹" | "²" | "³")
        })
    };
    DEVICES.contains(&stem.as_str()) || numbered()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, NameProblem, safe, trouble};
    use proptest::prelude::{any, proptest};

    #[test]
    fn names_that_others_act_on_are_known() {
        let long = "x".repeat(LONGEST + 1);
        let unusable = [
            ".htaccess",
            ".well-known",
            "gpj\u{202e}.exe",
            "a\u{7}b",
            "CON",
            "nul.txt",
            "Com1",
            "lpt9.a",
            &long,
        ];
        for name in unusable {
            assert!(matches!(trouble(name), Some(NameProblem::Unusable(_))), "{name}");
        }
        for name in [
            "HTPASSWD",
            "web.config",
            "Web.Config",
            "_headers",
            "_redirects",
            "_worker.js",
            "CNAME",
        ] {
            assert!(matches!(trouble(name), Some(NameProblem::ActedOn(_))), "{name}");
        }
        assert_eq!(trouble("robots.txt"), Some(NameProblem::Ours));
        let longest = "x".repeat(LONGEST);
        for name in [
            "cname",
            "console",
            "com10",
            "headers",
            "a.b",
            "über",
            "👩‍💻",
            "redirects",
            "auxiliary",
            &longest,
        ] {
            assert_eq!(trouble(name), None, "{name}");
        }
    }

    #[test]
    fn safe_names_stay_close() {
        for (name, expected) in [
            ("_headers", "-_headers"),
            (".htaccess", "-htaccess"),
            (".a", "a"),
            ("nul.x", "-nul.x"),
        ] {
            assert_eq!(safe(name), expected);
        }
        assert_eq!(safe("a\u{202e}b"), "ab");
        assert_eq!(safe(&"é".repeat(200)), "é".repeat(119));
    }

    proptest! {
        #[test]
        fn a_safe_name_has_no_trouble(name in any::<String>(), dots in "[.\u{202e}con_headers]{0,9}") {
            for name in [name, dots] {
                assert_eq!(trouble(&safe(&name)), None, "{name:?}");
            }
        }
    }
}
