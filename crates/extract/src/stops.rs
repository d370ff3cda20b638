//! Why a rule did not apply: for each sentence, how far it got and what it asked for next.

use crate::chart::{self, Chart, NodeIdx, Scratch};
use crate::engine::{Need, Program, Reach, TagSet};
use crate::ruleset::Ruleset;
use cairn_model::{RuleId, Span};
use cairn_text::Document;

/// What became of a rule in one sentence. Spans count code points of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The sentence.
    pub sentence: Span,
    /// What became of the rule there.
    pub outcome: Outcome,
}

/// What became of a rule in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It applied to these words.
    Applied(Vec<Span>),
    /// Its pattern fits these words, but another rule took some of them first, or took more.
    Beaten {
        /// The words that it would have taken.
        span: Span,
        /// The rule that won, where one of the same level did.
        by: Option<RuleId>,
    },
    /// It took these words and stopped at what comes next.
    Stopped {
        /// The words that it took; none where not even its first term fits anywhere.
        taken: Option<Span>,
        /// The words it stopped at; none at the end of the sentence.
        at: Option<Span>,
        /// What those words are: the tags that some rule of the level asks for.
        tags: Vec<String>,
        /// What the rule asks for there, as a pattern says it; any of these would do.
        wanted: Vec<String>,
    },
}

/// Why a rule did or did not apply, sentence by sentence; none where the ruleset has no such rule.
pub fn stops(document: &Document, ruleset: &Ruleset, scratch: &mut Scratch, rule: &str) -> Option<Vec<Stop>> {
    let number = ruleset.rules.iter().position(|known| known.id.as_str() == rule)?;
    let level = ruleset.levels.iter().position(|level| level.name == ruleset.rules[number].level)?;
    let whole = chart::run(document, ruleset, scratch);
    let mut scratch_before = Scratch::new(ruleset);
    let before = chart::run_levels(document, ruleset, &mut scratch_before, level);
    let explain = Explain {
        document,
        ruleset,
        program: &ruleset.levels[level].program,
        rule: number as u32,
        level: &ruleset.levels[level].name,
    };
    let sentences = document.sentences().iter().enumerate();
    Some(
        sentences
            .map(|(idx, sentence)| Stop {
                sentence: document.span(sentence.tokens()),
                outcome: explain.outcome(idx as u32, &before, &whole),
            })
            .collect(),
    )
}

struct Explain<'a> {
    document: &'a Document<'a>,
    ruleset: &'a Ruleset,
    program: &'a Program,
    rule: u32,
    level: &'a str,
}

impl Explain<'_> {
    fn outcome(&self, sentence: u32, before: &Chart, whole: &Chart) -> Outcome {
        let here = whole.matches.iter().filter(|found| found.sentence == sentence);
        let applied: Vec<Span> = here
            .clone()
            .filter(|found| found.rule == self.rule)
            .map(|found| self.document.span(whole.tokens(found)))
            .collect();
        if !applied.is_empty() {
            return Outcome::Applied(applied);
        }
        let row = &before.symbols[sentence as usize];
        let holds = |predicate: u32, at: usize| {
            let (tags, literal) = before.facts(row[at]);
            self.program.terms.holds(predicate, tags, *literal)
        };
        let reaches: Vec<Reach> =
            (0..row.len()).map(|from| self.program.reach(self.rule, from, row.len(), &holds)).collect();
        let fitting = reaches.iter().enumerate().find_map(|(from, reach)| Some((from, reach.matched?)));
        if let Some((from, length)) = fitting {
            let span = self.span(before, &row[from..from + length]);
            let by = here
                .filter(|found| self.ruleset.rules[found.rule as usize].level == self.level)
                .find(|found| self.document.span(whole.tokens(found)).overlaps(&span))
                .map(|found| self.ruleset.rules[found.rule as usize].id.clone());
            return Outcome::Beaten { span, by };
        }
        // The first of those that got furthest.
        let best = reaches.iter().enumerate().rev().max_by_key(|(_, reach)| reach.taken);
        let Some((from, reach)) = best.filter(|(_, reach)| reach.taken > 0) else {
            let wanted = reaches.first().map(|reach| self.wanted(reach)).unwrap_or_default();
            return Outcome::Stopped { taken: None, at: None, tags: Vec::new(), wanted };
        };
        let next = row.get(from + reach.taken);
        Outcome::Stopped {
            taken: Some(self.span(before, &row[from..from + reach.taken])),
            at: next.map(|next| self.span(before, &[*next])),
            tags: next.map(|next| self.asked_tags(before.tags(*next))).unwrap_or_default(),
            wanted: self.wanted(reach),
        }
    }

    fn span(&self, chart: &Chart, nodes: &[NodeIdx]) -> Span {
        self.document.span(chart.token_range(nodes))
    }

    fn asked_tags(&self, tags: &TagSet) -> Vec<String> {
        let asked = tags.intersection(self.program.asked());
        asked.iter().map(|tag| self.ruleset.tags.name(tag).to_owned()).collect()
    }

    fn wanted(&self, reach: &Reach) -> Vec<String> {
        let needs = reach.wanted.iter().flat_map(|number| &self.program.terms.predicates[*number as usize]);
        let mut wanted: Vec<String> =
            needs.map(|need| self.pattern(&self.program.terms.needs[*need as usize])).collect();
        wanted.extend(reach.wants_edge.then(|| "^ or $".to_owned()));
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// A need as a pattern writes it.
    fn pattern(&self, need: &Need) -> String {
        if *need == Need::default() {
            return ".".to_owned();
        }
        if need.literal != 0 {
            let word = self.ruleset.literals.iter().find(|(_, number)| **number == need.literal);
            return word.map(|(word, _)| format!("'{word}'")).unwrap_or_default();
        }
        let names = |set: &TagSet, mark: &'static str| -> Vec<String> {
            set.iter().map(|tag| format!("{mark}{}", self.ruleset.tags.name(tag))).collect()
        };
        let mut parts = names(&need.with, "");
        parts.extend(names(&need.without, "!"));
        format!("@{}", parts.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, stops};
    use crate::{Ruleset, Scratch};
    use cairn_text::analyse;

    /// What becomes of a rule in a text of one sentence.
    fn outcome(text: &str, rule: &str) -> Outcome {
        let ruleset = Ruleset::embedded().unwrap();
        let mut scratch = Scratch::new(&ruleset);
        let mut stops = stops(&analyse(text), &ruleset, &mut scratch, rule).unwrap();
        assert_eq!(stops.len(), 1);
        stops.remove(0).outcome
    }

    #[test]
    fn a_rule_that_applies_says_where() {
        let text = "Three farmers were killed there.";
        let Outcome::Applied(spans) = outcome(text, "harm-passive") else { panic!("applied") };
        assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["Three farmers were killed"]);
    }

    #[test]
    fn a_rule_that_stops_says_what_it_met_and_what_it_asks_for() {
        let text = "Three farmers were painted there.";
        let Outcome::Stopped { taken, at, wanted, .. } = outcome(text, "harm-passive") else {
            panic!("stopped")
        };
        assert_eq!(taken.unwrap().of(text), "Three farmers");
        assert_eq!(at.unwrap().of(text), "were");
        assert!(wanted.iter().any(|wanted| wanted.contains("harm")), "{wanted:?}");
    }

    #[test]
    fn a_rule_that_fits_nothing_takes_nothing() {
        let found = outcome("They slept.", "harm-passive");
        assert!(matches!(found, Outcome::Stopped { taken: None, .. }), "{found:?}");
    }

    #[test]
    fn there_are_no_stops_of_a_rule_that_is_not_there() {
        let ruleset = Ruleset::embedded().unwrap();
        let mut scratch = Scratch::new(&ruleset);
        assert_eq!(stops(&analyse("They slept."), &ruleset, &mut scratch, "nope"), None);
    }
}
