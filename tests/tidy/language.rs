//! Texts that people read use the field's words. These phrases were ours alone, or are not English,
//! and stay away.

use std::fs;
use std::path::{Path, PathBuf};

/// What is not said, and what is.
const BANNED: [(&str, &str); 16] = [
    ("check overdue", "review overdue"),
    ("checked on", "reviewed on"),
    ("not checked yet", "not reviewed yet"),
    ("check due", "review due"),
    ("check put off", "review snoozed"),
    ("checked in full", "reviewed"),
    ("to be checked by", "review due by"),
    ("nobody answers for", "no owner"),
    ("nobody answers now", "owner has left"),
    ("nobody is known as", "no person, team or role is called"),
    ("nothing to complain about", "no problems found"),
    (" is no day", "invalid date"),
    (" is no known ", "unknown"),
    ("drafts, too", "include drafts"),
    ("warnings, too", "treat warnings as errors"),
    ("again and again, where", "poll"),
];

/// Where texts for people stand.
const PLACES: [&str; 7] = [
    "README.md",
    "themes/default/words",
    "themes/default/templates",
    "example-handbook/content",
    "src/diag/catalogue",
    "src/commands",
    "src/report",
];

fn texts(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        return found.push(path.to_owned());
    }
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    entries.for_each(|entry| texts(&entry.path(), found));
}

#[test]
fn texts_use_the_words_of_the_field() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for place in PLACES {
        let before = files.len();
        texts(&root.join(place), &mut files);
        assert!(files.len() > before, "`{place}` holds no texts any more");
    }
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_default().to_lowercase();
        for (phrase, instead) in BANNED.iter().filter(|(phrase, _)| text.contains(phrase)) {
            wrong.push(format!("{}: `{phrase}`; say `{instead}`", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
