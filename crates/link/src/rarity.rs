//! How rare words are: counted over a sample of the reports that were written before, so that a report
//! which is added later leaves the rarity of earlier words as it was.

use crate::block::{LinkReport, Rarities};
use crate::words::{Counted, Counts, STEPS, read, term};
use cairn_model::{Day, ReportId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use xxhash_rust::xxh3::xxh3_64;

/// Reports that stand in for all reporting of armed conflict, so that rarity means something among few.
const BACKGROUND: f64 = 50.0;
/// In how many of those a word is taken to be that is not known to be common.
const UNKNOWN: f64 = 1.5;
/// A word that more reports hold than so many, and besides those one of so many, is stock: what is told in
/// stock words alone may be a formula. The first is more than one text has copies and rewrites.
const STOCK: (u32, u32) = (50, 20);
/// The share of all reports of armed conflict that one of the [`COMMON`] words is taken to be in.
const COMMON_SHARE: f64 = 0.25;

/// English words that say nothing about what happened.
const EMPTY: &str = "a an the and or but nor of in on at to from by with for as into over after before \
    about against between during through under near since until is are was were be been being has have \
    had having do does did will would can could may might shall should must it its he she they we you i \
    his her their our your him them us this that these those who whom which what when where why how not \
    no there here than then so such also more most other some any all each both said says say told tell \
    according reported report reports one two";

/// English words that much reporting of armed conflict shares, whatever happened: among a handful
/// of reports their rarity cannot be counted.
const COMMON: &str = "account action activist agency agreement aid air aircraft airstrike ally area armed \
    army around arrive artillery attack attacker authority away back barrel base battle become begin \
    behind bodies body bomb bombardment bombing border building called campaign capital capture car carry \
    cause ceasefire child children city civil civilian claim clash coalition come command commander \
    condemn conflict continue control council countries country countryside crime critical current daily \
    damage day days dead deadly death defence defense deputy destroy detain die director district dozen \
    drive early east eastern end enter evening explode explosion explosive extremist face family father \
    fight fighter fighting fire five flee force foreign former found four front general global go \
    governorate government ground group gun gunman gunmen hand head health help held hit hold home hospital \
    hour house human humanitarian hundred identify incident include including inside international \
    investigation investigator islamist issue jet job join journalist kill killing large last late later \
    launch lead leader least leave left level life live local long loss lost major make man many mark \
    media medical member men militant military militia minister ministry missile month monitor morning \
    mother move movement name national neighborhood neighbourhood new news night north northern number \
    observatory offensive office officer official old open operation opposition order part past peace \
    people person place plane planned point police political position post president press previous \
    prison province public push raid rebel recent refugee regime region release residence resident \
    responsible rights road rocket run rural scene school second secure security see seen send service \
    set seven several shell shelling shoot shooting shot side since site six small soldier son source south \
    southern spokesman spokesperson spokeswoman spread stage start state statement station stop street \
    strike suffer suicide support surround suspect take target team ten terror terrorism terrorist third \
    three time today took town toward troop try turn united use vehicle victim video village violence \
    want war warplane watch way weapon week west western withdraw witness woman women work world wound \
    year years yesterday young monday tuesday wednesday thursday friday saturday sunday january february \
    march april june july august september october november december";

/// The share of all reports that a common or empty word is taken to be in; 1 for one that says nothing.
static EXPECTED: LazyLock<FxHashMap<u32, f64>> = LazyLock::new(|| {
    let mut expected = FxHashMap::default();
    for (words, share) in [(EMPTY, 1.0), (COMMON, COMMON_SHARE)] {
        expected.extend(words.split_whitespace().map(|word| (term(word), share)));
    }
    expected
});

/// Over how many reports words are counted.
pub const SAMPLE: u32 = 4096;

/// A month, numbered so that the next one is one more (12 times the year, and its months before); the
/// last number of all stands for reports without a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month of a report by the day it was written.
    pub fn of(written: Option<Day>) -> Self {
        Self(written.map_or(i32::MAX, |day| i32::from(day.year()) * 12 + i32::from(day.month()) - 1))
    }
}

/// The lot that a report has drawn: which reports of a month are counted where not all are.
pub fn lot(report: &ReportId) -> u64 {
    xxh3_64(report.as_str().as_bytes())
}

/// From which months, and how many reports of each, the words of the reports of `month` are counted:
/// from the months before it, the latest first, as far as they have `size` reports; where they have
/// fewer, also from its own month and from those after. Of a month that has more than are still
/// wanted, those reports that drew the smallest [`lot`]s.
///
/// `reports` says how many reports the register has of each month.
pub fn sample(month: Month, reports: &BTreeMap<Month, u32>, size: u32) -> Vec<(Month, u32)> {
    let mut wanted = size;
    let before = reports.range(..month).rev();
    before
        .chain(reports.range(month..))
        .map_while(|(&month, &n)| {
            let taken = n.min(wanted);
            wanted -= taken;
            (taken > 0).then_some((month, taken))
        })
        .collect()
}

/// The rarities for the months of some reports that are a whole register; `counts` of each report.
pub(crate) fn of_register(reports: &[LinkReport<'_>], counts: &[&Counts], size: u32) -> Rarities {
    let mut drawn: Vec<(Month, u64, &ReportId, usize)> = reports
        .iter()
        .enumerate()
        .map(|(at, report)| (Month::of(report.dated), lot(report.id), report.id, at))
        .collect();
    drawn.sort_unstable();
    let by_month: BTreeMap<Month, &[(Month, u64, &ReportId, usize)]> =
        drawn.chunk_by(|a, b| a.0 == b.0).map(|of_month| (of_month[0].0, of_month)).collect();
    let n: BTreeMap<Month, u32> =
        by_month.iter().map(|(&month, of_month)| (month, of_month.len() as u32)).collect();
    let mut rarities = Rarities::new();
    // A small register is counted as a whole for every month: once will do.
    let mut last: Option<(Vec<_>, Arc<Rarity>)> = None;
    for &month in n.keys() {
        let mut taken = sample(month, &n, size);
        taken.sort_unstable();
        let rarity = match last.take() {
            Some((known, rarity)) if known == taken => rarity,
            _ => {
                let of = taken
                    .iter()
                    .flat_map(|&(month, n)| by_month[&month][..n as usize].iter().map(|one| counts[one.3]));
                Arc::new(Rarity::counted(of))
            }
        };
        rarities.insert(month, rarity.clone());
        last = Some((taken, rarity));
    }
    rarities
}

/// The words of a report as they are counted.
pub(crate) fn counts_of(title: Option<&str>, text: &str) -> Counts {
    Counted::of(&read(title.unwrap_or("")), &read(text)).all
}

/// In how many of some reports each term occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rarity {
    n_reports: u32,
    /// By term.
    reports_with: Vec<(u32, u32)>,
}

impl Rarity {
    /// Counts over some reports, texts that are word for word the same once: a wire that a hundred outlets
    /// print makes none of its words commoner.
    pub(crate) fn counted<'c>(reports: impl Iterator<Item = &'c Counts>) -> Self {
        let mut with: FxHashMap<u32, u32> = FxHashMap::default();
        let mut seen: FxHashSet<&[(u32, u32)]> = FxHashSet::default();
        let mut n_reports = 0;
        for counts in reports.filter(|counts| seen.insert(&counts.0)) {
            n_reports += 1;
            for &(term, _) in &counts.0 {
                *with.entry(term).or_default() += 1;
            }
        }
        let mut reports_with: Vec<(u32, u32)> = with.into_iter().collect();
        reports_with.sort_unstable();
        Self { n_reports, reports_with }
    }

    /// Counts over the titles and texts of some reports.
    pub fn of_texts<'t>(reports: impl Iterator<Item = (Option<&'t str>, &'t str)>) -> Self {
        let counts: Vec<Counts> = reports.map(|(title, text)| counts_of(title, text)).collect();
        Self::counted(counts.iter())
    }

    /// The counts as bytes, for keeping.
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = self.reports_with.iter().flat_map(|&(term, n)| [term, n]);
        std::iter::once(self.n_reports).chain(numbers).flat_map(u32::to_le_bytes).collect()
    }

    /// The counts that [`Rarity::to_bytes`] wrote; what is left over of other bytes is left out.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut numbers =
            bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let n_reports = numbers.next().unwrap_or(0);
        let mut reports_with = Vec::with_capacity(bytes.len() / 8);
        while let (Some(term), Some(n)) = (numbers.next(), numbers.next()) {
            reports_with.push((term, n));
        }
        Self { n_reports, reports_with }
    }

    /// In how many of the reports a term occurs.
    fn with(&self, term: u32) -> Option<u32> {
        let at = self.reports_with.binary_search_by_key(&term, |&(term, _)| term).ok()?;
        Some(self.reports_with[at].1)
    }

    /// Whether so many reports hold a term that it does not tell one text from another.
    pub(crate) fn is_stock(&self, term: u32) -> bool {
        let (few, one_of) = STOCK;
        self.with(term).is_some_and(|with| with > few + self.n_reports / one_of)
    }

    /// How rare a term is, in [`STEPS`]; 0 for words that say nothing.
    pub(crate) fn of(&self, term: u32) -> u64 {
        let expected = EXPECTED.get(&term).copied().unwrap_or(0.0);
        if expected == 1.0 {
            return 0;
        }
        let all = f64::from(self.n_reports) + BACKGROUND;
        let with = f64::from(self.with(term).unwrap_or(1)) + (BACKGROUND * expected).max(UNKNOWN);
        ((all / with).ln().max(0.0) * STEPS).round() as u64
    }
}
