//! Trouble that ends a command, and how a command ends.

use crate::disk;
use std::fmt;
use std::io::{self, ErrorKind};

/// How a command ends; the numbers are part of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Nothing at the threshold.
    Fine = 0,
    /// Findings at the threshold.
    Findings = 1,
    /// Wrong use, no such folder, broken configuration, no pages.
    Usage = 2,
    /// Some content could not be judged.
    Unjudged = 3,
}

/// Why a command cannot go on: what, and what to do.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: String,
    exit: Exit,
}

impl Failure {
    /// Wrong use or configuration.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure { message: message.into(), help: help.into(), exit: Exit::Usage }
    }

    /// Something could not be judged.
    pub fn unjudged(message: impl Into<String>, help: impl Into<String>) -> Self {
        Failure { message: message.into(), help: help.into(), exit: Exit::Unjudged }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// How the command ends.
    pub fn exit(&self) -> Exit {
        self.exit
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}\n  = help: {}\n", self.message, self.help)
    }
}

/// A file of the handbook that could not be written, and what to do about that.
pub fn unwritten(path: &str, error: &io::Error) -> Failure {
    let help = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room, and try again",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only; name another folder",
        ErrorKind::PermissionDenied => "give write permission, and try again",
        _ => "see to what the system says, and try again",
    };
    Failure::unjudged(format!("`{path}` cannot be written: {}", disk::words(error)), help)
}
