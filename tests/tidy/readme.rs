//! The README's commands are commands, and its map names every room.

use super::{assert_none, read, root};
use std::process::Command;

fn readme() -> String {
    read(&root().join("README.md")).map_or(String::new(), |file| file.text)
}

/// The lines of fenced blocks that are for a shell, without prompts and comments.
fn shell_lines(markdown: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            inside = matches!(line.trim_start_matches('`'), "sh" | "bash" | "console" | "shell");
        } else if inside {
            let command = line.trim_start_matches("$ ").split(" #").next().unwrap_or("").trim();
            lines.extend(
                (!command.is_empty() && !command.starts_with('#')).then(|| command.to_owned()),
            );
        }
    }
    lines
}

/// The arguments of our program in a line, if the line starts it.
fn arguments(line: &str) -> Option<Vec<&str>> {
    let ours = line
        .strip_prefix("handbook ")
        .or_else(|| Some(line.strip_prefix("cargo run ")?.split_once("-- ")?.1))?;
    Some(ours.split_whitespace().collect())
}

#[test]
fn every_command_of_the_readme_is_understood() {
    let lines = shell_lines(&readme());
    assert!(
        lines.iter().any(|line| line == "cargo test"),
        "the README's test command is `cargo test`"
    );
    let ours: Vec<_> = lines.iter().filter_map(|line| Some((line, arguments(line)?))).collect();
    assert!(!ours.is_empty(), "the README shows no command of handbook");
    let understood = |words: &[&str]| {
        let program = env!("CARGO_BIN_EXE_handbook");
        Command::new(program)
            .args(words)
            .arg("--help")
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let wrong = ours.into_iter().filter(|(_, words)| !understood(words));
    assert_none(
        &wrong
            .map(|(line, _)| format!("README.md: `{line}` is not understood"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_path_of_the_readme_exists() {
    let text = readme();
    let quoted = text.split('`').skip(1).step_by(2);
    let paths = quoted.filter(|word| {
        ["src/", "tests/", "themes/", "example-handbook/"]
            .iter()
            .any(|start| word.starts_with(start))
    });
    let missing = paths.filter(|path| !path.contains('*') && !root().join(path).exists());
    assert_none(
        &missing.map(|path| format!("README.md: `{path}` does not exist")).collect::<Vec<_>>(),
    );
}

#[test]
fn the_map_for_contributors_names_every_room() {
    let lib = read(&root().join("src/lib.rs")).map_or(String::new(), |file| file.text);
    let rooms = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let readme = readme();
    let missing = rooms.filter(|room| !readme.contains(&format!("`{room}`")));
    assert_none(
        &missing
            .map(|room| format!("README.md does not say what `{room}` is for"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn commands_are_found_in_shell_blocks_only() {
    let text = "```sh\n$ cargo run -- build example-handbook --open   # look\n# \
        nothing\n```\n```yaml\nhandbook x\n```\n";
    let lines = shell_lines(text);
    assert_eq!(lines, ["cargo run -- build example-handbook --open"]);
    assert_eq!(arguments(&lines[0]), Some(vec!["build", "example-handbook", "--open"]));
    assert_eq!(arguments("cargo test"), None);
}
