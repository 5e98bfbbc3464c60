//! Two folders change places: in one step where the system can, else in two.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The ways in which a new site takes the old one's place, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// Both folders change places in one step, so there is always one whole site.
    Exchange,
    /// The old folder goes, the new one comes; a kill between the two is made good by the next
    /// build.
    TwoRenames,
    /// File by file.
    InPlace,
}

impl Means {
    /// The best of this system; a single file system may have less, which shows when it is tried.
    pub const BEST: Self =
        if cfg!(any(target_vendor = "apple", target_os = "linux", target_os = "android")) {
            Means::Exchange
        } else {
            Means::TwoRenames
        };
}

/// What has become of the old site.
pub(super) enum Swapped {
    /// There was none.
    First,
    /// It lies here now.
    Moved(PathBuf),
    /// It is where it was: the folder cannot be moved, as it is a mount point.
    Impossible,
}

/// Puts `new` into the place of `output`; `aside` is a free name for the old site.
pub(super) fn swap(new: &Path, output: &Path, aside: &Path, best: Means) -> io::Result<Swapped> {
    if !output.exists() {
        return fs::rename(new, output).map(|()| Swapped::First);
    }
    if best == Means::InPlace {
        return Ok(Swapped::Impossible);
    }
    let exchanged = if best == Means::Exchange {
        exchange(new, output)
    } else {
        Err(ErrorKind::Unsupported.into())
    };
    match exchanged {
        Ok(()) => Ok(Swapped::Moved(new.to_owned())),
        Err(error) if is_immovable(&error) => Ok(Swapped::Impossible),
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            two_renames(new, output, aside)
        }
        Err(error) => Err(error),
    }
}

fn two_renames(new: &Path, output: &Path, aside: &Path) -> io::Result<Swapped> {
    match fs::rename(output, aside) {
        Err(error) if is_immovable(&error) => return Ok(Swapped::Impossible),
        other => other?,
    }
    if let Err(error) = fs::rename(new, output) {
        fs::rename(aside, output)?;
        return Err(error);
    }
    Ok(Swapped::Moved(aside.to_owned()))
}

/// Whether an error says that a folder is a mount point, or lies on another file system than its
/// neighbour.
pub(super) fn is_immovable(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::CrossesDevices | ErrorKind::ResourceBusy)
}

#[cfg(any(target_vendor = "apple", target_os = "linux", target_os = "android"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_vendor = "apple", target_os = "linux", target_os = "android")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}
