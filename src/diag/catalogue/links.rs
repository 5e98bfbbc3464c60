//! Links, anchors, images and files.

use super::{did_you_mean, listed};
use crate::diag::{Finding, Rule, Severity};
use crate::remote;
use crate::source::Location;

/// A link to a page that is not there.
pub fn broken_link(place: Location, target: &str, near: Option<&str>) -> Finding {
    let message = format!("there is no page `{target}`");
    Finding::new(
        Rule::BrokenLink,
        place,
        message,
        did_you_mean(near, "correct the link, or remove it"),
    )
}

/// A link without a target.
pub fn empty_link(place: Location, written: &str) -> Finding {
    let message = if written.trim() == "#" {
        "`#` leads to the top of this page and to nothing else".to_owned()
    } else {
        "this link has no target".to_owned()
    };
    Finding::new(Rule::BrokenLink, place, message, "write where it leads, or remove the link")
}

/// A link without text: readers see the title of what it leads to.
pub fn nameless_link(place: Location, target: &str) -> Finding {
    let message = format!("the link to `{target}` has no text; readers see where it leads");
    let help = "write the text between the brackets, or remove the link";
    Finding::new(Rule::BrokenLink, place, message, help).with_severity(Severity::Notice)
}

/// A file that is there and lies where nothing is published.
pub fn outside_content(place: Location, path: &str) -> Finding {
    let message = format!("`{path}` is not part of the handbook, so readers cannot get it");
    let help = "name the repository in handbook.yaml, and the link leads there: `repository: \
        https://github.com/…`";
    Finding::new(Rule::MissingFile, place, message, help)
}

/// A link into a folder beside that of the pages, which is not read.
pub fn beside_content(place: Location, target: &str, folder: &str) -> Finding {
    let message =
        format!("`{target}` leads into `{folder}`, which is beside the handbook and is not read");
    let help = "name the folder of all pages in handbook.yaml, `content: .`, or remove the link";
    Finding::new(Rule::BrokenLink, place, message, help).with_severity(Severity::Notice)
}

/// A name that several pages have; the first is taken.
pub fn ambiguous_link(place: Location, name: &str, pages: &[&str]) -> Finding {
    let first = pages.first().copied().unwrap_or_default();
    let message = format!("{} pages are called `{name}`: {}", pages.len(), listed(pages));
    let help = format!("the link leads to `{first}`; write the path of the page that you mean");
    Finding::new(Rule::AmbiguousLink, place, message, help)
}

/// An anchor that another tool looks for in all pages, and that several have.
pub fn ambiguous_anchor(place: Location, label: &str, pages: &[&str]) -> Finding {
    let first = pages.first().copied().unwrap_or_default();
    let message = format!("{} pages have the anchor `{label}`: {}", pages.len(), listed(pages));
    let help = format!("the link leads to `{first}`; write `PATH#{label}` to choose the page");
    Finding::new(Rule::AmbiguousLink, place, message, help)
}

/// A `[[wikilink]]` to a page that is not there.
pub fn broken_wikilink(place: Location, name: &str, near: Option<&str>) -> Finding {
    let message = format!("no page has the title or the file name `{name}`");
    Finding::new(
        Rule::BrokenLink,
        place,
        message,
        did_you_mean(near, "correct the name, or remove the brackets"),
    )
}

/// A link to a place in a page that does not have it.
pub fn broken_anchor(place: Location, title: &str, fragment: &str, near: Option<&str>) -> Finding {
    let message = format!("the page `{title}` has no heading or anchor `#{fragment}`");
    let near = near.map(|near| format!("#{near}"));
    let otherwise = "link to one of its headings, or give a heading this id: `## Heading {#id}`";
    Finding::new(Rule::BrokenAnchor, place, message, did_you_mean(near.as_deref(), otherwise))
}

/// An anchor of a page of which something was left out that may have made it.
pub fn left_out_anchor(place: Location, title: &str, fragment: &str) -> Finding {
    let message = format!("the page `{title}` has no heading or anchor `#{fragment}`");
    let help = "another tool's syntax was left out of that page and may have made it; replace that \
        syntax, or link to the page alone";
    Finding::new(Rule::BrokenAnchor, place, message, help).with_severity(Severity::Notice)
}

/// An image, a film or a sound that is not there.
pub fn missing_image(place: Location, target: &str, near: Option<&str>) -> Finding {
    let message = format!("there is no file `{target}` to show");
    Finding::new(
        Rule::MissingImage,
        place,
        message,
        did_you_mean(near, "add the file, or correct the path"),
    )
}

/// A link to a file that is not there.
pub fn missing_file(place: Location, target: &str, near: Option<&str>) -> Finding {
    let message = format!("there is no file `{target}`");
    let otherwise = "add the file below content, or correct the path";
    Finding::new(Rule::MissingFile, place, message, did_you_mean(near, otherwise))
}

/// A pattern of `publish` that no file has.
pub fn unmatched_pattern(place: Location, pattern: &str) -> Finding {
    let message = format!("`{pattern}` matches no file");
    let help = "correct the pattern, which is seen from the folder of handbook.yaml, or remove it";
    Finding::new(Rule::MissingFile, place, message, help)
}

/// An image whose source is a page.
pub fn page_as_image(place: Location, target: &str, title: &str) -> Finding {
    let message = format!("`{target}` is the page `{title}` and no image");
    Finding::new(Rule::MissingImage, place, message, "remove the `!` to link to the page")
}

/// A scheme that no program is known for.
pub fn unknown_scheme(place: Location, url: &str) -> Finding {
    let scheme = url.split(':').next().unwrap_or(url);
    let near = crate::suggest::nearest(scheme, ["https", "http", "mailto", "tel"]);
    let message = format!("unknown scheme `{scheme}:`");
    Finding::new(Rule::UnknownScheme, place, message, did_you_mean(near, "correct the link"))
}

/// A link to a page that is not published yet.
pub fn link_to_draft(place: Location, path: &str) -> Finding {
    let message = format!("`{path}` is a draft; readers see the text without the link");
    Finding::new(Rule::LinkToDraft, place, message, "publish the draft, or remove the link")
}

/// A link to a page that readers of this site may not see.
pub fn link_to_narrower_audience(place: Location, written: &str) -> Finding {
    let message = format!(
        "`{written}` is for fewer people than this site; readers see the text without the link"
    );
    let help = "remove the link, or say in words where those who may read it find it";
    Finding::new(Rule::LinkToNarrowerAudience, place, message, help)
}

/// A link that some file systems and hosts do not follow, because capitals differ.
pub fn link_case(place: Location, written: &str, exact: &str) -> Finding {
    let message = format!("`{written}` is spelled `{exact}`");
    Finding::new(Rule::LinkCase, place, message, "write the capitals as the file has them")
}

/// An image from another host.
pub fn external_media(place: Location, url: &str) -> Finding {
    let host = host(url);
    let message = format!("this image comes from `{host}`, which hears of every reader");
    Finding::new(Rule::ExternalMedia, place, message, "keep a copy of the image beside the page")
}

/// A page of another host that an author wants to show inside of theirs, where the settings do not
/// allow that host.
pub fn not_embedded(place: Location, url: &str) -> Finding {
    let message = format!(
        "a page of `{}` may not be shown inside of this one; readers get a link",
        host(url)
    );
    let help = "add the host to `embeds` in handbook.yaml, if readers' browsers may ask it";
    Finding::new(Rule::ExternalMedia, place, message, help)
}

fn host(url: &str) -> String {
    remote::host(url).unwrap_or_else(|| url.to_owned())
}
