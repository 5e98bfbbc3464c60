//! Front matter that cannot be read for certain, and whether it keeps its page from readers. Only
//! what clearly does not is taken so.

use super::Lines;
use crate::site::meta::Meta;
use crate::yaml::same_key;

/// Keys that keep a page back unless they say no.
const HOLD: [&str; 7] =
    ["draft", "unlisted", "hidden", "headless", "private", "isPrivate", "hide_until_close"];

/// Keys that keep a page back when they say no.
const SHOW: [&str; 6] =
    ["published", "publish", "public", "build.render", "_build.render", "render"];

/// Keys that keep a page back for a time; what cannot be read may keep it back for ever.
const DATES: [&str; 6] =
    ["publish_date", "pubdate", "expiry_date", "unpublish_date", "publish_on", "expires_on"];

/// Words that say no.
const NO: [&str; 9] = ["false", "no", "off", "never", "0", "null", "~", "", "none"];

/// Whether a key that decides about readers could not be read.
pub(super) fn is_doubtful(meta: &Meta) -> bool {
    ["status", "publish_date", "expiry_date"].iter().any(|key| meta.is_rejected(key))
}

/// Whether a line of this text keeps the page back, as YAML, TOML or JSON.
pub(super) fn says_so(text: &str) -> bool {
    Lines { text, next: 0 }.any(|line| line.text.split_once([':', '=']).is_some_and(holds))
}

fn holds((key, value): (&str, &str)) -> bool {
    let key = key.trim().trim_matches(['"', '\'']);
    let value = value.split(" #").next().unwrap_or_default();
    let value = value.trim().trim_end_matches(',').trim_matches(['"', '\'']).to_ascii_lowercase();
    let is_one = |keys: &[&str]| !key.is_empty() && keys.iter().any(|known| same_key(known, key));
    if NO.contains(&value.as_str()) {
        return is_one(&SHOW);
    }
    is_one(&HOLD) || is_one(&DATES) || same_key(key, "status") && value == "draft"
}

#[cfg(test)]
mod tests {
    use super::says_so;

    #[test]
    fn what_may_keep_a_page_back_does() {
        for text in [
            "draft: true",
            "title: [A\ndraft: yes # soon",
            "draft: ture",
            "draft = true",
            "\"draft\": true,",
            "published: false",
            "Publish: no",
            "publishDate: soon",
            "status: Draft",
            "unlisted: true",
            "build:\n  render: never",
        ] {
            assert!(says_so(text), "{text:?}");
        }
        for text in
            ["draft: false", "draft: no", "published: true", "title: draft", "status: current", ""]
        {
            assert!(!says_so(text), "{text:?}");
        }
    }
}
