//! The one way in which files of the handbook are edited: readers see the old bytes or the new
//! ones, never half of them, and what somebody else writes meanwhile is never undone.
//!
//! The new bytes are written beside the file, and the two change places in one step. What is taken
//! out by that is looked at once more: if it is not what the edit was made of, it goes back, and
//! the edit is made again of what is there now.
#![expect(clippy::disallowed_methods, reason = "this room touches files")]

use super::system::open_regular;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// How often an edit is made again when the file changes under it.
const ATTEMPTS: usize = 8;

const PREFIX: &str = ".handbook-";
const SUFFIX: &str = ".tmp";

/// Why a file was not edited. It is as somebody else left it.
#[derive(Debug)]
pub enum EditError<E> {
    /// The system refuses to read or write.
    Machine(io::Error),
    /// The edit cannot be made of these bytes.
    Refused(E),
    /// Somebody changed the file again and again.
    Busy,
}

impl<E> From<io::Error> for EditError<E> {
    fn from(error: io::Error) -> Self {
        EditError::Machine(error)
    }
}

/// The right to edit files of a handbook, of one process at a time.
pub struct Editor {
    root: PathBuf,
    /// Held as long as this value; none where the system has no locks for folders.
    _lock: Option<File>,
}

impl Editor {
    /// Waits for other edits of the handbook to end, and clears away what a killed one left beside
    /// one of these files, which are named by their paths below the handbook's folder.
    pub fn new<'p>(root: &Path, files: impl Iterator<Item = &'p str>) -> io::Result<Self> {
        let lock = lock(root)?;
        // Without a lock, somebody may be at work on what looks like a leftover.
        if lock.is_some() {
            let real = files.filter_map(|path| root.join(path).canonicalize().ok());
            let folders: BTreeSet<PathBuf> =
                real.filter_map(|path| path.parent().map(Path::to_owned)).collect();
            folders.iter().try_for_each(|folder| clear(folder))?;
        }
        Ok(Editor { root: root.to_owned(), _lock: lock })
    }

    /// Replaces the bytes of a file by what `change` makes of them. Its permissions stay; where the
    /// path is a link, the file behind it is edited. What must not be written is left alone.
    pub fn edit<E>(
        &self,
        path: &str,
        change: impl Fn(&[u8]) -> Result<Vec<u8>, E>,
    ) -> Result<(), EditError<E>> {
        let target = self.root.join(path).canonicalize()?;
        for _ in 0..ATTEMPTS {
            let (before, metadata) = read(&target)?;
            let after = change(&before).map_err(EditError::Refused)?;
            if after == before || exchange(&target, &metadata, &before, &after)? {
                return Ok(());
            }
        }
        Err(EditError::Busy)
    }
}

/// A folder is locked as a file is. Where it cannot be, edits go on without: two of them at once
/// are rarer than such a system, and each file is compared all the same.
fn lock(root: &Path) -> io::Result<Option<File>> {
    let Ok(folder) = File::open(root) else {
        return Ok(None);
    };
    match folder.lock() {
        Ok(()) => Ok(Some(folder)),
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(None),
        Err(error) => Err(error),
    }
}

fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_staged(&entry.file_name()) && entry.file_type()?.is_file() {
            gone(fs::remove_file(entry.path()))?;
        }
    }
    Ok(())
}

fn is_staged(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// A file that may be written, with all of its bytes.
fn read(target: &Path) -> io::Result<(Vec<u8>, Metadata)> {
    let (mut file, metadata) = open_regular(target)?;
    if metadata.permissions().readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((bytes, metadata))
}

/// Puts the new bytes into the place of the old ones; false where others are there by now.
fn exchange(target: &Path, metadata: &Metadata, before: &[u8], after: &[u8]) -> io::Result<bool> {
    let mut staged = staged(target)?;
    staged.write_all(after)?;
    staged.as_file().set_permissions(metadata.permissions())?;
    staged.as_file().sync_all()?;
    if !holds(target, before)? {
        return Ok(false);
    }
    match swap(staged.path(), target) {
        Ok(()) => verified(&staged, target, before, after),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            staged.persist(target).map(|_| true).map_err(|error| error.error)
        }
        Err(error) => Err(error),
    }
}

/// Whether what was taken out is what the edit was made of. Else it goes back, unless somebody has
/// gone on from our bytes: theirs are the newest then.
fn verified(
    staged: &NamedTempFile,
    target: &Path,
    before: &[u8],
    after: &[u8],
) -> io::Result<bool> {
    if holds(staged.path(), before)? {
        return Ok(true);
    }
    swap(staged.path(), target)?;
    if !holds(staged.path(), after)? {
        swap(staged.path(), target)?;
    }
    Ok(false)
}

fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        other => Ok(other? == bytes),
    }
}

#[cfg(any(target_vendor = "apple", target_os = "linux", target_os = "android"))]
fn swap(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_vendor = "apple", target_os = "linux", target_os = "android")))]
fn swap(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// An empty file beside another one, with the permissions that a new file has here.
fn staged(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().ok_or_else(|| io::Error::other("no folder"))?;
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Moves a file or folder to where nothing is; folders above it are made, and those that are empty
/// then are removed.
pub fn relocate(root: &Path, from: &str, to: &str) -> io::Result<()> {
    let (old, new) = (root.join(from), root.join(to));
    if new.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::create_dir_all(new.parent().ok_or_else(|| io::Error::other("no folder"))?)?;
    fs::rename(&old, &new)?;
    let above = old.ancestors().skip(1).take_while(|folder| *folder != root);
    // Only an empty folder can be removed.
    above.map(fs::remove_dir).take_while(Result::is_ok).for_each(drop);
    Ok(())
}

/// Makes a folder, and those above it, where there is none.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Why files were not made; with the path of the one that could not be.
pub type NotMade = (String, io::Error);

/// Makes files below a folder, and the folders above them: each of them whole, or none. A file that
/// is there is left alone.
pub fn create(root: &Path, files: &[(&str, &str)]) -> Result<(), NotMade> {
    let at = |path: &str| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    let staged = files.iter().map(|(path, text)| filled(&root.join(path), text).map_err(at(path)));
    let staged = staged.collect::<Result<Vec<_>, _>>()?;
    for (done, (file, (path, _))) in staged.into_iter().zip(files).enumerate() {
        if let Err(error) = file.persist_noclobber(root.join(path)) {
            // They are seconds old and ours; what cannot be removed is whole at least.
            for (made, _) in files.iter().take(done) {
                let _ = fs::remove_file(root.join(made));
            }
            return Err(at(path)(error.error));
        }
    }
    Ok(())
}

fn filled(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    fs::create_dir_all(path.parent().ok_or_else(|| io::Error::other("no folder"))?)?;
    if path.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let mut staged = staged(path)?;
    staged.write_all(text.as_bytes())?;
    staged.as_file().sync_all()?;
    Ok(staged)
}

/// Adds text at the end of a file, which is made if it is not there.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{EditError, Editor, create};
    use std::cell::Cell;
    use std::convert::Infallible;
    use std::fs;
    use std::path::Path;
    use tempfile::TempDir;

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn edit(root: &Path, path: &str) -> Result<(), EditError<Infallible>> {
        let editor = Editor::new(root, [path].into_iter()).expect("an editor");
        editor.edit(path, |bytes| Ok([bytes, b"+"].concat()))
    }

    #[test]
    #[cfg(unix)]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = TempDir::new().expect("a folder");
        let (file, link) = (folder.path().join("a.md"), folder.path().join("b.md"));
        fs::write(&file, "old").expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o751)).expect("permissions");
        symlink("a.md", &link).expect("a link");
        edit(folder.path(), "b.md").expect("edited");
        assert_eq!(fs::read(&file).expect("a file"), b"old+");
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o751);
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(names(&folder), ["a.md", "b.md"]);
    }

    #[test]
    fn what_is_not_a_writable_file_is_left_alone() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("a.md");
        assert!(edit(folder.path(), "a.md").is_err());
        fs::create_dir(folder.path().join("b.md")).expect("a folder");
        assert!(edit(folder.path(), "b.md").is_err());
        fs::write(&file, "old").expect("a file");
        let mut permissions = fs::metadata(&file).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).expect("permissions");
        assert!(edit(folder.path(), "a.md").is_err());
        assert_eq!(fs::read(&file).expect("a file"), b"old");
        assert_eq!(names(&folder), ["a.md", "b.md"]);
    }

    #[test]
    fn an_edit_is_made_again_of_what_others_wrote_meanwhile() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("a.md");
        fs::write(&file, "old").expect("a file");
        let editor = Editor::new(folder.path(), ["a.md"].into_iter()).expect("an editor");
        let times = Cell::new(0);
        let meanwhile = |bytes: &[u8]| {
            times.set(times.get() + 1);
            if times.get() == 1 {
                fs::write(&file, "theirs").expect("written");
            }
            Ok::<_, Infallible>([bytes, b"+"].concat())
        };
        editor.edit("a.md", meanwhile).expect("edited");
        assert_eq!((fs::read(&file).expect("a file"), times.get()), (b"theirs+".to_vec(), 2));
        let always = |bytes: &[u8]| {
            fs::write(&file, [bytes, b"!"].concat()).expect("written");
            Ok::<_, Infallible>(b"ours".to_vec())
        };
        assert!(matches!(editor.edit("a.md", always), Err(EditError::Busy)));
        assert!(fs::read(&file).expect("a file").starts_with(b"theirs+!!"));
        assert_eq!(names(&folder), ["a.md"]);
    }

    #[test]
    fn what_a_killed_edit_left_is_cleared_away() {
        let folder = TempDir::new().expect("a folder");
        for name in ["a.md", ".handbook-x1y2z3.tmp", ".handbook-site.json", "b.tmp"] {
            fs::write(folder.path().join(name), "text").expect("a file");
        }
        edit(folder.path(), "a.md").expect("edited");
        assert_eq!(names(&folder), [".handbook-site.json", "a.md", "b.tmp"]);
    }

    #[test]
    fn files_are_made_all_or_none() {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("b.md"), "theirs").expect("a file");
        let (path, error) =
            create(folder.path(), &[("a.md", "a"), ("b.md", "b")]).expect_err("is there");
        assert_eq!((path.as_str(), error.kind()), ("b.md", std::io::ErrorKind::AlreadyExists));
        assert_eq!(names(&folder), ["b.md"]);
        create(folder.path(), &[("a.md", "a"), ("c/d.md", "d")]).expect("made");
        assert_eq!(names(&folder), ["a.md", "b.md", "c"]);
    }
}
