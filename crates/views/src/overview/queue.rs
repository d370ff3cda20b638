use super::{Entry, Overview};
use cairn_model::IncidentId;

/// An incident that waits for a person, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Queued {
    /// The incident.
    pub incident: IncidentId,
    /// Why it comes where it comes, the weightiest first.
    pub reasons: Vec<String>,
}

/// How far a review has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Queue {
    /// Incidents about which somebody has decided something.
    pub done: usize,
    /// All incidents.
    pub all: usize,
    /// The first of those that wait, what most needs a person first.
    pub waiting: Vec<Queued>,
}

/// A claim below this confidence (in thousandths) may well be misread.
const DOUBTFUL: u16 = 600;

/// From so many killed on a figure of a single first hand is large.
const LARGE: u64 = 10;

impl Overview {
    /// The first `take` incidents that nobody has decided about. What several first hands do not agree on
    /// comes first, then large figures of a single one, then claims that are likely to be misread, then what is
    /// coarse; among equals the one with more killed.
    pub fn queue(&self, take: usize) -> Queue {
        let mut waiting: Vec<(u32, Vec<String>, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| !entry.reviewed)
            .map(|entry| {
                let (weight, reasons) = weigh(entry);
                (weight, reasons, entry)
            })
            .collect();
        let killed = |entry: &Entry| entry.killed.map_or(0, |(low, _)| low);
        waiting.sort_by(|(a, _, one), (b, _, other)| {
            (b, killed(other), &one.id).cmp(&(a, killed(one), &other.id))
        });
        Queue {
            done: self.entries.iter().filter(|entry| entry.reviewed).count(),
            all: self.entries.len(),
            waiting: waiting
                .into_iter()
                .take(take)
                .map(|(_, reasons, entry)| Queued { incident: entry.id.clone(), reasons })
                .collect(),
        }
    }
}

/// How much an incident needs a person, in points, with the reasons.
fn weigh(entry: &Entry) -> (u32, Vec<String>) {
    let killed = entry.killed.map_or(0, |(low, _)| low);
    let mut reasons: Vec<(u32, String)> = Vec::new();
    if entry.disagreements > 0 {
        let n = entry.disagreements;
        let what = if n == 1 { "disagreement" } else { "disagreements" };
        reasons.push((40 + 4 * n.min(5), format!("{n} {what}")));
    }
    if entry.origins <= 1 && killed >= LARGE {
        // Twice the dead weigh one step more.
        let points = 20 + 4 * (killed / LARGE).ilog2();
        reasons.push((points, format!("{killed} killed by the word of one first hand")));
    }
    if let Some(confidence) = entry.confidence.filter(|confidence| *confidence < DOUBTFUL) {
        let points = 10 + u32::from(DOUBTFUL - confidence) / 100;
        let tenths = (u32::from(confidence) + 50) / 100;
        reasons.push((points, format!("a claim of which {tenths} of 10 like it were right")));
    }
    if entry.origins == 0 && killed > 0 {
        reasons.push((6, "no report names its source".to_owned()));
    }
    if entry.coarse {
        reasons.push((8, "only a region or a month is known".to_owned()));
    }
    if entry.spot.is_none() && killed > 0 {
        reasons.push((8, "on no map".to_owned()));
    }
    if reasons.is_empty() && killed > 0 {
        reasons.push((1, format!("{killed} killed")));
    }
    reasons.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
    let weight = reasons.iter().map(|(points, _)| points).sum();
    (weight, reasons.into_iter().map(|(_, reason)| reason).collect())
}
