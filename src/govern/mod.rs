//! What the rules compute for a given day or moment: values only; what there is to say about them is not known here.

pub mod answer;
pub mod coverage;
pub mod rota;
pub mod urgency;
