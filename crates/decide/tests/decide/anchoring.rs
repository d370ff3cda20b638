use crate::support::*;
use cairn_decide::{Found, find};
use cairn_model::*;

/// The claims as another ruleset reads them.
fn reread(change: impl Fn(&mut Claim)) -> Vec<Claim> {
    claims()
        .into_iter()
        .map(|mut claim| {
            claim.rules = vec![RuleId::new("harm-of-tomorrow")];
            claim.ruleset = RulesetDigest::new("rules-other");
            change(&mut claim);
            claim.with_identity()
        })
        .collect()
}

fn found(anchor: &Anchor, claims: &[Claim]) -> Option<Figure> {
    find(anchor, claims).one().map(|claim| claim.figure.clone())
}

#[test]
fn another_rule_that_reads_the_same_is_the_same_claim() {
    let claims = reread(|_| {});
    for claim in self::claims() {
        let anchor = Anchor::of(&claim);
        assert!(claims.iter().all(|other| other.id != claim.id));
        assert_eq!(found(&anchor, &claims), Some(claim.figure));
    }
}

#[test]
fn the_words_of_the_figure_find_it_however_they_are_read_now() {
    let claims = reread(|claim| claim.group = claim.group.map(|_| Group::Civilian));
    assert_eq!(found(&Anchor::of(&self::claims()[1]), &claims), Some(Figure::exact(12)));
    let claims = reread(|claim| {
        claim.kind = Kind::Missing;
        claim.event_type = EventType::Battle;
    });
    assert_eq!(found(&Anchor::of(&self::claims()[1]), &claims), Some(Figure::exact(12)));
}

#[test]
fn a_decision_never_moves_to_other_words() {
    // The same is said further on, in other words of the same report.
    let elsewhere = claim("Four people were killed in Senna, a nurse said.", "two", Kind::Killed, 4);
    assert_eq!(elsewhere.key, claims()[0].key);
    assert_eq!(find(&Anchor::of(&claims()[0]), &[elsewhere]), Found::None);
}

#[test]
fn two_readings_of_the_same_words_are_not_taken_one_for_the_other() {
    let mut claims = reread(|claim| claim.group = claim.group.map(|_| Group::Civilian));
    let mut twin = claims[1].clone();
    twin.group = Some(Group::Fighter);
    claims.push(twin.with_identity());
    assert_eq!(find(&Anchor::of(&self::claims()[1]), &claims), Found::Several);
}

#[test]
fn claims_of_other_reports_are_never_meant() {
    let claims = reread(|claim| claim.report = ReportId::new("r-2"));
    assert_eq!(find(&Anchor::of(&self::claims()[0]), &claims), Found::None);
}
