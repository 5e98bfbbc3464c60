//! What a reader typed: words, phrases in quotes, filters such as `owner:ana`.

use crate::search::words;

/// No more of a query is read.
const LONGEST: usize = 1000;
/// No more words of a query are looked for.
const MOST_WORDS: usize = 24;

/// A query, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Each word once, folded, in the order of the query.
    pub(super) words: Vec<String>,
    /// All words as typed, folded, those of phrases too.
    pub(super) typed: Vec<String>,
    /// Whether the last word may go on.
    pub(super) open: bool,
    /// Words that must follow each other, folded.
    pub(super) phrases: Vec<Vec<String>>,
    /// Whether it asks whom to ask, how urgent something is, or when an answer comes.
    pub(super) asks_people: bool,
    /// What pages must be.
    pub(super) filters: Vec<Filter>,
}

/// How questions about people and answers begin, and words that only ask, between spaces.
pub const ASKING: [(&str, &str); 6] = [
    ("who", " own owns owner answers responsible maintains charge ask contact "),
    ("whom", " ask contact "),
    ("whose", " page "),
    ("when", " answer answers reply hear "),
    ("is", " urgent emergency "),
    ("how", " urgent "),
];

/// One thing that pages must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// `owner`, `section`, `type`, `tag` or `state`.
    pub(super) facet: Facet,
    /// As typed.
    pub(super) value: String,
}

/// What pages are filtered by.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::EnumIter,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "lowercase")]
pub enum Facet {
    /// Who answers.
    Owner,
    /// The top section.
    Section,
    /// The type of page.
    Type,
    /// A tag.
    Tag,
    /// The state of its review.
    State,
}

impl Facet {
    /// The word before the colon.
    pub fn id(self) -> &'static str {
        self.into()
    }
}

impl Query {
    /// Takes a text apart. Any text is a query.
    pub fn parse(text: &str) -> Query {
        let text: String = text.chars().take(LONGEST).collect();
        let mut query = Query::default();
        let mut rest = text.as_str();
        while let Some(start) = rest.find(|letter: char| !letter.is_whitespace()) {
            rest = rest.get(start..).unwrap_or_default();
            rest = match filter(rest) {
                Some((filter, behind)) => {
                    query.filters.push(filter);
                    behind
                }
                None => query.read_text(rest),
            };
        }
        query.take_asking();
        query
    }

    /// Takes out words that only ask, where a subject is left.
    fn take_asking(&mut self) {
        let Some(first) = self.typed.first() else {
            return;
        };
        let asking =
            ASKING.iter().find(|(start, _)| start == first).map_or("", |(_, asking)| asking);
        let asks = |word: &String| asking.contains(&format!(" {word} "));
        let is_subject = |word: &&String| *word != first && word.chars().nth(2).is_some();
        let (asking, others): (Vec<&String>, Vec<&String>) =
            self.words.iter().partition(|word| asks(word));
        if asking.is_empty() || !others.iter().any(is_subject) {
            return;
        }
        self.asks_people = true;
        self.open &= self.words.last().is_some_and(|word| !asks(word));
        self.words.retain(|word| !asks(word));
        self.typed.retain(|word| !asks(word));
    }

    /// Whether it asks whom to ask, how urgent something is, or when an answer comes.
    pub fn asks_people(&self) -> bool {
        self.asks_people
    }

    /// A phrase, or what stands before the next space.
    fn read_text<'t>(&mut self, rest: &'t str) -> &'t str {
        if let Some(inside) = rest.strip_prefix('"') {
            let (phrase, behind) = inside.split_once('"').unwrap_or((inside, ""));
            let phrase = self.add_words(phrase);
            if phrase.len() > 1 {
                self.phrases.push(phrase);
            }
            self.open = false;
            return behind;
        }
        let end =
            rest.find(|letter: char| letter.is_whitespace() || letter == '"').unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let added = self.add_words(word);
        self.open = behind.is_empty()
            && !added.is_empty()
            && word.ends_with(|letter: char| letter.is_alphanumeric());
        behind
    }

    fn add_words(&mut self, text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words::all_terms(text, false, &mut |term| all.push(words::fold(term)));
        self.typed.extend(all.iter().cloned());
        self.typed.truncate(MOST_WORDS);
        for word in &all {
            self.words.retain(|known| known != word);
            if self.words.len() < MOST_WORDS {
                self.words.push(word.clone());
            }
        }
        all
    }
}

/// `owner:ana` or `tag:"time off"` at the start of a text, and what is behind it.
fn filter(text: &str) -> Option<(Filter, &str)> {
    let (name, rest) = text.split_once(':')?;
    let facet: Facet = name.to_ascii_lowercase().parse().ok()?;
    let (value, behind) = match rest.strip_prefix('"') {
        Some(inside) => inside.split_once('"').unwrap_or((inside, "")),
        None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
    };
    (!value.is_empty()).then(|| (Filter { facet, value: value.to_owned() }, behind))
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn what_is_typed_is_words_phrases_and_filters() {
        for (typed, words, open, phrases, filters) in [
            ("How do I?", "how do i", false, "", ""),
            ("claim exp", "claim exp", true, "", ""),
            ("claim exp ", "claim exp", false, "", ""),
            ("a b a", "b a", true, "", ""),
            ("\"rolling back\" now", "rolling back now", true, "rolling back", ""),
            ("say \"rolling ba", "say rolling ba", false, "rolling ba", ""),
            ("\"one\"", "one", false, "", ""),
            ("owner:ana expenses", "expenses", true, "", "owner=ana"),
            ("TAG:\"time off\" state:stale", "", false, "", "tag=time off state=stale"),
            ("owner: ana", "owner ana", true, "", ""),
            ("owner:\"\" x:y", "owner x y", true, "", ""),
            ("\u{0} <b> ((", "b", false, "", ""),
        ] {
            let query = Query::parse(typed);
            assert_eq!(query.words.join(" "), words, "{typed}");
            assert_eq!(query.open, open, "{typed}");
            let found: Vec<String> = query.phrases.iter().map(|phrase| phrase.join(" ")).collect();
            assert_eq!(found.join(" | "), phrases, "{typed}");
            let found: Vec<String> = query
                .filters
                .iter()
                .map(|filter| format!("{}={}", filter.facet.id(), filter.value))
                .collect();
            assert_eq!(found.join(" "), filters, "{typed}");
        }
    }

    #[test]
    fn questions_about_people_are_seen() {
        for (typed, words, open) in [
            ("who owns expenses", "who expenses", true),
            ("When will finance answer", "when will finance", false),
            ("is it urgent when the shop is down?", "it when the shop is down", false),
            ("who owns", "", true),
            ("who is in charge", "", true),
            ("what is urgent", "", true),
        ] {
            let query = Query::parse(typed);
            let asks = !words.is_empty();
            assert_eq!((query.asks_people(), query.open), (asks, open), "{typed}");
            assert!(!asks || query.words.join(" ") == words, "{typed}: {:?}", query.words);
        }
    }

    #[test]
    fn a_long_query_is_cut() {
        let query = Query::parse(&"word ".repeat(5000));
        assert_eq!((query.words.len(), query.typed.len()), (1, 24));
        let many: String = (0..500).map(|number| format!("{number} ")).collect();
        assert_eq!(Query::parse(&many).words.len(), 24);
    }
}
