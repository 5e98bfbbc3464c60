//! Markdown for chat and mail: what each owner has to do.

use std::fmt::Write;

/// What is to be told, and to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerDigest {
    /// The heading.
    pub title: String,
    /// One part for each owner.
    pub parts: Vec<OwnerPart>,
}

/// What one owner is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerPart {
    /// The owner's name.
    pub heading: String,
    /// Lists, each with its own words in front: what is overdue, what comes next.
    pub lists: Vec<List>,
    /// The command to type; empty for none.
    pub command: String,
}

/// Pages of which the same is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What is said of them: `review overdue`.
    pub words: String,
    /// The pages.
    pub items: Vec<DigestItem>,
}

/// One page in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestItem {
    /// The title.
    pub title: String,
    /// Where it is published, if that is known.
    pub url: Option<String>,
    /// What is said of this one: `since 3 March`; empty for nothing.
    pub words: String,
}

/// The digest as Markdown. Nothing to say is no text at all.
pub fn digest(digest: &OwnerDigest) -> String {
    let parts: String = digest.parts.iter().map(part).collect();
    if parts.is_empty() { parts } else { format!("# {}\n{parts}", escaped(&digest.title)) }
}

fn part(part: &OwnerPart) -> String {
    let lists: String = part.lists.iter().filter(|list| !list.items.is_empty()).map(list).collect();
    if lists.is_empty() {
        return lists;
    }
    let command = if part.command.is_empty() {
        String::new()
    } else {
        format!("\n{}\n", code(&part.command))
    };
    format!("\n## {}\n{lists}{command}", escaped(&part.heading))
}

fn list(list: &List) -> String {
    let mut lines = format!("\n{}\n\n", escaped(&list.words));
    for item in &list.items {
        let words = if item.words.is_empty() {
            String::new()
        } else {
            format!(" · {}", escaped(&item.words))
        };
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "- {}{words}", titled(item));
    }
    lines
}

fn titled(item: &DigestItem) -> String {
    linked(&item.title, item.url.as_deref())
}

/// Words that lead to an address, where there is one.
pub fn linked(words: &str, url: Option<&str>) -> String {
    match url {
        Some(url) => {
            let url = url
                .replace(' ', "%20")
                .replace('<', "%3C")
                .replace('>', "%3E")
                .replace(char::is_control, "");
            format!("[{}](<{url}>)", escaped(words))
        }
        None => escaped(words),
    }
}

/// Words that stand as they are: nothing in them is Markdown, HTML or a line end.
pub fn escaped(words: &str) -> String {
    let words = words.trim_start();
    let marker = list_marker(words);
    let mut text = String::with_capacity(words.len());
    for (at, letter) in words.char_indices() {
        match letter {
            letter if letter.is_control() => text.push(' '),
            letter if Some(at) == marker || MARKUP.contains(&letter) => text.extend(['\\', letter]),
            letter => text.push(letter),
        }
    }
    text
}

/// Letters that mean something anywhere.
const MARKUP: [char; 14] = ['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '@', '!'];

/// Where the letter stands that would make the words a list or an underline: `- a`, `1. a`, `=`.
fn list_marker(words: &str) -> Option<usize> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits == 0 { &['-', '+', '='] } else { &['.', ')'] };
    words.get(digits..)?.starts_with(marks).then_some(digits)
}

/// Code in enough backticks.
fn code(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{}{blank}{fence}", words.replace(char::is_control, " "))
}

#[cfg(test)]
mod tests {
    use super::{DigestItem, List, OwnerDigest, OwnerPart, digest};
    use proptest::prelude::{any, proptest};
    use pulldown_cmark::{Parser, html};

    fn sample(title: &str, words: &str) -> OwnerDigest {
        let item = DigestItem {
            title: title.into(),
            url: Some("https://x.example/a b/".into()),
            words: words.into(),
        };
        let lists =
            vec![List { words: "review overdue".into(), items: vec![item] }, List::default()];
        let part = OwnerPart {
            heading: "Ana Lopes".into(),
            lists,
            command: "handbook review a.md".into(),
        };
        OwnerDigest { title: "Meridian Handbook".into(), parts: vec![part, OwnerPart::default()] }
    }

    #[test]
    fn each_owner_has_a_part() {
        let expected = "# Meridian Handbook\n\n## Ana Lopes\n\nreview overdue\n\n\
            - [Expenses \\[EU\\]](<https://x.example/a%20b/>) · since 3 March\n\n`handbook review \
            a.md`\n";
        assert_eq!(digest(&sample("Expenses [EU]", "since 3 March")), expected);
    }

    #[test]
    fn nothing_to_say_is_no_text() {
        let silent =
            OwnerPart { heading: "Ana".into(), lists: vec![List::default()], command: "x".into() };
        assert_eq!(digest(&OwnerDigest { title: "A".into(), parts: vec![silent] }), "");
    }

    proptest! {
        #[test]
        fn words_stay_words(title in any::<String>(), words in "[-+*_`<>&!@#\\[\\]()|~\\\\ \
            a1.\n]{0,30}") {
            let mut html = String::new();
            html::push_html(&mut html, Parser::new(&digest(&sample(&format!("{words}{title}"), &format!("x{words}x")))));
            for tag in ["<em>", "<strong>", "<img", "<script", "<del>", "<h3>", "<hr"] {
                assert!(!html.contains(tag), "{html}");
            }
            assert_eq!((html.matches("<a ").count(), html.matches("<li>").count(), html.matches("<code>").count()), (1, 1, 1), "{html}");
        }
    }
}
