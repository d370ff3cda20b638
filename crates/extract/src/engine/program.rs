use super::pattern::Pattern;
use super::{TagNames, TagSet};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What a term asks of one symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Predicate {
    /// Number of the literal word, 0 for none.
    pub literal: u32,
    pub with: TagSet,
    pub without: TagSet,
}

impl Predicate {
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
    Any,
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
    pub predicates: Vec<Predicate>,
    /// Every tag that some predicate asks for.
    pub asked: TagSet,
    index: FxHashMap<Predicate, u32>,
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

    /// The number of what a literal, tags or `.` ask of a symbol.
    fn predicate(&mut self, pattern: &Pattern, names: &mut Names) -> Result<u32, String> {
        let mut predicate = Predicate { literal: 0, with: TagSet::default(), without: TagSet::default() };
        match pattern {
            Pattern::Literal(word) => predicate.literal = names.literal(word),
            Pattern::Tags(with, without) => {
                for (set, list) in [(&mut predicate.with, with), (&mut predicate.without, without)] {
                    for name in list {
                        let tag =
                            names.tags.get(name).ok_or_else(|| format!("the tag `{name}` does not exist"))?;
                        set.insert(tag);
                    }
                }
            }
            _ => {}
        }
        let next = self.predicates.len() as u32;
        let number = *self.index.entry(predicate).or_insert(next);
        if number == next {
            self.predicates.push(predicate);
            self.asked = self.asked.union(&predicate.with).union(&predicate.without);
        }
        Ok(number)
    }

    fn compile(&mut self, pattern: &Pattern, names: &mut Names, rule: u32, depth: u32) -> Result<(), String> {
        if depth > 64 {
            return Err("the definitions refer to each other in a circle".into());
        }
        match pattern {
            Pattern::Literal(_) | Pattern::Tags(..) => {
                let predicate = self.predicate(pattern, names)?;
                self.steps.push(Step::Take(predicate));
            }
            Pattern::Behind(term) | Pattern::Ahead(term) => {
                let mut predicates = Vec::new();
                self.context(term, names, depth, &mut predicates)?;
                let ahead = matches!(pattern, Pattern::Ahead(_));
                self.choose(predicates.len(), |program, i| {
                    if ahead {
                        program.steps.extend([Step::Ahead(predicates[i]), Step::MatchBefore(rule)]);
                    } else {
                        program.steps.push(Step::Behind(predicates[i]));
                    }
                    Ok(())
                })?;
            }
            Pattern::Any => self.steps.push(Step::Any),
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

    /// The predicates of a term that one neighbouring symbol is to satisfy.
    fn context(
        &mut self,
        term: &Pattern,
        names: &mut Names,
        depth: u32,
        predicates: &mut Vec<u32>,
    ) -> Result<(), String> {
        let definitions = names.definitions;
        match term {
            Pattern::Literal(_) | Pattern::Tags(..) | Pattern::Any => {
                predicates.push(self.predicate(term, names)?);
            }
            Pattern::Either(branches) => {
                for branch in branches {
                    self.context(branch, names, depth + 1, predicates)?;
                }
            }
            Pattern::Defined(name) if depth < 64 => {
                let inner = definitions
                    .get(name)
                    .ok_or_else(|| format!("`%{name}` is not defined in cascade.toml"))?;
                self.context(inner, names, depth + 1, predicates)?;
            }
            _ => return Err("`<` and `>` look at one symbol: a word, tags, or several to choose from".into()),
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
        holds: &mut dyn FnMut(u32, usize) -> bool,
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
                holds: &mut *holds,
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

struct Search<'a> {
    program: &'a Program,
    rule: u32,
    window: Window,
    holds: &'a mut dyn FnMut(u32, usize) -> bool,
    /// The first step of the pattern.
    first: u32,
    /// One bit for each pair of step and symbol.
    tried: SmallVec<[u64; 16]>,
    open: SmallVec<[(CaptureName, u16); 8]>,
    done: SmallVec<[Captured; 4]>,
}

impl Search<'_> {
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
                Step::Any if at < self.window.length => {
                    at += 1;
                    step += 1;
                }
                Step::Any => return false,
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
