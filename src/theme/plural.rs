//! Plural forms of a language, as CLDR has them: "1 page", "2 pages"; in Polish "2 strony", "5
//! stron".

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

/// Names of the forms, as keys of words end.
pub const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The rules of one language; of an unknown one, those of English.
#[derive(Clone, Default)]
pub struct Plurals(Option<PluralRules>);

impl Plurals {
    /// Those of a language (BCP 47), or of its first part.
    pub fn of(language: &str) -> Plurals {
        let first = language.split(['-', '_']).next().unwrap_or(language);
        let rules = |tag: &str| {
            let language: LanguageIdentifier = tag.parse().ok()?;
            PluralRules::create(language, PluralRuleType::CARDINAL).ok()
        };
        Plurals(rules(language).or_else(|| rules(first)))
    }

    /// The form for so many things.
    pub fn form(&self, count: u64) -> &'static str {
        let category = self.0.as_ref().and_then(|rules| rules.select(count).ok());
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

impl std::fmt::Debug for Plurals {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let language = self.0.as_ref().map(|rules| rules.get_locale().to_string());
        formatter.debug_tuple("Plurals").field(&language).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Plurals;

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
            let plurals = Plurals::of(language);
            for (count, form) in expected {
                assert_eq!(plurals.form(count), form, "{count} in {language}");
            }
        }
    }
}
