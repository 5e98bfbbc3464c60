//! The grammar of a language as far as short texts need it: plural forms as CLDR has them ("1
//! page", "2 pages"; in Polish "2 strony", "5 stron"), and which way lines run.

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

/// Names of the forms, as keys of words end.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// What differs from language to language, beside words; of an unknown one, as in English.
#[derive(Clone, Default)]
pub struct Grammar {
    rules: Option<PluralRules>,
    is_right_to_left: bool,
}

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
            is_right_to_left: RIGHT_TO_LEFT.contains(&first),
        }
    }

    /// Whether lines run from right to left.
    pub fn is_right_to_left(&self) -> bool {
        self.is_right_to_left
    }

    /// The marks around what is put into a sentence: in one from right to left, a name such as
    /// `#platform` would otherwise lend its direction to what is beside it.
    pub fn isolates(&self, value: &str) -> [&'static str; 2] {
        let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
        if self.is_right_to_left && !is_number { ["\u{2068}", "\u{2069}"] } else { ["", ""] }
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
