use super::card::{Card, Cascade, Mode, RuleStatus};
use super::fault::{Fault, Faults, FileFaults};
use super::lexicon::{LexiconFile, Vocabulary};
use super::{Gives, Level, Rule, Ruleset, ShapeTags};
use crate::attribution::SayingTags;
use crate::chart::LevelBits;
use crate::claims::ClaimTags;
use crate::engine::{self, CaptureNames, Names, Pattern, PatternFault, Program, TagNames, TagSet};
use cairn_model::{RuleId, RulesetDigest};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Reads, checks and compiles a ruleset. All faults are collected before any is returned.
pub(super) fn load(files: &[(&str, &str)]) -> Result<Ruleset, Faults> {
    let mut files = files.to_vec();
    files.sort_unstable();
    let mut loader = Loader::default();
    // Side by side: whoever reads one report waits for this longer than for the reading.
    let (written, digest) = rayon::join(
        || Written::read(&files),
        || RulesetDigest::from_parts(files.iter().flat_map(|(path, text)| [*path, *text])),
    );
    loader.lexicons(written.lexicons);
    let ruleset = loader.rules(&files, written.cards, digest);
    let mut faults = loader.faults;
    faults.sort();
    match ruleset {
        Some(ruleset) if faults.is_empty() => Ok(ruleset),
        _ => Err(Faults(faults)),
    }
}

/// A file of a ruleset: path, text, and what it says or why it says nothing.
type WrittenFile<'f, T> = (&'f str, &'f str, Result<T, toml::de::Error>);

/// A card with its patterns taken apart.
struct WrittenCard {
    card: Card,
    patterns: Vec<Result<Pattern, PatternFault>>,
}

/// The files of a ruleset, each read by itself.
struct Written<'f> {
    lexicons: Vec<WrittenFile<'f, LexiconFile>>,
    cards: Vec<WrittenFile<'f, WrittenCard>>,
}

impl<'f> Written<'f> {
    fn read(files: &[(&'f str, &'f str)]) -> Self {
        let lexicons = files.par_iter().filter(|(path, _)| path.starts_with("lexicons/"));
        let cards = files
            .par_iter()
            .filter(|(path, _)| path.starts_with("rules/") && !path.ends_with("/cascade.toml"));
        let card = |text: &str| {
            let card: Card = toml::from_str(text)?;
            let patterns = card.pattern.iter().map(|pattern| engine::parse(pattern.get_ref())).collect();
            Ok(WrittenCard { card, patterns })
        };
        Self {
            lexicons: lexicons.map(|&(path, text)| (path, text, LexiconFile::read(text))).collect(),
            cards: cards.map(|&(path, text)| (path, text, card(text))).collect(),
        }
    }
}

#[derive(Default)]
struct Loader {
    tags: TagNames,
    vocabulary: Vocabulary,
    faults: Vec<Fault>,
}

fn is_kind(name: &str) -> bool {
    name.starts_with(|c: char| c.is_uppercase())
}

impl Loader {
    fn file<'a>(&'a mut self, file: &'a str, text: &'a str) -> FileFaults<'a> {
        FileFaults { file, text, faults: &mut self.faults }
    }

    fn lexicons(&mut self, lexicons: Vec<WrittenFile<'_, LexiconFile>>) {
        let mut ids = FxHashMap::default();
        for (path, text, file) in lexicons {
            let mut faults = FileFaults { file: path, text, faults: &mut self.faults };
            match file {
                Ok(file) => file.add_to(&mut self.vocabulary, &mut self.tags, &mut ids, &mut faults),
                Err(error) => faults.add_toml(&error),
            }
        }
    }

    fn rules(
        &mut self,
        files: &[(&str, &str)],
        cards: Vec<WrittenFile<'_, WrittenCard>>,
        digest: RulesetDigest,
    ) -> Option<Ruleset> {
        let (cascade_path, cascade_text) =
            match files.iter().find(|(path, _)| path.ends_with("/cascade.toml")) {
                Some(found) => *found,
                None => {
                    let hint = Some("a ruleset is a folder with rules/<language>/cascade.toml");
                    self.file("rules", "").add(0, None, "found no cascade.toml", hint);
                    return None;
                }
            };
        let cascade: Cascade = match toml::from_str(cascade_text) {
            Ok(cascade) => cascade,
            Err(error) => {
                self.file(cascade_path, cascade_text).add_toml(&error);
                return None;
            }
        };
        if cascade.level.len() > LevelBits::BITS as usize {
            let message = format!("there are more than {} levels", LevelBits::BITS);
            self.file(cascade_path, cascade_text).add(cascade.level[0].span().start, None, message, None);
            return None;
        }
        let cards = self.cards(cards);
        let Some(shapes) = self.shape_tags() else {
            self.file(cascade_path, cascade_text).add(0, None, TagNames::too_many(), None);
            return None;
        };
        let kinds = self.kinds(&cascade, &cards);
        let definitions = self.definitions(&cascade, cascade_path, cascade_text);
        let folder = cascade_path.trim_end_matches("cascade.toml");
        let mut built = Built::default();
        let mut written: Vec<&str> = Vec::new();
        for level in &cascade.level {
            let at = level.span().start;
            let level = level.get_ref();
            for kind in level.reads.iter().filter(|kind| !written.contains(&kind.as_str())) {
                let message = format!("level `{}` reads `{kind}`, which no earlier level writes", level.name);
                self.file(cascade_path, cascade_text).add(
                    at,
                    None,
                    message,
                    Some("levels run in the order of the file"),
                );
            }
            written.extend(level.writes.iter().map(String::as_str));
            let mut needs = TagSet::default();
            for tag in &level.needs {
                match self.tags.get(tag) {
                    Some(tag) => needs.insert(tag),
                    None => {
                        let message =
                            format!("level `{}` needs the tag `{tag}`, which does not exist", level.name);
                        self.file(cascade_path, cascade_text).add(at, None, message, None);
                    }
                }
            }
            let prefix = format!("{folder}{}/", level.name);
            let mut program = Program::default();
            let mut own: Vec<_> = cards.iter().filter(|(path, ..)| path.starts_with(&prefix)).collect();
            let place = |card: &Card| level.order.iter().position(|id| id == card.id.get_ref());
            own.sort_by_key(|(.., written)| place(&written.card).unwrap_or(usize::MAX));
            for id in level
                .order
                .iter()
                .filter(|id| !own.iter().any(|(.., written)| written.card.id.get_ref() == *id))
            {
                let message =
                    format!("level `{}` orders the card `{id}`, which it does not have", level.name);
                self.file(cascade_path, cascade_text).add(at, None, message, None);
            }
            for (path, text, card) in own {
                if card.card.status != RuleStatus::Deprecated {
                    self.rule(path, text, card, level, &definitions, &mut program, &mut built);
                }
            }
            built.levels.push(Level {
                name: level.name.clone(),
                why: level.why.clone(),
                mode: level.mode,
                needs,
                program,
            });
        }
        for (path, text, WrittenCard { card, .. }) in &cards {
            if !cascade
                .level
                .iter()
                .any(|level| path.starts_with(&format!("{folder}{}/", level.get_ref().name)))
            {
                let hint =
                    Some("a card lies in the folder of its level, and the level stands in cascade.toml");
                self.file(path, text).add(0, Some(card.id.get_ref()), "the card belongs to no level", hint);
            }
        }
        built.levels.par_iter_mut().for_each(|level| level.program.finish());
        let mut vocabulary = std::mem::take(&mut self.vocabulary);
        vocabulary.finish(&built.literals, &shapes);
        Some(Ruleset {
            claim_tags: ClaimTags::of(&self.tags),
            saying_tags: SayingTags::of(&self.tags),
            tags: std::mem::take(&mut self.tags),
            shapes,
            vocabulary,
            literals: built.literals,
            captures: built.captures,
            levels: built.levels,
            rules: built.rules,
            kinds,
            digest,
        })
    }

    fn cards<'f>(
        &mut self,
        written: Vec<WrittenFile<'f, WrittenCard>>,
    ) -> Vec<(&'f str, &'f str, WrittenCard)> {
        let mut cards = Vec::new();
        let mut ids: FxHashMap<String, &str> = FxHashMap::default();
        for (path, text, card) in written {
            let written = match card {
                Ok(card) => card,
                Err(error) => {
                    self.file(path, text).add_toml(&error);
                    continue;
                }
            };
            let card = &written.card;
            let id = card.id.get_ref();
            if let Some(other) = ids.insert(id.clone(), path) {
                self.file(path, text).add(
                    card.id.span().start,
                    Some(id),
                    format!("the id stands in {other} too"),
                    Some("ids are unique and never reused"),
                );
            }
            if !path.ends_with(&format!("/{id}.toml")) {
                self.file(path, text).add(
                    card.id.span().start,
                    Some(id),
                    "the file is not named after the id",
                    None,
                );
            }
            cards.push((path, text, written));
        }
        cards
    }

    /// Makes the tags of groups known, before any pattern asks for them.
    fn kinds(&mut self, cascade: &Cascade, cards: &[(&str, &str, WrittenCard)]) -> TagSet {
        let mut kinds = TagSet::default();
        for level in &cascade.level {
            for kind in &level.get_ref().writes {
                if level.get_ref().mode == Mode::Group
                    && let Some(tag) = self.tags.intern(kind)
                {
                    kinds.insert(tag);
                }
            }
        }
        for (path, text, WrittenCard { card, .. }) in cards {
            for tag in &card.tags {
                if self.tags.intern(tag.get_ref()).is_none() {
                    self.file(path, text).add(
                        tag.span().start,
                        Some(card.id.get_ref()),
                        TagNames::too_many(),
                        None,
                    );
                }
            }
        }
        kinds
    }

    fn definitions(&mut self, cascade: &Cascade, path: &str, text: &str) -> FxHashMap<String, Pattern> {
        let mut definitions = FxHashMap::default();
        for (name, pattern) in &cascade.define {
            match engine::parse(pattern.get_ref()) {
                Ok(parsed) => {
                    definitions.insert(name.clone(), parsed);
                }
                Err(fault) => self.file(path, text).add(
                    pattern.span().start + fault.column,
                    Some(name),
                    fault.to_string(),
                    None,
                ),
            }
        }
        definitions
    }

    #[allow(clippy::too_many_arguments, reason = "the tables that a rule is checked against")]
    fn rule(
        &mut self,
        path: &str,
        text: &str,
        WrittenCard { card, patterns }: &WrittenCard,
        level: &super::card::LevelCard,
        definitions: &FxHashMap<String, Pattern>,
        program: &mut Program,
        built: &mut Built,
    ) {
        let id = card.id.get_ref();
        let gives = card.gives.get_ref();
        if !level.writes.contains(gives) {
            let message = format!(
                "the card gives `{gives}`, but level `{}` writes {}",
                level.name,
                level.writes.join(", ")
            );
            self.file(path, text).add(
                card.gives.span().start,
                Some(id),
                message,
                Some("add it to `writes` in cascade.toml"),
            );
        }
        let number = built.rules.len() as u32;
        for (pattern, parsed) in card.pattern.iter().zip(patterns) {
            let at = pattern.span().start;
            let parsed = match parsed {
                Ok(parsed) => parsed,
                Err(fault) => {
                    self.file(path, text).add(at + fault.column, Some(id), fault.to_string(), None);
                    continue;
                }
            };
            if let Some(kind) = unread_kind(parsed, &level.reads) {
                let message =
                    format!("the pattern asks for `@{kind}`, which level `{}` does not read", level.name);
                self.file(path, text).add(at, Some(id), message, Some("add it to `reads` in cascade.toml"));
            }
            let mut names = Names {
                tags: &self.tags,
                literals: &mut built.literals,
                captures: &mut built.captures,
                definitions,
            };
            if let Err(message) = program.add(number, parsed, &mut names) {
                let hint =
                    Some("tags come from lexicons/en, from `tags` of cards, and from the shapes of tokens");
                self.file(path, text).add(at, Some(id), message, hint);
            }
        }
        let head = card.head.as_ref().and_then(|head| {
            let found = built.captures.get(head.get_ref());
            if found.is_none() {
                let message = format!("the head `{}` is captured nowhere", head.get_ref());
                self.file(path, text).add(head.span().start, Some(id), message, None);
            }
            found
        });
        let mut tags = TagSet::default();
        let kind = Some(gives.as_str()).filter(|_| level.mode == Mode::Group);
        for tag in kind.into_iter().chain(card.tags.iter().map(|tag| tag.get_ref().as_str())) {
            if let Some(tag) = self.tags.get(tag) {
                tags.insert(tag);
            }
        }
        built.rules.push(Rule {
            id: RuleId::new(id.clone()),
            file: path.to_owned(),
            card: card.clone(),
            level: level.name.clone(),
            tags,
            head,
            gives: Gives::named(gives),
            set: card.set.clone(),
        });
    }

    fn shape_tags(&mut self) -> Option<ShapeTags> {
        let time = crate::time::shape::TimeTags::intern(&mut self.tags)?;
        let mut tag = |name| self.tags.intern(name);
        Some(ShapeTags {
            cap: tag("cap")?,
            upper: tag("upper")?,
            lower: tag("lower")?,
            digits: tag("digits")?,
            alnum: tag("alnum")?,
            poss: tag("poss")?,
            quote: tag("quote")?,
            punct: tag("punct")?,
            sign: tag("sign")?,
            first: tag("first")?,
            unknown: tag("unknown")?,
            namelike: tag("namelike")?,
            proper: tag("proper")?,
            titlecase: tag("titlecase")?,
            tight: tag("tight")?,
            closed: tag("closed")?,
            time,
            ed: tag("ed")?,
            ing: tag("ing")?,
            ly: tag("ly")?,
            old: tag("old")?,
        })
    }
}

#[derive(Default)]
struct Built {
    literals: FxHashMap<Box<str>, u32>,
    captures: CaptureNames,
    levels: Vec<Level>,
    rules: Vec<Rule>,
}

/// A kind of group that a pattern asks for and its level does not read.
fn unread_kind(pattern: &Pattern, reads: &[String]) -> Option<String> {
    match pattern {
        Pattern::Tags(with, without) => {
            with.iter().chain(without).find(|tag| is_kind(tag) && !reads.contains(tag)).cloned()
        }
        Pattern::Sequence(inner) | Pattern::Either(inner) => {
            inner.iter().find_map(|inner| unread_kind(inner, reads))
        }
        Pattern::Repeat(inner, ..)
        | Pattern::Capture(_, inner)
        | Pattern::Behind(inner)
        | Pattern::Ahead(inner) => unread_kind(inner, reads),
        Pattern::Literal(_) | Pattern::Any | Pattern::Start | Pattern::End | Pattern::Defined(_) => None,
    }
}
