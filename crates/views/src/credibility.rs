//! A suggestion for the digit of the Admiralty code (NATO AJP-2.1: "credibility of information"), from how
//! many first hands say so. The letter is the reliability of a source, which only a person can know.

use cairn_model::{FigureSeries, Incident, Kind, Stake};
use serde::Serialize;

/// How far others bear an incident out, as a suggestion with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Credibility {
    /// 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 6 cannot be judged. 5,
    /// improbable, is never suggested: it takes a judgement.
    pub digit: u8,
    /// The digit in the words of the code.
    pub words: &'static str,
    /// Why.
    pub reason: String,
}

/// The suggestion for an incident: that it happened, not how many it harmed.
pub fn credibility(incident: &Incident) -> Credibility {
    let n = incident.origins.len();
    let denied = incident.disagreements.iter().any(|one| one.field == "status");
    let told = ["actor", "place", "date"];
    let apart: Vec<&str> = incident
        .disagreements
        .iter()
        .map(|one| one.field.as_str())
        .filter(|field| told.contains(field))
        .collect();
    let own_voices = incident.origins.iter().all(|origin| incident.outlets.contains(&origin.name));
    let (digit, reason) = match n {
        0 => (6, "nobody is named who says so".to_owned()),
        1 if denied => (4, "one first hand says so, and another denies it".to_owned()),
        1 if of_enemies(incident) => {
            (4, "one first hand says so, a party that speaks of its enemy's losses".to_owned())
        }
        1 if own_voices => {
            (6, "one outlet says so in its own voice, and from whom it has it is not told".to_owned())
        }
        1 => (6, "one first hand says so, and no other to hold it against".to_owned()),
        _ if denied => (3, format!("{n} first hands say so, and another denies it")),
        _ if of_enemies(incident) => {
            (3, format!("{n} first hands say so, parties that speak of their enemy's losses"))
        }
        _ if !apart.is_empty() => (2, format!("{n} first hands say so, and differ on {}", apart.join(", "))),
        _ if own_voices => {
            (2, format!("{n} outlets say so in their own voice, and from whom they have it is not told"))
        }
        _ => (1, format!("{n} first hands say so, and none against them")),
    };
    let words = match digit {
        1 => "confirmed by other sources",
        2 => "probably true",
        3 => "possibly true",
        4 => "doubtful",
        _ => "cannot be judged",
    };
    Credibility { digit, words, reason }
}

/// Whether all that an incident counts is what parties say of their enemies' losses.
fn of_enemies(incident: &Incident) -> bool {
    let losses = |series: &&FigureSeries| {
        matches!(
            series.kind,
            Kind::Killed | Kind::Wounded | Kind::Captured | Kind::Destroyed | Kind::Damaged | Kind::Seized
        )
    };
    let mut counted = incident.figures.iter().filter(losses).peekable();
    counted.peek().is_some() && counted.all(|series| series.stake == Some(Stake::EnemyLosses))
}

impl std::fmt::Display for Credibility {
    /// `1 (confirmed by other sources)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{} ({})", self.digit, self.words))
    }
}
