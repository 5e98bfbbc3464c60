//! What must be in each file of the project, and what must stay out of it.

use super::{File, assert_none, files, read, root, rust_files};
use std::path::Path;

/// Names of places that exist on one machine only, or that a mirror may replace. Cut in two, so as
/// not to find themselves.
const PRIVATE: [(&str, &str); 11] = [
    ("/ro", "ot/"),
    ("/work/", "main"),
    ("/work/", "wt-"),
    ("/work/", "shared"),
    ("/tmp", "/"),
    ("arti", "factory"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("index.crates", ".io"),
    ("deb.debian", ".org"),
    ("pypi", ".org"),
];

#[test]
fn nothing_belongs_to_one_machine() {
    let private: Vec<String> =
        PRIVATE.iter().map(|(left, right)| format!("{left}{right}")).collect();
    let found = files("").into_iter().flat_map(|file| {
        let names = private.iter().filter(|name| file.text.contains(*name));
        names.map(|name| format!("{} names `{name}`", file.path)).collect::<Vec<_>>()
    });
    assert_none(&found.collect::<Vec<_>>());
}

#[test]
fn the_top_level_is_fixed() {
    let allowed =
        ["Cargo.toml", "Cargo.lock", "src", "themes", "example-handbook", "tests", "README.md"];
    // GitLab takes components from `templates` at the top of a repository only.
    let others = ["LICENSE-MIT", "LICENSE-APACHE", "templates"];
    let top =
        files("").into_iter().map(|file| file.path.split('/').next().unwrap_or("").to_owned());
    let is_extra = |name: &String| {
        !name.starts_with('.')
            && !allowed.contains(&name.as_str())
            && !others.contains(&name.as_str())
    };
    assert_none(
        &top.filter(is_extra)
            .map(|name| format!("`{name}` does not belong at the top"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read(&root().join("Cargo.toml")).map_or(String::new(), |file| file.text);
    let mut inside = false;
    let mut comment = "";
    let mut complaints = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
        } else if line.starts_with('#') {
            comment = line;
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| inside) {
            let named = comment.trim_start_matches("# ").split(':').next().unwrap_or("");
            let reasoned = named.split(", ").any(|word| word == name);
            complaints.extend(
                (!reasoned).then(|| format!("`{name}` needs a line `# {name}: what it is for`")),
            );
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = rust_files("src")
        .into_iter()
        .chain(rust_files("tests"))
        .filter(|file| !file.text.starts_with("//! "));
    assert_none(
        &silent
            .map(|file| format!("{} does not begin with `//! …`", file.path))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_stops_the_program_from_inside() {
    let words =
        [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "dbg!(", "unreachable!("];
    let found = rust_files("src").into_iter().flat_map(|file| lines_with(&file, &words));
    assert_none(&found.collect::<Vec<_>>());
}

fn lines_with(file: &File, words: &[&str]) -> Vec<String> {
    let lines = file.code().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let bad = lines.filter(|(_, line)| words.iter().any(|word| line.contains(word)));
    bad.map(|(index, line)| format!("{}:{}: {}", file.path, index + 1, line.trim())).collect()
}

#[test]
fn effects_stay_at_the_edges() {
    // rust-embed reads the theme from the disk in debug builds, so that a template can be changed
    // without a build.
    let edges = ["src/disk", "src/clock", "src/git", "src/commands", "src/theme/embedded.rs"];
    let opened = |file: &File| file.code().any(|line| line.contains("clippy::disallowed_methods"));
    let outside = |file: &File| !edges.iter().any(|edge| file.path.starts_with(edge));
    let found = rust_files("src").into_iter().filter(|file| opened(file) && outside(file));
    assert_none(
        &found.map(|file| format!("{} is no room at the edge", file.path)).collect::<Vec<_>>(),
    );
}

#[test]
fn both_licences_are_there() {
    let missing = ["LICENSE-MIT", "LICENSE-APACHE"]
        .into_iter()
        .filter(|name| !Path::new(&root().join(name)).is_file());
    assert_none(&missing.map(|name| format!("{name} is missing")).collect::<Vec<_>>());
}
