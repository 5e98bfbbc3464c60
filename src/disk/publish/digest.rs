//! What a file holds, in one number.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use sha2::{Digest as _, Sha256};
use std::io::{self, Read, Write};

/// The first 128 bits of SHA-256, written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentHash(u128);

/// What a file of the site holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PublishedEntry {
    pub hash: ContentHash,
    /// In bytes.
    pub size: u64,
}

/// How much of a file is held in memory at once.
const BUFFER: usize = 128 * 1024;

impl PublishedEntry {
    pub fn of(bytes: &[u8]) -> Self {
        PublishedEntry {
            hash: ContentHash::from(Sha256::digest(bytes).as_slice()),
            size: bytes.len() as u64,
        }
    }

    /// For a file of which nothing but the size is known: equal to no other.
    pub fn unknown(size: u64) -> Self {
        PublishedEntry { hash: ContentHash(0), size }
    }

    /// Reads to the end.
    pub fn reading(from: &mut dyn Read) -> io::Result<Self> {
        Self::copying(from, &mut io::sink()).map_err(|(_, error)| error)
    }

    /// Reads to the end, and writes the same bytes to `copy`; an error comes with the side it comes
    /// from.
    pub fn copying(from: &mut dyn Read, copy: &mut dyn Write) -> Result<Self, (Side, io::Error)> {
        let (mut hasher, mut size, mut buffer) = (Sha256::new(), 0, vec![0; BUFFER]);
        loop {
            let read = match from.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err((Side::Reading, error)),
            };
            let bytes = buffer.get(..read).unwrap_or_default();
            hasher.update(bytes);
            copy.write_all(bytes).map_err(|error| (Side::Writing, error))?;
            size += bytes.len() as u64;
        }
        Ok(PublishedEntry { hash: ContentHash::from(hasher.finalize().as_slice()), size })
    }
}

/// Which end of a copy has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Reading,
    Writing,
}

impl From<&[u8]> for ContentHash {
    fn from(hash: &[u8]) -> Self {
        ContentHash(hash.first_chunk().map_or(0, |first| u128::from_be_bytes(*first)))
    }
}

impl Serialize for ContentHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:032x}", self.0))
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map(ContentHash).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::PublishedEntry;
    use std::io;

    #[test]
    fn a_digest_is_the_beginning_of_sha_256() {
        let entry = PublishedEntry::of(b"abc");
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(json, r#"{"hash":"ba7816bf8f01cfea414140de5dae2223","size":3}"#);
        assert_eq!(serde_json::from_str::<PublishedEntry>(&json).unwrap(), entry);
    }

    #[test]
    fn streaming_and_copying_give_the_same() {
        let bytes = vec![7; 300_000];
        let mut copy = Vec::new();
        assert_eq!(
            PublishedEntry::copying(&mut bytes.as_slice(), &mut copy).unwrap(),
            PublishedEntry::of(&bytes)
        );
        assert_eq!(copy, bytes);
        assert_eq!(PublishedEntry::reading(&mut io::empty()).unwrap(), PublishedEntry::of(b""));
    }
}
