//! What people decided about one claim, and what comes of it.

use crate::{Claim, Decision, Docket, Standing, fold};
use cairn_model::{
    ActorValue, Change, Correction, Decider, Dispute, Field, NamedActor, PlaceBasis, PlacePrecision,
    PlaceValue, settled,
};
use std::collections::BTreeMap;

/// How near a decision is to one claim: what is decided about the claim itself goes before what is decided
/// about a name in a report, in a country, anywhere.
pub(crate) const OWN: u8 = 9;

/// What a decision gives a claim.
#[derive(Clone, Copy)]
pub(crate) enum Given<'d> {
    /// A field.
    Field(&'d Correction),
    /// The position of its place, in degrees.
    Position(f64, f64),
    /// The actor behind the words of a field.
    Name(Field, &'d NamedActor),
}

/// A value with the decision that gives it.
#[derive(Clone, Copy)]
pub(crate) struct Value<'d> {
    pub(crate) decision: &'d Decision,
    pub(crate) nearness: u8,
    pub(crate) given: Given<'d>,
}

/// Whether somebody finds the claim right.
#[derive(Clone, Copy)]
pub(crate) struct Said<'d> {
    pub(crate) decision: &'d Decision,
    pub(crate) confirms: bool,
    /// Whether it was said of the whole incident, and so not of each value.
    pub(crate) whole: bool,
}

/// What people decided about one claim, the earliest first.
pub(crate) struct File<'d> {
    pub(crate) read: &'d Claim,
    pub(crate) values: Vec<Value<'d>>,
    pub(crate) says: Vec<Said<'d>>,
}

impl<'d> File<'d> {
    pub(crate) fn new(read: &'d Claim) -> Self {
        Self { read, values: Vec::new(), says: Vec::new() }
    }

    /// What comes of it.
    pub(crate) fn close(&self, docket: &Docket) -> Standing {
        let mut changes: Vec<Change> = Field::ALL.iter().filter_map(|&field| self.change(field)).collect();
        if let Some(pinned) = self.pinned(&changes) {
            match changes.iter_mut().find(|change| change.field == Field::Place) {
                Some(change) => {
                    let mut disputed = pinned.disputed;
                    disputed.append(&mut change.disputed);
                    *change = Change { disputed, ..pinned };
                }
                None => changes.push(pinned),
            }
            changes.sort_by_key(|change| change.field);
        }
        let mut claim = self.read.clone();
        for change in &changes {
            change.now.put(&mut claim);
        }
        let is_changed = |field| changes.iter().any(|change| change.field == field);
        if !changes.is_empty() {
            claim = settled(claim, is_changed);
        }
        let (confirmed, mut rejected) = (self.last_words(true), self.last_words(false));
        let last = |words: &[Decider]| {
            words.first().map(|by| (by.when.clone(), by.who.clone(), by.decision.clone()))
        };
        let mut counts = last(&rejected).is_none() || last(&rejected) < last(&confirmed);
        // A claim that was added by hand goes with the decision that added it.
        if let Some(taken_back) = taken_back(self.read, docket) {
            counts = false;
            rejected.insert(0, decider(taken_back));
        }
        Standing { claim, read: self.read.clone(), counts, changes, confirmed, rejected }
    }

    /// Who said last that the claim is right (or wrong), the latest first.
    fn last_words(&self, confirms: bool) -> Vec<Decider> {
        let mut last: BTreeMap<&str, Said<'d>> = BTreeMap::new();
        for said in &self.says {
            last.insert(&said.decision.who, *said);
        }
        let mut words: Vec<&Decision> =
            last.into_values().filter(|said| said.confirms == confirms).map(|said| said.decision).collect();
        words.sort_by(|a, b| b.rank().cmp(&a.rank()));
        words.into_iter().map(decider).collect()
    }

    fn change(&self, field: Field) -> Option<Change> {
        let of_field = self.values.iter().filter_map(|value| {
            let given = match value.given {
                Given::Field(correction) => (correction.field() == field).then(|| correction.clone()),
                Given::Name(of, actor) => (of == field).then(|| self.named(field, actor)),
                Given::Position(..) => None,
            };
            Some((value.decision, value.nearness, given?))
        });
        self.vote(field, Correction::of(field, self.read), of_field.collect())
    }

    /// The place with the position that people gave it.
    fn pinned(&self, changes: &[Change]) -> Option<Change> {
        let corrected = changes.iter().find(|change| change.field == Field::Place).map(|change| &change.now);
        let place = match corrected {
            Some(Correction::Place(place)) => place.as_ref(),
            _ => self.read.place.as_ref(),
        }?;
        let positions = self.values.iter().filter_map(|value| match value.given {
            // What is known of the name does not hold for the place that a person put there instead.
            Given::Position(..) if corrected.is_some() && value.nearness < OWN => None,
            Given::Position(lat, lon) => {
                Some((value.decision, value.nearness, Correction::Place(Some(pin(place, lat, lon)))))
            }
            _ => None,
        });
        let change = self.vote(Field::Place, Correction::Place(Some(place.clone())), positions.collect())?;
        Some(Change { read: Correction::Place(self.read.place.clone()), ..change })
    }

    /// The last word on a value holds; whoever's last word is another one disputes it. To confirm the claim
    /// is to speak for the values it has at that time.
    fn vote(
        &self,
        field: Field,
        read: Correction,
        given: Vec<(&'d Decision, u8, Correction)>,
    ) -> Option<Change> {
        let nearest = given.iter().map(|(_, nearness, _)| *nearness).max()?;
        let mut events: Vec<(&Decision, Option<Correction>)> = given
            .into_iter()
            .filter(|(_, nearness, _)| *nearness == nearest)
            .map(|(decision, _, value)| (decision, Some(value)))
            .collect();
        if nearest == OWN {
            let confirms = self.says.iter().filter(|said| said.confirms && !said.whole);
            events.extend(confirms.map(|said| (said.decision, None)));
        }
        events.sort_by(|(a, _), (b, _)| a.rank().cmp(&b.rank()));
        let (mut now, mut by) = (read.clone(), None);
        let mut votes: BTreeMap<&str, (&Decision, Correction)> = BTreeMap::new();
        for (decision, value) in events {
            if let Some(value) = value {
                (now, by) = (value, Some(decision));
            }
            votes.insert(&decision.who, (decision, now.clone()));
        }
        let by = by?;
        let mut others: Vec<(&Decision, Correction)> =
            votes.into_values().filter(|(_, value)| !agree(value, &now)).collect();
        others.sort_by(|(a, _), (b, _)| b.rank().cmp(&a.rank()));
        let disputed = others.into_iter().map(|(decision, value)| Dispute { value, by: decider(decision) });
        Some(Change { field, read, now, by: decider(by), disputed: disputed.collect() })
    }

    /// The party of a field under the name that a person gave it; the report's words stay.
    fn named(&self, field: Field, actor: &NamedActor) -> Correction {
        let NamedActor { id, name, side, country } = actor.clone();
        let under = |party: &Option<ActorValue>| {
            let party = party.as_ref()?;
            Some(ActorValue { id, name, side, country, words: party.words.clone(), span: party.span })
        };
        match field {
            Field::Target => Correction::Target(under(&self.read.target)),
            _ => Correction::Actor(under(&self.read.actor)),
        }
    }
}

/// A place at a position that a person knows. It is no longer the gazetteer's entry.
fn pin(place: &PlaceValue, lat: f64, lon: f64) -> PlaceValue {
    PlaceValue {
        lat: Some(lat),
        lon: Some(lon),
        precision: PlacePrecision::Exact,
        basis: PlaceBasis::Decided,
        place_id: None,
        ..place.clone()
    }
}

/// The decision that takes a claim back which was added by hand; none where one that adds it is in force.
fn taken_back<'d>(claim: &Claim, docket: &'d Docket) -> Option<&'d Decision> {
    let mut undos =
        docket.adding(&claim.id).map(|added| docket.undone(&added.id)).collect::<Option<Vec<_>>>()?;
    undos.sort_by(|a, b| a.rank().cmp(&b.rank()));
    undos.pop()
}

fn decider(decision: &Decision) -> Decider {
    Decider {
        decision: decision.id.clone(),
        who: decision.who.clone(),
        when: decision.when.clone(),
        why: decision.why.clone(),
    }
}

/// Whether two people mean the same, however they came by it.
pub(crate) fn agree(a: &Correction, b: &Correction) -> bool {
    let actors = |a: &Option<ActorValue>, b: &Option<ActorValue>| match (a, b) {
        (Some(a), Some(b)) => (a.id.is_some() && a.id == b.id) || fold(&a.name) == fold(&b.name),
        (a, b) => a.is_none() && b.is_none(),
    };
    let words = |a: &Option<String>, b: &Option<String>| {
        a.as_deref().map(fold).unwrap_or_default() == b.as_deref().map(fold).unwrap_or_default()
    };
    match (a, b) {
        (Correction::Actor(a), Correction::Actor(b)) | (Correction::Target(a), Correction::Target(b)) => {
            actors(a, b)
        }
        (Correction::Claimant(a), Correction::Claimant(b))
        | (Correction::Instrument(a), Correction::Instrument(b)) => words(a, b),
        (Correction::Place(Some(a)), Correction::Place(Some(b))) => {
            let entry = a.place_id.is_some() && a.place_id == b.place_id;
            let spot = a.lat.is_some() && (a.lat, a.lon) == (b.lat, b.lon);
            entry || spot || (fold(&a.name) == fold(&b.name) && a.lat.is_none() && b.lat.is_none())
        }
        (Correction::Date(a), Correction::Date(b)) => (a.start, a.end) == (b.start, b.end),
        (a, b) => a == b,
    }
}
