use crate::failure::Failure;
use cairn_resolve::place::{Gazetteer, NameQuality, Pack, PlaceLevel};
use cairn_store::Register;
use std::path::Path;

/// The places built in, with those that were imported into the register, where there is one.
pub fn of_register(db: &Path) -> Result<Gazetteer, Failure> {
    if !db.exists() {
        return Ok(Gazetteer::with_imports(Vec::new()));
    }
    with_imports(&Register::open_for_reading(db).map_err(Failure::of_register(db))?, db)
}

/// The places built in, with those that were imported into the register.
pub fn with_imports(register: &Register, db: &Path) -> Result<Gazetteer, Failure> {
    let packs = register.gazetteer_packs().map_err(Failure::of_register(db))?;
    let names = register.gazetteers().map_err(Failure::of_register(db))?;
    let packs = packs.into_iter().zip(&names).map(|(bytes, imported)| {
        Pack::imported(bytes).map_err(|fault| {
            Failure::new(
                format!("{}: the places of {} cannot be read: {fault}", db.display(), imported.name),
                format!("Import {} again with `cairn gazetteer import`.", imported.name),
            )
        })
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
