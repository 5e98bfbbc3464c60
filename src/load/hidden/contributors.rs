//! Who answers a question in its own text, and where that begins. Only what is known to be part of
//! the question stays readable.

use crate::config::headings::{HeadingNames, RecordPart};
use crate::load::Front;
use crate::load::text_lines::{LineHeading, TextLine, lines};
use crate::site::meta::Meta;
use crate::source::{Location, Span};

/// Parts of the record itself: nobody contributes below them.
const OWN: [RecordPart; 6] = [
    RecordPart::Question,
    RecordPart::Agenda,
    RecordPart::Takeaways,
    RecordPart::Decisions,
    RecordPart::FollowUps,
    RecordPart::Outcome,
];

/// Parts in which people write.
const OF_OTHERS: [RecordPart; 3] =
    [RecordPart::Contributions, RecordPart::Notes, RecordPart::Review];

/// What of a text is hidden.
pub(super) struct Cut {
    /// Where that begins; the end of the text where nothing is.
    pub start: usize,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Headings from which nobody can be read.
    pub of_nobody: Vec<Location>,
}

/// What tells contributions from the question.
pub(super) struct Contributors<'a> {
    /// Names of people, in small letters.
    names: &'a [String],
    /// Who is asked, in small letters.
    invited: Vec<String>,
    headings: &'a HeadingNames,
    /// What the page is called, where its front matter says so.
    title: Option<&'a str>,
    question: Option<&'a str>,
}

/// What a line begins.
enum Begins {
    /// Nothing new.
    Nothing,
    /// A section of the question.
    Own,
    /// The part for contributions.
    Contributions,
    /// What somebody writes.
    Author(String),
    /// What nobody knows the author of.
    Unknown,
}

impl<'a> Contributors<'a> {
    /// Those of one question.
    pub fn new(meta: &'a Meta, names: &'a [String], headings: &'a HeadingNames) -> Self {
        let invited = meta.record.invited.iter().map(|name| name.value().trim().to_lowercase());
        let title = meta.title.as_ref().map(|title| title.value().trim());
        let question = meta.record.question.as_ref().map(|question| question.value().trim());
        Contributors { names, invited: invited.collect(), headings, title, question }
    }

    /// Finds the first contribution, and everybody who wrote one.
    pub fn cut(&self, front: &Front) -> Cut {
        let (text, offset) = (front.source.text(), front.body_start);
        let mut cut = Cut { start: text.len(), authors: Vec::new(), of_nobody: Vec::new() };
        let mut is_first = true;
        // A contribution may have headings of its own, deeper than the one that begins it.
        let mut inside = None;
        for line in lines(text.get(offset..).unwrap_or_default()) {
            let level = line.heading.as_ref().map(|heading| heading.level);
            let begins = self.begins(&line, is_first);
            is_first &= level.is_none();
            if !matches!(begins, Begins::Nothing | Begins::Own) {
                cut.start = cut.start.min(offset + line.start);
            }
            match begins {
                Begins::Nothing => {}
                Begins::Own | Begins::Contributions => inside = None,
                Begins::Author(author) => {
                    inside = level.or(inside);
                    if !cut.authors.contains(&author) {
                        cut.authors.push(author);
                    }
                }
                Begins::Unknown if inside < level && inside.is_some() => {}
                Begins::Unknown => {
                    inside = level;
                    let start = offset + line.start;
                    let span = Span::new(start, start + line.text.trim_end().len());
                    cut.of_nobody.push(front.source.at(span));
                }
            }
        }
        cut
    }

    fn begins(&self, line: &TextLine<'_>, is_first: bool) -> Begins {
        let heading = line.heading.as_ref();
        let words = heading.map_or(line.text, |heading| heading.text);
        if let Some(author) = self.author(words, heading.is_some()) {
            return Begins::Author(author);
        }
        match heading {
            None => Begins::Nothing,
            Some(heading) if is_first && self.is_title(heading) => Begins::Nothing,
            Some(heading) if self.headings.is_made_of(heading.text, &OWN) => Begins::Own,
            Some(heading) if self.headings.is_made_of(heading.text, &OF_OTHERS) => {
                Begins::Contributions
            }
            Some(_) => Begins::Unknown,
        }
    }

    /// The first heading, unless front matter has a title and this is neither it nor the question.
    fn is_title(&self, heading: &LineHeading<'_>) -> bool {
        let titles = [self.title, self.question];
        heading.level == 1 && (self.title.is_none() || titles.contains(&Some(heading.text)))
    }

    /// Who writes from a line on: a mention at its start, or a heading, a point of a list or bold
    /// words that name somebody.
    fn author(&self, line: &str, is_heading: bool) -> Option<String> {
        let marks = |c: char| c.is_whitespace() || "#-*+>_[.)0123456789".contains(c);
        let words = line.trim_start_matches(marks);
        if let Some(mention) = words.strip_prefix('@') {
            let end = mention.find(|c: char| !(c.is_alphanumeric() || "-_./".contains(c)));
            let handle = mention.get(..end.unwrap_or(mention.len())).unwrap_or_default();
            let handle = handle.trim_end_matches(['.', '-', '/', '_']);
            return (!handle.is_empty()).then(|| format!("@{handle}"));
        }
        let is_marked = words.len() < line.trim_start().len() || is_heading;
        let end = words.find([':', ',', '(', '–', '—', '*', '_', ']', '\'', '’', '#']);
        let name = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
        let name = name.split(" - ").next().unwrap_or_default().trim();
        let lower = name.to_lowercase();
        let is_known = self.invited.contains(&lower) || self.names.contains(&lower);
        (is_marked && is_known && !lower.is_empty()).then(|| name.to_owned())
    }
}
