//! Urgency policies: what holds for each page.
