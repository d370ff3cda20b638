//! Writes an incident down from the accounts that were put together: when, where, what, who.

use crate::account::Account;
use crate::block::Sorted;
use crate::figures::{Stated, corroborations, disagreements, series};
use crate::happening::{Kinship, Part, commonest_type, days, exactness, kinship, part};
use crate::means::chief_kind;
use crate::origin::Origins;
use crate::party;
use crate::place::{Lie, fineness, lie, shown};
use crate::whereabouts::{open_end, other_places};
use cairn_model::{
    Act, ActorSide, ActorValue, Claim, ClaimId, Day, Disagreement, EventType, Incident, IncidentId, Origin,
    PlaceValue, Status, TimeBasis, TimeValue,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What every incident of a block is written from.
pub(crate) struct Desk<'s, 'a> {
    pub(crate) block: &'s Sorted<'a>,
    pub(crate) origins: &'s Origins<'s, 'a>,
}

impl<'a> Desk<'_, 'a> {
    /// The claims of some accounts, by report and place in the text.
    pub(crate) fn claims(&self, accounts: &[&Account<'a>]) -> Vec<Stated<'a>> {
        let mut stated: Vec<Stated<'a>> = accounts
            .iter()
            .flat_map(|account| {
                let report = account.happening.report;
                let dated = self.block.reports[report].dated;
                account.happening.claims.iter().enumerate().map(move |(at, &claim)| {
                    let founds = at < account.happening.n_founding;
                    Stated { report, dated, claim, founds }
                })
            })
            .collect();
        stated.sort_by_key(|one| (one.report, one.claim.evidence.sentence, &one.claim.id));
        stated
    }

    /// Writes one incident. `accounts` by report.
    pub(crate) fn write(&self, id: IncidentId, accounts: &[&Account<'a>]) -> Incident {
        let stated = self.claims(accounts);
        let founding: Vec<Stated<'a>> = stated.iter().copied().filter(|one| one.founds).collect();
        let mut reports: Vec<usize> = stated.iter().map(|one| one.report).collect();
        reports.dedup();
        let text = |one: &Stated<'a>| self.block.reports[one.report].text;
        let figures = series(&founding, self.origins, text, |one| {
            let words = one.claim.evidence.figure?.of(self.block.reports[one.report].text);
            Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
        });
        let mut all = disagreements(&figures);
        all.extend(self.perpetrators(&founding));
        all.extend(self.denials(&stated, &founding));
        all.extend(self.places(accounts));
        all.extend(self.dates(accounts));
        let mut claims: Vec<ClaimId> = stated.iter().map(|one| one.claim.id.clone()).collect();
        claims.sort_unstable();
        let chief_place = place(accounts);
        Incident {
            id,
            event_type: chief_kind(&founding, |one| {
                one.claim.evidence.sentence.of(self.block.reports[one.report].text)
            }),
            acts: acts(&founding),
            time: self.time(accounts, &founding),
            places: chief_place.map(|chief| other_places(chief, &founding)).unwrap_or_default(),
            place: chief_place.cloned(),
            parties: parties(&stated),
            claims,
            reports: reports.iter().map(|&report| self.block.reports[report].id.clone()).collect(),
            outlets: self.outlets(&reports),
            origins: self.first_hands(&founding),
            corroborations: corroborations(&figures),
            figures,
            disagreements: all,
        }
    }

    /// Who published some reports, each once.
    fn outlets(&self, reports: &[usize]) -> Vec<String> {
        let outlets: BTreeSet<&str> =
            reports.iter().filter_map(|&report| self.block.reports[report].outlet).collect();
        outlets.into_iter().map(str::to_owned).collect()
    }

    /// The days that most accounts give; the finer of equals, then the earlier; with the days that an
    /// offensive lasts which began then. Where no text gives any, the incident is not later than its
    /// first report.
    fn time(&self, accounts: &[&Account<'a>], founding: &[Stated<'a>]) -> TimeValue {
        let first =
            accounts.iter().filter_map(|account| self.block.reports[account.happening.report].dated).min();
        let given: Vec<(Day, Day)> = accounts.iter().filter_map(|account| account.happening.time).collect();
        let support = |&(start, end): &(Day, Day)| {
            let equal = given.iter().filter(|&&other| other == (start, end)).count();
            let meeting = given.iter().filter(|other| start <= other.1 && other.0 <= end).count();
            let length = end.days_since(start);
            (equal + meeting, Reverse(length), Reverse(start))
        };
        let Some(&(start, end)) = given.iter().max_by_key(|&days| support(days)) else {
            return match first {
                Some(day) => {
                    TimeValue { end: Some(day), basis: TimeBasis::Publication, ..TimeValue::unknown() }
                }
                None => TimeValue::unknown(),
            };
        };
        let of_these_days = accounts
            .iter()
            .flat_map(|account| account.happening.claims.iter())
            .filter(|claim| days(claim) == Some((start, end)));
        let basis = of_these_days.map(|claim| claim.time.basis).min_by_key(|basis| *basis as u8);
        let end = Some(end).filter(|&end| end != start).or_else(|| open_end(start, first, founding));
        TimeValue::days(start, end.unwrap_or(start), basis.unwrap_or(TimeBasis::Narrative))
    }

    /// The first hands that the claims name. An outlet counts only where its report names nobody:
    /// outlets are not witnesses.
    fn first_hands(&self, founding: &[Stated<'a>]) -> Vec<Origin> {
        let mut origins: Vec<Origin> = Vec::new();
        for of_one_report in founding.chunk_by(|a, b| a.report == b.report) {
            let hands: Vec<_> =
                of_one_report.iter().map(|one| self.origins.of(one.report, one.claim)).collect();
            let anyone = hands.iter().any(|hand| hand.named);
            origins.extend(hands.into_iter().filter(|hand| hand.named || !anyone).map(|hand| hand.origin));
        }
        origins.sort_unstable();
        origins.dedup_by(|a, b| a.id == b.id);
        origins
    }

    /// Claimants who name different perpetrators of one attack.
    fn perpetrators(&self, founding: &[Stated<'a>]) -> Option<Disagreement> {
        let kind = commonest_type(founding.iter().map(|one| one.claim.event_type));
        // Both sides of a battle are its actors, whoever tells of it.
        let one_sided = matches!(
            kind,
            EventType::Airstrike
                | EventType::Shelling
                | EventType::Bombing
                | EventType::Chemical
                | EventType::Killing
                | EventType::Shooting
                | EventType::Mine
                | EventType::Abduction
        );
        let mut named: BTreeMap<Origin, Vec<(&ActorValue, &ClaimId)>> = BTreeMap::new();
        for one in founding.iter().filter(|_| one_sided) {
            let actor = one.claim.actor.as_ref().filter(|actor| actor.side != ActorSide::Unidentified);
            if let Some(actor) = actor.filter(|_| kinship(kind, one.claim.event_type) != Kinship::Strange) {
                let origin = self.origins.of(one.report, one.claim).origin;
                named.entry(origin).or_default().push((actor, &one.claim.id));
            }
        }
        let all: Vec<&Vec<(&ActorValue, &ClaimId)>> = named.values().collect();
        let apart = |a: &[(&ActorValue, &ClaimId)], b: &[(&ActorValue, &ClaimId)]| {
            !a.iter().any(|(one, _)| b.iter().any(|(other, _)| party::key(one) == party::key(other)))
        };
        let differ = all.iter().enumerate().any(|(i, a)| all[i + 1..].iter().any(|b| apart(a, b)));
        differ.then(|| Disagreement {
            field: "actor".to_owned(),
            values: named
                .iter()
                .map(|(origin, actors)| format!("{}: {}", actors[0].0.name, origin.name))
                .collect(),
            claims: named.values().flatten().map(|(_, claim)| (*claim).clone()).collect(),
        })
    }

    /// Places that cannot be one.
    fn places(&self, accounts: &[&Account<'a>]) -> Option<Disagreement> {
        let given: Vec<(&PlaceValue, &Account<'_>)> =
            accounts.iter().filter_map(|&account| Some((account.happening.place?, account))).collect();
        let apart = |a, b| matches!(lie(Some(a), Some(b)), Lie::Apart | Lie::Far);
        let differ =
            given.iter().enumerate().any(|(i, (a, _))| given[i + 1..].iter().any(|(b, _)| apart(*a, *b)));
        let tells = |claim: &Claim, place: &PlaceValue| claim.place.as_ref().map(shown) == Some(shown(place));
        differ.then(|| {
            let told = given.iter().map(|(place, account)| {
                (shown(place).to_owned(), *account, self.teller(account, |claim| tells(claim, place)))
            });
            by_value("place", told.collect())
        })
    }

    /// Days that cannot be one, or spans of days that end on different ones. A day within a span is one of
    /// its days, and no disagreement.
    fn dates(&self, accounts: &[&Account<'a>]) -> Option<Disagreement> {
        let given: Vec<((Day, Day), &Account<'_>)> =
            accounts.iter().filter_map(|&account| Some((account.happening.time?, account))).collect();
        let within = |a: (Day, Day), b: (Day, Day)| a.0 == a.1 && b.0 <= a.0 && a.1 <= b.1;
        let differ = given.iter().enumerate().any(|(i, &(a, _))| {
            given[i + 1..].iter().any(|&(b, _)| a != b && !within(a, b) && !within(b, a))
        });
        differ.then(|| {
            let told = given.iter().map(|&((start, end), account)| {
                let value = if start == end { start.to_string() } else { format!("{start}/{end}") };
                (value, account, self.teller(account, |claim| days(claim) == Some((start, end))))
            });
            by_value("date", told.collect())
        })
    }

    /// The first hand of the first claim of an account that tells something; of its first claim, where its
    /// sentences only imply it.
    fn teller(&self, account: &Account<'a>, tells: impl Fn(&Claim) -> bool) -> String {
        let claims = &account.happening.claims;
        let claim = claims.iter().find(|claim| tells(claim)).or_else(|| claims.first());
        claim.map_or_else(String::new, |claim| self.origins.of(account.happening.report, claim).origin.name)
    }

    /// Who denies what others assert.
    fn denials(&self, stated: &[Stated<'a>], founding: &[Stated<'a>]) -> Option<Disagreement> {
        let denied: Vec<&Stated<'a>> =
            stated.iter().filter(|one| one.claim.status == Status::Denied).collect();
        if denied.is_empty() || founding.is_empty() {
            return None;
        }
        let names = |claims: &mut dyn Iterator<Item = &Stated<'a>>| {
            let mut names: Vec<String> =
                claims.map(|one| self.origins.of(one.report, one.claim).origin.name).collect();
            names.sort_unstable();
            names.dedup();
            names.join(", ")
        };
        Some(Disagreement {
            field: "status".to_owned(),
            values: vec![
                format!("asserted: {}", names(&mut founding.iter())),
                format!("denied: {}", names(&mut denied.iter().copied())),
            ],
            claims: denied.iter().map(|one| one.claim.id.clone()).collect(),
        })
    }
}

/// The place that most accounts speak for; where that is a region, the finest place inside it that
/// no other account's place speaks against.
///
/// An account of the same place speaks twice as loud as one of a place within, around or near it.
/// What holds half a country fits every account in it, and so tells nothing of its own.
fn place<'p>(accounts: &[&Account<'p>]) -> Option<&'p PlaceValue> {
    let given: Vec<&PlaceValue> = accounts.iter().filter_map(|account| account.happening.place).collect();
    let speaks = |place: &PlaceValue, other: &PlaceValue| match lie(Some(place), Some(other)) {
        Lie::Same => 2,
        Lie::Within | Lie::Near => 1 + u32::from(shown(place) == shown(other)),
        _ => 0,
    };
    let support = |&(at, place): &(usize, &PlaceValue)| {
        let all: u32 = given.iter().map(|other| speaks(place, other)).sum();
        (all, Reverse(fineness(place)), Reverse(at))
    };
    let (_, best) = given.iter().copied().enumerate().max_by_key(support)?;
    let fits =
        |a: &PlaceValue, b: &PlaceValue| matches!(lie(Some(a), Some(b)), Lie::Same | Lie::Within | Lie::Near);
    let inside = |place: &&PlaceValue| {
        let against =
            given.iter().any(|other| matches!(lie(Some(place), Some(other)), Lie::Apart | Lie::Far));
        fineness(place) < fineness(best) && fits(place, best) && !against
    };
    let finer = given.iter().copied().filter(inside).enumerate();
    finer
        .max_by_key(|&(at, place)| (Reverse(fineness(place)), Reverse(at)))
        .map_or(Some(best), |(_, place)| Some(place))
}

/// A disagreement from values, each with the account that gives it and who states it there.
fn by_value(field: &str, told: Vec<(String, &Account<'_>, String)>) -> Disagreement {
    let mut whose: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut claims: Vec<ClaimId> = Vec::new();
    for (value, account, teller) in told {
        whose.entry(value).or_default().insert(teller);
        claims.extend(account.happening.claims.first().map(|claim| claim.id.clone()));
    }
    let value = |(value, tellers): (String, BTreeSet<String>)| {
        let tellers: Vec<String> = tellers.into_iter().collect();
        format!("{value}: {}", tellers.join(", "))
    };
    Disagreement { field: field.to_owned(), values: whose.into_iter().map(value).collect(), claims }
}

/// What the claims say was done, and by which sorts of parties to which.
fn acts(founding: &[Stated<'_>]) -> Vec<Act> {
    let mut acts: BTreeMap<EventType, [BTreeSet<ActorSide>; 2]> = BTreeMap::new();
    for one in founding {
        let sides = acts.entry(one.claim.event_type).or_default();
        for (sides, actor) in sides.iter_mut().zip([&one.claim.actor, &one.claim.target]) {
            sides.extend(actor.iter().filter(|actor| party::is_party(actor)).map(|actor| actor.side));
        }
    }
    let act = |(event_type, [by, to]): (EventType, [BTreeSet<ActorSide>; 2])| Act {
        event_type,
        by: by.into_iter().collect(),
        to: to.into_iter().collect(),
    };
    acts.into_iter().map(act).collect()
}

/// Who did it and to whom, by claims that say that it happened or speak of it as "the attack".
fn parties(stated: &[Stated<'_>]) -> Vec<ActorValue> {
    let speaks = |one: &&Stated<'_>| {
        one.founds || part(one.claim) == Part::Founds && exactness(one.claim.event_type) == 0
    };
    let of = |one: &Stated<'_>| [one.claim.actor.clone(), one.claim.target.clone()];
    let named: Vec<ActorValue> = stated.iter().filter(speaks).flat_map(of).flatten().collect();
    party::parties(named.iter())
}
