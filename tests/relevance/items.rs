//! Known items: queries made from a handbook's own Markdown, each with the page, and mostly the
//! section, that it is about.
//!
//! Nothing here knows of the index, or of how a query is answered.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, BTreeSet};

/// How a query was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Title,
    TitleTypo,
    TitleCut,
    Question,
    Heading,
    HeadingTypo,
    HeadingCut,
    Words,
    WordsTypo,
    WordsInflected,
}

/// All kinds.
pub const KINDS: [Kind; 10] = [
    Kind::Title,
    Kind::TitleTypo,
    Kind::TitleCut,
    Kind::Question,
    Kind::Heading,
    Kind::HeadingTypo,
    Kind::HeadingCut,
    Kind::Words,
    Kind::WordsTypo,
    Kind::WordsInflected,
];

/// A query, and what it is about.
#[derive(Clone, Debug)]
pub struct Item {
    pub kind: Kind,
    pub query: String,
    pub path: String,
    /// The heading above what is looked for; none at the start of a page.
    pub heading: Option<String>,
}

/// What one file says.
struct Content {
    path: String,
    title: String,
    headings: Vec<String>,
    /// The heading above a paragraph, and the paragraph.
    paragraphs: Vec<(Option<String>, String)>,
}

/// Words that say nothing of what a text is about.
const STOP: &str = " about above after again also always another anything because been before \
    being between both cannot \
    could does doing down during each either else ensure even every everyone following from \
    further have having here \
    into itself just like make many more most must need only other others ours over please same \
    should since some such \
    than that their them then there these they thing things this those through under until used \
    using very want well \
    were what when where whether which while will with within without would your you're ";

/// Queries of each kind, at most `most` of each, always the same ones for the same files.
pub fn items(files: &[(String, String)], most: usize) -> Vec<Item> {
    let contents: Vec<Content> =
        files.iter().filter_map(|(path, text)| content(path, text)).collect();
    let names = contents.iter().flat_map(|content| content.headings.iter().chain([&content.title]));
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *times.entry(name.to_lowercase()).or_default() += 1;
    }
    let once = |name: &str| times.get(&name.to_lowercase()) == Some(&1);
    KINDS.iter().flat_map(|kind| chosen(*kind, &contents, &once, most)).collect()
}

fn chosen(kind: Kind, contents: &[Content], once: &dyn Fn(&str) -> bool, most: usize) -> Vec<Item> {
    let mut all: Vec<(u64, Item)> = Vec::new();
    for content in contents {
        let mut dice = Dice::new(&format!("{kind:?} {}", content.path));
        let Some((query, heading)) = query(kind, content, once, &mut dice) else {
            continue;
        };
        all.push((dice.roll(), Item { kind, query, path: content.path.clone(), heading }));
    }
    all.sort_by_key(|(order, _)| *order);
    all.into_iter().take(most).map(|(_, item)| item).collect()
}

fn query(
    kind: Kind,
    content: &Content,
    once: &dyn Fn(&str) -> bool,
    dice: &mut Dice,
) -> Option<(String, Option<String>)> {
    let named = |name: &&String| once(name) && (2..=9).contains(&name.split_whitespace().count());
    let title = || once(&content.title).then(|| content.title.clone());
    let headings: Vec<&String> = content.headings.iter().filter(named).collect();
    match kind {
        Kind::Title => Some((title()?, None)),
        Kind::TitleTypo => Some((typo(&title()?, dice)?, None)),
        Kind::TitleCut => Some((cut(&title()?, dice)?, None)),
        Kind::Question => {
            if dice.roll().is_multiple_of(2) {
                return Some((question(&title()?, dice), None));
            }
            let heading = (*dice.pick(&headings)?).clone();
            Some((question(&heading, dice), Some(heading)))
        }
        Kind::Heading | Kind::HeadingTypo | Kind::HeadingCut => {
            let heading = (*dice.pick(&headings)?).clone();
            let query = match kind {
                Kind::HeadingTypo => typo(&heading, dice)?,
                Kind::HeadingCut => cut(&heading, dice)?,
                _ => heading.clone(),
            };
            Some((query, Some(heading)))
        }
        Kind::Words | Kind::WordsTypo | Kind::WordsInflected => {
            let (heading, paragraph) = dice.pick(&content.paragraphs)?;
            let words = some_words(paragraph, dice)?;
            let query = match kind {
                Kind::WordsTypo => typo(&words, dice)?,
                Kind::WordsInflected => inflect(&words)?,
                _ => words,
            };
            Some((query, heading.clone()))
        }
    }
}

/// Three to five words of a paragraph, in their order.
fn some_words(paragraph: &str, dice: &mut Dice) -> Option<String> {
    let bare =
        |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let is_good = |word: &String| {
        word.chars().count() > 3
            && word.chars().all(char::is_alphabetic)
            && !STOP.contains(&format!(" {word} "))
    };
    let mut seen = BTreeSet::new();
    let words: Vec<String> = paragraph
        .split_whitespace()
        .map(bare)
        .filter(is_good)
        .filter(|word| seen.insert(word.clone()))
        .collect();
    let wanted = 3 + usize::try_from(dice.roll() % 3).unwrap_or(0);
    if words.len() < wanted + 2 {
        return None;
    }
    let mut places: Vec<usize> = (0..words.len()).collect();
    places.sort_by_cached_key(|_| dice.roll());
    places.truncate(wanted);
    places.sort_unstable();
    Some(places.iter().map(|place| words[*place].as_str()).collect::<Vec<_>>().join(" "))
}

/// One letter left out, doubled by another, changed or exchanged with the next, in a word of four
/// letters or more.
fn typo(text: &str, dice: &mut Dice) -> Option<String> {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|word| words[*word].chars().filter(|letter| letter.is_alphabetic()).count() > 3)
        .collect();
    let chosen = *dice.pick(&long)?;
    let mut letters: Vec<char> = words[chosen].chars().collect();
    let place = dice.below(letters.len());
    let letter = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or(0));
    match dice.below(4) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letter),
        2 => letters[place] = letter,
        _ => {
            let place = place.min(letters.len() - 2);
            letters.swap(place, place + 1);
        }
    }
    let changed: String = letters.into_iter().collect();
    if changed == words[chosen] {
        return None;
    }
    words[chosen] = changed;
    Some(words.join(" "))
}

/// The last word is not typed to its end: at least three letters of it, or all but one.
fn cut(text: &str, dice: &mut Dice) -> Option<String> {
    let text = text.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let (before, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let letters = last.chars().count();
    if letters < 4 {
        return None;
    }
    let keep = 3 + dice.below(letters - 3);
    let kept: String = last.chars().take(keep).collect();
    Some(format!("{before} {kept}").trim().to_owned())
}

fn question(name: &str, dice: &mut Dice) -> String {
    let name = name.to_lowercase();
    let name = name.trim_end_matches(['?', '.', ':', '!']);
    match dice.below(5) {
        0 => format!("how do i {name}"),
        1 => format!("what is {name}?"),
        2 => format!("where can I find {name}"),
        3 => format!("how does {name} work?"),
        _ => format!("what do we say about {name}?"),
    }
}

/// Each word in another form, as English makes them.
fn inflect(words: &str) -> Option<String> {
    let mut changed = 0;
    let forms: Vec<String> = words
        .split(' ')
        .map(|word| match other_form(word) {
            Some(form) => {
                changed += 1;
                form
            }
            None => word.to_owned(),
        })
        .collect();
    (changed > 0).then(|| forms.join(" "))
}

fn other_form(word: &str) -> Option<String> {
    let vowel = |letter: Option<char>| letter.is_some_and(|letter| "aeiou".contains(letter));
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    if let Some(stem) = word.strip_suffix("ing").filter(|stem| stem.len() > 3) {
        let mut letters = stem.chars().rev();
        let (last, before) = (letters.next(), letters.next());
        if last == before {
            return None;
        }
        return Some(format!("{stem}ed"));
    }
    if let Some(stem) = word.strip_suffix("ed").filter(|stem| stem.len() > 3) {
        return Some(format!("{stem}ing"));
    }
    if word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("ly")
        || word.ends_with("tion") && word.len() < 6
    {
        return None;
    }
    if let Some(stem) = word.strip_suffix('s') {
        return Some(stem.to_owned());
    }
    if let Some(stem) = word.strip_suffix('y').filter(|stem| !vowel(stem.chars().last())) {
        return Some(format!("{stem}ies"));
    }
    if word.ends_with(['x', 'h']) {
        return Some(format!("{word}es"));
    }
    Some(format!("{word}s"))
}

/// Chance that is the same each time.
struct Dice(u64);

impl Dice {
    fn new(seed: &str) -> Self {
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Dice(hash | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll()).unwrap_or(0) % end.max(1)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let place = self.below(all.len());
        all.get(place)
    }
}

/// Title, headings and paragraphs of one file; none for files without a title.
fn content(path: &str, text: &str) -> Option<Content> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let (front, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) {
        Some((front, body)) if front.contains(':') => (front, body),
        _ => ("", text.as_str()),
    };
    let mut content = Content {
        path: path.to_owned(),
        title: String::new(),
        headings: vec![],
        paragraphs: vec![],
    };
    read(body, &mut content);
    let title = front.lines().find_map(|line| line.strip_prefix("title:"));
    if let Some(title) = title.map(|title| title.trim().trim_matches(['"', '\'']).to_owned()) {
        content.title = title;
    }
    (!content.title.trim().is_empty()).then_some(content)
}

fn read(body: &str, content: &mut Content) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM;
    let mut above: Option<String> = None;
    let mut text = String::new();
    let mut depth = 0;
    for event in Parser::new_ext(body, options) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Paragraph) => text.clear(),
            Event::Start(Tag::Item | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => depth -= 1,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Heading(level)) => {
                let heading = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if level as usize == 1 && content.title.is_empty() && content.headings.is_empty() {
                    content.title = heading;
                } else if !heading.is_empty() {
                    content.headings.push(heading.clone());
                    above = Some(heading);
                }
            }
            Event::End(TagEnd::Paragraph) if depth == 0 => {
                let foreign = ["{{", "{%", ":::", "<%"].iter().any(|mark| text.contains(mark));
                if text.split_whitespace().count() > 11 && !foreign {
                    content.paragraphs.push((above.clone(), text.clone()));
                }
            }
            _ => {}
        }
    }
}
