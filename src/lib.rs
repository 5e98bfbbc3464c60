//! handbook: turns a folder of Markdown into a company handbook.
//!
//! ```text
//! disk::read     → files                       git::history → History    clock::today → Day
//! load     files               → (Site, findings)       what is written, narrower pages left out
//! resolve  &Site               → (Resolved, findings)   what links, aliases and owners mean
//! govern   &Resolved, History, Day → Report             review and owner states, as values
//! check    &Resolved, &Report  → findings               the report in words, and severities
//! render   &Resolved, &Report, &Theme → (Outputs, findings)   pages, rendered when asked for
//! search   &Resolved, &Report  → Index                  the index, as files and as answers
//! analysis &Site, History, Day → Analysis               all of these in one value
//! disk::publish Outputs        report::* findings → exit code
//! ```
//!
//! Each room uses only the rooms above it in the list below; a test holds that. Only `disk`, `git`,
//! `clock` and `commands` have effects. Content never causes an error: rooms return values with
//! findings; a `Result` means trouble of the machine.
//!
//! Glossary: a **page** is one Markdown file with an **address**, its path in the site. A
//! **section** is a folder. A **finding** is one problem at one **place** (file and span), made by
//! a **rule**. The **owner** of a page is a person, team or role; a **review** is a person reading
//! all of it. A **node** is a page or section in the tree. A **view** is a page made from data. An
//! **output** is bytes, a file to copy, or a page to render, at a path of the site. A **hole** is a
//! spot in a page's HTML that is filled when it is rendered. An **audience** is whom a page is for.

#![forbid(unsafe_code)]

mod source;

mod suggest;

mod html;

mod diagram;

mod shell;

mod remote;

mod day;

mod history;

mod diag;

mod yaml;

mod config;

mod site;

mod load;

mod resolve;

mod govern;

mod check;

mod formats;

mod outputs;

mod theme;

mod render;

mod search;

mod analysis;

mod report;

mod disk;

mod clock;

mod git;

mod commands;

pub mod internals;

pub use commands::run;
