//! Frames of the claim levels to symbolic claims: kinds, objects, groups, figures, status, roles.

mod agreements;
mod antecedent;
mod beside;
mod blame;
mod carry;
mod context;
mod count;
mod died_since;
mod events;
mod kinds;
mod nouns;
mod own_losses;
mod parts;
mod people;
mod period;
mod persons;
mod rest;
mod roles;
mod scope;
mod sentence;
mod settle;
mod sides;
mod spared;
mod status;
mod tables;
mod tags;
mod terms;

use crate::chart::{Chart, Match, MatchIdx, NodeIdx};
use crate::engine::Capture;
use crate::extraction::{Extraction, Frame, Saying, SentenceCues};
use crate::ruleset::{Gives, Rule, Ruleset};
use cairn_model::{Kind, Object};
use cairn_text::Document;
use std::cell::OnceCell;

pub(crate) use tags::ClaimTags;

/// Whether a list of words in small letters has a word, whatever its case.
fn is_any(list: &[&str], word: &str) -> bool {
    list.iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// One document being read.
pub(crate) struct Reading<'a, 't> {
    pub document: &'a Document<'t>,
    pub chart: &'a Chart<'a>,
    pub ruleset: &'a Ruleset,
    pub tags: &'a ClaimTags,
    /// Who says what, in the order of the text.
    pub sayings: &'a [Saying],
    /// The spans over which figures add up, in the order of the text.
    pub spans: Vec<MatchIdx>,
    /// Whether the text has bars or tabs, which part the cells of a table.
    pub has_cells: bool,
    /// For each sentence, where a part of its own begins, once that was asked for.
    pub breaks: Vec<OnceCell<Vec<usize>>>,
}

/// Reads the frames of a document; `sayings` are its attributions, which tell whose side speaks.
pub(crate) fn read(
    document: &Document,
    chart: &Chart,
    ruleset: &Ruleset,
    sayings: Vec<Saying>,
) -> Extraction {
    let gives = |idx: &MatchIdx| ruleset.rules[chart.matches[*idx as usize].rule as usize].gives;
    let spans = chart.frames.iter().copied().filter(|idx| gives(idx) == Gives::Span).collect();
    let has_cells = document.text().contains('|') || document.text().contains('\t');
    let reading = Reading {
        document,
        chart,
        ruleset,
        tags: &ruleset.claim_tags,
        sayings: &sayings,
        spans,
        has_cells,
        breaks: vec![OnceCell::new(); document.sentences().len()],
    };
    let is_exercise = reading.is_exercise();
    let sentences: Vec<_> = (0..document.sentences().len())
        .map(|sentence| reading.sentence_cues(sentence))
        .map(|cues| SentenceCues { hypothetical: cues.hypothetical || is_exercise, ..cues })
        .collect();
    let mut drafts = Vec::new();
    let mut events = Vec::new();
    for idx in &chart.frames {
        let found = &chart.matches[*idx as usize];
        let rule = &ruleset.rules[found.rule as usize];
        match rule.gives {
            Gives::Harm => reading.harm(found, rule, &mut drafts),
            Gives::Part => reading.part(found, rule, &mut drafts),
            Gives::Event => events.extend(reading.event(found, rule)),
            _ => {}
        }
    }
    let mut drafts = reading.settle(drafts);
    reading.carry_groups(&mut drafts);
    reading.know_persons(&mut drafts);
    reading.mark_cumulative(&mut drafts);
    settle::keep_last_resorts(&mut drafts);
    let mut frames: Vec<Frame> = drafts
        .into_iter()
        .map(|draft| Frame {
            cumulative: draft.frame.cumulative
                || is_of_a_war(&draft.frame)
                || reading.adds_attacks_up(&draft.frame),
            ..draft.frame
        })
        .chain(events::settle(events))
        .chain(reading.agreements())
        .chain(reading.tables())
        .filter(|frame| !sentences[frame.sentence].hypothetical)
        .collect();
    frames.sort_by_key(|frame| (frame.sentence, frame.counted.start));
    context::explain(&mut frames);
    for frame in &mut frames {
        frame.status = reading.status_as_said(frame);
    }
    reading.share_in_toll(&mut frames);
    reading.blame(&mut frames);
    let names = reading.names();
    Extraction {
        frames,
        names,
        times: crate::time::mentions(document, ruleset, chart),
        sentences,
        sayings,
        ruleset: ruleset.digest().clone(),
    }
}

/// No single incident kills, displaces or frees as many: such a figure adds up over a war.
///
/// The bound lies above the largest single incidents of wars since 1980.
fn is_of_a_war(frame: &Frame) -> bool {
    const MOST_IN_ONE_INCIDENT: u64 = 50_000;
    let vague = frame.figure.vague.as_deref().unwrap_or_default().to_lowercase();
    frame.object == Some(Object::People)
        && (frame.figure.n.is_some_and(|n| n >= MOST_IN_ONE_INCIDENT)
            || vague.contains("million")
            || vague.contains("s of thousands"))
}

impl Reading<'_, '_> {
    /// "58 air strikes hit the city in May": several attacks in a month or a year are no one incident.
    fn adds_attacks_up(&self, frame: &Frame) -> bool {
        frame.kind == Kind::Attacks
            && frame.figure.n.is_none_or(|n| n > 1)
            && self.names_a_long_time(frame.sentence)
    }

    fn rule_nodes<'c>(&'c self, found: &'c Match, name: Capture) -> impl Iterator<Item = NodeIdx> + 'c {
        self.chart
            .captures(found)
            .filter(move |(known, _)| *known == name)
            .flat_map(|(_, nodes)| nodes.iter().copied())
    }

    /// The ids of the rules behind a frame: the groups it is made of, then its own.
    fn rule_ids(&self, node: NodeIdx, rule: &Rule) -> Vec<cairn_model::RuleId> {
        let mut ids = Vec::new();
        self.group_rules(node, &mut ids);
        ids.push(rule.id.clone());
        ids
    }

    fn group_rules(&self, node: NodeIdx, ids: &mut Vec<cairn_model::RuleId>) {
        let Some(found) = self.chart.made_by(node) else { return };
        for child in self.chart.children(found) {
            self.group_rules(*child, ids);
        }
        let id = &self.ruleset.rules[found.rule as usize].id;
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
}
