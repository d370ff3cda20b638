use crate::Span;
use crate::closed_list::closed_list;
use serde::{Deserialize, Serialize};

closed_list! {
    /// How finely a place is known, after UCDP GED `where_prec` 1 to 7.
    pub enum PlacePrecision("place precision") {
        /// UCDP 1: a named town, village or site.
        Exact = "exact",
        /// UCDP 2: near a named place, within about 25 km.
        Near = "near",
        /// UCDP 3: a second-level region; coordinates are its centroid.
        Adm2 = "adm2",
        /// UCDP 4: a first-level region; coordinates are its centroid.
        Adm1 = "adm1",
        /// UCDP 5: a line or a fuzzy area (a front, a river, "north-eastern Syria").
        Area = "area",
        /// UCDP 6: a country.
        Country = "country",
        /// UCDP 7: international waters or airspace.
        International = "international",
        /// The name is kept, its position is not known.
        Unresolved = "unresolved",
    }
}

impl PlacePrecision {
    /// How coarse it is, 0 for the finest. A name that no gazetteer has is mostly a village, finer
    /// than any region.
    pub fn coarseness(self) -> u8 {
        match self {
            Self::Exact => 0,
            Self::Near => 1,
            Self::Unresolved => 2,
            Self::Adm2 => 3,
            Self::Adm1 => 4,
            Self::Area => 5,
            Self::International => 6,
            Self::Country => 7,
        }
    }
}

closed_list! {
    /// Why a place is believed.
    pub enum PlaceBasis("place basis") {
        /// The clause states it.
        Stated = "stated",
        /// Taken over from the sentence or paragraph before.
        Narrative = "inherited from the narrative",
        /// Taken over from the lead.
        Lead = "inherited from the lead",
        /// Taken over from the headline.
        Headline = "inherited from the headline",
        /// A person decided it.
        Decided = "decided by a person",
        /// Nothing is known.
        Unknown = "unknown",
    }
}

impl PlaceBasis {
    /// Whether the claim itself has the place, by its own words or by a person's decision.
    pub fn is_stated(self) -> bool {
        matches!(self, Self::Stated | Self::Decided)
    }
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceValue {
    /// The most specific name, as written in the report.
    pub name: String,
    /// The name in the gazetteer, where the place was resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<String>,
    /// GeoNames id, where the place was resolved to an entry that has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_id: Option<u32>,
    /// ISO 3166-1 alpha-2 code of the country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Name of the first-level region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adm1: Option<String>,
    /// Latitude in degrees (WGS 84), -90 to 90.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Longitude in degrees (WGS 84), -180 to 180.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// How finely the place is known. Coordinates of anything coarser than `near` are a centroid.
    pub precision: PlacePrecision,
    /// Why it is believed.
    pub basis: PlaceBasis,
    /// How the event lies to the name ("north of", "outskirts of"), as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// Where the name stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl PlaceValue {
    /// A name whose position is not known.
    pub fn unresolved(name: impl Into<String>, basis: PlaceBasis) -> Self {
        Self {
            name: name.into(),
            resolved: None,
            place_id: None,
            country: None,
            adm1: None,
            lat: None,
            lon: None,
            precision: PlacePrecision::Unresolved,
            basis,
            relation: None,
            span: None,
        }
    }
}
