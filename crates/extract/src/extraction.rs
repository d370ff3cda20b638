use crate::attribution::HandMention;
use crate::time::TimeMention;
use cairn_model::{
    ActorBasis, AgreementState, EventType, Figure, Group, Kind, Manner, Object, RuleId, RulesetDigest,
    Status, TermKind,
};
use serde::Deserialize;
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
    pub sentences: Vec<SentenceCues>,
    /// The ruleset that read it.
    pub ruleset: RulesetDigest,
    /// Who says, believes or wants what, in the order of the text.
    pub sayings: Vec<Saying>,
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
    /// The part of the sentence whose times are those of the figure.
    pub scope: Tokens,
    /// The words of the figure with what it counts; empty for events.
    pub counted: Tokens,
    /// The words that say what happened.
    pub trigger: Tokens,
    /// Who did it, as far as the clause says.
    pub actor: Option<Tokens>,
    /// Why the actor is believed to have done it; none without an actor.
    pub actor_basis: Option<ActorBasis>,
    /// Who accuses the actor.
    pub accuser: Option<HandMention>,
    /// To whom it was done, as a party or a thing.
    pub target: Option<Tokens>,
    /// With what.
    pub instrument: Option<Tokens>,
    /// What it says of an agreement; only for events of type `agreement` and `violation`.
    pub agreement: Option<Box<AgreementWords>>,
    /// The rules that made it, in the order of the cascade.
    pub rules: Vec<RuleId>,
}

impl Frame {
    /// The token by which to ask who tells of it: the last of the words that say what happened. (The
    /// first may be "that", which is no part of what is said.)
    pub fn told_at(&self) -> usize {
        self.trigger.end.saturating_sub(1).max(self.trigger.start)
    }
}

/// The words of a sentence about an agreement.
#[derive(Debug, Clone)]
pub struct AgreementWords {
    /// What it is called.
    pub name: Tokens,
    /// How far it has come.
    pub state: AgreementState,
    /// Who is bound by it.
    pub parties: Vec<Tokens>,
    /// Who stands for it.
    pub guarantors: Vec<Tokens>,
    /// The zones, with the places said of them.
    pub zones: Vec<Tokens>,
    /// The term that the claim states, where it states one.
    pub term: Option<TermKind>,
    /// The words of the term, or of the name.
    pub words: Tokens,
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
    /// Whether it stands before a noun that it describes ("a Haditha resident").
    pub modifies_noun: bool,
    /// Whether it stands in brackets, behind other words of the bracket.
    pub in_aside: bool,
}

/// What a sentence's words say about the whole of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SentenceCues {
    /// Its figures add up over a campaign, a war, a year.
    pub cumulative: bool,
    /// It supposes ("if a hundred die"): its figures are no claims.
    pub hypothetical: bool,
    /// It opens with words that go on with what the sentence before tells ("Of those killed, ...").
    pub continues: bool,
}

/// What a source does with what is attributed to it. Only some classes state that it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SayingClass {
    /// Says that it is so: says, reports, shows.
    #[default]
    Statement,
    /// Says that it is not so.
    Denial,
    /// Says that somebody else did it.
    Accusation,
    /// Judges or describes: condemns, praises, calls.
    Judgement,
    /// Asks or orders that it be so.
    Demand,
    /// Holds that it may be so: fears, suspects, believes.
    Suspicion,
    /// Says that it did it itself: claims responsibility, admits to it.
    Admission,
    /// Has it in mind: knows, hopes, expects, regards.
    Belief,
    /// Means to make it so: plans, refuses, promises to.
    Intention,
    /// It seems so, is expected, is reported, and nobody is named who says it.
    Appearance,
}

impl SayingClass {
    /// Whether it makes its source the one who states the content.
    pub fn states(self) -> bool {
        matches!(self, Self::Statement | Self::Denial | Self::Accusation | Self::Suspicion)
    }
}

/// What kind of hand a source is, as far as its words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// A person, named or by a pronoun.
    Person,
    /// People without names: activists, officials, witnesses.
    People,
    /// A body: a ministry, an observatory, an army.
    Body,
    /// A news agency, a paper, a channel.
    Media,
    /// A statement, a report, a survey.
    Document,
    /// The outlet itself: "we", "our correspondent", the announcer of a broadcast.
    Outlet,
    /// Its own words do not tell.
    Unknown,
}

/// One attribution: who is said to have said, thought or wanted what.
#[derive(Debug, Clone)]
pub struct Saying {
    /// Who, as the words at hand say it ("he", "the ministry"); none where nobody is named.
    pub source: Option<Tokens>,
    /// The words that govern the source: "spokesman" in "the spokesman of the army".
    pub source_head: Option<Tokens>,
    /// What kind of hand the source is.
    pub kind: SourceKind,
    /// Whether the source is a name, a pronoun or a word for somebody who speaks.
    pub may_speak: bool,
    /// The fuller name given earlier, where the source is a pronoun or a short form.
    pub referent: Option<Tokens>,
    /// The body that the source speaks for, where the words name it.
    pub institution: Option<Tokens>,
    /// The agency or outlet that relays it or was told.
    pub via: Option<Tokens>,
    /// The words that say that it is said.
    pub cue: Tokens,
    /// What is said, in one or more pieces, in the order of the text.
    pub content: Vec<Tokens>,
    /// What the source does with it.
    pub class: SayingClass,
    /// Whether the source itself is said to be doubtful: "unconfirmed reports".
    pub unconfirmed: bool,
    /// How the source says it, where it says it.
    pub manner: Option<Manner>,
    /// The token from which on the source takes for granted what the content tells ("denied that the
    /// men who ... "); the end of the content for whoever states all of it.
    pub granted_from: usize,
    /// The sentence of the cue.
    pub sentence: usize,
    /// The rules that found it, in the order of the cascade.
    pub rules: Vec<RuleId>,
}

impl Saying {
    /// Whether the source says of what stands at a token that it is so, or that it is not.
    pub fn covers(&self, token: usize) -> bool {
        token < self.granted_from && self.content.iter().any(|piece| piece.contains(&token))
    }
}
