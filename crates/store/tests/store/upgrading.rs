//! A register that an earlier program wrote is brought up to date, and nothing is lost.

use crate::support::{RULESET, war, war_incident, war_toll};
use cairn_model::{Claim, Incident, Report, Toll};
use cairn_store::{Grouping, Register, StoreError};
use rusqlite::{Connection, params};
use serde::Serialize;
use std::path::Path;
use tempfile::TempDir;

/// The incident that a claim was in when it was read last.
const ONCE: &str = "i-once";
const REASONS: &str = r#"["same day and town"]"#;

fn json<T: Serialize>(noun: &T) -> String {
    serde_json::to_string(noun).unwrap()
}

fn write_report(file: &Connection, report: &Report) {
    let sql = "INSERT INTO report (id, outlet, published, text, run) VALUES (?1, ?2, ?3, ?4, 1)";
    let published = report.published.map(|day| day.to_string());
    file.execute(sql, params![report.id.as_str(), report.outlet, published, report.text]).unwrap();
}

fn write_claim(file: &Connection, claim: &Claim) {
    let sql = "INSERT INTO claim (id, run, report, key, kind, type, period, status, value) \
               VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let (id, report, key) = (claim.id.as_str(), claim.report.as_str(), claim.key.as_str());
    let (kind, event_type) = (claim.kind.as_str(), claim.event_type.as_str());
    let (period, status) = (claim.period.as_str(), claim.status.as_str());
    let row = params![id, report, key, kind, event_type, period, status, json(claim)];
    file.execute(sql, row).unwrap();
}

/// Writes the war as a program did that knew version 4.
fn write_version_4(path: &Path) {
    let file = Connection::open(path).unwrap();
    for step in [
        include_str!("../../src/schema/1.sql"),
        include_str!("../../src/schema/2.sql"),
        include_str!("../../src/schema/3.sql"),
        include_str!("../../src/schema/4.sql"),
    ] {
        file.execute_batch(step).unwrap();
    }
    file.pragma_update(None, "user_version", 4).unwrap();
    file.execute("INSERT INTO run (id, ruleset, program) VALUES (1, ?1, 'cairn 0.0.9')", [RULESET]).unwrap();
    for (report, claims) in war() {
        write_report(&file, &report);
        claims.iter().for_each(|claim| write_claim(&file, claim));
    }
    let incident = war_incident();
    let sql = "INSERT INTO incident (id, type, value) VALUES (?1, 'battle', ?2)";
    file.execute(sql, params![incident.id.as_str(), json(&incident)]).unwrap();
    let claims: Vec<Claim> = war().into_iter().flat_map(|(_, claims)| claims).collect();
    for claim in &claims {
        let is_member = incident.claims.contains(&claim.id);
        if is_member {
            let sql = "INSERT INTO incident_claim (claim, incident) VALUES (?1, ?2)";
            file.execute(sql, [claim.id.as_str(), incident.id.as_str()]).unwrap();
        }
        let (sentence, once) =
            (claim.evidence.sentence, if is_member { incident.id.as_str() } else { "i-once" });
        let sql = "INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5)";
        let row = params![claim.id.as_str(), claim.report.as_str(), sentence.start, sentence.end, once];
        file.execute(sql, row).unwrap();
    }
    let toll = war_toll();
    let sql = "INSERT INTO toll (id, kind, value, subject) VALUES (?1, ?2, ?3, ?4)";
    file.execute(sql, params![toll.id.as_str(), toll.kind.as_str(), json(&toll), toll.subject()]).unwrap();
    for point in &toll.points {
        let sql = "INSERT INTO toll_claim (claim, toll) VALUES (?1, ?2)";
        file.execute(sql, [point.claim.as_str(), toll.id.as_str()]).unwrap();
    }
    let sql = "INSERT INTO link (a, b, verdict, score, reasons) VALUES (?1, ?2, 'same', 800, ?3)";
    file.execute(sql, params![incident.claims[0].as_str(), incident.claims[1].as_str(), REASONS]).unwrap();
    file.execute("INSERT INTO linking SELECT id FROM link", []).unwrap();
    file.execute("DELETE FROM waiting", []).unwrap();
}

#[test]
fn a_register_of_version_4_is_brought_up_to_date_with_all_that_is_in_it() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cairn.db");
    write_version_4(&path);
    assert!(matches!(Register::open_for_reading(&path), Err(StoreError::Older { found: 4, .. })));
    let mut register = Register::open(&path).unwrap();

    let mut claims: Vec<Claim> = war().into_iter().flat_map(|(_, claims)| claims).collect();
    claims.sort_by(|a, b| a.id.cmp(&b.id));
    for table in ["claim", "read_claim", "current_claim"] {
        let found: Vec<Claim> =
            register.values(&format!("SELECT value FROM {table} ORDER BY id"), []).unwrap();
        assert_eq!(found, claims, "{table}");
    }
    for (report, _) in war() {
        assert_eq!(register.report(&report.id).unwrap().unwrap().text, report.text);
    }
    let incidents: Vec<Incident> = register.values("SELECT value FROM incident", []).unwrap();
    assert_eq!(incidents, [war_incident()]);
    let tolls: Vec<Toll> = register.values("SELECT value FROM toll", []).unwrap();
    assert_eq!(tolls, [war_toll()]);
    let reasons: Vec<Vec<String>> = register.values("SELECT reasons FROM link", []).unwrap();
    assert_eq!(reasons, [["same day and town"]]);
    let faults: i64 = register
        .connection()
        .query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(faults, 0);

    // Everything waits to be linked anew, and the claims still know where they were.
    assert!(register.needs_grouping().unwrap());
    let mut names = Vec::new();
    register
        .regroup(|current| {
            let named = |claim: &Claim| {
                let row = current.identities.iter().find(|row| row.claim == claim.id);
                row.map(|row| row.incident.to_string())
            };
            names = claims.iter().filter_map(named).collect();
            Grouping::default()
        })
        .unwrap();
    let incident = war_incident();
    let expected: Vec<String> = claims
        .iter()
        .map(
            |claim| {
                if incident.claims.contains(&claim.id) { incident.id.to_string() } else { ONCE.to_owned() }
            },
        )
        .collect();
    assert_eq!(names, expected);
}
