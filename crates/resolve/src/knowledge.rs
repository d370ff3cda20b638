use crate::actor::ActorLexicon;
use crate::place::{Atlas, Gazetteer};
use cairn_model::{ActorId, ActorValue, Day, Origin, OriginId};

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

    /// The party that words name on a day, in a report about `country` (ISO 3166-1 alpha-2); the words may
    /// also be the id of a line of succession. None where the lexicon does not know them.
    pub fn actor(&self, words: &str, day: Option<Day>, country: Option<&str>) -> Option<ActorValue> {
        let Some(line) = self.actors.line(&ActorId::new(words)) else {
            return self.actors.resolve(words, day, country);
        };
        let name = line.name_on(day);
        Some(ActorValue {
            id: Some(line.id.clone()),
            name: name.name.words.clone(),
            words: words.to_owned(),
            side: name.side,
            country: line.country.clone(),
            span: None,
        })
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
