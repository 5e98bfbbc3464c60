//! Reads sources into the model: values and findings, never an error.

pub mod markdown;
