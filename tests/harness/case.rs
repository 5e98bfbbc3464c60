//! The text of a case file as steps, and back again.

use std::fmt::Write as _;

/// A whole case file.
#[derive(Debug, PartialEq)]
pub struct Case {
    /// The head as it stands, comment lines included.
    head: String,
    /// The day that the program takes for today.
    pub today: String,
    /// What the machine must be able to do: `unix`, `not-root`.
    pub needs: Vec<String>,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// One section: its heading and the lines below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The line of the heading in the case file, from 1.
    pub line: usize,
    /// The heading without `=== `.
    pub heading: String,
    /// What to do.
    pub action: Action,
    /// The lines below the heading, unescaped, without blank lines at the end.
    pub body: String,
}

/// What a section does or expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Write the body as a file.
    File(String),
    /// Append the body, its escapes resolved and its line ends dropped.
    Bytes(String),
    /// Append the body as for [`Action::Bytes`], so many times.
    Repeat(String, usize),
    /// Make an empty folder.
    Folder(String),
    /// Make a symbolic link: where, and to what.
    Symlink(String, String),
    /// Make a named pipe.
    Fifo(String),
    /// Set the permission bits of a path.
    Mode(String, u32),
    /// Delete a file or a folder.
    Remove(String),
    /// Give a file or a folder another path.
    Move(String, String),
    /// Commit everything with git, on this day.
    Commit(String),
    /// Forget all but so many commits.
    Shallow(usize),
    /// Start the program; the body is its expected output and exit code.
    Run(Vec<String>),
    /// The article at this address, as HTML.
    Page(String),
    /// The whole text of a file.
    Text(String),
    /// The paths of the published files, but for those below `-/`.
    Tree,
    /// A folder with a site of which each page must be the same in the published one.
    Same(String),
    /// Lines of which each must be somewhere in the file.
    Has(String),
    /// Lines of which none may be anywhere in the file.
    Lacks(String),
    /// A path that must not exist.
    Absent(String),
}

impl Action {
    /// Whether the section expects something, so that it can fail.
    pub fn expects(&self) -> bool {
        use Action::{Absent, Has, Lacks, Page, Run, Same, Text, Tree};
        matches!(self, Run(_) | Page(_) | Text(_) | Tree | Same(_) | Has(_) | Lacks(_) | Absent(_))
    }

    /// Whether the section looks at a published site, which is built first if no section builds it.
    pub fn needs_site(&self) -> bool {
        self.expects() && !matches!(self, Action::Run(_))
    }

    fn parse(heading: &str) -> Result<Action, String> {
        let (word, rest) = heading.split_once(' ').unwrap_or((heading, ""));
        let rest = rest.trim();
        let one = || {
            if rest.is_empty() {
                Err(format!("`{word}` needs a path"))
            } else {
                Ok(rest.to_owned())
            }
        };
        match word {
            "file" => one().map(Action::File),
            "bytes" => one().map(Action::Bytes),
            "folder" => one().map(Action::Folder),
            "fifo" => one().map(Action::Fifo),
            "remove" => one().map(Action::Remove),
            "move" => arrow(rest, "move PATH -> PATH").map(|(from, to)| Action::Move(from, to)),
            "shallow" => rest
                .parse()
                .map(Action::Shallow)
                .map_err(|_| "`shallow` needs a number of commits".to_owned()),
            "commit" => one().map(Action::Commit),
            "text" => one().map(Action::Text),
            "same" => one().map(Action::Same),
            "has" => one().map(Action::Has),
            "lacks" => one().map(Action::Lacks),
            "absent" => one().map(Action::Absent),
            "page" => Ok(Action::Page(rest.to_owned())),
            "tree" => Ok(Action::Tree),
            "run" => words(rest).map(Action::Run),
            "repeat" => {
                last_word(rest, str::parse).map(|(path, times)| Action::Repeat(path, times))
            }
            "mode" => last_word(rest, |bits| u32::from_str_radix(bits, 8))
                .map(|(path, bits)| Action::Mode(path, bits)),
            "symlink" => arrow(rest, "symlink PATH -> TARGET")
                .map(|(path, target)| Action::Symlink(path, target)),
            _ => Err(format!("no section is called `{word}`")),
        }
    }
}

/// What stands on the two sides of an arrow.
fn arrow(rest: &str, usage: &str) -> Result<(String, String), String> {
    let (left, right) = rest.split_once(" -> ").ok_or_else(|| format!("write `{usage}`"))?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

/// A path and a number behind it.
fn last_word<N, E>(
    rest: &str,
    parse: impl Fn(&str) -> Result<N, E>,
) -> Result<(String, N), String> {
    let (path, number) = rest.rsplit_once(' ').ok_or("needs a path and a number")?;
    let number = parse(number).map_err(|_| format!("`{number}` is no number"))?;
    Ok((path.trim().to_owned(), number))
}

/// Words as a shell would see them, with `'…'` and `"…"` keeping blanks.
fn words(text: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    for letter in text.chars() {
        match quote {
            Some(end) if letter == end => quote = None,
            None if letter == '\'' || letter == '"' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter == ' ' => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    if quote.is_some() { Err("a quote is not closed".to_owned()) } else { Ok(words) }
}

impl Case {
    /// Reads a case file; the error says in which line, and what is wrong.
    pub fn parse(text: &str) -> Result<Case, String> {
        let mut head = String::new();
        let mut steps: Vec<Step> = Vec::new();
        for (index, line) in text.split('\n').enumerate() {
            let at = |why: String| format!("line {}: {why}", index + 1);
            match (line.strip_prefix("=== "), steps.last_mut()) {
                (Some(heading), _) => steps.push(Step::new(index + 1, heading).map_err(at)?),
                (None, Some(step)) => step.push_line(line),
                (None, None) => head.extend([line, "\n"]),
            }
        }
        steps.iter_mut().for_each(Step::close);
        let case = Case {
            today: setting(&head, "today").unwrap_or_default(),
            needs: needs(&head),
            head,
            steps,
        };
        case.complaint().map_or(Ok(case), Err)
    }

    /// What makes the case no test at all.
    fn complaint(&self) -> Option<String> {
        if !self.head.starts_with("# ") {
            return Some("line 1: say in a comment (`# …`) what the case shows".to_owned());
        }
        if self.today.is_empty() {
            return Some("the head needs a line such as `today: 2026-11-22`".to_owned());
        }
        if let Some(line) = self.head.lines().find(|line| !known_head_line(line)) {
            return Some(format!("the head has a line that means nothing: `{line}`"));
        }
        if !self.steps.iter().any(|step| step.action.expects()) {
            return Some(
                "the case expects nothing: add a `=== run`, `=== page`, `=== has` …".to_owned(),
            );
        }
        let empty = |step: &&Step| {
            matches!(step.action, Action::Has(_) | Action::Lacks(_)) && step.body.is_empty()
        };
        self.steps
            .iter()
            .find(empty)
            .map(|step| format!("line {}: nothing stands below it", step.line))
    }

    /// The text of the file, with these bodies instead of its own where there is one.
    pub fn with_bodies(&self, bodies: &[Option<String>]) -> String {
        let mut text = format!("{}\n", self.head.trim_end());
        for (step, new) in self.steps.iter().zip(bodies) {
            let body = new.as_ref().unwrap_or(&step.body);
            let _ = writeln!(text, "\n=== {}", step.heading);
            body.split('\n')
                .filter(|_| !body.is_empty())
                .for_each(|line| text.extend([escape(line).as_str(), "\n"]));
        }
        text
    }
}

fn known_head_line(line: &str) -> bool {
    line.is_empty() || ["#", "today:", "needs:"].iter().any(|start| line.starts_with(start))
}

fn setting(head: &str, name: &str) -> Option<String> {
    let value = |line: &str| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim().to_owned());
    head.lines().find_map(value)
}

fn needs(head: &str) -> Vec<String> {
    setting(head, "needs").iter().flat_map(|value| value.split(", ")).map(str::to_owned).collect()
}

impl Step {
    fn new(line: usize, heading: &str) -> Result<Step, String> {
        let heading = heading.trim().to_owned();
        Ok(Step { line, action: Action::parse(&heading)?, heading, body: String::new() })
    }

    fn push_line(&mut self, line: &str) {
        let line = if line.trim_start_matches('\\').starts_with("===") {
            line.strip_prefix('\\').unwrap_or(line)
        } else {
            line
        };
        self.body.extend([line, "\n"]);
    }

    /// Blank lines at the end belong to the layout of the case file.
    fn close(&mut self) {
        self.body.truncate(self.body.trim_end_matches('\n').len());
    }
}

/// A line of a body that looks like a heading gets a backslash in front.
fn escape(line: &str) -> String {
    if line.trim_start_matches('\\').starts_with("===") {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}

/// The bytes that `\xNN`, `\n`, `\r`, `\t` and `\\` stand for; line ends of the case file are
/// dropped.
pub fn unescape(body: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut rest = body.chars().filter(|letter| *letter != '\n');
    while let Some(letter) = rest.next() {
        if letter != '\\' {
            bytes.extend(letter.to_string().bytes());
            continue;
        }
        match rest.next() {
            Some('n') => bytes.push(b'\n'),
            Some('r') => bytes.push(b'\r'),
            Some('t') => bytes.push(b'\t'),
            Some('\\') => bytes.push(b'\\'),
            Some('x') => {
                let digits: String = rest.by_ref().take(2).collect();
                bytes.push(
                    u8::from_str_radix(&digits, 16)
                        .map_err(|_| format!("`\\x{digits}` is no byte"))?,
                );
            }
            other => return Err(format!("no such escape: `\\{}`", other.unwrap_or(' '))),
        }
    }
    Ok(bytes)
}
