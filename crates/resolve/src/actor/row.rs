use super::period::{Stated, Validity, holding};
use cairn_model::{ActorId, ActorSide, Day};

/// What part a body has among sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceRole {
    /// A news agency.
    Agency,
    /// A newspaper or a broadcaster.
    Outlet,
    /// A body that records or watches.
    Monitor,
    /// The United Nations, its agencies, and other bodies of states.
    Un,
    /// A relief, rescue or rights organisation.
    Ngo,
    /// A ministry, an army, a police force, state media.
    StateBody,
    /// An alliance or a peacekeeping force.
    International,
    /// An armed or political party that speaks for itself.
    Party,
}

impl SourceRole {
    /// Every role, in its order.
    pub const ALL: [Self; 8] = [
        Self::Agency,
        Self::Outlet,
        Self::Monitor,
        Self::Un,
        Self::Ngo,
        Self::StateBody,
        Self::International,
        Self::Party,
    ];

    /// The word used in lexicon files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Outlet => "outlet",
            Self::Monitor => "monitor",
            Self::Un => "un",
            Self::Ngo => "ngo",
            Self::StateBody => "state_body",
            Self::International => "international",
            Self::Party => "party",
        }
    }
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A party to conflicts, written `[[actor]]`.
    Actor,
    /// A body that is cited and does not fight, written `[[organisation]]`.
    Organisation(SourceRole),
}

/// A way of writing a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// As written in the lexicon.
    pub words: String,
    /// Whether it names the line only where the report is about one of the line's countries, in the
    /// line's time ("the Maoists").
    pub local: bool,
    /// Byte in its file, for faults.
    pub(super) at: u32,
}

/// A name of a line of succession, while it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedName {
    /// The neutral name.
    pub name: Form,
    /// From when to when it held.
    pub validity: Validity,
    /// What sort of party it was under this name.
    pub side: ActorSide,
    /// Other ways of writing it.
    pub forms: Vec<Form>,
}

/// How a line goes over into another, or comes out of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The other line.
    pub line: ActorId,
    /// When.
    pub on: Option<Stated>,
}

/// A line of succession: one party or body with its names over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its identity, for example `hts`.
    pub id: ActorId,
    /// What it stands for.
    pub kind: LineKind,
    /// ISO 3166-1 alpha-2 code of its home country; none where it has no one home.
    pub country: Option<String>,
    /// Codes of other countries in which its names are to be expected.
    pub active_in: Vec<String>,
    /// Its names, the oldest first; never empty.
    pub names: Vec<DatedName>,
    /// Public officials who speak or spoke for it.
    pub people: Vec<Form>,
    /// Into which line it merged.
    pub merged_into: Option<Succession>,
    /// From which line it split.
    pub split_from: Option<Succession>,
    /// What it rests on, and where to check it.
    pub note: String,
    pub(super) file: u32,
    pub(super) at: u32,
}

impl Line {
    /// Whether `country` is its home (2), one of the countries it is active in (1), or neither (0).
    pub(super) fn nearness(&self, country: &str) -> u8 {
        if self.country.as_deref() == Some(country) {
            2
        } else {
            u8::from(self.active_in.iter().any(|other| other == country))
        }
    }

    /// Its name on a day: the latest that has begun; the last one where no day is given.
    pub fn name_on(&self, day: Option<Day>) -> &DatedName {
        let held = day.and_then(|day| holding(self.names.iter().map(|name| &name.validity), day));
        &self.names[held.unwrap_or(self.names.len() - 1)]
    }

    /// Whether one of its names may hold on `day`.
    pub fn is_active(&self, day: Day) -> bool {
        self.names.iter().any(|name| name.validity.holds(day))
    }

    /// Whether it may have been known by `day`.
    ///
    /// A founding is often dated by its first public statement, or by guess: a year of grace.
    pub(super) fn is_known(&self, day: Day) -> bool {
        self.names[0].validity.begun(day.plus_days(365))
    }

    /// From its first name to its last.
    pub(super) fn span(&self) -> Validity {
        Validity {
            from: self.names.first().and_then(|name| name.validity.from),
            to: self.names.last().and_then(|name| name.validity.to),
        }
    }
}

/// A name of a state, while it held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StateName {
    pub name: Form,
    pub validity: Validity,
    pub forms: Vec<Form>,
    pub demonyms: Vec<Form>,
    pub capitals: Vec<Form>,
}

/// What one body of one state is called besides the patterns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnBody {
    /// Place in [`Rows::bodies`].
    pub body: u32,
    /// Its name as a source, where the pattern does not fit ("US State Department").
    pub source: Option<String>,
    pub forms: Vec<Form>,
    pub people: Vec<Form>,
}

/// A state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    pub code: String,
    /// The oldest first; never empty.
    pub names: Vec<StateName>,
    pub bodies: Vec<OwnBody>,
    /// Surnames of rulers by which its bodies are called ("Assad's air force").
    pub leaders: Vec<Form>,
    pub file: u32,
    pub at: u32,
}

/// What a body of any state is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    pub key: String,
    /// Its name as a party, with `{country}` and `{demonym}`.
    pub actor: String,
    /// Its name as a source, with the same.
    pub source: String,
    /// Its name where no country is known.
    pub plain: String,
    /// Words that follow a demonym.
    pub tails: Vec<Form>,
    /// Words that do so and also stand alone for the body of the report's country.
    pub bare: Vec<Form>,
    pub file: u32,
}

/// A word for a party of which nothing more is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Generic {
    pub name: String,
    pub side: ActorSide,
    /// Whether the country of the report says nothing about it ("warplanes").
    pub anywhere: bool,
    pub words: Vec<Form>,
    pub file: u32,
}

/// Every row of a lexicon, in the order of its files.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub lines: Vec<Line>,
    pub states: Vec<State>,
    pub bodies: Vec<Body>,
    pub generics: Vec<Generic>,
    /// Words between a demonym and a tail.
    pub modifiers: Vec<String>,
    /// Words after a name that make it no party of the sentence ("backed").
    pub distancing: Vec<String>,
    /// Words before a name that do so ("anti").
    pub opposed: Vec<String>,
    /// Words before a tail that give it to the report's state ("regime warplanes").
    pub owning: Vec<String>,
    /// Words before a bare tail that say nothing of whose it is ("a senior police officer").
    pub qualifying: Vec<String>,
    /// Words that turn a phrase away from the body it names ("defectors").
    pub leaving: Vec<String>,
    /// Abbreviations that are words of the language when written like words ("Fact").
    pub words_too: Vec<String>,
}
