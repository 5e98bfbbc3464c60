//! The least that any generator must do: read every file, turn its Markdown into HTML, write it to
//! the same address.

use super::Outcome;
use pulldown_cmark::{Options, Parser, html};
use std::fs;
use std::path::{Path, PathBuf};

/// Converts all Markdown below `from` into pages below `to`.
pub fn convert(from: &Path, to: &Path) -> Outcome<()> {
    let entries = walkdir::WalkDir::new(from).into_iter().filter_map(Result::ok);
    let files = entries
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "md"));
    for file in files {
        let inside = file.strip_prefix(from).unwrap_or(&file);
        page(&file, &to.join(address(inside)))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn page(file: &Path, target: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(file)?;
    let mut page = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(&text, extensions()));
    target.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(target, page)
}

/// The same extensions that handbook has on by default.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// `a/b.md` is written to `a/b/index.html`, a section's page to its folder's.
fn address(inside: &Path) -> PathBuf {
    let stem = inside.file_stem().unwrap_or_default();
    let is_section = stem == "README" || stem == "_index" || stem == "index";
    if is_section {
        inside.with_file_name("index.html")
    } else {
        inside.with_extension("").join("index.html")
    }
}
