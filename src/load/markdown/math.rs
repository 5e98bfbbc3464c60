//! Formulas as MathML, and the rule that tells them from money.

use ammonia::Builder;
use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::event::Content;
use pulldown_latex::{Event, Parser, Storage, push_mathml};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longer formulas are shown as they are written.
const LONGEST_FORMULA: usize = 8 * 1024;
const DEEPEST_GROUP: usize = 50;

/// MathML of a formula; `None` when it is not one that we can read.
pub(super) fn mathml(formula: &str, display: bool) -> Option<String> {
    if !harmless(formula) {
        return None;
    }
    // Boxes with text are text to readers.
    let formula = &formula.replace("\\mbox{", "\\text{").replace("\\hbox{", "\\text{");
    let storage = Storage::new();
    let events: Result<Vec<Event<'_>>, _> = Parser::new(formula, &storage).collect();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, annotation: None, ..RenderConfig::default() };
    let events =
        events.ok()?.into_iter().map(|event| Ok::<_, std::convert::Infallible>(as_text(event)));
    let mut out = String::new();
    push_mathml(&mut out, events, config).ok()?;
    Some(SANITISER.clean(&out).to_string())
}

/// The writer of MathML escapes text, but not the names of functions: one that holds markup is
/// text.
fn as_text(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Content(Content::Function(name)) if name.contains(['<', '>', '&']) => {
            Event::Content(Content::Text(name))
        }
        other => other,
    }
}

/// Elements that formulas are made of.
#[rustfmt::skip]
const ELEMENTS: [&str; 20] = [
    "math", "merror", "mfrac", "mi", "mn", "mo", "mover", "mroot", "mrow", "mspace", "msqrt",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
];

/// Attributes of formulas. Styles are not among them: the site's policy forbids them.
#[rustfmt::skip]
const ATTRIBUTES: [&str; 16] = [
    "class", "columnalign", "depth", "display", "displaystyle", "height", "largeop",
    "linethickness", "mathvariant", "maxsize", "minsize", "movablelimits", "scriptlevel",
    "stretchy", "symmetric", "width",
];

/// What the library writes is not trusted: only the vocabulary of formulas gets into a page.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .generic_attributes(ATTRIBUTES.into_iter().collect::<HashSet<_>>());
    builder
});

/// Definitions can grow without bound and deep groups recurse, so both are refused.
fn harmless(formula: &str) -> bool {
    let defines = [
        "\\def",
        "\\gdef",
        "\\edef",
        "\\let",
        "\\newcommand",
        "\\renewcommand",
        "\\providecommand",
    ];
    formula.len() <= LONGEST_FORMULA
        && depth(formula) <= DEEPEST_GROUP
        && !defines.iter().any(|name| formula.contains(name))
}

fn depth(formula: &str) -> usize {
    let opens = |byte| matches!(byte, b'{' | b'[' | b'^' | b'_');
    let openers = formula.bytes().filter(|byte| opens(*byte)).count();
    let commands = ["\\begin", "\\left", "\\sqrt", "\\frac"]
        .iter()
        .map(|name| formula.matches(name).count())
        .max()
        .unwrap_or(0);
    let deepest = formula.bytes().fold((0usize, 0usize), |(now, most), byte| match byte {
        b'{' | b'[' => (now + 1, most.max(now + 1)),
        b'}' | b']' => (now.saturating_sub(1), most),
        _ => (now, most),
    });
    if openers > 1000 { usize::MAX } else { deepest.1.max(commands / 4) }
}

/// Whether a text holds anything that can be a formula; most texts with dollars speak of money.
pub(super) fn has_formulas(text: &str) -> bool {
    if !text.contains('$') {
        return false;
    }
    let dollars: Vec<usize> = text.match_indices('$').map(|(at, _)| at).collect();
    dollars.windows(2).any(|pair| match *pair {
        [open, close] => close == open + 1 || pair_is_formula(text, open, close),
        _ => false,
    })
}

/// Whether the dollars at these two offsets can enclose a formula.
pub(super) fn pair_is_formula(text: &str, open: usize, close: usize) -> bool {
    let formula = text.get(open + 1..close).unwrap_or_default();
    let before = text.get(..open).and_then(|before| before.chars().next_back());
    let after = text.get(close + 1..).and_then(|after| after.chars().next());
    is_formula(before, formula, after)
}

/// Whether `$formula$` between these two characters can be a formula and not money or a shell
/// variable:
/// - no letter, digit or `$` touches the dollars from outside, and no blank from inside;
/// - one that begins with a digit, or ends like a phrase, has a sign of mathematics in it, one of
///   `\ ^ _ = + * / < > { |`;
/// - it does not hold two plain words in a row, unless a command such as `\text` explains them.
pub(super) fn is_formula(before: Option<char>, formula: &str, after: Option<char>) -> bool {
    let touches = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || character == '$')
    };
    let blank = |text: &str| {
        text.is_empty()
            || text.starts_with(char::is_whitespace)
            || text.ends_with(char::is_whitespace)
    };
    if touches(before) || touches(after) || blank(formula) {
        return false;
    }
    let first_is_digit = formula.starts_with(|character: char| character.is_ascii_digit());
    let signs = ['\\', '^', '_', '=', '+', '*', '<', '>', '{', '|'];
    let looks = !first_is_digit || formula.contains(signs);
    looks && (formula.contains('\\') || !has_words(formula)) && ends_well(formula)
}

fn ends_well(formula: &str) -> bool {
    !formula.ends_with(['(', ',', '-', '–', '~', '/', ':', ';'])
}

/// Two words of two letters or more, one after the other.
fn has_words(formula: &str) -> bool {
    let words: Vec<bool> = formula.split_whitespace().map(is_word).collect();
    words.windows(2).any(|pair| pair.iter().all(|word| *word))
}

fn is_word(token: &str) -> bool {
    let bare = token.trim_matches(|character: char| character.is_ascii_punctuation());
    bare.chars().count() >= 2 && bare.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{is_formula, mathml};

    /// Reads `$` pairs as the parser would: the first and the last dollar.
    fn judged(text: &str) -> bool {
        let (before, rest) = text.split_once('$').expect("a dollar");
        let (formula, after) = rest.rsplit_once('$').expect("two dollars");
        is_formula(before.chars().next_back(), formula, after.chars().next())
    }

    #[test]
    fn formulas_are_told_from_money() {
        for formula in [
            "$x$",
            "so $E = mc^2$.",
            "($\\alpha$)",
            "$2x + 1$",
            "$10^3$",
            "$n!$",
            "$O(n \\log n)$",
            "$a/b$",
            "$f(x)$",
            "$-1$",
        ] {
            assert!(judged(formula), "{formula}");
        }
        let money = [
            "$5 to $10",
            "$10,000/$12k",
            "phone ($75), internet ($50)",
            "US$5 and A$6",
            "$150/quarter for each $",
            "$HOME/$USER",
            "costs $5$",
            "$4.50 to $2.00",
            "a $100k deal, then $20",
            "between $5-$7",
            "$5, or 4,-$",
            "$20 per day, $",
            "x$y$",
            "$y$2",
        ];
        for text in money {
            assert!(!judged(text), "{text}");
        }
    }

    #[test]
    fn mathml_has_no_styles_and_hostile_formulas_are_refused() {
        let mathml_of = |formula: &str| mathml(formula, false);
        assert!(mathml_of("\\frac{a}{b}").is_some_and(|html| html.contains("<mfrac>")));
        assert!(
            mathml_of("\\color{red} x \\hspace{1em} <script>")
                .is_none_or(|html| !html.contains("style") && !html.contains("<script"))
        );
        for bad in [
            "\\def\\a{\\a\\a}\\a",
            &"{".repeat(60),
            &"x^".repeat(5000),
            "\\nosuch",
            "{",
            "a^b^c",
            &"\\sqrt".repeat(3000),
        ] {
            assert!(mathml_of(bad).is_none(), "{}", bad.get(..20).unwrap_or(bad));
        }
    }

    /// Commands that take text; markup in any of them is text.
    const WITH_TEXT: [&str; 16] = [
        "operatorname",
        "operatorname*",
        "text",
        "textbf",
        "textit",
        "textrm",
        "textsf",
        "texttt",
        "mbox",
        "hbox",
        "mathrm",
        "mathbf",
        "mathit",
        "mathtt",
        "tag",
        "label",
    ];

    #[test]
    fn markup_in_formulas_is_never_an_element() {
        let markup = [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(2)>",
            "</math><svg onload=alert(3)>",
            "<mi href=\"javascript:alert(4)\">x</mi>",
            "&lt;script&gt;",
            "<!--",
        ];
        for (command, markup) in
            WITH_TEXT.iter().flat_map(|command| markup.map(|markup| (command, markup)))
        {
            for formula in [
                format!("\\{command}{{{markup}}}"),
                format!("\\{command} {markup}"),
                markup.to_owned(),
            ] {
                let html = mathml(&formula, true).unwrap_or_default();
                for tag in ["<script", "<img", "<svg", "<mi href", "<!--"] {
                    assert!(!html.contains(tag), "{formula}: {html}");
                }
                assert!(html.is_empty() || html.ends_with("</math>"), "{formula}: {html}");
            }
        }
    }

    #[test]
    fn names_of_functions_with_markup_are_shown_as_text() {
        let html = mathml("\\operatorname{<b>}", false).unwrap_or_default();
        assert!(html.contains("&lt;b&gt;"), "{html}");
    }
}
