use super::ActorLexicon;
use super::fold::Token;
use super::index::{Entry, Target, same_line};
use super::period::holding;
use super::row::{Line, State, StateName};
use cairn_model::Day;

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
    /// The reading of a whole run of tokens as a name of its own, by country first and day second.
    pub(super) fn read_name(&self, tokens: &[Token], context: Context<'_>) -> Option<Reading> {
        let scored: Vec<(u8, Target)> = self
            .index
            .names(tokens)
            .into_iter()
            .filter_map(|entry| Some((self.weigh(entry, context)?, entry.target)))
            .collect();
        let best = scored.iter().map(|(score, _)| *score).max()?;
        let mut targets: Vec<Target> =
            scored.into_iter().filter(|(score, _)| *score == best).map(|(_, target)| target).collect();
        targets.sort_unstable();
        targets.dedup_by(|a, b| same_line(*a, *b));
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
        if entry.local && (near == 0 || !active) {
            return None;
        }
        Some(near * 2 + u8::from(near > 0 && active) + u8::from(active) * 2)
    }

    /// The first name of a party or a body in a longer phrase ("commander of the Free Syrian Army"),
    /// longest first; names that only say who stands behind somebody ("Iran-backed") are passed over.
    pub(super) fn find_within(&self, tokens: &[Token], context: Context<'_>) -> Option<Found> {
        (0..tokens.len()).find_map(|start| {
            if start > 0 && self.opposed.contains(&tokens[start - 1].text) {
                return None;
            }
            let name = self.longest_run(tokens, start, |run| self.read_name(run, context));
            let body = || self.body_at(tokens, start, context);
            let sound = || {
                self.longest_run(tokens, start, |run| Some(Reading::One(self.index.sounds_like(run)?.target)))
            };
            name.or_else(body).or_else(sound)
        })
    }

    fn longest_run(
        &self,
        tokens: &[Token],
        start: usize,
        read: impl Fn(&[Token]) -> Option<Reading>,
    ) -> Option<Found> {
        let last = tokens.len().min(start + self.index.longest());
        (start + 1..=last).rev().find_map(|end| {
            if self.is_distanced(tokens, end) {
                return None;
            }
            Some(Found { reading: read(&tokens[start..end])?, end })
        })
    }

    /// Whether the name that ends before `end` only stands behind another party.
    fn is_distanced(&self, tokens: &[Token], end: usize) -> bool {
        tokens.get(end).is_some_and(|next| self.distancing.contains(&next.text))
    }

    /// A body by the pattern of a demonym and a tail ("Syrian elite forces"), or of a tail, "of" and
    /// a country ("armed forces of the Philippines").
    fn body_at(&self, tokens: &[Token], start: usize, context: Context<'_>) -> Option<Found> {
        if let Some((state, after)) = self.state_at_start(tokens, start, context) {
            if self.is_distanced(tokens, after) {
                return None;
            }
            let mut from = after;
            loop {
                if let Some((body, end)) = self.tail_at(tokens, from) {
                    return Some(Found { reading: Reading::One(Target::Body(state, body)), end });
                }
                if !tokens.get(from).is_some_and(|token| self.modifiers.contains(&token.text)) {
                    return None;
                }
                from += 1;
            }
        }
        let (body, end) = self.tail_at(tokens, start)?;
        if tokens.get(end)?.text != "of" {
            return None;
        }
        let (state, end) = self.state_at_start(tokens, end + 1, context)?;
        Some(Found { reading: Reading::One(Target::Body(state, body)), end })
    }

    /// The longest tail that begins at `start`.
    pub(super) fn tail_at(&self, tokens: &[Token], start: usize) -> Option<(u16, usize)> {
        let last = tokens.len().min(start + LONGEST_TAIL);
        (start + 1..=last).rev().find_map(|end| Some((self.index.tail(&tokens[start..end])?.0, end)))
    }

    /// The state named by the longest run that begins at `start`, and the token after it.
    pub(super) fn state_at_start(
        &self,
        tokens: &[Token],
        start: usize,
        context: Context<'_>,
    ) -> Option<(u16, usize)> {
        let last = tokens.len().min(start + LONGEST_COUNTRY);
        (start + 1..=last).rev().find_map(|end| Some((self.read_state(&tokens[start..end], context)?, end)))
    }

    /// The state that a whole run names: that of the report where it may be, else one of the time,
    /// else the first of the file.
    pub(super) fn read_state(&self, tokens: &[Token], context: Context<'_>) -> Option<u16> {
        let states: Vec<u16> = match plural(tokens) {
            Some(singular) if self.index.countries(tokens).next().is_none() => {
                self.index.countries(&singular).collect()
            }
            _ => self.index.countries(tokens).collect(),
        };
        let of_report = |state: &&u16| Some(self.state_at(**state).code.as_str()) == context.country;
        let of_time = |state: &&u16| {
            context
                .day
                .is_none_or(|day| self.state_at(**state).names.iter().any(|name| name.validity.holds(day)))
        };
        states.iter().find(of_report).or_else(|| states.iter().find(of_time)).or(states.first()).copied()
    }

    /// The state that a phrase names anywhere ("Syrian rebels", "gunmen in Iraq"), unless it only
    /// stands behind the party.
    pub(super) fn state_within(&self, tokens: &[Token], context: Context<'_>) -> Option<u16> {
        (0..tokens.len()).find_map(|start| {
            let (state, end) = self.state_at_start(tokens, start, context)?;
            let opposed = start > 0 && self.opposed.contains(&tokens[start - 1].text);
            (!opposed && !self.is_distanced(tokens, end)).then_some(state)
        })
    }

    pub(super) fn line_at(&self, line: u16) -> &Line {
        &self.rows.lines[usize::from(line)]
    }

    pub(super) fn state_at(&self, state: u16) -> &State {
        &self.rows.states[usize::from(state)]
    }

    /// The name of a state on a day; the latest where the day is not known.
    pub(super) fn state_name(&self, state: u16, day: Option<Day>) -> &StateName {
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

/// `Syrians` as `Syrian`.
fn plural(tokens: &[Token]) -> Option<Vec<Token>> {
    let singular = tokens.last()?.text.strip_suffix('s')?.to_owned();
    let mut tokens = tokens.to_vec();
    if let Some(last) = tokens.last_mut() {
        last.text = singular;
    }
    Some(tokens)
}
