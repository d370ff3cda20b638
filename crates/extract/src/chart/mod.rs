//! What the cascade finds in a document: symbols, groups and matches, all with token ranges.

mod cascade;
mod classes;
mod marks;
mod recent;
mod symbols;

pub use cascade::Scratch;
pub(crate) use cascade::{run, run_levels};
pub(crate) use classes::{ClassIdx, Classes, LevelBits};
pub(crate) use marks::Marks;

use crate::engine::{Capture, CaptureName, Captured, TagId, TagSet};
use smallvec::SmallVec;
use std::ops::Range;

/// A symbol: a token, a lexeme of several tokens, or a group.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// First token.
    pub from: u32,
    /// Token after the last.
    pub to: u32,
    /// What it is: tags are long, and kept once for all symbols of a class.
    class: ClassIdx,
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

/// All that the cascade found in one document, with what the symbols are.
#[derive(Debug)]
pub(crate) struct Chart<'s> {
    classes: &'s Classes,
    findings: Findings,
}

/// What the cascade found so far; read through its [`Chart`] once it has run.
#[derive(Debug, Default)]
pub(crate) struct Findings {
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
    /// For each sentence: every tag that some symbol of it has or had.
    met: Vec<TagSet>,
}

impl std::ops::Deref for Chart<'_> {
    type Target = Findings;

    fn deref(&self) -> &Findings {
        &self.findings
    }
}

impl Chart<'_> {
    /// The tags of a symbol.
    #[inline]
    pub(crate) fn tags(&self, node: NodeIdx) -> &TagSet {
        self.tags_of(&self.findings.nodes[node as usize])
    }

    /// The tags of a symbol.
    #[inline]
    pub(crate) fn tags_of(&self, node: &Node) -> &TagSet {
        &self.classes.facts(node.class).0
    }

    /// The tags and the literal of a symbol.
    pub(crate) fn facts(&self, node: NodeIdx) -> &(TagSet, u32) {
        self.classes.facts(self.findings.nodes[node as usize].class)
    }

    /// Whether a symbol, or one that it is made of, has a tag.
    pub(crate) fn carries(&self, node: NodeIdx, tag: TagId) -> bool {
        self.tags(node).contains(tag)
            || self
                .made_by(node)
                .is_some_and(|found| self.children(found).iter().any(|child| self.carries(*child, tag)))
    }
}

impl Findings {
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
        found: &'c Match,
    ) -> impl Iterator<Item = (CaptureName, &'c [NodeIdx])> {
        let children = self.children(found);
        found
            .captures
            .iter()
            .map(move |captured| (captured.name, &children[captured.from as usize..captured.to as usize]))
    }

    /// The symbols of the first capture of a name that holds any.
    pub(crate) fn capture<'c>(&'c self, found: &'c Match, name: Capture) -> Option<&'c [NodeIdx]> {
        self.captures(found)
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

    /// Whether some symbol of a sentence has or had a tag.
    pub(crate) fn meets(&self, sentence: usize, tag: TagId) -> bool {
        self.met[sentence].contains(tag)
    }

    /// The match that made a group.
    pub(crate) fn made_by(&self, node: NodeIdx) -> Option<&Match> {
        self.nodes[node as usize].made_by.map(|found| &self.matches[found as usize])
    }
}
