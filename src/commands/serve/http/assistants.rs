//! `serve --mcp`: assistants ask at [`PATH`], over the Model Context Protocol.
//!
//! Each question is answered by itself, as JSON: there are no sessions, so nothing is kept for
//! whoever does not come back.

use crate::commands::mcp::McpServer;
use axum::body::Body;
use axum::http::{Request, Response};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use std::sync::Arc;

/// Where assistants ask, without the first slash.
pub const PATH: &str = "-/mcp";

/// Bytes of one question.
const LONGEST: usize = 64 * 1024;

/// What answers assistants.
pub struct Assistants(StreamableHttpService<Arc<McpServer>, NeverSessionManager>);

impl Assistants {
    /// Answers from this handbook.
    pub fn new(server: McpServer) -> Self {
        let server = Arc::new(server);
        // Whose pages may ask was settled by `guard`, by the same rule as for pages.
        let config = StreamableHttpServerConfig::default()
            .disable_allowed_hosts()
            .with_legacy_session_mode(false)
            .with_json_response(true)
            .with_max_request_body_bytes(LONGEST);
        let sessions = Arc::new(NeverSessionManager::default());
        Assistants(StreamableHttpService::new(move || Ok(server.clone()), sessions, config))
    }

    /// The answer to a question that was let in.
    pub async fn answer(&self, request: Request<Body>) -> Response<Body> {
        self.0.handle(request).await.map(Body::new)
    }
}
