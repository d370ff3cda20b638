use super::{Entry, Overview};
use cairn_model::IncidentId;
use std::cmp::Reverse;

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
        type Place<'e> = (Reverse<u32>, Reverse<u64>, &'e IncidentId);
        let open = self.entries.iter().filter(|entry| !entry.reviewed);
        let mut waiting: Vec<(Place<'_>, &Entry)> =
            open.map(|entry| ((Reverse(weight(entry)), Reverse(killed(entry)), &entry.id), entry)).collect();
        let n_waiting = waiting.len();
        // Of a large register only the first few are put in order.
        if take < n_waiting {
            waiting.select_nth_unstable_by(take, |(a, _), (b, _)| a.cmp(b));
            waiting.truncate(take);
        }
        waiting.sort_unstable_by_key(|(place, _)| *place);
        let queued =
            |(_, entry): (Place<'_>, &Entry)| Queued { incident: entry.id.clone(), reasons: reasons(entry) };
        Queue {
            done: self.entries.len() - n_waiting,
            all: self.entries.len(),
            waiting: waiting.into_iter().map(queued).collect(),
        }
    }
}

/// Why an incident needs a person.
enum Need {
    Disagreements(u32),
    /// So many killed on the word of one first hand.
    OneHand(u64),
    /// A claim of this confidence, in thousandths.
    Doubtful(u16),
    NoSource,
    Coarse,
    NoPlace,
    /// Nothing but that so many were killed.
    Killed(u64),
}

impl Need {
    /// How much it weighs.
    fn points(&self) -> u32 {
        match self {
            Self::Disagreements(n) => 40 + 4 * n.min(&5),
            // Twice the dead weigh one step more.
            Self::OneHand(killed) => 20 + 4 * (killed / LARGE).ilog2(),
            Self::Doubtful(confidence) => 10 + u32::from(DOUBTFUL - confidence) / 100,
            Self::NoSource => 6,
            Self::Coarse | Self::NoPlace => 8,
            Self::Killed(_) => 1,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Disagreements(1) => "1 disagreement".to_owned(),
            Self::Disagreements(n) => format!("{n} disagreements"),
            Self::OneHand(killed) => format!("{killed} killed by the word of one first hand"),
            Self::Doubtful(confidence) => {
                let tenths = (u32::from(*confidence) + 50) / 100;
                format!("a claim of which {tenths} of 10 like it were right")
            }
            Self::NoSource => "no report names its source".to_owned(),
            Self::Coarse => "only a region or a month is known".to_owned(),
            Self::NoPlace => "on no map".to_owned(),
            Self::Killed(killed) => format!("{killed} killed"),
        }
    }
}

fn killed(entry: &Entry) -> u64 {
    entry.killed.map_or(0, |(low, _)| low)
}

/// Why an incident needs a person; nothing where it hardly does.
fn needs(entry: &Entry) -> impl Iterator<Item = Need> {
    let killed = killed(entry);
    let doubtful = entry.confidence.filter(|confidence| *confidence < DOUBTFUL);
    let all = [
        (entry.disagreements > 0).then_some(Need::Disagreements(entry.disagreements)),
        (entry.origins <= 1 && killed >= LARGE).then_some(Need::OneHand(killed)),
        doubtful.map(Need::Doubtful),
        (entry.origins == 0 && killed > 0).then_some(Need::NoSource),
        entry.coarse.then_some(Need::Coarse),
        (entry.spot.is_none() && killed > 0).then_some(Need::NoPlace),
    ];
    let none = all.iter().all(Option::is_none);
    all.into_iter().chain([(none && killed > 0).then_some(Need::Killed(killed))]).flatten()
}

/// How much an incident needs a person, in points.
fn weight(entry: &Entry) -> u32 {
    needs(entry).map(|need| need.points()).sum()
}

/// Why, the weightiest first.
fn reasons(entry: &Entry) -> Vec<String> {
    let mut needs: Vec<Need> = needs(entry).collect();
    needs.sort_by_key(|need| Reverse(need.points()));
    needs.iter().map(Need::words).collect()
}
