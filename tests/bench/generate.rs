//! Writes handbooks of any size that look like real ones: sections in sections, 4.5 KB of prose a
//! page, eight links in all the styles that people mix, tables, lists and code, owners and review
//! days.

use super::Outcome;
use super::prose::{Dice, TOPICS, capitalised};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What to write.
#[derive(Clone, Copy, Default)]
pub struct Recipe {
    /// How many pages.
    pub pages: usize,
    /// All of them in one folder.
    pub flat: bool,
    /// Code blocks name their language.
    pub tagged_code: bool,
    /// One page in five shows an image of 100 KB.
    pub images: bool,
}

/// Pages in a section, its own page included.
const PAGES_IN_SECTION: usize = 12;
const TOP_SECTIONS: usize = 8;
const SUBSECTIONS: usize = 4;
const IMAGE_BYTES: usize = 100_000;

/// Writes the handbook; the folder must be there.
pub fn write(folder: &Path, recipe: &Recipe) -> Outcome<()> {
    let save = |path: &str, bytes: &[u8]| {
        let place = folder.join(path);
        let made = place.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| fs::write(&place, bytes))
            .map_err(|error| format!("{}: {error}", place.display()))
    };
    save("handbook.yaml", b"title: Bench\ntimezone: Europe/Lisbon\n")?;
    save("people.yaml", people(recipe.pages).as_bytes())?;
    (0..recipe.pages).try_for_each(|page| {
        if recipe.images && page % 5 == 0 {
            save(&format!("content/{}", image_path(page)), &image(page))?;
        }
        save(&format!("content/{}", path(page, recipe.flat)), text(page, recipe).as_bytes())
    })
}

fn owners(pages: usize) -> usize {
    20 + pages / 50
}

fn people(pages: usize) -> String {
    let person = |number| {
        format!("  p{number}: {{name: \"Person {number}\", email: \"p{number}@bench.example\"}}")
    };
    format!("people:\n{}\n", (0..owners(pages)).map(person).collect::<Vec<_>>().join("\n"))
}

/// The folder of a section: the first eight are at the top, each later one lies in an earlier one.
fn section(number: usize) -> String {
    let name = format!("{}-section-{number}", topic(number));
    let parent = |number: usize| (number - TOP_SECTIONS) / SUBSECTIONS;
    if number < TOP_SECTIONS { name } else { format!("{}/{name}", section(parent(number))) }
}

fn topic(number: usize) -> &'static str {
    TOPICS.get(number * 7 % TOPICS.len()).copied().unwrap_or("page")
}

/// The path of a page without its ending; `None` in place of a name for a section's own page.
fn place(page: usize, flat: bool) -> (String, Option<String>) {
    let name = Some(format!("{}-{page}", topic(page)));
    if flat {
        return (String::new(), name);
    }
    let folder = section(page / PAGES_IN_SECTION) + "/";
    if page.is_multiple_of(PAGES_IN_SECTION) { (folder, None) } else { (folder, name) }
}

pub fn path(page: usize, flat: bool) -> String {
    let index =
        ["README", "_index", "index"].get(page / PAGES_IN_SECTION % 3).copied().unwrap_or("index");
    let (folder, name) = place(page, flat);
    format!("{folder}{}.md", name.as_deref().unwrap_or(index))
}

fn image_path(page: usize) -> String {
    format!("images/{page}.png")
}

/// Bytes that begin as a PNG and differ from image to image.
fn image(page: usize) -> Vec<u8> {
    let mut dice = Dice::new(page);
    let start =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02\0\0\0".iter().copied();
    start.chain((0..IMAGE_BYTES).map(|_| u8::try_from(dice.below(256)).unwrap_or(0))).collect()
}

fn heading(page: usize, number: usize) -> String {
    format!("{} {} {number}", capitalised(topic(page + number)), topic(page + number * 3))
}

fn anchor(page: usize, number: usize) -> String {
    heading(page, number).to_lowercase().replace(' ', "-")
}

const HEADINGS: usize = 6;

fn text(page: usize, recipe: &Recipe) -> String {
    let mut dice = Dice::new(page);
    let mut text = front_matter(page, recipe, &mut dice);
    let mut references = String::new();
    for number in 0..HEADINGS {
        let level = if number % 3 == 2 { "###" } else { "##" };
        let _ = write!(text, "{level} {}\n\n{}\n\n", heading(page, number), dice.paragraph(4));
        let style = page + number;
        let _ = write!(
            text,
            "{} {}\n\n",
            dice.paragraph(2),
            link(page, style, recipe, &mut dice, &mut references)
        );
        text += &extra(number, page, recipe, &mut dice);
    }
    let last = [6, 7].map(|number| link(page, page + number, recipe, &mut dice, &mut references));
    text + &format!("See {}.\n\n{references}", last.join(" and "))
}

fn front_matter(page: usize, recipe: &Recipe, dice: &mut Dice) -> String {
    let (month, day) = (1 + dice.below(10), 1 + dice.below(28));
    format!(
        "---\ntitle: {} {page}\nowner: p{}\nreviewed: 2026-{month:02}-{day:02}\ntags: [{}, \
         {}]\n---\n\n{}\n\n",
        capitalised(topic(page)),
        dice.below(owners(recipe.pages)),
        dice.pick(&TOPICS),
        dice.pick(&TOPICS),
        dice.paragraph(3)
    )
}

/// A list, a table, code or an image under some headings.
fn extra(number: usize, page: usize, recipe: &Recipe, dice: &mut Dice) -> String {
    match number {
        1 => list("-", dice),
        2 => table(dice),
        3 => code(page, if recipe.tagged_code { "sh" } else { "" }),
        4 if recipe.images && page.is_multiple_of(5) => {
            format!("![A picture of it](/{})\n\n", image_path(page))
        }
        4 => list("1.", dice),
        _ => String::new(),
    }
}

fn list(mark: &str, dice: &mut Dice) -> String {
    let items: Vec<String> = (0..4).map(|_| format!("{mark} {}", dice.sentence())).collect();
    items.join("\n") + "\n\n"
}

fn table(dice: &mut Dice) -> String {
    let mut rows = String::from("| what | who | when |\n|---|---|---:|\n");
    for row in 1..5 {
        let _ = writeln!(rows, "| {} | {} | {row} days |", dice.pick(&TOPICS), dice.pick(&TOPICS));
    }
    rows + "\n"
}

/// 160 bytes of code, as much as a handbook's page has on average.
fn code(page: usize, language: &str) -> String {
    let lines = "# ask for access first\nfor host in one two three; do\n  if ssh \"$host\" 'test \
        -f /etc/ready'; then\n    \
        echo \"$host is ready\" >> ready.txt\n  fi\ndone";
    format!("```{language}\n{lines}\nexit {page}\n```\n\n")
}

/// A link in one of the styles that handbooks mix.
fn link(
    page: usize,
    style: usize,
    recipe: &Recipe,
    dice: &mut Dice,
    references: &mut String,
) -> String {
    let near = page - page % PAGES_IN_SECTION + dice.below(PAGES_IN_SECTION);
    let far = dice.below(recipe.pages);
    let target = if dice.below(5) < 3 { near.min(recipe.pages - 1) } else { far };
    let (folder, name) = place(target, recipe.flat);
    let stem = name
        .as_deref()
        .map_or(folder.trim_end_matches('/').to_owned(), |name| format!("{folder}{name}"));
    let up = "../".repeat(place(page, recipe.flat).0.matches('/').count());
    let (file, label) = (path(target, recipe.flat), topic(target));
    match style % 8 {
        0 | 1 => format!("[{label}]({up}{file})"),
        2 => format!("[{label}]({up}{file}#{})", anchor(target, dice.below(HEADINGS))),
        3 => format!("[{label}](/{stem})"),
        4 => format!("[{label}](#{})", anchor(page, dice.below(HEADINGS))),
        5 => format!("[{label}](/{stem}/#{})", anchor(target, dice.below(HEADINGS))),
        6 if page.is_multiple_of(8) => format!("<a href=\"/{stem}/\">{label}</a>"),
        _ => {
            let _ = writeln!(references, "[r{style}]: {up}{file}");
            format!("[{label}][r{style}]")
        }
    }
}
