//! Measures and prints the table.

use super::Outcome;
use super::generate::{self, Recipe};
use super::measure::{Cost, least};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// One size of handbook, measured.
struct Row {
    pages: usize,
    floor: Cost,
    build: Cost,
    again: Cost,
    /// CPU of highlighting, in ms a page.
    highlighting: f64,
    html: Html,
    flat: Html,
}

/// Sizes of the published pages, in bytes.
struct Html {
    median: u64,
    largest: u64,
}

/// Measures handbooks of these sizes and prints what came, each figure the least of so many runs.
pub fn print(sizes: &[usize], repeats: usize) -> Outcome<()> {
    let rows = sizes.iter().map(|pages| measured(*pages, repeats)).collect::<Outcome<Vec<_>>>()?;
    let today = jiff::Zoned::now().date();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!(
        "Measured {today} on {cores} cores, {} profile; each figure is the least of {repeats} \
         runs.\n",
        profile()
    );
    println!("| {} |", line("pages", &rows, |row| row.pages.to_string()));
    println!("|---|{}", "---:|".repeat(rows.len()));
    for (name, figure) in figures() {
        println!("| {} |", line(name, &rows, figure));
    }
    if let (Some(small), Some(large)) = (rows.first(), rows.last())
        && rows.len() > 1
    {
        growth(small, large);
    }
    println!(
        "\nCopying images ({} pages): {}",
        sizes.first().unwrap_or(&0),
        images(sizes.first().copied().unwrap_or(1), repeats)?
    );
    Ok(())
}

fn profile() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

type Figure = fn(&Row) -> String;

fn figures() -> [(&'static str, Figure); 10] {
    [
        ("floor: CPU", |row| seconds(row.floor.cpu)),
        ("build: CPU", |row| seconds(row.build.cpu)),
        ("**build ÷ floor** (at most 4)", |row| {
            format!("**{:.2}**", row.build.cpu / row.floor.cpu)
        }),
        ("build: from start to end", |row| seconds(row.build.wall)),
        ("build: peak memory (at most 400 MB at 10,000)", |row| {
            format!("{:.0} MB", row.build.memory)
        }),
        ("unchanged rebuild: CPU", |row| seconds(row.again.cpu)),
        ("unchanged rebuild: from start to end", |row| seconds(row.again.wall)),
        ("highlighting 160 bytes of code on each page (at most 0.3)", |row| {
            format!("{:.3} ms a page", row.highlighting)
        }),
        ("HTML of a page: median, largest", |row| row.html.shown()),
        ("the same, all pages in one folder", |row| row.flat.shown()),
    ]
}

fn line(name: &str, rows: &[Row], figure: impl Fn(&Row) -> String) -> String {
    let cells = rows.iter().map(figure);
    [name.to_owned()].into_iter().chain(cells).collect::<Vec<_>>().join(" | ")
}

#[expect(clippy::cast_precision_loss, reason = "numbers of pages are small")]
fn growth(small: &Row, large: &Row) {
    let (pages, cpu, memory) = (
        large.pages as f64 / small.pages as f64,
        large.build.cpu / small.build.cpu,
        large.build.memory / small.build.memory,
    );
    println!(
        "\n{pages:.0} × the pages: CPU × {cpu:.1}, memory × {memory:.1} (linear growth with a \
         tenth to spare: at most 11 for 10)."
    );
}

impl Html {
    fn shown(&self) -> String {
        format!("{:.1} KB, {:.1} KB", kilobytes(self.median), kilobytes(self.largest))
    }
}

#[expect(clippy::cast_precision_loss, reason = "pages are far below 2^52 bytes")]
fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1024.0
}

fn seconds(value: f64) -> String {
    format!("{value:.2} s")
}

/// A generated handbook in a temporary folder.
struct Handbook(TempDir);

impl Handbook {
    fn new(recipe: &Recipe) -> Outcome<Handbook> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        generate::write(folder.path(), recipe)?;
        Ok(Handbook(folder))
    }

    fn path(&self, inside: &str) -> PathBuf {
        self.0.path().join(inside)
    }

    /// The least that a build from nothing takes.
    fn build(&self, repeats: usize) -> Outcome<Cost> {
        let site = self.path("site");
        self.rebuild(repeats, || remove(&site))
    }

    fn rebuild(&self, repeats: usize, before: impl FnMut() -> Outcome<()>) -> Outcome<Cost> {
        let folder = self.0.path().to_string_lossy();
        least(repeats, &[program(), "build", &folder, "--quiet", "--today", "2026-11-22"], before)
    }

    fn floor(&self, repeats: usize) -> Outcome<Cost> {
        let own = std::env::current_exe().map_err(|error| error.to_string())?;
        let (from, to) = (self.path("content"), self.path("floor"));
        let words =
            [own.to_string_lossy(), "floor".into(), from.to_string_lossy(), to.to_string_lossy()];
        least(repeats, &words.each_ref().map(AsRef::as_ref), || remove(&to))
    }

    fn html(&self) -> Outcome<Html> {
        let mut sizes: Vec<u64> = walkdir::WalkDir::new(self.path("site"))
            .into_iter()
            .filter_map(Result::ok)
            .filter_map(|entry| page_size(&entry))
            .collect();
        sizes.sort_unstable();
        let median = sizes.get(sizes.len() / 2).copied().ok_or("the build wrote no pages")?;
        Ok(Html { median, largest: sizes.last().copied().unwrap_or(0) })
    }
}

fn program() -> &'static str {
    env!("CARGO_BIN_EXE_handbook")
}

fn remove(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())
    } else {
        Ok(())
    }
}

/// The size of a page of an author; views are another matter.
fn page_size(entry: &walkdir::DirEntry) -> Option<u64> {
    let is_page = entry.file_name() == "index.html" && !entry.path().iter().any(|part| part == "-");
    entry.metadata().ok().filter(|_| is_page).map(|data| data.len())
}

fn measured(pages: usize, repeats: usize) -> Outcome<Row> {
    let plain = Recipe { pages, ..Recipe::default() };
    let handbook = Handbook::new(&plain)?;
    let (floor, build) = (handbook.floor(repeats)?, handbook.build(repeats)?);
    let again = handbook.rebuild(repeats, || Ok(()))?;
    let coloured = Handbook::new(&Recipe { tagged_code: true, ..plain })?.build(repeats)?;
    let flat = Handbook::new(&Recipe { flat: true, ..plain })?;
    flat.build(1)?;
    let highlighting = each(coloured.cpu - build.cpu, pages);
    Ok(Row { pages, floor, build, again, highlighting, html: handbook.html()?, flat: flat.html()? })
}

/// Milliseconds a page.
#[expect(clippy::cast_precision_loss, reason = "numbers of pages are small")]
fn each(seconds: f64, pages: usize) -> f64 {
    (seconds * 1000.0 / pages as f64).max(0.0)
}

fn images(pages: usize, repeats: usize) -> Outcome<String> {
    let plain = Recipe { pages, ..Recipe::default() };
    let with = Handbook::new(&Recipe { images: true, ..plain })?;
    let (without, first) = (Handbook::new(&plain)?.build(repeats)?, with.build(repeats)?);
    let again = with.rebuild(repeats, || Ok(()))?;
    let copied = pages / 5;
    let extra = (first.cpu - without.cpu).max(0.0);
    Ok(format!(
        "{copied} × 100 KB cost {extra:.2} s of CPU at first; an unchanged rebuild takes {:.2} s",
        again.cpu
    ))
}
