//! Connections with limits: whoever is slow, silent or endless is let go, and the others do not
//! notice.

use super::{ServerState, WorkerMessage, router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

/// Connections at one time; further ones wait.
pub const CONNECTIONS: usize = 512;
/// How long a request may take to arrive, and a connection may be silent between two.
const REQUEST: Duration = Duration::from_secs(10);
/// How long somebody may leave an answer unread.
const UNREAD: Duration = Duration::from_secs(30);
/// Bytes of a request's head.
const HEAD: usize = 32 * 1024;
/// A pause when the system has no connection to give.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers until the process is asked to end, or the worker has ended; then ends it, and gives
/// the last answers some time.
pub async fn run(
    listener: TcpListener,
    shared: ServerState,
    last_answers: Duration,
) -> io::Result<()> {
    let worker = shared.messages.clone();
    let mut end = pin!(end_asked());
    let service = TowerToHyperService::new(router(Arc::new(shared)));
    let limit = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        let permit = limit.clone().acquire_owned().await.map_err(io::Error::other)?;
        tokio::select! {
            stream = accept(&listener) => {
                let served = builder().serve_connection(limited(stream), service.clone());
                let connection = graceful.watch(served);
                tokio::spawn(async move {
                    // What goes wrong on one connection concerns nobody else.
                    let _ = connection.await;
                    drop(permit);
                });
            }
            () = &mut end => break,
        }
    }
    drop(listener);
    let _ = worker.send(WorkerMessage::End);
    let _ = timeout(last_answers, graceful.shutdown()).await;
    Ok(())
}

/// The next connection. Most errors concern one that has gone already; a system without free files
/// gets a pause.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(_) => sleep(PAUSE).await,
        }
    }
}

fn limited(stream: TcpStream) -> TokioIo<std::pin::Pin<Box<TimeoutStream<TcpStream>>>> {
    // Answers are written whole, so there is nothing to wait for.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(UNREAD));
    TokioIo::new(Box::pin(stream))
}

fn builder() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(REQUEST).max_buf_size(HEAD);
    builder
}

/// Ctrl-C, or the end of the process asked for by the system.
async fn end_asked() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}
