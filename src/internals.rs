//! What tests, benches and fuzzers use besides the program itself. It promises nothing: any commit
//! may change it. All other items are private to the crate, so that the compiler sees what nobody
//! uses.

/// Days, hours and time zones.
pub mod day {
    pub use crate::day::{Day, Hours, Moment, Period, Unit, Wait, Zone};
}

/// HTML as a value.
pub mod html {
    pub use crate::html::Html;
}

/// Findings.
pub mod diag {
    pub use crate::diag::{Finding, Rule};
}

/// YAML with places.
pub mod yaml {
    pub use crate::yaml::{Purpose, map};
}

/// Settings.
pub mod config {
    pub use crate::config::{Config, read};
}

/// Sources with their lines.
pub mod source {
    pub use crate::source::{Source, Span};
}

/// What git knows.
pub mod history {
    pub use crate::history::{History, UnknownHistory};
}

/// What is written.
pub mod site {
    pub use crate::site::Site;

    /// Addresses.
    pub mod address {
        pub use crate::site::address::{Address, Ending, join, segment};
    }

    /// Texts as HTML with holes.
    pub mod document {
        pub use crate::site::document::{Document, Hole, Link, LinkKind};
    }
}

/// Reading a handbook.
pub mod load {
    pub use crate::load::{HandbookFiles, LoadOptions, load};

    /// Markdown.
    pub mod markdown {
        pub use crate::load::markdown::{
            Dialect, ExternalImages, MarkdownOptions, NotIncluded, RawHtml, TextPart, document,
        };
    }
}

/// What links mean.
pub mod resolve {
    pub use crate::resolve::{Resolved, resolve};

    /// Links.
    pub mod links {
        pub use crate::resolve::links::Target;
    }
}

/// States of pages.
pub mod govern {
    pub use crate::govern::{Report, ReportCache, judge};

    /// Expected answers.
    pub mod answer {
        pub use crate::govern::answer::WaitCount;
    }

    /// Who answers when.
    pub mod rota {
        pub use crate::govern::rota::Rota;
    }
}

/// Words of a theme.
pub mod theme {
    pub use crate::theme::Words;
}

/// The search index, and answers from it.
pub mod search {
    /// Answers.
    pub mod answer {
        pub use crate::search::answer::Hit;
    }

    /// The index as files.
    pub mod export {
        pub use crate::search::export::FOLDER;
    }

    /// The index.
    pub mod index {
        pub use crate::search::index::Index;
    }

    /// Queries.
    pub mod query {
        pub use crate::search::query::Query;
    }
}

/// Files.
pub mod disk {
    pub use crate::disk::HandbookReader;
}
