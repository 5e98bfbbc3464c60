//! `handbook serve`: the site on this computer, from memory, and always as the files are now.
//!
//! Three threads work together: the watch tells that files may have changed, the worker holds the
//! handbook and answers, the server speaks HTTP. Only the worker knows the handbook; nothing is
//! shared but messages.

mod worker;
mod http;
mod message;
mod terminal;
mod snapshot;

use crate::clock::Stopwatch;
use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::mcp::McpServer;
use crate::commands::pipeline::Session;
use crate::disk::Watch;
use message::WorkerMessage;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;
use terminal::Greeting;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use worker::{ServeWorker, WorkerState};

/// How many ports are tried behind the one that was asked for.
const PORTS: u16 = 50;
/// How long answers may still take after the end was asked for.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// Loads, then answers until Ctrl-C.
pub fn run(options: &cli::Serve, console: &mut Console) -> Result<Exit, Failure> {
    let watch = Stopwatch::start();
    let mut session =
        Session::new(options.reading.dir.as_deref(), &options.reading.settings, None)?;
    let handbook = session.load()?;
    let assistants = assistants(options)?;
    let runtime = Runtime::new().map_err(|error| cannot_start(&error))?;
    let listener = runtime.block_on(listen(options))?;
    let address = listener.local_addr().map_err(|error| cannot_start(&error))?;
    let (sender, messages) = channel();
    let (news, told) = watch::channel(0);
    let shared = http::ServerState {
        messages: sender.clone(),
        news: told,
        streams: Arc::new(Semaphore::new(http::STREAMS)),
        address,
        root: handbook.root.clone(),
        panel: options.panel,
        assistants,
    };
    let server = runtime.spawn(serve(listener, shared, sender.clone()));
    let tell = move |told| drop(sender.send(WorkerMessage::Told(told)));
    let files = Watch::start(session.inputs(), options.poll, tell);
    let greeting = Greeting {
        address,
        wanted: options.port,
        open: options.open,
        assistants: options.mcp,
        watch,
    };
    let greeting = Some(greeting);
    ServeWorker {
        session,
        watch: files,
        messages,
        news,
        console,
        greeting,
        state: WorkerState::default(),
    }
    .run(handbook);
    let ended = runtime.block_on(server);
    runtime.shutdown_timeout(LAST_ANSWERS);
    match ended {
        Ok(Ok(())) => Ok(Exit::Fine),
        Ok(Err(error)) => {
            Err(Failure::usage(format!("the server ended: {error}"), "start it again"))
        }
        Err(error) => Err(Failure::usage(format!("the server ended: {error}"), "start it again")),
    }
}

/// What answers assistants, where that is asked for: only on this computer, for whoever could ask
/// from elsewhere is not known.
fn assistants(options: &cli::Serve) -> Result<Option<http::Assistants>, Failure> {
    if options.mcp && !options.host.is_loopback() {
        let message = format!("`--mcp` answers this computer only, and {} is more", options.host);
        return Err(Failure::usage(message, "leave out `--host`, or leave out `--mcp`"));
    }
    let reading = &options.reading;
    let server = options.mcp.then(|| McpServer::new(reading.dir.as_deref(), &reading.settings));
    Ok(server.transpose()?.map(http::Assistants::new))
}

/// Answers until the end is asked for, and then ends the worker as well.
async fn serve(
    listener: TcpListener,
    shared: http::ServerState,
    worker: Sender<WorkerMessage>,
) -> std::io::Result<()> {
    let ended = http::run(listener, shared, LAST_ANSWERS).await;
    let _ = worker.send(WorkerMessage::End);
    ended
}

fn cannot_start(error: &std::io::Error) -> Failure {
    Failure::usage(format!("the server cannot start: {error}"), "try again")
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
