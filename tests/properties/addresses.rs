//! Addresses: whatever a file is called, links between pages lead where they should.

use super::tries;
use handbook::internals::site::address::{Address, Ending, join, segment};
use proptest::prelude::*;

/// Names of files and folders: words, and whatever else people and attackers put there.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-z]{1,4}", 2 => "[ \
        -~&&[^/]]{1,6}", 1 => "[\\PC&&[^/]]{1,5}", 1 => Just("..".to_owned())]
}

fn page() -> impl Strategy<Value = (Vec<String>, bool)> {
    (prop::collection::vec(name().prop_map(|name| segment(&name)), 0..4), any::<bool>())
}

fn ending() -> impl Strategy<Value = Ending> {
    prop_oneof![Just(Ending::Directory), Just(Ending::File)]
}

/// What a browser makes of a relative link on a page of this address.
fn followed(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let directory = link.ends_with("./") || link == ".." || link == ".";
    let path = parts.join("/");
    Some(if directory && !path.is_empty() && !path.ends_with('/') { path + "/" } else { path })
}

/// The page that a file ending leads to: an index file is its folder.
fn without_index(address: &str) -> &str {
    match address.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => address,
    }
}

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn a_link_leads_to_its_target(from in page(), to in page(), ending in ending()) {
        let (from, to) = (Address::page(&from.0, from.1, ending), Address::page(&to.0, to.1, ending));
        let link = from.link_to(&to, ending);
        let reached = followed(from.as_str(), &link).expect("a link that stays in the site");
        prop_assert_eq!(without_index(&reached), without_index(to.as_str()), "{} on \
            {}", link, from);
    }

    #[test]
    fn an_address_is_a_plain_url_path((segments, section) in page(), ending in ending()) {
        let address = Address::page(&segments, section, ending);
        let text = address.as_str();
        prop_assert!(!text.starts_with('/') && !text.contains("//"), "{}", text);
        prop_assert!(!text.split('/').any(|part| part == ".." || part == "." || part == "-"), "{}", text);
        prop_assert!(!text.contains([' ', '"', '<', '>', '\\', '?', '#', ':', '\n', '\0']), "{}", text);
    }

    #[test]
    fn the_root_is_reached_from_anywhere((segments, section) in page(), ending in ending()) {
        let address = Address::page(&segments, section, ending);
        prop_assert_eq!(followed(address.as_str(), &address.root()), Some(String::new()), "{}", address);
    }

    #[test]
    fn joined_paths_never_climb_out(base in "([a-z]{1,3}/){0,3}", path in "(\\.\\./|\\./|[a-z]/|/){0,6}[a-z]{0,2}") {
        let joined = join(&base, &path);
        prop_assert!(joined.is_none_or(|path| !path.starts_with('/') && !path.split('/').any(|part| part == "..")));
    }

    #[test]
    fn a_segment_is_a_name(name in "[ .\\-\u{a0}]{0,4}|\\PC{0,6}") {
        let segment = segment(&name);
        prop_assert!(!["", ".", "..", "-"].contains(&segment.as_str()), "{:?} became \
            {:?}", name, segment);
    }
}
