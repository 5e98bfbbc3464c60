//! The grammar of a language as far as short texts need it: plural forms as CLDR has them ("1
//! page", "2 pages"; in Polish "2 strony", "5 stron"), how long numbers are written, and which way
//! lines run.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

/// Names of the forms, as keys of words end.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What differs from language to language, beside words; of an unknown one, as in English.
#[derive(Clone, Default)]
pub struct Grammar {
    rules: Option<PluralRules>,
    grouping: Option<Grouping>,
    comma: Option<&'static str>,
    is_right_to_left: bool,
    is_in_sans: bool,
}

/// How the digits of a long number stand in groups of three.
#[derive(Clone, Copy)]
struct Grouping {
    mark: char,
    /// So many digits a number has at least whose digits are grouped.
    least: usize,
}

/// Each way with the languages that write so, as CLDR has it; a region is named where it differs
/// from its language.
const GROUPINGS: [(char, usize, &[&str]); 8] = [
    (',', 4, &["en", "ja", "zh", "ko", "ar", "th", "he", "es-MX", "es-US"]),
    ('.', 4, &["de", "pt", "nl", "da", "tr", "id", "el", "es-AR", "es-CL"]),
    ('.', 5, &["es", "it"]),
    ('\u{a0}', 4, &["sv", "nb", "fi", "cs", "ru", "uk", "de-AT", "fr-CA"]),
    ('\u{a0}', 5, &["pl", "pt-PT"]),
    ('\u{202f}', 4, &["fr"]),
    ('’', 4, &["de-CH", "de-LI"]),
    ('’', 5, &["it-CH"]),
];

/// Languages whose letters the serif has not; `css/tokens.css` names the same ones.
const IN_SANS: [&str; 14] =
    ["ar", "fa", "he", "ur", "ja", "ko", "zh", "th", "hi", "el", "ru", "uk", "bg", "sr"];

/// Commas that are not ours, by the first parts of the languages that write them.
const COMMAS: [(&str, &[&str]); 3] =
    [("、", &["ja"]), ("，", &["zh"]), ("، ", &["ar", "fa", "ps", "sd", "ug", "ur"])];

/// Languages that are written from right to left, by their first part.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

impl Grammar {
    /// That of a language (BCP 47), or of its first part.
    pub fn of(language: &str) -> Grammar {
        let first = language.split(['-', '_']).next().unwrap_or(language);
        let rules = |tag: &str| {
            let language: LanguageIdentifier = tag.parse().ok()?;
            PluralRules::create(language, PluralRuleType::CARDINAL).ok()
        };
        Grammar {
            rules: rules(language).or_else(|| rules(first)),
            grouping: Grouping::of(language).or_else(|| Grouping::of(first)),
            comma: COMMAS.iter().find(|(_, tags)| tags.contains(&first)).map(|(comma, _)| *comma),
            is_in_sans: IN_SANS.contains(&first),
            is_right_to_left: RIGHT_TO_LEFT.contains(&first),
        }
    }

    /// Whether lines run from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// The marks around what is put into a sentence: in one from right to left, a name such as
    /// `#platform` would otherwise lend its direction to what is beside it.
    ///
    /// Words of the language itself stay as they are. What is isolated has no say in the direction
    /// of what is around it: a date whose month is isolated would run from left to right.
    pub fn isolates(&self, value: &str) -> [&'static str; 2] {
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let mut letters = value.chars().filter(|letter| letter.is_alphabetic()).peekable();
        let is_own = letters.peek().is_some() && letters.all(is_right_to_left);
        if self.is_right_to_left && !is_number && !is_own {
            ["\u{2068}", "\u{2069}"]
        } else {
            ["", ""]
        }
    }

    /// Whether titles are set in the sans, because the serif has no letters of the language.
    pub fn is_in_sans(&self) -> bool {
        self.is_in_sans
    }

    /// What stands between the parts of a list or a sentence, with the room after it.
    pub fn comma(&self) -> &'static str {
        self.comma.unwrap_or(", ")
    }

    /// A whole number for readers: "1,234"; of a language whose way is not known, as it is.
    pub fn number(&self, number: i128) -> String {
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "-" } else { "" };
        let Some(Grouping { mark, .. }) = self.grouping.filter(|way| digits.len() >= way.least)
        else {
            return format!("{sign}{digits}");
        };
        let mut out = sign.to_owned();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// The form for so many things.
    pub fn form(&self, count: u64) -> &'static str {
        let category = self.rules.as_ref().and_then(|rules| rules.select(count).ok());
        match category {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) => "other",
            None if count == 1 => "one",
            None => "other",
        }
    }
}

/// Whether a letter is of Hebrew, Arabic or another script that runs from right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

impl Grouping {
    fn of(language: &str) -> Option<Self> {
        let is_way = |(_, _, languages): &&(char, usize, &[&str])| {
            languages.iter().any(|known| known.eq_ignore_ascii_case(language))
        };
        GROUPINGS
            .iter()
            .find(is_way)
            .map(|(mark, least, _)| Grouping { mark: *mark, least: *least })
    }
}

impl std::fmt::Debug for Grammar {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let language = self.rules.as_ref().map(|rules| rules.get_locale().to_string());
        formatter.debug_tuple("Grammar").field(&language).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Grammar;

    #[test]
    fn the_styles_set_the_same_languages_in_the_sans() {
        let css = include_str!("../../themes/default/css/tokens.css");
        let rule = css.lines().find(|line| line.contains("--serif: var(--sans)")).unwrap();
        for language in super::IN_SANS {
            assert!(rule.contains(&format!(":lang({language})")), "{language}");
        }
        assert_eq!(rule.matches(":lang(").count(), super::IN_SANS.len());
    }

    #[test]
    fn commas_are_those_of_the_language() {
        let commas = ["en", "ja", "zh-CN", "ar"].map(|language| Grammar::of(language).comma());
        assert_eq!(commas, [", ", "、", "，", "، "]);
        assert_eq!(Grammar::default().comma(), ", ");
    }

    #[test]
    fn only_what_runs_the_other_way_is_isolated() {
        let is_isolated =
            |language: &str, value: &str| !Grammar::of(language).isolates(value)[0].is_empty();
        for value in ["#platform", "+351 21 555", "Ana", "نص Ana"] {
            assert!(is_isolated("ar", value), "{value}");
            assert!(!is_isolated("en", value), "{value}");
        }
        for value in ["1,234", "نوفمبر", "22 نوفمبر 2026"] {
            assert!(!is_isolated("ar", value), "{value}");
        }
    }

    #[test]
    fn long_numbers_are_grouped_as_their_language_does() {
        let table = [
            ("en", ["0", "999", "1,234", "12,345", "1,234,567"]),
            ("de", ["0", "999", "1.234", "12.345", "1.234.567"]),
            ("de-CH", ["0", "999", "1’234", "12’345", "1’234’567"]),
            ("fr", ["0", "999", "1\u{202f}234", "12\u{202f}345", "1\u{202f}234\u{202f}567"]),
            ("es", ["0", "999", "1234", "12.345", "1.234.567"]),
            ("pl-PL", ["0", "999", "1234", "12\u{a0}345", "1\u{a0}234\u{a0}567"]),
            ("tlh", ["0", "999", "1234", "12345", "1234567"]),
        ];
        for (language, expected) in table {
            let grammar = Grammar::of(language);
            let written = [0, 999, 1234, 12345, 1_234_567].map(|number| grammar.number(number));
            assert_eq!(written, expected, "{language}");
        }
        assert_eq!(Grammar::of("en").number(-1234), "-1,234");
    }

    #[test]
    fn each_language_has_its_own_forms() {
        let table = [
            ("en", [(0, "other"), (1, "one"), (2, "other")]),
            ("de-AT", [(0, "other"), (1, "one"), (2, "other")]),
            ("fr", [(0, "one"), (1, "one"), (2, "other")]),
            ("pl", [(1, "one"), (3, "few"), (5, "many")]),
            ("ar", [(0, "zero"), (2, "two"), (11, "many")]),
            ("ja", [(0, "other"), (1, "other"), (2, "other")]),
            ("zh-Hans-CN", [(0, "other"), (1, "other"), (2, "other")]),
            ("tlh", [(0, "other"), (1, "one"), (2, "other")]),
        ];
        for (language, expected) in table {
            let grammar = Grammar::of(language);
            for (count, form) in expected {
                assert_eq!(grammar.form(count), form, "{count} in {language}");
            }
        }
    }
}
