//! Nouns of the register in words, as several pages show them.

use crate::fault::Fault;
use crate::marks::kind_class;
use cairn_model::{ActorValue, Claim, Decider, Hand, HandRole, Kind, Manner, Standing, Status};
use cairn_store::{Numbered, Record, Register};
use cairn_views::{
    decision_words, figure_words, place_words, stake_words, time_words, value_words, what_words,
};

/// A claim with its fields in words.
#[derive(Debug)]
pub struct ClaimTold {
    pub id: String,
    /// `killed civilian: at least 12`.
    pub words: String,
    pub class: &'static str,
    /// Empty where the claim says that it happened.
    pub status: &'static str,
    pub fields: Vec<(&'static str, String)>,
    pub rules: Vec<String>,
    pub chain: Vec<HandTold>,
    /// `about 9 of 10 like this were right`.
    pub confidence: String,
    pub incidents: Vec<String>,
    /// How it was when the page was made, for a decision about it.
    pub seen: String,
    pub rejected: bool,
    /// The name of its place as the report writes it; empty where it has none.
    pub place: String,
    /// What people decided about it, in words.
    pub decided: Vec<String>,
}

/// A hand in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HandTold {
    pub name: String,
    pub role: &'static str,
    /// How it says it; empty for those who only relay.
    pub manner: &'static str,
}

impl HandTold {
    pub fn of(hand: &Hand) -> Self {
        Self {
            name: hand.name.clone(),
            role: match hand.role {
                HandRole::Speaker => "speaker",
                HandRole::Institution => "institution",
                HandRole::Agency => "agency",
                HandRole::Outlet => "outlet",
            },
            manner: hand.manner.map_or("", Manner::as_str),
        }
    }
}

/// What a claim says: `killed civilian: at least 12`.
pub fn claim_words(claim: &Claim) -> String {
    let words = match claim.object {
        Some(_) => what_words(claim.kind, claim.object, claim.group),
        None if claim.kind == Kind::Event => claim.event_type.as_str().replace('_', " "),
        None => claim.kind.as_str().replace('_', " "),
    };
    match figure_words(&claim.figure) {
        figure if figure.is_empty() => words,
        figure => format!("{words}: {figure}"),
    }
}

impl ClaimTold {
    pub fn of(claim: &Claim) -> Self {
        Self {
            id: claim.id.to_string(),
            words: claim_words(claim),
            class: kind_class(claim.kind),
            status: match claim.status {
                Status::Asserted => "",
                status => status.as_str(),
            },
            fields: fields(claim),
            rules: claim.rules.iter().map(ToString::to_string).collect(),
            chain: claim.attribution.0.iter().map(HandTold::of).collect(),
            confidence: confidence(claim),
            incidents: Vec::new(),
            seen: String::new(),
            rejected: false,
            place: claim.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
            decided: Vec::new(),
        }
    }
}

impl ClaimTold {
    /// A claim with what people decided about it.
    pub fn standing(register: &Register, standing: &Standing) -> Result<Self, Fault> {
        let by = |what: &str, by: &Decider| {
            let why = by.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
            format!("{what} by {}, {}{why}", by.who, moment(&by.when))
        };
        let mut decided: Vec<String> = Vec::new();
        decided.extend(standing.confirmed.iter().map(|one| by("confirmed", one)));
        decided.extend(standing.rejected.iter().map(|one| by("rejected", one)));
        for change in &standing.changes {
            let (was, now) = (value_words(&change.read), value_words(&change.now));
            decided.push(by(&format!("{} corrected from {was} to {now}", change.field), &change.by));
            for other in &change.disputed {
                let words = format!("{} would be {}", change.field, value_words(&other.value));
                decided.push(by(&words, &other.by));
            }
        }
        let seen = register.version(&Record::Claim(standing.read.id.clone()))?.to_string();
        Ok(Self { seen, rejected: !standing.counts, decided, ..Self::of(&standing.claim) })
    }
}

/// A moment as pages show it: `2026-11-22 18:05`, in UTC.
pub fn moment(when: &str) -> String {
    when.get(..16).map_or_else(|| when.to_owned(), |start| start.replace('T', " "))
}

/// A decision of a history.
#[derive(Debug)]
pub struct DecisionTold {
    pub number: i64,
    pub words: String,
    pub who: String,
    pub when: String,
    pub why: String,
}

impl DecisionTold {
    pub fn of(numbered: &Numbered) -> Self {
        let Numbered { number, decision } = numbered;
        Self {
            number: *number,
            words: decision_words(decision),
            who: decision.who.clone(),
            when: moment(&decision.when),
            why: decision.why.clone().unwrap_or_default(),
        }
    }
}

fn fields(claim: &Claim) -> Vec<(&'static str, String)> {
    let party = |actor: &ActorValue| match actor.name == actor.words {
        true => actor.name.clone(),
        false => format!("{}, called “{}”", actor.name, actor.words),
    };
    let mut fields = vec![("type", claim.event_type.as_str().replace('_', " "))];
    let words = claim.time.words.as_ref().map(|words| format!(" (“{words}”)")).unwrap_or_default();
    fields.push(("when", format!("{}, {}{words}", time_words(&claim.time), claim.time.basis)));
    fields.extend(
        claim.place.as_ref().map(|place| ("where", format!("{}, {}", place_words(place), place.basis))),
    );
    fields.extend(claim.actor.as_ref().map(|actor| {
        let basis = claim.actor_basis.map(|basis| format!(", {basis}")).unwrap_or_default();
        let accuser = claim.accuser.as_ref().map(|hand| format!(" by {}", hand.name)).unwrap_or_default();
        ("by", format!("{}{basis}{accuser}", party(actor)))
    }));
    fields.extend(claim.target.as_ref().map(|target| ("to", party(target))));
    fields.extend(claim.instrument.clone().map(|instrument| ("with", instrument)));
    if claim.period.as_str() != "incident" {
        fields.push(("period", claim.period.as_str().to_owned()));
    }
    if claim.part_of {
        fields.push(("part of", "a larger figure in the same report".to_owned()));
    }
    fields.extend(claim.stake.map(|stake| ("stake", format!("speaks {}", stake_words(stake)))));
    fields
}

/// A confidence in words: so many of ten.
fn confidence(claim: &Claim) -> String {
    match (u32::from(claim.confidence) + 50) / 100 {
        0 => "fewer than 1 of 10 like this were right".to_owned(),
        10.. => "nearly all like this were right".to_owned(),
        n => format!("about {n} of 10 like this were right"),
    }
}

/// A word of a closed list as a page shows it.
pub fn word(word: &str) -> String {
    word.replace('_', " ")
}
