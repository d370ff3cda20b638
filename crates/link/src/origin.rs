//! First hands: who a claim comes from, before outlets passed it on.

use crate::block::Sorted;
use crate::credit::Credit;
use crate::words::fold;
use cairn_model::{Claim, Hand, HandRole, Origin, OriginId};
use std::collections::{BTreeMap, BTreeSet};

/// Knows the first hand of every claim of a block.
pub(crate) struct Origins<'s, 'a> {
    block: &'s Sorted<'a>,
    /// Per report, the first report of its family.
    family: &'s [usize],
    /// Per family, by its first report: whom some copy credits, the earliest first; else the agency that
    /// some copy cites, else the first outlet.
    credited: BTreeMap<usize, String>,
    /// Per report, the bodies that speak in it, with the words of their names that bear a capital.
    bodies: BTreeMap<usize, Vec<(BTreeSet<String>, String)>>,
    /// Per report and folded name of a speaker: the body spoken for, where the report names it once.
    spoken_for: BTreeMap<(usize, String), String>,
}

/// A claim's first hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FirstHand {
    pub(crate) origin: Origin,
    /// Whether the text names it; otherwise the outlet speaks in its own voice.
    pub(crate) named: bool,
}

/// The last word of a folded name, by which a report speaks of a person it has introduced.
fn surname(name: &str) -> String {
    let folded = fold(name);
    folded.rsplit(' ').next().unwrap_or_default().to_owned()
}

/// Words that lead back to somebody whom the text does not tell: two reports' "they" are not one origin.
const PRONOUNS: &[&str] =
    &["he", "she", "it", "they", "i", "we", "you", "who", "which", "that", "this", "these", "those"];

/// The first hand of a claim, where the text tells who that is.
fn told_by(claim: &Claim) -> Option<&Hand> {
    claim.attribution.claimant().filter(|hand| !PRONOUNS.contains(&fold(&hand.name).as_str()))
}

/// How descriptions end by which a report speaks of a body that counts the dead.
const MONITORS: &[&str] = &[
    "monitor",
    "monitors",
    "watchdog",
    "observatory",
    "monitoring group",
    "rights group",
    "monitoring centre",
];
/// Words of which the name of such a body has one.
const COUNTING: &[&str] =
    &["observatory", "monitor", "monitoring", "centre", "center", "network", "watch", "tally", "rights"];

/// Whether a name only describes a body that counts the dead: "a war monitor", "the Senna-based
/// watchdog".
fn describes_monitor(name: &str) -> bool {
    let folded = fold(name);
    let ends =
        |end: &&str| folded.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
    capitals(name).is_empty() && MONITORS.iter().any(ends)
}

/// The words of a name that bear a capital, folded, without an article that opens it and without
/// where a body sits ("Senna-based").
fn capitals(name: &str) -> BTreeSet<String> {
    let seated = |word: &&str| !["-based", "-run", "-linked"].iter().any(|ending| word.ends_with(ending));
    let name: Vec<&str> = name.split_whitespace().filter(seated).collect();
    name.join(" ")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase) && !matches!(*word, "The" | "A" | "An"))
        .map(fold)
        .collect()
}

impl<'s, 'a> Origins<'s, 'a> {
    /// `family` gives each report's first of its family, `credits` its credit line; none are known where
    /// that list is empty.
    pub(crate) fn new(block: &'s Sorted<'a>, family: &'s [usize], credits: &[Option<Credit>]) -> Self {
        let mut agencies = BTreeMap::new();
        let mut outlets = BTreeMap::new();
        let mut spoken_for = BTreeMap::new();
        let mut bodies: BTreeMap<usize, Vec<(BTreeSet<String>, String)>> = BTreeMap::new();
        for (report, claims) in block.claims.iter().enumerate() {
            let hands = claims.iter().flat_map(|claim| claim.attribution.0.iter());
            let names: BTreeSet<&String> = hands
                .clone()
                .filter(|hand| hand.role == HandRole::Institution)
                .map(|hand| &hand.name)
                .collect();
            bodies.insert(report, names.into_iter().map(|name| (capitals(name), name.clone())).collect());
            if let Some(agency) = hands.clone().find(|hand| hand.role == HandRole::Agency) {
                agencies.entry(family[report]).or_insert_with(|| agency.name.clone());
            }
            if let Some(outlet) = block.reports[report].outlet {
                outlets.entry(family[report]).or_insert_with(|| outlet.to_owned());
            }
            for claim in claims {
                if let [speaker, body, ..] = claim.attribution.0.as_slice()
                    && speaker.role == HandRole::Speaker
                    && body.role == HandRole::Institution
                {
                    spoken_for.entry((report, surname(&speaker.name))).or_insert_with(|| body.name.clone());
                }
            }
        }
        let mut n_copies = vec![0; family.len()];
        family.iter().for_each(|&first| n_copies[first] += 1);
        let mut credited = outlets;
        // A single report that cites an agency is not that agency's text; a family is.
        credited.extend(agencies.into_iter().filter(|&(first, _)| n_copies[first] > 1));
        let named = credits.iter().enumerate().rev();
        let named =
            named.filter_map(|(report, credit)| Some((family[report], credit.as_ref()?.name.clone()?)));
        credited.extend(named);
        Self { block, family, credited, bodies, spoken_for }
    }

    /// The first hand of a claim in a report of the block.
    pub(crate) fn of(&self, report: usize, claim: &Claim) -> FirstHand {
        let country = claim.place.as_ref().and_then(|place| place.country.as_deref());
        let Some(first) = told_by(claim) else {
            return self.own_voice(report, claim, country);
        };
        let body = match claim.attribution.0.get(1) {
            Some(next) if next.role == HandRole::Institution => Some(&next.name),
            _ => self.spoken_for.get(&(report, surname(&first.name))),
        };
        let name = body.filter(|_| first.role == HandRole::Speaker).unwrap_or(&first.name);
        // "The Observatory" is a body, whatever it was read as: no person bears an article.
        let article = ["the ", "a ", "an "].iter().any(|article| name.to_lowercase().starts_with(article));
        let person = body.is_none() && first.role == HandRole::Speaker && !article;
        let full = if person { None } else { self.in_full(report, name, country) };
        let origin = full.unwrap_or_else(|| self.block.hands.origin(name, country));
        FirstHand { origin, named: true }
    }

    /// The body that a report names in full elsewhere ("the Tally" of "the Vale Tally Office"), or of
    /// which it only says what it does ("the monitor"); none where it names no such body, or several.
    fn in_full(&self, report: usize, name: &str, country: Option<&str>) -> Option<Origin> {
        let short = capitals(name);
        let described = describes_monitor(name);
        let meant = |words: &BTreeSet<String>| match described {
            true => COUNTING.iter().any(|word| words.contains(*word)),
            false => !short.is_empty() && words.len() > short.len() && short.is_subset(words),
        };
        let bodies = self.bodies.get(&report)?.iter().filter(|(words, _)| meant(words));
        let mut full: Vec<Origin> = bodies.map(|(_, name)| self.block.hands.origin(name, country)).collect();
        full.sort_unstable();
        full.dedup_by(|a, b| a.id == b.id);
        if full.len() > 1 { None } else { full.pop() }
    }

    /// A claim without claimant: whoever the report has for the same figure, else its outlet, which
    /// is one for all copies of a text.
    fn own_voice(&self, report: usize, claim: &Claim, country: Option<&str>) -> FirstHand {
        let same = |other: &&&Claim| {
            claim.figure.n.is_some()
                && told_by(other).is_some()
                && (other.kind, other.object) == (claim.kind, claim.object)
                && (other.figure.n, other.figure.n_max) == (claim.figure.n, claim.figure.n_max)
        };
        if let Some(repeated) = self.block.claims[report].iter().find(same) {
            return self.of(report, repeated);
        }
        let first = self.family[report];
        let origin = match self.credited.get(&first) {
            Some(name) => self.block.hands.origin(name, country),
            None => {
                let id = self.block.reports[first].id.as_str();
                Origin { id: OriginId::from_parts(["report", id]), name: format!("report {id}") }
            }
        };
        FirstHand { origin, named: false }
    }
}
