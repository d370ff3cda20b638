use crate::{Register, StoreError};
use rusqlite::params;

/// Places that the user imported, without their data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedGazetteer {
    /// The name of the file they came from.
    pub name: String,
    /// A digest of their data.
    pub digest: String,
    /// How many places.
    pub n_places: u32,
}

impl Register {
    /// Keeps packed places under the name of their file, in place of what bore that name before.
    pub fn import_gazetteer(&mut self, name: &str, n_places: u32, pack: &[u8]) -> Result<(), StoreError> {
        let digest = blake3::hash(pack).to_hex()[..16].to_owned();
        let sql = "INSERT OR REPLACE INTO gazetteer (name, digest, n_places, pack) VALUES (?1, ?2, ?3, ?4)";
        self.connection.execute(sql, params![name, digest, n_places, pack])?;
        Ok(())
    }

    /// What was imported, by name.
    pub fn gazetteers(&self) -> Result<Vec<ImportedGazetteer>, StoreError> {
        let sql = "SELECT name, digest, n_places FROM gazetteer ORDER BY name";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(ImportedGazetteer { name: row.get(0)?, digest: row.get(1)?, n_places: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The packed places, in the order of [`Register::gazetteers`].
    pub fn gazetteer_packs(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let mut statement = self.connection.prepare("SELECT pack FROM gazetteer ORDER BY name")?;
        let packs = statement.query_map([], |row| row.get(0))?;
        Ok(packs.collect::<Result<_, _>>()?)
    }
}
