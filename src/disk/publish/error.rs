//! Why a site could not be published: trouble of the machine, or a folder that is not ours to
//! write.

use crate::disk::system::words;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a site was not published. The old one is as it was, unless it is said that it is not.
#[derive(Clone, Debug)]
pub enum PublishError {
    /// The system refuses to read or write a path.
    Machine {
        /// The file or folder.
        path: PathBuf,
        /// The system's word.
        why: String,
        /// Its kind, for those who decide by it.
        kind: ErrorKind,
    },
    /// Files had begun to change one by one, where the folder cannot be moved: some are new, the
    /// others old.
    Halfway(Box<PublishError>),
    /// The output exists and is not a folder, or is a link that leads nowhere.
    NotAFolder(PathBuf),
    /// The output is the handbook's folder or its content, or lies above one of them.
    AboveContent {
        /// The output.
        output: PathBuf,
        /// What it would replace.
        content: PathBuf,
    },
    /// The output holds files, and no marker says that we wrote them.
    NotOurs {
        /// The output.
        output: PathBuf,
        /// The names in it that `--force` would delete, ordered.
        names: Vec<String>,
    },
    /// The marker in the output cannot be understood.
    BrokenMarker {
        /// The marker.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file that we did not write lies where one of ours has to be.
    InTheWay {
        /// The output.
        output: PathBuf,
        /// The paths below it, ordered.
        paths: Vec<String>,
    },
}

impl PublishError {
    /// From the system's error about a path; made for `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| PublishError::Machine {
            path: path.to_owned(),
            why: words(&error),
            kind: error.kind(),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            PublishError::Machine {
                kind: ErrorKind::StorageFull | ErrorKind::QuotaExceeded,
                ..
            } => "make room and build again; the old site is as it was".to_owned(),
            PublishError::Machine { .. } => {
                "see that the folder and the one around it can be written, or choose another with \
                 `--dest`"
                    .to_owned()
            }
            PublishError::Halfway(why) => match **why {
                PublishError::Machine {
                    kind: ErrorKind::StorageFull | ErrorKind::QuotaExceeded,
                    ..
                } => "make room and build again, which completes the site".to_owned(),
                _ => "see that all in the folder can be written, and build again, which completes \
                    the site"
                    .to_owned(),
            },
            PublishError::NotAFolder(_) => "choose another output with `--dest`".to_owned(),
            PublishError::AboveContent { .. } => {
                "choose a folder beside or inside it, such as `--dest site`".to_owned()
            }
            PublishError::NotOurs { names, .. } => {
                format!(
                    "choose another folder with `--dest`; `--force` would delete \
                    {}",
                    listed(names)
                )
            }
            PublishError::BrokenMarker { .. } => "delete the output folder, or build with \
                `--force`"
                .to_owned(),
            PublishError::InTheWay { paths, .. } => {
                format!("move it away; `--force` would replace {}", listed(paths))
            }
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Machine { path, why, .. } => {
                write!(formatter, "`{}`: {why}", path.display())
            }
            PublishError::Halfway(why) => {
                write!(
                    formatter,
                    "{why}; some files of the site are new by now, the others are still the old \
                     ones"
                )
            }
            PublishError::NotAFolder(path) => {
                write!(formatter, "`{}` is not a folder", path.display())
            }
            PublishError::AboveContent { output, content } => {
                write!(
                    formatter,
                    "the output `{}` would replace `{}`",
                    output.display(),
                    content.display()
                )
            }
            PublishError::NotOurs { output, .. } => {
                write!(
                    formatter,
                    "`{}` is not empty, and handbook did not write it",
                    output.display()
                )
            }
            PublishError::BrokenMarker { path, why } => {
                write!(formatter, "`{}` cannot be understood: {why}", path.display())
            }
            PublishError::InTheWay { output, paths } => {
                let first = paths.first().map_or("", String::as_str);
                write!(
                    formatter,
                    "`{}` in `{}` was not written by handbook",
                    first,
                    output.display()
                )
            }
        }
    }
}

impl Error for PublishError {}

/// The first few names, and how many more there are.
fn listed(names: &[String]) -> String {
    let shown: Vec<_> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    match names.len().saturating_sub(shown.len()) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
