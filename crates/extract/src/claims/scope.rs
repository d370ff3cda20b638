//! How far a cue of time reaches: the part of a sentence that one "since" or "this year" governs.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::Tokens;
use cairn_text::Shape;

/// How many symbols may stand between a superlative and its "since".
const COMPARED: usize = 6;

impl Reading<'_, '_> {
    /// The tokens around one token over which its sentence speaks of one time: a semicolon, another
    /// speaker, "raising the toll to" and "the deadliest night since" begin a part of their own.
    pub(super) fn scope(&self, sentence: usize, token: usize) -> Tokens {
        let whole = self.document.sentences()[sentence].tokens();
        let breaks = self.breaks[sentence].get_or_init(|| self.breaks_of(sentence));
        let behind = breaks.partition_point(|from| *from <= token);
        let start = behind.checked_sub(1).map_or(whole.start, |last| breaks[last]);
        start..breaks.get(behind).copied().unwrap_or(whole.end)
    }

    /// The tokens at which a part of a sentence of its own begins.
    fn breaks_of(&self, sentence: usize) -> Vec<usize> {
        let symbols = &self.chart.symbols[sentence];
        let compares =
            [self.tags.superlative, self.tags.nth].iter().any(|tag| self.chart.meets(sentence, *tag));
        let is_break = |at: usize| {
            self.begins_part(symbols, at)
                || (compares && (self.is_comparison(symbols, at) || self.ends_comparison(symbols, at)))
        };
        let breaks = (0..symbols.len()).filter(|at| is_break(*at));
        breaks.map(|at| self.chart.nodes[symbols[at] as usize].from as usize).collect()
    }

    /// Whether a semicolon or a verb begins a part at a symbol.
    fn begins_part(&self, symbols: &[NodeIdx], at: usize) -> bool {
        let node = symbols[at];
        let word = self.document.word(self.chart.nodes[node as usize].from as usize);
        if word == ";" {
            return true;
        }
        // ", raising the number of dead to 212".
        if self.has(node, self.tags.ing) && self.has(node, self.tags.v_rise) {
            return at > 0;
        }
        // "..., and the navy says it has ...".
        if self.has(node, self.tags.conj) || word.eq_ignore_ascii_case("while") {
            let speaks = |ahead: usize| {
                symbols
                    .get(at + ahead)
                    .is_some_and(|verb| self.has(*verb, self.tags.v_say) && !self.has(*verb, self.tags.ing))
            };
            return speaks(2)
                || (speaks(3) && !symbols.get(at + 1).is_some_and(|n| self.has(*n, self.tags.verb)));
        }
        false
    }

    /// "One of the deadliest nights since March", "the 15th raid since March": from the word that ranks on.
    fn is_comparison(&self, symbols: &[NodeIdx], at: usize) -> bool {
        // "The 57th Front" is the name of one.
        let is_nth = || {
            let next = symbols.get(at + 1).filter(|next| self.has(**next, self.tags.noun_group));
            let is_common = |node: &NodeIdx| {
                let first = self.chart.nodes[*node as usize].from as usize;
                self.document.tokens()[first].shape == Shape::Lower
            };
            self.has(symbols[at], self.tags.nth) && next.is_some_and(is_common)
        };
        (self.carries(symbols[at], self.tags.superlative) || is_nth())
            && symbols[at + 1..]
                .iter()
                .take(COMPARED)
                .take_while(|node| !self.has(**node, self.tags.verb))
                .any(|node| self.has(*node, self.tags.since) || self.has(*node, self.tags.cumulative_cue))
    }

    /// A comma behind such a comparison ends it, and so does the verb whose subject it is: "the deadliest
    /// attack since 2011 killed 40".
    fn ends_comparison(&self, symbols: &[NodeIdx], at: usize) -> bool {
        let is_verb = |at: usize| self.has(symbols[at], self.tags.verb);
        let is_comma = self.document.word(self.chart.nodes[symbols[at] as usize].from as usize) == ",";
        (is_comma || is_verb(at))
            && (at.saturating_sub(2 * COMPARED)..at)
                .any(|before| self.is_comparison(symbols, before) && (is_comma || !(before..at).any(is_verb)))
    }
}
