//! Search.

pub mod answer;
mod build;
mod classes;
pub mod engine;
pub mod export;
pub mod index;
mod near;
mod needles;
pub mod query;
mod rank;
mod small;
pub mod snippet;
mod text;
mod volumes;
mod words;
