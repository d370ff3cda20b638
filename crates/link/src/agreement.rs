//! Agreements: claims about one ceasefire, zone or deal, brought together by name, zone, parties
//! and the time it was made.

use crate::block::Sorted;
use crate::happening::{Part, days, part};
use crate::words::fold;
use cairn_model::{
    ActorValue, Agreement, AgreementId, AgreementPart, AgreementState, Claim, Day, Term, TermKind, TimeValue,
};
use std::collections::BTreeMap;

/// Days that two accounts of when an agreement was made may lie apart.
const SLACK: i32 = 31;
/// Shared words, parties and zones that make two accounts one agreement.
const ENOUGH: u32 = 3;
/// Words of a name that say only that it is an agreement.
const PLAIN: &[&str] =
    &["agreement", "deal", "the", "a", "an", "accord", "pact", "new", "memorandum", "of", "on"];

/// An agreement in the making.
#[derive(Default)]
struct Draft<'a> {
    name: String,
    words: Vec<String>,
    parties: Vec<ActorValue>,
    guarantors: Vec<ActorValue>,
    zones: Vec<String>,
    /// When it was made, by the first claim that tells it most finely.
    made: Option<((Day, Day), TimeValue)>,
    state: Option<AgreementState>,
    terms: Vec<Term>,
    claims: Vec<&'a Claim>,
    last_report: usize,
}

fn actor_key(actor: &ActorValue) -> String {
    actor.id.as_ref().map_or_else(|| fold(&actor.name), |id| id.as_str().to_owned())
}

fn name_words(name: &str) -> Vec<String> {
    fold(name)
        .split(' ')
        .filter(|word| !word.is_empty() && !PLAIN.contains(word))
        .map(str::to_owned)
        .collect()
}

/// What two accounts of one agreement may share, for look-up.
fn keys(part: &AgreementPart) -> Vec<String> {
    let actors = part.parties.iter().chain(&part.guarantors).map(actor_key);
    let zones = part.zones.iter().map(|zone| fold(zone));
    actors.chain(zones).chain(name_words(&part.name)).collect()
}

/// The days on which a claim has the agreement made: not those of a deadline or a breach.
fn made(claim: &Claim, part: &AgreementPart) -> Option<(Day, Day)> {
    let of_making = matches!(part.state, AgreementState::Declared | AgreementState::Promised);
    days(claim).filter(|_| of_making)
}

impl<'a> Draft<'a> {
    /// How much a claim shares with it; none where the times speak against it.
    fn fit(&self, report: usize, claim: &Claim, part: &AgreementPart) -> Option<u32> {
        if let (Some(((start, end), _)), Some(new)) = (&self.made, made(claim, part)) {
            let between = start.days_since(new.1).max(new.0.days_since(*end));
            if between > SLACK {
                return None;
            }
        }
        let mine: Vec<String> = self.parties.iter().chain(&self.guarantors).map(actor_key).collect();
        let theirs = part.parties.iter().chain(&part.guarantors).map(actor_key);
        let mut shared: Vec<String> = theirs.filter(|key| mine.contains(key)).collect();
        shared.sort_unstable();
        shared.dedup();
        let zones = part.zones.iter().filter(|zone| self.zones.iter().any(|known| fold(known) == fold(zone)));
        let words = name_words(&part.name);
        let named = words.iter().any(|word| self.words.contains(word));
        // "The agreement", in the report that spoke of one last.
        let referred = words.is_empty() && self.last_report == report;
        let score = (shared.len().min(2) + zones.count().min(2)) as u32
            + if named { 2 } else { 0 }
            + if self.last_report == report { 1 } else { 0 }
            + if referred { 2 } else { 0 };
        (score >= ENOUGH).then_some(score)
    }

    fn take(&mut self, report: usize, claim: &'a Claim, part: &AgreementPart) {
        let words = name_words(&part.name);
        if self.name.is_empty() || (self.words.is_empty() && !words.is_empty()) {
            self.name.clone_from(&part.name);
        }
        for word in words {
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
        for (all, new) in [(&mut self.parties, &part.parties), (&mut self.guarantors, &part.guarantors)] {
            for actor in new {
                if !all.iter().any(|known| actor_key(known) == actor_key(actor)) {
                    all.push(ActorValue { span: None, ..actor.clone() });
                }
            }
        }
        for zone in &part.zones {
            if !self.zones.iter().any(|known| fold(known) == fold(zone)) {
                self.zones.push(zone.clone());
            }
        }
        if let Some(new) = made(claim, part) {
            let length = |days: (Day, Day)| days.1.days_since(days.0);
            if self.made.as_ref().is_none_or(|(old, _)| length(new) < length(*old)) {
                self.made = Some((new, TimeValue { span: None, ..claim.time.clone() }));
            }
        }
        if part.term.is_some() || part.deadline.is_some() {
            self.terms.push(Term {
                kind: part.term.unwrap_or(TermKind::Deadline),
                words: part.words.clone().unwrap_or_default(),
                span: part.span.unwrap_or(claim.evidence.sentence),
                deadline: part.deadline.clone(),
                claim: claim.id.clone(),
            });
        }
        // Claims come by the day of their reports, so the last one is the latest.
        self.state = Some(part.state);
        self.claims.push(claim);
        self.last_report = report;
    }

    fn finish(self) -> Agreement {
        let first = self.claims.first().map_or("", |claim| claim.id.as_str());
        let mut claims: Vec<_> = self.claims.iter().map(|claim| claim.id.clone()).collect();
        let id = AgreementId::from_parts([first]);
        claims.sort_unstable();
        Agreement {
            id,
            name: self.name,
            parties: self.parties,
            guarantors: self.guarantors,
            zones: self.zones,
            terms: self.terms,
            time: self.made.map_or_else(TimeValue::unknown, |(_, time)| time),
            state: self.state.unwrap_or(AgreementState::Declared),
            claims,
        }
    }
}

/// Brings together what a block says of agreements.
pub(crate) fn agreements(block: &Sorted<'_>) -> Vec<Agreement> {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut by_key: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (report, claims) in block.claims.iter().enumerate() {
        for claim in claims.iter().filter(|claim| part(claim) == Part::Agreement) {
            let Some(part) = &claim.agreement else { continue };
            let mut keys = keys(part);
            keys.sort_unstable();
            keys.dedup();
            let mut near: Vec<usize> =
                keys.iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
            near.extend(drafts.len().checked_sub(1));
            near.sort_unstable();
            near.dedup();
            let best =
                near.iter().filter_map(|&at| drafts[at].fit(report, claim, part).map(|fit| (fit, at))).max();
            let at = best.map_or(drafts.len(), |(_, at)| at);
            if at == drafts.len() {
                drafts.push(Draft::default());
            }
            drafts[at].take(report, claim, part);
            for key in keys {
                let there = by_key.entry(key).or_default();
                if !there.contains(&at) {
                    there.push(at);
                }
            }
        }
    }
    let mut agreements: Vec<Agreement> = drafts.into_iter().map(Draft::finish).collect();
    agreements.sort_by(|a, b| a.id.cmp(&b.id));
    agreements
}
