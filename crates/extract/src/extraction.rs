use crate::time::TimeMention;
use cairn_model::{EventType, Figure, Group, Kind, Object, RuleId, RulesetDigest, Status};
use std::ops::Range;

/// Token indices into a document, end-exclusive.
pub type Tokens = Range<usize>;

/// What one document says, as symbols: spans and closed-list words, nothing looked up yet.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// Claims in the order of the text.
    pub frames: Vec<Frame>,
    /// Proper names in the order of the text.
    pub names: Vec<NameMention>,
    /// Times in the order of the text.
    pub times: Vec<TimeMention>,
    /// For each sentence: what its words say about the whole of it.
    pub sentences: Vec<SentenceFacts>,
    /// The ruleset that read it.
    pub ruleset: RulesetDigest,
}

/// A claim before times, places and parties are resolved.
#[derive(Debug, Clone)]
pub struct Frame {
    /// What happened to what is counted.
    pub kind: Kind,
    /// The kind of event, where the words tell.
    pub event_type: Option<EventType>,
    /// What is counted; none for events.
    pub object: Option<Object>,
    /// Which people are counted.
    pub group: Option<Group>,
    /// The count.
    pub figure: Figure,
    /// Whether it is said to have happened.
    pub status: Status,
    /// Whether the words themselves say that the figure adds up over more than one incident.
    pub cumulative: bool,
    /// Whether it is a share of a larger figure.
    pub part_of: bool,
    /// The sentence it stands in.
    pub sentence: usize,
    /// The words of the figure with what it counts; empty for events.
    pub counted: Tokens,
    /// The words that say what happened.
    pub trigger: Tokens,
    /// Who did it, as far as the clause says.
    pub actor: Option<Tokens>,
    /// To whom it was done, as a party or a thing.
    pub target: Option<Tokens>,
    /// With what.
    pub instrument: Option<Tokens>,
    /// The rules that made it, in the order of the cascade.
    pub rules: Vec<RuleId>,
}

/// What kind of thing a proper name is, as far as its own words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A person, by a title.
    Person,
    /// A body: a ministry, a front, an agency.
    Body,
    /// A place, by a word for its kind.
    Location,
    /// Its own words do not tell.
    Plain,
}

/// A proper name in the text.
#[derive(Debug, Clone)]
pub struct NameMention {
    /// All its words, with titles and place words.
    pub tokens: Tokens,
    /// The name itself, without title or place word.
    pub name: Tokens,
    /// What it is.
    pub kind: NameKind,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Whether a preposition of place stands before it ("in", "near").
    pub after_place_preposition: bool,
}

/// What a sentence's words say about the whole of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SentenceFacts {
    /// Its figures add up over a campaign, a war, a year.
    pub cumulative: bool,
    /// It supposes ("if a hundred die"): its figures are no claims.
    pub hypothetical: bool,
}
