//! A place in a script, and what is read from there on without knowing what it means.

/// A place in the text of a script.
pub(super) struct ScriptCursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

impl<'t> ScriptCursor<'t> {
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Blanks and comments.
    pub(super) fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let bare = rest.trim_start();
            self.at += rest.len() - bare.len();
            let end = if bare.starts_with("//") {
                bare.find('\n')
            } else if bare.starts_with("/*") {
                bare.find("*/").map(|end| end + 2)
            } else {
                return;
            };
            self.at += end.unwrap_or(bare.len());
        }
    }

    pub(super) fn takes(&mut self, sign: char) -> bool {
        let is_it = self.peek() == Some(sign);
        if is_it {
            self.step();
        }
        is_it
    }

    pub(super) fn word(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|sign| !belongs(sign)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    pub(super) fn string(&mut self, quote: char) -> Option<String> {
        self.step();
        let mut text = String::new();
        while let Some(sign) = self.peek() {
            self.step();
            match sign {
                _ if sign == quote => return Some(text),
                '\\' => {
                    let escaped = self.peek()?;
                    self.step();
                    text.extend(match escaped {
                        'n' => Some('\n'),
                        't' => Some('\t'),
                        '\n' => None,
                        other => Some(other),
                    });
                }
                '\n' if quote != '`' => return None,
                '$' if quote == '`' && self.peek() == Some('{') => return None,
                _ => text.push(sign),
            }
        }
        None
    }

    /// Up to the comma or bracket that ends the value.
    pub(super) fn skip(&mut self) {
        // What ends what is open: a bracket, or the text of a template.
        let mut open: Vec<char> = Vec::new();
        let mut before = '(';
        while let Some(sign) = self.peek() {
            if open.last() == Some(&'`') {
                self.skip_template(sign, &mut open);
                continue;
            }
            match sign {
                '/' if self.is_comment() => {
                    self.blanks();
                    continue;
                }
                '/' if "(,=:[!&|?{};>\n".contains(before) => self.skip_line_up_to('/'),
                '"' | '\'' => self.skip_line_up_to(sign),
                '`' => open.push(sign),
                '(' | '[' | '{' => open.push(sign),
                ')' | ']' | '}' | ',' | ';' if open.is_empty() => return,
                ')' | ']' | '}' => drop(open.pop()),
                _ => {}
            }
            before = if sign.is_whitespace() && sign != '\n' { before } else { sign };
            self.step();
        }
    }

    fn is_comment(&self) -> bool {
        self.rest().starts_with("//") || self.rest().starts_with("/*")
    }

    /// One sign of the text of a template.
    fn skip_template(&mut self, sign: char, open: &mut Vec<char>) {
        self.step();
        match (sign, self.peek()) {
            ('`', _) => drop(open.pop()),
            ('\\', _) => self.step(),
            ('$', Some('{')) => {
                open.push('{');
                self.step();
            }
            _ => {}
        }
    }

    /// From the sign that begins a text or a pattern to the one that ends it, which is the next to
    /// read; none is longer than its line.
    fn skip_line_up_to(&mut self, end: char) {
        self.step();
        let mut in_class = false;
        while let Some(sign) = self.peek().filter(|sign| *sign != '\n') {
            match sign {
                '\\' => self.step(),
                '[' if end == '/' => in_class = true,
                ']' => in_class = false,
                _ if sign == end && !in_class => return,
                _ => {}
            }
            self.step();
        }
    }
}
