//! What a sentence says about the whole of it, and the names in it.

use super::Reading;
use crate::chart::NodeIdx;
use crate::engine::Capture;
use crate::extraction::{NameKind, NameMention, SentenceCues};
use crate::ruleset::{Gives, Only};
use cairn_model::{EventType, Object};

impl Reading<'_, '_> {
    pub(super) fn sentence_cues(&self, sentence: usize) -> SentenceCues {
        let symbols = &self.chart.symbols[sentence];
        let any = |tag| self.chart.meets(sentence, tag) && symbols.iter().any(|node| self.has(*node, tag));
        let leads = symbols.iter().take(3).any(|node| self.has(*node, self.tags.conditional));
        SentenceCues {
            cumulative: self.adds_up(sentence, &self.document.sentences()[sentence].tokens()),
            hypothetical: leads
                || any(self.tags.simulated)
                || (any(self.tags.disaster) && !self.tells_of_violence(symbols)),
            continues: symbols.first().is_some_and(|first| self.carries(*first, self.tags.goes_on)),
        }
    }

    /// Whether a sentence that tells of an earthquake, a disease or an accident on the road tells of violence
    /// beside it: else such dead are no war's.
    fn tells_of_violence(&self, symbols: &[NodeIdx]) -> bool {
        let t = self.tags;
        let violent = |node: &NodeIdx| {
            let tags = self.chart.tags(*node);
            [t.fighter, t.state_force, t.war].into_iter().any(|tag| tags.contains(tag))
                // Whatever kills bears the class of killing.
                || !tags.contains(t.harm)
                    && t.events.iter().any(|(tag, event)| {
                        tags.contains(*tag)
                            && !matches!(event, EventType::Killing | EventType::Destruction | EventType::Crash)
                    })
        };
        // "A quake of shells".
        let armed = |node: &NodeIdx| {
            self.object_of(*node).is_some_and(|object| {
                matches!(object, Object::Missile | Object::Explosive | Object::Weapon | Object::Artillery)
            })
        };
        symbols.iter().any(|node| violent(node) || armed(node))
    }

    /// Whether the opening tells of an exercise or a simulation: what follows then happened to nobody.
    pub(super) fn is_exercise(&self) -> bool {
        const OPENING: usize = 3;
        let opening = || self.chart.symbols.iter().take(OPENING).flatten().copied();
        let any = |tag| opening().any(|node| self.carries(node, tag));
        any(self.tags.exercise_text) || (any(self.tags.simulated) && any(self.tags.drill))
    }

    /// Whether a sentence names a month, a year or a stretch between two dates.
    pub(super) fn names_a_long_time(&self, sentence: usize) -> bool {
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            found.sentence as usize == sentence
                && self.ruleset.rules[found.rule as usize].set.only == Some(Only::Tally)
        })
    }

    /// Whether a symbol, or one that it is made of, has a tag.
    pub(super) fn carries(&self, node: NodeIdx, tag: crate::engine::TagId) -> bool {
        self.chart.carries(node, tag)
    }

    pub(super) fn names(&self) -> Vec<NameMention> {
        let mut names = Vec::new();
        let modifiers = self.names_before_heads();
        let is_bracket = |token: &usize| matches!(self.document.word(*token), "(" | ")" | "[" | "]");
        let brackets: Vec<usize> = (0..self.document.tokens().len()).filter(is_bracket).collect();
        for idx in &self.chart.groups {
            let found = &self.chart.matches[*idx as usize];
            let rule = &self.ruleset.rules[found.rule as usize];
            if rule.gives != Gives::Name {
                continue;
            }
            let tokens = self.chart.tokens(found);
            let name = self
                .chart
                .capture(found, Capture::Name)
                .map_or(tokens.clone(), |nodes| self.chart.token_range(nodes));
            let kind = if rule.tags.contains(self.tags.person) {
                NameKind::Person
            } else if rule.tags.contains(self.tags.body) {
                NameKind::Body
            } else if rule.tags.contains(self.tags.location) {
                NameKind::Location
            } else {
                NameKind::Plain
            };
            let after_place_preposition = self.after_place_preposition(found.sentence as usize, tokens.start);
            names.push(NameMention {
                modifies_noun: modifiers[*idx as usize],
                in_aside: self.in_aside(&brackets, found.sentence as usize, tokens.start),
                tokens,
                name,
                kind,
                sentence: found.sentence as usize,
                after_place_preposition,
            });
        }
        names
    }

    /// For each match: whether it is a name that stands before the head of a noun group.
    fn names_before_heads(&self) -> Vec<bool> {
        let mut modifiers = vec![false; self.chart.matches.len()];
        for idx in &self.chart.groups {
            let found = &self.chart.matches[*idx as usize];
            if self.ruleset.rules[found.rule as usize].gives != Gives::NounGroup {
                continue;
            }
            let Some((_, before)) = self.chart.children(found).split_last() else { continue };
            for name in before.iter().filter_map(|node| self.chart.nodes[*node as usize].made_by) {
                modifiers[name as usize] = true;
            }
        }
        modifiers
    }

    /// Whether a name opens a line of a list: "- El Obeid: two clinics hit", "3 May, Arvad: ...",
    /// "ARVAD - Police found ...".
    fn labels_line(&self, sentence: usize, token: usize) -> bool {
        /// How many symbols may stand between the name and the mark behind it.
        const REACH: usize = 3;
        let symbols = &self.chart.symbols[sentence];
        let node = |at: usize| &self.chart.nodes[symbols[at] as usize];
        let word = |at: usize| self.document.word(node(at).from as usize);
        let aside = |at: &usize| {
            self.has(symbols[*at], self.tags.time) || !word(*at).chars().any(char::is_alphanumeric)
        };
        // Most names stand behind other words.
        let covers = |at: usize| (node(at).from as usize..node(at).to as usize).contains(&token);
        let Some(name) = (0..symbols.len()).find(|at| covers(*at) || !aside(at)) else { return false };
        if !covers(name) {
            return false;
        }
        let ends = |at: &usize| matches!(word(*at), ":" | "-" | "–" | "—" | "--");
        let opens_paragraph = sentence > 0
            && self.document.sentences()[sentence - 1].paragraph
                != self.document.sentences()[sentence].paragraph;
        let behind = || name + 1..symbols.len().min(name + 1 + REACH);
        let mark = behind().find(ends);
        mark.is_some_and(|mark| {
            (name + 1..mark).all(|at| aside(&at)) && (word(mark) == ":" || opens_paragraph)
        })
    }

    /// Whether a token stands in the first cell of a line of a table: "Arvad | 3 | 12".
    fn heads_row(&self, sentence: usize, token: usize) -> bool {
        self.has_cells && {
            let cells = self.cells(sentence);
            cells.len() > 1 && cells[0].contains(&token)
        }
    }

    /// Whether a token stands in brackets, behind other words of the bracket; `brackets` are the tokens
    /// that open or close one.
    fn in_aside(&self, brackets: &[usize], sentence: usize, token: usize) -> bool {
        /// A bracket that holds more words is no aside.
        const LENGTH: usize = 24;
        let start = self.document.sentences()[sentence].tokens().start;
        let before = brackets[..brackets.partition_point(|at| *at < token)].last().copied();
        before
            .filter(|at| *at >= start && at + LENGTH >= token)
            .is_some_and(|at| matches!(self.document.word(at), "(" | "[") && at + 1 < token)
    }

    /// Whether a preposition of place stands before a token, determiners and adjectives between.
    fn after_place_preposition(&self, sentence: usize, token: usize) -> bool {
        let start = self.document.sentences()[sentence].tokens().start;
        if sentence > 0 && (self.labels_line(sentence, token) || self.heads_row(sentence, token)) {
            return true;
        }
        for before in (start..token).rev().take(4) {
            let Some(entry) = self.chart.words[before] else { return false };
            let tags = &self.ruleset.vocabulary.entries[entry as usize].tags;
            if tags.contains(self.tags.prep_place) {
                return true;
            }
            let t = self.tags;
            if ![t.det, t.adj, t.direction, t.noun, t.place_word].iter().any(|tag| tags.contains(*tag)) {
                return false;
            }
        }
        false
    }
}
