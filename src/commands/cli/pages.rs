//! Commands that change single pages, and what people acknowledge.

use super::{HandbookArguments, OnePage, Settings};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `handbook mv`
#[derive(Args, Debug)]
pub struct Move {
    /// The page or the folder of a section, as it is now.
    pub old: String,
    /// Where to move it; into the folder, if it names an existing one.
    pub new: String,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook retire`
#[derive(Args, Debug)]
pub struct Retire {
    /// The page that is out of date.
    pub page: String,
    /// The page that replaces it.
    #[arg(long, value_name = "PAGE")]
    pub instead: String,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook show`
#[derive(Args, Debug)]
pub struct Show {
    /// The page.
    #[command(flatten)]
    pub page: OnePage,
    /// The text as it was at the end of this day, such as `2026-03-01` or `-30d` [default: now].
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Print JSON: the text with the commit, its day, author and message.
    #[arg(long)]
    pub json: bool,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook report acknowledgements`
#[derive(Args, Debug)]
pub struct AcknowledgementsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output format.
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    pub format: TableFormat,
}

/// `handbook report gaps`
#[derive(Args, Debug)]
pub struct GapsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output format.
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    pub format: TableFormat,
}

/// How acknowledgements and gaps are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For spreadsheets and auditors.
    Csv,
}
