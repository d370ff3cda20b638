use crate::attribution::{attribution, share};
use crate::introduced::{is_pronominal, short_forms, with_owner};
use crate::knowledge::Knowledge;
use crate::parties::Parties;
use crate::scene::{Places, Times};
use cairn_extract::{Extraction, Frame, SayingClass, Tokens};
use cairn_model::{
    ActorSide, ActorValue, Claim, ClaimId, ClaimKey, Day, EventType, Evidence, Group, Kind, Period, Report,
    Status, TimeValue,
};
use cairn_text::Document;
use std::cell::RefCell;

/// A report's claims, and what resolving them told about the report itself.
#[derive(Debug, Clone, PartialEq)]
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
    let places = Places::new(document, extraction, knowledge);
    let times = Times::new(report, document, extraction);
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
    let mut claims: Vec<Claim> = extraction.frames.iter().map(|frame| resolver.claim(frame)).collect();
    share(&mut claims);
    Resolved { claims, dated: resolver.times.dateline() }
}

/// One report being resolved.
struct Resolver<'a> {
    report: &'a Report,
    document: &'a Document<'a>,
    extraction: &'a Extraction,
    places: Places,
    times: Times,
    parties: Parties<'a>,
}

impl Resolver<'_> {
    fn claim(&self, frame: &Frame) -> Claim {
        let (time, period) = self.times.time_of(frame);
        let adds_up = adds_up(&period, &time);
        Claim {
            id: ClaimId::new(""),
            key: ClaimKey::new(""),
            report: self.report.id.clone(),
            kind: frame.kind,
            event_type: frame.event_type.unwrap_or(default_type(frame.kind)),
            object: frame.object,
            group: frame.group,
            figure: frame.figure.clone(),
            period,
            status: self.status(frame),
            attribution: attribution(self.report, self.document, self.extraction, frame),
            // "Shelling near Kolm killed two": the place did nothing.
            actor: frame
                .actor
                .as_ref()
                .filter(|tokens| !self.places.is_scene(tokens))
                .map(|tokens| self.parties.party(tokens)),
            target: self.target(frame),
            instrument: frame.instrument.clone().map(|tokens| self.document.words(tokens).to_owned()),
            place: self.places.place_of(frame, self.extraction, adds_up),
            time,
            agreement: frame
                .agreement
                .as_ref()
                .map(|words| self.parties.agreement(words, self.extraction, &self.times)),
            part_of: frame.part_of,
            evidence: self.evidence(frame),
            rules: frame.rules.clone(),
            ruleset: self.extraction.ruleset.clone(),
            confidence: 500,
        }
        .with_identity()
    }

    /// What a denial contains did not happen, as its speaker has it; a count of nothing stays said.
    fn status(&self, frame: &Frame) -> Status {
        let at = frame.trigger.start;
        let denied = self.extraction.sayings.iter().any(|saying| {
            saying.class == SayingClass::Denial && saying.content.iter().any(|piece| piece.contains(&at))
        });
        match frame.status {
            Status::Asserted if denied && frame.figure.n != Some(0) => Status::Denied,
            status => status,
        }
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

/// Whether a figure adds up over a war, or a time so long that its beginning is not told.
fn adds_up(period: &Period, time: &TimeValue) -> bool {
    let days = || Some(i64::from(time.end?.days_since(time.start?)));
    matches!(period, Period::Cumulative { .. }) && days().is_none_or(|days| days >= OF_A_WAR)
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
