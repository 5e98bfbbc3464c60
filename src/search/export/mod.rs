//! The index as files, for any static host.
//!
//! ```text
//! -/search/index.bin       what the first query needs: titles, facets, names of the files below
//! -/search/wN.HASH.bin     shard N: words, where they stand, their weight there (see `shards`)
//! -/search/s0.HASH.bin     small words, as a shard
//! -/search/nN.HASH.bin     words that a mistyped word could be, by their starts; bN: by their ends
//! -/search/x0.HASH.bin     which texts stand where, and the dictionary they are compressed with
//! -/search/tN.HASH.bin     texts, for snippets and phrases (see `texts`)
//! ```
//! All but the texts are compressed with gzip. Only the first has a fixed name: a browser asks anew
//! for it, and may keep the others for ever. The same index makes the same bytes.

mod packing;
mod texts;

use crate::outputs::Receiver;
use crate::search::index::{Index, IndexedPage, Named};
use crate::search::near::KnownWord;
use crate::search::query::{ASKING, Facet};
use crate::search::shards;
use flate2::Compress;
use packing::Packing;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// The folder of all files, and of the page that searches.
pub const FOLDER: &str = "-/search";

/// The format of the files; browsers refuse others.
const VERSION: u32 = 2;

/// About how many bytes of words stand in one list of words that could be meant.
const LIST: usize = 10_000;

/// Letters of file names behind the number: 25 bits of what is in the file.
const NAME: usize = 5;

/// The file with the fixed name.
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    /// Titles of all pages, in lines.
    titles: String,
    /// How many sections each page has.
    sections: Vec<usize>,
    /// Sections that are another piece of the one before.
    more: Vec<usize>,
    /// Where somebody goes who found nothing: texts, and where they lead.
    otherwise: &'a [(String, Option<String>)],
    /// Where each shard and each list begins, in lines.
    starts: BTreeMap<&'static str, String>,
    /// The names of all files of a kind, one behind the other.
    names: BTreeMap<&'static str, String>,
    /// All small words, between spaces.
    small: String,
    endings: &'a [String],
    /// How questions begin, behind a space, and words that only ask, between spaces.
    asking: BTreeMap<String, &'a str>,
    facets: BTreeMap<&'static str, Column<'a>>,
}

/// What pages can be filtered by: ids and names of the values, and for each page the places of its
/// own.
#[derive(Default, Serialize)]
struct Column<'a> {
    values: Vec<(&'a str, &'a str)>,
    pages: Vec<Vec<usize>>,
}

/// Files on their way, and the names that the head has for them.
struct IndexFiles<'r> {
    names: BTreeMap<&'static str, String>,
    receiver: &'r Receiver<'r>,
}

impl Index {
    /// Makes all files, each with its path in the site.
    pub fn export(&self, receiver: &Receiver<'_>) {
        let mut files = IndexFiles { names: BTreeMap::new(), receiver };
        let mut starts =
            BTreeMap::from([("w", lines(self.shards.iter().map(|shard| shard.start.as_str())))]);
        let shards: Vec<_> = self.shards.iter().map(|shard| shard.classes.clone()).collect();
        let encode = |range| shards::encode(self.classes.get(range).unwrap_or_default());
        files.add("w", Packing::Gzip, shards, encode);
        files.add("s", Packing::Gzip, vec![&self.small], |small| shards::encode(small));
        for (kind, backward) in [("n", false), ("b", true)] {
            let known = self.known_words(backward);
            let lists: Vec<&[KnownWord]> = lists(&known);
            starts.insert(
                kind,
                lines(
                    lists.iter().map(|list| list.first().map_or("", |word| word.letters.as_str())),
                ),
            );
            files.add(kind, Packing::Gzip, lists, list_text);
        }
        texts::add(self, &mut files);
        let head = serde_json::to_vec(&self.head(&files, starts)).unwrap_or_default();
        let head = Packing::Gzip.pack(&mut Packing::Gzip.compressor(), &head);
        receiver(format!("{FOLDER}/index.bin"), head);
    }

    fn head(&self, files: &IndexFiles<'_>, starts: BTreeMap<&'static str, String>) -> Head<'_> {
        let names = files.names.iter().filter(|(kind, _)| **kind != texts::KIND);
        let small: Vec<&str> = self.small_words.iter().map(String::as_str).collect();
        Head {
            version: VERSION,
            titles: lines(self.pages.iter().map(|page| page.title.as_str())),
            sections: (0..self.pages.len()).map(|page| self.sections_of(page).len()).collect(),
            more: (0..self.sections.len())
                .filter(|number| self.whole(*number) != *number)
                .collect(),
            otherwise: &self.otherwise,
            starts,
            names: names.map(|(kind, names)| (*kind, names.clone())).collect(),
            small: format!(" {} ", small.join(" ")),
            endings: &self.endings,
            asking: ASKING.iter().map(|(start, words)| (format!(" {start}"), *words)).collect(),
            facets: Facet::iter()
                .map(|facet| (facet.id(), self.column(&|page| page.values(facet))))
                .collect(),
        }
    }

    fn column<'i>(&'i self, values: &dyn Fn(&'i IndexedPage) -> Vec<&'i Named>) -> Column<'i> {
        let mut column = Column::default();
        let mut places: BTreeMap<&Named, usize> = BTreeMap::new();
        for page in &self.pages {
            let mut own = Vec::new();
            for value in values(page) {
                let place = *places.entry(value).or_insert(column.values.len());
                if place == column.values.len() {
                    column.values.push((&value.id, &value.name));
                }
                own.push(place);
            }
            column.pages.push(own);
        }
        column
    }
}

impl IndexFiles<'_> {
    /// Makes all files of one kind, one of each part.
    fn add<P: Send>(
        &mut self,
        kind: &'static str,
        packing: Packing<'_>,
        parts: Vec<P>,
        encode: impl Fn(P) -> Vec<u8> + Sync,
    ) {
        let file = |compressor: &mut Compress, (number, part)| {
            let body = packing.pack(compressor, &encode(part));
            let name = short_name(&body);
            (self.receiver)(format!("{FOLDER}/{kind}{number}.{name}.bin"), body);
            name
        };
        let names: Vec<String> =
            parts.into_par_iter().enumerate().map_init(|| packing.compressor(), file).collect();
        self.names.insert(kind, names.concat());
    }
}

/// Letters that stand for what is in a file.
fn short_name(bytes: &[u8]) -> String {
    const LETTERS: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
        's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7',
    ];
    let digest = Sha256::digest(bytes);
    digest.iter().take(NAME).filter_map(|byte| LETTERS.get(usize::from(byte & 31))).collect()
}

fn lines<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// Words cut into lists of about the same size; at least one.
fn lists(known: &[KnownWord]) -> Vec<&[KnownWord]> {
    let mut lists = Vec::new();
    let (mut from, mut size) = (0, 0);
    for (place, word) in known.iter().enumerate() {
        if size > LIST {
            lists.push(known.get(from..place).unwrap_or_default());
            (from, size) = (place, 0);
        }
        size += word.letters.len() + 2;
    }
    lists.push(known.get(from..).unwrap_or_default());
    lists
}

/// One word in a line, behind a letter that says how rare it is.
fn list_text(known: &[KnownWord]) -> Vec<u8> {
    let mut text = Vec::new();
    for word in known {
        text.push(b'a' + word.step);
        text.extend_from_slice(word.letters.as_bytes());
        text.push(b'\n');
    }
    text
}
