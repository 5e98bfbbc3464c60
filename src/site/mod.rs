//! What a handbook is once it is read: plain values that cannot change any more.

pub mod document;
