use crate::attribution::{Frame, Needs};
use crate::extraction::SayingClass;
use crate::time::{Form, Reference};
use cairn_model::{EventType, Group, Kind, Qualifier, Status};
use serde::Deserialize;

/// What a card fixes of its group or frame (`set = { ... }`); docs/guide/writing-rules.md tells what
/// each attribute does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    // Frames of harm and their shares.
    pub(crate) roles: Option<Roles>,
    pub(crate) kind: Option<KindSet>,
    pub(crate) status: Option<Status>,
    pub(crate) group: Option<Group>,
    pub(crate) object: Option<ObjectSet>,
    pub(crate) counts: Option<Counts>,
    /// Kinds of which one must have been told of others shortly before; empty: none is asked for.
    pub(crate) after: Vec<Kind>,
    pub(crate) only: Option<Only>,
    // Counts.
    pub(crate) n: Option<NumberSet>,
    pub(crate) qualifier: Option<Qualifier>,
    // Events.
    pub(crate) event: Option<EventType>,
    // Attributions.
    pub(crate) frame: Frame,
    pub(crate) needs: Needs,
    pub(crate) class: SayingClass,
    /// The class where the content counts something.
    pub(crate) counted: Option<SayingClass>,
    pub(crate) by: Option<By>,
    pub(crate) source: Option<SourceSet>,
    // Times.
    pub(crate) form: Option<Form>,
    pub(crate) reference: Option<Reference>,
}

/// Where a frame's counted noun stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Roles {
    /// Before the verb.
    Subject,
    /// Behind the verb.
    Object,
    /// The number stands by itself: "the toll rose to 12".
    Number,
    /// The noun itself says what happened: "12 deaths".
    Noun,
    /// Nouns and their numbers stand apart: "tanks 5,000".
    Paired,
    /// A share of a figure before.
    Part,
    /// The same figure of another span.
    Compared,
    /// The same figure of another place, without its noun.
    Elided,
}

/// The kind of claim that a card sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum KindSet {
    Kind(Kind),
    /// Killed for people, destroyed for things: "the rebels lost".
    Lost,
}

impl TryFrom<String> for KindSet {
    type Error = cairn_model::UnknownWord;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "lost" => Ok(Self::Lost),
            word => word.parse().map(Self::Kind),
        }
    }
}

/// The number that a card sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) enum NumberSet {
    Exactly(u64),
    /// That of the figure before: "and as many wounded".
    Same,
}

impl TryFrom<String> for NumberSet {
    type Error = String;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.as_str() {
            "same" => Ok(Self::Same),
            word => word
                .parse()
                .map(Self::Exactly)
                .map_err(|_| format!("`{word}` is no number; expected digits or `same`")),
        }
    }
}

/// What class of thing a card counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ObjectSet {
    /// What the noun itself says, also of what is delivered, which else is aid.
    Own,
}

/// Whether a frame yields to others of its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Counts {
    /// Only where the report counts nobody else of its kind.
    Last,
    /// Always, also where what is counted is a known person.
    Own,
}

/// Where a frame or a span holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Only {
    /// A frame: where its verb plans.
    Planned,
    /// A span: with a verb in the perfect.
    Perfect,
    /// A span: where the sentence counts and tells no single incident.
    Tally,
}

/// Who may be the source of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    /// Only somebody who speaks.
    Speaker,
}

/// Where the source of an attribution stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SourceSet {
    /// Before the cue, as its subject, whatever its frame.
    Subject,
}

/// What a match becomes, as far as readers of matches tell kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    Agreement,
    Epithet,
    Event,
    Extent,
    Guarantors,
    Harm,
    Name,
    NounGroup,
    Part,
    Saying,
    Span,
    Term,
    Time,
    /// A group that only later levels ask for.
    Other,
}

impl Gives {
    /// What a card's `gives` names.
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "Agreement" => Self::Agreement,
            "Epithet" => Self::Epithet,
            "Event" => Self::Event,
            "Extent" => Self::Extent,
            "Guarantors" => Self::Guarantors,
            "Harm" => Self::Harm,
            "Name" => Self::Name,
            "NounGroup" => Self::NounGroup,
            "Part" => Self::Part,
            "Saying" => Self::Saying,
            "Span" => Self::Span,
            "Term" => Self::Term,
            "Time" => Self::Time,
            _ => Self::Other,
        }
    }
}
