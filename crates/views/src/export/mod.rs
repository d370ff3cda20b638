//! The register as files: CSV, JSON Lines, GeoJSON, Parquet, GeoParquet.
//!
//! A table is a list of typed columns ([`sheet`]), written once for all formats that know rows. What may
//! not be told goes through a veil ([`veil`]) before a row is made of it.

mod bare;
mod claim_table;
mod csv;
mod geojson;
mod incident_table;
mod jsonl;
mod load;
mod manifest;
mod other_tables;
mod parquet;
mod record;
mod record_column;
mod rows;
mod scope;
mod shape;
pub(crate) mod sheet;
mod veil;

use crate::{AgreementRow, Filter, Profile, TollRow, ViewError};
pub use bare::write_claims;
use cairn_model::{Agreement, Claim, Incident, Toll};
use cairn_store::Register;
use manifest::{Digests, note};
pub use manifest::{Manifest, ProtectionNote, RulesetUse, TableNote};
pub use record::{ReadReport, Record, RecordLine};
pub use record_column::record_column;
use scope::Scope;
use serde::Serialize;
use std::cell::OnceCell;
use std::io::Write;
use veil::Veil;
pub use veil::{Coarsening, Names, NoNames, Protection};

/// Whose the places are, as their licence asks to be told.
pub const PLACE_SOURCE: &str = "GeoNames (geonames.org), CC BY 4.0";

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ExportFormat {
    /// Comma-separated values (RFC 4180), one table.
    #[serde(rename = "csv")]
    Csv,
    /// JSON Lines: the nouns in full, each with a field `record` that names it.
    #[serde(rename = "jsonl")]
    JsonLines,
    /// GeoJSON (RFC 7946), the incidents as features.
    #[serde(rename = "geojson")]
    GeoJson,
    /// Apache Parquet, one table.
    #[serde(rename = "parquet")]
    Parquet,
    /// GeoParquet 1.1, the incidents.
    #[serde(rename = "geoparquet")]
    GeoParquet,
}

impl ExportFormat {
    /// The ending of its files, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::GeoJson => "geojson",
            Self::Parquet | Self::GeoParquet => "parquet",
        }
    }

    /// Whether it shows incidents on a map, and nothing else.
    pub fn is_map(self) -> bool {
        matches!(self, Self::GeoJson | Self::GeoParquet)
    }
}

/// What is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Reports; with their texts in JSON Lines.
    Reports,
    /// Claims that hold.
    Claims,
    /// Incidents.
    Incidents,
    /// Figures: one row a figure of one claimant for one thing in one incident. In JSON Lines they stand in
    /// the incidents too.
    Figures,
    /// Tolls, one row a point; in JSON Lines whole.
    Tolls,
    /// Agreements, one row a term; in JSON Lines whole.
    Agreements,
}

impl Table {
    /// Every table.
    pub const ALL: &'static [Self] =
        &[Self::Reports, Self::Claims, Self::Incidents, Self::Figures, Self::Tolls, Self::Agreements];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reports => "reports",
            Self::Claims => "claims",
            Self::Incidents => "incidents",
            Self::Figures => "figures",
            Self::Tolls => "tolls",
            Self::Agreements => "agreements",
        }
    }
}

/// What to export, and how.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// How it is written.
    pub format: ExportFormat,
    /// The incidents as a codebook files them, instead of a table.
    pub profile: Option<Profile>,
    /// Which incidents; their claims and reports, and the tolls and agreements of these reports, with them.
    pub filter: Filter,
    /// In CSV: a row of HXL hashtags below the header.
    pub tags: bool,
    /// What is held back.
    pub protection: Protection,
    /// The program that exports, for the manifest.
    pub program: String,
    /// When, for the manifest, as RFC 3339; given by the caller.
    pub made: Option<String>,
}

impl ExportOptions {
    /// All of the register, plainly.
    pub fn new(format: ExportFormat) -> Self {
        Self {
            format,
            profile: None,
            filter: Filter::default(),
            tags: false,
            protection: Protection::default(),
            program: concat!("cairn ", env!("CARGO_PKG_VERSION")).to_owned(),
            made: None,
        }
    }
}

/// Writes a register, or a part of it. While it lives it sees one state of the register, whoever else
/// writes.
pub struct Exporter<'r> {
    register: &'r Register,
    options: ExportOptions,
    scope: Scope,
    veil: Option<Veil<'r>>,
    digests: OnceCell<(String, [u8; 32])>,
    /// Ended when dropped; none for a part of an export that has one.
    _snapshot: Option<rusqlite::Transaction<'r>>,
}

impl<'r> Exporter<'r> {
    /// Prepares an export. `names` is asked only where something is held back.
    pub fn new(
        register: &'r Register,
        options: ExportOptions,
        names: &'r dyn Names,
    ) -> Result<Self, ViewError> {
        let snapshot = register.connection().unchecked_transaction()?;
        let scope = Scope::of(register, &options.filter)?;
        let protection = options.protection;
        let mut exporter = Self {
            register,
            options,
            scope,
            veil: None,
            digests: OnceCell::new(),
            _snapshot: Some(snapshot),
        };
        if protection.is_on() {
            let key = exporter.digests()?.1;
            exporter.veil = Some(Veil::over(register, protection, key, names)?);
        }
        Ok(exporter)
    }

    /// The tables that an export of everything has in this format, a file each.
    pub fn tables(&self) -> &'static [Table] {
        match self.options.format {
            _ if self.options.profile.is_some() => &[Table::Incidents],
            ExportFormat::GeoJson | ExportFormat::GeoParquet => &[Table::Incidents],
            _ => Table::ALL,
        }
    }

    /// Writes a table, or where none is named all of it in JSON Lines and the incidents in any other
    /// format; gives what it wrote. The same register content gives the same bytes.
    pub fn write(
        &self,
        table: Option<Table>,
        out: &mut (impl Write + Send),
    ) -> Result<Vec<TableNote>, ViewError> {
        let written = match (self.options.profile, self.options.format, table) {
            (Some(profile), ..) => self.write_profile(profile, out)?,
            (_, ExportFormat::JsonLines, None) => self.write_register(out)?,
            (.., table) => vec![self.write_table(table.unwrap_or(Table::Incidents), out)?],
        };
        out.flush()?;
        Ok(written)
    }

    fn write_register(&self, out: &mut impl Write) -> Result<Vec<TableNote>, ViewError> {
        let mut written = Vec::new();
        // What people decided is free text, and about the whole.
        let with_past = self.veil.is_none() && self.scope.is_all();
        for &table in Table::ALL.iter().filter(|table| **table != Table::Figures) {
            written.push(note(table, jsonl::write(self, table, with_past, out)?));
        }
        if with_past {
            let rows = jsonl::write_past(self, out)?;
            written.push(TableNote { table: "past", file: None, rows });
        }
        Ok(written)
    }

    fn write_table(&self, table: Table, out: &mut (impl Write + Send)) -> Result<TableNote, ViewError> {
        let heads = rows::heads_of(table);
        let rows = match self.options.format {
            ExportFormat::Csv => {
                let mut csv = csv::Csv::new(&heads, self.options.tags, out)?;
                let rows = rows::write(self, table, &mut csv)?;
                csv.finish()?;
                rows
            }
            ExportFormat::JsonLines if table == Table::Figures => {
                let mut lines = jsonl::RowLines { record: "figure", heads, out };
                rows::write(self, table, &mut lines)?
            }
            ExportFormat::JsonLines => jsonl::write(self, table, false, out)?,
            ExportFormat::GeoJson => {
                let entries = rows::entries(self)?;
                geojson::write(&entries, out)?;
                entries.len() as u64
            }
            ExportFormat::Parquet | ExportFormat::GeoParquet => {
                let on_map = self.options.format.is_map();
                let mut file = parquet::Parquet::new(heads, on_map, &self.options.program, out)?;
                let rows = rows::write(self, table, &mut file)?;
                file.finish(&self.notes(note(table, rows))?)?;
                rows
            }
        };
        Ok(note(table, rows))
    }

    fn write_profile(
        &self,
        profile: Profile,
        out: &mut (impl Write + Send),
    ) -> Result<Vec<TableNote>, ViewError> {
        let rows = rows::profile(self, profile)?;
        let written = TableNote { table: "incidents", file: None, rows: rows.len() as u64 };
        match self.options.format {
            ExportFormat::Csv => crate::write_profile(profile, &rows, out)?,
            ExportFormat::Parquet => {
                let mut file = parquet::Parquet::new(profile.heads(), false, &self.options.program, out)?;
                for row in &rows {
                    sheet::Sink::row(&mut file, &row.data(profile), None)?;
                }
                file.finish(&self.notes(written.clone())?)?;
            }
            // A map of a profile: its rows as lines, each cell with its rule and its claims.
            _ => {
                for row in &rows {
                    serde_json::to_writer(&mut *out, row)?;
                    out.write_all(b"\n")?;
                }
            }
        }
        Ok(vec![written])
    }

    /// The key-value metadata of a Parquet file.
    fn notes(&self, written: TableNote) -> Result<[(&'static str, String); 1], ViewError> {
        Ok([("cairn_manifest", serde_json::to_string(&self.manifest(vec![written])?)?)])
    }

    /// The tolls that are exported, as rows and in full.
    pub(crate) fn toll_rows(&self) -> Result<Vec<(TollRow, Toll)>, ViewError> {
        rows::tolls(self)
    }

    /// The agreements that are exported, without the incidents that touch them.
    pub(crate) fn agreement_rows(&self) -> Result<Vec<AgreementRow>, ViewError> {
        let all = rows::agreements(self)?;
        Ok(all.iter().map(|agreement| AgreementRow::of(agreement, Vec::new())).collect())
    }

    /// Digest of all that the register says.
    pub fn digest(&self) -> Result<&str, ViewError> {
        Ok(&self.digests()?.0)
    }

    fn digests(&self) -> Result<&(String, [u8; 32]), ViewError> {
        if let Some(known) = self.digests.get() {
            return Ok(known);
        }
        let mut digests = Digests::new();
        // As it is told without a filter and without a veil.
        let whole = Exporter {
            register: self.register,
            options: ExportOptions::new(ExportFormat::JsonLines),
            scope: Scope::all(),
            veil: None,
            digests: OnceCell::new(),
            _snapshot: None,
        };
        whole.write_register(&mut digests)?;
        Ok(self.digests.get_or_init(|| digests.finish()))
    }

    fn claim(&self, claim: Claim) -> Claim {
        match &self.veil {
            Some(veil) => veil.claim(claim),
            None => claim,
        }
    }

    fn incident(&self, incident: Incident) -> Incident {
        match &self.veil {
            Some(veil) => veil.incident(incident),
            None => incident,
        }
    }

    fn toll(&self, toll: Toll) -> Toll {
        match &self.veil {
            Some(veil) => veil.toll(toll),
            None => toll,
        }
    }

    fn agreement(&self, agreement: Agreement) -> Agreement {
        match &self.veil {
            Some(veil) => veil.agreement(agreement),
            None => agreement,
        }
    }
}
