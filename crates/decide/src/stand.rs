//! Claims as they stand.

use crate::file::{File, Given, OWN, Said, Value};
use crate::{Claim, Decision, Docket, Standing, find, fold};
use cairn_model::{ActorValue, DecisionTarget, Field, Pinned, Verdict};

/// Applies decisions to the claims of one report, which are as they were read. Gives every claim, in the
/// order they came in, those included about which nobody decided anything.
pub fn stand(claims: &[Claim], docket: &Docket) -> Vec<Standing> {
    let mut files: Vec<File<'_>> = claims.iter().map(File::new).collect();
    for decision in docket.in_force() {
        file(decision, claims, &mut files);
    }
    files.iter().map(|file| file.close(docket)).collect()
}

/// Puts a decision into the files of the claims that it is about.
fn file<'d>(decision: &'d Decision, claims: &[Claim], files: &mut [File<'d>]) {
    let at = |anchor| {
        let found = find(anchor, claims).one()?;
        claims.iter().position(|claim| claim.id == found.id)
    };
    match &decision.verdict {
        Verdict::Confirm { about } | Verdict::Reject { about } => {
            let (anchors, whole) = match about {
                DecisionTarget::Claim(claim) => (std::slice::from_ref(claim), false),
                DecisionTarget::Incident(incident) => (incident.claims.as_slice(), true),
            };
            let confirms = matches!(decision.verdict, Verdict::Confirm { .. });
            for anchor in anchors {
                if let Some(at) = at(anchor) {
                    files[at].says.push(Said { decision, confirms, whole });
                }
            }
        }
        Verdict::Correct { claim, correction } => {
            if let Some(at) = at(claim) {
                files[at].values.push(Value { decision, nearness: OWN, given: Given::Field(correction) });
            }
        }
        Verdict::Pin { place: Pinned::Claim(claim), lat, lon } => {
            if let Some(at) = at(claim) {
                files[at].values.push(Value { decision, nearness: OWN, given: Given::Position(*lat, *lon) });
            }
        }
        Verdict::Pin { place: Pinned::Name { name, country, report }, lat, lon } => {
            let name = fold(name);
            for file in files.iter_mut() {
                let Some(place) = &file.read.place else { continue };
                let mut named = [Some(&place.name), place.resolved.as_ref()].into_iter().flatten();
                let elsewhere = country.is_some() && place.country.is_some() && *country != place.country;
                let other = report.as_ref().is_some_and(|report| *report != file.read.report);
                if named.any(|own| fold(own) == name) && !elsewhere && !other {
                    let nearness = u8::from(report.is_some()) * 2 + u8::from(country.is_some());
                    file.values.push(Value { decision, nearness, given: Given::Position(*lat, *lon) });
                }
            }
        }
        Verdict::Alias { name, actor } => {
            let name = fold(name);
            for file in files.iter_mut() {
                let named = |party: &Option<ActorValue>| {
                    party.as_ref().is_some_and(|party| fold(&party.words) == name)
                };
                for (field, party) in [(Field::Actor, &file.read.actor), (Field::Target, &file.read.target)] {
                    if named(party) {
                        file.values.push(Value { decision, nearness: 0, given: Given::Name(field, actor) });
                    }
                }
            }
        }
        Verdict::Add { .. }
        | Verdict::Merge { .. }
        | Verdict::Split { .. }
        | Verdict::Grade { .. }
        | Verdict::Rate { .. }
        | Verdict::Undo { .. } => {}
    }
}

/// The names of a claim that a decision about a name may be about, folded ([`fold`]): its place as written and as
/// found in the gazetteer, and the words for its parties.
pub fn names(claim: &Claim) -> impl Iterator<Item = String> {
    let place = claim.place.iter().flat_map(|place| [Some(&place.name), place.resolved.as_ref()]);
    let parties =
        [&claim.actor, &claim.target].into_iter().map(|party| party.as_ref().map(|party| &party.words));
    place.chain(parties).flatten().map(|name| fold(name))
}
