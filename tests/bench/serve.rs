//! How soon `handbook serve` shows an edit: from the write of the file to the changed page, on one
//! machine.
//!
//! `cargo bench --bench serve -- --pages 1000,10000` prints a table in Markdown. Linux only: memory
//! is read from `/proc`.
#![expect(
    clippy::disallowed_methods,
    reason = "a bench makes folders, starts programs and asks the clock"
)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints its figures")]

mod generate;
mod prose;
mod reader;

use generate::Recipe;
use reader::Server;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What went wrong, in words; a bench has nobody to recover for.
pub type Outcome<T> = Result<T, String>;

/// Edits of each kind.
const EDITS: usize = 30;
/// Edits between the two looks at memory.
const MANY_EDITS: usize = 200;
/// Files that change at once.
const BURST: usize = 1000;
const READERS: usize = 32;
const READING: Duration = Duration::from_secs(10);
/// A page without links to it from everywhere; every handbook of the generator has it.
const PAGE: usize = 77;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let sizes = words
        .iter()
        .skip_while(|word| *word != "--pages")
        .nth(1)
        .map_or("1000,10000", String::as_str);
    match sizes
        .split(',')
        .try_for_each(|size| measure(size.parse().map_err(|_| format!("`{size}` is no number"))?))
    {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn measure(pages: usize) -> Outcome<()> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    generate::write(folder.path(), &Recipe { pages, ..Recipe::default() })?;
    println!("\n{} on {} cores, load {}\n", jiff::Zoned::now().date(), cores(), load());
    println!("| {pages} pages | |\n|---|---:|");
    let build = time(|| built(folder.path()))?;
    let start = Instant::now();
    let mut server = Server::start(folder.path())?;
    row("ready / build", &format!("{} / {build} ms", start.elapsed().as_millis()));
    row(
        "text edit, median / worst",
        &edits(&server, folder.path(), EDITS, |text, mark| format!("{text}\n{mark}\n"))?,
    );
    row("title edit, median / worst", &edits(&server, folder.path(), EDITS, titled)?);
    let before = server.memory();
    edits(&server, folder.path(), MANY_EDITS, |text, mark| format!("{text}\n{mark}\n"))?;
    row("memory before / after 200 edits", &format!("{before} / {} MB", server.memory()));
    row("1,000 files at once: shown / readings", &burst(&server, folder.path(), pages)?);
    row("32 readers for 10 s: answers / errors", &busy(&server));
    server.end();
    Ok(())
}

fn row(name: &str, figure: &str) {
    println!("| {name} | {figure} |");
}

fn titled(text: &str, mark: &str) -> String {
    text.replacen("title: ", &format!("title: {mark} "), 1)
}

/// Median and worst time from a write to the page that shows it.
fn edits(
    server: &Server,
    folder: &Path,
    times: usize,
    edit: fn(&str, &str) -> String,
) -> Outcome<String> {
    let path = folder.join("content").join(generate::path(PAGE, false));
    let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
    let mut took = Vec::new();
    for number in 0..times {
        let mark = format!("mark-{number}-");
        let start = Instant::now();
        fs::write(&path, edit(&text, &mark)).map_err(|error| error.to_string())?;
        server.wait_for(&address(PAGE), &mark)?;
        took.push(start.elapsed().as_millis());
        thread::sleep(Duration::from_millis(100));
    }
    fs::write(&path, text).map_err(|error| error.to_string())?;
    thread::sleep(Duration::from_secs(1));
    took.sort_unstable();
    Ok(format!("{} / {} ms", took.get(times / 2).unwrap_or(&0), took.last().unwrap_or(&0)))
}

/// How long it takes until the last of many changed files shows, and how often the handbook was
/// read for it.
fn burst(server: &Server, folder: &Path, pages: usize) -> Outcome<String> {
    let before = server.readings();
    for page in 0..BURST.min(pages) {
        let path = folder.join("content").join(generate::path(page, false));
        let text = fs::read_to_string(&path).map_err(|error| error.to_string())?;
        fs::write(&path, format!("{text}\nburst\n")).map_err(|error| error.to_string())?;
    }
    let written = Instant::now();
    for page in [0, PAGE, BURST.min(pages) - 1] {
        server.wait_for(&address(page), "burst")?;
    }
    let shown = written.elapsed().as_millis();
    thread::sleep(Duration::from_secs(2));
    Ok(format!("{shown} ms after the last write / {}", server.readings() - before))
}

/// Readers who ask for one page after another.
fn busy(server: &Server) -> String {
    let end = Instant::now() + READING;
    let reader = |first: usize| {
        let (mut answers, mut errors) = (0, 0);
        for page in (first..1000).cycle() {
            if Instant::now() > end {
                break;
            }
            match server.get(&address(page)) {
                Ok(_) => answers += 1,
                Err(_) => errors += 1,
            }
        }
        (answers, errors)
    };
    let counts = thread::scope(|scope| {
        let readers: Vec<_> =
            (0..READERS).map(|first| scope.spawn(move || reader(first))).collect();
        readers.into_iter().filter_map(|reader| reader.join().ok()).collect::<Vec<(u64, u64)>>()
    });
    let sum = |of: fn(&(u64, u64)) -> u64| counts.iter().map(of).sum::<u64>();
    format!("{} / {}", sum(|count| count.0), sum(|count| count.1))
}

/// Where a page stands in the site.
fn address(page: usize) -> String {
    let path = generate::path(page, false);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let is_section = ["README.md", "_index.md", "index.md"].contains(&name);
    if is_section {
        format!("{folder}/")
    } else {
        format!("{folder}/{}/", name.trim_end_matches(".md"))
    }
}

fn built(folder: &Path) -> Outcome<()> {
    let mut build = Command::new(env!("CARGO_BIN_EXE_handbook"));
    build
        .arg("build")
        .arg(folder)
        .arg("--dest")
        .arg(folder.join("site"))
        .arg("--quiet")
        .stderr(Stdio::null());
    build.status().map(|_| ()).map_err(|error| error.to_string())
}

fn time(work: impl FnOnce() -> Outcome<()>) -> Outcome<u128> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_millis())
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What else the machine does.
fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}
