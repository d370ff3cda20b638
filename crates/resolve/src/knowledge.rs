use crate::place::Gazetteer;

/// What resolution knows of the world: places (and, by their lexicon, actors).
pub struct Knowledge {
    pub(crate) gazetteer: &'static Gazetteer,
}

impl Knowledge {
    /// What is compiled into the program.
    pub fn embedded() -> Self {
        Self::with_gazetteer(Gazetteer::embedded())
    }

    /// The same, with the places of another gazetteer: the embedded one and what a user imported.
    pub fn with_gazetteer(gazetteer: &'static Gazetteer) -> Self {
        Self { gazetteer }
    }
}
