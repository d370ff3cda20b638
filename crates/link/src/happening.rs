//! One report's account of one happening, and what a claim can do for it.

use cairn_model::{Claim, Day, EventType, PlaceValue, Status, TimeBasis, TimePrecision};

/// One report's account of one happening.
#[derive(Debug, Clone)]
pub(crate) struct Happening<'a> {
    /// Number of the report in the sorted block.
    pub(crate) report: usize,
    /// Whether the report is chiefly about it. Each report has one such happening, without claims
    /// where none was read.
    pub(crate) main: bool,
    /// By place in the text, those that say that it happened first.
    pub(crate) claims: Vec<&'a Claim>,
    /// How many of its claims say that it happened. What is only denied, feared, complained of or
    /// hinted at makes no incident of its own.
    pub(crate) n_founding: usize,
    /// What its claims chiefly say that it was.
    pub(crate) kind: EventType,
    /// First and last possible day, where the text tells.
    pub(crate) time: Option<(Day, Day)>,
    /// The finest place of its claims.
    pub(crate) place: Option<&'a PlaceValue>,
}

/// What a claim does in linking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Says that something happened.
    Founds,
    /// Denies, fears, accuses: belongs to an incident that others found.
    Attaches,
    /// Adds up over more than one incident.
    Toll,
    /// Speaks of an agreement.
    Agreement,
    /// Lies ahead.
    Ahead,
}

/// What a claim does in linking.
pub(crate) fn part(claim: &Claim) -> Part {
    match (claim.status, claim.event_type) {
        _ if claim.agreement.is_some() => Part::Agreement,
        (Status::Planned, _) => Part::Ahead,
        _ if claim.period.is_cumulative() => Part::Toll,
        (Status::Denied | Status::Possible, _) => Part::Attaches,
        // What took months is background, unless something more exact belongs to it.
        _ if matches!(claim.time.precision, TimePrecision::Months | TimePrecision::Year) => Part::Attaches,
        (_, EventType::Accusation | EventType::Threat | EventType::Agreement | EventType::Violation) => {
            Part::Attaches
        }
        _ => Part::Founds,
    }
}

/// Whether a claim states a toll: a figure that adds up over more than one incident.
pub(crate) fn states_toll(claim: &Claim) -> bool {
    part(claim) == Part::Toll
}

/// How far two kinds of event can be one happening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kinship {
    /// One kind.
    Same,
    /// One can be a part, a cause or a looser word of the other.
    Akin,
    /// Two things.
    Strange,
}

/// How far two kinds of event can be one happening.
pub(crate) fn kinship(a: EventType, b: EventType) -> Kinship {
    use EventType as E;
    if a == b {
        return Kinship::Same;
    }
    // What came of it, or a word for anything: of any means.
    let loose = |kind| {
        matches!(kind, E::Attack | E::Other | E::Displacement | E::Accusation | E::Destruction | E::Killing)
    };
    let of_battle = |kind| {
        matches!(
            kind,
            E::Battle | E::Airstrike | E::Shelling | E::Capture | E::Withdrawal | E::Shooting | E::Arrest
        )
    };
    let akin = |pair: &[E]| pair.contains(&a) && pair.contains(&b);
    let kindred = loose(a)
        || loose(b)
        || (of_battle(a) && of_battle(b) && (a == E::Battle || b == E::Battle))
        || akin(&[E::Airstrike, E::Shelling, E::Chemical])
        || akin(&[E::Bombing, E::Mine, E::Battle])
        || akin(&[E::Shootdown, E::Crash])
        || akin(&[E::Withdrawal, E::Capture, E::Movement])
        || akin(&[E::Release, E::Abduction, E::Arrest]);
    if kindred { Kinship::Akin } else { Kinship::Strange }
}

/// The days of a claim, where its text tells them.
pub(crate) fn days(claim: &Claim) -> Option<(Day, Day)> {
    if matches!(claim.time.basis, TimeBasis::Publication | TimeBasis::Unknown) {
        return None;
    }
    Some((claim.time.start?, claim.time.end?))
}

impl Happening<'_> {
    /// A happening of which nothing is known yet.
    pub(crate) fn new() -> Self {
        let kind = EventType::Other;
        Self { report: 0, main: false, claims: Vec::new(), n_founding: 0, kind, time: None, place: None }
    }
}

/// How much a kind of event says: by what means, with what outcome, or next to nothing.
pub(crate) fn exactness(kind: EventType) -> u8 {
    use EventType as E;
    match kind {
        E::Attack | E::Other | E::Accusation | E::Threat => 0,
        // What came of it, by whatever means.
        E::Killing | E::Destruction | E::Displacement | E::Arrest | E::Movement | E::Aid => 1,
        _ => 2,
    }
}

/// The commonest of the kinds of event that say most; the first of equals.
pub(crate) fn commonest_type(kinds: impl Iterator<Item = EventType>) -> EventType {
    let mut counts: Vec<(EventType, u32)> = Vec::new();
    for kind in kinds {
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, n)) => *n += 1,
            None => counts.push((kind, 1)),
        }
    }
    counts
        .iter()
        .enumerate()
        .max_by_key(|(at, (kind, n))| (exactness(*kind), *n, std::cmp::Reverse(*at)))
        .map_or(EventType::Other, |(_, (kind, _))| *kind)
}
