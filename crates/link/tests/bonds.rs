//! What people put together and took apart goes before every score.

mod common;

use cairn_link::{Block, Linked, NamesAlone, link};
use cairn_model::{Bonds, Claim, ClaimId, EventType, Kind, Status};
use common::{Paper, claim, on, paper, reports_of, town};

/// Three papers: two of one attack, one of an attack a month later and far away.
fn papers_and_claims() -> (Vec<Paper>, Vec<Claim>) {
    let told = [
        (
            "a",
            "Courier",
            "2031-07-02",
            "Shells hit the grain market in Orlu and killed 4 people. 9 were hurt there.",
        ),
        ("b", "Post", "2031-07-03", "Shelling of the grain market in Orlu killed 4 people, a nurse said."),
        ("c", "Wire", "2031-08-11", "A bomb in a bakery queue in Vane killed 7 people."),
    ];
    let (mut papers, mut claims) = (Vec::new(), Vec::new());
    for (id, outlet, day, text) in told {
        let paper = paper(id, outlet, day, text);
        let (words, dead) = if id == "c" { ("killed 7 people", 7) } else { ("killed 4 people", 4) };
        let mut killed = claim(&paper, words, Some(dead));
        killed.event_type = EventType::Shelling;
        killed.place = Some(if id == "c" { town("Vane", 17.0, 20.0) } else { town("Orlu", 10.0, 20.0) });
        killed.time = on(if id == "c" { "2031-08-10" } else { "2031-07-01" });
        if id == "a" {
            let mut hurt = claim(&paper, "9 were hurt there", Some(9));
            hurt.kind = Kind::Wounded;
            hurt.event_type = EventType::Shelling;
            hurt.place = killed.place.clone();
            hurt.time = killed.time.clone();
            claims.push(hurt.with_identity());
        }
        claims.push(killed.with_identity());
        papers.push(paper);
    }
    (papers, claims)
}

fn linked(papers: &[Paper], claims: &[Claim], bonds: &Bonds) -> Linked {
    let reports = reports_of(papers);
    link(&Block {
        reports: &reports,
        claims,
        known: &[],
        hands: &NamesAlone,
        rarities: None,
        bonds,
        words: None,
    })
}

/// The claims of each incident.
fn groups(linked: &Linked) -> Vec<Vec<ClaimId>> {
    let mut groups: Vec<Vec<ClaimId>> = linked.incidents.iter().map(|one| one.claims.clone()).collect();
    groups.sort();
    groups
}

fn id(claims: &[Claim], report: &str, kind: Kind) -> ClaimId {
    let found = claims.iter().find(|claim| claim.report.as_str() == report && claim.kind == kind);
    found.expect("a claim").id.clone()
}

fn pair(a: ClaimId, b: ClaimId) -> (ClaimId, ClaimId) {
    if a < b { (a, b) } else { (b, a) }
}

#[test]
fn without_decisions_the_two_accounts_of_one_attack_are_one_incident() {
    let (papers, claims) = papers_and_claims();
    assert_eq!(groups(&linked(&papers, &claims, &Bonds::default())).len(), 2);
}

#[test]
fn what_is_put_together_is_one_incident_whatever_speaks_against_it() {
    let (papers, claims) = papers_and_claims();
    let (a, c) = pair(id(&claims, "a", Kind::Killed), id(&claims, "c", Kind::Killed));
    let bonds = Bonds { together: vec![vec![a, c]], apart: vec![] };
    let linked = linked(&papers, &claims, &bonds);
    assert_eq!(groups(&linked).len(), 1);
    // One neighbourhood, so that what touches one of the reports later looks at all of them.
    let firsts: Vec<&str> = linked.neighbourhoods.iter().map(|(_, first)| first.as_str()).collect();
    assert_eq!(firsts, ["a", "a", "a"]);
}

#[test]
fn what_is_taken_apart_is_two_incidents_whatever_speaks_for_it() {
    let (papers, claims) = papers_and_claims();
    let apart = vec![pair(id(&claims, "a", Kind::Killed), id(&claims, "b", Kind::Killed))];
    let linked = linked(&papers, &claims, &Bonds { together: vec![], apart });
    assert_eq!(groups(&linked).len(), 3);
}

#[test]
fn a_claim_leaves_the_account_that_its_own_report_gives() {
    let (papers, claims) = papers_and_claims();
    let hurt = id(&claims, "a", Kind::Wounded);
    let rest = ["a", "b"].map(|report| id(&claims, report, Kind::Killed));
    let mut apart: Vec<_> = rest.iter().map(|claim| pair(hurt.clone(), claim.clone())).collect();
    apart.sort();
    let linked = linked(&papers, &claims, &Bonds { together: vec![], apart });
    let groups = groups(&linked);
    assert!(groups.contains(&vec![hurt.clone()]), "{groups:?}");
    let mut rest = rest.to_vec();
    rest.sort();
    assert!(groups.contains(&rest), "{groups:?}");
    // What it is chiefly about, and in what order, hangs on the main account alone.
    assert_eq!(linked.main.len(), papers.len());
}

#[test]
fn a_denial_that_is_taken_out_is_an_incident_because_a_person_says_so() {
    let (papers, mut claims) = papers_and_claims();
    let at = claims.iter().position(|claim| claim.kind == Kind::Wounded).expect("a claim");
    claims[at].status = Status::Denied;
    claims[at] = claims[at].clone().with_identity();
    let denied = claims[at].id.clone();
    let apart = vec![pair(denied.clone(), id(&claims, "a", Kind::Killed))];
    let groups = groups(&linked(&papers, &claims, &Bonds { together: vec![], apart }));
    assert!(groups.contains(&vec![denied]), "{groups:?}");
}

#[test]
fn bonds_of_claims_that_are_not_there_bind_nothing() {
    let (papers, claims) = papers_and_claims();
    let gone = || ClaimId::new("c-gone");
    let other = ClaimId::new("c-gone-too");
    let bonds = Bonds {
        together: vec![vec![gone(), id(&claims, "a", Kind::Killed)]],
        apart: vec![pair(gone(), other)],
    };
    let free = linked(&papers, &claims, &Bonds::default());
    assert_eq!(linked(&papers, &claims, &bonds).incidents, free.incidents);
}
