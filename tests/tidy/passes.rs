//! No type grows to know everything; Markdown is read in passes, and pages are made in layers: no
//! files there import each other in a circle.

use super::{File, assert_none, rust_files};
use std::collections::{BTreeMap, BTreeSet};

/// Where files do not import each other in a circle.
const FOLDERS: [&str; 2] = ["src/load/markdown", "src/render"];

/// How many methods a type may have, over all its files.
const MOST_METHODS: usize = 25;

/// How many files may import each other.
const MOST_IN_CIRCLE: usize = 2;

/// The methods that types have of their own; those of traits do not count.
fn methods(files: &[File]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for file in files {
        let mut of = None;
        for line in file.code() {
            if let Some(rest) = line.strip_prefix("impl") {
                of = (!line.contains(" for ")).then(|| type_name(rest));
            } else if line == "}" {
                of = None;
            } else if let (Some(name), true) = (&of, is_method(line)) {
                *counts.entry(name.clone()).or_default() += 1;
            }
        }
    }
    counts
}

/// The name behind `impl`, without what its generics are.
fn type_name(rest: &str) -> String {
    let behind = rest.strip_prefix('<').and_then(|rest| rest.split_once("> "));
    let name = behind.map_or(rest, |(_, name)| name).trim_start();
    name.chars().take_while(char::is_ascii_alphanumeric).collect()
}

fn is_method(line: &str) -> bool {
    let inside = line.strip_prefix("    ").unwrap_or_default();
    inside.starts_with("fn ")
        || inside.starts_with("pub") && inside.split('"').next().unwrap_or("").contains(" fn ")
}

/// A module as a path below the folder: `["raw", "tags"]`.
type ModulePath<'t> = Vec<&'t str>;

fn module<'t>(folder: &str, path: &'t str) -> ModulePath<'t> {
    let inside = path.strip_prefix(folder).and_then(|path| path.strip_suffix(".rs"));
    let parts = inside.unwrap_or_default().split('/').filter(|part| !part.is_empty());
    let mut parts: ModulePath<'_> = parts.collect();
    parts.pop_if(|last| *last == "mod");
    parts
}

/// The modules that a file names: those of the folder, whose paths are `known`.
fn imports<'t>(
    folder: &str,
    own: &[&'t str],
    code: &'t str,
    known: &BTreeSet<ModulePath<'t>>,
) -> BTreeSet<ModulePath<'t>> {
    let inside = format!("{}::", folder.replacen("src", "crate", 1).replace('/', "::"));
    let absolute = code.split(inside.as_str()).skip(1).flat_map(|rest| paths(&[], rest));
    let starts = code.match_indices("super::").filter(|(at, _)| {
        !code
            .get(..*at)
            .is_some_and(|before| before.ends_with("super::") || before.ends_with("(in "))
    });
    let relative = starts.flat_map(|(at, _)| {
        let rest = code.get(at..).unwrap_or_default();
        let bare = rest.trim_start_matches("super::");
        let up = (rest.len() - bare.len()) / "super::".len();
        own.len()
            .checked_sub(up)
            .and_then(|length| own.get(..length))
            .map_or_else(Vec::new, |base| paths(base, bare))
    });
    let children =
        known.iter().filter(|module| module.len() == own.len() + 1 && module.starts_with(own));
    let children = children.filter(|module| module.last().is_some_and(|name| names(code, name)));
    let found = absolute.chain(relative).map(|path| nearest(&path, known));
    found.chain(children.cloned()).filter(|module| module != own).collect()
}

/// Whether code uses a module below it: `name::`, not at the end of another path.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(at, _)| {
        let before = code.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '_' | ':'))
    })
}

/// The paths at the start of a text, also those of groups: `{a::b, c::{d, e}}`.
fn paths<'t>(base: &[&'t str], text: &'t str) -> Vec<ModulePath<'t>> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':'));
    let (path, rest) = text.split_at(end.unwrap_or(text.len()));
    let own = path.split("::").filter(|part| !part.is_empty());
    let own: ModulePath<'_> = base.iter().copied().chain(own).collect();
    match group(rest) {
        Some(parts) if path.is_empty() || path.ends_with("::") => {
            parts.into_iter().flat_map(|part| paths(&own, part)).collect()
        }
        _ => vec![own],
    }
}

/// The members of the group at the start of a text.
fn group(text: &str) -> Option<Vec<&str>> {
    let inside = text.strip_prefix('{')?;
    let mut depth = 1_usize;
    let mut from = 0;
    let mut members = Vec::new();
    for (at, letter) in inside.char_indices() {
        depth = match letter {
            '{' => depth + 1,
            '}' => depth - 1,
            _ => depth,
        };
        if depth == 0 || depth == 1 && letter == ',' {
            members.push(inside.get(from..at).unwrap_or_default().trim());
            from = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    Some(members)
}

/// The module that a path leads into.
fn nearest<'t>(path: &[&'t str], known: &BTreeSet<ModulePath<'t>>) -> ModulePath<'t> {
    let starts = (0..=path.len()).rev().filter_map(|length| path.get(..length));
    starts.map(<[&str]>::to_vec).find(|start| known.contains(start)).unwrap_or_default()
}

/// All modules that one leads to.
fn reached<'t>(
    from: &ModulePath<'t>,
    arrows: &BTreeMap<ModulePath<'t>, BTreeSet<ModulePath<'t>>>,
) -> BTreeSet<ModulePath<'t>> {
    let mut reached = BTreeSet::new();
    let mut next = vec![from.clone()];
    while let Some(module) = next.pop() {
        let fresh = arrows.get(&module).into_iter().flatten();
        next.extend(fresh.filter(|to| reached.insert((*to).clone())).cloned());
    }
    reached
}

/// The files that import each other, as far as they are too many.
fn circles(folder: &str, files: &[File]) -> BTreeSet<String> {
    let codes: BTreeMap<ModulePath<'_>, String> = files
        .iter()
        .filter(|file| !file.of_tests)
        .map(|file| {
            let lines = file.code().filter(|line| !line.trim_start().starts_with("//"));
            (module(folder, &file.path), lines.collect::<Vec<_>>().join("\n"))
        })
        .collect();
    let known = codes.keys().cloned().collect();
    let arrows: BTreeMap<_, _> =
        codes.iter().map(|(own, code)| (own.clone(), imports(folder, own, code, &known))).collect();
    let all: BTreeMap<_, _> = arrows.keys().map(|own| (own, reached(own, &arrows))).collect();
    let circle = |own: &ModulePath<'_>| -> Vec<String> {
        let leads_back = |to: &&ModulePath<'_>| all.get(to).is_some_and(|back| back.contains(own));
        let to = all.get(own).into_iter().flatten();
        to.filter(leads_back).map(|module| module.join("/")).collect()
    };
    let circles = all.keys().map(|own| circle(own));
    circles.filter(|circle| circle.len() > MOST_IN_CIRCLE).map(|circle| circle.join(" ")).collect()
}

#[test]
fn no_type_knows_everything() {
    let counts = methods(&rust_files("src")).into_iter();
    let large = counts.filter(|(_, count)| *count > MOST_METHODS);
    assert_none(&large.map(|(name, count)| format!("{name}: {count} methods")).collect::<Vec<_>>());
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let circles = FOLDERS.iter().flat_map(|folder| circles(folder, &rust_files(folder)));
    assert_none(&circles.collect::<Vec<_>>());
}

#[test]
fn methods_and_circles_are_noticed() {
    let file = |path: &str, text: &str| File {
        path: format!("src/load/markdown/{path}"),
        text: text.to_owned(),
        of_tests: false,
    };
    let files = [
        file("mod.rs", "mod a;\nmod b;\nmod c;\n"),
        file(
            "a.rs",
            "use super::{b::{B, D}, x};\nimpl<'t> A<'t> {\n    fn f() {}\n    pub fn g() {}\n}\n",
        ),
        file("b.rs", "impl Drop for B {\n    fn drop() {}\n}\nfn f() { super::c::g() }\n"),
        file(
            "c.rs",
            "//! use super::a;\nuse crate::load::markdown::a::A;\nimpl A<'_> {\n    fn h() {}\n}\n",
        ),
    ];
    assert_eq!(methods(&files), BTreeMap::from([("A".to_owned(), 3)]));
    assert_eq!(circles("src/load/markdown", &files), BTreeSet::from(["a b c".to_owned()]));
    assert_eq!(circles("src/load/markdown", &files[..3]), BTreeSet::new());
}

/// Where HTML is taken over that is finished, and what has escaped its texts by then.
const FINISHED: [(&str, &str); 7] = [
    ("src/load/markdown/headings.rs", "the pass that writes Markdown, and the sanitiser after it"),
    ("src/render/renderer.rs", "the template of a view"),
    ("src/render/scope.rs", "a page's HTML, with other ids"),
    ("src/render/tasks.rs", "a page's HTML, with follow-ups marked"),
    ("src/render/terms.rs", "a page's HTML, with terms marked"),
    ("src/render/views/print/document.rs", "the theme's own style"),
    ("src/site/document.rs", "a page's HTML, with its holes filled"),
];

#[test]
fn html_is_taken_over_where_it_was_escaped() {
    let ways = ["Html::finished(", ".add_finished("];
    let takes = |file: &File| {
        !file.of_tests && file.code().any(|line| ways.iter().any(|way| line.contains(way)))
    };
    let all: Vec<String> =
        rust_files("src").into_iter().filter(takes).map(|file| file.path).collect();
    let is_known = |path: &&String| FINISHED.iter().any(|(known, _)| known == path);
    let unknown = all.iter().filter(|path| !is_known(path));
    let idle = FINISHED.iter().filter(|(known, _)| !all.iter().any(|path| path == known));
    assert_none(
        &unknown.cloned().chain(idle.map(|(path, _)| format!("{path}: none"))).collect::<Vec<_>>(),
    );
}
