//! What a run came to, and what it cost.

use crate::blocks::LinkNote;
use crate::compare::CellNote;
use crate::reading::{ReadNote, WrittenNote};
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// What a run came to. What it cost is of this attempt alone where it went on from finished files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// How many reports.
    pub reports: usize,
    /// How many stood in the input more than once.
    pub same: usize,
    /// How many were left out because a stage fell over them.
    pub poisoned: usize,
    /// How many claims, those of reports that stood there twice counted twice.
    pub claims: usize,
    /// How many incidents.
    pub incidents: usize,
    /// How many pairs of slices were compared, a slice with itself included.
    pub cells: usize,
    /// How many of them lie more than a year apart.
    pub far_cells: usize,
    /// The most reports of a cell.
    pub largest_cell: usize,
    /// The most reports that hang together.
    pub largest_neighbourhood: usize,
    /// How many neighbourhoods were gone through step by step.
    pub in_steps: usize,
    /// How many bytes the rows of all reports take.
    pub row_bytes: usize,
    /// How many bytes of rows went into cells and buckets, before they were packed for the way.
    pub exchanged_bytes: usize,
    /// The seconds after which each part of the run was done.
    pub seconds: Vec<(String, f64)>,
    /// What a person should know.
    pub notes: Vec<WrittenNote>,
}

impl Summary {
    /// Notes when a part was done.
    pub fn took(&mut self, part: &str, began: Instant) {
        self.seconds.push((part.to_owned(), began.elapsed().as_secs_f64()));
    }

    /// Adds a split.
    pub fn split(&mut self, note: &ReadNote) {
        self.claims += note.claims;
        self.poisoned += note.poisoned;
        self.row_bytes += note.bytes;
        self.notes.extend(note.notes.iter().cloned());
    }

    /// Adds a cell.
    pub fn cell(&mut self, note: &CellNote) {
        self.largest_cell = self.largest_cell.max(note.reports);
        self.exchanged_bytes += note.bytes;
    }

    /// Adds a bucket.
    pub fn bucket(&mut self, note: &LinkNote) {
        self.incidents += note.incidents;
        self.in_steps += note.in_steps;
        self.exchanged_bytes += note.bytes;
    }
}
