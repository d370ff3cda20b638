use crate::keys::Key;
use crate::rarity::{Month, Rarity};
use crate::saying::Saying;
use crate::wording::Wordings;
use cairn_model::{
    Agreement, Bonds, Claim, Day, Family, Identity, Incident, IncidentId, Link, Origin, OriginId, ReportId,
    Toll,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A report, as far as linking reads it.
#[derive(Debug, Clone, Copy)]
pub struct LinkReport<'a> {
    /// The report.
    pub id: &'a ReportId,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// The day it was written: its date line where it has one, else the day of publication.
    pub dated: Option<Day>,
    /// The headline, where it is kept apart from the text.
    pub title: Option<&'a str>,
    /// The untouched text; the spans of the claims point into it.
    pub text: &'a str,
}

/// Knows which names are one first hand. The knowledge of institutions and their spokespersons
/// belongs to the caller.
pub trait FirstHands: Sync {
    /// The origin behind a name as written, in a report about `country` (ISO 3166-1 alpha-2).
    fn origin(&self, name: &str, country: Option<&str>) -> Origin;
}

impl<F: Fn(&str, Option<&str>) -> Origin + Sync> FirstHands for F {
    fn origin(&self, name: &str, country: Option<&str>) -> Origin {
        self(name, country)
    }
}

/// Tells first hands apart by their names alone: letter case, articles and punctuation aside.
#[derive(Debug, Clone, Copy, Default)]
pub struct NamesAlone;

impl FirstHands for NamesAlone {
    fn origin(&self, name: &str, _country: Option<&str>) -> Origin {
        Origin { id: OriginId::from_parts([crate::words::fold(name).as_str()]), name: name.to_owned() }
    }
}

/// How rare words are in the reports of each month.
pub type Rarities = BTreeMap<Month, Arc<Rarity>>;

/// What is linked at once: the reports with every claim made from them, in any order.
#[derive(Clone, Copy)]
pub struct Block<'a> {
    /// The reports.
    pub reports: &'a [LinkReport<'a>],
    /// Their claims. Claims of other reports are left out.
    pub claims: &'a [Claim],
    /// The incidents that claims were put into before.
    pub known: &'a [Identity],
    /// Which names are one first hand.
    pub hands: &'a dyn FirstHands,
    /// How rare words are in the reports of each month; none where the block is a whole register, in
    /// which they are counted.
    pub rarities: Option<&'a Rarities>,
    /// What people decided about which claims belong together.
    pub bonds: &'a Bonds,
    /// What is known of the words of these and other reports, and will be of all of them; none where the block is the
    /// only one. Looked at only where there are `rarities`.
    pub words: Option<&'a Wordings>,
}

/// What a block's claims and reports add up to. Every list is sorted by its own ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    /// Reports that are copies or rewrites of one text; every report is in exactly one.
    pub families: Vec<Family>,
    /// What the claims add up to.
    pub incidents: Vec<Incident>,
    /// The incident that each report is chiefly about. One that has no claims is not in
    /// `incidents`: it only says which reports tell of the same happening.
    pub main: Vec<(ReportId, IncidentId)>,
    /// Why claims were put together, or were not although much speaks for it.
    pub links: Vec<Link>,
    /// Cumulative figures, never part of an incident.
    pub tolls: Vec<Toll>,
    /// Ceasefires, zones and deals.
    pub agreements: Vec<Agreement>,
    /// What each report says of tolls and agreements.
    pub sayings: Vec<Saying>,
    /// What the next run needs to keep the ids of incidents.
    pub identities: Vec<Identity>,
    /// Each report with the first report of its neighbourhood: nothing that is added changes what a
    /// neighbourhood adds up to, unless it touches it.
    pub neighbourhoods: Vec<(ReportId, ReportId)>,
    /// What each report is found by.
    pub keys: Vec<(ReportId, Vec<Key>)>,
    /// How rare words were taken to be.
    pub rarities: Rarities,
}

/// A block in one order, whatever order it came in: reports by day and id, claims by report,
/// place in the text and id.
pub(crate) struct Sorted<'a> {
    pub(crate) reports: Vec<LinkReport<'a>>,
    /// Per report, the number of the day it was written.
    pub(crate) written: Vec<Option<i32>>,
    /// Per report, its claims.
    pub(crate) claims: Vec<Vec<&'a Claim>>,
    pub(crate) hands: &'a dyn FirstHands,
    pub(crate) rarities: Option<&'a Rarities>,
    pub(crate) bonds: &'a Bonds,
    pub(crate) words: Option<&'a Wordings>,
}

impl<'a> Sorted<'a> {
    pub(crate) fn new(block: &Block<'a>) -> Self {
        let mut reports = block.reports.to_vec();
        // Reports without a day come last.
        reports.sort_by(|a, b| (a.dated.is_none(), a.dated, a.id).cmp(&(b.dated.is_none(), b.dated, b.id)));
        reports.dedup_by(|a, b| a.id == b.id);
        let position: rustc_hash::FxHashMap<&ReportId, usize> =
            reports.iter().enumerate().map(|(at, report)| (report.id, at)).collect();
        let mut claims: Vec<Vec<&Claim>> = vec![Vec::new(); reports.len()];
        for claim in block.claims {
            if let Some(&at) = position.get(&claim.report) {
                claims[at].push(claim);
            }
        }
        for claims in &mut claims {
            claims.sort_by(|a, b| (a.evidence.sentence, &a.id).cmp(&(b.evidence.sentence, &b.id)));
            claims.dedup_by(|a, b| a.id == b.id);
        }
        let written = reports.iter().map(|report| report.dated.map(Day::ordinal)).collect();
        let Block { hands, rarities, bonds, words, .. } = *block;
        Self { reports, written, claims, hands, rarities, bonds, words }
    }
}
