//! Files as a whole: reading, encodings, sizes, kinds of files, templates.

use super::listed;
use crate::diag::{Finding, Rule, Severity};
use crate::source::Location;
use std::collections::BTreeMap;

/// A row of a table that another system exported cannot be used; `why` follows on "this row".
pub fn unusable_row(place: Location, why: &str, help: &str) -> Finding {
    Finding::new(Rule::UnusableRow, place, format!("this row {why}"), help)
}

/// A file or folder could not be read; `why` is the system's word.
pub fn unreadable_file(place: Location, why: &str) -> Finding {
    let message = format!("`{}` cannot be read: {why}", shown(place.path()));
    Finding::new(
        Rule::UnreadableFile,
        place,
        message,
        "give read permission, or exclude it in .gitignore",
    )
}

/// A page is larger than we read; sizes in bytes.
pub fn page_too_large(place: Location, size: u64, limit: u64) -> Finding {
    let message = format!("`{}` has {size} bytes, a page may have {limit}", place.path());
    Finding::new(
        Rule::PageTooLarge,
        place,
        message,
        "split it into pages, or exclude it in .gitignore",
    )
}

/// Bytes of a text are not UTF-8; `offset` is that of the first one in the file, `count` the number
/// of places.
pub fn invalid_utf8(place: Location, offset: usize, count: usize) -> Finding {
    let message = format!("not UTF-8 at byte {offset}{}", and_more(count));
    Finding::new(
        Rule::InvalidUtf8,
        place,
        message,
        "save the file as UTF-8; the bytes are shown as `\u{FFFD}`",
    )
}

/// A text is UTF-16, which was read all the same.
pub fn utf16(place: Location) -> Finding {
    let message = format!("`{}` is UTF-16", place.path());
    Finding::new(
        Rule::InvalidUtf8,
        place,
        message,
        "save the file as UTF-8, which every tool reads",
    )
    .with_severity(Severity::Notice)
}

/// A text holds NUL characters; `offset` is that of the first one in the text.
pub fn nul_character(place: Location, offset: usize, count: usize) -> Finding {
    let message = format!("a NUL character at byte {offset}{}", and_more(count));
    let help = "remove it; if the file is UTF-16, save it as UTF-8";
    Finding::new(Rule::InvalidUtf8, place, message, help)
}

/// A pipe, a socket or a device; `kind` is its name.
pub fn special_file(place: Location, kind: &str) -> Finding {
    let message = format!("`{}` is a {kind}, which is not read", place.path());
    Finding::new(Rule::SkippedFile, place, message, "remove it, or exclude it in .gitignore")
}

/// A file name that is not UTF-8; the place shows it with replacement characters.
pub fn name_not_utf8(place: Location) -> Finding {
    let message = format!("the name `{}` is not UTF-8, so the file is not read", place.path());
    Finding::new(Rule::SkippedFile, place, message, "rename it")
}

/// A symbolic link that is not followed; `why` completes "the link … ".
pub fn link_not_followed(place: Location, why: &str) -> Finding {
    let message = format!("the link `{}` {why}, so it is not followed", place.path());
    let help = "put the file itself there, or exclude the link in .gitignore";
    Finding::new(Rule::SkippedFile, place, message, help)
}

/// A folder below too many others.
pub fn folder_too_deep(place: Location, limit: usize) -> Finding {
    let message =
        format!("`{}` lies more than {limit} folders deep, and is not read", place.path());
    Finding::new(Rule::SkippedFile, place, message, "move it up, or exclude it in .gitignore")
}

/// Another tool's settings name a folder of pages that is not there; `read` is what is read.
pub fn no_such_content(place: Location, read: &str) -> Finding {
    let message = format!(
        "another tool's settings have the pages in `{}`, which is not there; {} is read",
        place.path(),
        if read.is_empty() { "the whole folder".to_owned() } else { format!("`{read}`") }
    );
    let help = "name the folder of the pages in handbook.yaml, such as `content: docs`";
    Finding::new(Rule::SkippedFile, place, message, help)
}

/// Pages beside the folder that was taken for the handbook; `folders` are where they lie, with how
/// many.
pub fn pages_beside(place: Location, folders: &BTreeMap<&str, usize>) -> Finding {
    let listed: Vec<String> =
        folders.iter().map(|(folder, count)| format!("`{folder}` ({count})")).collect();
    let message = format!(
        "`{}` was taken for the handbook, and the pages beside it are not read: {}",
        place.path(),
        listed.join(", ")
    );
    let help = format!(
        "name the folder of all pages in handbook.yaml: `content: .`, or this one: `content: {}`",
        place.path()
    );
    Finding::new(Rule::SkippedFile, place, message, help)
}

/// Texts in a markup that is not read.
pub fn other_markup(place: Location, markup: &str, paths: &[&str]) -> Finding {
    let files = if paths.len() == 1 { "file is" } else { "files are" };
    let message = format!("{} {markup} {files} not read: {}", paths.len(), listed(paths));
    let help = "write what readers need of it as Markdown";
    Finding::new(Rule::SkippedFile, place, message, help)
}

/// Texts that are there to be included, and that no page includes.
pub fn unused_partials(place: Location, paths: &[&str]) -> Finding {
    let message = match paths {
        [path] => format!("`{path}` is on no page: files whose names begin with `_` are included"),
        _ => format!(
            "{} files are on no page, for no page includes them: {}",
            paths.len(),
            listed(paths)
        ),
    };
    let help = "include it in a page, or give it a name without `_`";
    Finding::new(Rule::SkippedFile, place, message, help).with_severity(Severity::Notice)
}

/// The folder of the content is itself a site that handbook has written.
pub fn content_is_a_site(place: Location) -> Finding {
    let message = format!("`{}` is a site that handbook wrote, not content", shown(place.path()));
    Finding::new(Rule::SkippedFile, place, message, "name the folder of the Markdown files instead")
}

/// A file of another tool that says in which order pages come, and cannot be read.
pub fn unread_outline(place: Location, why: &str) -> Finding {
    let message = format!("`{}` cannot be read: {why}", place.path());
    let help = "correct it, or remove it; without it, pages come by number and title";
    Finding::new(Rule::SkippedFile, place, message, help)
}

/// A line of a .gitignore that is not a pattern.
pub fn ignore_pattern(place: Location, why: &str) -> Finding {
    let message = format!("not a pattern: {why}");
    Finding::new(
        Rule::SkippedFile,
        place,
        message,
        "correct the pattern; the line is without effect",
    )
}

/// An output whose path cannot be written; `why` completes "… `path`: ".
pub fn unwritable_path(place: Location, why: &str) -> Finding {
    let message = format!("`{}` cannot be published: {why}", place.path());
    Finding::new(
        Rule::SkippedFile,
        place,
        message,
        "give the page or file another name or a `slug`",
    )
    .with_severity(Severity::Error)
}

/// A file of the handbook that should be copied into the site cannot be read; `why` is the system's
/// word.
pub fn uncopied_file(place: Location, why: &str) -> Finding {
    let message = format!("`{}` cannot be copied into the site: {why}", place.path());
    Finding::new(
        Rule::UnreadableFile,
        place,
        message,
        "give read permission, or remove the links to it",
    )
}

/// How many places there are besides the first.
fn and_more(count: usize) -> String {
    if count > 1 { format!(", and {} more", count - 1) } else { String::new() }
}

/// The handbook's folder itself has an empty path.
fn shown(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

/// A drawing that could run code when it is opened; `why` says what it is or has.
pub fn active_drawing(place: Location, why: &str) -> Finding {
    let message = format!("`{}` is not published: {why}", place.path());
    let help =
        "export it as plain SVG without scripts, `<!DOCTYPE>` and links to other files, or as PNG";
    Finding::new(Rule::UnsafeHtml, place, message, help)
}

/// A file that readers do not get, though a page leads to it or `static/` holds it; `why` completes
/// "… is not published: ".
pub fn unpublished_file(place: Location, path: &str, why: &str, help: &str) -> Finding {
    Finding::new(Rule::UnpublishedFile, place, format!("`{path}` is not published: {why}"), help)
}

/// A file of which the site makes one of its own, such as `robots.txt`; `path` is that in the site.
pub fn covered_file(place: Location, path: &str) -> Finding {
    let message = format!("`{}` is not published: the site makes its own `{path}`", place.path());
    let help = "remove it or give it another name; what search engines may read is `robots` in \
                handbook.yaml";
    Finding::new(Rule::UnpublishedFile, place, message, help)
}

/// A file that holds a secret by its name or content; `what` is such as `a private key`.
pub fn secret_file(place: Location, path: &str, what: &str) -> Finding {
    let message = format!("`{path}` is not published: it seems to hold {what}");
    let help = "move it out of the handbook; if others could read it, replace the secret";
    Finding::new(Rule::LikelySecret, place, message, help)
}

/// A key, token or password in a text; `start` are its first letters.
pub fn likely_secret(place: Location, what: &str, start: &str) -> Finding {
    let message = format!("`{start}…` looks like {what}");
    let help = "replace the secret where it is used, then remove it here; git keeps old texts";
    Finding::new(Rule::LikelySecret, place, message, help)
}
