//! `handbook mcp`: the handbook for assistants, over the Model Context Protocol on standard input
//! and output; `serve --mcp` offers the same over HTTP.
//!
//! It reads and answers, and writes nothing. Whom it answers for is settled when it starts: pages
//! for fewer people are left out at reading, as in a build for that audience.

mod answers;
mod pages;
mod tools;

use crate::clock;
use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::Session;
use crate::disk::Changed;
use crate::search::index::Index;
use answers::Answers;
use clap::Args;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ErrorData,
    Implementation, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ResourceContents,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer};
use rmcp::{ServerHandler, ServiceExt};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// `handbook mcp`
#[derive(Args, Debug)]
pub struct McpCommand {
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// How it is read, and for whom.
    #[command(flatten)]
    pub settings: Settings,
}

/// What an assistant is told before it asks anything.
const INSTRUCTIONS: &str = "The handbook of a company: how it works, who owns what, what is \
    urgent. Search it before you answer from memory, cite the address of each page that you use, \
    and say so when an answer comes with a warning that the page may be out of date. Nothing here \
    can be changed.";

/// Answers until standard input ends.
pub fn run(options: &McpCommand, _: &mut Console) -> Result<Exit, Failure> {
    let server = McpServer::new(options.dir.as_deref(), &options.settings)?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| cannot_start(&error.to_string()))?;
    runtime.block_on(async {
        let service = server
            .serve((tokio::io::stdin(), tokio::io::stdout()))
            .await
            .map_err(|error| cannot_start(&error.to_string()))?;
        // The end of input is how it ends.
        let _ = service.waiting().await;
        Ok(Exit::Fine)
    })
}

fn cannot_start(error: &str) -> Failure {
    Failure::usage(
        format!("no assistant speaks to this server: {error}"),
        "name this command in the settings of an assistant; it speaks the Model Context Protocol",
    )
}

/// The handbook, read again for each question where it changed.
pub struct McpServer {
    state: Mutex<McpState>,
    today: Option<String>,
}

/// What is kept between questions.
struct McpState {
    session: Session,
    /// The last index, and what it was made from.
    index: Option<(String, Index)>,
}

impl McpServer {
    /// Reads the handbook. What cannot be read is said now, not in the first answer.
    pub fn new(dir: Option<&Path>, settings: &Settings) -> Result<Self, Failure> {
        let mut session = Session::new(dir, settings, None)?;
        session.load()?;
        let state = McpState { session, index: None };
        Ok(McpServer { state: Mutex::new(state), today: settings.today.clone() })
    }

    /// Answers from the handbook as it is now, while other threads go on.
    fn answer<T>(&self, with: impl FnOnce(&Answers<'_>) -> Result<T, String>) -> Result<T, String> {
        tokio::task::block_in_place(|| self.read_and_answer(with))
    }

    fn read_and_answer<T>(
        &self,
        with: impl FnOnce(&Answers<'_>) -> Result<T, String>,
    ) -> Result<T, String> {
        let mut state = self.state.lock().map_err(|_| "an earlier question failed".to_owned())?;
        let McpState { session, index } = &mut *state;
        // Nobody tells of edits: each file is looked at, and read where it is another.
        session.forget(&Changed::Anything);
        let read = session.read().map_err(|failure| failure.to_string())?;
        let fingerprint = session.fingerprint(&read, "");
        let handbook = session.load_read(read);
        let analysis = session.analyse(&handbook);
        let zone = &handbook.site.config().timezone;
        let now = clock::now(self.today.as_deref(), zone)?;
        let known = index.take().filter(|(made_from, _)| *made_from == fingerprint);
        let (theme, today) = (&*handbook.theme, handbook.today);
        let answers = Answers::new(&analysis, theme, (today, now), known.map(|(_, index)| index));
        let answer = with(&answers);
        *index = answers.into_index().map(|index| (fingerprint, index));
        answer
    }
}

impl ServerHandler for McpServer {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let program = Implementation::new("handbook", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities).with_server_info(program).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let arguments = Value::Object(request.arguments.unwrap_or_default());
        let Some(tool) = tools::find(&request.name, arguments) else {
            return Err(ErrorData::invalid_params(
                format!("no tool is called `{}`", request.name),
                None,
            ));
        };
        let answer = tool.and_then(|tool| self.answer(|answers| answers.of(tool)));
        let result = match answer {
            Ok(value) => {
                let text = serde_json::to_string_pretty(&value).unwrap_or_default();
                CallToolResult::success(vec![ContentBlock::text(text)])
            }
            Err(message) => CallToolResult::error(vec![ContentBlock::text(message)]),
        };
        Ok(result.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let resources = self.answer(|answers| Ok(answers.resources()));
        resources
            .map(ListResourcesResult::with_all_items)
            .map_err(|message| ErrorData::internal_error(message, None))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let text = self.answer(|answers| answers.resource(&request.uri));
        let text = text.map_err(|message| ErrorData::resource_not_found(message, None))?;
        let contents = ResourceContents::text(text, request.uri).with_mime_type("text/markdown");
        Ok(ReadResourceResult::new(vec![contents]).into())
    }
}
