use super::fold::{Folded, Run};
use super::row::{Form, Rows};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a form names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A line, under one of its names: places in [`Rows::lines`] and in its names.
    Line(u32, u32),
    /// A body of a state: places in [`Rows::states`] and [`Rows::bodies`].
    Body(u32, u32),
}

impl Target {
    /// Whether both name one line or one body.
    pub fn same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Line(a, _), Self::Line(b, _)) => a == b,
            (a, b) => a == b,
        }
    }
}

/// One reading of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub target: Target,
    /// Whether it holds only in the countries and the time of the target.
    pub local: bool,
    /// How it must be written.
    pub case: Case,
    /// The next reading of the same form: its place in [`Index::entries`].
    next: Option<u32>,
}

/// How a form must be written to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Case {
    /// Any way.
    Any,
    /// A long abbreviation: with a first capital ("Farc").
    Initial,
    /// A short abbreviation, or one that is also a word: with so many capitals ("IS", not "is").
    Capitals(u8),
}

impl Case {
    /// How a form of the lexicon must be written elsewhere. `words_too`: see [`Rows::words_too`].
    pub fn of(form: Run<'_>, words_too: &FxHashSet<&str>) -> Self {
        let needed = Self::Capitals(form.capitals().min(2));
        if form.len() > 1 {
            if form.small() { Self::Any } else { needed }
        } else if form.small() && form.capitals() < 2 {
            Self::Any
        } else if form.key().len() <= 3 || words_too.contains(form.key()) {
            needed
        } else if form.small() {
            Self::Any
        } else {
            Self::Initial
        }
    }

    /// Whether words are written so.
    fn admits(self, run: Run<'_>) -> bool {
        match self {
            Self::Any => true,
            Self::Initial => run.initial(),
            Self::Capitals(n) => run.capitals() >= n,
        }
    }
}

/// From folded forms to what they name.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The last reading of each form: its place in `entries`.
    names: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    people: FxHashMap<Box<str>, Target>,
    /// Names and demonyms of states.
    countries: FxHashMap<Box<str>, Vec<(u32, Case)>>,
    capitals: FxHashMap<Box<str>, u32>,
    leaders: FxHashMap<Box<str>, u32>,
    /// Words that follow a demonym; whether they also stand alone.
    tails: FxHashMap<Box<str>, (u32, bool)>,
    generics: FxHashMap<Box<str>, u32>,
    /// How many words the longest form has.
    longest: usize,
}

/// The index while it is made: buffers that each form uses anew.
struct Builder<'r> {
    index: Index,
    words_too: FxHashSet<&'r str>,
    folded: Folded,
}

impl Index {
    /// Indexes every form of `rows`.
    pub fn of(rows: &Rows) -> Self {
        let mut builder = Builder {
            index: Self::default(),
            words_too: rows.words_too.iter().map(String::as_str).collect(),
            folded: Folded::default(),
        };
        builder.index.names.reserve(rows.lines.len() * 6);
        builder.lines(rows);
        builder.states(rows);
        builder.words(rows);
        builder.index
    }

    /// The readings of a whole run, as it is written.
    pub fn names(&self, run: Run<'_>) -> impl Iterator<Item = Entry> {
        let mut next = self.names.get(run.key()).copied();
        let chain = std::iter::from_fn(move || {
            let entry = self.entries[(next?) as usize];
            next = entry.next;
            Some(entry)
        });
        chain.filter(move |entry| entry.case.admits(run))
    }

    /// The body or line a person speaks for.
    pub fn person(&self, run: Run<'_>) -> Option<Target> {
        self.people.get(run.key()).copied()
    }

    /// The states that a name or demonym, or its plural, may mean, in the order of the file.
    pub fn countries(&self, run: Run<'_>) -> impl Iterator<Item = u32> {
        let known = |key: &str| self.countries.get(key);
        let states = known(run.key()).or_else(|| known(run.key().strip_suffix('s')?));
        let states = states.map_or(&[][..], Vec::as_slice).iter();
        states.filter(move |(_, case)| case.admits(run)).map(|(state, _)| *state)
    }

    /// The state whose government sits in a city.
    pub fn capital(&self, run: Run<'_>) -> Option<u32> {
        self.capitals.get(run.key()).copied()
    }

    /// The state that a ruler's surname, or what is left of its possessive, stands for.
    pub fn leader(&self, run: Run<'_>) -> Option<u32> {
        let known = |key: &str| self.leaders.get(key).copied();
        known(run.key()).or_else(|| known(run.key().strip_suffix('s')?))
    }

    /// The body that words after a demonym mean, and whether they also stand alone.
    pub fn tail(&self, run: Run<'_>) -> Option<(u32, bool)> {
        self.tails.get(run.key()).copied()
    }

    /// The generic word.
    pub fn generic(&self, run: Run<'_>) -> Option<u32> {
        self.generics.get(run.key()).copied()
    }

    /// How many words the longest form of a line or body has.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

impl Builder<'_> {
    fn lines(&mut self, rows: &Rows) {
        for (line_idx, line) in rows.lines.iter().enumerate() {
            for (name_idx, name) in line.names.iter().enumerate() {
                let target = Target::Line(line_idx as u32, name_idx as u32);
                for form in std::iter::once(&name.name).chain(&name.forms) {
                    self.name(form, target);
                }
            }
            let last = Target::Line(line_idx as u32, (line.names.len() - 1) as u32);
            self.people(&line.people, last);
        }
    }

    fn states(&mut self, rows: &Rows) {
        for (state_idx, state) in rows.states.iter().enumerate() {
            let state_idx = state_idx as u32;
            for name in &state.names {
                for form in std::iter::once(&name.name).chain(&name.forms).chain(&name.demonyms) {
                    self.folded.set(&form.words);
                    let run = self.folded.all();
                    let case = Case::of(run, &self.words_too);
                    let states = self.index.countries.entry(run.key().into()).or_default();
                    if states.iter().all(|(other, _)| *other != state_idx) {
                        states.push((state_idx, case));
                    }
                }
                for capital in &name.capitals {
                    let key = self.key(capital);
                    self.index.capitals.entry(key).or_insert(state_idx);
                }
            }
            for leader in &state.leaders {
                let key = self.key(leader);
                self.index.leaders.entry(key).or_insert(state_idx);
            }
            for own in &state.bodies {
                let target = Target::Body(state_idx, own.body);
                own.forms.iter().for_each(|form| self.name(form, target));
                self.people(&own.people, target);
            }
        }
    }

    fn words(&mut self, rows: &Rows) {
        for (body_idx, body) in rows.bodies.iter().enumerate() {
            let alone = body.bare.iter().map(|form| (form, true));
            for (form, bare) in alone.chain(body.tails.iter().map(|form| (form, false))) {
                let key = self.key(form);
                self.index.tails.entry(key).or_insert((body_idx as u32, bare));
            }
        }
        for (generic_idx, generic) in rows.generics.iter().enumerate() {
            for form in &generic.words {
                let key = self.key(form);
                self.index.generics.entry(key).or_insert(generic_idx as u32);
            }
        }
    }

    fn people(&mut self, people: &[Form], target: Target) {
        for person in people {
            let key = self.key(person);
            self.index.people.entry(key).or_insert(target);
        }
    }

    fn key(&mut self, form: &Form) -> Box<str> {
        self.folded.set(&form.words);
        self.folded.all().key().into()
    }

    fn name(&mut self, form: &Form, target: Target) {
        self.folded.set(&form.words);
        let run = self.folded.all();
        self.index.longest = self.index.longest.max(run.len());
        let case = Case::of(run, &self.words_too);
        let place = self.index.entries.len() as u32;
        let next = match self.index.names.get_mut(run.key()) {
            Some(head) => Some(std::mem::replace(head, place)),
            None => {
                self.index.names.insert(run.key().into(), place);
                None
            }
        };
        self.index.entries.push(Entry { target, local: form.local, case, next });
    }
}
