//! After any edits, what is served is what a clean build of the same files would publish, byte for
//! byte.

use crate::handbook::Handbook;
use crate::server::{PATIENCE, Server};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// Pages that may come and go.
const PAGES: &[&str] = &[
    "content/people/index.md",
    "content/people/pay.md",
    "content/people/leave.md",
    "content/people/remote/index.md",
    "content/policies/travel.md",
    "content/policies/money/limits.md",
    "content/news.md",
    "content/team/how we meet.md",
];

/// Texts that link, include, name owners, fail, move, hide and review.
const TEXTS: &[&str] = &[
    "# First title\n\nSome text, and [pay](/people/pay.md#bands).\n",
    "# Second title\n\n## Bands\n\nOther text, and [limits](/policies/money/limits.md).\n",
    "---\ntitle: Third title\ntags: [money, rules]\nowner: ana\n---\n[[First title]] and \
     [news](/news.md)\n",
    "---\ntitle: Third title\nreviewed: 2026-03-01\nreview_every: 6 months\nowner: \
     team:people\n---\nText that was read.\n",
    "---\nreviewed: 2026-11-01\n---\n# Reviewed\n\nNobody committed this.\n",
    "# Including\n\n```handbook\ninclude: /_part.md\n```\n\n```handbook\nview: reviews\n```\n",
    "---\ndraft: true\n---\n# Draft\n\n[pay](/people/pay.md)\n",
    "---\ntitle: [broken\n---\n# Broken front matter\n",
    "---\nweight: 1\nnav_title: Short\n---\n# Moved to the front\n\n![plan](/plan.svg)\n",
    "---\nstatus: superseded\nsuperseded_by: /news.md\nurgency: high\n---\n# Old\n",
    "# With <b onclick='x'>HTML</b>\n\n<script>x</script> {{ foreign }} [dead](nowhere.md) [dead \
     too](#nowhere)\n",
    "---\nowner: nobody\nnext_review: 2026-12-01\ntype: policy\n---\n# Owned by nobody\n\n- a\n- \
     b\n",
    "# A title with ümläuts & <signs>\n\n| a | b |\n|---|---|\n| [x](</team/how we meet.md>) | y \
     |\n",
    "",
];

const SETTINGS: &[&str] = &[
    "title: Meridian\n",
    "title: Another name\nurls: file\n",
    "title: Meridian\nnav: [policies, ...]\nreview: {every: 12 months}\n",
    "title: Meridian\nbase_url: https://handbook.example\ndefaults: [{in: people, owner: ana}]\n",
    "title: Meridian\nurgency: {levels: {high: {means: soon, answer_within: 4h}}}\nhtml: escape\n",
];

const PEOPLE: &[&str] = &[
    "people: {ana: {name: Ana Abreu, email: ana@meridian.example}}\nteams: {people: {name: People, \
     members: [ana]}}\n",
    "people: {ana: {name: Ana Abreu, left: 2026-01-01, cover: ben}, ben: {name: Ben Okoro}}\n",
    "people: {ana: {name: Ana Abreu}}\nteams: {people: {name: People team, lead: ana, members: \
     [ana]}}\n",
];

/// One of the paths and texts above.
type Text = &'static str;

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Edit {
    Write(Text, Text),
    SaveByRename(Text, Text),
    Append(Text),
    Remove(Text),
    Move(Text, Text),
    RenameFolder,
    WriteAll(Text),
    Commit,
    CheckOut,
}

/// Files that are no pages: some hold this or that, some are there or not.
fn other_file() -> impl Strategy<Value = Edit> {
    let one_of = |path: Text, texts: &'static [Text]| {
        select(texts).prop_map(move |text| Edit::Write(path, text))
    };
    let there_or_not =
        |path: Text, text: Text| select(vec![Edit::Write(path, text), Edit::Remove(path)]);
    prop_oneof![
        one_of("handbook.yaml", SETTINGS),
        one_of("people.yaml", PEOPLE),
        one_of("content/_part.md", &["A part.\n", "Another part, with [news](/news.md).\n"]),
        there_or_not("people.yaml", "people: {}\n"),
        there_or_not("theme/words/en.yaml", "layout.skip: Jump\n"),
        there_or_not("content/plan.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        there_or_not("content/.gitignore", "policies/money\n"),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        8 => (select(PAGES), select(TEXTS)).prop_map(|(page, text)| Edit::Write(page, text)),
        3 => (select(PAGES), select(TEXTS)).prop_map(|(page, text)| Edit::SaveByRename(page, text)),
        3 => select(PAGES).prop_map(Edit::Append),
        2 => select(PAGES).prop_map(Edit::Remove),
        2 => (select(PAGES), select(PAGES)).prop_map(|(from, to)| Edit::Move(from, to)),
        6 => other_file(),
        1 => Just(Edit::RenameFolder),
        1 => select(TEXTS).prop_map(Edit::WriteAll),
        1 => Just(Edit::Commit),
        1 => Just(Edit::CheckOut),
    ]
}

impl Edit {
    /// Does it. What is not there cannot be removed or moved, and that is as good.
    fn make(&self, handbook: &Handbook) {
        match self {
            Edit::Write(file, text) => handbook.write(file, text),
            Edit::SaveByRename(page, text) => {
                handbook.write(page, "half");
                handbook.write("content/.new", text);
                fs::rename(handbook.path("content/.new"), handbook.path(page)).expect("a file");
            }
            Edit::Append(page) => {
                let before = fs::read_to_string(handbook.path(page)).unwrap_or_default();
                handbook.write(page, &format!("{before}\nMore.\n"));
            }
            Edit::Remove(file) => drop(fs::remove_file(handbook.path(file))),
            Edit::Move(from, to) => {
                fs::create_dir_all(handbook.path(to).parent().expect("a folder"))
                    .expect("a folder");
                drop(fs::rename(handbook.path(from), handbook.path(to)));
            }
            Edit::RenameFolder => {
                let (people, staff) =
                    (handbook.path("content/people"), handbook.path("content/staff"));
                drop(if people.exists() {
                    fs::rename(people, staff)
                } else {
                    fs::rename(staff, people)
                });
            }
            Edit::WriteAll(text) => PAGES.iter().for_each(|page| handbook.write(page, text)),
            Edit::Commit => {
                handbook.git(&["add", "-A"]);
                handbook.git(&["commit", "-q", "--allow-empty", "-m", "Edit"]);
            }
            Edit::CheckOut => handbook.git(&["checkout", "-q", "-f", "HEAD"]),
        }
    }
}

/// The first path that is not served as it would be published, if there is one. `known` are paths
/// of earlier builds.
fn difference(server: &Server, handbook: &Handbook, known: &BTreeSet<String>) -> Option<String> {
    let built = handbook.built()?;
    let wrong = built
        .iter()
        .find(|(path, bytes)| server.get(&target(path)).body != **bytes)
        .map(|(path, _)| path);
    let is_left =
        |path: &&String| !built.contains_key(*path) && server.get(&target(path)).status != 404;
    wrong.or_else(|| known.iter().find(is_left)).cloned()
}

/// Waits until all is served as it would be published; else the path that is not.
fn settled(server: &Server, handbook: &Handbook, known: &BTreeSet<String>) -> Result<(), String> {
    let start = Instant::now();
    while let Some(path) = difference(server, handbook, known) {
        if start.elapsed() > PATIENCE {
            return Err(format!("{path} is not as built\n{}", server.said()));
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The path of a file as a browser asks for it.
fn target(path: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    let encoded = |byte: u8| {
        if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let path: Vec<String> = path.bytes().map(encoded).collect();
    format!("/{}", path.concat())
}

#[test]
fn what_other_pages_show_of_a_page_follows_it() {
    let linking =
        "# Linking\n\n[[Bee]], [one](b.md#one), [two](b.md#two), [old](old.md) and [b](b.md)\n";
    let replaced = "---\nsuperseded_by: Bee\n---\n# Replaced\n";
    let handbook = Handbook::of(&[
        ("index.md", "# Home\n"),
        ("linking.md", linking),
        ("replaced.md", replaced),
    ]);
    handbook.write("b.md", "# Bee\n\n## One\n");
    let server = Server::start(&handbook.folder(), &[]);
    for (path, text) in [
        ("b.md", "# Bee\n\n## Two\n"),
        ("b.md", "# Wasp\n\n## Two\n"),
        ("c.md", "# Bee\n"),
        ("b.md", "---\ntitle: Bumblebee\n---\n## Two\n"),
        ("b.md", "---\ntitle: Bumblebee\naliases: [old]\n---\n## One\n"),
        ("b.md", "---\ntitle: Bumblebee\nslug: honey\n---\n## One\n"),
        ("b.md", "---\ntitle: Bumblebee\ndraft: true\n---\n## One\n"),
        ("c.md", "# Hornet\n"),
        ("b.md", "# Bee\n\n## One\n\n## Two\n"),
    ] {
        let known = handbook.built().into_iter().flat_map(BTreeMap::into_keys).collect();
        handbook.write(path, text);
        assert_eq!(settled(&server, &handbook, &known), Ok(()), "after {text:?}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 4, max_shrink_iters: 8, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_served_is_what_would_be_built(steps in prop::collection::vec(prop::collection::vec(edit(), 1..5), 6)) {
        let home = ("content/index.md", "# Home\n\n[First title](people/pay.md)\n");
        let handbook = Handbook::of(&[home, ("content/_part.md", "A part.\n")]);
        handbook.git(&["init", "-q"]);
        Edit::Commit.make(&handbook);
        let server = Server::start(&handbook.folder(), &[]);
        let mut known = BTreeSet::new();
        for step in steps {
            known.extend(handbook.built().into_iter().flat_map(BTreeMap::into_keys));
            step.iter().for_each(|edit| edit.make(&handbook));
            let settled = settled(&server, &handbook, &known);
            prop_assert!(settled.is_ok(), "after {step:?}: {settled:?}");
        }
    }
}
