//! What the rules compute for a given day or moment: states, evidence, plans, policies, answers.
//! Values only; what there is to say about them is not known here.

pub mod acknowledgements;
pub mod answer;
pub mod changes;
pub mod code_words;
pub mod coverage;
pub mod duplicates;
pub mod evidence;
pub mod follow_ups;
pub mod former;
pub mod gaps;
pub mod moves;
pub mod overlap;
pub mod ownership;
pub mod plan;
pub mod records;
pub mod report;
pub mod review;
pub mod rota;
pub mod edits;
pub mod urgency;
pub mod ways;

pub use report::{Report, ReportCache, judge};
