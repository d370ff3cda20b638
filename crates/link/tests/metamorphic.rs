//! What must not change when the input is changed in ways that mean nothing: reports printed again,
//! sides named the other way round, reports in another order, a report taken out.

mod common;

use cairn_link::Linked;
use cairn_model::{
    ActorSide, Claim, EventType, Group, HandRole, Incident, IncidentId, Kind, Object, OriginId, ReportId,
};
use common::{Paper, actor, claim, linked, on, paper, said_by, town};
use std::collections::BTreeSet;

const TOWNS: [(&str, f64, f64); 5] = [
    ("Orlu", 10.0, 20.0),
    ("Tave", 11.0, 21.5),
    ("Senna Bridge", 14.0, 25.0),
    ("Vane", 17.0, 20.0),
    ("Ford", 8.0, 27.0),
];
const SCENES: [&str; 5] =
    ["the grain market", "a bakery queue", "the salt works", "a school bus", "the ferry landing"];
const OUTLETS: [&str; 4] = ["Vale Courier", "Harbour Post", "Hill Times", "Ford Gazette"];
const SIDES: [(&str, ActorSide); 2] = [("Aravel army", ActorSide::State), ("Orlu Front", ActorSide::Rebel)];

/// Ten attacks, each told by two reports in words of their own; some tell of a second happening without a
/// day or a place, some relay a party on its enemy's dead.
fn register() -> (Vec<Paper>, Vec<Claim>) {
    let (mut papers, mut claims) = (Vec::new(), Vec::new());
    for n in 0..20usize {
        let attack = n / 2;
        let (name, north, east) = TOWNS[attack % 5];
        let (scene, dead) = (SCENES[attack * 3 % 5], 3 + attack as u64 * 4);
        let date = format!("2031-07-{:02}", 1 + attack * 2);
        let (by, to) = (SIDES[attack % 2], SIDES[(attack + 1) % 2]);
        let text = match n % 2 {
            0 => format!(
                "The {} shelled {scene} in {name} and killed {dead} people of the {}. House {attack} burnt until \
                 noon, baker {attack} recalled, and the bells of quarter {attack} rang. Far away four drivers were hurt.",
                by.0, to.0
            ),
            _ => format!(
                "At {name} {dead} people fell when {scene} came under the guns of the {}. The bells of quarter {attack} \
                 rang, wrote a teacher of house {attack}. Nobody of the {} would speak.",
                by.0, to.0
            ),
        };
        let paper = paper(&format!("report-{n:02}"), OUTLETS[n % 4], &date, &text);
        let words = if n % 2 == 0 { format!("killed {dead} people") } else { format!("{dead} people fell") };
        let mut killed = claim(&paper, &words, Some(dead));
        killed.event_type = EventType::Shelling;
        killed.group = Some(if to.1 == ActorSide::State { Group::StateForce } else { Group::Fighter });
        killed.place = Some(town(name, north, east));
        killed.time = on(&date);
        killed.actor = Some(actor(by.0, by.0, by.1));
        killed.target = Some(actor(to.0, to.0, to.1));
        if attack % 3 == 0 {
            killed.attribution = said_by(&[(by.0, HandRole::Institution)]);
        }
        claims.push(killed.with_identity());
        if n % 2 == 0 {
            let mut hurt = claim(&paper, "four drivers were hurt", Some(4));
            hurt.kind = Kind::Wounded;
            hurt.event_type = EventType::Crash;
            claims.push(hurt.with_identity());
        }
        papers.push(paper);
    }
    (papers, claims)
}

/// What incidents say, without ids that name reports or claims; each name and group as `seen`.
fn all_told(linked: &Linked, seen: impl Fn(&str) -> String) -> Vec<String> {
    let told = |incident: &Incident| {
        let mut figures: Vec<String> = incident
            .figures
            .iter()
            .map(|series| {
                let figures: Vec<Option<u64>> = series.points.iter().map(|point| point.figure.n).collect();
                let group = seen(series.group.map_or("", Group::as_str));
                format!("{} {group} by {} {figures:?}", series.kind, seen(&series.origin.name))
            })
            .collect();
        figures.sort();
        let origins: BTreeSet<String> = incident.origins.iter().map(|origin| seen(&origin.name)).collect();
        let parties: BTreeSet<String> = incident.parties.iter().map(|party| seen(&party.name)).collect();
        let place = incident.place.as_ref().map(|place| place.name.as_str());
        let fields: Vec<&str> = incident.disagreements.iter().map(|one| one.field.as_str()).collect();
        let days = incident.time.iso();
        format!("{} {days:?} {place:?} {origins:?} {parties:?} {figures:?} {fields:?}", incident.event_type)
    };
    let mut told: Vec<String> = linked.incidents.iter().map(told).collect();
    told.sort();
    told
}

/// Each report `k` times over, under other ids, printed by the same or by another outlet.
fn printed(k: usize, elsewhere: bool) -> (Vec<Paper>, Vec<Claim>) {
    let (papers, claims) = register();
    let (mut more_papers, mut more_claims) = (papers.clone(), claims.clone());
    for copy in 1..k {
        for paper in &papers {
            let id = ReportId::new(format!("{}-copy-{copy}", paper.id));
            let outlet = if elsewhere { Some(format!("Reprint {copy}")) } else { paper.outlet.clone() };
            more_claims.extend(claims.iter().filter(|claim| claim.report == paper.id).map(|claim| {
                let mut claim = claim.clone();
                claim.report = id.clone();
                claim.with_identity()
            }));
            more_papers.push(Paper { id, outlet, ..paper.clone() });
        }
    }
    (more_papers, more_claims)
}

#[test]
fn reports_printed_again_change_no_incident_and_no_origin() {
    let (papers, claims) = register();
    let once = linked(&papers, &claims, &[]);
    assert!(once.incidents.len() > 15, "ten attacks and what is told beside them: {}", once.incidents.len());
    for (k, elsewhere) in [(2, false), (2, true), (3, false), (7, true)] {
        let (papers, claims) = printed(k, elsewhere);
        let again = linked(&papers, &claims, &[]);
        assert_eq!(
            all_told(&again, str::to_owned),
            all_told(&once, str::to_owned),
            "{k} times, elsewhere {elsewhere}"
        );
        assert_eq!(again.families.len(), once.families.len(), "a copy is of the family of what it copies");
        let reports: usize = again.incidents.iter().map(|incident| incident.reports.len()).sum();
        let before: usize = once.incidents.iter().map(|incident| incident.reports.len()).sum();
        assert_eq!(reports, k * before, "every copy is kept, and none counts");
    }
}

/// The same war with the two sides' names and sorts exchanged.
fn mirrored() -> (Vec<Paper>, Vec<Claim>) {
    let (papers, claims) = register();
    let other = |name: &str| if name == SIDES[0].0 { SIDES[1] } else { SIDES[0] };
    let swap = |text: &str| {
        text.replace(SIDES[0].0, "\u{0}").replace(SIDES[1].0, SIDES[0].0).replace('\u{0}', SIDES[1].0)
    };
    let papers: Vec<Paper> =
        papers.into_iter().map(|paper| Paper { text: swap(&paper.text), ..paper }).collect();
    let claims = claims.into_iter().map(|mut claim| {
        for party in [&mut claim.actor, &mut claim.target].into_iter().flatten() {
            let (name, side) = other(&party.name);
            (party.name, party.words, party.side) = (name.into(), name.into(), side);
        }
        for hand in &mut claim.attribution.0 {
            hand.name = other(&hand.name).0.into();
        }
        claim.group = claim.group.map(|group| match group {
            Group::StateForce => Group::Fighter,
            Group::Fighter => Group::StateForce,
            group => group,
        });
        claim.with_identity()
    });
    (papers, claims.collect())
}

#[test]
fn the_sides_named_the_other_way_round_mirror_the_register() {
    let (papers, claims) = register();
    let straight = linked(&papers, &claims, &[]);
    let (papers, claims) = mirrored();
    let mirror = linked(&papers, &claims, &[]);
    let other = |name: &str| -> String {
        let pairs = [[SIDES[0].0, SIDES[1].0], ["state_force", "fighter"]];
        let pair = pairs.iter().find(|pair| pair.contains(&name));
        pair.map_or(name, |pair| if pair[0] == name { pair[1] } else { pair[0] }).to_owned()
    };
    assert_eq!(all_told(&mirror, other), all_told(&straight, str::to_owned));
    assert_ne!(
        all_told(&mirror, str::to_owned),
        all_told(&straight, str::to_owned),
        "the mirror shows something"
    );
}

#[test]
fn a_report_taken_out_takes_its_claims_and_nothing_else() {
    let (papers, claims) = register();
    let whole = linked(&papers, &claims, &[]);
    for gone in &papers {
        let kept: Vec<Paper> = papers.iter().filter(|paper| paper.id != gone.id).cloned().collect();
        let kept_claims: Vec<Claim> =
            claims.iter().filter(|claim| claim.report != gone.id).cloned().collect();
        let without = linked(&kept, &kept_claims, &whole.identities);
        let own: BTreeSet<&str> =
            claims.iter().filter(|claim| claim.report == gone.id).map(|claim| claim.id.as_str()).collect();
        let touched: BTreeSet<&IncidentId> = whole
            .incidents
            .iter()
            .filter(|incident| incident.claims.iter().any(|claim| own.contains(claim.as_str())))
            .map(|incident| &incident.id)
            .collect();
        for incident in &without.incidents {
            assert!(incident.claims.iter().all(|claim| !own.contains(claim.as_str())), "{}", gone.id);
            let before = whole.incidents.iter().find(|before| before.id == incident.id);
            if touched.contains(&incident.id) {
                let left = before.map(|before| {
                    before.claims.iter().filter(|claim| !own.contains(claim.as_str())).cloned().collect()
                });
                assert_eq!(left, Some(incident.claims.clone()), "the others' claims stay, under the same id");
            } else {
                assert_eq!(before, Some(incident), "without {} nothing changes elsewhere", gone.id);
            }
        }
        let left = whole
            .incidents
            .iter()
            .filter(|incident| incident.claims.iter().any(|claim| !own.contains(claim.as_str())));
        assert_eq!(without.incidents.len(), left.count(), "without {}", gone.id);
    }
}

#[test]
fn the_order_of_reports_and_claims_is_nothing() {
    let (mut papers, mut claims) = register();
    let expected = linked(&papers, &claims, &[]);
    for turn in 1..6 {
        papers.rotate_left(3);
        claims.rotate_right(turn);
        papers.reverse();
        assert_eq!(linked(&papers, &claims, &[]), expected);
    }
}

#[test]
fn origins_are_no_more_than_families_and_named_hands() {
    let (papers, claims) = printed(4, true);
    let linked = linked(&papers, &claims, &[]);
    for incident in &linked.incidents {
        let ids: BTreeSet<&OriginId> = incident.origins.iter().map(|origin| &origin.id).collect();
        assert_eq!(ids.len(), incident.origins.len(), "each origin once");
        assert!(incident.origins.len() <= 2, "{:?}", incident.origins);
        assert_eq!(incident.reports.len() % 4, 0);
        assert!(incident.figures.iter().all(|series| series.object == Object::People));
    }
}
