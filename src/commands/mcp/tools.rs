//! The tools that assistants are offered, and what they may be asked.

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Most pages or hits in one answer.
pub const MOST: usize = 50;

/// A tool with what it is asked.
#[derive(Debug)]
pub enum ToolCall {
    Search(SearchArguments),
    ReadPage(PageArguments),
    WhoAnswers(WhoArguments),
    IsUrgent(UrgentArguments),
    ListPages(ListArguments),
    WhatChanged(ChangedArguments),
    ReviewQueue(QueueArguments),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchArguments {
    pub query: String,
    pub limit: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageArguments {
    pub page: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoArguments {
    pub about: String,
    pub from: Option<String>,
    pub at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgentArguments {
    pub what: String,
    pub from: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListArguments {
    pub section: Option<String>,
    pub owner: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub tag: Option<String>,
    pub state: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangedArguments {
    pub days: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueArguments {
    pub owner: Option<String>,
}

/// The tool with this name; what is wrong with its arguments; nothing for a name that no tool has.
pub fn find(name: &str, arguments: Value) -> Option<Result<ToolCall, String>> {
    Some(match name {
        "search" => read(arguments).map(ToolCall::Search),
        "read_page" => read(arguments).map(ToolCall::ReadPage),
        "who_answers" => read(arguments).map(ToolCall::WhoAnswers),
        "is_urgent" => read(arguments).map(ToolCall::IsUrgent),
        "list_pages" => read(arguments).map(ToolCall::ListPages),
        "what_changed" => read(arguments).map(ToolCall::WhatChanged),
        "review_queue" => read(arguments).map(ToolCall::ReviewQueue),
        _ => return None,
    })
}

fn read<T: DeserializeOwned>(arguments: Value) -> Result<T, String> {
    serde_json::from_value(arguments).map_err(|error| format!("invalid arguments: {error}"))
}

/// All tools, as assistants see them.
pub fn all() -> Vec<Tool> {
    answers().into_iter().chain(lists()).collect()
}

/// Tools that answer a question.
fn answers() -> [Tool; 4] {
    let page = text("the address of a page, such as policies/expenses/, or its file");
    let zone = text("the asker's time zone, such as America/Bogota");
    [
        tool(
            "search",
            "Find pages of the handbook by words or a question. Quotes keep words \
            together; owner:, section:, type:, tag: and state: narrow.",
            &["query"],
            json!({
                "query": text("what people would type or say"),
                "limit": {"type": "integer", "minimum": 1, "maximum": MOST, "default": 8},
            }),
        ),
        tool(
            "read_page",
            "Read one page as Markdown, with its owner, the state of its review and \
            a warning when it may be out of date.",
            &["page"],
            json!({"page": page}),
        ),
        tool(
            "who_answers",
            "Whom to ask about a page or a subject, where, and by when an answer \
            can be expected.",
            &["about"],
            json!({
                "about": text("the address of a page, or a subject in words"),
                "from": zone,
                "at": text("when it is asked, such as `Fri 18:00`; now, if it is not said"),
            }),
        ),
        tool(
            "is_urgent",
            "Whether something that happened is urgent, where to report it, and who \
            is next if nobody answers.",
            &["what"],
            json!({
                "what": text("what happened, in words"),
                "from": zone,
            }),
        ),
    ]
}

/// Tools that list pages.
fn lists() -> [Tool; 3] {
    [
        tool(
            "list_pages",
            "List pages, all of them or those of a section, owner, type, tag or \
            review state.",
            &[],
            json!({
                "section": text("the first part of addresses, such as policies"),
                "owner": text("a person, team or role"),
                "type": text("such as policy or runbook"),
                "tag": text("a tag"),
                "state": text("such as stale or due-soon"),
            }),
        ),
        tool(
            "what_changed",
            "List the pages that changed in the last days, the newest first.",
            &[],
            json!({"days": {"type": "integer", "minimum": 1, "maximum": 366, "default": 14}}),
        ),
        tool(
            "review_queue",
            "List the pages whose review is overdue, due soon or missing.",
            &[],
            json!({"owner": text("only those of a person, team or role")}),
        ),
    ]
}

fn text(about: &str) -> Value {
    json!({"type": "string", "description": about})
}

fn tool(name: &'static str, about: &'static str, required: &[&str], properties: Value) -> Tool {
    let schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    let schema: JsonObject = schema.as_object().cloned().unwrap_or_default();
    let annotations = ToolAnnotations::new().read_only(true).open_world(false);
    Tool::new(name, about, schema).with_annotations(annotations)
}

#[cfg(test)]
mod tests {
    use super::{all, find};
    use serde_json::json;

    #[test]
    fn every_tool_that_is_offered_can_be_called() {
        for tool in all() {
            let called = find(&tool.name, json!({"nonsense": 1})).expect("a tool");
            assert!(called.is_err_and(|message| message.contains("nonsense")), "{}", tool.name);
        }
        assert!(find("delete_page", json!({})).is_none());
        let wrong = find("search", json!({"query": 7})).expect("a tool");
        assert!(wrong.is_err_and(|message| message.contains("string")));
    }
}
