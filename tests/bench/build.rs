//! How much a build costs, as ratios to the least that any generator must do, measured in one run
//! on one machine.
//!
//! `cargo bench --bench build -- --pages 1000,10000 --repeat 3` prints a table in Markdown. Other
//! uses: `… -- generate FOLDER PAGES [flat] [code] [images]` leaves a handbook to look at.
#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes folders, starts programs and asks the clock"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints its figures")]

mod floor;
mod generate;
mod measure;
mod prose;
mod report;

use generate::Recipe;
use std::path::Path;
use std::process::ExitCode;

/// What went wrong, in words; a bench has nobody to recover for.
pub type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Outcome<()> {
    match words {
        ["generate", folder, pages, options @ ..] => {
            generate::write(Path::new(folder), &recipe(pages, options)?)
        }
        ["floor", from, to] => floor::convert(Path::new(from), Path::new(to)),
        ["measure", program, arguments @ ..] => measure::child(program, arguments),
        options => report::print(&sizes(options)?, repeats(options)?),
    }
}

fn recipe(pages: &str, options: &[&str]) -> Outcome<Recipe> {
    let has = |name| options.contains(&name);
    Ok(Recipe {
        pages: number(pages)?,
        flat: has("flat"),
        tagged_code: has("code"),
        images: has("images"),
    })
}

fn sizes(words: &[&str]) -> Outcome<Vec<usize>> {
    option(words, "--pages").unwrap_or("1000,10000").split(',').map(number).collect()
}

fn repeats(words: &[&str]) -> Outcome<usize> {
    number(option(words, "--repeat").unwrap_or("3"))
}

fn option<'a>(words: &[&'a str], name: &str) -> Option<&'a str> {
    words.iter().skip_while(|word| **word != name).nth(1).copied()
}

fn number(word: &str) -> Outcome<usize> {
    word.parse().map_err(|_| format!("`{word}` is no number"))
}
