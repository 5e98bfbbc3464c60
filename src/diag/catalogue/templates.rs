//! The theme of a handbook: templates and words.

use super::did_you_mean;
use crate::diag::{Finding, Rule};
use crate::source::Location;

/// A template does not compile or fails while a page is rendered; `why` is the template engine's
/// word.
pub fn template_error(place: Location, why: &str) -> Finding {
    let help = "mend it or delete it; until then the built-in template is used instead";
    Finding::new(Rule::TemplateError, place, why.to_owned(), help)
}

/// A file of words is not a list of keys and texts.
pub fn unreadable_words(place: Location) -> Finding {
    let help = "write one `key: text` on each line, with quotes around a text that holds `: ` or \
        begins with `{`";
    Finding::new(Rule::TemplateError, place, "the words cannot be read".to_owned(), help)
}

/// A word that the theme does not have.
pub fn unknown_word(place: Location, key: &str, near: Option<&str>) -> Finding {
    let help = did_you_mean(near, "the built-in `words/en.yaml` has all keys");
    Finding::new(Rule::UnknownKey, place, format!("`{key}` is not a text of the theme"), help)
}

/// A word with a `{name}` that nothing fills.
pub fn unknown_name_in_word(place: Location, key: &str, name: &str) -> Finding {
    let help = "use the names that the built-in text of this key has";
    Finding::new(Rule::UnknownKey, place, format!("`{key}` has no `{{{name}}}` to put in"), help)
}
