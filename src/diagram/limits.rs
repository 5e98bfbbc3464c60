//! What is too large to draw: a build must end, whatever stands in a page.

/// Longer sources are not drawn. The time that a drawing takes grows faster than its source.
const LONGEST: usize = 20_000;
const MOST_LINES: usize = 400;
/// The library reads what lies in each other by calling itself; each level costs a part of the
/// stack.
const DEEPEST: usize = 32;

/// A chart draws lines for each day or bit, so its numbers decide how long that takes.
const LONGEST_NUMBER: usize = 4;
const LONGEST_SPAN: usize = 20;

/// Words that begin a block which ends with `end` on a line of its own.
#[rustfmt::skip]
const BLOCKS: [&str; 11] = [
    "alt", "block", "box", "break", "critical", "loop", "opt", "par", "par_over", "rect",
    "subgraph",
];

/// Why a source is not even read, if it is not.
pub(super) fn refusal(source: &str) -> Option<String> {
    if source.len() > LONGEST || source.lines().count() > MOST_LINES {
        return Some(format!("it has more than {MOST_LINES} lines or {LONGEST} bytes"));
    }
    let is_deep = blocks(source).max(braces(source)).max(levels(source)) > DEEPEST
        || source.lines().any(|line| brackets(line) > DEEPEST);
    is_deep.then(|| format!("it is nested more than {DEEPEST} deep"))
}

/// Why a chart whose size comes from its numbers is not drawn, if it is not.
pub(super) fn refusal_of_numbers(source: &str) -> Option<String> {
    if digits(source).any(|digits| digits.len() > LONGEST_NUMBER) {
        return Some(format!("it has a number of more than {LONGEST_NUMBER} digits"));
    }
    let is_date = |word: &&str| {
        let mut letters = word.chars();
        word.contains(['-', '/', '.'])
            && letters.all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))
    };
    let dates = source.split([' ', ',', ':', '\n']).filter(is_date);
    let years = dates.flat_map(digits).filter(|digits| digits.len() == 4);
    let years: Vec<usize> = years.filter_map(|year| year.parse().ok()).collect();
    let span = years.iter().max()? - years.iter().min()?;
    (span > LONGEST_SPAN).then(|| format!("it covers more than {LONGEST_SPAN} years"))
}

fn digits(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_digit())
}

/// How many blocks are open at the same time.
fn blocks(source: &str) -> usize {
    let step = |line: &str| {
        let word = line.split([' ', '\t', ':', '[']).find(|word| !word.is_empty());
        match word {
            Some("end") => -1,
            Some(word) if BLOCKS.contains(&word) => 1,
            _ => 0,
        }
    };
    highest(source.lines().map(step))
}

/// How many braces are open at the same time.
fn braces(source: &str) -> usize {
    highest(source.bytes().map(|byte| match byte {
        b'{' => 1,
        b'}' => -1,
        _ => 0,
    }))
}

/// How many brackets of all kinds are open at the same time in a line.
fn brackets(line: &str) -> usize {
    highest(line.bytes().map(|byte| match byte {
        b'(' | b'[' | b'<' | b'{' => 1,
        b')' | b']' | b'>' | b'}' => -1,
        _ => 0,
    }))
}

/// How many lines lie in each other by their indents.
fn levels(source: &str) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let mut most = 0;
    for line in source.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        open.retain(|outer| *outer < indent);
        open.push(indent);
        most = most.max(open.len());
    }
    most
}

/// The highest sum of steps that never falls below zero.
fn highest(steps: impl Iterator<Item = isize>) -> usize {
    let sums = steps.scan(0isize, |sum, step| {
        *sum = (*sum + step).max(0);
        Some(*sum)
    });
    sums.max().unwrap_or_default().unsigned_abs()
}
