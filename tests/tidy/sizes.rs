//! Sizes of files and functions, as the design asks: small enough to be read at once.

use super::{File, assert_none, files, rust_files};
use std::collections::BTreeMap;

/// Functions that are one flat table, and may be as long as it is: `path: name`.
const FLAT_TABLES: [&str; 0] = [];

/// A function and how many lines it has, signature and closing brace included.
#[derive(Debug, PartialEq)]
struct Function {
    name: String,
    lines: usize,
}

/// The functions of a file, found by their layout, which rustfmt keeps.
fn functions(file: &File) -> Vec<Function> {
    let lines: Vec<&str> = file.code().collect();
    let starts =
        lines.iter().enumerate().filter_map(|(index, line)| Some((index, function_name(line)?)));
    starts
        .filter_map(|(index, name)| Some(Function { name, lines: length(lines.get(index..)?)? }))
        .collect()
}

fn function_name(line: &str) -> Option<String> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async"];
    let name = after.split(['(', '<']).next()?;
    before.split_whitespace().all(|word| words.contains(&word)).then(|| name.to_owned())
}

/// Lines up to the closing brace at the indent of the first; `None` for a declaration without a
/// body.
fn length(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?;
    if first.ends_with(';') {
        return None;
    }
    if first.ends_with('}') {
        return Some(1);
    }
    let end = format!("{}}}", " ".repeat(first.len() - first.trim_start().len()));
    lines.iter().position(|line| *line == end).map(|last| last + 1)
}

#[test]
fn functions_are_short() {
    let mut lengths: Vec<usize> =
        rust_files("src").iter().flat_map(functions).map(|function| function.lines).collect();
    lengths.sort_unstable();
    let at = |share: usize| lengths.get(lengths.len() * share / 100).copied().unwrap_or(0);
    assert!(
        lengths.len() > 40,
        "only {} functions were found: is the layout another?",
        lengths.len()
    );
    assert!(at(50) <= 8, "half of the functions have more than 8 lines: the median is {}", at(50));
    assert!(at(90) <= 30, "one in ten functions has more than 30 lines: {}", at(90));
}

/// The types that a file defines, aliases aside: `struct`, `enum`, `trait` and `union`.
fn types(file: &File) -> impl Iterator<Item = String> {
    let kinds = ["struct", "enum", "trait", "union"];
    file.code().filter_map(move |line| {
        let mut words = line.split_whitespace().filter(|word| !word.starts_with("pub"));
        kinds.contains(&words.next()?).then_some(())?;
        let name = words.next()?.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
        Some(name.to_owned())
    })
}

/// A name that two types have makes a reader look up which is meant, each time.
#[test]
fn each_type_has_a_name_of_its_own() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in rust_files("src") {
        for name in types(&file) {
            places.entry(name).or_default().push(file.path.clone());
        }
    }
    assert!(places.len() > 100, "only {} types were found", places.len());
    let shared = places.iter().filter(|(_, paths)| paths.len() > 1);
    assert_none(
        &shared.map(|(name, paths)| format!("{name}: {}", paths.join(", "))).collect::<Vec<_>>(),
    );
}

#[test]
fn lines_are_narrow() {
    let wide = rust_files("src").into_iter().flat_map(|file| {
        let wide = |line: &&str| line.chars().count() > 100;
        file.code().filter(wide).map(|line| format!("{}: {line}", file.path)).collect::<Vec<_>>()
    });
    assert_none(&wide.collect::<Vec<_>>());
}

#[test]
fn no_function_is_long() {
    let all = rust_files("src").into_iter().chain(rust_files("tests"));
    let long = all.flat_map(|file| {
        let named =
            |function: Function| (format!("{}: {}", file.path, function.name), function.lines);
        functions(&file)
            .into_iter()
            .filter(|function| function.lines > 70)
            .map(named)
            .collect::<Vec<_>>()
    });
    let complaints = long.filter(|(name, _)| !FLAT_TABLES.contains(&name.as_str()));
    assert_none(
        &complaints
            .map(|(name, lines)| format!("{name} has {lines} lines, at most 70 may be"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn no_file_is_long() {
    let ours = ["src", "tests", "themes"].into_iter().flat_map(files);
    let ours =
        ours.filter(|file| !file.path.contains("lock") && !file.path.starts_with("tests/cases/"));
    let long = ours
        .map(|file| (file.text.lines().count(), file.path))
        .filter(|(lines, path)| *lines > limit(path));
    assert_none(&long.map(|(lines, path)| format!("{path} has {lines} lines")).collect::<Vec<_>>());
}

/// Lists of data may be as long as the data is.
fn limit(path: &str) -> usize {
    let is_data = [".json", ".txt", ".tsv"].iter().any(|end| path.ends_with(end));
    if is_data { usize::MAX } else { 600 }
}

#[test]
fn lengths_are_counted_as_a_reader_counts() {
    let text = "impl A {\n    pub fn one(&self) -> usize { 1 }\n    fn declared(&self);\n    \
        pub(crate) async fn three<T>(a: T) {\n        \
        // the fn of\n    }\n}\n#[cfg(test)]\nmod tests {\n    fn out() {\n    }\n}\n";
    let file = File { path: "src/a.rs".to_owned(), text: text.to_owned(), of_tests: false };
    let function = |name: &str, lines| Function { name: name.to_owned(), lines };
    assert_eq!(functions(&file), [function("one", 1), function("three", 3)]);
}
