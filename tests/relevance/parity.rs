//! The browser's engine under Node gives the hits of this one, with the same scores: for random
//! queries on generated handbooks, and for the questions of real ones.

use handbook::internals::search::export::FOLDER;
use handbook::internals::search::index::Index;
use handbook::internals::search::query::Query;
use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Hits that are compared.
const HITS: usize = 10;

/// Whether Node is there.
pub fn can_run() -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join("node").is_file())
}

/// What the two engines answer differently; at most a few.
pub fn differences(index: &Index, queries: &[String]) -> Result<Vec<String>, String> {
    let ours = queries.iter().map(|query| {
        let answer = index.search(&Query::parse(query), HITS);
        let line = |hit: &handbook::internals::search::answer::Hit<'_>| {
            format!("{}#{} {}", hit.page.address, hit.anchor, hit.score)
        };
        answer.hits.iter().take(HITS).map(line).collect::<Vec<_>>()
    });
    let theirs = ask_node(index, queries)?;
    let pairs = queries.iter().zip(ours.zip(theirs)).filter(|(_, (ours, theirs))| ours != theirs);
    let show = |(query, (ours, theirs)): (&String, (Vec<String>, Vec<String>))| {
        format!("`{query}`\n  here:    {ours:?}\n  browser: {theirs:?}")
    };
    Ok(pairs.map(show).take(5).collect())
}

fn ask_node(index: &Index, queries: &[String]) -> Result<Vec<Vec<String>>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    index.export(&|path, bytes| {
        let name = path.trim_start_matches(FOLDER).trim_start_matches('/');
        // Node says which file is missing.
        let _ = fs::write(folder.path().join(name), bytes);
    });
    let text = serde_json::to_string(queries).map_err(|error| error.to_string())?;
    fs::write(folder.path().join("queries.json"), text).map_err(|error| error.to_string())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(root.join("tests/relevance/parity.mjs"))
        .arg(root.join("themes/default/search/engine.js"))
        .arg(folder.path())
        .output()
        .map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&output.stderr)))
}

/// A handbook of random words, and queries for it; the same for the same number.
pub fn generate(number: u64) -> (Vec<(String, String)>, Vec<String>) {
    let mut dice = Dice(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let pages = (0..24).map(|page| {
        let mut text = format!("# {}\n\n", dice.text(3));
        for _ in 0..dice.below(5) {
            text += &format!("{}\n\n## {}\n\n", dice.text(40), dice.text(3));
        }
        (format!("p{page}.md"), text + &dice.text(60))
    });
    let pages = pages.collect();
    let queries = (0..200).map(|_| dice.query()).collect();
    (pages, queries)
}

/// Words that lead to each other, words that do not, and words that are awkward.
const WORDS: &str = "pto paid time off vacation leave holiday sick illness flu laptop computer \
    device stolen lost money back expenses expense reimbursement salary pay raise raises promotion \
    fired dismissal termination notice the how my of a to i is get who when incident outage down \
    prod production shop release rollback review code pull request wifi network vpn password \
    passwords reset café straße 休暇申請 東京 getUserName tideGauge C++ 401(k) isn't l'équipe \
    travel travelling hotel flight meeting meetings agenda friday fridays onboarding buddy";

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or(0) % end.max(1)
    }

    fn word(&mut self) -> &'static str {
        let all: Vec<&str> = WORDS.split_whitespace().collect();
        all[self.below(all.len())]
    }

    fn text(&mut self, most: usize) -> String {
        let words: Vec<&str> = (0..=self.below(most)).map(|_| self.word()).collect();
        words.join(" ")
    }

    /// Some words, of which one may be cut, mistyped or quoted.
    fn query(&mut self) -> String {
        let text = self.text(5);
        let letters = text.chars().count();
        match self.below(7) {
            0 => text.chars().take(1 + self.below(letters)).collect(),
            1 => {
                let gone = self.below(letters);
                text.chars().enumerate().filter(|(at, _)| *at != gone).map(|(_, c)| c).collect()
            }
            2 => format!("{text} "),
            3 => format!("\"{text}\" {}", self.word()),
            4 => format!("who owns {text}"),
            _ => text,
        }
    }
}
