use super::pattern::Pattern;
use super::{TagNames, TagSet};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// How deep a pattern may be nested, definitions included; deeper is a circle.
const MAX_DEPTH: u32 = 64;

/// What a word, a set of tags or `.` asks of one symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct Need {
    /// Number of the literal word, 0 for none.
    pub literal: u32,
    pub with: TagSet,
    pub without: TagSet,
}

impl Need {
    pub(crate) fn holds(&self, tags: &TagSet, literal: u32) -> bool {
        (self.literal == 0 || self.literal == literal)
            && tags.contains_all(&self.with)
            && !tags.intersects(&self.without)
    }
}

/// The number of a capture's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CaptureName(pub u16);

/// The symbols that a capture holds: a range within the match, from its first symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Captured {
    pub name: CaptureName,
    pub from: u16,
    pub to: u16,
}

/// One instruction of a program (Thompson's construction).
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// Takes one symbol that satisfies the predicate.
    Take(u32),
    /// Goes on where the symbol before the match satisfies the predicate.
    Behind(u32),
    /// Looks at the symbol after the match; the step behind it is `MatchBefore`.
    Ahead(u32),
    /// The pattern of this rule ends one symbol before.
    MatchBefore(u32),
    Start,
    End,
    /// Goes on at either, the first preferred.
    Split(u32, u32),
    Jump(u32),
    Open(CaptureName),
    Close(CaptureName),
    /// The pattern of this rule ends here.
    Match(u32),
}

/// All patterns of a level (or of one rule) as one program.
#[derive(Debug, Clone, Default)]
pub(crate) struct Program {
    pub steps: Vec<Step>,
    pub needs: Vec<Need>,
    /// What terms ask of one symbol: the numbers of needs, any of which will do, ascending.
    pub predicates: Vec<Box<[u32]>>,
    /// Every tag that some need asks for.
    pub asked: TagSet,
    number_of_need: FxHashMap<Need, u32>,
    number_of_predicate: FxHashMap<Box<[u32]>, u32>,
    /// Where each pattern begins: rule and first step.
    pub entries: Vec<(u32, u32)>,
    /// For each entry: the step after its last.
    ends: Vec<u32>,
}

/// The tables that names in patterns are resolved against.
pub(crate) struct Names<'a> {
    pub tags: &'a TagNames,
    pub literals: &'a mut FxHashMap<Box<str>, u32>,
    pub captures: &'a mut Vec<Box<str>>,
    pub definitions: &'a FxHashMap<String, Pattern>,
}

impl Names<'_> {
    fn literal(&mut self, word: &str) -> u32 {
        let next = self.literals.len() as u32 + 1;
        *self.literals.entry(word.into()).or_insert(next)
    }

    fn capture(&mut self, name: &str) -> CaptureName {
        let found = self.captures.iter().position(|known| &**known == name);
        CaptureName(found.unwrap_or_else(|| {
            self.captures.push(name.into());
            self.captures.len() - 1
        }) as u16)
    }
}

impl Program {
    /// Takes a rule's patterns out.
    pub(crate) fn remove(&mut self, rule: u32) {
        let kept: Vec<bool> = self.entries.iter().map(|(owner, _)| *owner != rule).collect();
        let mut kept_ends = kept.iter();
        self.ends.retain(|_| kept_ends.next() == Some(&true));
        let mut kept_entries = kept.iter();
        self.entries.retain(|_| kept_entries.next() == Some(&true));
    }

    /// Adds a rule's pattern. A message names a tag or definition that does not exist.
    pub(crate) fn add(&mut self, rule: u32, pattern: &Pattern, names: &mut Names) -> Result<(), String> {
        self.entries.push((rule, self.steps.len() as u32));
        self.compile(pattern, names, rule, 0)?;
        self.steps.push(Step::Match(rule));
        self.ends.push(self.steps.len() as u32);
        Ok(())
    }

    /// Whether a symbol satisfies a predicate.
    pub(crate) fn holds(&self, predicate: u32, tags: &TagSet, literal: u32) -> bool {
        self.predicates[predicate as usize].iter().any(|need| self.needs[*need as usize].holds(tags, literal))
    }

    /// The number of what a literal, tags or `.` ask of a symbol.
    fn need(&mut self, pattern: &Pattern, names: &mut Names) -> Result<u32, String> {
        let mut need = Need::default();
        match pattern {
            Pattern::Literal(word) => need.literal = names.literal(word),
            Pattern::Tags(with, without) => {
                for (set, list) in [(&mut need.with, with), (&mut need.without, without)] {
                    for name in list {
                        let tag =
                            names.tags.get(name).ok_or_else(|| format!("the tag `{name}` does not exist"))?;
                        set.insert(tag);
                    }
                }
            }
            _ => {}
        }
        let next = self.needs.len() as u32;
        let number = *self.number_of_need.entry(need).or_insert(next);
        if number == next {
            self.needs.push(need);
            self.asked = self.asked.union(&need.with).union(&need.without);
        }
        Ok(number)
    }

    /// The number of the predicate that one symbol satisfies by any of some needs.
    fn predicate(&mut self, mut needs: Vec<u32>) -> u32 {
        needs.sort_unstable();
        needs.dedup();
        let next = self.predicates.len() as u32;
        let number = *self.number_of_predicate.entry(needs.into_boxed_slice()).or_insert_with_key(|needs| {
            self.predicates.push(needs.clone());
            next
        });
        number
    }

    /// The predicate of a pattern that takes just one symbol; none where it may take fewer or more.
    ///
    /// `[@Name|@Time|',']` is one step, not three: most patterns are made of such choices.
    fn one_symbol(&mut self, pattern: &Pattern, names: &mut Names) -> Result<Option<u32>, String> {
        let mut needs = Vec::new();
        Ok(self.needs_of(pattern, names, 0, &mut needs)?.then(|| self.predicate(needs)))
    }

    /// Collects the needs of a pattern of one symbol; false where it is none.
    fn needs_of(
        &mut self,
        pattern: &Pattern,
        names: &mut Names,
        depth: u32,
        needs: &mut Vec<u32>,
    ) -> Result<bool, String> {
        let definitions = names.definitions;
        Ok(match pattern {
            Pattern::Literal(_) | Pattern::Tags(..) | Pattern::Any => {
                needs.push(self.need(pattern, names)?);
                true
            }
            Pattern::Either(branches) => {
                for branch in branches {
                    if !self.needs_of(branch, names, depth + 1, needs)? {
                        return Ok(false);
                    }
                }
                true
            }
            Pattern::Sequence(terms) if terms.len() == 1 => {
                self.needs_of(&terms[0], names, depth + 1, needs)?
            }
            Pattern::Defined(name) if depth < MAX_DEPTH => match definitions.get(name) {
                Some(inner) => self.needs_of(inner, names, depth + 1, needs)?,
                None => false,
            },
            _ => false,
        })
    }

    fn compile(&mut self, pattern: &Pattern, names: &mut Names, rule: u32, depth: u32) -> Result<(), String> {
        if depth > MAX_DEPTH {
            return Err("the definitions refer to each other in a circle".into());
        }
        if let Some(predicate) = self.one_symbol(pattern, names)? {
            self.steps.push(Step::Take(predicate));
            return Ok(());
        }
        match pattern {
            Pattern::Literal(_) | Pattern::Tags(..) | Pattern::Any => {}
            Pattern::Behind(term) | Pattern::Ahead(term) => {
                let predicate = self.one_symbol(term, names)?.ok_or_else(|| {
                    "`<` and `>` look at one symbol: a word, tags, or several to choose from".to_owned()
                })?;
                if matches!(pattern, Pattern::Ahead(_)) {
                    self.steps.extend([Step::Ahead(predicate), Step::MatchBefore(rule)]);
                } else {
                    self.steps.push(Step::Behind(predicate));
                }
            }
            Pattern::Start => self.steps.push(Step::Start),
            Pattern::End => self.steps.push(Step::End),
            Pattern::Sequence(terms) => {
                for term in terms {
                    self.compile(term, names, rule, depth + 1)?;
                }
            }
            Pattern::Either(branches) => {
                self.choose(branches.len(), |program, i| {
                    program.compile(&branches[i], names, rule, depth + 1)
                })?;
            }
            Pattern::Repeat(inner, min, max) => self.repeat(inner, *min, *max, names, rule, depth)?,
            Pattern::Capture(name, inner) => {
                let name = names.capture(name);
                self.steps.push(Step::Open(name));
                self.compile(inner, names, rule, depth + 1)?;
                self.steps.push(Step::Close(name));
            }
            Pattern::Defined(name) => {
                let definitions = names.definitions;
                let inner = definitions
                    .get(name)
                    .ok_or_else(|| format!("`%{name}` is not defined in cascade.toml"))?;
                self.compile(inner, names, rule, depth + 1)?;
            }
        }
        Ok(())
    }

    /// Steps for each of `n` branches, the first preferred.
    fn choose(
        &mut self,
        n: usize,
        mut branch: impl FnMut(&mut Self, usize) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut jumps = Vec::new();
        for i in 0..n {
            let last = i + 1 == n;
            let split = self.steps.len();
            if !last {
                self.steps.push(Step::Split(split as u32 + 1, 0));
            }
            branch(self, i)?;
            if !last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
                self.steps[split] = Step::Split(split as u32 + 1, self.steps.len() as u32);
            }
        }
        let end = self.steps.len() as u32;
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }

    fn repeat(
        &mut self,
        inner: &Pattern,
        min: u32,
        max: Option<u32>,
        names: &mut Names,
        rule: u32,
        depth: u32,
    ) -> Result<(), String> {
        for _ in 0..min {
            self.compile(inner, names, rule, depth + 1)?;
        }
        match max {
            None => {
                let split = self.steps.len();
                self.steps.push(Step::Split(split as u32 + 1, 0));
                self.compile(inner, names, rule, depth + 1)?;
                self.steps.push(Step::Jump(split as u32));
                self.steps[split] = Step::Split(split as u32 + 1, self.steps.len() as u32);
            }
            Some(max) => {
                let mut splits = Vec::new();
                for _ in min..max {
                    splits.push(self.steps.len());
                    self.steps.push(Step::Split(0, 0));
                    self.compile(inner, names, rule, depth + 1)?;
                }
                let end = self.steps.len() as u32;
                for split in splits {
                    self.steps[split] = Step::Split(split as u32 + 1, end);
                }
            }
        }
        Ok(())
    }

    /// The captures of one rule's match over exactly the symbols given, by the order of preference
    /// of the pattern. `holds(predicate, symbol)` tells whether a symbol of the sentence satisfies
    /// a predicate.
    ///
    /// Each pair of step and symbol is tried once, so the cost is bounded by their product.
    pub(crate) fn captures(
        &self,
        rule: u32,
        window: Window,
        holds: &impl Fn(u32, usize) -> bool,
    ) -> SmallVec<[Captured; 4]> {
        for (number, (owner, entry)) in self.entries.iter().enumerate() {
            if *owner != rule {
                continue;
            }
            // A pattern's steps stand together, up to the entry of the next pattern.
            let end = self.ends[number];
            let n_pairs = (end - entry) as usize * (window.length + 1);
            let mut search = Search {
                program: self,
                rule,
                window,
                holds,
                first: *entry,
                tried: smallvec::smallvec![0; n_pairs.div_ceil(64)],
                open: SmallVec::new(),
                done: SmallVec::new(),
            };
            if search.run(*entry, 0) {
                return search.done;
            }
        }
        SmallVec::new()
    }
}

/// The symbols of a match: how many there are, and where they stand in the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// The first symbol.
    pub from: usize,
    pub length: usize,
    /// How many symbols the sentence has.
    pub sentence: usize,
}

impl Window {
    fn end(&self) -> usize {
        self.from + self.length
    }
}

struct Search<'a, F> {
    program: &'a Program,
    rule: u32,
    window: Window,
    holds: &'a F,
    /// The first step of the pattern.
    first: u32,
    /// One bit for each pair of step and symbol.
    tried: SmallVec<[u64; 16]>,
    open: SmallVec<[(CaptureName, u16); 8]>,
    done: SmallVec<[Captured; 4]>,
}

impl<F: Fn(u32, usize) -> bool> Search<'_, F> {
    fn run(&mut self, step: u32, at: usize) -> bool {
        let (mut step, mut at) = (step, at);
        loop {
            let pair = (step - self.first) as usize * (self.window.length + 1) + at;
            let (word, bit) = (&mut self.tried[pair / 64], 1u64 << (pair % 64));
            if *word & bit != 0 {
                return false;
            }
            *word |= bit;
            match self.program.steps[step as usize] {
                Step::Take(predicate) => {
                    if at == self.window.length || !(self.holds)(predicate, self.window.from + at) {
                        return false;
                    }
                    at += 1;
                    step += 1;
                }
                Step::Behind(predicate) => {
                    let before = self.window.from.checked_sub(1).filter(|_| at == 0);
                    if !before.is_some_and(|before| (self.holds)(predicate, before)) {
                        return false;
                    }
                    step += 1;
                }
                Step::Ahead(predicate) => {
                    let after = Some(self.window.end()).filter(|after| *after < self.window.sentence);
                    return at == self.window.length
                        && after.is_some_and(|after| (self.holds)(predicate, after))
                        && matches!(self.program.steps[step as usize + 1], Step::MatchBefore(rule) if rule == self.rule);
                }
                Step::Start if at == 0 && self.window.from == 0 => step += 1,
                Step::End if at == self.window.length && self.window.end() == self.window.sentence => {
                    step += 1;
                }
                Step::Start | Step::End | Step::MatchBefore(_) => return false,
                Step::Jump(to) => step = to,
                Step::Split(first, second) => {
                    let (open, done) = (self.open.len(), self.done.len());
                    if self.run(first, at) {
                        return true;
                    }
                    self.open.truncate(open);
                    self.done.truncate(done);
                    step = second;
                }
                Step::Open(name) => {
                    self.open.push((name, at as u16));
                    let done = self.done.len();
                    if self.run(step + 1, at) {
                        return true;
                    }
                    self.open.pop();
                    self.done.truncate(done);
                    return false;
                }
                Step::Close(name) => {
                    let Some(position) = self.open.iter().rposition(|(open, _)| *open == name) else {
                        return false;
                    };
                    let (_, from) = self.open.remove(position);
                    self.done.push(Captured { name, from, to: at as u16 });
                    if self.run(step + 1, at) {
                        return true;
                    }
                    self.done.pop();
                    self.open.insert(position, (name, from));
                    return false;
                }
                Step::Match(rule) => return rule == self.rule && at == self.window.length,
            }
        }
    }
}
