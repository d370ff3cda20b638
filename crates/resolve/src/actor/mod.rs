//! Takes the words that name a party or a source. Gives its line of succession, its neutral name of the day, its side.
//!
//! Invariant: the lexicon is data (`lexicons/actors/*.toml`); no name of a party stands in this code.
//! An outlet's word for a party is never the register's word: it is kept in [`ActorValue::words`], and
//! the name is the lexicon's.
//!
//! What the rows hold and how to add one: the head of each file, and [`ActorLexicon::from_toml`].
//!
//! [`ActorValue::words`]: cairn_model::ActorValue::words

mod check;
mod embedded;
mod fault;
mod fold;
mod forms;
mod index;
mod load;
mod party;
mod period;
mod reading;
mod row;
mod sound;
mod source;
mod table;

pub use fault::{Fault, Faults};
pub use forms::{FormKind, SurfaceForm};
pub use period::{Stated, Validity};
pub use row::{DatedName, Form, Line, LineKind, SourceRole, Succession};
pub use source::SourceValue;

use cairn_model::ActorId;
use index::Index;
use row::Rows;
use rustc_hash::FxHashSet;
use sound::Sounds;
use std::sync::OnceLock;

/// The key of the body that a country named alone speaks through.
const GOVERNMENT: &str = "government";

/// Parties, bodies that are cited, states and generic words, with the look-up over them.
///
/// Immutable once loaded; `Send + Sync`.
#[derive(Debug)]
pub struct ActorLexicon {
    rows: Rows,
    index: Index,
    sounds: OnceLock<Sounds>,
    modifiers: FxHashSet<String>,
    distancing: FxHashSet<String>,
    opposed: FxHashSet<String>,
    owning: FxHashSet<String>,
    qualifying: FxHashSet<String>,
    leaving: FxHashSet<String>,
    government: Option<u32>,
}

/// How many rows a lexicon has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// `[[actor]]` rows.
    pub actors: usize,
    /// Dated names of actors.
    pub actor_names: usize,
    /// Forms of actors, names included.
    pub actor_forms: usize,
    /// `[[organisation]]` rows.
    pub organisations: usize,
    /// `[[state]]` rows.
    pub states: usize,
}

impl ActorLexicon {
    /// The lexicon that is compiled in.
    ///
    /// What can be seen within a row is checked each time; what takes several rows to see
    /// (doubled ids and forms) is checked once, by the tests, to keep the start short.
    ///
    /// # Errors
    /// None in a build whose tests pass.
    pub fn embedded() -> Result<Self, Faults> {
        let sink = fault::Sink::default();
        let rows = load::load(embedded::FILES, &sink);
        Ok(Self::of(sink.finish(rows)?))
    }

    /// The files that are compiled in, by name and text.
    pub fn embedded_files() -> &'static [(&'static str, &'static str)] {
        embedded::FILES
    }

    /// The lexicon of `files`: each a name for messages, and its TOML text.
    ///
    /// Rows: `[[actor]]` (`id`, `side`, `names`, `note`; `country`, `active_in`, `people`,
    /// `merged_into`, `split_from`), `[[organisation]]` (the same with `role` for `side`),
    /// `[[state]]`, `[[body]]`, `[[generic]]`, and `[words]`. A name has `name`, `from`, `to`, `side`,
    /// `forms`, `local_forms`; a date is a year, a month (`"2012-01"`) or a day, and is left out where
    /// it is not known.
    ///
    /// # Errors
    /// All faults at once, each with file, line and column.
    pub fn from_toml(files: &[(&str, &str)]) -> Result<Self, Faults> {
        let sink = fault::Sink::default();
        let rows = load::load(files, &sink);
        check::check(&rows, files, &sink);
        Ok(Self::of(sink.finish(rows)?))
    }

    fn of(mut rows: Rows) -> Self {
        let set = |words: &mut Vec<String>| std::mem::take(words).into_iter().collect();
        Self {
            index: Index::of(&rows),
            sounds: OnceLock::new(),
            modifiers: set(&mut rows.modifiers),
            distancing: set(&mut rows.distancing),
            opposed: set(&mut rows.opposed),
            owning: set(&mut rows.owning),
            qualifying: set(&mut rows.qualifying),
            leaving: set(&mut rows.leaving),
            government: rows.bodies.iter().position(|body| body.key == GOVERNMENT).map(|body| body as u32),
            rows,
        }
    }

    /// Every line, in the order of the files.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.rows.lines.iter()
    }

    /// The line with an identity; none for a state or one of its bodies.
    pub fn line(&self, id: &ActorId) -> Option<&Line> {
        self.rows.lines.iter().find(|line| line.id == *id)
    }

    /// Whether words as a whole are a name of a party, a body or a person who speaks for one, or the
    /// surname of a ruler.
    pub fn is_name(&self, words: &str) -> bool {
        let folded = fold::Folded::of(words);
        let run = folded.all();
        self.index.names(run).next().is_some()
            || self.index.person(run).is_some()
            || self.index.leader(run).is_some()
    }

    /// How many rows there are.
    pub fn counts(&self) -> Counts {
        let actors = || self.rows.lines.iter().filter(|line| line.kind == LineKind::Actor);
        Counts {
            actors: actors().count(),
            actor_names: actors().map(|line| line.names.len()).sum(),
            actor_forms: actors().flat_map(|line| &line.names).map(|name| 1 + name.forms.len()).sum(),
            organisations: self.rows.lines.len() - actors().count(),
            states: self.rows.states.len(),
        }
    }
}
