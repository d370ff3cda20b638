//! Runs the cascade over a document: symbols, groups and matches, all with token ranges.

use crate::engine::{Automaton, Captured, Seen, TagSet, Window};
use crate::ruleset::{Level, Mode, Ruleset, ShapeTags, normal};
use cairn_text::{Case, Document, Shape};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::ops::Range;

/// A symbol: a token, a lexeme of several tokens, or a group.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub tags: TagSet,
    /// First token.
    pub from: u32,
    /// Token after the last.
    pub to: u32,
    class: u32,
    /// What a number word, month or weekday counts.
    pub value: Option<i64>,
    /// The match that made the group; none for tokens and lexemes.
    pub made_by: Option<MatchIdx>,
}

pub(crate) type NodeIdx = u32;
pub(crate) type MatchIdx = u32;

/// What a rule found: a group or a frame.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    /// Index into [`Ruleset::rules`].
    pub rule: u32,
    pub sentence: u32,
    /// Its symbols, as a range of [`Chart::children`].
    children: Range<u32>,
    captures: SmallVec<[Captured; 4]>,
}

/// All that the cascade found in one document.
#[derive(Debug, Default)]
pub(crate) struct Chart {
    pub nodes: Vec<Node>,
    /// For each token: its word's entry in the vocabulary.
    pub words: Vec<Option<u32>>,
    children: Vec<NodeIdx>,
    pub matches: Vec<Match>,
    /// Matches of `emit` levels, by sentence, then level, then place.
    pub frames: Vec<MatchIdx>,
    /// Matches of `group` levels, by sentence, then level, then place.
    pub groups: Vec<MatchIdx>,
    /// For each sentence: its symbols after the last level that ran.
    pub symbols: Vec<Vec<NodeIdx>>,
}

impl Chart {
    /// The symbols that a match covers.
    pub(crate) fn children(&self, found: &Match) -> &[NodeIdx] {
        &self.children[found.children.start as usize..found.children.end as usize]
    }

    /// The tokens that a match covers.
    pub(crate) fn tokens(&self, found: &Match) -> Range<usize> {
        let children = self.children(found);
        match (children.first(), children.last()) {
            (Some(first), Some(last)) => {
                self.nodes[*first as usize].from as usize..self.nodes[*last as usize].to as usize
            }
            _ => 0..0,
        }
    }

    /// The captures of a match: name and symbols, in the order in which they close.
    pub(crate) fn captures<'c>(
        &'c self,
        ruleset: &'c Ruleset,
        found: &'c Match,
    ) -> impl Iterator<Item = (&'c str, &'c [NodeIdx])> {
        let children = self.children(found);
        found.captures.iter().map(move |captured| {
            (ruleset.capture_name(captured.name), &children[captured.from as usize..captured.to as usize])
        })
    }

    /// The symbols of the first capture of a name.
    pub(crate) fn capture<'c>(
        &'c self,
        ruleset: &'c Ruleset,
        found: &'c Match,
        name: &str,
    ) -> Option<&'c [NodeIdx]> {
        self.captures(ruleset, found)
            .find(|(known, nodes)| *known == name && !nodes.is_empty())
            .map(|(_, nodes)| nodes)
    }

    /// The tokens from the first to the last of some symbols.
    pub(crate) fn token_range(&self, nodes: &[NodeIdx]) -> Range<usize> {
        match (nodes.first(), nodes.last()) {
            (Some(first), Some(last)) => {
                self.nodes[*first as usize].from as usize..self.nodes[*last as usize].to as usize
            }
            _ => 0..0,
        }
    }

    /// The match that made a group.
    pub(crate) fn made_by(&self, node: NodeIdx) -> Option<&Match> {
        self.nodes[node as usize].made_by.map(|found| &self.matches[found as usize])
    }
}

/// Working memory of one thread: the automata as far as texts have asked for them.
///
/// Belongs to the ruleset it was made for.
#[derive(Debug)]
pub struct Scratch {
    classes: FxHashMap<(TagSet, u32), u32>,
    facts: Vec<(TagSet, u32)>,
    automata: Vec<Automaton>,
    /// For each class, what each level sees of it: the levels of a sentence ask for the same few
    /// classes one after the other.
    seen: Vec<Seen>,
    /// Every tag that some symbol of the sentence has or had.
    met: TagSet,
    lower: String,
    row: Vec<Seen>,
}

impl Scratch {
    /// Working memory for a ruleset.
    pub fn new(ruleset: &Ruleset) -> Self {
        Self {
            classes: FxHashMap::default(),
            facts: Vec::new(),
            automata: ruleset.levels.iter().map(|_| Automaton::default()).collect(),
            seen: Vec::new(),
            met: TagSet::default(),
            lower: String::new(),
            row: Vec::new(),
        }
    }

    /// The tags and the literal of a symbol.
    pub(crate) fn facts(&self, node: &Node) -> &(TagSet, u32) {
        &self.facts[node.class as usize]
    }

    fn class(&mut self, tags: TagSet, literal: u32) -> u32 {
        let next = self.facts.len() as u32;
        let class = *self.classes.entry((tags, literal)).or_insert(next);
        if class == next {
            self.facts.push((tags, literal));
            self.seen.resize(self.facts.len() * self.automata.len(), Seen::UNKNOWN);
        }
        class
    }
}

/// Runs all levels over all sentences.
pub(crate) fn run(document: &Document, ruleset: &Ruleset, scratch: &mut Scratch) -> Chart {
    run_levels(document, ruleset, scratch, ruleset.levels.len())
}

/// Runs the first `n_levels` levels over all sentences.
pub(crate) fn run_levels(
    document: &Document,
    ruleset: &Ruleset,
    scratch: &mut Scratch,
    n_levels: usize,
) -> Chart {
    let n_tokens = document.tokens().len();
    let mut chart =
        Chart { nodes: Vec::with_capacity(n_tokens * 2), words: vec![None; n_tokens], ..Chart::default() };
    for sentence in 0..document.sentences().len() {
        let mut symbols = read_symbols(document, sentence, ruleset, scratch, &mut chart);
        for (number, level) in ruleset.levels.iter().enumerate().take(n_levels) {
            if level.needs == TagSet::default() || scratch.met.intersects(&level.needs) {
                run_level(sentence as u32, number, level, ruleset, scratch, &mut chart, &mut symbols);
            }
        }
        chart.symbols.push(symbols);
    }
    chart
}

fn run_level(
    sentence: u32,
    number: usize,
    level: &Level,
    ruleset: &Ruleset,
    scratch: &mut Scratch,
    chart: &mut Chart,
    symbols: &mut Vec<NodeIdx>,
) {
    if level.program.is_empty() {
        return;
    }
    let mut row = std::mem::take(&mut scratch.row);
    row.clear();
    row.extend(symbols.iter().map(|node| {
        let class = chart.nodes[*node as usize].class as usize;
        let seen = &mut scratch.seen[class * scratch.automata.len() + number];
        if *seen == Seen::UNKNOWN {
            let (tags, literal) = &scratch.facts[class];
            *seen = scratch.automata[number].see(&level.program, tags, *literal);
        }
        *seen
    }));
    let mut out = 0;
    let mut at = 0;
    while at < row.len() {
        let Some(found) = scratch.automata[number].longest(&level.program, &row, at) else {
            symbols[out] = symbols[at];
            out += 1;
            at += 1;
            continue;
        };
        let window = Window { from: at, length: found.length, sentence: row.len() };
        let automaton = &scratch.automata[number];
        let holds = |predicate: u32, symbol: usize| automaton.satisfies(row[symbol], predicate);
        let captures = level.program.captures(found.rule, window, &holds);
        let idx = record(chart, sentence, found.rule, &symbols[at..at + found.length], captures);
        match level.mode {
            Mode::Emit => {
                chart.frames.push(idx);
                symbols.copy_within(at..at + found.length, out);
                out += found.length;
            }
            Mode::Group => {
                chart.groups.push(idx);
                symbols[out] = group(chart, idx, ruleset, scratch);
                out += 1;
            }
        }
        at += found.length;
    }
    symbols.truncate(out);
    scratch.row = row;
}

fn record(
    chart: &mut Chart,
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
fn group(chart: &mut Chart, idx: MatchIdx, ruleset: &Ruleset, scratch: &mut Scratch) -> NodeIdx {
    let found = &chart.matches[idx as usize];
    let rule = &ruleset.rules[found.rule as usize];
    let children = chart.children(found);
    let head =
        rule.head.and_then(|head| {
            found.captures.iter().find(|captured| captured.name == head).and_then(|captured| {
                children.get(captured.from as usize..captured.to as usize)?.last().copied()
            })
        });
    let mut tags = rule.tags;
    let mut value = None;
    if let Some(head) = head {
        let head = &chart.nodes[head as usize];
        tags = tags.union(&head.tags.without(&ruleset.kinds));
        value = head.value;
    }
    let range = chart.tokens(found);
    scratch.met = scratch.met.union(&tags);
    let class = scratch.class(tags, 0);
    let node =
        Node { tags, from: range.start as u32, to: range.end as u32, class, value, made_by: Some(idx) };
    chart.nodes.push(node);
    chart.nodes.len() as u32 - 1
}

/// The symbols of a sentence before the first level: tokens, and lexemes of several tokens.
fn read_symbols(
    document: &Document,
    sentence: usize,
    ruleset: &Ruleset,
    scratch: &mut Scratch,
    chart: &mut Chart,
) -> Vec<NodeIdx> {
    let tokens = document.sentences()[sentence].tokens();
    let words: SmallVec<[Option<u32>; 64]> =
        tokens.clone().map(|token| look_up(document, token, ruleset, scratch)).collect();
    chart.words[tokens.clone()].copy_from_slice(&words);
    let context = SentenceCase {
        case: document.case(),
        titlecase: is_titlecase(document, tokens.clone(), ruleset, &words),
    };
    let mut symbols = Vec::with_capacity(tokens.len());
    scratch.met = TagSet::default();
    let mut at = 0;
    while at < words.len() {
        let (entry, length) = longest_phrase(ruleset, &words[at..]).unwrap_or((words[at], 1));
        let from = tokens.start + at;
        let entry_facts = entry.map(|entry| ruleset.vocabulary.entries[entry as usize]).unwrap_or_default();
        let literal = if length == 1 { literal_of(ruleset, document.word(from)) } else { 0 };
        let mut tags = entry_facts.tags;
        if let Some(tag) = ruleset
            .shapes
            .time
            .of(document.word(from), document.tokens()[from].shape, &ruleset.vocabulary)
            .filter(|_| length == 1)
        {
            tags.insert(tag);
        }
        shape_tags(document, from, length, at == 0, context, &ruleset.shapes, &mut tags);
        scratch.met = scratch.met.union(&tags);
        let class = scratch.class(tags, literal);
        chart.nodes.push(Node {
            tags,
            from: from as u32,
            to: (from + length) as u32,
            class,
            value: entry_facts.value,
            made_by: None,
        });
        symbols.push(chart.nodes.len() as u32 - 1);
        at += length;
    }
    symbols
}

fn look_up(document: &Document, token: usize, ruleset: &Ruleset, scratch: &mut Scratch) -> Option<u32> {
    let word = document.word(token);
    lower_into(word, &mut scratch.lower);
    ruleset.vocabulary.word(&scratch.lower)
}

fn lower_into(word: &str, lower: &mut String) {
    lower.clear();
    if word.is_ascii() {
        lower.push_str(word);
        lower.make_ascii_lowercase();
    } else {
        lower.push_str(&normal(word));
    }
}

fn literal_of(ruleset: &Ruleset, word: &str) -> u32 {
    let mut buffer = [0u8; 48];
    if word.is_ascii() && word.len() <= buffer.len() {
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower)
            .ok()
            .and_then(|lower| ruleset.literals.get(lower))
            .copied()
            .unwrap_or(0);
    }
    ruleset.literals.get(normal(word).as_str()).copied().unwrap_or(0)
}

fn longest_phrase(ruleset: &Ruleset, words: &[Option<u32>]) -> Option<(Option<u32>, usize)> {
    let mut node = 0;
    let mut best = None;
    for (i, word) in words.iter().enumerate() {
        node = match word.and_then(|word| ruleset.vocabulary.follow(node, word)) {
            Some(next) => next,
            None => break,
        };
        if let Some(entry) = ruleset.vocabulary.phrase(node) {
            best = Some((Some(entry), i + 1));
        }
    }
    best
}

#[derive(Clone, Copy)]
struct SentenceCase {
    case: Case,
    titlecase: bool,
}

/// Headlines capitalise most words: there, capitals tell little.
fn is_titlecase(document: &Document, tokens: Range<usize>, ruleset: &Ruleset, words: &[Option<u32>]) -> bool {
    let (mut capitalised, mut lower) = (0, 0);
    for (token, word) in tokens.zip(words).skip(1) {
        let shape = document.tokens()[token].shape;
        let long = document.word(token).len() > 3;
        let known = word.is_some_and(|word| {
            let tags = &ruleset.vocabulary.entries[word as usize].tags;
            *tags != TagSet::default() && !tags.contains(ruleset.shapes.proper)
        });
        match shape {
            Shape::Capitalised if long && known => capitalised += 1,
            Shape::Lower if long => lower += 1,
            _ => {}
        }
    }
    capitalised > 1 && capitalised > 2 * lower
}

fn shape_tags(
    document: &Document,
    token: usize,
    length: usize,
    first: bool,
    context: SentenceCase,
    shapes: &ShapeTags,
    tags: &mut TagSet,
) {
    let known = *tags != TagSet::default();
    let proper = tags.contains(shapes.proper);
    let shape = document.tokens()[token].shape;
    if first {
        tags.insert(shapes.first);
    }
    if !document.tokens()[token].spaced {
        tags.insert(shapes.tight);
    }
    if context.titlecase {
        tags.insert(shapes.titlecase);
    }
    let capital = matches!(shape, Shape::Capitalised | Shape::Upper | Shape::Mixed);
    let word = capital || shape == Shape::Lower || shape == Shape::Alphanumeric;
    if word && !known {
        tags.insert(shapes.unknown);
        let word = document.word(token);
        for (ending, tag) in [("ed", shapes.ed), ("ing", shapes.ing), ("ly", shapes.ly), ("-old", shapes.old)]
        {
            let tail = word.len().checked_sub(ending.len()).and_then(|at| word.get(at..));
            if word.len() > 4 && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending)) {
                tags.insert(tag);
            }
        }
    }
    // In capitals, and where capitals tell little, only a word that no lexicon has can be a name.
    // The first word of a sentence is capital anyway: it begins a name where it is unknown, or where
    // the next word is capital too ("Northern Alliance").
    let next_is_capital = || {
        let next = document.tokens().get(token + length).map(|next| next.shape);
        matches!(next, Some(Shape::Capitalised | Shape::Upper | Shape::Mixed))
    };
    // So is the first behind a colon, a quotation mark or the mark of an item.
    let begins = || {
        let last = token.checked_sub(1).map(|last| document.word(last));
        first || matches!(last, Some(":" | "\"" | "“" | "‘" | "•" | "*" | "-" | "–" | "—"))
    };
    // Capitals throughout are an abbreviation wherever it stands.
    let abbreviated = shape == Shape::Upper && context.case == Case::Mixed && !context.titlecase;
    let only_first =
        known && (tags.contains(shapes.closed) || !(next_is_capital() || abbreviated)) && begins();
    let capitals_tell = context.case == Case::Mixed && !context.titlecase && !only_first;
    let long_enough = document.tokens()[token].end - document.tokens()[token].start > 1;
    let name = match capitals_tell {
        true => {
            capital
                || (shape == Shape::Alphanumeric
                    && document.word(token).starts_with(|c: char| c.is_uppercase()))
        }
        false => {
            let is_small = context.case == Case::Small && shape == Shape::Lower;
            (capital || is_small || shape == Shape::Alphanumeric) && !known && long_enough
        }
    };
    if name || (proper && (capital || length > 1 || context.case == Case::Small)) {
        tags.insert(shapes.namelike);
    }
    if context.case == Case::Mixed && capital {
        tags.insert(shapes.cap);
    }
    match shape {
        Shape::Upper if context.case == Case::Mixed => tags.insert(shapes.upper),
        Shape::Lower => tags.insert(shapes.lower),
        Shape::Number => tags.insert(shapes.digits),
        Shape::Alphanumeric => tags.insert(shapes.alnum),
        Shape::Possessive => tags.insert(shapes.poss),
        Shape::Quote => tags.insert(shapes.quote),
        Shape::Punctuation => tags.insert(shapes.punct),
        Shape::Sign => tags.insert(shapes.sign),
        Shape::Capitalised | Shape::Upper | Shape::Mixed => {}
    }
}
