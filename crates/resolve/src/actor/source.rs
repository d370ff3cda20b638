use super::ActorLexicon;
use super::fold::{Token, fold};
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
        let tokens = fold(words);
        let context = Context { day, country };
        let one = |reading: Reading| match reading {
            Reading::One(target) => Some(target),
            Reading::Several(_) => None,
        };
        let target = match self.read_name(&tokens, context) {
            Some(reading) => one(reading)?,
            None => self
                .index
                .person(&tokens)
                .or_else(|| self.seat(&tokens, context))
                .or_else(|| self.bare_source(&tokens, context))
                .or_else(|| self.find_within(&tokens, context).and_then(|found| one(found.reading)))
                .or_else(|| self.person_within(&tokens))
                .or_else(|| self.bare_source_within(&tokens, context))?,
        };
        Some(self.source_of(target, day))
    }

    fn source_of(&self, target: Target, day: Option<Day>) -> SourceValue {
        match target {
            Target::Line(line_idx, _) => {
                let line = self.line_at(line_idx);
                let last = &line.names[line.names.len() - 1];
                let role = match (line.kind, last.side) {
                    (LineKind::Organisation(role), _) => role,
                    (LineKind::Actor, ActorSide::State) => SourceRole::StateBody,
                    (LineKind::Actor, ActorSide::International) => SourceRole::International,
                    (LineKind::Actor, _) => SourceRole::Party,
                };
                SourceValue {
                    id: line.id.as_str().to_owned(),
                    name: self.line_name(line, day).to_owned(),
                    role,
                    country: line.country.clone(),
                }
            }
            Target::Body(state, body) => {
                let body = &self.rows.bodies[usize::from(body)];
                SourceValue {
                    id: self.body_id(state, &body.key),
                    name: self.fill(&body.source, state, day),
                    role: SourceRole::StateBody,
                    country: Some(self.state_at(state).code.clone()),
                }
            }
        }
    }

    /// A country or its capital named alone: its government ("Moscow said").
    fn seat(&self, tokens: &[Token], context: Context<'_>) -> Option<Target> {
        let state = self.read_state(tokens, context).or_else(|| self.index.capital(tokens))?;
        Some(Target::Body(state, self.government?))
    }

    /// A ministry or a force named without its country: that of the report's.
    fn bare_source(&self, tokens: &[Token], context: Context<'_>) -> Option<Target> {
        let (body, bare) = self.index.tail(tokens)?;
        if !bare {
            return None;
        }
        Some(Target::Body(self.state_of_report(context)?, body))
    }

    /// The same at the beginning or the end of a longer phrase ("police chief X", "the local police").
    fn bare_source_within(&self, tokens: &[Token], context: Context<'_>) -> Option<Target> {
        let runs = (1..tokens.len()).rev().flat_map(|n| [&tokens[..n], &tokens[tokens.len() - n..]]);
        runs.into_iter().find_map(|run| {
            let before = tokens.len() - run.len();
            let is_tail = std::ptr::eq(run.as_ptr_range().end, tokens.as_ptr_range().end);
            let distanced = is_tail && self.distancing.contains(&tokens[before - 1].text);
            if distanced { None } else { self.bare_source(run, context) }
        })
    }

    /// A known official in a longer phrase ("army spokesman X").
    fn person_within(&self, tokens: &[Token]) -> Option<Target> {
        (0..tokens.len()).find_map(|start| {
            let last = tokens.len().min(start + LONGEST_PERSON);
            (start + 1..=last).rev().find_map(|end| self.index.person(&tokens[start..end]))
        })
    }
}

/// Tokens of the longest name of a person.
const LONGEST_PERSON: usize = 5;
