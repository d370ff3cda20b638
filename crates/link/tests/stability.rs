//! The same reports in any order give the same result, and incidents keep their ids.

mod common;

use cairn_link::Linked;
use cairn_model::{Claim, EventType, IncidentId, Kind};
use common::{Paper, claim, linked, on, paper, town};
use proptest::prelude::*;

const TOWNS: [(&str, f64, f64); 3] =
    [("Orlu", 10.0, 20.0), ("Tave", 10.1, 20.1), ("Senna Bridge", 14.0, 25.0)];
const SCENES: [&str; 4] = ["the grain market", "a bakery queue", "the salt works", "a school bus"];

/// Twelve reports over six days, three towns and four scenes: some belong together, some are copies.
fn papers_and_claims() -> (Vec<Paper>, Vec<Claim>) {
    let mut papers = Vec::new();
    let mut claims = Vec::new();
    for n in 0..12usize {
        let (name, north, east) = TOWNS[n % 3];
        let (scene, dead, day) = (SCENES[n % 4], 2 + (n % 4) as u64, format!("2031-07-{:02}", 1 + n % 6));
        let text = format!(
            "Shells hit {scene} in {name} and killed {dead} people. Witness {n} spoke of smoke over {scene} \
             until noon. Elsewhere {} people were hurt.",
            dead + 3
        );
        let paper = paper(&format!("report-{n}"), ["Courier", "Post"][n % 2], &day, &text);
        let mut killed = claim(&paper, &format!("killed {dead} people"), Some(dead));
        killed.event_type = EventType::Shelling;
        killed.place = Some(town(name, north, east));
        killed.time = on(&day);
        let mut hurt = claim(&paper, &format!("Elsewhere {} people were hurt", dead + 3), Some(dead + 3));
        hurt.kind = Kind::Wounded;
        hurt.place = Some(town("Vane", 17.0, 20.0));
        hurt.time = on(&day);
        claims.extend([killed.with_identity(), hurt.with_identity()]);
        papers.push(paper);
    }
    (papers, claims)
}

fn id_of<'l>(linked: &'l Linked, claim: &Claim) -> &'l IncidentId {
    let holds = |incident: &&cairn_model::Incident| incident.claims.contains(&claim.id);
    &linked.incidents.iter().find(holds).expect("every founding claim is in an incident").id
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_order_gives_the_same_register(
        order in Just((0..12usize).collect::<Vec<_>>()).prop_shuffle(),
        claim_order in Just((0..24usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (papers, claims) = papers_and_claims();
        let expected = linked(&papers, &claims, &[]);
        let shuffled_papers: Vec<Paper> = order.iter().map(|&n| papers[n].clone()).collect();
        let shuffled_claims: Vec<Claim> = claim_order.iter().map(|&n| claims[n].clone()).collect();
        prop_assert_eq!(linked(&shuffled_papers, &shuffled_claims, &[]), expected);
    }
}

#[test]
fn each_founding_claim_is_in_exactly_one_incident() {
    let (papers, claims) = papers_and_claims();
    let linked = linked(&papers, &claims, &[]);
    for claim in &claims {
        let n = linked.incidents.iter().filter(|incident| incident.claims.contains(&claim.id)).count();
        assert_eq!(n, 1, "{:?}", claim.id);
    }
    assert!(linked.incidents.len() > 3, "the reports tell of several happenings");
}

#[test]
fn an_earlier_report_that_arrives_later_does_not_rename_the_incident() {
    let (papers, claims) = papers_and_claims();
    let late: Vec<Paper> = papers[3..].to_vec();
    let late_claims: Vec<Claim> =
        claims.iter().filter(|claim| late.iter().any(|paper| paper.id == claim.report)).cloned().collect();
    let before = linked(&late, &late_claims, &[]);
    let after = linked(&papers, &claims, &before.identities);
    for claim in &late_claims {
        let old = id_of(&before, claim);
        let kept = after.incidents.iter().any(|incident| incident.id == *old);
        assert!(kept, "{old} is gone");
    }
    let mut ids: Vec<&IncidentId> = after.incidents.iter().map(|incident| &incident.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), after.incidents.len(), "no two incidents bear one name");
}

#[test]
fn new_rules_keep_the_ids_by_the_sentences() {
    let (papers, claims) = papers_and_claims();
    let before = linked(&papers, &claims, &[]);
    let again: Vec<Claim> = claims
        .iter()
        .cloned()
        .map(|mut claim| {
            claim.rules = vec![cairn_model::RuleId::new("read-anew")];
            claim.with_identity()
        })
        .collect();
    assert!(again.iter().zip(&claims).all(|(new, old)| new.id != old.id), "every claim has a new id");
    let after = linked(&papers, &again, &before.identities);
    for (new, old) in again.iter().zip(&claims) {
        assert_eq!(id_of(&after, new), id_of(&before, old));
    }
}
