//! Every key that the schemas offer changes something: the site, a finding, or what `explain` says.
//!
//! `keys/FILE.yaml` has for each key a text with it and, where it needs company, one without.
#![expect(clippy::disallowed_methods, reason = "tests make folders and start programs")]
#![expect(clippy::expect_used, reason = "a test may stop")]

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Output};
use tempfile::TempDir;

/// The files of the handbook in which keys are tried; the last three are those that keys stand in.
const FILES: [(&str, &str); 20] = [
    ("content/index.md", "# Home\n\n[Travel](policies/travel.md)\n"),
    ("content/policies/index.md", "# Policies\n"),
    (
        "content/policies/parts.md",
        "# Parts\n\n--8<-- \"term.md\"\n\nOur SLO. ![](/media/pic.png)\n\n[a](/old/policies/travel) [b](#the-label) [c](xref:other/page)\n",
    ),
    ("content/policies/label.md", "---\nid: tag\n---\n# Label\n\n(the-label)=\n## Here\n"),
    ("content/_guides/a.md", "# A guide\n"),
    ("parts/term.md", "A term.\n\n*[SLO]: service level objective\n"),
    ("media/pic.png", "\u{89}PNG"),
    ("content/policies/travel.md", "# Travel\n\nTake the train.\n"),
    (
        "content/policies/expenses.md",
        "---\nreview_date: 2025-01-01\nreview_every: 12 months\nowner: ana\n---\n# Expenses\n\n<script>x</script>\n\n[Gone](gone.md) ![](https://images.example/a.png)\n\n<iframe src=\"https://films.example/x\"></iframe>\n",
    ),
    (
        "content/policies/laptops.md",
        "---\nreviewed: 2025-11-25\nreview_every: 12 months\nowner: ana\n---\n# Laptops\n",
    ),
    (
        "content/policies/desks.md",
        "---\nreviewed: 2025-11-25\nreview_every: 12 months\nowner: ana\n---\n# Desks\n",
    ),
    ("content/static/a.png", "\u{89}PNG"),
    ("content/static/tool.html", "<p>tool"),
    (
        "content/meetings/2026-11-12-watch.md",
        "---\nseries: watch\n---\n# Watch\n\n## Takeaways\n\nGo.\n",
    ),
    ("content/meetings/2026-11-26-watch.md", "---\nseries: watch\n---\n# Watch\n"),
    ("content/records.md", "---\ntype: meeting\ndate: 2026-11-19\n---\n# Record\n"),
    ("notes.md", "# Notes\n"),
    (
        "content/meetings/2026-11-13.md",
        "# Ours\n\n## Our part\n\nGo.\n\n- [ ] @ana goes, due 2026-12-01\n",
    ),
    (
        "content/brainstorms/when.md",
        "---\nquestion: When?\ncloses: 2026-11-30\nhide_until_close: true\n---\n# When\n\n## Our part\n\nGo.\n",
    ),
    ("content/runbooks/drill.md", "# Drill\n\n## Our part\n\n- [ ] @ana goes, due 2026-12-01\n"),
];

const HANDBOOK: &str = "title: Meridian\ncontent: content\nbase_url: https://handbook.example\n";
const PEOPLE: &str = "people: {ana: {name: Ana}, ben: {name: Ben}}\nteams: {ops: {name: Ops}}\n";

/// The page whose front matter is tried.
const PAGE: &str = "content/policies/subject.md";
/// Its front matter where keys of other files are tried.
const SUBJECT: &str = "\
owner: [ana, team:ops]
urgency: high
acknowledge: ana
reviewed: 2026-11-01
review_every: 12 months
titel: not ours
snooze: {until: 2026-12-20, reason: the office moves}
";
const TODAY: &str = "2026-11-22";

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let files = ["handbook", "people", "front-matter"];
    let trials = files.into_iter().flat_map(trials).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// One trial for each key, and one that no key is missing.
fn trials(file: &'static str) -> Vec<Trial> {
    let path = format!("{}/tests/keys/{file}.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).expect("the list of keys");
    let tried: BTreeMap<String, Value> = serde_yaml::from_str(&text).expect("YAML");
    let known: BTreeSet<String> = tried.keys().cloned().collect();
    let all = Trial::test(format!("{file}: all keys"), move || {
        let missing: Vec<String> = offered(file).difference(&known).cloned().collect();
        let gone: Vec<String> = known.difference(&offered(file)).cloned().collect();
        let is_same = missing.is_empty() && gone.is_empty();
        is_same.then_some(()).ok_or_else(|| {
            Failed::from(format!("tests/keys/{file}.yaml lacks {missing:?}; not offered: {gone:?}"))
        })
    });
    let one = |(key, texts): (String, Value)| {
        Trial::test(format!("{file}: {key}"), move || {
            let [without, with] = texts_of(&texts).map(|text| Attempt::of(file, &text));
            let is_changed = without.site() != with.site() || without.told() != with.told();
            is_changed.then_some(()).ok_or_else(|| Failed::from("it changes nothing"))
        })
    };
    tried.into_iter().map(one).chain([all]).collect()
}

/// A text, or `{without, with}`.
fn texts_of(texts: &Value) -> [String; 2] {
    let text = |name: &str| texts[name].as_str().unwrap_or_default().to_owned();
    texts
        .as_str()
        .map_or_else(|| [text("without"), text("with")], |with| [String::new(), with.to_owned()])
}

/// The keys of a schema by their paths, `*` for a name of the author's own, without other names.
fn offered(file: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["schema", file])
        .output()
        .expect("the program starts");
    let schema: Value = serde_json::from_slice(&output.stdout).expect("a schema");
    let mut keys = BTreeSet::new();
    collect(&schema, "", &mut keys);
    keys
}

fn collect(schema: &Value, path: &str, keys: &mut BTreeSet<String>) {
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let about = inner["description"].as_str().unwrap_or_default();
        if !about.to_lowercase().starts_with("read as `") {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            keys.insert(path.clone());
            // The values of `defaults:` are those of front matter.
            if path != "defaults" {
                collect(inner, &path, keys);
            }
        }
    }
    if schema["items"].is_object() {
        collect(&schema["items"], path, keys);
    }
    if schema["additionalProperties"].is_object() {
        collect(&schema["additionalProperties"], &format!("{path}.*"), keys);
    }
    for inner in schema["anyOf"].as_array().into_iter().flatten() {
        collect(inner, path, keys);
    }
}

/// A handbook with a text in one of its files.
struct Attempt {
    folder: TempDir,
}

impl Attempt {
    fn of(file: &str, text: &str) -> Self {
        let attempt = Attempt { folder: tempfile::tempdir().expect("a folder") };
        FILES.iter().for_each(|(path, text)| attempt.put(path, text));
        let is_of = |of: &str| file == of;
        let settings = added(HANDBOOK, if is_of("handbook") { text } else { COMPANY });
        attempt.put("handbook.yaml", &settings);
        attempt.put("people.yaml", if is_of("people") { text } else { PEOPLE });
        let front = if is_of("front-matter") { text } else { SUBJECT };
        attempt.put(PAGE, &format!("---\n{front}\n---\n# Subject\n\n## Agenda\n\nText.\n"));
        attempt
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.folder.path().join("book").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// What is published.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let root = self.folder.path();
        run(root, &["build", "book", "--dest", "site", "--quiet"]);
        let mut files = BTreeMap::new();
        collect_files(&root.join("site"), &root.join("site"), &mut files);
        files.remove(".handbook-site.json");
        files
    }

    /// What is found, and what is known of the page.
    fn told(&self) -> [Vec<u8>; 3] {
        let run = |arguments: &[&str]| run(self.folder.path(), arguments).stdout;
        [
            run(&["check", "book", "--format", "json"]),
            run(&["explain", PAGE, "book"]),
            run(&["plan", "book"]),
        ]
    }
}

/// What handbook.yaml has where keys of other files are tried.
const COMPANY: &str = "
working_hours: Mon-Fri 09:00-17:00
urgency: {levels: {high: {answer_within: 2h, hours: always, channels: [chat]}, normal: {}}}
channels: {chat: {name: Chat}}
holidays: {pt: [2026-11-23]}
series: {watch: {every: 1 week, on: Thursday}}
audiences: [staff, managers]
default_audience: staff
";

/// The settings with more of them; a key that stands twice stands in the second text.
fn added(base: &str, text: &str) -> String {
    let key = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
    let own: BTreeSet<String> = text.lines().map(key).collect();
    let kept = base.lines().filter(|line| !own.contains(&key(line)));
    kept.map(|line| format!("{line}\n")).collect::<String>() + text + "\n"
}

fn run(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_handbook"))
        .current_dir(root)
        .args(arguments)
        .args(["--today", TODAY])
        .env("XDG_CACHE_HOME", root.join("cache"))
        .output()
        .expect("the program starts")
}

fn collect_files(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_files(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
}
