//! What stands beside a count and takes it out of the figures: a share without a number of its own, the
//! bodies of the dead, a noun that only says who somebody is.

use super::{Reading, is_any};
use crate::chart::NodeIdx;

impl Reading<'_, '_> {
    /// "Half of the 40 passengers", "most of the 40", "two-thirds of the 40": the number is that of the
    /// whole, and how many the share are is not said.
    pub(super) fn is_share_without_number(&self, node: NodeIdx) -> bool {
        const SHARES: &[&str] = &[
            "%", "bulk", "cent", "few", "fraction", "half", "majority", "many", "most", "part", "percent",
            "quarter", "quarters", "some", "third", "thirds", "fifth", "fifths", "tenth",
        ];
        let from = self.chart.nodes[node as usize].from as usize;
        let start = self.document.sentences()[self.document.sentence_of(from)].tokens().start;
        let before =
            |n: usize| from.checked_sub(n).filter(|at| *at >= start).map(|at| self.document.word(at));
        let is_share =
            |n: usize| before(n).is_some_and(|word| is_any(SHARES, word.rsplit('-').next().unwrap_or(word)));
        match before(1) {
            Some(of) if of.eq_ignore_ascii_case("of") => is_share(2),
            Some(word) => word.eq_ignore_ascii_case("half"),
            None => false,
        }
    }

    /// "The bodies of nine miners were pulled out": what is done to the dead is not done to people.
    pub(super) fn is_of_bodies(&self, node: NodeIdx) -> bool {
        let sentence = self.document.sentence_of(self.chart.nodes[node as usize].from as usize);
        let symbols = &self.chart.symbols[sentence];
        let at = symbols.iter().position(|symbol| *symbol == node);
        at.and_then(|at| at.checked_sub(2)).is_some_and(|bodies| {
            self.has(symbols[bodies + 1], self.tags.of)
                && self.has(symbols[bodies], self.tags.fallen_body)
                && !self.has(symbols[bodies], self.tags.counted)
        })
    }

    /// "Idris Okoro, a baker, and his son", "one of the bombers, a student, was shot": a noun between
    /// commas that says who the one before it is.
    pub(super) fn says_who_it_is(&self, before: NodeIdx, node: NodeIdx) -> bool {
        /// Symbols of a noun's own phrase: "a student from Arvad".
        const PHRASE: usize = 6;
        let t = self.tags;
        let names_one = self.has(node, t.single) && !self.has(node, t.somebodys) && !self.has(node, t.name);
        let sentence = self.document.sentence_of(self.chart.nodes[node as usize].from as usize);
        let symbols = &self.chart.symbols[sentence];
        let Some(at) = symbols.iter().position(|symbol| *symbol == node).filter(|at| *at > 1 && names_one)
        else {
            return false;
        };
        let is_comma = |at: usize| {
            symbols
                .get(at)
                .is_some_and(|node| self.document.word(self.chart.nodes[*node as usize].from as usize) == ",")
        };
        let follows = is_comma(at - 1) && symbols[at - 2] == before;
        let end = (at + 1..symbols.len().min(at + PHRASE))
            .take_while(|at| !self.has(symbols[*at], t.verb) && !self.has(symbols[*at], t.and))
            .find(|at| is_comma(*at));
        let is_one = || self.figure_of(before).is_some_and(|figure| figure.n == Some(1));
        let goes_on = |end: usize| {
            let next = symbols.get(end + 1);
            self.has(before, t.name)
                || next.is_some_and(|next| self.has(*next, t.verb) || self.has(*next, t.have))
        };
        follows && is_one() && end.is_some_and(goes_on)
    }
}
