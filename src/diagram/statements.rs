//! A source as the library reads it, which wants each statement of a flowchart on one line. Mermaid
//! lets labels run over several lines, and arrows end one line or begin the next.

/// Lines of one label; what is open longer is a bracket that nobody closed.
const MOST_LINES: usize = 20;

/// How arrows begin and end.
const BEGINNINGS: [&str; 6] = ["--", "-.", "==", "~~~", "<--", "<-."];
const ENDS: [&str; 7] = ["-->", "---", ".->", ".-", "==>", "===", "~~~"];

/// Blocks and their parts that need no name; the library wants a blank behind these words.
const NAMELESS: [&str; 4] = ["par", "and", "critical", "option"];

/// The same diagram. Lines behind the first one of a statement are empty, so that all lines keep
/// their numbers.
pub(super) fn on_one_line(source: &str) -> String {
    let lines: Vec<&str> = source.lines().collect();
    let Some(head) = lines.iter().position(|line| is_flowchart(line) || is_sequence(line)) else {
        return source.to_owned();
    };
    let (before, body) = lines.split_at(head + 1);
    let mut text = before.iter().flat_map(|line| [line, "\n"]).collect::<String>();
    if lines.get(head).is_some_and(|line| is_sequence(line)) {
        body.iter().for_each(|line| text.extend([&named(line), "\n"]));
    } else {
        join(body, &mut text);
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
        for letter in line.chars() {
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
            ("pie\n\"a\" : 1", "pie\n\"a\" : 1"),
            ("", ""),
        ] {
            assert_eq!(on_one_line(source), expected, "{source}");
        }
    }
}
