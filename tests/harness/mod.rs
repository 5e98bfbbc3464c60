//! The harness of the case files: parse, play, compare, and write back on `UPDATE=1`.

pub mod case;
pub mod coverage;
mod html;
mod play;
mod program;
pub mod self_test;
pub mod suite;
