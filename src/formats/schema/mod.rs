//! JSON Schemas of what authors write, for editors that complete and check. That of front matter,
//! and of what `defaults:` takes of it, is made from the table of keys; the rest is written by
//! hand.

mod front_matter;
#[cfg(test)]
mod manual;

/// The schema of people.yaml.
pub const PEOPLE: &str = include_str!("people.json");

/// The schema of handbook.yaml, with a text where the values of `defaults:` go.
const HANDBOOK: &str = include_str!("handbook.json");

/// Where the values of `defaults:` go, and the blanks in front of that line.
const DEFAULTS: (&str, &str) = ("\"keys of front matter\"", "          ");

/// The schema of handbook.yaml.
pub fn handbook() -> String {
    let (mark, indent) = DEFAULTS;
    let values = format!("{:#}", front_matter::defaults()).replace('\n', &format!("\n{indent}"));
    HANDBOOK.replace(mark, &values)
}

/// The schema of the front matter of pages.
pub fn front_matter() -> String {
    format!("{:#}\n", front_matter::schema())
}

/// All of them in one object, each under its name.
pub fn all() -> String {
    let (handbook, page) = (handbook(), front_matter());
    let [handbook, people, page] = [&*handbook, PEOPLE, &*page].map(str::trim_end);
    format!("{{\n\"handbook\": {handbook},\n\"people\": {people},\n\"front-matter\": {page}\n}}\n")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests hold files of this repository")]

    use super::{PEOPLE, front_matter as page_schema, handbook as handbook_schema};
    use crate::config::{self, Config};
    use crate::diag::{Finding, Rule};
    use crate::load::front_matter::front_matter;
    use crate::load::meta::table;
    use crate::source::Source;
    use serde_json::Value;

    fn keys(schema: &str) -> Vec<String> {
        let schema: Value = serde_json::from_str(schema).expect("JSON");
        schema["properties"].as_object().expect("properties").keys().cloned().collect()
    }

    fn unknown(findings: &[Finding]) -> Vec<&str> {
        findings
            .iter()
            .filter(|finding| finding.rule() == Rule::UnknownKey)
            .map(Finding::message)
            .collect()
    }

    #[test]
    fn every_key_of_the_schemas_is_read() {
        let text =
            |schema: &str| keys(schema).iter().map(|key| format!("{key}:\n")).collect::<String>();
        let (_, findings) = config::read(&Source::new("handbook.yaml", text(&handbook_schema())));
        assert_eq!(unknown(&findings), [""; 0]);
        let page = Source::new("a.md", format!("---\n{}---\n", text(&page_schema())));
        let (meta, _, findings) = front_matter(&page, &Config::default());
        assert_eq!(unknown(&findings), [""; 0]);
        let is_of_records = |key: &str| {
            table::key_named(key).is_none_or(|key| !key.types.is_empty()) || key == "series"
        };
        let extra = meta.extra.iter().map(|entry| entry.key.as_str());
        assert_eq!(extra.filter(|key| !is_of_records(key)).collect::<Vec<_>>(), [""; 0]);
    }

    /// Holds a file to what it should be, or writes it where `UPDATE=1` says so.
    pub(super) fn hold(path: &str, written: &str, expected: &str) {
        if std::env::var_os("UPDATE").is_some() && written != expected {
            std::fs::write(path, expected).expect("a file that can be written");
            return;
        }
        assert!(
            written == expected,
            "{path} is not as the table says: UPDATE=1 cargo test --lib schema"
        );
    }

    /// Editors complete and check the example as they do a real handbook.
    #[test]
    fn the_example_has_the_same_schemas() {
        let [handbook, page] = [handbook_schema(), page_schema()];
        for (name, schema) in
            [("handbook", &*handbook), ("people", PEOPLE), ("front-matter", &*page)]
        {
            let root = env!("CARGO_MANIFEST_DIR");
            let path = format!("{root}/example-handbook/.schemas/{name}.json");
            let written = std::fs::read_to_string(&path).expect("a schema");
            hold(&path, &written, schema);
        }
    }

    #[test]
    fn the_example_is_valid() {
        let handbook = include_str!("../../../example-handbook/handbook.yaml");
        let people = include_str!("../../../example-handbook/people.yaml");
        for (schema, yaml) in [(handbook_schema(), handbook), (PEOPLE.to_owned(), people)] {
            let schema: Value = serde_json::from_str(&schema).expect("JSON");
            let written: Value = serde_yaml::from_str(yaml).expect("YAML");
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let errors: Vec<String> =
                validator.iter_errors(&written).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            let mut wrong = written.clone();
            wrong["titel"] = Value::Null;
            assert!(!validator.is_valid(&wrong));
        }
    }
}
