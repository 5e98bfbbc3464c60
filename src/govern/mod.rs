//! What the rules compute for a given day: states, evidence, plans. Values only; what there is to say about them is not known here.

pub mod evidence;
pub mod ownership;
pub mod plan;
pub mod report;
pub mod review;
pub mod splice;

pub use report::{Report, judge};
