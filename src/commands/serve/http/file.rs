//! Files that are published as they are: read piece by piece, never whole.

use super::reply::{ByteRange, Wishes, content_type, describe, describe_part, plain, unchanged};
use crate::disk::{self, OpenFile};
use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::http::{Response, StatusCode};
use std::io::SeekFrom;
use std::path::PathBuf;
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

/// What is read at once.
const PIECE: usize = 64 * 1024;

/// A file of the handbook at the path of an output. It was published when the handbook was read; by
/// now it may be gone.
pub async fn answer(root: PathBuf, output: &str, file: String, wishes: &Wishes) -> Response<Body> {
    let opened = tokio::task::spawn_blocking(move || disk::open_published(&root, &file)).await;
    let gone = || plain(StatusCode::NOT_FOUND, "this file cannot be read any more");
    let Ok(Ok(opened)) = opened else {
        return gone();
    };
    let tag = format!("\"{}\"", opened.version);
    if wishes.know(&tag) {
        return unchanged(&tag);
    }
    let part = wishes.part(&tag, opened.length);
    let Ok(mut response) = body(opened, part.as_ref()).await else {
        return gone();
    };
    describe(&mut response, &content_type(output), &tag);
    response
}

async fn body(opened: OpenFile, part: Option<&ByteRange>) -> std::io::Result<Response<Body>> {
    let length = opened.length;
    let (start, count) = match part {
        Some(ByteRange::Bytes(range)) => (*range.start(), range.end() - range.start() + 1),
        Some(ByteRange::Outside) => (0, 0),
        None => (0, length),
    };
    let mut file = File::from_std(opened.file);
    file.seek(SeekFrom::Start(start)).await?;
    let mut response =
        Response::new(Body::from_stream(ReaderStream::with_capacity(file.take(count), PIECE)));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    if let Some(part) = part {
        describe_part(&mut response, part, length);
    }
    Ok(response)
}
