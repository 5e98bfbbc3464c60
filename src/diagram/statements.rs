//! A source as the library reads it, which wants each statement of a flowchart on one line. Mermaid
//! lets labels run over several lines, and arrows end one line or begin the next.

/// Lines of one label; what is open longer is a bracket that nobody closed.
const MOST_LINES: usize = 20;

/// How arrows begin and end.
const BEGINNINGS: [&str; 6] = ["--", "-.", "==", "~~~", "<--", "<-."];
const ENDS: [&str; 7] = ["-->", "---", ".->", ".-", "==>", "===", "~~~"];

/// Blocks and their parts that need no name; the library wants a blank behind these words.
const NAMELESS: [&str; 4] = ["par", "and", "critical", "option"];

/// Stands for `+` in the ids of a flowchart, which the library does not take; a letter that no
/// language writes.
const PLUS: char = '\u{a78f}';

/// A text of a drawing as its author wrote it.
pub(super) fn restored(text: String) -> String {
    if text.contains(PLUS) { text.replace(PLUS, "+") } else { text }
}

/// The same diagram. Lines behind the first one of a statement are empty, so that all lines keep
/// their numbers.
pub(super) fn on_one_line(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let is_head = |line: &&str| is_flowchart(line) || is_sequence(line) || is_gantt(line);
    let Some(head) = lines.iter().position(is_head) else {
        return source.to_owned();
    };
    let (before, body) = lines.split_at(head + 1);
    let mut text = before.iter().flat_map(|line| [line, "\n"]).collect::<String>();
    match lines.get(head) {
        Some(line) if is_sequence(line) => {
            body.iter().for_each(|line| text.extend([&named(line), "\n"]));
        }
        Some(line) if is_gantt(line) => {
            body.iter().for_each(|line| text.extend([&ended(line), "\n"]));
        }
        _ => {
            let start = text.len();
            join(body, &mut text);
            with_plain_ids(&mut text, start);
        }
    }
    text
}

fn is_flowchart(line: &str) -> bool {
    let first = line.trim_start().split([' ', '\t', ';']).next();
    first.is_some_and(|word| ["flowchart", "flowchart-elk", "graph"].contains(&word))
}

fn is_sequence(line: &str) -> bool {
    line.trim_start().starts_with("sequenceDiagram")
}

fn is_gantt(line: &str) -> bool {
    line.trim() == "gantt"
}

/// A milestone with the end that it needs not have in Mermaid.
fn ended(line: &str) -> String {
    const TAGS: [&str; 5] = ["milestone", "vert", "crit", "done", "active"];
    let plain = || line.to_owned();
    let Some((name, fields)) = line.split_once(':').filter(|(_, rest)| rest.contains("milestone"))
    else {
        return plain();
    };
    let fields: Vec<&str> = fields.split(',').map(str::trim).collect();
    if !fields.contains(&"milestone") {
        return plain();
    }
    let given: Vec<&str> = fields.into_iter().filter(|field| !field.is_empty()).collect();
    let times = || given.iter().filter(|field| !TAGS.contains(field));
    let end = match times().next_back() {
        Some(last) if last.starts_with("after ") => ", 0d",
        Some(&"0") => "d",
        None => ", 0d",
        _ => "",
    };
    format!("{name}: {}{end}", given.join(", "))
}

/// Writes another letter for `+` in ids, behind `start`.
fn with_plain_ids(text: &mut String, start: usize) {
    let body = text.get(start..).unwrap_or_default();
    if !body.contains('+') || body.contains(PLUS) {
        return;
    }
    let mut open = OpenLabel::default();
    let mut before = ' ';
    let mut plain = String::with_capacity(body.len() + 16);
    for letter in body.chars() {
        open.read_letter(letter);
        let is_id = !open.is_quoted && open.brackets == 0;
        let is_part = before.is_alphanumeric() || matches!(before, '_' | PLUS);
        before = if letter == '+' && is_id && is_part { PLUS } else { letter };
        plain.push(before);
    }
    text.replace_range(start.., &plain);
}

/// A part of a block with a name that nobody sees.
fn named(line: &str) -> String {
    let is_nameless = NAMELESS.contains(&line.trim());
    format!("{line}{}", if is_nameless { " \u{200b}" } else { "" })
}

fn join(mut lines: &[&str], text: &mut String) {
    while let Some((first, _)) = lines.split_first() {
        let (statement, rest) = lines.split_at(length(lines));
        text.push_str(first);
        for pair in statement.windows(2) {
            let [before, line] = pair else { continue };
            text.push_str(if is_at_arrow(before, line) { " " } else { "<br/>" });
            text.push_str(line.trim());
        }
        text.push_str(&"\n".repeat(statement.len()));
        lines = rest;
    }
}

/// How many lines the first statement takes.
fn length(lines: &[&str]) -> usize {
    let mut length = label(lines);
    while let Some([before, line]) = lines.get(length - 1..=length)
        && is_at_arrow(before, line)
    {
        length += label(lines.get(length..).unwrap_or_default());
    }
    length
}

fn is_at_arrow(before: &str, line: &str) -> bool {
    let (before, line) = (before.trim_end(), line.trim_start());
    let is_text = |line: &str| !line.is_empty() && !line.trim_start().starts_with("%%");
    is_text(before)
        && is_text(line)
        && (BEGINNINGS.iter().any(|arrow| line.starts_with(arrow))
            || ENDS.iter().any(|arrow| before.ends_with(arrow)))
}

/// After how many lines all that the first one opens is closed; one line where that never is.
fn label(lines: &[&str]) -> usize {
    let mut open = OpenLabel::default();
    let is_closed = |line: &&str| {
        open.read(line);
        !open.is_quoted && open.brackets == 0
    };
    let is_comment = lines.first().is_some_and(|line| line.trim_start().starts_with("%%"));
    let closed = lines.iter().take(MOST_LINES).position(is_closed).filter(|_| !is_comment);
    closed.map_or(1, |last| last + 1)
}

/// What is open at the end of a line.
#[derive(Default)]
struct OpenLabel {
    is_quoted: bool,
    brackets: usize,
}

impl OpenLabel {
    fn read(&mut self, line: &str) {
        line.chars().for_each(|letter| self.read_letter(letter));
    }

    fn read_letter(&mut self, letter: char) {
        match letter {
            '"' => self.is_quoted = !self.is_quoted,
            '(' | '[' | '{' if !self.is_quoted => self.brackets += 1,
            ')' | ']' | '}' if !self.is_quoted => {
                self.brackets = self.brackets.saturating_sub(1);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn statements_come_on_one_line_and_lines_keep_their_numbers() {
        for (source, expected) in [
            ("flowchart LR\nA --> B\nC", "flowchart LR\nA --> B\nC\n"),
            ("graph TD\nA[\"one\n  two\"] --> B\nC", "graph TD\nA[\"one<br/>two\"] --> B\n\nC\n"),
            ("graph TD\nA[one\ntwo]\n  --> B\nC", "graph TD\nA[one<br/>two] --> B\n\n\nC\n"),
            ("graph TD\nA -->\nB -.->\nC", "graph TD\nA --> B -.-> C\n\n\n"),
            ("graph TD\nA[x\nB\nC", "graph TD\nA[x\nB\nC\n"),
            ("graph TD\n%% [\nA", "graph TD\n%% [\nA\n"),
            ("graph TD\nA -->", "graph TD\nA -->\n"),
            ("graph TD\nA --> B\n\n--> C", "graph TD\nA --> B\n\n--> C\n"),
            ("---\ntitle: x\n---\ngraph TD\nA", "---\ntitle: x\n---\ngraph TD\nA\n"),
            (
                "sequenceDiagram\npar\nA->>B: x\nand\nend",
                "sequenceDiagram\npar \u{200b}\nA->>B: x\nand \u{200b}\nend\n",
            ),
            ("graph TD\nC++ --> B[\"a+b\"]", "graph TD\nC\u{a78f}\u{a78f} --> B[\"a+b\"]\n"),
            ("gantt\na: milestone, b, after c", "gantt\na: milestone, b, after c, 0d\n"),
            ("gantt\na :milestone, 2026-01-02, 0", "gantt\na : milestone, 2026-01-02, 0d\n"),
            ("gantt\na: milestone,", "gantt\na: milestone, 0d\n"),
            ("gantt\na: b, 2026-01-02, 3d", "gantt\na: b, 2026-01-02, 3d\n"),
            ("pie\n\"a\" : 1", "pie\n\"a\" : 1"),
            ("", ""),
        ] {
            assert_eq!(on_one_line(source), expected, "{source}");
        }
    }
}
