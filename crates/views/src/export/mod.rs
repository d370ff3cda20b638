//! The register as files: CSV, JSON Lines, GeoJSON.

mod csv;
mod geojson;
mod jsonl;

use crate::ViewError;
use cairn_store::Register;
use std::io::Write;

/// Whose the places are, as their licence asks to be told.
pub const PLACE_SOURCE: &str = "GeoNames (geonames.org), CC BY 4.0";

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values (RFC 4180), one table.
    Csv,
    /// JSON Lines: the nouns in full, each with a field `record` that names it.
    JsonLines,
    /// GeoJSON (RFC 7946), the incidents as features.
    GeoJson,
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Reports, without their texts in CSV.
    Reports,
    /// Claims that hold.
    Claims,
    /// Incidents.
    Incidents,
    /// Tolls, in CSV one row a point.
    Tolls,
    /// Agreements, in CSV one row a term.
    Agreements,
}

impl Table {
    /// Every table, in the order in which JSON Lines has them.
    pub const ALL: &'static [Self] =
        &[Self::Reports, Self::Claims, Self::Incidents, Self::Tolls, Self::Agreements];
}

/// Writes the register. Without a table JSON Lines has all of them, CSV the incidents; GeoJSON
/// always has the incidents. The same register content gives the same bytes.
pub fn export(
    register: &Register,
    format: ExportFormat,
    table: Option<Table>,
    out: &mut impl Write,
) -> Result<(), ViewError> {
    match format {
        ExportFormat::Csv => csv::write(register, table.unwrap_or(Table::Incidents), out)?,
        ExportFormat::JsonLines => match table {
            Some(table) => jsonl::write(register, table, out)?,
            None => {
                Table::ALL.iter().try_for_each(|table| jsonl::write(register, *table, out))?;
                jsonl::write_decisions(register, out)?;
            }
        },
        ExportFormat::GeoJson => geojson::write(register, out)?,
    }
    Ok(out.flush()?)
}
