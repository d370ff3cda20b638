//! What the register promises: the same content whatever the order, nothing rewritten, nothing lost.

use crate::support::{RULESET, war, war_incident, war_toll};
use cairn_model::*;
use cairn_store::{Added, Grouping, Numbered, Reading, Register, Run};
use proptest::prelude::*;

fn readings(pairs: &[(Report, Vec<Claim>)]) -> Vec<Reading> {
    pairs.iter().map(|(report, claims)| Reading { report: report.clone(), claims: claims.clone() }).collect()
}

fn first_run(register: &mut Register) -> Run {
    register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap()
}

/// All that can be read back after grouping, one noun a line.
fn content(register: &mut Register) -> Vec<String> {
    register.regroup(|current| group(&current.reports)).unwrap();
    let mut seen = Vec::new();
    register
        .regroup(|current| {
            seen.extend(current.reports.iter().map(|report| format!("{report:?}")));
            seen.extend(current.claims.iter().map(|claim| format!("{claim:?}")));
            seen.extend(current.identities.iter().map(|identity| format!("{identity:?}")));
            group(&current.reports)
        })
        .unwrap();
    for table in ["incident", "toll"] {
        let sql = format!("SELECT value FROM {table} ORDER BY id");
        let values: Vec<serde_json::Value> = register.values(&sql, []).unwrap();
        seen.extend(values.iter().map(ToString::to_string));
    }
    seen
}

/// Stands in for linking: one incident and one toll where all their claims are there.
fn group(reports: &[Report]) -> Grouping {
    let families = reports
        .iter()
        .map(|report| Family {
            id: FamilyId::from_parts([report.id.as_str()]),
            reports: vec![report.id.clone()],
            ties: Vec::new(),
        })
        .collect();
    let complete = reports.len() >= 2;
    let incidents: Vec<Incident> = complete.then(war_incident).into_iter().collect();
    let identities = incidents
        .iter()
        .flat_map(|incident| incident.claims.iter().map(|claim| identity(claim, incident)))
        .collect();
    let links = incidents
        .iter()
        .map(|incident| Link {
            a: incident.claims[0].clone(),
            b: incident.claims[1].clone(),
            verdict: LinkVerdict::Same,
            score: 800,
            reasons: vec!["same day and town".to_owned()],
        })
        .collect();
    let tolls = complete.then(war_toll).into_iter().collect();
    let main = incidents
        .iter()
        .flat_map(|incident| incident.reports.iter().map(|report| (report.clone(), incident.id.clone())))
        .collect();
    Grouping { families, incidents, main, links, tolls, identities, ..Grouping::default() }
}

fn identity(claim: &ClaimId, incident: &Incident) -> Identity {
    let all = war();
    let claim =
        all.iter().flat_map(|(_, claims)| claims).find(|one| one.id == *claim).expect("a claim of the war");
    Identity {
        claim: claim.id.clone(),
        report: claim.report.clone(),
        sentence: claim.evidence.sentence,
        incident: incident.id.clone(),
    }
}

#[test]
fn the_same_report_twice_is_there_once() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    let added = register.add(run, readings(&war())).unwrap();
    assert_eq!(added, Added { new: 2, claims: 4, ..Added::default() });
    let once = content(&mut register);
    assert!(register.has(run, &war()[0].0).unwrap());
    let added = register.add(run, readings(&war())).unwrap();
    assert_eq!(added, Added { same: 2, ..Added::default() });
    assert_eq!(content(&mut register), once);
}

#[test]
fn another_text_under_a_known_id_is_a_conflict_and_the_first_is_kept() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    let mut pairs = war();
    let mut other = pairs[0].clone();
    other.0.text.push_str(" Corrected.");
    pairs.push(other.clone());
    let added = register.add(run, readings(&pairs)).unwrap();
    assert_eq!(added.conflicts, [other.0]);
    let kept = register.report(&ReportId::new("wire-1")).unwrap().unwrap();
    assert_eq!(kept, war()[0].0);
}

#[test]
fn a_new_ruleset_replaces_machine_rows_and_keeps_decisions() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    register.add(run, readings(&war())).unwrap();
    content(&mut register);
    let verdict = Verdict::Reject { about: DecisionTarget::Claim(Anchor::of(&war()[0].1[1])) };
    let decision = Decision::new(verdict, "an analyst", "2019-06-01T10:00:00Z", None).unwrap();
    assert_eq!(register.decide(std::slice::from_ref(&decision), &[]).unwrap(), [1]);

    let newer = register.run(&RulesetDigest::new("rules-fedcba9876543210"), "cairn 0.1.0").unwrap();
    assert_ne!(newer, run);
    assert_eq!(register.stale(newer).unwrap().len(), 2);
    let mut pairs = war();
    pairs[0].1.truncate(1);
    pairs[0].1[0].ruleset = RulesetDigest::new("rules-fedcba9876543210");
    let added = register.add(newer, readings(&pairs)).unwrap();
    assert_eq!((added.new, added.again, added.claims), (0, 2, 2));
    assert!(register.needs_grouping().unwrap());

    let current: Vec<Claim> =
        register.values("SELECT value FROM current_claim WHERE report = 'wire-1'", []).unwrap();
    assert_eq!(current, pairs[0].1);
    let rejected: Vec<Claim> =
        register.values("SELECT value FROM claim WHERE id = ?1", [war()[0].1[1].id.as_str()]).unwrap();
    assert_eq!(rejected, [war()[0].1[1].clone()]);
    assert_eq!(register.decisions().unwrap(), [Numbered { number: 1, decision }]);
    assert_eq!(register.ruled().unwrap()[0].state, DecisionState::Adrift);
}

#[test]
fn incidents_keep_their_ids_through_regrouping() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    register.add(run, readings(&war())).unwrap();
    assert!(register.needs_grouping().unwrap());
    content(&mut register);
    assert!(!register.needs_grouping().unwrap());
    let mut known = Vec::new();
    register
        .regroup(|current| {
            known = current.identities;
            group(&current.reports)
        })
        .unwrap();
    let incident = war_incident();
    let expected: Vec<_> = incident.claims.iter().map(|claim| identity(claim, &incident)).collect();
    assert_eq!(known, expected);
}

#[test]
fn facts_can_neither_be_changed_nor_removed() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    register.add(run, readings(&war())).unwrap();
    content(&mut register);
    let incident = register.incident_anchor(&war_incident().id).unwrap().unwrap();
    let verdict = Verdict::Confirm { about: DecisionTarget::Incident(incident) };
    let decision = Decision::new(verdict, "an analyst", "2019-06-01T10:00:00Z", None).unwrap();
    register.decide(&[decision], &[]).unwrap();
    let sql = register.connection();
    for (statement, message) in [
        ("UPDATE reading SET run = 0", "a reading is never rewritten"),
        ("DELETE FROM reading", "a reading is never removed"),
        ("UPDATE report SET text = x''", "a report is never rewritten"),
        ("DELETE FROM report", "a report is never removed"),
        ("UPDATE link SET score = 0", "a link is never rewritten"),
        ("DELETE FROM link", "a link is never removed"),
        ("UPDATE decision SET verdict = 'reject'", "a decision is never rewritten"),
        ("DELETE FROM decision", "a decision is never removed"),
    ] {
        let fault = sql.execute_batch(statement).unwrap_err().to_string();
        assert!(fault.contains(message), "{statement}: {fault}");
    }
}

#[test]
fn a_batch_is_written_whole_or_not_at_all() {
    let mut register = Register::in_memory().unwrap();
    let run = first_run(&mut register);
    let mut pairs = war();
    pairs[1].1[0].report = ReportId::new("a report that is not there");
    register.add(run, readings(&pairs)).unwrap_err();
    let written: i64 =
        register.connection().query_row("SELECT count(*) FROM report", [], |row| row.get(0)).unwrap();
    assert_eq!(written, 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn order_and_batches_leave_no_trace(
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        batch in 1..7usize,
    ) {
        let mut pairs = war();
        for n in 2..6 {
            let text = format!("On day {n} about {n} men were killed.");
            let report = crate::support::report(&format!("more-{n}"), "Arnor Wire", "2019-06-01", &text);
            let claim = crate::support::claim(&report, Kind::Killed, Group::Unspecified, &text, (n, "men"));
            pairs.push((report, vec![claim.with_identity()]));
        }
        let fill = |order: &[usize], batch: usize| {
            let mut register = Register::in_memory().unwrap();
            let run = first_run(&mut register);
            for idxs in order.chunks(batch) {
                let pairs: Vec<_> = idxs.iter().map(|idx| pairs[*idx].clone()).collect();
                register.add(run, readings(&pairs)).unwrap();
            }
            content(&mut register)
        };
        prop_assert_eq!(fill(&order, batch), fill(&[0, 1, 2, 3, 4, 5], 6));
    }
}

#[test]
fn imported_places_are_kept_by_name() {
    let mut register = Register::in_memory().unwrap();
    register.import_gazetteer("SY.txt", 2, b"first").unwrap();
    register.import_gazetteer("IQ.txt", 1, b"other").unwrap();
    register.import_gazetteer("SY.txt", 3, b"second").unwrap();
    let kept = register.gazetteers().unwrap();
    let kept: Vec<_> = kept.iter().map(|places| (places.name.as_str(), places.n_places)).collect();
    assert_eq!(kept, [("IQ.txt", 1), ("SY.txt", 3)]);
    assert_eq!(register.gazetteer_packs().unwrap(), [b"other".to_vec(), b"second".to_vec()]);
}
