//! From texts to the model.
