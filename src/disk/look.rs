//! Single looks at the file system.

use super::read::confined;
use super::stamp::FileStamp;
use super::system::open_regular;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use xxhash_rust::xxh3::Xxh3;

/// The real path of a folder, links followed.
///
/// # Errors
/// There is none, it is not a folder, or the system does not let us look.
pub fn real_folder(path: &Path) -> io::Result<PathBuf> {
    let real = path.canonicalize()?;
    if real.is_dir() {
        Ok(real)
    } else {
        Err(io::Error::new(io::ErrorKind::NotADirectory, "it is not a folder"))
    }
}

/// Where a file really is; `None` where there is none.
pub fn real_file(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().filter(|real| real.is_file())
}

/// Whether anything has this path.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether there is a file.
pub fn is_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file())
}

/// Whether a file says that it may not be written.
pub fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly())
}

/// Whether there is a folder.
pub fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

/// The names of what lies in a folder, in order; none where it cannot be read.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A file that is published as it is.
#[derive(Debug)]
pub struct OpenFile {
    /// At its beginning.
    pub file: fs::File,
    /// In bytes.
    pub length: u64,
    /// Another one after each change.
    pub version: String,
}

/// Opens a file of the handbook.
///
/// # Errors
/// It has gone, is no regular file any more, or lies outside of the handbook's folder by now.
pub fn open_published(root: &Path, relative: &str) -> io::Result<OpenFile> {
    let path = confined(root, relative)?.ok_or(io::ErrorKind::NotFound)?;
    let (file, metadata) = open_regular(&path)?;
    Ok(OpenFile { file, length: metadata.len(), version: FileStamp::rough(&metadata).version() })
}

/// The bytes of a file.
///
/// # Errors
/// There is none, it is no regular file, or the system does not let us read it.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(path)?.0.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A number that stands for the bytes of a file, which may be large.
///
/// # Errors
/// There is none, it is no regular file, or the system does not let us read it.
pub fn digest(path: &Path) -> io::Result<u64> {
    let mut hasher = Xxh3::new();
    io::copy(&mut open_regular(path)?.0, &mut hasher)?;
    Ok(hasher.digest())
}

/// The first bytes of one file of the handbook.
///
/// # Errors
/// It has gone, is no regular file any more, or the system does not let us look.
pub fn read_head(root: &Path, relative: &str, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_regular(&root.join(relative))?.0.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A short text that is another one after each change of a file or folder; none where there is
/// none.
pub fn version(path: &Path) -> Option<String> {
    Some(FileStamp::rough(&path.metadata().ok()?).version())
}

/// Width and height of those files that are images, from their first bytes.
pub fn image_sizes<'a>(
    root: &Path,
    files: impl Iterator<Item = &'a str>,
) -> BTreeMap<String, (u32, u32)> {
    let files: Vec<&str> = files.collect();
    files
        .into_par_iter()
        .filter_map(|file| Some((file.to_owned(), image_size(&root.join(file))?)))
        .collect()
}

fn image_size(path: &Path) -> Option<(u32, u32)> {
    let size = imagesize::reader_size(BufReader::new(open_regular(path).ok()?.0)).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}
