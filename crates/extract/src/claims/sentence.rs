//! What a sentence says about the whole of it, and the names in it.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::{NameKind, NameMention, SentenceCues};
use cairn_model::Object;

impl Reading<'_, '_> {
    pub(super) fn sentence_cues(&self, sentence: usize) -> SentenceCues {
        let symbols = &self.chart.symbols[sentence];
        let any = |tag| symbols.iter().any(|node| self.has(*node, tag));
        let leads = symbols.iter().take(3).any(|node| {
            let node = &self.chart.nodes[*node as usize];
            node.tags.contains(self.tags.conditional)
        });
        SentenceCues {
            cumulative: self.adds_up(symbols) || self.in_a_span(sentence),
            hypothetical: leads || any(self.tags.simulated),
        }
    }

    fn adds_up(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().any(|node| self.has(*node, self.tags.cumulative_cue))
            || self.since_long_ago(symbols)
            || self.in_a_war(symbols)
    }

    /// "Two soldiers died, raising the number of dead in the eight-year war to 212": what adds up
    /// stands behind the participle, and what happened before it.
    pub(super) fn happened_before_the_toll(&self, sentence: usize, token: usize) -> bool {
        let symbols = &self.chart.symbols[sentence];
        let Some(raising) = symbols.iter().position(|node| {
            self.has(*node, self.tags.verb)
                && self.has(*node, self.tags.v_rise)
                && self.has(*node, self.tags.ing)
        }) else {
            return false;
        };
        token < self.chart.nodes[symbols[raising] as usize].from as usize
            && !self.adds_up(&symbols[..raising])
            && self.adds_up(&symbols[raising..])
    }

    /// For each sentence: whether it goes on with a tally of the sentences before, with no time and
    /// no single attack of its own.
    pub(super) fn run_on_tallies(&self) -> Vec<bool> {
        const REACH: usize = 3;
        let mut left = 0;
        (0..self.chart.symbols.len())
            .map(|sentence| {
                let symbols = &self.chart.symbols[sentence];
                if self.names_a_long_time(sentence) && self.in_a_span(sentence) {
                    left = REACH;
                    return false;
                }
                let is_single = |node: &NodeIdx| {
                    self.has(*node, self.tags.noun_group)
                        && self.object_of(*node) == Some(Object::Attack)
                        && !self.has(*node, self.tags.plural)
                };
                let is_own = |node: &NodeIdx| self.has(*node, self.tags.time) || is_single(node);
                left = if symbols.iter().any(is_own) { 0 } else { left.saturating_sub(1) };
                left > 0
            })
            .collect()
    }

    /// Whether the opening tells of an exercise or a simulation: what follows then happened to nobody.
    pub(super) fn is_exercise(&self) -> bool {
        const OPENING: usize = 3;
        let opening = || self.chart.symbols.iter().take(OPENING).flatten().copied();
        let any = |tag| opening().any(|node| self.carries(node, tag));
        any(self.tags.exercise_text) || (any(self.tags.simulated) && any(self.tags.drill))
    }

    /// "In the past two weeks", or "this year" with a verb in the perfect.
    fn in_a_span(&self, sentence: usize) -> bool {
        let perfect = || {
            self.chart.symbols[sentence]
                .iter()
                .any(|node| self.has(*node, self.tags.verb) && self.carries(*node, self.tags.have))
        };
        let superlative =
            || self.chart.symbols[sentence].iter().any(|node| self.carries(*node, self.tags.superlative));
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            let rule = &self.ruleset.rules[found.rule as usize];
            found.sentence as usize == sentence
                && match rule.set("only") {
                    None => true,
                    Some("perfect") => perfect() && !superlative(),
                    Some(_) => self.tallies(sentence),
                }
        })
    }

    /// Whether a sentence names a month, a year or a stretch between two dates.
    pub(super) fn names_a_long_time(&self, sentence: usize) -> bool {
        self.spans.iter().any(|found| {
            let found = &self.chart.matches[*found as usize];
            found.sentence as usize == sentence
                && self.ruleset.rules[found.rule as usize].set("only") == Some("tally")
        })
    }

    /// Whether a sentence adds up: somebody records or documents, or speaks of attacks in the plural
    /// and of none in the singular.
    fn tallies(&self, sentence: usize) -> bool {
        let symbols = &self.chart.symbols[sentence];
        let attack = |node: &NodeIdx| {
            self.has(*node, self.tags.noun_group) && self.object_of(*node) == Some(Object::Attack)
        };
        let plural = |node: &NodeIdx| self.has(*node, self.tags.plural);
        symbols.iter().any(|node| self.has(*node, self.tags.verb) && self.carries(*node, self.tags.v_tally))
            || symbols.iter().any(|node| attack(node) && plural(node))
                && !symbols.iter().any(|node| attack(node) && !plural(node))
    }

    /// "Since 2011", "since the start of the war", but not "since Tuesday", "since dawn": an
    /// operation of some days is one incident.
    fn since_long_ago(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().enumerate().any(|(at, node)| {
            let behind = symbols.get(at + 1..).unwrap_or_default();
            // "Hostages held since March": since then they were held, not freed.
            let of_a_state = at > 0
                && self.has(symbols[at - 1], self.tags.bare)
                && !self.has(symbols[at - 1], self.tags.harm);
            self.has(*node, self.tags.since)
                && !of_a_state
                && !self.ranks(symbols.get(..at).unwrap_or_default())
                && !behind.iter().take(3).any(|node| self.carries(*node, self.tags.short_since))
        })
    }

    /// "The deadliest raid since 2015", "the first since": the span ranks one attack.
    fn ranks(&self, before: &[NodeIdx]) -> bool {
        const REACH: usize = 7;
        before
            .iter()
            .rev()
            .take(REACH)
            .take_while(|node| !self.has(**node, self.tags.verb))
            .any(|node| self.carries(*node, self.tags.superlative) || self.carries(*node, self.tags.first_of))
    }

    /// "In the civil war", "during a decade of conflict": the war is the span of the figure.
    fn in_a_war(&self, symbols: &[NodeIdx]) -> bool {
        symbols.iter().enumerate().any(|(at, node)| {
            let behind = symbols.get(at + 1..).unwrap_or_default();
            self.has(*node, self.tags.in_span)
                && behind
                    .iter()
                    .take(5)
                    .take_while(|node| !self.has(**node, self.tags.verb) && !self.has(**node, self.tags.prep))
                    .any(|node| self.has(*node, self.tags.war) && self.has(*node, self.tags.noun_group))
        })
    }

    /// Whether a symbol, or one that it is made of, has a tag.
    pub(super) fn carries(&self, node: NodeIdx, tag: crate::engine::TagId) -> bool {
        self.has(node, tag)
            || self
                .chart
                .made_by(node)
                .is_some_and(|found| self.chart.children(found).iter().any(|child| self.carries(*child, tag)))
    }

    pub(super) fn names(&self) -> Vec<NameMention> {
        let mut names = Vec::new();
        let modifiers = self.names_before_heads();
        for idx in &self.chart.groups {
            let found = &self.chart.matches[*idx as usize];
            let rule = &self.ruleset.rules[found.rule as usize];
            if rule.gives() != "Name" {
                continue;
            }
            let tokens = self.chart.tokens(found);
            let name = self
                .chart
                .capture(self.ruleset, found, "name")
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
                in_aside: self.in_aside(found.sentence as usize, tokens.start),
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
            if self.ruleset.rules[found.rule as usize].gives() != "NounGroup" {
                continue;
            }
            let Some((_, before)) = self.chart.children(found).split_last() else { continue };
            for name in before.iter().filter_map(|node| self.chart.nodes[*node as usize].made_by) {
                modifiers[name as usize] = true;
            }
        }
        modifiers
    }

    /// Whether a name opens a line of a list: "- El Obeid: two clinics hit".
    fn labels_line(&self, start: usize, token: usize) -> bool {
        let opens =
            (start..token).all(|before| !self.document.word(before).chars().any(char::is_alphanumeric));
        let end = self.chart.symbols[self.document.sentence_of(token)]
            .iter()
            .map(|node| &self.chart.nodes[*node as usize])
            .find(|node| node.from as usize <= token && token < node.to as usize)
            .map_or(token + 1, |node| node.to as usize);
        opens && end < self.document.tokens().len() && self.document.word(end) == ":"
    }

    /// Whether a token stands in brackets, behind other words of the bracket.
    fn in_aside(&self, sentence: usize, token: usize) -> bool {
        let start = self.document.sentences()[sentence].tokens().start;
        let before =
            (start..token).rev().take(24).find(|at| matches!(self.document.word(*at), "(" | ")" | "[" | "]"));
        before.is_some_and(|at| matches!(self.document.word(at), "(" | "[") && at + 1 < token)
    }

    /// Whether a preposition of place stands before a token, determiners and adjectives between.
    fn after_place_preposition(&self, sentence: usize, token: usize) -> bool {
        let start = self.document.sentences()[sentence].tokens().start;
        if sentence > 0 && self.labels_line(start, token) {
            return true;
        }
        for before in (start..token).rev().take(4) {
            let lower = self.document.word(before).to_lowercase();
            let Some(entry) = self.ruleset.vocabulary.word(&lower) else { return false };
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
