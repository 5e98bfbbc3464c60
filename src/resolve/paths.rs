//! What a path in a link looks like, and how one path is written as seen from another.

use crate::site::address::join;
use crate::site::name;

/// Whether the text of a link says that it leads to the top of the page.
pub(super) fn leads_up(text: &str) -> bool {
    let text = text.to_lowercase();
    ["top", "up", "back", "start", "↑", "⬆"].iter().any(|word| text.contains(word))
}

/// What a path is that was meant as the address of a site or of a person.
pub(super) fn meant(path: &str) -> Option<String> {
    let is_mail = path.contains('@') && path.contains('.') && !path.contains('/');
    if is_mail {
        return Some(format!("mailto:{path}"));
    }
    path.starts_with("www.").then(|| format!("https://{path}"))
}

/// Whether a path leads above the handbook's folder, where nobody has looked.
pub(super) fn leads_out(written_in: &str, path: &str) -> bool {
    join(folder(written_in), path).is_none()
}

/// Whether a path ends as a file that is no page.
pub(super) fn names_a_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path);
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let short =
        (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short
        && name::stem(last).is_none()
        && !ending.eq_ignore_ascii_case("html")
        && ending.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The folder of a file; empty for that of the handbook.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `to` as a link from the file `from`, both from the handbook's folder.
pub fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = folders.split_last().map_or(&[][..], |(_, folders)| folders);
    let parts: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&parts).take_while(|(left, right)| left == right).count();
    let up = "../".repeat(folders.len() - shared);
    up + &parts.get(shared..).unwrap_or(&[]).join("/")
}
