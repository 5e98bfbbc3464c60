//! Front matter, handbook.yaml and people.yaml: keys and values.
