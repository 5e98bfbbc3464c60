//! Links, anchors, images and files.
