use crate::closed_list::closed_list;
use crate::{ActorId, ActorSide, Anchor, Claim, Correction, DecisionId, IncidentAnchor, ReportId};
use serde::{Deserialize, Serialize};
use thiserror::Error;

closed_list! {
    /// How far a source can be relied on: the letter of the Admiralty code (NATO AJP-2.1, annex on the
    /// evaluation of information). Only a person can know it.
    pub enum Reliability("reliability") {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Cannot be judged.
        F = "F",
    }
}

/// What a person looked at and found right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionTarget {
    /// One claim.
    Claim(Anchor),
    /// One incident with all its claims.
    Incident(IncidentAnchor),
}

/// Of which claims a place's position is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pinned {
    /// Of one.
    Claim(Anchor),
    /// Of every claim that names it so.
    Name {
        /// The name as reports write it, in any letter case.
        name: String,
        /// Only where the machine put it into this country or into none (ISO 3166-1 alpha-2).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        /// Only in this report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        report: Option<ReportId>,
    },
}

/// The actor that a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedActor {
    /// The line of succession, where it is a known one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ActorId>,
    /// The neutral name.
    pub name: String,
    /// What sort of party it is.
    pub side: ActorSide,
    /// ISO 3166-1 alpha-2 code of its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is right as it stands.
    Confirm {
        /// What.
        about: DecisionTarget,
    },
    /// It is wrong: it counts nowhere, and stays visible as rejected.
    Reject {
        /// What.
        about: DecisionTarget,
    },
    /// A field of a claim has another value.
    Correct {
        /// The claim.
        claim: Anchor,
        /// The field and its value.
        #[serde(flatten)]
        correction: Correction,
    },
    /// A claim that the machine did not read, with its sentence.
    Add {
        /// The claim; its `made_by` names the person.
        claim: Box<Claim>,
    },
    /// Two incidents are one.
    Merge {
        /// One.
        one: IncidentAnchor,
        /// The other.
        other: IncidentAnchor,
    },
    /// One incident is two: some claims belong together and to none of those that stay.
    Split {
        /// The incident with the claims that stay.
        incident: IncidentAnchor,
        /// The claims that leave.
        out: Vec<Anchor>,
    },
    /// How far a source can be relied on.
    Grade {
        /// The outlet or origin, by name.
        source: String,
        /// The letter.
        letter: Reliability,
    },
    /// How far an incident is borne out, in place of the machine's suggestion.
    Rate {
        /// The incident.
        incident: IncidentAnchor,
        /// The digit of the Admiralty code, 1 (confirmed) to 6 (cannot be judged).
        digit: u8,
    },
    /// Where a place lies.
    Pin {
        /// Which.
        place: Pinned,
        /// Latitude in degrees (WGS 84), -90 to 90.
        lat: f64,
        /// Longitude in degrees (WGS 84), -180 to 180.
        lon: f64,
    },
    /// A name stands for an actor.
    Alias {
        /// The name as reports write it, in any letter case.
        name: String,
        /// The actor.
        actor: NamedActor,
    },
    /// An earlier decision is withdrawn; that decision may itself be an undo.
    Undo {
        /// The decision.
        decision: DecisionId,
    },
}

impl Verdict {
    /// The word by which it is called on the command line and in exports.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm",
            Self::Reject { .. } => "reject",
            Self::Correct { .. } => "correct",
            Self::Add { .. } => "add",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Grade { .. } => "grade",
            Self::Rate { .. } => "rate",
            Self::Pin { .. } => "pin",
            Self::Alias { .. } => "alias",
            Self::Undo { .. } => "undo",
        }
    }

    /// The claims that it is about, by where they stand; none for what holds everywhere.
    pub fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Confirm { about } | Self::Reject { about } => match about {
                DecisionTarget::Claim(claim) => vec![claim],
                DecisionTarget::Incident(incident) => incident.claims.iter().collect(),
            },
            Self::Correct { claim, .. } | Self::Pin { place: Pinned::Claim(claim), .. } => vec![claim],
            Self::Merge { one, other } => one.claims.iter().chain(&other.claims).collect(),
            Self::Split { incident, out } => out.iter().chain(&incident.claims).collect(),
            Self::Rate { incident, .. } => incident.claims.iter().collect(),
            Self::Add { .. }
            | Self::Grade { .. }
            | Self::Pin { .. }
            | Self::Alias { .. }
            | Self::Undo { .. } => Vec::new(),
        }
    }
}

/// What a person decided, with who, when and why. Append-only: undo is one more decision, and no later run
/// overrides one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// A digest of all the rest: the same decision in two registers is one.
    pub id: DecisionId,
    /// What was decided.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Who decided.
    pub who: String,
    /// When, in UTC: `YYYY-MM-DDTHH:MM:SS.mmmZ`, so that text sorts as time does.
    pub when: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What a decision lacks.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DecisionError {
    /// Nobody decided it.
    #[error("it does not say who decided")]
    Nobody,
    /// The moment cannot be read.
    #[error("`{0}` is no moment as RFC 3339 writes it, such as 2026-11-22T18:05:00Z")]
    Moment(String),
    /// A position outside the globe.
    #[error("{0} is no latitude and longitude in degrees")]
    Position(String),
    /// A digit that the code does not have.
    #[error("{0} is no credibility; it is a digit from 1 to 6")]
    Digit(u8),
}

impl Decision {
    /// A decision. `when` is any RFC 3339 timestamp, given by the caller, whose clock it is.
    ///
    /// # Errors
    /// Without a person, with a moment that cannot be read, and with numbers out of their range.
    pub fn new(verdict: Verdict, who: &str, when: &str, why: Option<&str>) -> Result<Self, DecisionError> {
        let who = who.trim();
        if who.is_empty() {
            return Err(DecisionError::Nobody);
        }
        match &verdict {
            Verdict::Pin { lat, lon, .. }
                if !((-90.0..=90.0).contains(lat) && (-180.0..=180.0).contains(lon)) =>
            {
                return Err(DecisionError::Position(format!("{lat}, {lon}")));
            }
            Verdict::Rate { digit, .. } if !(1..=6).contains(digit) => {
                return Err(DecisionError::Digit(*digit));
            }
            _ => {}
        }
        let moment: jiff::Timestamp =
            when.trim().parse().map_err(|_| DecisionError::Moment(when.to_owned()))?;
        let decision = Self {
            id: DecisionId::new(""),
            verdict,
            who: who.to_owned(),
            when: format!("{moment:.3}"),
            why: why.map(str::trim).filter(|why| !why.is_empty()).map(str::to_owned),
        };
        Ok(Self { id: decision.content_id(), ..decision })
    }

    /// The id that the content has. A decision of a later program may carry another one, which is kept.
    pub fn content_id(&self) -> DecisionId {
        let verdict = serde_json::to_string(&self.verdict).unwrap_or_default();
        DecisionId::from_parts([&verdict, &self.who, &self.when, self.why.as_deref().unwrap_or_default()])
    }

    /// What decides which of two decisions holds that do not agree: the later one, then the greater name,
    /// then the greater id.
    pub fn rank(&self) -> (&str, &str, &DecisionId) {
        (&self.when, &self.who, &self.id)
    }
}
