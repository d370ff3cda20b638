use super::ActorLexicon;
use super::fold::{Folded, Run};
use super::index::Target;
use super::reading::{Context, Reading};
use super::row::{LineKind, SourceRole};
use cairn_model::{ActorSide, Day};

/// Who stands behind a statement, as far as the lexicon knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceValue {
    /// The identity: two spellings of one body, or its spokesman, have the same. Not changed by the day.
    pub id: String,
    /// Its neutral name.
    pub name: String,
    /// What part it has among sources.
    pub role: SourceRole,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
}

impl ActorLexicon {
    /// The body that `words` name as a source ("Russia's defence ministry", "SOHR", "Sergei Rudskoy"),
    /// in a report about `country` on `day`. None where it is not known or not one.
    ///
    /// ```
    /// # use cairn_resolve::actor::ActorLexicon;
    /// let lexicon = ActorLexicon::embedded().unwrap();
    /// let source = |words: &str| lexicon.resolve_source(words, None, Some("SY")).unwrap().id;
    /// assert_eq!(source("the Russian General Staff"), source("Sergei Rudskoy"));
    /// assert_eq!(source("the Observatory"), source("Syrian Observatory for Human Rights"));
    /// ```
    pub fn resolve_source(
        &self,
        words: &str,
        day: Option<Day>,
        country: Option<&str>,
    ) -> Option<SourceValue> {
        let folded = Folded::of(words);
        let tokens = folded.all();
        let context = Context { day, country };
        let one = |reading: Reading| match reading {
            Reading::One(target) => Some(target),
            Reading::Several(_) => None,
        };
        let target = match self.read_name(tokens, context) {
            Some(reading) => one(reading)?,
            None => self
                .index
                .person(tokens)
                .or_else(|| self.seat(tokens, context))
                .or_else(|| self.bare_source(tokens, context))
                .or_else(|| self.find_within(tokens, context).and_then(|found| one(found.reading)))
                .or_else(|| self.person_within(tokens))
                .or_else(|| self.bare_source_within(tokens, context))?,
        };
        Some(self.source_of(target, day))
    }

    fn source_of(&self, target: Target, day: Option<Day>) -> SourceValue {
        match target {
            Target::Line(line_idx, _) => {
                let line = self.line_at(line_idx);
                let name = line.name_on(day);
                let role = match (line.kind, name.side) {
                    (LineKind::Organisation(role), _) => role,
                    (LineKind::Actor, ActorSide::State) => SourceRole::StateBody,
                    (LineKind::Actor, ActorSide::International) => SourceRole::International,
                    (LineKind::Actor, _) => SourceRole::Party,
                };
                SourceValue {
                    id: line.id.as_str().to_owned(),
                    name: name.name.words.clone(),
                    role,
                    country: line.country.clone(),
                }
            }
            Target::Body(state, body_idx) => {
                let body = &self.rows.bodies[body_idx as usize];
                let own = self.state_at(state).bodies.iter().find(|own| own.body == body_idx);
                let pattern = own.and_then(|own| own.source.as_ref()).unwrap_or(&body.source);
                SourceValue {
                    id: self.body_id(state, &body.key),
                    name: self.fill(pattern, state, day),
                    role: SourceRole::StateBody,
                    country: Some(self.state_at(state).code.clone()),
                }
            }
        }
    }

    /// A country, its capital or its ruler named alone: its government ("Moscow said").
    fn seat(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Target> {
        let state = self
            .read_state(tokens, context)
            .or_else(|| self.index.capital(tokens))
            .or_else(|| self.ruled(tokens, context))?;
        Some(Target::Body(state, self.government?))
    }

    /// A ministry or a force named without its country: that of the report's.
    fn bare_source(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Target> {
        let body = self.bare_tail(tokens)?;
        Some(Target::Body(self.state_of_report(context)?, body))
    }

    /// The same in a longer phrase: at its beginning ("police chief X"), or at its end after words
    /// that do not say whose it is ("a senior army officer").
    fn bare_source_within(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Target> {
        let others =
            |run: Run<'_>| (0..run.len()).any(|at| self.index.generic(run.part(at, at + 1)).is_some());
        if others(tokens) {
            return None;
        }
        (1..tokens.len()).rev().find_map(|n| {
            let begin = self.bare_source(tokens.part(0, n), context).filter(|target| {
                // Officials are of many bodies; those of the government are named alone.
                !matches!(target, Target::Body(_, body) if Some(*body) == self.government)
            });
            let (before, end) =
                (tokens.part(0, tokens.len() - n), tokens.part(tokens.len() - n, tokens.len()));
            let qualified =
                before.words().all(|word| self.qualifying.contains(word) || self.modifiers.contains(word));
            begin.or_else(|| if qualified { self.bare_source(end, context) } else { None })
        })
    }

    /// A known official in a longer phrase ("army spokesman X").
    fn person_within(&self, tokens: Run<'_>) -> Option<Target> {
        (0..tokens.len()).find_map(|start| {
            let last = tokens.len().min(start + LONGEST_PERSON);
            (start + 1..=last).rev().find_map(|end| self.index.person(tokens.part(start, end)))
        })
    }
}

/// Tokens of the longest name of a person.
const LONGEST_PERSON: usize = 5;
