//! What a message tells of one act of violence, clause by clause.

use cairn_extract::{Extraction, Frame};
use cairn_model::{Claim, EventType, Kind, PlaceValue, Status, TimeValue};
use cairn_text::Document;

/// One clause about an act of violence, in the words of the message.
#[derive(Debug, Clone)]
pub struct Told {
    /// The sentence it stands in, from 0.
    pub sentence: usize,
    /// What happened to what is counted.
    pub kind: Kind,
    /// The kind of event, where the words tell.
    pub event_type: Option<EventType>,
    /// Whether it is said to have happened.
    pub status: Status,
    /// The words that tell of it, in capitals.
    pub trigger: String,
    /// Who did it.
    pub actor: Option<String>,
    /// To whom or what, as one list.
    pub targets: Option<String>,
    /// With what.
    pub instrument: Option<String>,
    /// Where.
    pub place: Option<PlaceValue>,
    /// When.
    pub time: TimeValue,
    /// The figure, where there is one.
    pub n: Option<u64>,
}

impl Told {
    /// All clauses of a document that tell of violence, in the order of the text. `claims` are
    /// those made of the frames, one each.
    pub fn all(document: &Document, extraction: &Extraction, claims: &[Claim]) -> Vec<Self> {
        let frames = extraction.frames.iter().zip(claims);
        frames
            .filter(|(frame, _)| !frame.cumulative && is_violence(frame))
            .map(|(frame, claim)| Self::new(document, frame, claim))
            .collect()
    }

    fn new(document: &Document, frame: &Frame, claim: &Claim) -> Self {
        let words = |tokens: &cairn_extract::Tokens| {
            document.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let targets = match frame.kind {
            Kind::Event => frame.target.as_ref(),
            _ => Some(&frame.counted),
        };
        Self {
            sentence: frame.sentence,
            kind: frame.kind,
            event_type: frame.event_type,
            status: frame.status,
            trigger: words(&frame.trigger).to_uppercase(),
            actor: frame.actor.as_ref().map(words),
            targets: targets.map(words),
            instrument: frame.instrument.as_ref().map(words),
            place: claim.place.clone(),
            time: claim.time.clone(),
            n: frame.figure.n,
        }
    }

    /// Whether the trigger holds one of some stems.
    fn says(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.trigger.contains(stem))
    }

    /// Something was set on fire.
    pub fn is_arson(&self) -> bool {
        self.says(&["BURN", "FIRE TO", "ON FIRE", "ABLAZE", "TORCH", "ARSON"])
    }

    /// Something was taken.
    pub fn is_robbery(&self) -> bool {
        self.says(&[
            "ROBB", "STEAL", "STOLE", "LOOT", "THEFT", "HOLDUP", "HOLD-UP", "PLUNDER", "RANSACK", "HELD UP",
        ])
    }

    /// A vehicle was taken over.
    pub fn is_hijacking(&self) -> bool {
        self.says(&["HIJACK", "COMMANDEER"])
    }

    /// It did not come off.
    pub fn is_attempt(&self) -> bool {
        self.says(&["ATTEMPT", "TRIED TO", "TRYING TO", "FAILED"])
    }

    /// It was only threatened.
    pub fn is_threat(&self) -> bool {
        self.says(&["THREAT"])
    }

    /// Nobody was hurt or killed.
    pub fn is_nobody(&self) -> bool {
        matches!(self.kind, Kind::Killed | Kind::Wounded) && self.n == Some(0)
    }

    /// Guns were fired.
    pub fn is_gunfire(&self) -> bool {
        self.event_type == Some(EventType::Shooting)
            && self.says(&["SHOT", "SHOOT", "GUN", "FIRE", "FIRING", "STRAF", "RIDDLED", "SNIP"])
            || self.says(&["SHOT", "GUNNED", "MACHINE-GUN", "MACHINEGUN"])
    }

    /// People were hurt.
    pub fn is_injury(&self) -> bool {
        self.kind == Kind::Wounded || self.says(&["WOUND", "INJUR", "HURT"])
    }

    /// People died.
    pub fn is_death(&self) -> bool {
        let killing =
            self.event_type == Some(EventType::Killing) || self.says(&["KILL", "SLAIN", "SLEW", "DEATH"]);
        self.kind == Kind::Killed || (killing && !self.is_attempt())
    }

    /// Things were destroyed.
    pub fn is_destruction(&self) -> bool {
        self.kind == Kind::Destroyed
            || self.says(&["DESTR", "DEMOLISH", "BLEW UP", "BLOWN UP", "BLOW UP", "BURN", "WRECK"])
    }

    /// Things were damaged.
    pub fn is_damage(&self) -> bool {
        self.kind == Kind::Damaged && self.says(&["DAMAG"])
    }
}

fn is_violence(frame: &Frame) -> bool {
    let kinds = [Kind::Killed, Kind::Wounded, Kind::Abducted, Kind::Destroyed, Kind::Damaged];
    let events = [
        EventType::Killing,
        EventType::Shooting,
        EventType::Bombing,
        EventType::Shelling,
        EventType::Airstrike,
        EventType::Attack,
        EventType::Abduction,
        EventType::Destruction,
        EventType::Mine,
    ];
    match frame.kind {
        Kind::Event => frame.event_type.is_some_and(|event| events.contains(&event)),
        kind => kinds.contains(&kind),
    }
}
