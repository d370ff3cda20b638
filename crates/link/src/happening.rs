//! What one report tells of: its claims parted into happenings by day, place and kind of event,
//! one of which the report is chiefly about.

use crate::place::{Lie, fineness, lie};
use cairn_model::{
    Claim, Day, EventType, Figure, Kind, PlaceBasis, PlaceValue, Status, TimeBasis, TimePrecision,
};

/// One report's account of one happening.
#[derive(Debug, Clone)]
pub(crate) struct Happening<'a> {
    /// Number of the report in the sorted block.
    pub(crate) report: usize,
    /// Whether the report is chiefly about it. Each report has one such happening, without claims
    /// where none was read.
    pub(crate) main: bool,
    /// Whether a claim says that it happened; what is only denied, feared or complained of makes
    /// no incident of its own.
    pub(crate) founded: bool,
    /// By place in the text.
    pub(crate) claims: Vec<&'a Claim>,
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
    let loose =
        |kind| matches!(kind, E::Attack | E::Other | E::Displacement | E::Accusation | E::Destruction);
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

/// Whether two spans of days share one.
fn meet(a: (Day, Day), b: (Day, Day)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

impl<'a> Happening<'a> {
    fn new(report: usize) -> Self {
        let kind = EventType::Other;
        Self { report, main: false, founded: false, claims: Vec::new(), kind, time: None, place: None }
    }

    fn take(&mut self, claim: &'a Claim) {
        self.founded |= part(claim) == Part::Founds;
        if let Some(days) = days(claim) {
            let finer = |old: (Day, Day)| days.1.days_since(days.0) < old.1.days_since(old.0);
            if self.time.is_none_or(finer) {
                self.time = Some(days);
            }
        }
        if let Some(place) = &claim.place
            && self.place.is_none_or(|old| fineness(place) < fineness(old))
        {
            self.place = Some(place);
        }
        self.claims.push(claim);
        self.kind = commonest_type(self.claims.iter().map(|claim| claim.event_type));
    }

    /// How well a claim fits in; none where it cannot belong here.
    fn fit(&self, claim: &Claim) -> Option<u32> {
        let last = self.claims.last()?;
        let one_sentence = last.evidence.sentence == claim.evidence.sentence;
        let place = match lie(self.place, claim.place.as_ref()) {
            Lie::Same => 3,
            Lie::Within => 2,
            Lie::Unknown => 1,
            Lie::Near if !both_stated(self.place, claim.place.as_ref()) => 1,
            Lie::Near | Lie::OtherName | Lie::Apart | Lie::Far => return None,
        };
        let time = match (self.time, days(claim)) {
            (Some(a), Some(b)) if a == b => 2,
            (Some(a), Some(b)) if !meet(a, b) => return None,
            _ => 1,
        };
        let kind = match kinship(self.kind, claim.event_type) {
            Kinship::Same => 2,
            Kinship::Akin => 1,
            Kinship::Strange if one_sentence => 0,
            Kinship::Strange => return None,
        };
        Some(place + time + kind + if one_sentence { 2 } else { 0 })
    }

    /// How much of the report's beginning and of its dead it has: what a report is chiefly about
    /// stands first and is told in figures.
    fn weight(&self) -> u32 {
        let of = |claim: &&Claim| {
            // Headline and lead, then the first screen, then the rest, in code points.
            let early = match claim.evidence.sentence.start {
                0..300 => 8,
                300..900 => 3,
                _ => 1,
            };
            let told = match claim.kind {
                Kind::Killed => 3,
                Kind::Event => 1,
                _ => 2,
            };
            early * told
        };
        self.claims.iter().filter(|claim| part(claim) == Part::Founds).map(of).sum()
    }
}

/// Whether both are named by their own clause, so that two names mean two places.
fn both_stated(a: Option<&PlaceValue>, b: Option<&PlaceValue>) -> bool {
    let stated = |place: Option<&PlaceValue>| place.is_some_and(|place| place.basis == PlaceBasis::Stated);
    stated(a) && stated(b)
}

/// How much a kind of event says: by what means, with what outcome, or next to nothing.
fn exactness(kind: EventType) -> u8 {
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

/// Parts one report's claims, in the order of the text. The main happening comes first.
pub(crate) fn part_report<'a>(report: usize, claims: &[&'a Claim]) -> Vec<Happening<'a>> {
    let mut happenings: Vec<Happening<'a>> = Vec::new();
    // "The war has killed 50,000" is a toll, and its killing is no happening beside it.
    let of_toll = |claim: &Claim| {
        let one_sentence = |other: &&Claim| other.evidence.sentence == claim.evidence.sentence;
        claim.figure == Figure::none()
            && claims.iter().copied().filter(one_sentence).any(|other| part(other) == Part::Toll)
    };
    // Claims that found come first, so that a denial finds what it denies wherever it stands.
    for wanted in [Part::Founds, Part::Attaches] {
        for &claim in claims.iter().filter(|claim| part(claim) == wanted && !of_toll(claim)) {
            let best =
                (0..happenings.len()).filter_map(|at| happenings[at].fit(claim).map(|fit| (fit, at))).max();
            let at = best.map_or_else(
                || {
                    happenings.push(Happening::new(report));
                    happenings.len() - 1
                },
                |(_, at)| at,
            );
            happenings[at].take(claim);
        }
    }
    let main = (0..happenings.len()).max_by_key(|&at| (happenings[at].weight(), std::cmp::Reverse(at)));
    match main {
        Some(at) => happenings[..=at].rotate_right(1),
        None => happenings.push(Happening::new(report)),
    }
    happenings[0].main = true;
    happenings
}
