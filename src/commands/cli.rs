//! What commands have in common on the command line.

use crate::config::neighbour::Tool;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// When messages are colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Which handbook, and how it is read.
#[derive(Args, Clone, Debug)]
pub struct HandbookArguments {
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// How a handbook is read.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Read this file instead of handbook.yaml.
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where the site will be, such as `https://handbook.example/`; feeds and the sitemap need it.
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts.
    #[arg(short = 'D', long)]
    pub drafts: bool,
    /// Use this date as today's: a date such as `2026-11-22`, or an offset such as `+30d`.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
    /// Publish pages for this audience and wider ones [default: `default_audience` in
    /// handbook.yaml].
    #[arg(long, value_name = "NAME")]
    pub audience: Option<String>,
    /// The tool whose settings are read where handbook.yaml says nothing, if not the first found.
    #[arg(skip)]
    pub tool: Option<Tool>,
}

/// A page, and the handbook that it is in.
#[derive(Args, Debug)]
pub struct OnePage {
    /// The page: its file or its address.
    pub page: String,
    /// The handbook's folder [default: the page's, here, or the nearest folder above with a
    /// handbook.yaml].
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The same, as other commands take it.
    #[arg(long, value_name = "DIR", conflicts_with = "folder", hide = true)]
    pub dir: Option<PathBuf>,
}
