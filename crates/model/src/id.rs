use serde::{Deserialize, Serialize};

/// Declares a newtype around a string, so that identities are never mixed.
macro_rules! id_type {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an identity that was made before.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identity as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }
    )+};
}

id_type! {
    /// A report: the id its source gave it, or a digest of its content.
    ReportId;
    /// *What is said*: a digest of a claim's normalised content, the same for every report, span
    /// and ruleset. Finds repeats and copies.
    ClaimKey;
    /// *Said here*: a digest of report, span, rule and content. One row of the register.
    ClaimId;
    /// *The incident*: stable through regrouping and re-extraction, so that links, URLs and
    /// decisions survive.
    IncidentId;
    /// A family of reports that are copies or rewrites of one text.
    FamilyId;
    /// The first hand of a chain, resolved.
    OriginId;
    /// One claimant's cumulative figure for one population and place.
    TollId;
    /// A ceasefire, zone or deal.
    AgreementId;
    /// A line of succession in `lexicons/actors`, for example `hts`.
    ActorId;
    /// A rule card, named by what it finds, for example `killed-passive`.
    RuleId;
    /// What a person decided: a digest of it, the same in every register.
    DecisionId;
    /// A digest over every rule card and lexicon row of a ruleset.
    RulesetDigest;
}

/// Hashes length-prefixed parts to 16 lower-case hexadecimal digits (64 bits of BLAKE3).
///
/// Among a hundred million claims the chance of any two sharing an id is about 1 in 4,000.
pub(crate) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    // In one piece: a hasher that is fed some bytes at a time copies each of them once more.
    let mut bytes = Vec::with_capacity(256);
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    blake3::hash(&bytes).to_hex()[..16].to_owned()
}

impl ReportId {
    /// The id of a report whose source gave none: a digest of outlet, day and text.
    pub fn from_content(outlet: Option<&str>, published: Option<&str>, text: &str) -> Self {
        Self(format!("r-{}", digest([outlet.unwrap_or(""), published.unwrap_or(""), text])))
    }
}

impl IncidentId {
    /// The id of an incident that is new to the register, named after its earliest claim.
    pub fn from_claim(claim: &ClaimId) -> Self {
        Self(format!("i-{}", digest([claim.as_str()])))
    }

    /// The id of a happening of which no claim was read: named after its earliest report.
    pub fn from_report(report: &ReportId) -> Self {
        Self(format!("i-{}", digest(["report", report.as_str()])))
    }
}

macro_rules! from_parts {
    ($($name:ident $prefix:literal)+) => {$(
        impl $name {
            /// A digest of the parts, in their order.
            pub fn from_parts<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
                Self(format!(concat!($prefix, "-{}"), digest(parts)))
            }
        }
    )+};
}
from_parts! { ClaimKey "k" ClaimId "c" FamilyId "f" OriginId "o" TollId "t" AgreementId "a" RulesetDigest "rules" DecisionId "d" }
