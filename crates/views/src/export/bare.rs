//! Tables in Parquet without a manifest, for programs that hold the register or the reports themselves: a manifest costs
//! a digest of the whole register.

use super::claim_table::{CLAIMS, ClaimEntry};
use super::parquet::Parquet;
use super::sheet::{Sink, cells, heads};
use super::{Exporter, Table, rows};
use crate::{ExportFormat, ExportOptions, ViewError};
use cairn_model::Claim;
use std::io::Write;

impl Exporter<'_> {
    /// Writes a table in Parquet, or the incidents as the profile of the options files them; the rows are those of
    /// [`Exporter::write`]. Gives how many.
    pub fn write_bare(&self, table: Table, out: &mut (impl Write + Send)) -> Result<u64, ViewError> {
        let program = &self.options.program;
        let Some(profile) = self.options.profile else {
            let mut file = Parquet::new(rows::heads_of(table), false, program, out)?;
            let rows = rows::write(self, table, &mut file)?;
            file.finish(&[])?;
            return Ok(rows);
        };
        let rows = rows::profile(self, profile)?;
        let mut file = Parquet::new(profile.heads(), false, program, out)?;
        rows.iter().try_for_each(|row| file.row(&row.data(profile), None))?;
        file.finish(&[])?;
        Ok(rows.len() as u64)
    }
}

/// Writes claims that are in no register as the table of claims in Parquet, in the order in which they come: the same
/// columns as an export of a register has, without what people decided.
pub fn write_claims(
    claims: impl IntoIterator<Item = Claim>,
    out: &mut (impl Write + Send),
) -> Result<(), ViewError> {
    let program = ExportOptions::new(ExportFormat::Parquet).program;
    let mut file = Parquet::new(heads(CLAIMS), false, &program, out)?;
    for claim in claims {
        file.row(&cells(CLAIMS, &ClaimEntry { claim, decided: Vec::new() }), None)?;
    }
    file.finish(&[])
}
