//! Tables for spreadsheets: the document register, and findings.

use crate::day::Day;
use crate::diag::Finding;

/// One line of the document register: what an auditor asks of a page. Values that are not there
/// stay empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterRow {
    /// The address, relative to the site.
    pub address: String,
    /// The title.
    pub title: String,
    /// The version, as it is written.
    pub version: Option<String>,
    /// The status.
    pub status: Option<String>,
    /// Who is accountable.
    pub owner: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// The day of the last review.
    pub reviewed: Option<Day>,
    /// Who read it.
    pub by: Option<String>,
    /// The last commit that touched it.
    pub commit: Option<String>,
    /// The day of the next review.
    pub next: Option<Day>,
    /// The hash of the text now.
    pub hash: String,
    /// The label of classification.
    pub classification: Option<String>,
    /// How many of those who are asked have acknowledged it: `9 of 12`.
    pub acknowledged: Option<String>,
    /// The values of the declared extra keys, in their order.
    pub extra: Vec<Option<String>>,
}

/// The document register; `extra_keys` name the last columns.
pub fn register(rows: &[RegisterRow], extra_keys: &[String]) -> String {
    const COLUMNS: [&str; 13] = [
        "address",
        "title",
        "version",
        "status",
        "owner",
        "approver",
        "reviewed",
        "by",
        "commit",
        "next",
        "hash",
        "classification",
        "acknowledged",
    ];
    let header = COLUMNS
        .iter()
        .map(|column| (*column).to_owned())
        .chain(extra_keys.iter().cloned())
        .collect();
    table(header, rows.iter().map(cells))
}

/// The findings, in their order.
pub fn findings(findings: &[Finding]) -> String {
    const COLUMNS: [&str; 7] = ["severity", "rule", "path", "line", "column", "message", "help"];
    let header = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
    table(header, findings.iter().map(finding_cells))
}

fn cells(row: &RegisterRow) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let own = [
        row.address.clone(),
        row.title.clone(),
        text(&row.version),
        text(&row.status),
        text(&row.owner),
        text(&row.approver),
        day(row.reviewed),
        text(&row.by),
        text(&row.commit),
        day(row.next),
        row.hash.clone(),
        text(&row.classification),
        text(&row.acknowledged),
    ];
    own.into_iter().chain(row.extra.iter().map(text)).collect()
}

fn finding_cells(finding: &Finding) -> Vec<String> {
    let start = finding.location().start();
    let number =
        |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
    vec![
        finding.severity().to_string(),
        finding.rule().to_string(),
        finding.location().path().to_owned(),
        number(start.map(|start| start.line)),
        number(start.map(|start| start.column)),
        finding.message().to_owned(),
        finding.help().to_owned(),
    ]
}

/// Any table with these columns.
pub fn rows(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    table(columns.iter().map(|column| (*column).to_owned()).collect(), rows)
}

/// Lines end with CRLF, as RFC 4180 says.
fn table(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let terminator = csv::Terminator::CRLF;
    let mut writer =
        csv::WriterBuilder::new().terminator(terminator).flexible(true).from_writer(Vec::new());
    let lines = std::iter::once(header)
        .chain(rows)
        .map(|cells| cells.into_iter().map(harmless).collect::<Vec<_>>());
    // Writing into memory cannot fail.
    for line in lines {
        let _ = writer.write_record(line);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A cell that a spreadsheet would run as a formula gets an apostrophe in front; a plain handle or
/// number such as `@ana` stays as it is.
fn harmless(cell: String) -> String {
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ' ' | '@' | ':');
    let first = cell.chars().next();
    let is_formula = match first {
        Some('=' | '\t' | '\r') => true,
        Some('+' | '-' | '@') => !cell.chars().skip(1).all(is_plain),
        _ => false,
    };
    if is_formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::{RegisterRow, findings, register};
    use crate::day::Day;
    use crate::formats::tests as samples;

    #[test]
    fn the_register_has_a_column_for_each_value() {
        let row = RegisterRow {
            address: "people/expenses/".into(),
            title: "Expenses, \"small\"\nand large".into(),
            version: Some("1.10".into()),
            owner: Some("@ana".into()),
            approver: Some("=HYPERLINK(\"x\")".into()),
            by: Some("@SUM(1+1)".into()),
            reviewed: Day::parse("2026-08-14").ok(),
            extra: vec![Some("4711".into()), None],
            ..RegisterRow::default()
        };
        let csv = register(&[row], &["cost_centre".into(), "x".into()]);
        assert_eq!(
            csv,
            "address,title,version,status,owner,approver,reviewed,by,commit,next,hash,classification,acknowledged,cost_centre,x\r\n\
             people/expenses/,\"Expenses, \"\"small\"\"\nand \
             large\",1.10,,@ana,\"'=HYPERLINK(\"\"x\"\")\",2026-08-14,'@SUM(1+1),,,,,,4711,\r\n"
        );
        assert_eq!(register(&[], &[]).lines().count(), 1);
    }

    #[test]
    fn findings_are_rows() {
        let csv = findings(&samples::findings());
        assert_eq!(csv.lines().count(), 5);
        assert!(csv.contains("\r\nwarning,stale-page,\"über uns/a,b.md\",1,3,"), "{csv}");
    }
}
