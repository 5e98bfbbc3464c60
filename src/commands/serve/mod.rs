//! `handbook serve`: the site on this computer, from memory.

mod http;

use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{self, Handbook};
use crate::commands::{browser, search, summary};
use crate::disk;
use crate::outputs::{Output, Outputs};
use crate::render::Renderer;
use crate::render::security;
use crate::{check, resolve};
use axum::http::header::{HeaderName, HeaderValue};
use http::{Question, Shared};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How many ports are tried behind the one that was asked for.
const PORTS: u16 = 50;

/// Loads, then answers until Ctrl-C. One thread holds the site and makes pages when they are asked for; another speaks HTTP.
pub fn run(options: &cli::Serve, console: &mut Console) -> Result<Exit, Failure> {
    let mut handbook = pipeline::open(options.reading.dir.as_deref(), &options.reading.settings, None)?;
    let runtime =
        Runtime::new().map_err(|error| Failure::usage(format!("the server cannot start: {error}"), "try again"))?;
    let listener = runtime.block_on(listen(options))?;
    let address = listener.local_addr().map_err(|error| Failure::usage(error.to_string(), "try again"))?;
    let mut findings = std::mem::take(&mut handbook.findings);
    let (resolved, found) = resolve::resolve(&handbook.site);
    findings.extend(found);
    let report = pipeline::govern(&handbook, &resolved);
    findings.extend(check::governance::findings(&resolved, &report));
    let sizes = disk::image_sizes(&handbook.root, resolved.files());
    let renderer = Renderer::new(&resolved, &report, &handbook.theme, sizes);
    let (mut outputs, found) = renderer.outputs();
    findings.extend(found);
    search::index(&resolved, &report)?.publish(&mut outputs);
    banner(console, &handbook, &check::judge(&handbook.site, findings), address);
    if options.open {
        browser::open(&format!("http://{address}/"));
    }
    let (site, questions) = channel();
    let shared = Shared { site, host: options.host, headers: headers(&renderer) };
    std::thread::scope(|scope| {
        let (outputs, root) = (&outputs, &handbook.root);
        scope.spawn(move || answer(outputs, root, &questions));
        runtime.block_on(http::run(listener, shared))
    })
    .map_err(|error| Failure::usage(format!("the server ended: {error}"), "start it again"))?;
    Ok(Exit::Fine)
}

/// The port that was asked for, or the next free one.
async fn listen(options: &cli::Serve) -> Result<TcpListener, Failure> {
    let last = if options.strict_port { options.port } else { options.port.saturating_add(PORTS) };
    let mut trouble = String::new();
    for port in options.port..=last {
        match TcpListener::bind(SocketAddr::new(options.host, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => trouble = error.to_string(),
        }
    }
    let message = format!("port {} of {} cannot be used: {trouble}", options.port, options.host);
    Err(Failure::usage(message, "name another with `--port`, or 0 for any free one"))
}

/// Answers questions until nobody can ask any more.
fn answer(outputs: &Outputs<'_>, root: &Path, questions: &Receiver<Question>) {
    for Question { path, reply } in questions {
        let bytes = outputs.get(&path).and_then(|output| match output {
            Output::Bytes(bytes) => Some(bytes.clone()),
            Output::Copy(file) => disk::read_bytes(root, file),
            Output::Rendered(render) => Some(render().0),
        });
        // A reader that has gone away needs no answer.
        let _ = reply.send(bytes);
    }
}

fn headers(renderer: &Renderer<'_>) -> Vec<(HeaderName, HeaderValue)> {
    let headers = security::headers(&renderer.hosts()).into_iter();
    headers
        .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?)))
        .collect()
}

fn banner(console: &mut Console, handbook: &Handbook, findings: &[crate::diag::Finding], address: SocketAddr) {
    let pages = summary::plural(handbook.site.pages().len(), "page");
    let text = format!(
        "{}: {pages}\n{}http://{address}/\npress Ctrl-C to end\n",
        handbook.site.title(),
        summary::counts(findings)
    );
    console.say(&text);
}
