//! The record in the codebook of others, on demand: one neutral incident, several projections.
//!
//! A profile is a list of columns. Each says by what rule it is filled, and each cell names the claims
//! behind it. A cell is empty where the record does not tell; no cell is a guess. The definitions and
//! their sources are in `docs/guide/profiles.md`.

mod acled;
mod airwars;
mod case;
mod column;
pub(crate) mod figures;
mod hxl;
mod ibc;
mod precision;
mod types;
mod ucdp;
mod write;

use crate::export::sheet::Head;
use crate::{Filter, ViewError, incidents};
use cairn_store::Register;
pub(crate) use case::Case;
pub use column::{Cell, Column, ProfileRow};
pub use write::write_profile;

/// A community's codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// UCDP Georeferenced Event Dataset.
    Ucdp,
    /// ACLED.
    Acled,
    /// Iraq Body Count.
    Ibc,
    /// Airwars, civilian harm.
    Airwars,
    /// Humanitarian Exchange Language.
    Hxl,
}

impl Profile {
    /// Every profile.
    pub const ALL: &'static [Self] = &[Self::Ucdp, Self::Acled, Self::Ibc, Self::Airwars, Self::Hxl];

    /// Its short name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ucdp => "ucdp",
            Self::Acled => "acled",
            Self::Ibc => "ibc",
            Self::Airwars => "airwars",
            Self::Hxl => "hxl",
        }
    }

    /// Which incidents it has, in words.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Ucdp => ucdp::SCOPE,
            Self::Acled => acled::SCOPE,
            Self::Ibc => ibc::SCOPE,
            Self::Airwars => airwars::SCOPE,
            Self::Hxl => hxl::SCOPE,
        }
    }

    /// Its columns, in their order.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Ucdp => ucdp::COLUMNS,
            Self::Acled => acled::COLUMNS,
            Self::Ibc => ibc::COLUMNS,
            Self::Airwars => airwars::COLUMNS,
            Self::Hxl => hxl::COLUMNS,
        }
    }

    /// The heads of its columns, with their types.
    pub(crate) fn heads(self) -> Vec<Head> {
        self.columns().iter().map(Column::head).collect()
    }

    pub(crate) fn rows(self, case: Case) -> Vec<ProfileRow> {
        let is_in = match self {
            Self::Ucdp => ucdp::is_in_scope(&case),
            Self::Acled => acled::is_in_scope(&case),
            Self::Ibc => ibc::is_in_scope(&case),
            Self::Airwars => airwars::is_in_scope(&case),
            Self::Hxl => true,
        };
        let cases = match self {
            _ if !is_in => Vec::new(),
            Self::Acled => acled::by_day(case),
            _ => vec![case],
        };
        cases.iter().map(|case| ProfileRow::of(case, self.columns())).collect()
    }
}

/// One incident in a profile: no row where it is out of the profile's scope, several where the
/// codebook wants one a day. The id may be cut short.
pub fn profile_of(register: &Register, profile: Profile, id: &str) -> Result<Vec<ProfileRow>, ViewError> {
    Ok(profile.rows(Case::load(register, id)?))
}

/// All incidents that pass the filter and are in the profile's scope, by day and id.
pub fn profile(register: &Register, profile: Profile, filter: &Filter) -> Result<Vec<ProfileRow>, ViewError> {
    let mut rows = Vec::new();
    for incident in incidents(register, filter)? {
        rows.extend(profile_of(register, profile, incident.incident.as_str())?);
    }
    Ok(rows)
}
