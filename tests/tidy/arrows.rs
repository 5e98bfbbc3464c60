//! Rooms depend upward only: each uses those that lib.rs names before it.

use super::{File, assert_none, rust_files};

/// A file with the room it belongs to, and how deep below the crate its module lies.
struct Module<'a> {
    file: &'a File,
    room: &'a str,
    depth: usize,
}

impl<'a> Module<'a> {
    /// `None` for lib.rs and main.rs, which may use everything.
    fn of(file: &'a File) -> Option<Self> {
        let inside = file.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        let module = inside.strip_suffix("/mod").unwrap_or(inside);
        let room = module.split('/').next()?;
        (!matches!(room, "lib" | "main")).then(|| Module {
            file,
            room,
            depth: module.split('/').count(),
        })
    }
}

/// Every arrow that does not go up.
fn arrows_back(files: &[File]) -> Vec<String> {
    let lib = files.iter().find(|file| file.path == "src/lib.rs").map_or("", |file| &file.text);
    let rooms: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let modules = files.iter().filter_map(Module::of);
    modules.flat_map(|module| complaints(&module, &rooms)).collect()
}

fn complaints(module: &Module, rooms: &[&str]) -> Vec<String> {
    let code = module.file.code().map(without_comment).collect::<Vec<_>>().join("\n");
    let place = |room: &str| rooms.iter().position(|name| *name == room);
    let Some(own) = place(module.room) else {
        return vec![format!("{}: `{}` is no `mod` of lib.rs", module.file.path, module.room)];
    };
    let back =
        used_rooms(&code).into_iter().filter(|room| place(room).is_none_or(|other| other > own));
    let mut complaints: Vec<String> = back
        .map(|room| format!("{}: `{}` may not use `{room}`", module.file.path, module.room))
        .collect();
    if leaves_room(&code, module.depth) {
        complaints
            .push(format!("{}: `super::` leaves the room; write `crate::…`", module.file.path));
    }
    complaints
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
}

/// The first name behind each `crate::`, also those of a group `crate::{a::b, c}`.
fn used_rooms(code: &str) -> Vec<&str> {
    code.split("crate::").skip(1).flat_map(first_names).collect()
}

fn first_names(rest: &str) -> Vec<&str> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut depth = 0_usize;
    let mut names = vec![name(group.trim_start())];
    for (index, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(group.get(index + 1..).map(|next| name(next.trim_start())));
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn name(text: &str) -> &str {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').next().unwrap_or("")
}

/// Whether a chain of `super::` reaches the crate.
fn leaves_room(code: &str, depth: usize) -> bool {
    code.contains(&"super::".repeat(depth))
}

#[test]
fn rooms_depend_upward_only() {
    assert_none(&arrows_back(&rust_files("src")));
}

#[test]
fn every_arrow_back_is_noticed() {
    let lib = "pub mod source;\npub mod diag;\n\npub mod site;\n";
    let back = |path: &str, text: &str| {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
            of_tests: false,
        };
        arrows_back(&[file("src/lib.rs", lib), file(path, text)]).len()
    };
    assert_eq!(
        back("src/diag/mod.rs", "use crate::source::{Location, Span};\nuse crate::diag::Rule;\n"),
        0
    );
    assert_eq!(back("src/diag/rule.rs", "use super::Finding; // crate::site is far\n"), 0);
    assert_eq!(
        back(
            "src/diag/mod.rs",
            "//! not [`crate::site`]\n#[cfg(test)]\nmod tests {\nuse crate::site::Page;\n"
        ),
        0
    );
    assert_eq!(back("src/main.rs", "use crate::site::Page;\n"), 0);
    assert_eq!(back("src/diag/mod.rs", "use crate::site::Page;\n"), 1);
    assert_eq!(back("src/source.rs", "fn f() { crate::diag::sort(&mut []) }\n"), 1);
    assert_eq!(
        back(
            "src/source.rs",
            "use crate::{\n    source::{Span, Location},\n    diag::Rule,\n    site,\n};\n"
        ),
        2
    );
    assert_eq!(back("src/source.rs", "use super::site::Page;\n"), 1);
    assert_eq!(back("src/source/span.rs", "use super::super::site::Page;\n"), 1);
    assert_eq!(back("src/stray.rs", "fn f() {}\n"), 1);
}
