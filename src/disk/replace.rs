//! A file replaced as a whole: readers see the old bytes or the new ones, never half of them.
#![expect(clippy::disallowed_methods, reason = "this room touches files")]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use tempfile::Builder;

/// Replaces the bytes of a file that is there. Its permissions stay; where the path is a link, the file behind it is replaced. The new
/// bytes are written beside it first, so that an error or a power cut leaves the old file as it was. A file that is not to be written is left alone.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    if !metadata.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if metadata.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let folder = target.parent().ok_or_else(|| io::Error::other("no folder"))?;
    let mut staged = Builder::new().prefix(".handbook-").suffix(".tmp").tempfile_in(folder)?;
    staged.write_all(bytes)?;
    staged.as_file().set_permissions(metadata.permissions())?;
    staged.as_file().sync_all()?;
    staged.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// Makes a folder, and those above it, where there is none.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Makes a file, and the folders above it. A file that is there is left alone.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(path)?.write_all(bytes)
}

/// Adds text at the end of a file, which is made if it is not there.
pub fn append(path: &Path, text: &str) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;
    use tempfile::TempDir;

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry"));
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
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
        replace(&link, b"new").expect("replaced");
        assert_eq!(fs::read(&file).expect("a file"), b"new");
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o751);
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(names(&folder), ["a.md", "b.md"]);
    }

    #[test]
    fn what_is_not_a_writable_file_is_left_alone() {
        let folder = TempDir::new().expect("a folder");
        let file = folder.path().join("a.md");
        assert!(replace(&file, b"new").is_err());
        assert!(replace(folder.path(), b"new").is_err());
        fs::write(&file, "old").expect("a file");
        let mut permissions = fs::metadata(&file).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).expect("permissions");
        assert!(replace(&file, b"new").is_err());
        assert_eq!(fs::read(&file).expect("a file"), b"old");
        assert_eq!(names(&folder), ["a.md"]);
    }
}
