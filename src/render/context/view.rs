//! What a view gives to its template, whichever view it is.

use serde::{Serialize, Serializer};

/// What the template of one view gets as `page.view`. Its module describes it, so that nothing else
/// has to know which views there are.
pub trait ViewContext: Serialize + Default {
    /// Its template is the file of this name with `.html`; that of the same view inside the text of
    /// a page, where it can stand there, has the name with `-part`.
    const TEMPLATE: &'static str;

    /// One in which everything is set, and all text is [`super::samples::EVIL`]: with it, a test
    /// renders the template.
    #[cfg(test)]
    fn filled() -> Self;
}

/// The data of any view, and the template that it is for.
#[derive(Clone, Debug)]
pub struct View {
    template: &'static str,
    data: tera::Value,
}

impl View {
    /// The data, as templates take it.
    pub fn of<V: ViewContext>(context: &V) -> Self {
        View { template: V::TEMPLATE, data: tera::Value::from_serializable(context) }
    }

    /// One in which everything is set, and one in which nothing is.
    #[cfg(test)]
    pub fn samples<V: ViewContext>() -> [Self; 2] {
        [View::of(&V::filled()), View::of(&V::default())]
    }

    /// The name of its template.
    pub fn template(&self) -> &'static str {
        self.template
    }
}

impl Serialize for View {
    /// Tera takes its own values over as they are, without a copy.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.data.serialize(serializer)
    }
}
