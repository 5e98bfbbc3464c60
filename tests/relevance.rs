//! Whether search finds what is there: known items of a handbook are asked for in ten ways, and
//! questions are asked in people's own words.
//!
//! The example is always asked; `HANDBOOK_CORPORA=FOLDER` adds the folders in it. Each prints its
//! table.
#![expect(clippy::disallowed_methods, reason = "tests read folders")]
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test that panics has failed")]

#[path = "corpora/folders.rs"]
mod corpora;
#[path = "relevance/golden.rs"]
mod golden;
#[path = "relevance/handbook.rs"]
mod handbook_index;
#[path = "relevance/items.rs"]
mod items;
#[path = "relevance/parity.rs"]
mod parity;
#[path = "relevance/questions.rs"]
mod questions;
#[path = "relevance/table.rs"]
mod table;

use handbook::internals::search::index::Index;
use handbook::internals::search::query::Query;
use handbook::internals::site::Site;
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use table::Table;

/// Queries of one kind for one handbook.
const MOST: usize = 150;
/// Handbooks that are generated to compare the two engines.
const GENERATED: u64 = 8;

/// Hits that are looked at.
const HITS: usize = 10;

/// Mean reciprocal rank over all kinds, and for each kind; share of sections that are right where
/// the page is found.
const FLOORS: (f64, f64, f64) = (0.90, 0.80, 0.97);

/// Questions in people's own words, those for testing: a right page among the first three hits, and
/// first.
const OWN_WORDS: (f64, f64) = (0.75, 0.55);

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-handbook");
    let golden = Trial::test("golden queries", || golden::check().map_err(Failed::from));
    let mut trials = vec![golden, same_engines(), trial("the example", example)];
    trials.extend(corpora::trials(|_, folders| folders.into_iter().map(named).collect()));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// The browser's engine under Node, on generated handbooks.
fn same_engines() -> Trial {
    let name = "the browser finds the same";
    if !parity::can_run() {
        return Trial::test(format!("{name} (needs Node)"), || Ok(())).with_ignored_flag(true);
    }
    Trial::test(name, || {
        for number in 1..=GENERATED {
            let (pages, queries) = parity::generate(number);
            let index = handbook_index::index(&handbook_index::of(pages));
            let wrong = parity::differences(&index, &queries)?;
            if !wrong.is_empty() {
                return Err(Failed::from(format!("handbook {number}: {}", wrong.join("\n"))));
            }
        }
        Ok(())
    })
}

fn named(folder: PathBuf) -> Trial {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    trial(&name, folder)
}

fn trial(name: &str, folder: PathBuf) -> Trial {
    let title = name.to_owned();
    Trial::test(name, move || {
        let site = handbook_index::read(&folder);
        let index = handbook_index::index(&site);
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let halves = questions::ask(&name, &index);
        let table = measure(&site, &index);
        print(&format!("{title}\n{table}{halves}"));
        let mut complaints = table.below(FLOORS);
        complaints.extend(halves.below(OWN_WORDS));
        if parity::can_run() {
            complaints.extend(parity::differences(&index, &questions::texts(&name))?);
        }
        if complaints.is_empty() { Ok(()) } else { Err(Failed::from(complaints.join("\n"))) }
    })
}

#[expect(clippy::print_stdout, reason = "the table is worth seeing also when the floors hold")]
fn print(text: &str) {
    println!("{text}");
}

/// Asks for all items of a handbook.
fn measure(site: &Site, index: &Index) -> Table {
    let published = site
        .page_ids()
        .filter(|page| site.is_published(*page))
        .map(|page| site.page(page).source());
    let files: Vec<(String, String)> =
        published.map(|source| (source.path().to_owned(), source.text().to_owned())).collect();
    let mut table = Table::default();
    for item in items::items(&files, MOST) {
        let answer = index.search(&Query::parse(&item.query), HITS);
        let is_page = |hit: &&handbook::internals::search::answer::Hit<'_>| {
            hit.page.path.as_deref() == Some(&*item.path)
        };
        let rank = answer.hits.iter().take(HITS).position(|hit| is_page(&hit));
        let wanted = item.heading.as_deref();
        let mut of_page = answer.hits.iter().take(HITS).filter(is_page);
        let section = of_page.any(|hit| hit.headings.last().copied() == wanted);
        table.add(&item, rank, section);
    }
    table
}
