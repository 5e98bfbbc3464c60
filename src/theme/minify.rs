//! Scripts of our own without the spaces that only people need.
//!
//! Made for the embedded scripts, which browsers test as they are published; a handbook's own
//! scripts are left alone. Not known here: a regular expression behind a word such as `return`, and
//! quotes that go over several lines.

/// A script without spaces around signs, and without line ends behind signs after which a line goes
/// on.
pub(super) fn minify(script: &str) -> String {
    let mut minified = String::with_capacity(script.len());
    for line in script.lines().map(squeeze_line) {
        minified.push_str(&line);
        if !line.ends_with(['{', '(', '[', ',', ';', '=', '>', '?', ':', '&', '|']) {
            minified.push('\n');
        }
    }
    minified
}

/// A style sheet of the theme in less space. What stands in quotes is kept; a space stays where
/// it may say something, as in selectors and sums.
pub(super) fn minify_style(sheet: &str) -> String {
    let mut minified = String::with_capacity(sheet.len());
    let mut quoted = false;
    let mut rest = sheet.chars().map(|letter| if letter == '\n' { ' ' } else { letter }).peekable();
    while let Some(letter) = rest.next() {
        quoted ^= letter == '"';
        let is_idle = letter == ' ' && {
            let last = minified.chars().next_back().unwrap_or(' ');
            let next = rest.peek().copied().unwrap_or(' ');
            " {};,:".contains(last) || "{};,".contains(next)
        };
        if quoted || !is_idle {
            minified.push(letter);
        }
    }
    minified.replace(";}", "}") + "\n"
}

/// One line. What stands in quotes, templates and regular expressions is kept.
fn squeeze_line(line: &str) -> String {
    let mut minified = String::with_capacity(line.len());
    let mut quote = OpenQuote::default();
    let mut rest = line.chars().peekable();
    while let Some(letter) = rest.next() {
        let last = minified.chars().next_back();
        if letter != ' ' || quote.is_open() || rest.peek().is_some_and(|next| divides(last, *next))
        {
            quote.read(letter, last);
            minified.push(letter);
        }
    }
    minified
}

/// Whether a space between these two says anything.
fn divides(last: Option<char>, next: char) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    last.is_some_and(|last| {
        is_word(last) && is_word(next) || last == next && matches!(next, '+' | '-')
    })
}

/// Where in a line we are: in which kind of quote, if any.
#[derive(Default)]
struct OpenQuote {
    /// What closes it; `/` for regular expressions.
    end: Option<char>,
    /// Behind a backslash.
    is_escaped: bool,
    /// Inside `[…]` of a regular expression, where `/` closes nothing.
    is_class: bool,
}

impl OpenQuote {
    fn is_open(&self) -> bool {
        self.end.is_some()
    }

    fn read(&mut self, letter: char, last: Option<char>) {
        let Some(end) = self.end else {
            let is_pattern =
                letter == '/' && last.is_none_or(|last| "(,=:[!&|?{};>".contains(last));
            self.end = (is_pattern || matches!(letter, '"' | '\'' | '`')).then_some(letter);
            return;
        };
        if std::mem::take(&mut self.is_escaped) {
            return;
        }
        match letter {
            '\\' => self.is_escaped = true,
            '[' if end == '/' => self.is_class = true,
            ']' => self.is_class = false,
            _ if letter == end && !self.is_class => self.end = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{minify, minify_style, squeeze_line};

    #[test]
    fn spaces_go_only_where_they_say_nothing() {
        for (line, minified) in [
            ("const a = (b, c) => b ? c : [b];", "const a=(b,c)=>b?c:[b];"),
            ("return a + +b - -c;", "return a+ +b- -c;"),
            (
                r#"say("a  +  b", 'c = \' d', `e ${f + 1} g`);"#,
                r#"say("a  +  b",'c = \' d',`e ${f + 1} g`);"#,
            ),
            ("x.replace(/[^a / b] \\/ c/g, y / 2 / z)", "x.replace(/[^a / b] \\/ c/g,y/2/z)"),
            ("for (const a of b) if (a in c) d();", "for(const a of b)if(a in c)d();"),
        ] {
            assert_eq!(squeeze_line(line), minified);
        }
        let sheet = ".a :is(b, c) > d {\nmargin: 0 calc(1px + 2px);\ncontent: \"; }\";\n}\n";
        let minified = ".a :is(b,c) > d{margin:0 calc(1px + 2px);content:\"; }\"}\n";
        assert_eq!(minify_style(sheet), minified);
        assert_eq!(minify("f(\na,\nb\n)\ng();\n"), "f(a,b\n)\ng();");
    }
}
