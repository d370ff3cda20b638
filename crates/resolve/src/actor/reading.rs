use super::ActorLexicon;
use super::fold::Run;
use super::index::{Entry, Target};
use super::period::holding;
use super::row::{Line, State, StateName};
use super::sound::Sounds;
use cairn_model::Day;
use std::cell::OnceCell;

/// What is known of a report where a name stands: the day it speaks of, the country it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    pub day: Option<Day>,
    pub country: Option<&'a str>,
}

/// What a run of words was found to name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// One line or one body of a state.
    One(Target),
    /// Several, and nothing tells them apart.
    Several(Vec<Target>),
}

/// A reading with the tokens it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub reading: Reading,
    /// The token after it.
    pub end: usize,
}

impl ActorLexicon {
    /// The reading of a whole phrase as a name of its own, by country first and day second.
    pub(super) fn read_name(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Reading> {
        self.read_entries(self.index.names(tokens), context)
    }

    fn read_entries(&self, entries: impl Iterator<Item = Entry>, context: Context<'_>) -> Option<Reading> {
        let scored: Vec<(u8, Target)> =
            entries.filter_map(|entry| Some((self.weigh(entry, context)?, entry.target))).collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        let mut targets: Vec<Target> =
            scored.into_iter().filter(|(score, _)| *score == best).map(|(_, target)| target).collect();
        targets.sort_unstable();
        // The same name in two eras of one line: the later one is the reading without a day.
        targets.dedup_by(|later, kept| {
            let same = kept.same(*later);
            if same {
                *kept = *later;
            }
            same
        });
        Some(match targets[..] {
            [target] => Reading::One(target),
            _ => Reading::Several(targets),
        })
    }

    /// How well an entry fits the context; none where it does not fit at all.
    fn weigh(&self, entry: Entry, context: Context<'_>) -> Option<u8> {
        let (near, active) = match entry.target {
            Target::Line(line, _) => {
                let line = self.line_at(line);
                if context.day.is_some_and(|day| !line.is_known(day)) {
                    return None;
                }
                let near = context.country.map_or(0, |country| line.nearness(country));
                (near, context.day.is_none_or(|day| line.is_active(day)))
            }
            Target::Body(state, _) => {
                let state = self.state_at(state);
                let near = if context.country == Some(state.code.as_str()) { 2 } else { 0 };
                let holds = |day: Day| state.names.iter().any(|name| name.validity.holds(day));
                (near, context.day.is_none_or(holds))
            }
        };
        // A force of a state that is no more is not that of the state which has its name since.
        let of_state = matches!(entry.target, Target::Body(..));
        if entry.local && (near == 0 || !active) || of_state && !active {
            return None;
        }
        Some(near * 2 + u8::from(near > 0 && active) + u8::from(active) * 2)
    }

    /// The first name of a party or a body in a longer phrase ("commander of the Free Syrian Army"),
    /// longest first; names that only say who stands behind somebody ("Iran-backed") are passed over.
    pub(super) fn find_within(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Found> {
        let sounded = OnceCell::new();
        (0..tokens.len()).find_map(|start| {
            if self.is_opposed(tokens, start) {
                return None;
            }
            let body = || {
                let body = self.body_at(tokens, start, context)?;
                // "The Colombian Army of National Liberation" is no army of Colombia.
                let longer = (start + 1..body.end).find_map(|inner| {
                    self.name_at(tokens, inner, context).filter(|name| name.end > body.end)
                });
                Some(longer.unwrap_or(body))
            };
            let sound = || {
                let sounds = self.sounds.get_or_init(|| Sounds::of(&self.rows));
                self.longest_run(tokens, start, |run| {
                    // "Centres" sounds like "Contras", and is written like no name.
                    if !run.initial() {
                        return None;
                    }
                    let sound = sounded.get_or_init(|| tokens.sound()).part(start, start + run.len());
                    sounds.like(sound).map(Reading::One)
                })
            };
            self.name_at(tokens, start, context).or_else(body).or_else(sound)
        })
    }

    /// The longest name that begins at `start`.
    fn name_at(&self, tokens: Run<'_>, start: usize, context: Context<'_>) -> Option<Found> {
        // Alone in a phrase, a word like "coalition" is too common to be the local one.
        let local = |run: Run<'_>| start == 0 && run.len() > 1;
        // "The Colombian National Liberation Army": the demonym is the better context.
        let before = self.state_before(tokens, start, context);
        let country = before.map(|state| self.state_at(state).code.as_str()).or(context.country);
        self.longest_run(tokens, start, |run| {
            let entries = self.index.names(run).filter(|entry| !entry.local || local(run));
            let reading = self.read_entries(entries, Context { country, ..context })?;
            (!self.is_anothers(before, &reading)).then_some(reading)
        })
    }

    fn longest_run(
        &self,
        tokens: Run<'_>,
        start: usize,
        read: impl Fn(Run<'_>) -> Option<Reading>,
    ) -> Option<Found> {
        let last = tokens.len().min(start + self.index.longest());
        (start + 1..=last).rev().find_map(|end| {
            if self.is_distanced(tokens, end) {
                return None;
            }
            Some(Found { reading: read(tokens.part(start, end))?, end })
        })
    }

    /// The state of the demonym right before `start`.
    fn state_before(&self, tokens: Run<'_>, start: usize, context: Context<'_>) -> Option<u32> {
        let runs = (1..=start.min(2)).rev().map(|n| tokens.part(start - n, start));
        runs.into_iter().find_map(|run| self.read_state(run, context))
    }

    /// Whether the demonym before a name gives it to another country ("Yemeni defence forces" where
    /// only Sudan's are called so).
    fn is_anothers(&self, before: Option<u32>, reading: &Reading) -> bool {
        match (before, reading) {
            (Some(before), Reading::One(Target::Line(line, _))) => {
                let line = self.line_at(*line);
                line.country.is_some() && line.nearness(&self.state_at(before).code) == 0
            }
            (Some(before), Reading::One(Target::Body(state, _))) => *state != before,
            _ => false,
        }
    }

    /// Whether the word before `start` says that the name is that of an enemy or a patron.
    fn is_opposed(&self, tokens: Run<'_>, start: usize) -> bool {
        start > 0 && tokens.word(start - 1).is_some_and(|before| self.opposed.contains(before))
    }

    /// Whether the name that ends before `end` only stands behind another party.
    fn is_distanced(&self, tokens: Run<'_>, end: usize) -> bool {
        tokens.word(end).is_some_and(|next| self.distancing.contains(next))
    }

    /// A body by the pattern of a demonym and a tail ("Syrian elite forces"), or of a tail, "of" and
    /// a country ("armed forces of the Philippines").
    fn body_at(&self, tokens: Run<'_>, start: usize, context: Context<'_>) -> Option<Found> {
        if let Some((state, after)) = self.state_at_start(tokens, start, context) {
            if self.is_distanced(tokens, after) {
                return None;
            }
            let mut from = after;
            loop {
                if let Some((body, end)) = self.tail_at(tokens, from) {
                    return Some(Found { reading: Reading::One(Target::Body(state, body)), end });
                }
                if !tokens.word(from).is_some_and(|word| self.modifiers.contains(word)) {
                    return None;
                }
                from += 1;
            }
        }
        let (body, end) = self.tail_at(tokens, start)?;
        if tokens.word(end)? != "of" {
            return None;
        }
        let (state, end) = self.state_at_start(tokens, end + 1, context)?;
        Some(Found { reading: Reading::One(Target::Body(state, body)), end })
    }

    /// The longest tail that begins at `start`.
    pub(super) fn tail_at(&self, tokens: Run<'_>, start: usize) -> Option<(u32, usize)> {
        let last = tokens.len().min(start + LONGEST_TAIL);
        (start + 1..=last).rev().find_map(|end| Some((self.index.tail(tokens.part(start, end))?.0, end)))
    }

    /// The state named by the longest run that begins at `start`, by itself or by its ruler, and the token
    /// after it.
    pub(super) fn state_at_start(
        &self,
        tokens: Run<'_>,
        start: usize,
        context: Context<'_>,
    ) -> Option<(u32, usize)> {
        let last = tokens.len().min(start + LONGEST_COUNTRY);
        (start + 1..=last).rev().find_map(|end| {
            let run = tokens.part(start, end);
            Some((self.read_state(run, context).or_else(|| self.index.leader(run))?, end))
        })
    }

    /// The state that a whole run names: that of the report where it may be, else one of the time,
    /// else the first of the file.
    pub(super) fn read_state(&self, tokens: Run<'_>, context: Context<'_>) -> Option<u32> {
        let states: Vec<u32> = self.index.countries(tokens).collect();
        let of_report = |state: &&u32| Some(self.state_at(**state).code.as_str()) == context.country;
        let of_time = |state: &&u32| {
            context
                .day
                .is_none_or(|day| self.state_at(**state).names.iter().any(|name| name.validity.holds(day)))
        };
        states.iter().find(of_report).or_else(|| states.iter().find(of_time)).or(states.first()).copied()
    }

    /// The state that a phrase names anywhere ("Syrian rebels", "gunmen in Iraq"), unless it only
    /// stands behind the party.
    pub(super) fn state_within(&self, tokens: Run<'_>, context: Context<'_>) -> Option<u32> {
        (0..tokens.len()).find_map(|start| {
            let (state, end) = self.state_at_start(tokens, start, context)?;
            (!self.is_opposed(tokens, start) && !self.is_distanced(tokens, end)).then_some(state)
        })
    }

    /// The state whose ruler is named alone, in a report about it.
    pub(super) fn ruled(&self, tokens: Run<'_>, context: Context<'_>) -> Option<u32> {
        let state = self.index.leader(tokens)?;
        (context.country == Some(self.state_at(state).code.as_str())).then_some(state)
    }

    pub(super) fn line_at(&self, line: u32) -> &Line {
        &self.rows.lines[line as usize]
    }

    pub(super) fn state_at(&self, state: u32) -> &State {
        &self.rows.states[state as usize]
    }

    /// The name of a state on a day; the latest where the day is not known.
    pub(super) fn state_name(&self, state: u32, day: Option<Day>) -> &StateName {
        let names = &self.state_at(state).names;
        let latest = names.len() - 1;
        let held = day.and_then(|day| holding(names.iter().map(|name| &name.validity), day));
        &names[held.unwrap_or(latest)]
    }
}

/// Tokens of the longest pattern after a demonym.
const LONGEST_TAIL: usize = 6;
/// Tokens of the longest name of a country.
const LONGEST_COUNTRY: usize = 6;
