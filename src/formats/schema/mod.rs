//! JSON Schemas of what authors write, for editors that complete and check. What a key means in the end is said by the readers in `load`
//! and `config`; the tests hold the two together.

/// The schema of handbook.yaml.
pub const HANDBOOK: &str = include_str!("handbook.json");

/// The schema of people.yaml.
pub const PEOPLE: &str = include_str!("people.json");

/// The schema of the front matter of pages.
pub const FRONT_MATTER: &str = include_str!("front-matter.json");

/// All of them in one object, each under its name.
pub fn all() -> String {
    let [handbook, people, page] = [HANDBOOK, PEOPLE, FRONT_MATTER].map(str::trim_end);
    format!("{{\n\"handbook\": {handbook},\n\"people\": {people},\n\"front-matter\": {page}\n}}\n")
}

#[cfg(test)]
mod tests {
    use super::{FRONT_MATTER, HANDBOOK, PEOPLE};
    use crate::config::{self, Config};
    use crate::diag::{Finding, Rule};
    use crate::load::front_matter::front_matter;
    use crate::source::Source;
    use serde_json::Value;

    fn keys(schema: &str) -> Vec<String> {
        let schema: Value = serde_json::from_str(schema).expect("JSON");
        schema["properties"].as_object().expect("properties").keys().cloned().collect()
    }

    fn unknown(findings: &[Finding]) -> Vec<&str> {
        findings.iter().filter(|finding| finding.rule() == Rule::UnknownKey).map(Finding::message).collect()
    }

    #[test]
    fn every_key_of_the_schemas_is_read() {
        let text = |schema| keys(schema).iter().map(|key| format!("{key}:\n")).collect::<String>();
        let (_, findings) = config::read(&Source::new("handbook.yaml", text(HANDBOOK)));
        assert_eq!(unknown(&findings), [""; 0]);
        let page = Source::new("a.md", format!("---\n{}---\n", text(FRONT_MATTER)));
        let (meta, _, findings) = front_matter(&page, &Config::default());
        assert_eq!(unknown(&findings), [""; 0]);
        assert_eq!(meta.extra, []);
    }

    /// Editors complete and check the example as they do a real handbook.
    #[test]
    fn the_example_has_the_same_schemas() {
        assert_eq!(HANDBOOK, include_str!("../../../example-handbook/.schemas/handbook.json"));
        assert_eq!(PEOPLE, include_str!("../../../example-handbook/.schemas/people.json"));
        assert_eq!(FRONT_MATTER, include_str!("../../../example-handbook/.schemas/front-matter.json"));
    }

    #[test]
    fn the_example_is_valid() {
        let handbook = include_str!("../../../example-handbook/handbook.yaml");
        let people = include_str!("../../../example-handbook/people.yaml");
        for (schema, yaml) in [(HANDBOOK, handbook), (PEOPLE, people)] {
            let schema: Value = serde_json::from_str(schema).expect("JSON");
            let written: Value = serde_yaml::from_str(yaml).expect("YAML");
            let validator = jsonschema::validator_for(&schema).expect("a schema");
            let errors: Vec<String> = validator.iter_errors(&written).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0]);
            let mut wrong = written.clone();
            wrong["titel"] = Value::Null;
            assert!(!validator.is_valid(&wrong));
        }
    }
}
