//! Pages that handbook makes from data. A view without data has neither a page nor a link.

pub mod brainstorms;
pub mod changes;
mod contents;
pub mod decisions;
mod elsewhere;
pub mod embedded;
mod follow_ups;
mod glossary;
pub mod meetings;
pub mod home;
pub mod people;
pub mod print;
pub mod reviews;
mod search;
mod section;
pub mod tags;
pub mod urgency;
mod ways_of_working;

use crate::outputs::Output;
use crate::render::renderer::Renderer;

/// Every output of every view.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let mut outputs = section::outputs(renderer);
    outputs.extend(contents::outputs(renderer));
    outputs.extend(tags::outputs(renderer));
    outputs.extend(people::outputs(renderer));
    outputs.extend(reviews::outputs(renderer));
    outputs.extend(urgency::outputs(renderer));
    outputs.extend(ways_of_working::outputs(renderer));
    outputs.extend(follow_ups::outputs(renderer));
    outputs.extend(meetings::outputs(renderer));
    outputs.extend(decisions::outputs(renderer));
    outputs.extend(brainstorms::outputs(renderer));
    outputs.extend(changes::outputs(renderer));
    outputs.extend(glossary::outputs(renderer));
    outputs.extend(print::outputs(renderer));
    outputs.push(search::output(renderer));
    outputs.extend(elsewhere::outputs(renderer));
    outputs
}
