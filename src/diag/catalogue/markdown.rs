//! The text of pages: raw HTML, foreign syntax, includes, views.
