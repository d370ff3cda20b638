//! First hands: who a claim comes from, before outlets passed it on.

use crate::block::Sorted;
use crate::words::fold;
use cairn_model::{Claim, HandRole, Origin, OriginId};
use std::collections::BTreeMap;

/// Knows the first hand of every claim of a block.
pub(crate) struct Origins<'s, 'a> {
    block: &'s Sorted<'a>,
    /// Per report, the first report of its family.
    family: &'s [usize],
    /// Per family, by its first report: the agency that some copy credits, else the first outlet.
    credited: BTreeMap<usize, String>,
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

impl<'s, 'a> Origins<'s, 'a> {
    pub(crate) fn new(block: &'s Sorted<'a>, family: &'s [usize]) -> Self {
        let mut agencies = BTreeMap::new();
        let mut outlets = BTreeMap::new();
        let mut spoken_for = BTreeMap::new();
        for (report, claims) in block.claims.iter().enumerate() {
            let hands = claims.iter().flat_map(|claim| claim.attribution.0.iter());
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
        Self { block, family, credited, spoken_for }
    }

    /// The first hand of a claim in a report of the block.
    pub(crate) fn of(&self, report: usize, claim: &Claim) -> FirstHand {
        let country = claim.place.as_ref().and_then(|place| place.country.as_deref());
        let Some(first) = claim.attribution.claimant() else {
            return self.own_voice(report, claim, country);
        };
        let body = match claim.attribution.0.get(1) {
            Some(next) if next.role == HandRole::Institution => Some(&next.name),
            _ => self.spoken_for.get(&(report, surname(&first.name))),
        };
        let name = body.filter(|_| first.role == HandRole::Speaker).unwrap_or(&first.name);
        FirstHand { origin: self.block.hands.origin(name, country), named: true }
    }

    /// A claim without claimant: whoever the report has for the same figure, else its outlet, which
    /// is one for all copies of a text.
    fn own_voice(&self, report: usize, claim: &Claim, country: Option<&str>) -> FirstHand {
        let same = |other: &&&Claim| {
            claim.figure.n.is_some()
                && other.attribution.claimant().is_some()
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
