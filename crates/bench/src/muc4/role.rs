//! The parts that a phrase can play in an incident, and the words that it fills a slot with.

use super::key::Key;
use super::mention::Mention;
use super::organisations::Organisations;
use super::phrase::{bare, inner_party};

/// A part in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A human target.
    Victim,
    /// A physical target.
    Object,
    /// An instrument.
    Instrument,
    /// A person or group who did it.
    Perpetrator,
    /// An organisation that did it.
    Organisation,
}

impl Role {
    /// All parts.
    pub const EACH: [Self; 5] =
        [Self::Victim, Self::Object, Self::Instrument, Self::Perpetrator, Self::Organisation];

    /// The name of its model.
    pub fn model(self) -> &'static str {
        match self {
            Self::Victim => "victim",
            Self::Object => "object",
            Self::Instrument => "instrument",
            Self::Perpetrator => "perpetrator",
            Self::Organisation => "organisation",
        }
    }

    /// The words that a phrase would fill the slot with; none where it cannot.
    pub fn words(self, mention: &Mention, organisations: &Organisations) -> Option<String> {
        match self {
            Self::Victim => mention.person.as_ref().map(|person| person.handle().to_owned()),
            Self::Object => mention.thing.as_ref().map(|thing| thing.id.clone()),
            Self::Instrument => mention.instrument.as_ref().map(|(words, _)| words.clone()),
            Self::Perpetrator => {
                let head = mention.phrase.text.split([',', '[', '(']).next().unwrap_or_default();
                let head = bare(inner_party(head));
                let able = mention.side.is_some() || mention.person.is_some();
                (able && (1..=6).contains(&head.split_whitespace().count())).then(|| head.to_owned())
            }
            Self::Organisation => organisations.within(&mention.phrase.text),
        }
    }

    /// The slot whose fillers tell whether the words are right.
    fn slot(self, mention: &Mention) -> &'static str {
        match self {
            Self::Victim if mention.person.as_ref().is_some_and(|person| person.name.is_some()) => {
                "hum_tgt_name"
            }
            Self::Victim => "hum_tgt_description",
            Self::Object => "phys_tgt_id",
            Self::Instrument => "incident_instrument_id",
            Self::Perpetrator => "perp_individual_id",
            Self::Organisation => "perp_organization_id",
        }
    }

    /// Whether the words are right for some template of a key; none where they are partly right.
    pub fn holds(self, words: &str, mention: &Mention, keys: &[Key]) -> Option<bool> {
        let slot = self.slot(mention);
        let best = keys.iter().map(|key| key.grade(slot, words)).fold(0.0, f64::max);
        match best {
            1.0.. => Some(true),
            0.5.. => None,
            _ => Some(false),
        }
    }
}
