//! Addresses, aliases and section pages.

use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::source::{Location, is_unseen};

/// Two pages would stand at one address, or at two that some file systems hold for one.
pub fn duplicate_address(place: Location, address: &str, other: &str) -> Finding {
    let message =
        format!("`{}` would stand at `{address}`, where `{other}` stands already", place.path());
    Finding::new(
        Rule::DuplicateAddress,
        place,
        message,
        "rename one of the files, or give one a `slug`",
    )
}

/// A folder has more than one page that could be its own.
pub fn duplicate_section_page(place: Location, chosen: &str) -> Finding {
    let message = format!("this folder has two pages of its own; `{chosen}` was chosen");
    let help = format!(
        "move the text of `{}` into `{chosen}`, or give the file another name",
        place.path()
    );
    Finding::new(Rule::DuplicateSectionPage, place, message, help)
}

/// An alias is the address of a page, or was claimed by another page.
pub fn alias_collision(place: Location, alias: &str, other: &str) -> Finding {
    let message = format!("the alias `{alias}` belongs to `{other}` already");
    Finding::new(Rule::AliasCollision, place, message, "remove the alias from one of the two pages")
}

/// A page was moved, and nothing leads on from where it was.
pub fn moved_without_alias(place: Location, file: &str, day: Day, address: &str) -> Finding {
    let message = format!(
        "this page was `{file}` until {}, and nothing leads on from `/{address}`",
        day.in_words()
    );
    let help = format!(
        "add its old address to the front matter: `aliases: [\"/{address}\"]`; `handbook mv` \
         does that when it moves a page"
    );
    Finding::new(Rule::MovedWithoutAlias, place, message, help)
}

/// A redirect of the settings begins where a page stands, or an alias of one.
pub fn redirect_collision(place: Location, from: &str, other: &str) -> Finding {
    let message = format!("the redirect from `{from}` is without effect: `{other}` stands there");
    let help = "remove the redirect, or give the page another address";
    Finding::new(Rule::AliasCollision, place, message, help)
}

/// An alias that cannot be an address of this site; `why` follows on "the alias … ".
pub fn unusable_alias(place: Location, alias: &str, why: &str) -> Finding {
    let message = format!("the alias `{}` {why}", visible(alias));
    Finding::new(
        Rule::WrongType,
        place,
        message,
        "write the old path from the root of the site, such as `/old/page/`",
    )
}

/// The name of a page or folder cannot be a part of an address; it has another one there. `why`
/// completes "because ".
pub fn unsafe_name(place: Location, name: &str, why: &str, instead: &str) -> Finding {
    let message = format!(
        "`{}` cannot be a part of an address: {why}; it is `{}` there",
        visible(name),
        visible(instead)
    );
    Finding::new(
        Rule::UnsafeName,
        place,
        message,
        "rename the file or folder, or give the page a `slug`",
    )
}

/// The start of a name in which nothing is unseen.
fn visible(name: &str) -> String {
    let spelled = |letter: char| {
        if is_unseen(letter) { letter.escape_unicode().to_string() } else { letter.to_string() }
    };
    let shown: String = name.chars().take(40).map(spelled).collect();
    if name.chars().count() > 40 { shown + "…" } else { shown }
}
