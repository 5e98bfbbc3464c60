//! Every finding that exists, one function each, by what it is about.
//!
//! Messages are lower case without a full stop, names in backticks; the help says what to do.

pub mod addresses;
pub mod files;
pub mod governance;
pub mod keys;
pub mod links;
pub mod markdown;
pub mod records;
pub mod templates;
pub mod urgency;

/// "did you mean `x`?" in front of other help, when there is a near name.
fn did_you_mean(near: Option<&str>, otherwise: &str) -> String {
    near.map_or_else(|| otherwise.to_owned(), |name| format!("did you mean `{name}`?"))
}

/// At most three, and how many more there are.
fn listed(paths: &[&str]) -> String {
    let shown: Vec<String> = paths.iter().take(3).map(|path| format!("`{path}`")).collect();
    match paths.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
