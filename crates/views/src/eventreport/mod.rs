//! The `eventreport` profile: one row per incident and report, how much the reports of one event
//! disagree, and which single row stands for the event.
//!
//! The shape of the table, the diagnostics and the rules of aggregation are those of the R package
//! `eventreport` 0.1.2 (van Baalen and Höglund, "Trials and Triangulations: Analyzing Aggregation
//! Sensitivity in Event Data on Political Violence", International Studies Quarterly 70(1), sqag014,
//! 2026); the columns and the three models are those of its data set MAVERICK (the same authors,
//! Journal of Peace Research 63(1), 98-106, 2026). Written from a description in words of what the
//! package returns; no code and no data of it are here. Where this departs from it, the item says so.
//!
//! Everything but [`report_table`] is a pure function of a [`Table`]: any report-level table will do.
//! `docs/guide/eventreport.md` is the user's page.

mod account;
mod aggregate;
mod date;
mod diagnostics;
mod error;
mod file;
mod groups;
mod maverick;
mod mode;
mod numbers;
mod register;
mod rules;
mod slots;
mod table;
mod values;

pub use aggregate::{Aggregation, Rule};
pub use date::read_date;
pub use diagnostics::{
    Measure, aggregation_diagnostics, dscore, event_level_disagreement, measured, n_distinct,
};
pub use error::TableError;
pub use file::{read, write};
pub use groups::{Groups, groups};
pub use maverick::{Model, is_number_column};
pub use mode::{INDETERMINATE, TieBreaks, mode, mode_of_given};
pub use numbers::two_decimals;
pub use register::{CellGrounds, Grades, MISSING, ReportTable, report_table};
pub use rules::{binary_mode, combine_strings, date_mode, least_precise, most_precise, numeric_mode};
pub use table::Table;
pub use values::{Cell, Column};
