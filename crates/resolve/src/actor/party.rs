use super::ActorLexicon;
use super::fold::{Folded, Run};
use super::index::Target;
use super::period::holding;
use super::reading::{Context, Reading};
use super::row::{LineKind, SourceRole};
use cairn_model::{ActorId, ActorSide, ActorValue, Day};

impl ActorLexicon {
    /// The party that `words` name, on `day` and in a report about `country` (ISO 3166-1 alpha-2).
    ///
    /// The value bears the neutral name of the day and keeps the words; it has no span. A name that
    /// several parties share, and that neither country nor day decides, gets no identity. A word
    /// that only says what sort of party acted ("militants") gets a neutral word with the country.
    /// None where the words name nothing in the lexicon.
    ///
    /// ```
    /// # use cairn_resolve::actor::ActorLexicon;
    /// let lexicon = ActorLexicon::embedded().unwrap();
    /// let day = "2016-12-01".parse().ok();
    /// assert_eq!(lexicon.resolve("the al-Nusra Front", day, None).unwrap().name, "Jabhat Fateh al-Sham");
    /// assert_eq!(lexicon.resolve("militants", day, Some("SY")).unwrap().name, "armed group (Syria)");
    /// ```
    pub fn resolve(&self, words: &str, day: Option<Day>, country: Option<&str>) -> Option<ActorValue> {
        let folded = Folded::of(words);
        let tokens = folded.all();
        let context = Context { day, country };
        let party = self
            .named(tokens, context)
            .or_else(|| self.country(tokens, context))
            .or_else(|| {
                self.party_of_target(Target::Body(self.ruled(tokens, context)?, self.government?), context)
            })
            .or_else(|| self.generic(tokens, context))
            .or_else(|| self.bare_body(tokens, context))
            .or_else(|| self.within(tokens, context))
            .or_else(|| self.generic_head(tokens, context))?;
        Some(ActorValue {
            id: party.id,
            name: party.name.unwrap_or_else(|| words.trim().to_owned()),
            words: words.to_owned(),
            side: party.side,
            country: party.country,
            span: None,
        })
    }

    fn named(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        self.party_of(&self.read_name(tokens, context)?, context)
    }

    /// The party of a reading; none where it is no party (an agency, a monitor).
    fn party_of(&self, reading: &Reading, context: Context<'_>) -> Option<Party> {
        match reading {
            Reading::One(target) => self.party_of_target(*target, context),
            Reading::Several(targets) => {
                let parties: Vec<Party> =
                    targets.iter().filter_map(|target| self.party_of_target(*target, context)).collect();
                let first = parties.first()?;
                let one_side = parties.iter().all(|party| party.side == first.side);
                let side = if one_side { first.side } else { ActorSide::Unidentified };
                Some(Party { id: None, name: None, side, country: None })
            }
        }
    }

    fn party_of_target(&self, target: Target, context: Context<'_>) -> Option<Party> {
        match target {
            Target::Line(line_idx, name_idx) => {
                let line = self.line_at(line_idx);
                let fights = match line.kind {
                    LineKind::Actor => true,
                    LineKind::Organisation(role) => {
                        matches!(role, SourceRole::Un | SourceRole::Ngo | SourceRole::StateBody)
                    }
                };
                let held =
                    context.day.and_then(|day| holding(line.names.iter().map(|name| &name.validity), day));
                let name = &line.names[held.unwrap_or(name_idx as usize)];
                fights.then(|| Party {
                    id: Some(line.id.clone()),
                    name: Some(name.name.words.clone()),
                    side: name.side,
                    country: line.country.clone(),
                })
            }
            Target::Body(state, body) => {
                let body = &self.rows.bodies[body as usize];
                Some(Party {
                    id: Some(ActorId::new(self.body_id(state, &body.key))),
                    name: Some(self.fill(&body.actor, state, context.day)),
                    side: ActorSide::State,
                    country: Some(self.state_at(state).code.clone()),
                })
            }
        }
    }

    /// A country named alone ("Russia", "the Israelis"): the state as a whole.
    fn country(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        let state = self.read_state(tokens, context)?;
        let code = &self.state_at(state).code;
        Some(Party {
            id: Some(ActorId::new(code.to_ascii_lowercase())),
            name: Some(self.plain_state_name(state, context.day).to_owned()),
            side: ActorSide::State,
            country: Some(code.clone()),
        })
    }

    fn generic(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        let generic = &self.rows.generics[self.index.generic(tokens)? as usize];
        let of_report =
            context.country.and_then(|code| self.rows.states.iter().position(|state| state.code == code));
        let state = if generic.anywhere { None } else { of_report.map(|state| state as u32) };
        Some(self.generic_party(generic.name.as_str(), generic.side, state, context.day))
    }

    fn generic_party(&self, name: &str, side: ActorSide, state: Option<u32>, day: Option<Day>) -> Party {
        let name = match state {
            Some(state) => format!("{name} ({})", self.plain_state_name(state, day)),
            None => name.to_owned(),
        };
        let country = state.map(|state| self.state_at(state).code.clone());
        Party { id: None, name: Some(name), side, country }
    }

    /// "Government forces", "the army", "regime warplanes": the body of the report's country.
    fn bare_body(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        let body = self.bare_tail(tokens)?;
        match self.state_of_report(context) {
            Some(state) => self.party_of_target(Target::Body(state, body), context),
            None => {
                let name = self.rows.bodies[body as usize].plain.clone();
                Some(Party { id: None, name: Some(name), side: ActorSide::State, country: None })
            }
        }
    }

    /// The body that a whole run names without its country: a bare tail, or any tail after a word
    /// that gives it to the state or a number ("regime jets", "4th armoured division").
    pub(super) fn bare_tail(&self, tokens: Run<'_>) -> Option<u32> {
        if let Some((body, true)) = self.index.tail(tokens) {
            return Some(body);
        }
        let owned = tokens.word(0).is_some_and(|first| self.owning.contains(first) || is_ordinal(first));
        let start =
            (1..tokens.len()).find(|at| !tokens.word(*at).is_some_and(|word| self.modifiers.contains(word)));
        if !owned {
            return None;
        }
        (1..=start?).rev().find_map(|start| Some(self.index.tail(tokens.part(start, tokens.len()))?.0))
    }

    pub(super) fn state_of_report(&self, context: Context<'_>) -> Option<u32> {
        let code = context.country?;
        self.rows.states.iter().position(|state| state.code == code).map(|state| state as u32)
    }

    fn within(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        let found = self.find_within(tokens, context)?;
        if tokens.part(found.end, tokens.len()).words().any(|word| self.leaving.contains(word)) {
            return None;
        }
        self.party_of(&found.reading, context)
    }

    /// A phrase whose head is a generic word ("masked Sunni gunmen", "rebels in the north").
    fn generic_head(&self, tokens: Run<'_>, context: Context<'_>) -> Option<Party> {
        let ends_with =
            (0..tokens.len()).find_map(|start| self.index.generic(tokens.part(start, tokens.len())));
        let begins_with = || {
            let end =
                tokens.words().position(|word| ["in", "from", "of", "near", "loyal"].contains(&word))?;
            (0..end).find_map(|start| self.index.generic(tokens.part(start, end)))
        };
        let generic = &self.rows.generics[ends_with.or_else(begins_with)? as usize];
        let of_report = || if generic.anywhere { None } else { self.state_of_report(context) };
        let state = self.state_within(tokens, context).or_else(of_report);
        Some(self.generic_party(&generic.name, generic.side, state, context.day))
    }

    /// The identity of a body of a state, for example `ru-military`.
    pub(super) fn body_id(&self, state: u32, body: &str) -> String {
        format!("{}-{body}", self.state_at(state).code.to_ascii_lowercase())
    }

    /// A pattern of `bodies.toml` with the state's name and demonym of the day.
    pub(super) fn fill(&self, pattern: &str, state: u32, day: Option<Day>) -> String {
        let name = self.state_name(state, day);
        let demonym = name
            .demonyms
            .first()
            .or_else(|| self.state_at(state).names.iter().find_map(|name| name.demonyms.first()))
            .map_or_else(|| self.plain_state_name(state, day), |demonym| demonym.words.as_str());
        pattern.replace("{country}", &name.name.words).replace("{demonym}", demonym)
    }

    /// The name of a state without its article.
    pub(super) fn plain_state_name(&self, state: u32, day: Option<Day>) -> &str {
        let name = self.state_name(state, day).name.words.as_str();
        name.strip_prefix("the ").unwrap_or(name)
    }
}

/// "4th", "101st", "third": states number their units.
fn is_ordinal(word: &str) -> bool {
    const SPELT: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th") || SPELT.contains(&word)
}

/// What is found about a party; without a name, the words themselves are its name.
struct Party {
    id: Option<ActorId>,
    name: Option<String>,
    side: ActorSide,
    country: Option<String>,
}
