//! A report with its claims, as it goes from machine to machine.

use crate::failure::Failure;
use cairn_link::{Key, KeyKind, Month, link_report, lot};
use cairn_model::{Bonds, Claim, Day, Report};
use serde::{Deserialize, Serialize};

/// A report with its claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number ([`number`]).
    pub number: i64,
    /// The report, with the day that its text opens with.
    pub report: Report,
    /// Its claims.
    pub claims: Vec<Claim>,
}

impl Row {
    /// As bytes.
    ///
    /// # Errors
    /// None that can be told of: reports and claims have names for keys.
    pub fn pack(&self) -> Result<Vec<u8>, Failure> {
        Ok(serde_json::to_vec(self)?)
    }

    /// What [`Row::pack`] packed.
    ///
    /// # Errors
    /// Where it is something else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, Failure> {
        Ok(serde_json::from_slice(bytes)?)
    }

    /// What a run has to know of the report to put it into its order.
    pub fn card(&self) -> Card {
        let written = link_report(&self.report).dated;
        Card {
            number: self.number,
            id: self.report.id.as_str().to_owned(),
            day: written.map(Day::ordinal),
            month: Month::of(written).0,
            lot: lot(&self.report.id) as i64,
            text: xxhash_rust::xxh3::xxh3_64(self.report.text.as_bytes()) as i64,
        }
    }

    /// The days with places by which the report meets others, whenever these were written; as numbers with a sign.
    /// How rare words are is no part of these keys.
    pub fn days_and_places(&self) -> Vec<i64> {
        let reports = [link_report(&self.report)];
        let block = cairn_link::Block {
            reports: &reports,
            claims: &self.claims,
            known: &[],
            hands: &cairn_link::NamesAlone,
            rarities: None,
            words: None,
            bonds: &Bonds::default(),
        };
        let keys = cairn_link::keys(&block).into_iter().flat_map(|(_, keys)| keys);
        keys.filter(|key: &Key| key.kind == KeyKind::DayAndPlace).map(|key| key.hash as i64).collect()
    }
}

/// A report without its text: what the order of reports is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its number: that of its split in the upper half, its place in the split in the lower.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// The day it was written, in days since 1970-01-01.
    pub day: Option<i32>,
    /// The month of that day, as linking numbers months.
    pub month: i32,
    /// Its lot in that month; the bits of a number without a sign.
    pub lot: i64,
    /// A hash of its text.
    pub text: i64,
}

/// The number of a report.
pub fn number(split: i64, place: usize) -> i64 {
    split << 32 | place as i64
}

/// The split of a report, and its place there.
pub fn place(number: i64) -> (i64, usize) {
    (number >> 32, (number & 0xffff_ffff) as usize)
}
