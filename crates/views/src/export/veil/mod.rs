//! Exports that hold places back, or the names of private persons.
//!
//! Every noun is taken apart field by field, so that a field that is added later does not get past:
//! it stops the build here until somebody has thought about it. What is free text goes; what is a name
//! goes through [`names`]; what is a place goes through [`place`]; ids, which are digests of what they
//! stand for and so could be guessed, become keyed ones (`docs/guide/exports.md`).

mod agreement;
mod claim;
mod incident;
mod names;
mod place;
mod report;

use crate::{Filter, ViewError};
use cairn_model::{
    AgreementId, ClaimId, ClaimKey, FamilyId, IncidentId, OriginId, PlaceValue, ReportId, TollId,
};
use cairn_store::Register;
use names::Withheld;
pub use names::{Names, NoNames};
use serde::Serialize;

/// How coarse places become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Coarsening {
    /// The second-level region (a district), where it is known; else the first-level one.
    #[serde(rename = "adm2")]
    Adm2,
    /// The first-level region.
    #[serde(rename = "adm1")]
    Adm1,
    /// The first-level region, with the cell of a grid of a tenth of a degree.
    #[serde(rename = "0.1deg")]
    Cell,
}

impl Coarsening {
    /// Every coarsening, the finest first.
    pub const ALL: &'static [Self] = &[Self::Cell, Self::Adm2, Self::Adm1];

    /// Its short name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adm2 => "adm2",
            Self::Adm1 => "adm1",
            Self::Cell => "0.1deg",
        }
    }
}

/// What an export holds back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Protection {
    /// Places finer than this.
    pub coarsen: Option<Coarsening>,
    /// The names of private persons.
    pub no_private_names: bool,
}

impl Protection {
    /// Whether anything is held back.
    pub fn is_on(self) -> bool {
        self != Self::default()
    }

    /// What is changed and what is left out, in words, for the manifest.
    pub fn words(self) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(coarsen) = self.coarsen {
            words.push(match coarsen {
                Coarsening::Adm1 => "places are given as first-level regions, without coordinates".to_owned(),
                Coarsening::Adm2 => {
                    "places are given as second-level regions where these are known, else as \
                     first-level ones, without coordinates"
                        .to_owned()
                }
                Coarsening::Cell => "places are given as first-level regions, with the middle of a cell of \
                     0.1 degrees for coordinates"
                    .to_owned(),
            });
            words.push(
                "names of bodies, zones and agreements keep known names and common words; the rest is [...]"
                    .to_owned(),
            );
        }
        if self.no_private_names {
            words.push("names of persons are [...]; their offices and bodies stay".to_owned());
            words.push("names of places whose position is not known are left out".to_owned());
        }
        if self.is_on() {
            words.push(
                "left out: texts, titles and addresses of reports, sentences and where they stand, the words \
                 of terms and of disagreements, decisions"
                    .to_owned(),
            );
            words.push("ids hold within exports of one state of the register only".to_owned());
        }
        words
    }
}

/// What becomes of nouns on their way out.
pub(super) struct Veil<'n> {
    protection: Protection,
    key: [u8; 32],
    withheld: Withheld,
    names: &'n dyn Names,
}

impl<'n> Veil<'n> {
    /// A veil over a register. `key` must not be found in what is exported.
    pub fn over(
        register: &Register,
        protection: Protection,
        key: [u8; 32],
        names: &'n dyn Names,
    ) -> Result<Self, ViewError> {
        let mut withheld = Withheld::default();
        register.each_claim(|claim| {
            withheld.learn(&claim, protection, names);
            Ok::<(), ViewError>(())
        })?;
        Ok(Self { protection, key, withheld, names })
    }

    /// The sides of the cells that stand for points, in degrees.
    pub fn cell(&self) -> Option<f64> {
        (self.protection.coarsen == Some(Coarsening::Cell)).then_some(place::CELL)
    }

    /// What was asked for, as it may be told: who asks for a village knows it.
    pub fn filter(&self, filter: &Filter) -> Filter {
        let place = filter.place.clone();
        Filter {
            place: place.map(|place| self.region(Some(place)).unwrap_or_else(|| names::MASK.to_owned())),
            actor: filter.actor.as_ref().map(|actor| self.name(actor)),
            ..filter.clone()
        }
    }

    fn place(&self, place: PlaceValue) -> Option<PlaceValue> {
        place::veil(place, self.protection, self.names)
    }

    /// An id that tells nothing to those without the register: a plain digest could be compared with those
    /// of all places that come to mind.
    fn id(&self, prefix: &str, id: &str) -> String {
        let digest = blake3::keyed_hash(&self.key, id.as_bytes()).to_hex();
        format!("{prefix}-{}", &digest[..16])
    }

    pub fn report_id(&self, id: &ReportId) -> ReportId {
        ReportId::new(self.id("r", id.as_str()))
    }

    pub fn claim_id(&self, id: &ClaimId) -> ClaimId {
        ClaimId::new(self.id("c", id.as_str()))
    }

    fn claim_key(&self, key: &ClaimKey) -> ClaimKey {
        ClaimKey::new(self.id("k", key.as_str()))
    }

    pub fn incident_id(&self, id: &IncidentId) -> IncidentId {
        IncidentId::new(self.id("i", id.as_str()))
    }

    fn family_id(&self, id: &FamilyId) -> FamilyId {
        FamilyId::new(self.id("f", id.as_str()))
    }

    fn origin_id(&self, id: &OriginId) -> OriginId {
        OriginId::new(self.id("o", id.as_str()))
    }

    fn toll_id(&self, id: &TollId) -> TollId {
        TollId::new(self.id("t", id.as_str()))
    }

    fn agreement_id(&self, id: &AgreementId) -> AgreementId {
        AgreementId::new(self.id("a", id.as_str()))
    }

    /// Ids in the order of the new ones: the order of the old ones would tell of their digits.
    fn claim_ids(&self, ids: &[ClaimId]) -> Vec<ClaimId> {
        let mut ids: Vec<ClaimId> = ids.iter().map(|id| self.claim_id(id)).collect();
        ids.sort();
        ids
    }
}
