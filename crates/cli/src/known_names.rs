use crate::failure::Failure;
use cairn_model::PlaceValue;
use cairn_pipeline::{country_of, with_imports};
use cairn_resolve::actor::ActorLexicon;
use cairn_resolve::place::Gazetteer;
use cairn_store::Register;
use cairn_views::Names;
use std::path::Path;

/// The names that are publicly known: parties and bodies of the lexicon, regions of the gazetteer.
pub struct KnownNames {
    actors: ActorLexicon,
    places: Gazetteer,
}

impl KnownNames {
    /// What is built in, with the places that were imported into the register.
    pub fn load(register: &Register, db: &Path) -> Result<Self, Failure> {
        let actors = ActorLexicon::embedded()
            .map_err(|faults| Failure::new(faults.to_string(), "this build is broken; please report it"))?;
        Ok(Self { actors, places: with_imports(register).map_err(Failure::of_places(db))? })
    }
}

impl Names for KnownNames {
    fn public(&self, words: &str) -> Option<String> {
        self.actors.resolve_source(words, None, None).map(|source| source.name)
    }

    fn adm2(&self, place: &PlaceValue) -> Option<String> {
        let id = place.place_id?;
        let name = place.resolved.as_ref()?;
        let found = self.places.lookup(name);
        let same = found.iter().find(|found| found.place.geonames_id() == Some(id))?;
        Some(same.place.adm2().to_owned()).filter(|name| !name.is_empty())
    }

    fn is_country(&self, words: &str) -> bool {
        country_of(words).is_some()
    }
}
