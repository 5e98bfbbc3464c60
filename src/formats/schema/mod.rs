//! JSON Schemas of what authors write, for editors that complete and check: made from the tables of
//! keys by which it is read.

mod front_matter;
#[cfg(test)]
pub(crate) mod manual;
mod value;

use crate::config::table;
use crate::yaml::MapKey;
use serde_json::{Value, json};

/// The schema of people.yaml.
pub fn people() -> String {
    let about = "People, teams and roles of a handbook.";
    format!("{:#}\n", file("people.yaml", about, table::people::PEOPLE))
}

/// The schema of glossary.yaml.
pub fn glossary() -> String {
    let about = "The terms of a company, with what they mean.";
    format!("{:#}\n", file("glossary.yaml", about, table::glossary::GLOSSARY))
}

/// The schema of handbook.yaml.
pub fn handbook() -> String {
    let about = "The settings of a handbook; every key is optional.";
    let mut schema = file("handbook.yaml", about, table::handbook::keys());
    if let Some(entry) = schema.pointer_mut("/properties/defaults/items") {
        *entry = front_matter::defaults();
    }
    format!("{schema:#}\n")
}

fn file(name: &str, about: &str, keys: impl IntoIterator<Item = &'static MapKey>) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "description": about,
        "type": ["object", "null"],
        "properties": value::properties(keys),
        "additionalProperties": false,
    })
}

/// The schema of the front matter of pages.
pub fn front_matter() -> String {
    format!("{:#}\n", front_matter::schema())
}

/// All of them in one object, each under its name.
pub fn all() -> String {
    let files = [
        ("handbook", handbook()),
        ("people", people()),
        ("glossary", glossary()),
        ("front-matter", front_matter()),
    ];
    let files = files.map(|(name, schema)| format!("\"{name}\": {}", schema.trim_end()));
    format!("{{\n{}\n}}\n", files.join(",\n"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "the tests hold files of this repository")]

    use super::{
        front_matter as page_schema, handbook as handbook_schema, people as people_schema,
    };
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
        assert!(written == expected, "{path} is not as the table says: UPDATE=1 cargo test --lib");
    }

    /// Editors complete and check the example as they do a real handbook.
    #[test]
    fn the_example_has_the_same_schemas() {
        let schemas = [
            ("handbook", handbook_schema()),
            ("people", people_schema()),
            ("glossary", super::glossary()),
            ("front-matter", page_schema()),
        ];
        for (name, schema) in schemas {
            let root = env!("CARGO_MANIFEST_DIR");
            let path = format!("{root}/example-handbook/.schemas/{name}.json");
            let written = std::fs::read_to_string(&path).expect("a schema");
            hold(&path, &written, &schema);
        }
    }

    #[test]
    fn the_example_is_valid() {
        let handbook = include_str!("../../../example-handbook/handbook.yaml");
        let people = include_str!("../../../example-handbook/people.yaml");
        let glossary = include_str!("../../../example-handbook/glossary.yaml");
        let files = [
            (handbook_schema(), handbook),
            (people_schema(), people),
            (super::glossary(), glossary),
        ];
        for (schema, yaml) in files {
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
