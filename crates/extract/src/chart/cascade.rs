//! Runs the cascade: reads the symbols of each sentence and matches level by level.

use super::classes::LevelBits;
use super::{Chart, ClassIdx, Classes, Findings, Match, MatchIdx, Node, NodeIdx, symbols};
use crate::engine::{Automaton, Captured, Found, Search, TagSet, Window};
use crate::ruleset::{Level, Mode, Ruleset};
use cairn_text::Document;
use smallvec::SmallVec;

/// Working memory of one thread: the automata as far as texts have asked for them.
///
/// Belongs to the ruleset it was made for.
#[derive(Debug)]
pub struct Scratch {
    pub(super) classes: Classes,
    pub(super) words: symbols::Words,
    automata: Vec<Automaton>,
    search: Search,
    /// The class of each symbol of the sentence.
    row: Vec<ClassIdx>,
    /// For each symbol of the sentence, the levels of which some pattern may begin with it.
    begins: Vec<LevelBits>,
    /// The levels of which some pattern may begin anywhere in the sentence.
    begins_any: LevelBits,
}

impl Scratch {
    /// Working memory for a ruleset.
    pub fn new(ruleset: &Ruleset) -> Self {
        Self {
            classes: Classes::new(ruleset.levels.len()),
            words: symbols::Words::default(),
            automata: (0..ruleset.levels.len()).map(Automaton::new).collect(),
            search: Search::default(),
            row: Vec::new(),
            begins: Vec::new(),
            begins_any: 0,
        }
    }

    /// Takes up the symbols of a sentence as they are now.
    fn take_up(&mut self, chart: &Findings, symbols: &[NodeIdx]) {
        self.row.clear();
        self.row.extend(symbols.iter().map(|node| chart.nodes[*node as usize].class));
        self.begins.clear();
        self.begins.extend(self.row.iter().map(|class| self.classes.begins(*class)));
        self.begins_any = self.begins.iter().fold(0, |any, levels| any | levels);
    }

    /// The first match of a level from a symbol of the sentence on, and where it begins.
    fn find(&mut self, level: &Level, number: usize, mut at: usize) -> Option<(usize, Found)> {
        let bit = 1 << number;
        let automaton = &mut self.automata[number];
        loop {
            at += self.begins[at..].iter().position(|levels| levels & bit != 0)?;
            let first = automaton.see(&level.program, &mut self.classes, self.row[at]);
            if !first.may_begin() {
                self.classes.never_begins(self.row[at], bit);
            } else if let Some(found) =
                automaton.longest(&level.program, &mut self.classes, &self.row, at, first)
            {
                return Some((at, found));
            }
            at += 1;
        }
    }

    fn captures(&mut self, level: &Level, number: usize, found: Found, at: usize) -> SmallVec<[Captured; 4]> {
        let window = Window { from: at, length: found.length, sentence: self.row.len() };
        let automaton = &self.automata[number];
        let seen = |symbol: usize| self.classes.seen(self.row[symbol], number);
        let holds = |predicate: u32, symbol: usize| automaton.satisfies(seen(symbol), predicate);
        level.program.captures(found.pattern, window, &mut self.search, &holds)
    }
}

/// Runs all levels over all sentences.
pub(crate) fn run<'s>(document: &Document, ruleset: &Ruleset, scratch: &'s mut Scratch) -> Chart<'s> {
    run_levels(document, ruleset, scratch, ruleset.levels.len())
}

/// Runs the first `n_levels` levels over all sentences.
pub(crate) fn run_levels<'s>(
    document: &Document,
    ruleset: &Ruleset,
    scratch: &'s mut Scratch,
    n_levels: usize,
) -> Chart<'s> {
    let n_tokens = document.tokens().len();
    let mut chart = Findings {
        nodes: Vec::with_capacity(n_tokens * 2),
        words: vec![None; n_tokens],
        ..Findings::default()
    };
    chart.children.reserve(n_tokens * 2);
    chart.matches.reserve(n_tokens / 2);
    for sentence in 0..document.sentences().len() {
        let first = chart.nodes.len();
        let mut symbols = symbols::read(document, sentence, ruleset, scratch, &mut chart);
        scratch.take_up(&chart, &symbols);
        let nodes = chart.nodes[first..].iter();
        let tags = nodes.map(|node| &scratch.classes.facts(node.class).0);
        chart.met.push(tags.fold(TagSet::default(), |met, tags| met.union(tags)));
        for (number, level) in ruleset.levels.iter().enumerate().take(n_levels) {
            let is_awake = level.needs == TagSet::default() || chart.met[sentence].intersects(&level.needs);
            if is_awake && scratch.begins_any & (1 << number) != 0 && !level.program.is_empty() {
                run_level(sentence as u32, number, level, ruleset, scratch, &mut chart, &mut symbols);
            }
        }
        chart.symbols.push(symbols);
    }
    Chart { classes: &scratch.classes, findings: chart }
}

fn run_level(
    sentence: u32,
    number: usize,
    level: &Level,
    ruleset: &Ruleset,
    scratch: &mut Scratch,
    chart: &mut Findings,
    symbols: &mut Vec<NodeIdx>,
) {
    // Patterns look behind at symbols as they were before the level, so the row stays as it is.
    let (mut at, mut out) = (0, 0);
    while let Some((from, found)) = scratch.find(level, number, at) {
        let to = from + found.length;
        let captures = scratch.captures(level, number, found, from);
        let idx = record(chart, sentence, level.program.rule_of(found.pattern), &symbols[from..to], captures);
        match level.mode {
            Mode::Emit => chart.frames.push(idx),
            Mode::Group => {
                chart.groups.push(idx);
                symbols.copy_within(at..from, out);
                out += from - at;
                symbols[out] = group(chart, idx, ruleset, scratch);
                out += 1;
            }
        }
        at = to;
    }
    if out > 0 {
        symbols.copy_within(at.., out);
        symbols.truncate(out + symbols.len() - at);
        scratch.take_up(chart, symbols);
    }
}

fn record(
    chart: &mut Findings,
    sentence: u32,
    rule: u32,
    symbols: &[NodeIdx],
    captures: SmallVec<[Captured; 4]>,
) -> MatchIdx {
    let start = chart.children.len() as u32;
    chart.children.extend_from_slice(symbols);
    let children = start..chart.children.len() as u32;
    chart.matches.push(Match { rule, sentence, children, captures });
    chart.matches.len() as u32 - 1
}

/// Makes the symbol of a group: its kind, the rule's tags, and what it inherits from its head.
fn group(chart: &mut Findings, idx: MatchIdx, ruleset: &Ruleset, scratch: &mut Scratch) -> NodeIdx {
    let found = &chart.matches[idx as usize];
    let rule = &ruleset.rules[found.rule as usize];
    let children = chart.children(found);
    let head =
        rule.head.and_then(|head| {
            found.captures.iter().find(|captured| captured.name == head).and_then(|captured| {
                children.get(captured.from as usize..captured.to as usize)?.last().copied()
            })
        });
    let head = head.map(|head| &chart.nodes[head as usize]);
    let value = head.and_then(|head| head.value);
    // What a rule makes of a head is the same each time, and tag sets are long.
    let class = scratch.classes.of_group(found.rule, head.map(|head| head.class), |classes| {
        let inherited = head.map(|head| classes.facts(head.class).0.without(&ruleset.kinds));
        inherited.map_or(rule.tags, |inherited| rule.tags.union(&inherited))
    });
    let range = chart.tokens(found);
    let met = &mut chart.met[found.sentence as usize];
    *met = met.union(&scratch.classes.facts(class).0);
    let node = Node { from: range.start as u32, to: range.end as u32, class, value, made_by: Some(idx) };
    chart.nodes.push(node);
    chart.nodes.len() as u32 - 1
}
