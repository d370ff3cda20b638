use crate::place::Gazetteer;

/// What resolution knows of the world: places (and, by their lexicon, actors).
pub struct Knowledge {
    pub(crate) gazetteer: &'static Gazetteer,
}

impl Knowledge {
    /// What is compiled into the program.
    pub fn embedded() -> Self {
        Self { gazetteer: Gazetteer::embedded() }
    }
}
