//! What a tag is called in addresses.

use crate::site::address::segment;

/// The last part of a tag's address.
pub fn tag_segment(title: &str) -> String {
    segment(&title.trim().trim_start_matches('#').to_lowercase().replace('/', "-"))
}
