//! The look of a site.
