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
use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::mcp::McpServer;
use crate::commands::pipeline::Session;
use crate::disk::Watch;
use clap::{ArgAction, Args};
use message::WorkerMessage;
use std::net::SocketAddr;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;
use terminal::Greeting;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::{Semaphore, watch};
use worker::{ServeWorker, WorkerState};

/// `handbook serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The port; if it is in use, the next free one.
    #[arg(short, long, default_value_t = 4000)]
    pub port: u16,
    /// Fail if the port is in use.
    #[arg(long)]
    pub strict_port: bool,
    /// The address to listen on; any address but loopback exposes the handbook to your network.
    #[arg(
        long,
        visible_alias = "bind",
        value_name = "ADDRESS",
        default_value = "127.0.0.1",
        value_parser = host
    )]
    pub host: IpAddr,
    /// Open the site in a browser.
    #[arg(long)]
    pub open: bool,
    /// Poll for changes instead of using file system events.
    #[arg(long)]
    pub poll: bool,
    /// Show the findings of a page in the browser.
    #[arg(
        long,
        value_name = "on|off",
        default_value = "on",
        value_parser = on_or_off,
        action = ArgAction::Set
    )]
    pub panel: bool,
    /// Also answer assistants on this computer, over the Model Context Protocol at `/-/mcp`.
    #[arg(long)]
    pub mcp: bool,
}

/// An address; `localhost` is what most people call theirs.
fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse()
        .map_err(|_| "write an address, such as `127.0.0.1`, or `0.0.0.0` for all".to_owned())
}

fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("write `on` or `off`".to_owned()),
    }
}

/// How many ports are tried behind the one that was asked for.
const PORTS: u16 = 50;
/// How long answers may still take after the end was asked for.
const LAST_ANSWERS: Duration = Duration::from_millis(500);

/// Loads, then answers until Ctrl-C.
pub fn run(options: &Serve, console: &mut Console) -> Result<Exit, Failure> {
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
fn assistants(options: &Serve) -> Result<Option<http::Assistants>, Failure> {
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
async fn listen(options: &Serve) -> Result<TcpListener, Failure> {
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
