//! Figures of a table: a line that heads its columns with what happened, and lines of numbers below.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::{Frame, Tokens};
use cairn_model::{EventType, Figure, Group, Kind, Object, Status};

/// A column that tells how many people something happened to.
struct Column {
    kind: Kind,
    group: Group,
    heading: Tokens,
}

impl Reading<'_, '_> {
    /// One frame for each number that stands under a heading.
    pub(super) fn tables(&self) -> Vec<Frame> {
        if !self.has_cells {
            return Vec::new();
        }
        let mut frames = Vec::new();
        let mut columns: Vec<Option<Column>> = Vec::new();
        for sentence in 0..self.document.sentences().len() {
            let cells = self.cells(sentence);
            if cells.len() < 2 {
                columns.clear();
                continue;
            }
            let is_number = |cell: &Tokens| self.number(cell).is_some();
            if !cells.iter().any(is_number) {
                let heads: Vec<_> = cells.iter().map(|cell| self.column(sentence, cell)).collect();
                // A rule of dashes under the heads is no line of the table.
                if heads.iter().any(Option::is_some) || cells.iter().any(|cell| self.has_letters(cell)) {
                    columns = heads;
                }
                continue;
            }
            // A line for one day tells of that day; others add up over what the table covers.
            let is_dated = self.chart.symbols[sentence].iter().any(|node| self.has(*node, self.tags.time));
            for (cell, column) in cells.iter().zip(&columns) {
                let (Some(n), Some(column)) = (self.number(cell), column) else { continue };
                frames.push(self.row_frame(sentence, cell, n, column, !is_dated));
            }
        }
        frames
    }

    fn row_frame(&self, sentence: usize, cell: &Tokens, n: u64, column: &Column, adds_up: bool) -> Frame {
        let mut rules = Vec::new();
        for &node in self.symbols_in(sentence, cell) {
            self.group_rules(node, &mut rules);
        }
        Frame {
            kind: column.kind,
            event_type: None::<EventType>,
            object: Some(Object::People),
            group: Some(column.group),
            figure: Figure::exact(n),
            status: Status::Asserted,
            cumulative: adds_up,
            part_of: false,
            sentence,
            scope: self.document.sentences()[sentence].tokens(),
            counted: cell.clone(),
            trigger: column.heading.clone(),
            actor: None,
            actor_basis: None,
            accuser: None,
            target: None,
            instrument: None,
            agreement: None,
            rules,
        }
    }

    /// What a heading says of the numbers below it: "Killed", "Civilians injured".
    fn column(&self, sentence: usize, cell: &Tokens) -> Option<Column> {
        let nodes: Vec<NodeIdx> = self.symbols_in(sentence, cell).to_vec();
        let kind = nodes.iter().find_map(|node| self.kind_for_people(self.chart.tags(*node)))?;
        let group = nodes.iter().map(|node| self.own_group(*node)).find(|group| *group != Group::Unspecified);
        Some(Column { kind, group: group.unwrap_or(Group::Unspecified), heading: cell.clone() })
    }

    /// The number that is all of a cell; none for 0, which many tables print for what is not known.
    fn number(&self, cell: &Tokens) -> Option<u64> {
        let words = self.document.words(cell.clone());
        let is_number = words.starts_with(|c: char| c.is_ascii_digit())
            && words.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | ' '));
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|n| is_number && *n > 0)
    }

    fn has_letters(&self, cell: &Tokens) -> bool {
        self.document.words(cell.clone()).contains(char::is_alphabetic)
    }

    /// The cells of a line: what stands between bars or tabs; none that is empty.
    pub(super) fn cells(&self, sentence: usize) -> Vec<Tokens> {
        let tokens = self.document.sentences()[sentence].tokens();
        let mut cells = Vec::new();
        let mut start = tokens.start;
        for token in tokens.clone() {
            let is_bar = self.document.word(token) == "|";
            if is_bar || token > start && self.is_behind_tab(token) {
                cells.push(start..token);
                start = token + usize::from(is_bar);
            }
        }
        cells.push(start..tokens.end);
        cells.retain(|cell| !cell.is_empty());
        cells
    }

    fn is_behind_tab(&self, token: usize) -> bool {
        let (before, this) = (self.document.tokens()[token - 1], self.document.tokens()[token]);
        self.document.text()[before.end as usize..this.start as usize].contains('\t')
    }
}
