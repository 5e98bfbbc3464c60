//! handbook: a folder of Markdown becomes a company's handbook.
//!
//! ```text
//! disk::read → files             clock::today → Day          the edges: the only rooms with effects
//! load     files                → (Site, findings)           what is written
//! resolve  &Site                → (Resolved, + findings)     what links, anchors, owners and aliases mean
//! render   &Resolved, &Theme    → (Outputs, + findings)      what readers get, each page made when asked for
//! govern   &Resolved, Day      → values                    what the rules compute for a day or moment
//! search   &Resolved, &Report  → Index                     what is found by which words, as files and as answers
//! check    &Site, findings      → findings                   what there is to say in the end
//! disk::publish Outputs · report::* findings → exit code
//! ```
//!
//! No arrow goes back: each room below may use only the rooms above it, and a test holds that. Content never causes an
//! error: load, resolve and render return values with findings; a `Result` means trouble of the machine.

#![forbid(unsafe_code)]

pub mod source;

pub mod near;

pub mod shell;

pub mod remote;

pub mod day;

pub mod history;

pub mod diag;

pub mod yaml;

pub mod config;

pub mod site;

pub mod load;

pub mod resolve;

pub mod govern;

pub mod check;

pub mod formats;

pub mod outputs;

pub mod theme;

pub mod render;

pub mod search;

pub mod report;

pub mod disk;

pub mod clock;

pub mod git;

pub mod commands;
