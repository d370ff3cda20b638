use crate::attribution::{attribution, hand, share};
use crate::confidence::confidence;
use crate::introduced::{is_pronominal, short_forms, with_owner};
use crate::knowledge::Knowledge;
use crate::parties::Parties;
use crate::retold::share_scene;
use crate::scene::{Places, Sum, Times};
use crate::stake::stake;
use cairn_extract::{Extraction, Frame, Tokens};
use cairn_model::{
    ActorSide, ActorValue, Claim, ClaimId, ClaimKey, Day, EventType, Evidence, Group, Kind, Period, Report,
    TimeValue,
};
use cairn_text::{Document, Shape};
use std::cell::RefCell;

/// A report's claims, and what resolving them told about the report itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The claims, in the order of the text.
    pub claims: Vec<Claim>,
    /// The day that the text itself opens with, where it does.
    pub dated: Option<Day>,
}

/// Turns what was extracted from a report into claims.
pub fn resolve(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    knowledge: &Knowledge,
) -> Resolved {
    let mut places = Places::new(report, document, extraction, knowledge);
    let times = Times::new(report, document, extraction, places.turns());
    let told: Vec<(TimeValue, Period)> = extraction.frames.iter().map(|frame| times.time_of(frame)).collect();
    places.tell_days(&told);
    let country = places.country().map(str::to_owned);
    let parties = Parties {
        document,
        knowledge,
        day: times.report(),
        country,
        names: &extraction.names,
        short_forms: short_forms(document, extraction),
        known: RefCell::default(),
    };
    let resolver = Resolver { report, document, extraction, places, times, parties };
    let mut claims: Vec<Claim> =
        extraction.frames.iter().zip(told).map(|(frame, time)| resolver.claim(frame, time)).collect();
    share(&mut claims);
    share_scene(&mut claims);
    let (day, country) = (resolver.times.report(), resolver.parties.country.as_deref());
    for claim in &mut claims {
        claim.stake = stake(claim, knowledge, day, country);
        claim.confidence = confidence(claim);
    }
    Resolved { claims, dated: resolver.times.dateline() }
}

/// One report being resolved.
struct Resolver<'a> {
    report: &'a Report,
    document: &'a Document<'a>,
    extraction: &'a Extraction,
    places: Places<'a>,
    times: Times,
    parties: Parties<'a>,
}

impl Resolver<'_> {
    fn claim(&self, frame: &Frame, (time, period): (TimeValue, Period)) -> Claim {
        let sum = sum(&period, &time);
        let place = self.places.place_of(frame, sum);
        Claim {
            id: ClaimId::new(""),
            key: ClaimKey::new(""),
            report: self.report.id.clone(),
            kind: frame.kind,
            event_type: frame.event_type.unwrap_or(default_type(frame.kind)),
            object: frame.object,
            group: self.group(frame),
            figure: frame.figure.clone(),
            period,
            status: frame.status,
            attribution: attribution(self.report, self.document, self.extraction, frame, &|tokens| {
                self.places.is_place(tokens)
            }),
            stake: None,
            // "Shelling near Kolm killed two": the place did nothing.
            actor: frame
                .actor
                .as_ref()
                .filter(|tokens| !self.places.is_scene(tokens))
                .map(|tokens| self.parties.party(tokens)),
            actor_basis: frame.actor_basis,
            accuser: frame.accuser.as_ref().map(|accuser| hand(self.document, accuser.clone())),
            target: self.target(frame),
            instrument: frame.instrument.clone().map(|tokens| self.document.words(tokens).to_owned()),
            place,
            time,
            agreement: frame
                .agreement
                .as_ref()
                .map(|words| self.parties.agreement(words, self.extraction, &self.times)),
            part_of: frame.part_of,
            evidence: self.evidence(frame),
            rules: frame.rules.clone(),
            ruleset: self.extraction.ruleset.clone(),
            confidence: 0,
            made_by: None,
        }
        .with_identity()
    }

    /// Which people are counted: by the words, or by the party whose members they are ("12 Houthis").
    fn group(&self, frame: &Frame) -> Option<Group> {
        if frame.group != Some(Group::Unspecified) {
            return frame.group;
        }
        let side = match &frame.target {
            Some(party) => self.parties.party(party).side,
            None if !self.ends_in_a_name(&frame.counted) => ActorSide::Unidentified,
            // A nation's name counts its citizens, not its soldiers.
            None => match self.parties.party(&frame.counted).side {
                ActorSide::State | ActorSide::International => ActorSide::Unidentified,
                side => side,
            },
        };
        if side == ActorSide::Unidentified
            && let Some(group) = self.group_of_captives(frame)
        {
            return Some(group);
        }
        Some(match side {
            ActorSide::State | ActorSide::International | ActorSide::ProGovernment => Group::StateForce,
            ActorSide::Rebel | ActorSide::Criminal => Group::Fighter,
            ActorSide::Political | ActorSide::Unidentified => Group::Unspecified,
        })
    }

    /// "Took 27 prisoners": who is taken in a fight is of the side that fights the captors, which the dead
    /// of the same sentence tell, or the captors themselves.
    fn group_of_captives(&self, frame: &Frame) -> Option<Group> {
        const PRISONERS: &[&str] = &["captive", "captives", "pow", "pows", "prisoner", "prisoners"];
        let is_prisoner =
            |token: usize| PRISONERS.iter().any(|word| self.document.word(token).eq_ignore_ascii_case(word));
        let is_taken = frame.counted.clone().chain(frame.trigger.clone()).any(is_prisoner);
        if frame.kind != Kind::Captured || !is_taken {
            return None;
        }
        let is_armed = |group: &Group| matches!(group, Group::Fighter | Group::StateForce);
        let beside = self.extraction.frames.iter().filter(|other| {
            other.sentence == frame.sentence && matches!(other.kind, Kind::Killed | Kind::Wounded)
        });
        let mut fallen = beside.filter(|other| other.actor == frame.actor).filter_map(|other| other.group);
        let captors = || Some(self.parties.party(frame.actor.as_ref()?).side);
        fallen.find(is_armed).or_else(|| match captors()? {
            ActorSide::Rebel => Some(Group::StateForce),
            ActorSide::State | ActorSide::ProGovernment => Some(Group::Fighter),
            _ => None,
        })
    }

    fn ends_in_a_name(&self, counted: &Tokens) -> bool {
        counted.clone().next_back().is_some_and(|last| self.document.tokens()[last].shape != Shape::Lower)
    }

    /// To whom it was done: as the clause names it, or the fighters or soldiers that are counted.
    fn target(&self, frame: &Frame) -> Option<ActorValue> {
        if let Some(tokens) = &frame.target {
            // "Their bodies" names nobody.
            let is_named = !is_pronominal(self.document.words(tokens.clone()));
            return is_named.then(|| self.parties.party(tokens));
        }
        let is_party = matches!(frame.group, Some(Group::Fighter | Group::StateForce));
        is_party
            .then(|| self.parties.party(&with_owner(self.document, &frame.counted, frame.sentence)))
            .filter(|party| party.side != ActorSide::Unidentified || party.name != party.words)
    }

    fn evidence(&self, frame: &Frame) -> Evidence {
        let span = |tokens: &Tokens| Some(self.document.span(tokens.clone())).filter(|_| !tokens.is_empty());
        Evidence {
            sentence: self.document.span(self.document.sentences()[frame.sentence].tokens()),
            figure: span(&frame.counted),
            trigger: span(&frame.trigger),
        }
    }
}

/// Days from which on a cumulative figure is a war's rather than an operation's.
const OF_A_WAR: i64 = 60;

/// Over what a figure adds up; over a war where it does so for long, or its beginning is not told.
fn sum(period: &Period, time: &TimeValue) -> Sum {
    let days = || Some(i64::from(time.end?.days_since(time.start?)));
    match period {
        Period::Incident => Sum::None,
        Period::Cumulative { .. } if days().is_none_or(|days| days >= OF_A_WAR) => Sum::War,
        Period::Cumulative { .. } => Sum::Spell,
    }
}

/// What kind of event a figure belongs to where nothing else tells.
fn default_type(kind: Kind) -> EventType {
    match kind {
        Kind::Abducted => EventType::Abduction,
        Kind::Captured => EventType::Arrest,
        Kind::Freed => EventType::Release,
        Kind::Displaced => EventType::Displacement,
        Kind::Deployed => EventType::Movement,
        Kind::Delivered => EventType::Aid,
        Kind::Seized => EventType::Capture,
        Kind::Destroyed | Kind::Damaged => EventType::Destruction,
        Kind::Killed | Kind::Wounded | Kind::Missing | Kind::Attacks | Kind::Event => EventType::Attack,
    }
}
