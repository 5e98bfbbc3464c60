//! Who does a task: named in front of it, behind it, or by a key such as `owner:`.

use super::words::without;
use crate::site::people::{People, Who};
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Everybody who can be named in a task.
pub struct TaskPeople<'p> {
    people: &'p People,
    /// First names that only one person has.
    first_names: BTreeMap<String, Option<Who>>,
}

/// The people of a task as they are written, and the text without them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doers {
    /// The accountable one first.
    pub names: Vec<String>,
    /// What is to be done.
    pub rest: String,
}

/// A way of naming somebody: the group `who` of a pattern; `known` for those that could be words
/// of any other kind, and so count only for people whom people.yaml knows.
struct Form {
    pattern: Regex,
    needs_known: bool,
}

/// One or more people: `@ana`, `@ana, @ben`, `@ana and @ben`.
const MENTIONS: &str =
    r"HANDLE(?:\s*(?:[,、，&+/]|\b(?:and|und|et|y|e|en|och|i)\b|,\s*and\b|[と和])\s*HANDLE)*";

/// One person. A handle ends where a language goes on that writes no blanks.
const HANDLE: &str = r"@(?:[SPACED./:-]*[SPACED]|[\w./:-]*\w)";

/// Letters of words between which there are blanks.
const SPACED: &str = r"[\w--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Hangul}]";

/// Keys behind which the owner stands.
const KEYS: &str = "owners?|assignees?|dri|who|verantwortlich|zuständig|responsables?|\
                    responsabile|responsável|eigenaar|ansvarig|担当者?|責任者|负责人|負責人|담당자?";

/// What stands behind a key.
const VALUE: &str = r"@?[^,;()\[\]|–—，、；（）：]+";

/// A name without a mark of its own.
const NAME: &str = r"[\p{L}][^,;:()\[\]–—|，、；（）：]{0,39}?";

/// What people do in tasks.
const VERBS: &str = r"\s+(?:to|will|should|shall|must|is going to|needs to|writes|sends)\b";

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |pattern: &str, needs_known| {
        let pattern = pattern.replace("MENTIONS", MENTIONS).replace("VALUE", VALUE);
        let pattern = pattern.replace("HANDLE", HANDLE).replace("SPACED", SPACED);
        let pattern = pattern.replace("KEYS", KEYS);
        let pattern = pattern.replace("VERBS", VERBS).replace("NAME", NAME);
        Some(Form { pattern: Regex::new(&pattern).ok()?, needs_known })
    };
    let forms = [
        form(r"(?i)(?:[\(\[（【]\s*)?\b(?:KEYS)\s*(?:::?|：)\s*(?P<who>VALUE)[\)\]）】]?", false),
        form(r"(?i)[\(\[]?\bassigned to:?\s+(?P<who>VALUE)[\)\]]?", false),
        form(r"^\W*?\*\*\[?(?P<who>MENTIONS)\]?:?\*\*:?", false),
        form(r"^\W*?\[(?P<who>MENTIONS)\](?:\([^)]*\))?:?", false),
        form(
            r"^[^\w@]*(?P<who>MENTIONS)(?:さん|님)?[:：*_`\])]*(?:\s+(?:to|will|should)\b)?",
            false,
        ),
        form(r"^[^\w*_]*(?:\*\*|__)(?P<who>[^*_:@]{1,40})[:：](?:\*\*|__)", false),
        form(r"^[^\w*_]*(?:\*\*|__)(?P<who>[^*_:@]{1,40})(?:\*\*|__)\s*[:：]", false),
        form(r"^[^\w*_]*(?:\*\*|__|\*|_)(?P<who>[^*_:@]{1,40}):?(?:\*\*|__|\*|_)", true),
        form(r"^[^\w\[]*\[(?P<who>[^\]@]{1,40})\](?:\([^)]*\))?(?:\s*:)?", true),
        form(r"^[^\w(]*\((?P<who>[^)@]{1,40})\)", true),
        form(r"^\W*(?P<who>[\p{L}][^:：()\[\]]{0,39}?)\s*(?:[:：]|\s[-–—]+\s|VERBS)", true),
        form(r"[\(\[（【](?P<who>MENTIONS)[\)\]）】](?:\([^)]*\))?\W*$", false),
        form(r"[\(\[（【](?P<who>[^)\]）】@]{1,40})[\)\]）】]\W*$", true),
        form(r"(?:\s[-–—|]+|[,–—|→]|->|=>)\s*\*{0,2}(?P<who>NAME)\*{0,2}\W*$", true),
        form(r"\bby\s+(?P<who>NAME)\W*$", true),
        form(r"(?:\*{0,2})(?P<who>MENTIONS)\W*$", false),
    ];
    forms.into_iter().flatten().collect()
});

/// Words in front of somebody who is a part of the matter, and does not do it.
const NOT_DOING: [&str; 22] = [
    "to", "with", "from", "for", "about", "via", "ask", "tell", "cc", "and", "of", "ping", "help",
    "email", "mail", "call", "remind", "thank", "invite", "meet", "inform", "than",
];

/// Words in bold that are no names.
const NO_NAMES: [&str; 14] = [
    "note",
    "todo",
    "important",
    "action",
    "warning",
    "optional",
    "done",
    "blocked",
    "next",
    "question",
    "decision",
    "deadline",
    "update",
    "all",
];

impl<'p> TaskPeople<'p> {
    /// Everybody in people.yaml, also by first name.
    pub fn new(people: &'p People) -> Self {
        let mut first_names: BTreeMap<String, Option<Who>> = BTreeMap::new();
        for (id, person) in people.people() {
            let first = person.name.split_whitespace().next().unwrap_or_default().to_lowercase();
            let who = Some(Who::Person(id.to_owned()));
            first_names.entry(first).and_modify(|several| *several = None).or_insert(who);
        }
        TaskPeople { people, first_names }
    }

    /// Who goes by a name.
    pub fn found(&self, name: &str) -> Option<Who> {
        let name = name.trim();
        let first = || self.first_names.get(&name.trim_start_matches('@').to_lowercase());
        let prefixed = || name.strip_prefix('@').and_then(|name| self.people.found(name));
        self.people.found(name).or_else(prefixed).or_else(|| first().cloned().flatten())
    }

    /// Whether anybody is known by name.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Who does a task, from its text without the day.
    pub fn doers(&self, text: &str) -> Doers {
        FORMS
            .iter()
            .find_map(|form| self.by(form, text))
            .or_else(|| self.in_the_middle(text))
            .unwrap_or_else(|| Doers { names: Vec::new(), rest: text.to_owned() })
    }

    fn by(&self, form: &Form, text: &str) -> Option<Doers> {
        let captures = form.pattern.captures(text)?;
        let (whole, who) = (captures.get(0)?, captures.name("who")?);
        let names = split(who.as_str());
        let is_known = names.iter().all(|name| self.found(name).is_some());
        let is_name = names.iter().all(|name| is_a_name(name));
        if names.is_empty() || !is_name || (form.needs_known && !is_known) {
            return None;
        }
        let keyed = text.get(whole.start()..who.start()).unwrap_or_default();
        if !keyed.contains(char::is_alphabetic) && is_part_of_the_matter(text, who.start()) {
            return None;
        }
        Some(Doers { names, rest: without(text, &whole.range()) })
    }

    /// One mention inside of the text, of somebody who is no part of the matter.
    fn in_the_middle(&self, text: &str) -> Option<Doers> {
        let mentions: Vec<Range<usize>> = mentions(text).collect();
        let [only] = mentions.as_slice() else { return None };
        let name = text.get(only.clone())?.to_owned();
        let counts = self.is_empty() || self.found(&name).is_some();
        (counts && !is_part_of_the_matter(text, only.start))
            .then(|| Doers { names: vec![name], rest: without(text, only) })
    }
}

fn mentions(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let handle = HANDLE.replace("SPACED", SPACED);
        Regex::new(&format!(r"(?:^|[^\w/.])(?P<who>{handle})")).ok()
    });
    let found = MENTION.iter().flat_map(|mention| mention.captures_iter(text));
    found.filter_map(|captures| Some(captures.name("who")?.range()))
}

/// Whether the word in front makes a mention a part of the matter: `send it to @ben`.
fn is_part_of_the_matter(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let word = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.ends_with(' ') && NOT_DOING.contains(&&*word.to_lowercase())
}

/// `田中さん` and `김민수님` without what politeness adds.
fn without_title(name: &str) -> &str {
    let titles = ["さん", "様", "氏", "先生", "님", "씨"];
    titles.into_iter().find_map(|title| name.strip_suffix(title)).map_or(name, str::trim_end)
}

fn is_a_name(name: &str) -> bool {
    let plain = name.trim_start_matches('@').to_lowercase();
    let words = plain.split_whitespace().count();
    !plain.is_empty() && words <= 4 && !NO_NAMES.contains(&&*plain)
}

/// Names one by one: `@ana, @ben and @eva`. A slash divides mentions, but is a part of
/// `@org/team`.
fn split(names: &str) -> Vec<String> {
    let joined = [" and ", " und ", " et ", " y ", " en ", " och "];
    let names = joined.iter().fold(names.to_owned(), |names, word| names.replace(word, ","));
    let names = names.replace(['&', '+', ';', '、', '，', '；', 'と'], ",").replace("/@", ",@");
    let names =
        names.split(',').map(|name| name.trim().trim_matches(['*', '_', '`', ':', '：', ' ']));
    let names = names.map(without_title);
    names.filter(|name| !name.is_empty() && *name != "and").map(str::to_owned).collect()
}
