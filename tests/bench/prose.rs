//! Words and numbers that look like a handbook's and are the same every time.

/// A sequence of numbers that depends on its seed alone.
pub struct Dice(u64);

impl Dice {
    /// The sequence of this seed.
    pub fn new(seed: usize) -> Self {
        Dice(seed as u64 ^ 0x5851_f42d_4c95_7f2d)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(0xd134_2543_de82_ef95).wrapping_add(0x2545_f491_4f6c_dd1d);
        let high = usize::try_from(self.0 >> 33).unwrap_or(0);
        high % limit.max(1)
    }

    /// One of these.
    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }

    /// A sentence of about fourteen words, with some emphasis and code as people write it.
    pub fn sentence(&mut self) -> String {
        let length = 9 + self.below(11);
        let mut words: Vec<String> = (0..length).map(|_| self.word()).collect();
        if let Some(first) = words.first_mut() {
            *first = capitalised(first);
        }
        words.join(" ") + "."
    }

    fn word(&mut self) -> String {
        let word = self.pick(&WORDS);
        match self.below(40) {
            0 => format!("**{word}**"),
            1 => format!("`{word}`"),
            2 => format!("*{word}*"),
            _ => word.to_owned(),
        }
    }

    /// A paragraph of so many sentences.
    pub fn paragraph(&mut self, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

/// With a capital first letter.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Names of things that handbooks have pages about.
pub const TOPICS: [&str; 24] = [
    "access",
    "budget",
    "contract",
    "design",
    "equipment",
    "expense",
    "feedback",
    "hiring",
    "holiday",
    "incident",
    "interview",
    "laptop",
    "meeting",
    "onboarding",
    "payroll",
    "policy",
    "privacy",
    "release",
    "review",
    "salary",
    "security",
    "support",
    "travel",
    "vendor",
];

const WORDS: [&str; 96] = [
    "a", "after", "again", "agree", "all", "always", "and", "answer", "any", "approve", "as",
    "ask", "at", "because", "before", "by", "call", "change", "channel", "check", "company",
    "copy", "customer", "date", "day", "decide", "decision", "document", "each", "early",
    "everyone", "explain", "find", "first", "follow", "for", "from", "give", "handbook", "have",
    "help", "hour", "how", "if", "in", "is", "issue", "keep", "know", "later", "learn", "manager",
    "may", "month", "more", "need", "never", "new", "next", "note", "of", "office", "on", "once",
    "or", "our", "owner", "page", "people", "person", "plan", "question", "read", "reason",
    "request", "review", "same", "send", "share", "should", "team", "than", "that", "the", "their",
    "then", "this", "time", "to", "tool", "update", "we", "week", "when", "with", "work",
];
