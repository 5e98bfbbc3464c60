//! Pages and views: what readers get.

pub mod context;
