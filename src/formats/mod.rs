//! Pure serialisers of formats that others define.

pub mod sitemap;
