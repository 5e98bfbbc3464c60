//! One tag of a template language: where it ends, its name and its arguments.

use std::ops::Range;

/// A kind of tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `{% … %}`
    Liquid,
    /// `{{< … >}}` and `{{% … %}}`
    Shortcode,
    /// `{{ … }}`
    Output,
    /// `<% … %>`
    Ruby,
    /// `{: … }`, `{#id}`, `{.class}`
    Attributes,
    /// `{/* … */}`, `{# … #}`
    Comment,
    /// `%% … %%`
    Percents,
}

/// A tag in a text.
#[derive(Debug, PartialEq)]
pub(super) struct ForeignTag<'t> {
    pub(super) syntax: Syntax,
    pub(super) range: Range<usize>,
    /// Without `end` and `/` in front.
    pub(super) name: &'t str,
    pub(super) closing: bool,
    pub(super) arguments: Vec<Argument<'t>>,
    /// What stands between the delimiters.
    pub(super) inside: &'t str,
}

/// An argument: `name=value`, or a value alone.
#[derive(Debug, PartialEq)]
pub(super) struct Argument<'t> {
    pub(super) name: Option<&'t str>,
    pub(super) value: &'t str,
    pub(super) quoted: bool,
}

impl ForeignTag<'_> {
    /// Whether it is there for authors alone.
    pub(super) fn is_comment(&self) -> bool {
        let starts = |signs: &[&str]| signs.iter().any(|sign| self.inside.starts_with(sign));
        match self.syntax {
            Syntax::Comment | Syntax::Percents => true,
            Syntax::Ruby => starts(&["#", "--"]),
            Syntax::Output | Syntax::Shortcode => starts(&["/*", "!"]),
            Syntax::Liquid | Syntax::Attributes => false,
        }
    }
}

const DELIMITERS: [(&str, &str, Syntax); 16] = [
    ("{>>", "<<}", Syntax::Comment),
    ("%%", "%%", Syntax::Percents),
    ("{{<", ">}}", Syntax::Shortcode),
    ("{{%", "%}}", Syntax::Shortcode),
    ("{{", "}}", Syntax::Output),
    ("{%", "%}", Syntax::Liquid),
    ("<%", "%>", Syntax::Ruby),
    ("{/*", "*/}", Syntax::Comment),
    ("{# ", "#}", Syntax::Comment),
    ("{#\n", "#}", Syntax::Comment),
    ("{#\r\n", "#}", Syntax::Comment),
    ("{#-", "#}", Syntax::Comment),
    ("{::comment}", "{:/comment}", Syntax::Comment),
    ("{::", "}", Syntax::Comment),
    ("{:/", "}", Syntax::Comment),
    ("{", "}", Syntax::Attributes),
];

/// Longest attributes and variables; what is longer is text.
const LONGEST: usize = 300;

/// The delimiters of the tag that may begin at `at`; braces that hold no attributes are text.
pub(super) fn delimiters(text: &str, at: usize) -> Option<(&'static str, &'static str, Syntax)> {
    let rest = text.get(at..)?;
    let found = *DELIMITERS.iter().find(|(open, _, _)| rest.starts_with(open))?;
    let stray = found.2 == Syntax::Attributes && super::attributes::list_at(rest).is_none();
    (!stray).then_some(found)
}

/// The tag that begins at `at`, if it ends before `limit`.
pub(super) fn tag(text: &str, at: usize, limit: usize) -> Option<ForeignTag<'_>> {
    let (open, close, syntax) = delimiters(text, at)?;
    let short = matches!(syntax, Syntax::Attributes | Syntax::Output);
    let limit = match syntax {
        // A comment goes on behind blank lines.
        Syntax::Comment => text.len(),
        _ if short => text.floor_char_boundary(limit.min(at + LONGEST)),
        _ => limit,
    };
    let start = at + open.len();
    let length = text.get(start..limit)?.find(close)?;
    let inside = text.get(start..start + length)?;
    let (name, closing, arguments) =
        parts(syntax, inside.trim_matches(|blank: char| blank == '-' || blank.is_whitespace()));
    Some(ForeignTag {
        syntax,
        range: at..start + length + close.len(),
        name,
        closing,
        arguments,
        inside,
    })
}

fn parts(syntax: Syntax, inside: &str) -> (&str, bool, Vec<Argument<'_>>) {
    if matches!(syntax, Syntax::Attributes | Syntax::Comment | Syntax::Percents | Syntax::Output) {
        return (inside, false, Vec::new());
    }
    let inside = inside.trim_start_matches(['=', '#']).trim_start();
    let slash = inside.starts_with('/');
    let inside = inside.trim_start_matches('/').trim_start();
    let end = inside
        .find(|end: char| {
            let is_part = matches!(end, '_' | '-' | '.' | ':');
            // `@integration/block` of GitBook.
            let is_of_integration = inside.starts_with('@') && matches!(end, '@' | '/');
            !end.is_alphanumeric() && !is_part && !is_of_integration
        })
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(end);
    let ended = name
        .strip_prefix("end")
        .filter(|name| !name.is_empty())
        .map(|name| name.trim_start_matches(['-', '_']));
    (ended.unwrap_or(name), slash || ended.is_some(), arguments(rest.trim_end_matches('/')))
}

/// Arguments: quoted texts, `name=value`, `name: value`, words; divided by blanks, commas and
/// brackets.
fn arguments(text: &str) -> Vec<Argument<'_>> {
    let mut found = Vec::new();
    let mut name = None;
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|blank: char| {
            blank.is_whitespace() || matches!(blank, ',' | '(' | ')')
        });
        let Some(first) = rest.chars().next() else {
            return found;
        };
        if matches!(first, '"' | '\'' | '`') {
            let (value, behind) = quoted(rest, first);
            found.push(Argument { name: name.take(), value, quoted: true });
            rest = behind;
            continue;
        }
        let end = rest
            .find(|end: char| end.is_whitespace() || matches!(end, ',' | '(' | ')' | '=' | '"'));
        let (word, behind) = rest.split_at(end.unwrap_or(rest.len()).max(first.len_utf8()));
        if behind.starts_with('=') {
            name = Some(word);
            rest = behind.get(1..).unwrap_or_default();
        } else if let Some(key) = word.strip_suffix(':').filter(|key| !key.is_empty()) {
            name = Some(key);
            rest = behind;
        } else {
            found.push(Argument { name: name.take(), value: word, quoted: false });
            rest = behind;
        }
    }
}

/// A quoted text and what is behind it. A quote inside ends nothing unless a blank, a comma or the
/// end follows.
fn quoted(text: &str, quote: char) -> (&str, &str) {
    let inside = text.get(1..).unwrap_or_default();
    let ends = |at: &usize| {
        let behind = inside.get(at + 1..).and_then(|rest| rest.chars().next());
        behind.is_none_or(|next| next.is_whitespace() || matches!(next, ',' | ')' | '/' | '='))
    };
    let mut quotes = inside.match_indices(quote).map(|(at, _)| at);
    let end = quotes.find(ends).unwrap_or(inside.len());
    (inside.get(..end).unwrap_or_default(), inside.get(end + 1..).unwrap_or_default())
}

impl<'t> ForeignTag<'t> {
    /// The argument with one of these names.
    pub(super) fn named(&self, names: &[&str]) -> Option<&'t str> {
        let argument = self
            .arguments
            .iter()
            .find(|argument| argument.name.is_some_and(|name| names.contains(&name)));
        argument.map(|argument| argument.value)
    }

    /// Whether the first arguments without a name are texts, and none an expression.
    pub(super) fn are_texts(&self, count: usize) -> bool {
        let unnamed = self.arguments.iter().filter(|argument| argument.name.is_none());
        unnamed.take(count).filter(|argument| argument.quoted).count() == count
    }

    /// The n-th argument without a name.
    pub(super) fn positional(&self, number: usize) -> Option<&'t str> {
        self.arguments
            .iter()
            .filter(|argument| argument.name.is_none())
            .nth(number)
            .map(|argument| argument.value)
    }
}

#[cfg(test)]
mod tests {
    use super::tag;

    fn shown(text: &str) -> String {
        let Some(tag) = tag(text, 0, text.len()) else {
            return "none".to_owned();
        };
        let arguments: Vec<String> = tag
            .arguments
            .iter()
            .map(|argument| format!(" {}={}", argument.name.unwrap_or(""), argument.value))
            .collect();
        format!(
            "{:?} {}{}{}",
            tag.syntax,
            if tag.closing { "/" } else { "" },
            tag.name,
            arguments.concat()
        )
    }

    #[test]
    fn tags_are_taken_apart() {
        let table = [
            ("{% hint style=\"info\" %}", "Liquid hint style=info"),
            ("{%- endhint -%}", "Liquid /hint"),
            ("{% /alert %}", "Liquid /alert"),
            ("{% alert \"Don't forget!\", \"warning\" %}", "Liquid alert =Don't forget! =warning"),
            (
                "{% image \"a.png\" \"don't click \"allow\"\" %}",
                "Liquid image =a.png =don't click \"allow\"",
            ),
            ("{{< relref \"/a b\" >}}", "Shortcode relref =/a b"),
            ("{{% alert title=\"T\" color=warning %}}", "Shortcode alert title=T color=warning"),
            ("{{ site.url }}", "Output site.url"),
            ("<%= warning_text('Gone.') %>", "Ruby warning_text =Gone."),
            ("<% end %>", "Ruby end"),
            ("{% include \"x.html\" a: b c:d %}", "Liquid include =x.html a=b =c:d"),
            ("{: .btn}", "Attributes : .btn"),
            ("{#an-id}", "Attributes #an-id"),
            ("{/* note */}", "Comment note"),
            ("{% never", "none"),
            ("{x}", "none"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
