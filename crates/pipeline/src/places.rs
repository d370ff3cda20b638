use crate::PlacesError;
use cairn_resolve::place::{Gazetteer, NameQuality, Pack, PlaceLevel};
use cairn_store::Register;

/// The places built in, with those that were imported into the register.
///
/// # Errors
/// A register that cannot be read, and imported places that are damaged.
pub fn with_imports(register: &Register) -> Result<Gazetteer, PlacesError> {
    let packs = register.gazetteer_packs()?.into_iter().zip(register.gazetteers()?);
    let packs = packs.map(|(bytes, imported)| {
        Pack::imported(bytes).map_err(|fault| PlacesError::Imported { name: imported.name, fault })
    });
    Ok(Gazetteer::with_imports(packs.collect::<Result<_, _>>()?))
}

/// The code of the country that a name stands for (ISO 3166-1 alpha-2).
pub fn country_of(name: &str) -> Option<String> {
    let found = Gazetteer::embedded().lookup(name);
    let country = found.iter().find(|found| {
        found.place.level() == PlaceLevel::Country
            && matches!(found.quality, NameQuality::Primary | NameQuality::Alternate)
    });
    country.map(|found| found.place.country().to_owned())
}
