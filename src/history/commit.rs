//! Commits, and what each did to a file.

use super::CommitTime;
use std::fmt;
use std::sync::Arc;

/// One commit that touched the handbook.
#[derive(Clone, Debug, Default)]
pub struct Commit {
    /// Its id.
    pub id: ObjectId,
    /// Its parents, by their place in [`History::commits`](super::History::commits); those that did
    /// not touch the handbook are left out.
    pub parents: Vec<usize>,
    /// The author's name, through the mailmap.
    pub author: String,
    /// The author's e-mail, through the mailmap.
    pub email: String,
    /// When it was written.
    pub authored: CommitTime,
    /// When it came into the history.
    pub committed: CommitTime,
    /// The first paragraph of its message, in one line.
    pub subject: String,
    /// Whether `.git-blame-ignore-revs` names it: such a commit is not an edit of the text.
    pub is_ignored: bool,
    /// The files that it changed; a merge only has those that differ from each of its parents.
    pub changes: Vec<FileChange>,
}

/// What one commit did to one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChange {
    /// The path, from the handbook's folder, with `/`.
    pub path: Arc<str>,
    /// The earlier path, where the file was moved.
    pub from: Option<Arc<str>>,
    /// The text before: none for a new file, one for each parent of a merge.
    pub before: Vec<ObjectId>,
    /// The text after; `None` where the file was deleted.
    pub after: Option<ObjectId>,
}

/// The name that git gives to a commit or a text: its hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ObjectId {
    bytes: [u8; 32],
    is_long: bool,
}

impl ObjectId {
    /// Reads 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        let is_long = match hex.len() {
            40 => false,
            64 => true,
            _ => return None,
        };
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *byte = pair.iter().try_fold(0, |byte, digit| Some(byte << 4 | nibble(*digit)?))?;
        }
        Some(ObjectId { bytes, is_long })
    }

    /// Whether all digits are zero, which git writes where there is nothing.
    pub fn is_zero(&self) -> bool {
        self.bytes == [0; 32]
    }

    /// The first ten digits, as people write it.
    pub fn short(&self) -> String {
        self.to_string().chars().take(10).collect()
    }
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

impl fmt::Display for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = if self.is_long { 32 } else { 20 };
        self.bytes.iter().take(length).try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.short())
    }
}

#[cfg(test)]
mod tests {
    use super::ObjectId;

    #[test]
    fn ids_are_shown_as_they_were_read() {
        let short = "88db568b0b774ad69b4a7bc1989eca8e470de6bd";
        let long = "9f2c41d7a0b3e6f89f2c41d7a0b3e6f89f2c41d7a0b3e6f89f2c41d7a0b3e6f8";
        for text in [short, long] {
            assert_eq!(ObjectId::parse(text).map(|id| id.to_string()).as_deref(), Some(text));
        }
        for text in ["", "88db", &short.replace('b', "g"), &short.replacen("88", "é", 1)] {
            assert_eq!(ObjectId::parse(text), None, "{text}");
        }
        assert!(ObjectId::parse(&"0".repeat(40)).is_some_and(|id| id.is_zero()));
    }
}
