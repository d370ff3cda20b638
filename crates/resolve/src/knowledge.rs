use crate::actor::ActorLexicon;
use crate::place::{Atlas, Gazetteer};
use cairn_model::{Origin, OriginId};

/// What resolution knows of the world: places, and the parties and bodies of wars.
pub struct Knowledge {
    pub(crate) atlas: Atlas,
    pub(crate) actors: ActorLexicon,
}

impl Knowledge {
    /// What is compiled into the program.
    ///
    /// # Errors
    /// The faults of the actor lexicon; none in a build whose tests pass.
    pub fn embedded() -> Result<Self, crate::actor::Faults> {
        Ok(Self { atlas: Atlas::new(Gazetteer::embedded()), actors: ActorLexicon::embedded()? })
    }

    /// The same, with the places of another gazetteer: the embedded one and what a user imported.
    #[must_use]
    pub fn with_gazetteer(self, gazetteer: &'static Gazetteer) -> Self {
        Self { atlas: Atlas::new(gazetteer), ..self }
    }

    /// The gazetteer.
    pub fn gazetteer(&self) -> &Gazetteer {
        self.atlas.gazetteer()
    }

    /// The origin behind a name as written, in a report about `country` (ISO 3166-1 alpha-2): two
    /// spellings of one body, or a body and its spokesman, are one origin.
    pub fn origin(&self, name: &str, country: Option<&str>) -> Origin {
        match self.actors.resolve_source(name, None, country) {
            Some(source) => Origin { id: OriginId::from_parts([source.id.as_str()]), name: source.name },
            None => {
                let folded = crate::place::fold(name);
                Origin { id: OriginId::from_parts(["unknown", folded.as_str()]), name: name.to_owned() }
            }
        }
    }
}
