//! Where messages go. The only place that prints.

use crate::commands::cli::Color;
use anstream::{AutoStream, ColorChoice};
use std::io::{self, IsTerminal, Write};

/// Columns where nobody says how many there are: most source lines are shown whole.
const COLUMNS: usize = 140;

/// Rows of a screen where nobody says how many there are.
const ROWS: usize = 40;

/// What is narrower than this is read by scrolling anyway.
const LEAST_COLUMNS: usize = 40;

/// Standard output for results, standard error for what is said along the way.
pub struct Console {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
}

impl Console {
    /// The two streams, with colours as asked for.
    pub fn new(color: Color) -> Self {
        let choice = match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Console {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
        }
    }

    /// A result. A reader that has gone away (`handbook check | head`) is no trouble.
    pub fn print(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
    }

    /// Something said along the way.
    pub fn say(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes()).and_then(|()| self.err.flush());
    }

    /// How many columns there are; without a terminal, enough for most lines.
    pub fn columns() -> usize {
        terminal_size::terminal_size()
            .map_or(COLUMNS, |(columns, _)| usize::from(columns.0).max(LEAST_COLUMNS))
    }

    /// How many rows a screen has; without a terminal, enough for a few findings.
    pub fn rows() -> usize {
        terminal_size::terminal_size().map_or(ROWS, |(_, rows)| usize::from(rows.0))
    }

    /// Whether somebody watches what is said along the way.
    pub fn is_watched() -> bool {
        io::stderr().is_terminal()
    }
}
