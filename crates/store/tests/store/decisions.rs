//! What people decided outlives rules, programs and registers.

use crate::support::{RULESET, war, war_incident};
use cairn_model::*;
use cairn_store::{DecideError, Grouping, Reading, Record, Register, Run, Version};
use proptest::prelude::*;
use tempfile::TempDir;

fn readings(pairs: Vec<(Report, Vec<Claim>)>) -> Vec<Reading> {
    pairs.into_iter().map(|(report, claims)| Reading { report, claims }).collect()
}

fn run(register: &mut Register, ruleset: &str) -> Run {
    register.run(&RulesetDigest::new(ruleset), "cairn 0.1.0").unwrap()
}

/// The war as another ruleset reads it: the same words, other rules, and so other claims.
fn reread() -> Vec<(Report, Vec<Claim>)> {
    let mut war = war();
    for claim in war.iter_mut().flat_map(|(_, claims)| claims) {
        claim.rules = vec![RuleId::new("killed-of-tomorrow")];
        claim.ruleset = RulesetDigest::new("rules-fedcba9876543210");
        *claim = claim.clone().with_identity();
    }
    war
}

fn filled() -> Register {
    let mut register = Register::in_memory().unwrap();
    let run = run(&mut register, RULESET);
    register.add(run, readings(war())).unwrap();
    register
}

fn decision(verdict: Verdict, who: &str, second: u32) -> Decision {
    let when = format!("2019-06-01T10:{:02}:{:02}Z", second / 60, second % 60);
    Decision::new(verdict, who, &when, Some("the list of the dead")).unwrap()
}

fn correct(claim: &Claim, n: u64) -> Verdict {
    Verdict::Correct { claim: Anchor::of(claim), correction: Correction::N(Some(n)) }
}

fn reject(claim: &Claim) -> Verdict {
    Verdict::Reject { about: DecisionTarget::Claim(Anchor::of(claim)) }
}

/// The numbers that hold, by claim.
fn numbers(register: &Register) -> Vec<(u64, String)> {
    let claims: Vec<Claim> = register.values("SELECT value FROM current_claim ORDER BY id", []).unwrap();
    let mut numbers: Vec<(u64, String)> =
        claims.iter().map(|claim| (claim.figure.n.unwrap_or(0), claim.kind.to_string())).collect();
    numbers.sort();
    numbers
}

/// Everything that decisions bring about, without the numbers that belong to one register.
fn effects(register: &mut Register) -> Vec<String> {
    let rows = |sql: &str| -> Vec<String> {
        let mut statement = register.connection().prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let mut seen = rows("SELECT id || ' ' || counts || ' ' || plain(value) FROM standing ORDER BY id");
    seen.extend(rows(
        "SELECT d.digest || ' ' || c.ordinal || ' ' || coalesce(c.claim, '-') FROM decision_claim AS c \
         JOIN decision AS d ON d.id = c.decision ORDER BY 1",
    ));
    let mut states: Vec<String> = register
        .ruled()
        .unwrap()
        .iter()
        .map(|ruled| format!("{} {} {:?}", ruled.numbered.decision.id, ruled.state, ruled.against))
        .collect();
    states.sort();
    seen.extend(states);
    register
        .regroup(|current| {
            seen.push(format!("{:?}", current.bonds));
            Grouping::default()
        })
        .unwrap();
    seen
}

#[test]
fn decisions_survive_another_ruleset() {
    let mut register = filled();
    let (killed, wounded) = (&war()[0].1[0], &war()[0].1[1]);
    register.decide(&[decision(correct(killed, 38), "Ada", 1)], &[]).unwrap();
    register.decide(&[decision(reject(wounded), "Ada", 2)], &[]).unwrap();
    let before = numbers(&register);
    assert!(before.contains(&(38, "killed".into())) && !before.iter().any(|(_, kind)| kind == "wounded"));

    let newer = run(&mut register, "rules-fedcba9876543210");
    register.add(newer, readings(reread())).unwrap();
    assert!(reread()[0].1[0].id != killed.id);
    assert_eq!(numbers(&register), before);
    assert!(register.ruled().unwrap().iter().all(|ruled| ruled.state == DecisionState::Holds));
    // The claims themselves are as they were read.
    let read: Vec<Claim> =
        register.values("SELECT value FROM claim WHERE value ->> '$.figure.n' = 40", []).unwrap();
    assert_eq!(read.len(), 2);
}

#[test]
fn a_decision_whose_claim_is_gone_waits_for_it() {
    let mut register = filled();
    register.decide(&[decision(correct(&war()[0].1[0], 38), "Ada", 1)], &[]).unwrap();
    let newer = run(&mut register, "rules-fedcba9876543210");
    let mut none = reread();
    none[0].1.clear();
    register.add(newer, readings(none)).unwrap();
    assert_eq!(register.ruled().unwrap()[0].state, DecisionState::Adrift);
    let newest = run(&mut register, "rules-0000000000000000");
    register.add(newest, readings(reread())).unwrap();
    assert_eq!(register.ruled().unwrap()[0].state, DecisionState::Holds);
    assert!(numbers(&register).contains(&(38, "killed".into())));
}

#[test]
fn a_stale_decision_is_refused_and_says_who_changed_what() {
    let mut register = filled();
    let claim = &war()[0].1[0];
    let record = Record::Claim(claim.id.clone());
    let seen = register.version(&record).unwrap();
    register.decide(&[decision(correct(claim, 38), "Ada", 1)], &[(record.clone(), seen.clone())]).unwrap();
    let late = decision(correct(claim, 41), "Ben", 2);
    let fault = register.decide(std::slice::from_ref(&late), &[(record.clone(), seen)]).unwrap_err();
    assert_eq!(
        fault.to_string(),
        format!(
            "{} has changed since you looked at it: correct by Ada, 2019-06-01T10:00:01.000Z (decision 1)",
            claim.id
        )
    );
    assert_eq!(register.decisions().unwrap().len(), 1, "nothing of a stale decision is written");
    let seen = register.version(&record).unwrap();
    assert_eq!(seen.to_string().parse::<Version>().unwrap(), seen);
    register.decide(&[late], &[(record, seen)]).unwrap();
}

#[test]
fn an_incident_that_has_other_claims_than_when_it_was_seen_is_stale() {
    let mut register = filled();
    let incident = war_incident();
    let group = |incidents: Vec<Incident>| Grouping { incidents, ..Grouping::default() };
    register.regroup(|_| group(vec![incident.clone()])).unwrap();
    let record = Record::Incident(incident.id.clone());
    let seen = register.version(&record).unwrap();
    let mut smaller = incident.clone();
    smaller.claims.truncate(1);
    register.regroup(|_| group(vec![smaller])).unwrap();
    let anchor = register.incident_anchor(&incident.id).unwrap().unwrap();
    let verdict = Verdict::Confirm { about: DecisionTarget::Incident(anchor) };
    let fault = register.decide(&[decision(verdict, "Ada", 1)], &[(record, seen)]).unwrap_err();
    assert!(matches!(&fault, DecideError::Stale { since, gone: false, .. } if since.is_empty()), "{fault}");
}

#[test]
fn what_is_not_here_cannot_be_decided_about_and_can_be_imported() {
    let mut register = Register::in_memory().unwrap();
    let made = decision(correct(&war()[0].1[0], 38), "Ada", 1);
    assert!(matches!(register.decide(std::slice::from_ref(&made), &[]), Err(DecideError::Unknown(_))));
    assert_eq!(register.import_decisions(std::slice::from_ref(&made)).unwrap(), 1);
    assert_eq!(register.import_decisions(&[made]).unwrap(), 0);
    let run = run(&mut register, RULESET);
    register.add(run, readings(war())).unwrap();
    assert!(numbers(&register).contains(&(38, "killed".into())));
}

#[test]
fn a_batch_is_written_whole_or_not_at_all() {
    let mut register = filled();
    let good = decision(correct(&war()[0].1[0], 38), "Ada", 1);
    let mut other = war()[0].1[1].clone();
    other.report = ReportId::new("nowhere");
    let bad = decision(reject(&other), "Ada", 2);
    assert!(register.decide(&[good, bad], &[]).is_err());
    assert!(register.decisions().unwrap().is_empty());
    assert!(numbers(&register).contains(&(40, "killed".into())));
}

#[test]
fn claims_made_elsewhere_stay_when_their_report_is_read_again() {
    let mut register = filled();
    let mut outside = war()[0].1[1].clone();
    outside.made_by = Some("tool 1.2".into());
    outside.rules.clear();
    outside.figure = Figure::exact(3);
    let outside = outside.with_identity();
    assert_eq!(register.add_outside(std::slice::from_ref(&outside)).unwrap(), 1);
    assert_eq!(register.add_outside(std::slice::from_ref(&outside)).unwrap(), 0);
    let newer = run(&mut register, "rules-fedcba9876543210");
    register.add(newer, readings(reread())).unwrap();
    assert!(numbers(&register).contains(&(3, "wounded".into())));
    register.decide(&[decision(reject(&outside), "Ada", 1)], &[]).unwrap();
    assert!(!numbers(&register).contains(&(3, "wounded".into())));
}

#[test]
fn a_claim_added_by_hand_comes_with_its_decision_and_goes_with_its_undo() {
    let mut register = filled();
    let mut added = war()[0].1[1].clone();
    added.made_by = Some("Ada".into());
    added.rules.clear();
    added.figure = Figure::exact(3);
    let adds = decision(Verdict::Add { claim: Box::new(added.with_identity()) }, "Ada", 1);
    register.regroup(|_| Grouping::default()).unwrap();
    register.decide(std::slice::from_ref(&adds), &[]).unwrap();
    assert!(register.needs_grouping().unwrap());
    assert!(numbers(&register).contains(&(3, "wounded".into())));
    let undo = decision(Verdict::Undo { decision: adds.id }, "Ben", 2);
    register.decide(&[undo], &[]).unwrap();
    assert!(!numbers(&register).contains(&(3, "wounded".into())));
}

/// A register on disk with one report of the war, and what `who` decided about it.
fn colleague(folder: &TempDir, name: &str, pair: usize, decisions: &[Decision]) -> Register {
    let mut register = Register::open(&folder.path().join(name)).unwrap();
    let run = run(&mut register, RULESET);
    register.add(run, readings(vec![war().remove(pair)])).unwrap();
    register.import_decisions(decisions).unwrap();
    register
}

#[test]
fn two_registers_merged_either_way_hold_the_same() {
    let folder = TempDir::new().unwrap();
    let (killed, lost) = (&war()[0].1[0], &war()[1].1[0]);
    let ours = [decision(correct(killed, 38), "Ada", 1), decision(correct(lost, 44), "Ada", 2)];
    let theirs = [decision(correct(killed, 37), "Ben", 3), decision(reject(lost), "Ben", 4)];
    let mut one = colleague(&folder, "one.db", 0, &ours);
    let mut other = colleague(&folder, "other.db", 1, &theirs);
    let snapshot = colleague(&folder, "again.db", 0, &ours);
    let merged = one.merge(&other).unwrap();
    assert_eq!((merged.reports, merged.decisions), (1, 2));
    other.merge(&snapshot).unwrap();
    assert_eq!(effects(&mut one), effects(&mut other));
    assert_eq!(numbers(&one), numbers(&other));
    assert!(numbers(&one).contains(&(37, "killed".into())), "the later decision holds");
    assert!(one.ruled().unwrap().iter().any(|ruled| ruled.state == DecisionState::Overruled));
    // Once more changes nothing.
    let again = one.merge(&other).unwrap();
    assert_eq!((again.reports, again.claims, again.decisions), (0, 0, 0));
    assert_eq!(effects(&mut one), effects(&mut other));
}

#[test]
fn of_two_texts_under_one_id_each_register_keeps_its_own() {
    let mut one = filled();
    let mut other = Register::in_memory().unwrap();
    let run = run(&mut other, RULESET);
    let mut pair = war().remove(0);
    pair.0.text.push_str(" More follows.");
    other.add(run, readings(vec![pair])).unwrap();
    assert_eq!(one.merge(&other).unwrap().conflicts, [ReportId::new("wire-1")]);
    assert_eq!(one.report(&ReportId::new("wire-1")).unwrap().unwrap(), war()[0].0);
}

/// Decisions of two people about all claims of the war, with undos of any of them.
fn many() -> impl Strategy<Value = Vec<Decision>> {
    proptest::collection::vec((0..2usize, 0..6u8, 0..8usize, 0..90u32, 0..20usize), 1..14).prop_map(|all| {
        let claims: Vec<Claim> = war().into_iter().flat_map(|(_, claims)| claims).collect();
        let incident = |claim: &Claim| IncidentAnchor {
            incident: IncidentId::from_claim(&claim.id),
            claims: vec![Anchor::of(claim)],
        };
        let mut decisions: Vec<Decision> = Vec::new();
        for (who, what, about, second, of) in all {
            let (claim, other) = (&claims[about % claims.len()], &claims[of % claims.len()]);
            let verdict = match what {
                0 => reject(claim),
                1 => correct(claim, u64::from(second)),
                2 if claim.id != other.id => Verdict::Merge { one: incident(claim), other: incident(other) },
                3 if claim.id != other.id => {
                    Verdict::Split { incident: incident(claim), out: vec![Anchor::of(other)] }
                }
                4 => Verdict::Pin {
                    place: Pinned::Name { name: "OSGILIATH".into(), country: None, report: None },
                    lat: f64::from(second),
                    lon: 35.25,
                },
                _ if decisions.is_empty() => {
                    Verdict::Confirm { about: DecisionTarget::Claim(Anchor::of(claim)) }
                }
                _ => Verdict::Undo { decision: decisions[of % decisions.len()].id.clone() },
            };
            decisions.push(decision(verdict, ["Ada", "Ben"][who], second));
        }
        decisions
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_order_of_reports_and_decisions_equals_a_replay_from_scratch(
        (decisions, shuffled) in many().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        cut in 0..14usize,
    ) {
        // One by one, as people make them.
        let mut lived = filled();
        for one in &decisions {
            lived.decide(std::slice::from_ref(one), &[]).unwrap();
        }
        // From a file, some before the reports came and some after, the rules changed in between.
        let mut replayed = Register::in_memory().unwrap();
        let (before, after) = shuffled.split_at(cut.min(shuffled.len()));
        replayed.import_decisions(before).unwrap();
        let older = run(&mut replayed, "rules-fedcba9876543210");
        replayed.add(older, readings(reread().into_iter().rev().collect())).unwrap();
        replayed.import_decisions(after).unwrap();
        let newer = run(&mut replayed, RULESET);
        replayed.add(newer, readings(war())).unwrap();
        prop_assert_eq!(effects(&mut lived), effects(&mut replayed));
    }
}
