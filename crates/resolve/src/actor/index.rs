use super::fold::{Token, fold, key, skeleton};
use super::row::{Form, Rows};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a form names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// A line, under one of its names: places in [`Rows::lines`] and in its names.
    Line(u16, u16),
    /// A body of a state: places in [`Rows::states`] and [`Rows::bodies`].
    Body(u16, u16),
}

/// One reading of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub target: Target,
    /// Whether it holds only in the countries and the time of the target.
    pub local: bool,
    /// How it must be written.
    pub case: Case,
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
    pub fn of(tokens: &[Token], words_too: &FxHashSet<&str>) -> Self {
        let [token] = tokens else {
            let letters: u8 = tokens.iter().map(|token| token.capitals).sum();
            let abbreviation = tokens.iter().all(|token| !token.small);
            return if abbreviation { Self::Capitals(letters.min(2)) } else { Self::Any };
        };
        if token.small && token.capitals < 2 {
            Self::Any
        } else if token.text.len() > 3 && !words_too.contains(token.text.as_str()) {
            if token.small { Self::Any } else { Self::Initial }
        } else {
            Self::Capitals(token.capitals.min(2))
        }
    }

    /// Whether the tokens are written so.
    fn admits(self, tokens: &[Token]) -> bool {
        match self {
            Self::Any => true,
            Self::Initial => tokens.first().is_some_and(|token| token.initial),
            Self::Capitals(n) => tokens.iter().map(|token| token.capitals).sum::<u8>() >= n,
        }
    }
}

/// From folded forms to what they name.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: FxHashMap<String, Vec<Entry>>,
    /// Forms by the sound of their words; only those of one line, with enough consonants.
    sounds: FxHashMap<String, Option<Entry>>,
    people: FxHashMap<String, Target>,
    /// Names and demonyms of states.
    countries: FxHashMap<String, Vec<(u16, Case)>>,
    capitals: FxHashMap<String, u16>,
    /// Words that follow a demonym; whether they also stand alone.
    tails: FxHashMap<String, (u16, bool)>,
    generics: FxHashMap<String, u16>,
    /// How many tokens the longest form has.
    longest: usize,
}

/// Consonants below which a sound is too thin to be trusted.
const THIN: usize = 5;

impl Index {
    pub fn of(rows: &Rows) -> Self {
        let mut index = Self::default();
        let words_too: FxHashSet<&str> = rows.words_too.iter().map(String::as_str).collect();
        for (line_idx, line) in rows.lines.iter().enumerate() {
            for (name_idx, name) in line.names.iter().enumerate() {
                let target = Target::Line(line_idx as u16, name_idx as u16);
                for form in std::iter::once(&name.name).chain(&name.forms) {
                    index.name(form, target, &words_too);
                }
            }
            let last = Target::Line(line_idx as u16, (line.names.len() - 1) as u16);
            for person in &line.people {
                index.people.entry(key(&fold(&person.words))).or_insert(last);
            }
        }
        for (state_idx, state) in rows.states.iter().enumerate() {
            let state_idx = state_idx as u16;
            for name in &state.names {
                for form in std::iter::once(&name.name).chain(&name.forms).chain(&name.demonyms) {
                    let tokens = fold(&form.words);
                    let case = Case::of(&tokens, &words_too);
                    let states = index.countries.entry(key(&tokens)).or_default();
                    if states.iter().all(|(other, _)| *other != state_idx) {
                        states.push((state_idx, case));
                    }
                }
                for capital in &name.capitals {
                    index.capitals.entry(key(&fold(&capital.words))).or_insert(state_idx);
                }
            }
            for own in &state.bodies {
                let target = Target::Body(state_idx, own.body);
                own.forms.iter().for_each(|form| index.name(form, target, &words_too));
                for person in &own.people {
                    index.people.entry(key(&fold(&person.words))).or_insert(target);
                }
            }
        }
        for (body_idx, body) in rows.bodies.iter().enumerate() {
            let alone = body.bare.iter().map(|form| (form, true));
            for (form, bare) in alone.chain(body.tails.iter().map(|form| (form, false))) {
                index.tails.entry(key(&fold(&form.words))).or_insert((body_idx as u16, bare));
            }
        }
        for (generic_idx, generic) in rows.generics.iter().enumerate() {
            for form in &generic.words {
                index.generics.entry(key(&fold(&form.words))).or_insert(generic_idx as u16);
            }
        }
        index
    }

    fn name(&mut self, form: &Form, target: Target, words_too: &FxHashSet<&str>) {
        let tokens = fold(&form.words);
        self.longest = self.longest.max(tokens.len());
        let entry = Entry { target, local: form.local, case: Case::of(&tokens, words_too) };
        if entry.case == Case::Any
            && !entry.local
            && let Some(sound) = sound(&tokens)
        {
            let known = self.sounds.entry(sound).or_insert(Some(entry));
            if known.is_some_and(|known| !same_line(known.target, target)) {
                *known = None;
            }
        }
        let entries = self.names.entry(key(&tokens)).or_default();
        // The same name in two eras of one line: the later reading is the one without a day.
        let again = |known: &&mut Entry| {
            same_line(known.target, target) && known.local == entry.local && known.case == entry.case
        };
        match entries.iter_mut().find(again) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
    }

    /// The readings of a whole run of tokens, as it is written.
    pub fn names(&self, tokens: &[Token]) -> Vec<Entry> {
        let entries = self.names.get(&key(tokens)).map_or(&[][..], Vec::as_slice);
        entries.iter().filter(|entry| entry.case.admits(tokens)).copied().collect()
    }

    /// The line that sounds like a run of tokens, where there is only one.
    pub fn sounds_like(&self, tokens: &[Token]) -> Option<Entry> {
        *self.sounds.get(&sound(tokens)?)?
    }

    /// The body or line a person speaks for.
    pub fn person(&self, tokens: &[Token]) -> Option<Target> {
        self.people.get(&key(tokens)).copied()
    }

    /// The states that a name or demonym may mean, in the order of the file.
    pub fn countries(&self, tokens: &[Token]) -> impl Iterator<Item = u16> {
        let states = self.countries.get(&key(tokens)).map_or(&[][..], Vec::as_slice);
        states.iter().filter(|(_, case)| case.admits(tokens)).map(|(state, _)| *state)
    }

    /// The state whose government sits in a city.
    pub fn capital(&self, tokens: &[Token]) -> Option<u16> {
        self.capitals.get(&key(tokens)).copied()
    }

    /// The body that words after a demonym mean, and whether they also stand alone.
    pub fn tail(&self, tokens: &[Token]) -> Option<(u16, bool)> {
        self.tails.get(&key(tokens)).copied()
    }

    /// The generic word.
    pub fn generic(&self, tokens: &[Token]) -> Option<u16> {
        self.generics.get(&key(tokens)).copied()
    }

    /// How many tokens the longest form of a line or body has.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

pub(super) fn same_line(a: Target, b: Target) -> bool {
    match (a, b) {
        (Target::Line(a, _), Target::Line(b, _)) => a == b,
        (a, b) => a == b,
    }
}

/// The words of a name by their sound, or none where that says too little.
fn sound(tokens: &[Token]) -> Option<String> {
    let mut sound = String::new();
    for token in tokens {
        sound.push_str(&skeleton(&token.text));
        sound.push(' ');
    }
    (sound.len() - tokens.len() >= THIN).then_some(sound)
}
