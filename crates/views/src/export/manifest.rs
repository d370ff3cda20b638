use super::{ExportFormat, Exporter, PLACE_SOURCE, Table};
use crate::{Filter, ViewError};
use serde::Serialize;
use std::io::Write;

/// What an export is of, written beside it: whoever has the file can tell what it holds and what not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Manifest {
    /// The program that wrote it.
    pub program: String,
    /// When, as RFC 3339; none where it is to be the same on every day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<String>,
    /// Digest of all that the register says, whatever is exported of it: BLAKE3 of
    /// `cairn export --format jsonl`.
    pub register: String,
    /// The rulesets that read its reports, each with its program.
    pub rulesets: Vec<RulesetUse>,
    /// How it is written.
    pub format: ExportFormat,
    /// The codebook, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<&'static str>,
    /// Which incidents were asked for; empty for all.
    pub filter: Filter,
    /// The tables, in their order.
    pub tables: Vec<TableNote>,
    /// What is held back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionNote>,
    /// Whose the data are, and what their licences ask for.
    pub licences: &'static [&'static str],
}

/// A ruleset with the program that applied it, and how many reports they read last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RulesetUse {
    /// The digest of the ruleset.
    pub ruleset: String,
    /// The program.
    pub program: String,
    /// How many reports.
    pub reports: u32,
}

/// A table of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableNote {
    /// The table; in JSON Lines also `past`: decisions, and incidents of claims that hold no more.
    pub table: &'static str,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// How many rows; lines in JSON Lines, features in GeoJSON.
    pub rows: u64,
}

/// What an export holds back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProtectionNote {
    /// How coarse places are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coarsen: Option<&'static str>,
    /// Whether names of private persons are held back.
    pub no_private_names: bool,
    /// The same and what follows from it, in words.
    pub notes: Vec<String>,
}

const LICENCES: &[&str] = &[
    PLACE_SOURCE,
    "Texts, titles and quoted sentences of reports belong to their publishers",
    "Columns of profiles follow the published codebooks of others; the data are not theirs",
];

impl Exporter<'_> {
    /// The manifest of an export with these tables.
    pub fn manifest(&self, tables: Vec<TableNote>) -> Result<Manifest, ViewError> {
        let sql = "SELECT ruleset, program, count(*) FROM report JOIN run ON run.id = run \
                   GROUP BY ruleset, program ORDER BY ruleset, program";
        let mut statement = self.register.connection().prepare(sql)?;
        let rulesets = statement.query_map([], |row| {
            Ok(RulesetUse { ruleset: row.get(0)?, program: row.get(1)?, reports: row.get(2)? })
        })?;
        let protection = self.options.protection;
        Ok(Manifest {
            program: self.options.program.clone(),
            made: self.options.made.clone(),
            register: self.digest()?.to_owned(),
            rulesets: rulesets.collect::<Result<_, _>>()?,
            format: self.options.format,
            profile: self.options.profile.map(crate::Profile::as_str),
            filter: match &self.veil {
                Some(veil) => veil.filter(&self.options.filter),
                None => self.options.filter.clone(),
            },
            tables,
            protection: protection.is_on().then(|| ProtectionNote {
                coarsen: protection.coarsen.map(super::Coarsening::as_str),
                no_private_names: protection.no_private_names,
                notes: protection.words(),
            }),
            licences: LICENCES,
        })
    }
}

/// Takes bytes for two digests: one that is told, and a secret one that no one can make who has not all
/// of the register.
pub(super) struct Digests {
    told: blake3::Hasher,
    secret: blake3::Hasher,
}

impl Digests {
    pub fn new() -> Self {
        Self {
            told: blake3::Hasher::new(),
            secret: blake3::Hasher::new_derive_key("cairn 2026-11 ids of protected exports"),
        }
    }

    pub fn finish(&self) -> (String, [u8; 32]) {
        (format!("blake3-{}", self.told.finalize().to_hex()), *self.secret.finalize().as_bytes())
    }
}

impl Write for Digests {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.told.update(bytes);
        self.secret.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The name of a table in a manifest.
pub(super) fn note(table: Table, rows: u64) -> TableNote {
    TableNote { table: table.as_str(), file: None, rows }
}
