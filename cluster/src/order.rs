//! The order of the reports of a run: which of them count, and in which slice and step each stands.
//!
//! This is what one machine knows of all reports: a card of each, without its text.

use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::row::Card;
use crate::tables;
use cairn_link::{Month, WINDOW, sample};
use datafusion::arrow::array::Array;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The reports of a run, by the day they were written and by id, those without a day last.
#[derive(Debug, Default)]
pub struct Order {
    cards: Vec<Card>,
    /// The places of all reports in that order, by their numbers.
    rank: FxHashMap<i64, u32>,
    /// The numbers of reports that bear the id of an earlier one with another text.
    pub conflicts: Vec<(i64, String)>,
    /// How many reports stood in the input more than once.
    pub same: usize,
}

impl Order {
    /// Reads the cards of some splits.
    ///
    /// # Errors
    /// Where a finished file cannot be read.
    pub fn read(run: &Path, splits: &BTreeSet<i64>) -> Result<Self, Failure> {
        let mut cards = Vec::new();
        for &split in splits {
            cards.extend(read_cards(&folder::piece(run, Phase::Read, split, "parquet"))?);
        }
        Ok(Self::of(cards))
    }

    /// Puts cards into order. Of reports with one id the first in the input counts, as it does where files are added
    /// one after the other.
    pub fn of(mut cards: Vec<Card>) -> Self {
        cards.sort_unstable_by_key(|card| card.number);
        let mut order = Self::default();
        let mut texts: FxHashMap<String, i64> = FxHashMap::default();
        let mut counting = Vec::with_capacity(cards.len());
        for card in cards {
            match texts.get(&card.id) {
                None => {
                    texts.insert(card.id.clone(), card.text);
                    counting.push(card);
                }
                Some(&text) if text == card.text => order.same += 1,
                Some(_) => order.conflicts.push((card.number, card.id)),
            }
        }
        counting
            .sort_unstable_by(|a, b| (a.day.is_none(), a.day, &a.id).cmp(&(b.day.is_none(), b.day, &b.id)));
        order.rank = counting.iter().enumerate().map(|(rank, card)| (card.number, rank as u32)).collect();
        order.cards = counting;
        order
    }

    /// The reports that count, in their order.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The place of a report in the order; none where it does not count.
    pub fn rank(&self, number: i64) -> Option<usize> {
        self.rank.get(&number).map(|rank| *rank as usize)
    }

    /// How many reports there are of each month.
    pub fn months(&self) -> BTreeMap<Month, u32> {
        let mut months = BTreeMap::new();
        for card in &self.cards {
            *months.entry(Month(card.month)).or_default() += 1;
        }
        months
    }

    /// Per month, the numbers of the reports over which words are counted for it.
    pub fn samples(&self, size: u32) -> BTreeMap<Month, Vec<i64>> {
        let mut drawn: BTreeMap<Month, Vec<(u64, &str, i64)>> = BTreeMap::new();
        for card in &self.cards {
            drawn.entry(Month(card.month)).or_default().push((card.lot as u64, &card.id, card.number));
        }
        drawn.values_mut().for_each(|of_month| of_month.sort_unstable());
        let months = self.months();
        let of = |month: Month| {
            let taken = sample(month, &months, size).into_iter();
            let mut numbers: Vec<i64> =
                taken.flat_map(|(month, n)| drawn[&month][..n as usize].iter().map(|one| one.2)).collect();
            numbers.sort_unstable();
            numbers
        };
        months.keys().map(|&month| (month, of(month))).collect()
    }

    /// Cuts the order into slices of some reports, the last of days and the first of those without one apart.
    pub fn slices(&self, size: usize) -> Vec<Slice> {
        let dated = self.cards.partition_point(|card| card.day.is_some());
        let (dated, undated) = self.cards.split_at(dated);
        let days = |cards: &[Card]| {
            cards.first().and_then(|card| card.day).zip(cards.last().and_then(|card| card.day))
        };
        let mut slices = Vec::new();
        for cards in dated.chunks(size).chain(undated.chunks(size)) {
            let first = slices.last().map_or(0, |slice: &Slice| slice.first + slice.n);
            slices.push(Slice { first, n: cards.len(), days: days(cards) });
        }
        slices
    }
}

/// Some reports that stand next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// The place of the first.
    pub first: usize,
    /// How many.
    pub n: usize,
    /// The days of the first and the last; none of reports without a day.
    pub days: Option<(i32, i32)>,
}

impl Slice {
    /// Whether reports of two slices, the earlier one first, may have been written near enough to each other to meet
    /// by their words ([`cairn_link::within_window`]).
    pub fn is_near(&self, later: &Self) -> bool {
        self.days.zip(later.days).is_none_or(|((_, last), (first, _))| first - last <= WINDOW)
    }
}

/// The first slice to which each slice is near. Slices without days come last and are near to all.
pub fn nearest(slices: &[Slice]) -> Vec<usize> {
    let first = |later: usize| (0..later).find(|&earlier| slices[earlier].is_near(&slices[later]));
    (0..slices.len()).map(|slice| first(slice).unwrap_or(slice)).collect()
}

fn read_cards(path: &Path) -> Result<Vec<Card>, Failure> {
    let batch = tables::read(path, &["number", "id", "day", "month", "lot", "text"])?;
    let faulty = || {
        Failure::new(
            format!("{}: no reports in it", path.display()),
            "Remove it with its note and run again.",
        )
    };
    let number = |column| tables::as_numbers(&batch, column).ok_or_else(faulty);
    let ids = tables::as_words(batch.column(1)).ok_or_else(faulty)?;
    let (numbers, days, months, lots, texts) = (number(0)?, number(2)?, number(3)?, number(4)?, number(5)?);
    let card = |(row, id): (usize, String)| Card {
        number: numbers.value(row),
        id,
        day: (!days.is_null(row)).then(|| days.value(row) as i32),
        month: months.value(row) as i32,
        lot: lots.value(row),
        text: texts.value(row),
    };
    Ok(ids.into_iter().enumerate().map(card).collect())
}

/// What hangs together, by the places of reports.
#[derive(Debug)]
pub struct Neighbourhoods(Vec<u32>);

impl Neighbourhoods {
    /// Every report by itself.
    pub fn new(n: usize) -> Self {
        Self((0..n as u32).collect())
    }

    /// The first report of a neighbourhood.
    pub fn first(&mut self, mut report: usize) -> usize {
        while self.0[report] as usize != report {
            self.0[report] = self.0[self.0[report] as usize];
            report = self.0[report] as usize;
        }
        report
    }

    /// Joins two.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b)] = a.min(b) as u32;
    }
}

/// The numbers that any sample holds.
pub fn drawn(samples: &BTreeMap<Month, Vec<i64>>) -> FxHashSet<i64> {
    samples.values().flatten().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::{Neighbourhoods, Order, nearest};
    use crate::row::Card;

    fn card(number: i64, id: &str, day: Option<i32>, text: i64) -> Card {
        Card {
            number,
            id: id.to_owned(),
            day,
            month: day.map_or(i32::MAX, |day| day / 30),
            lot: number,
            text,
        }
    }

    #[test]
    fn of_reports_with_one_id_the_first_counts() {
        let cards = vec![
            card(3, "a", Some(4), 1),
            card(1, "b", None, 2),
            card(2, "a", Some(9), 1),
            card(5, "b", Some(1), 7),
            card(4, "c", Some(9), 3),
        ];
        let order = Order::of(cards);
        let ids: Vec<(&str, i64)> =
            order.cards().iter().map(|card| (card.id.as_str(), card.number)).collect();
        assert_eq!(ids, [("a", 2), ("c", 4), ("b", 1)], "by day and id, those without a day last");
        assert_eq!((order.same, order.conflicts.len()), (1, 1));
        assert_eq!((order.rank(4), order.rank(3)), (Some(1), None));
    }

    #[test]
    fn slices_are_near_within_a_year_and_to_what_has_no_day() {
        let days = [0, 1, 300, 366, 800, 801];
        let mut cards: Vec<Card> =
            days.iter().enumerate().map(|(n, &day)| card(n as i64, &format!("r{n}"), Some(day), 0)).collect();
        cards.push(card(9, "undated", None, 0));
        let order = Order::of(cards);
        let slices = order.slices(2);
        assert_eq!(slices.iter().map(|slice| slice.n).collect::<Vec<_>>(), [2, 2, 2, 1]);
        assert_eq!(nearest(&slices), [0, 0, 2, 0]);
    }

    #[test]
    fn neighbourhoods_are_named_by_their_first_report() {
        let mut near = Neighbourhoods::new(5);
        near.join(4, 2);
        near.join(2, 1);
        assert_eq!((0..5).map(|report| near.first(report)).collect::<Vec<_>>(), [0, 1, 1, 3, 1]);
    }
}
