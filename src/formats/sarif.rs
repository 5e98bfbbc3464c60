//! SARIF 2.1.0, for code scanning services and editors.

use super::fingerprint::fingerprints;
use crate::diag::{Finding, Rule, Severity};
use crate::site::address::IN_PATH;
use percent_encoding::utf8_percent_encode;
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Who says all this, and about what.
#[derive(Clone, Copy, Debug)]
pub struct SarifSubject<'a> {
    /// The version of this program.
    pub version: &'a str,
    /// Where rules are explained; the id of a rule follows. `None` where that is not published.
    pub rules_at: Option<&'a str>,
    /// Where the handbook lies in its repository: empty, or with `/` at the end.
    pub folder: &'a str,
}

/// The findings as a SARIF log with one run.
pub fn sarif(findings: &[Finding], about: &SarifSubject<'_>) -> String {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(findings, about)] };
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [SarifRun<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRun<'a> {
    tool: SarifTool<'a>,
    column_kind: &'a str,
    results: Vec<Res<'a>>,
}

#[derive(Serialize)]
struct SarifTool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    default_configuration: SarifConfiguration,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
}

#[derive(Serialize)]
struct SarifConfiguration {
    level: &'static str,
}

/// `Result` is taken.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Res<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [SarifLocation; 1],
    partial_fingerprints: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifLocation {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

fn run<'a>(findings: &[Finding], about: &SarifSubject<'a>) -> SarifRun<'a> {
    let mut rules: Vec<Rule> = findings.iter().map(Finding::rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let results = findings.iter().zip(fingerprints(findings)).map(|(finding, print)| {
        let rule_index = rules.binary_search(&finding.rule()).unwrap_or_default();
        result(finding, rule_index, print, about)
    });
    SarifRun {
        results: results.collect(),
        column_kind: "unicodeCodePoints",
        tool: SarifTool {
            driver: Driver {
                name: "handbook",
                semantic_version: about.version,
                rules: rules.iter().map(|rule| descriptor(*rule, about)).collect(),
            },
        },
    }
}

fn descriptor(rule: Rule, about: &SarifSubject<'_>) -> Descriptor {
    let help_uri = about.rules_at.map(|at| format!("{at}{}", rule.id()));
    Descriptor {
        id: rule.id(),
        default_configuration: SarifConfiguration { level: level(rule.severity()) },
        help_uri,
    }
}

fn result<'a>(
    finding: &Finding,
    rule_index: usize,
    print: String,
    about: &SarifSubject<'_>,
) -> Res<'a> {
    let path = super::path_in_repository(about.folder, finding);
    let uri = utf8_percent_encode(&path, IN_PATH).to_string();
    let physical_location = Physical {
        artifact_location: Artifact { uri, uri_base_id: "%SRCROOT%" },
        region: region(finding),
    };
    Res {
        rule_id: finding.rule().id(),
        rule_index,
        level: level(finding.severity()),
        message: Message { text: format!("{}\n{}", finding.message(), finding.help()) },
        locations: [SarifLocation { physical_location }],
        partial_fingerprints: BTreeMap::from([("handbook/v1", print)]),
    }
}

/// A file as a whole is shown at its first line: services drop results without a line.
fn region(finding: &Finding) -> Region {
    let (start, end) = (finding.location().start(), finding.location().end());
    Region {
        start_line: start.map_or(1, |start| start.line),
        start_column: start.map(|start| start.column),
        end_line: end.map(|end| end.line),
        end_column: end.map(|end| end.column),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::{SarifSubject, sarif};
    use crate::formats::tests as samples;
    use serde_json::{Value, json};

    fn written() -> Value {
        let about = SarifSubject {
            version: "0.1.0",
            rules_at: Some("https://handbook.example/rules/#"),
            folder: "docs/",
        };
        serde_json::from_str(&sarif(&samples::findings(), &about)).expect("JSON")
    }

    #[test]
    fn the_official_schema_accepts_it() {
        let schema = include_str!("../../tests/data/sarif-2.1.0.schema.json");
        let mut schema: Value = serde_json::from_str(schema).expect("a schema");
        // Its pattern for a language has a bracket too many, and we write no language.
        for definition in ["run", "toolComponent"] {
            schema["definitions"][definition]["properties"]["language"] = json!({});
        }
        let validator =
            jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
        for log in [
            written(),
            serde_json::from_str(&sarif(
                &[],
                &SarifSubject { version: "0.1.0", rules_at: None, folder: "" },
            ))
            .expect("JSON"),
        ] {
            let errors: Vec<String> =
                validator.iter_errors(&log).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
        let mut wrong = written();
        wrong["runs"][0]["results"][0]["level"] = json!("notice");
        assert!(!validator.is_valid(&wrong), "the schema refuses what is wrong");
    }

    #[test]
    fn places_are_counted_in_code_points() {
        let result = &written()["runs"][0]["results"][1];
        let region = json!({"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 8});
        assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri, "docs/%C3%BCber%20uns/a,b.md");
        assert_eq!(
            written()["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"],
            "https://handbook.example/rules/#stale-page"
        );
    }
}
