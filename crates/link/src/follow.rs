//! Follows tolls and agreements on from where something has changed, without following them from their
//! beginnings.
//!
//! What is said is followed in the order of the reports' days: each claim continues one of the things told so
//! far, or begins one. So what comes before the first change stays as it is, and of it only those things are
//! looked at that a later claim can continue. They are found by keys, as reports are.

use crate::agreement::OfAgreements;
use crate::saying::{AGREEMENTS, Said};
use crate::toll::OfTolls;
use cairn_model::{Agreement, Day, ReportId, Toll};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// The turn of a report in the order in which is followed what reports say: by day, those without one last,
/// and by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Turn {
    /// The number of the day it was written ([`Day::ordinal`]); the greatest for none.
    pub day: i32,
    /// The report.
    pub report: ReportId,
}

impl Turn {
    /// The turn of a report that was written on a day.
    pub fn new(written: Option<Day>, report: &ReportId) -> Self {
        Self { day: written.map_or(i32::MAX, Day::ordinal), report: report.clone() }
    }
}

/// A claim that belongs to a toll or an agreement: the turn of its report, and which it is of what the report
/// says of the subject, from 0.
pub type Member = (Turn, u32);

/// A toll or an agreement with what it takes to follow it on.
#[derive(Debug, Clone, PartialEq)]
pub struct Followed<T> {
    /// The toll or agreement.
    pub noun: T,
    /// Its claims, in their order.
    pub members: Vec<Member>,
    /// What later claims find it by, sorted.
    pub keys: Vec<u64>,
}

/// What has changed of a subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<T> {
    /// The ids of the tolls or agreements that were looked at. Those that are not there now are gone.
    pub before: BTreeSet<String>,
    /// What became of these, and new ones, by id.
    pub now: Vec<Followed<T>>,
}

/// What reports say, and the tolls and agreements that it came to so far, as whoever keeps them can find them.
pub trait Archive {
    /// What can go wrong when it is asked.
    type Fault;
    /// What reports say of a subject from a turn on, in the order of turns.
    fn since(&self, subject: &str, from: &Turn) -> Result<Vec<(Turn, Said)>, Self::Fault>;
    /// What some reports say of a subject, in the order of turns.
    fn said(&self, subject: &str, turns: &BTreeSet<Turn>) -> Result<Vec<(Turn, Said)>, Self::Fault>;
    /// The tolls or agreements of a subject whose last claim is not before a turn, by their ids.
    fn lasting(&self, subject: &str, from: &Turn) -> Result<Vec<String>, Self::Fault>;
    /// The tolls or agreements of a subject that are found by any of some keys, by their ids; some that are gone
    /// may be among them.
    fn found_by(&self, subject: &str, keys: &[u64]) -> Result<Vec<String>, Self::Fault>;
    /// The claims of a toll or agreement of a subject, in their order; none where it is gone.
    fn members(&self, subject: &str, id: &str) -> Result<Vec<Member>, Self::Fault>;
}

/// A key by which a toll or an agreement is found.
pub(crate) fn key<'p>(parts: impl IntoIterator<Item = &'p str>) -> u64 {
    let parts: Vec<&str> = parts.into_iter().collect();
    xxh3_64(parts.join("\u{1f}").as_bytes())
}

/// A claim in its turn.
pub(crate) struct Heard<C> {
    pub(crate) turn: Turn,
    /// Which it is of what the report says of the subject.
    pub(crate) at: u32,
    pub(crate) claim: C,
    /// The thing that it is known to belong to. Things are numbered in the order of their first claims.
    pub(crate) of: Option<usize>,
}

/// A toll or an agreement as it comes out of the claims that were heard.
pub(crate) struct Told<N> {
    pub(crate) noun: N,
    pub(crate) keys: BTreeSet<u64>,
    /// The key of those that may come to the same id.
    pub(crate) name: Option<u64>,
    /// The numbers of its claims.
    pub(crate) heard: Vec<usize>,
}

/// What can be followed.
pub(crate) trait Subject {
    type Claim;
    type Noun;
    fn claims(said: Said) -> Vec<Self::Claim>;
    /// By what those things are found that a claim can continue.
    fn looked_up(claim: &Self::Claim) -> Vec<u64>;
    /// Follows claims, which are in order. By id.
    fn tell(heard: &[Heard<Self::Claim>]) -> Vec<Told<Self::Noun>>;
}

/// Follows the tolls of a subject on from a turn: nothing that was said before it has changed.
///
/// # Errors
/// Those of the archive.
pub fn follow_tolls<A: Archive>(archive: &A, subject: &str, from: &Turn) -> Result<Changes<Toll>, A::Fault> {
    follow::<A, OfTolls>(archive, subject, from)
}

/// Follows the agreements on from a turn: nothing that was said before it has changed.
///
/// # Errors
/// Those of the archive.
pub fn follow_agreements<A: Archive>(archive: &A, from: &Turn) -> Result<Changes<Agreement>, A::Fault> {
    follow::<A, OfAgreements>(archive, AGREEMENTS, from)
}

fn follow<A: Archive, S: Subject>(
    archive: &A,
    subject: &str,
    from: &Turn,
) -> Result<Changes<S::Noun>, A::Fault> {
    let later = archive.since(subject, from)?;
    let mut before: BTreeSet<String> = archive.lasting(subject, from)?.into_iter().collect();
    let claims = later.iter().flat_map(|(_, said)| S::claims(said.clone()));
    let mut wanted: BTreeSet<u64> = claims.flat_map(|claim| S::looked_up(&claim)).collect();
    let mut asked: BTreeSet<u64> = BTreeSet::new();
    loop {
        let keys: Vec<u64> = wanted.difference(&asked).copied().collect();
        before.extend(archive.found_by(subject, &keys)?);
        asked.append(&mut wanted);
        let mut heard = earlier::<A, S>(archive, subject, from, &before)?;
        for (turn, said) in &later {
            let claims = S::claims(said.clone()).into_iter().zip(0..);
            heard.extend(claims.map(|(claim, at)| Heard { turn: turn.clone(), at, claim, of: None }));
        }
        let told = S::tell(&heard);
        // Which of several bears an id is a matter of them all.
        wanted = told.iter().filter_map(|told| told.name).filter(|name| !asked.contains(name)).collect();
        if wanted.is_empty() {
            let followed = |told: Told<S::Noun>| Followed {
                noun: told.noun,
                members: told.heard.iter().map(|&at| (heard[at].turn.clone(), heard[at].at)).collect(),
                keys: told.keys.into_iter().chain(told.name).collect(),
            };
            return Ok(Changes { now: told.into_iter().map(followed).collect(), before });
        }
    }
}

/// The claims before a turn of the things with these ids, in order.
fn earlier<A: Archive, S: Subject>(
    archive: &A,
    subject: &str,
    from: &Turn,
    ids: &BTreeSet<String>,
) -> Result<Vec<Heard<S::Claim>>, A::Fault> {
    let mut things: Vec<Vec<Member>> = Vec::with_capacity(ids.len());
    for id in ids {
        let mut members = archive.members(subject, id)?;
        members.truncate(members.partition_point(|(turn, _)| turn < from));
        things.push(members);
    }
    things.retain(|members| !members.is_empty());
    things.sort_unstable();
    let mut of: BTreeMap<Member, usize> = BTreeMap::new();
    for (number, members) in things.into_iter().enumerate() {
        of.extend(members.into_iter().map(|member| (member, number)));
    }
    let turns: BTreeSet<Turn> = of.keys().map(|(turn, _)| turn.clone()).collect();
    // Numbered as they come, also where a claim is missing that should be there.
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let mut heard = Vec::with_capacity(of.len());
    for (turn, said) in archive.said(subject, &turns)? {
        for (claim, at) in S::claims(said).into_iter().zip(0..) {
            let member = (turn.clone(), at);
            // The report may also speak of things that nobody asked for.
            if let Some(&of) = of.get(&member) {
                let next = numbers.len();
                let of = *numbers.entry(of).or_insert(next);
                heard.push(Heard { turn: member.0, at, claim, of: Some(of) });
            }
        }
    }
    Ok(heard)
}

/// Claims as they are followed from the beginning, those of each report in the order of its text.
pub(crate) fn from_the_beginning<C>(mut claims: Vec<(Turn, C)>) -> Vec<Heard<C>> {
    claims.sort_by(|(a, _), (b, _)| a.cmp(b));
    claims.into_iter().map(|(turn, claim)| Heard { turn, at: 0, claim, of: None }).collect()
}
