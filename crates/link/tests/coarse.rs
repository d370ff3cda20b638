//! A report that tells of a region only: put to the incident it is of, or left by itself.

mod common;

use cairn_link::Linked;
use cairn_model::{Claim, EventType, LinkVerdict, PlacePrecision, PlaceValue};
use common::{Paper, claim, linked, on, paper, town};

/// The region that Orlu and Tave lie in.
fn vale() -> PlaceValue {
    PlaceValue { adm1: Some("Vale".into()), precision: PlacePrecision::Adm1, ..town("Vale", 10.5, 20.5) }
}

fn in_vale(name: &str, north: f64, east: f64) -> PlaceValue {
    PlaceValue { adm1: Some("Vale".into()), ..town(name, north, east) }
}

fn told(id: &str, outlet: &str, text: &str, place: PlaceValue, dead: Option<u64>) -> (Paper, Claim) {
    let paper = paper(id, outlet, "2031-07-02", text);
    let words = text.split('.').next().expect("a sentence").to_owned();
    let mut made = claim(&paper, &words, dead);
    made.event_type = EventType::Battle;
    made.place = Some(place);
    made.time = on("2031-07-01");
    (paper, made.with_identity())
}

fn orlu() -> (Paper, Claim) {
    let text = "Raiders of the Hill Band stormed the Orlu garrison on Tuesday and 31 sappers fell. Colonel Oyelle held \
                the salt gate until the relief came over the ford.";
    told("orlu", "Vale Courier", text, in_vale("Orlu", 10.0, 20.0), Some(31))
}

fn tave() -> (Paper, Claim) {
    let text = "A convoy was ambushed at Tave on Tuesday and four drivers died. Flour for the southern bakeries burnt \
                on the causeway.";
    told("tave", "Hill Times", text, in_vale("Tave", 10.9, 20.9), Some(4))
}

fn link_all(all: Vec<(Paper, Claim)>) -> Linked {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = all.into_iter().unzip();
    linked(&papers, &claims, &[])
}

fn together(linked: &Linked) -> Vec<Vec<&str>> {
    let mut groups: Vec<Vec<&str>> = linked
        .incidents
        .iter()
        .map(|incident| incident.reports.iter().map(|report| report.as_str()).collect())
        .collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

#[test]
fn a_coarse_report_joins_the_incident_whose_words_and_figures_it_has() {
    let coarse = "In fighting in Vale province 31 sappers fell on Tuesday as raiders of the Hill Band stormed a garrison. \
                  Colonel Oyelle was praised for holding the salt gate.";
    let linked = link_all(vec![orlu(), tave(), told("coarse", "Harbour Post", coarse, vale(), Some(31))]);
    assert_eq!(together(&linked), [vec!["coarse", "orlu"], vec!["tave"]]);
    let incident = linked.incidents.iter().find(|incident| incident.reports.len() == 2).expect("two reports");
    assert_eq!(
        incident.place.as_ref().map(|place| place.name.as_str()),
        Some("Orlu"),
        "the finer place holds"
    );
    assert!(incident.disagreements.is_empty(), "a region is no other place: {:?}", incident.disagreements);
}

#[test]
fn a_coarse_report_that_fits_none_stays_by_itself() {
    let coarse = "Fighting went on in Vale province on Tuesday, residents said. Roads were closed.";
    let linked = link_all(vec![orlu(), tave(), told("coarse", "Harbour Post", coarse, vale(), None)]);
    assert_eq!(together(&linked), [vec!["coarse"], vec!["orlu"], vec!["tave"]]);
    let joined = linked.links.iter().filter(|link| link.verdict == LinkVerdict::Same);
    assert_eq!(joined.count(), 0, "{:?}", linked.links);
    let place = linked.incidents.iter().filter_map(|incident| incident.place.as_ref());
    assert_eq!(
        place.filter(|place| place.precision == PlacePrecision::Adm1).count(),
        1,
        "it keeps its region"
    );
}

#[test]
fn every_link_has_a_score_and_says_why() {
    let coarse = "In fighting in Vale province 31 sappers fell on Tuesday as raiders of the Hill Band stormed a garrison.";
    let linked = link_all(vec![orlu(), told("coarse", "Harbour Post", coarse, vale(), Some(31))]);
    let link = linked.links.first().expect("a link");
    assert!(link.score > 0, "{link:?}");
    for word in ["one within the other", "the same figures", "2031-07-01"] {
        assert!(link.reasons.iter().any(|reason| reason.contains(word)), "{word}: {:?}", link.reasons);
    }
}
