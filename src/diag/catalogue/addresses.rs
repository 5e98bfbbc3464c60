//! Addresses, aliases and section pages.
