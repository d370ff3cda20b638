use crate::failure::Failure;
use cairn_resolve::place::{Gazetteer, Pack};
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
