//! What a person decides, from the command line: effects, undo, history, and the way to another machine.

use crate::shell::Shell;
use cairn_model::{Anchor, Claim, Decision, DecisionTarget, Verdict};
use cairn_store::Register;
use serde_json::Value;

const WIRE: &str = "---\noutlet: Vale Wire\npublished: 2031-05-03\n---\n\
    Four people were killed by shelling in Azaz on Friday, the health ministry said. Two soldiers were wounded.\n";
const POST: &str = "---\noutlet: Morning Post\npublished: 2031-06-20\n---\n\
    A bomb killed seven people in Taiz on Thursday, police said.\n";

/// A shell with two reports of two incidents.
fn shell() -> Shell {
    let shell = Shell::new();
    shell.write("reports/wire.txt", WIRE).write("reports/post.txt", POST);
    shell.out(&["add", "reports"]);
    shell
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn incidents(shell: &Shell) -> Vec<Value> {
    lines(&shell.out(&["incidents", "--json"]))
}

/// The incident that has so many killed, as its id.
fn incident(shell: &Shell, killed: u64) -> String {
    let found = incidents(shell).into_iter().find(|row| row["killed"]["low"] == killed);
    found.unwrap_or_else(|| panic!("{killed} killed"))["incident"].as_str().unwrap().to_owned()
}

/// The claim of an incident that says this.
fn claim(shell: &Shell, incident: &str, words: &str) -> String {
    let view = &lines(&shell.out(&["show", incident, "--json"]))[0];
    let says = view["sentences"].as_array().unwrap().iter().flat_map(|one| one["says"].as_array().unwrap());
    let found = says.into_iter().find(|saying| saying["words"].as_str().unwrap().starts_with(words));
    found.unwrap_or_else(|| panic!("{words} in {view}"))["claim"].as_str().unwrap().to_owned()
}

fn decide(shell: &Shell, who: &str, arguments: &[&str]) -> String {
    shell.out(&[&["decide", "--who", who], arguments].concat())
}

fn export(shell: &Shell, db: &str) -> String {
    shell.out(&["--db", db, "export", "--format", "jsonl"])
}

#[test]
fn a_correction_counts_and_stands_beside_what_was_read_until_it_is_undone() {
    let shell = shell();
    let before = shell.out(&["incidents"]);
    let four = incident(&shell, 4);
    let killed = claim(&shell, &four, "killed");
    let said = decide(&shell, "Ada Ort", &["correct", &killed, "n=5", "--why", "the hospital's list"]);
    assert!(said.starts_with(&format!("Decision 1: correct n of {killed} to 5.")), "{said}");
    assert_eq!(incident(&shell, 5), four);
    for command in [["show", four.as_str()], ["why", killed.as_str()]] {
        let shown = shell.out(&command);
        assert!(shown.contains("n is 5, read as 4; Ada Ort, "), "{shown}");
        assert!(shown.contains("“the hospital's list”"), "{shown}");
    }
    let table = shell.out(&["export", "--format", "csv", "--table", "claims"]);
    assert!(table.contains("n is 5, read as 4; Ada Ort, "), "{table}");
    let profile = shell.out(&["profile", "ucdp", &four]);
    assert!(profile.contains("n is 5, read as 4"), "{profile}");

    decide(&shell, "Ada Ort", &["undo", "1"]);
    assert_eq!(shell.out(&["incidents"]), before);
    let history = shell.out(&["decisions", &killed]);
    assert!(history.contains("to 5 (undone)") && history.contains("undo 1:"), "{history}");
}

#[test]
fn a_rejected_claim_counts_nowhere_and_stays_visible() {
    let shell = shell();
    let four = incident(&shell, 4);
    let killed = claim(&shell, &four, "killed");
    decide(&shell, "Ada", &["reject", &killed, "--why", "a drill"]);
    assert!(!incidents(&shell).iter().any(|row| row["killed"]["low"] == 4));
    let shown = shell.out(&["show", &four]);
    let rejected = shown.split("Rejected\n").nth(1).unwrap_or_else(|| panic!("{shown}"));
    assert!(rejected.contains(&killed) && rejected.contains("rejected by Ada, "), "{rejected}");
    assert!(shell.out(&["why", &killed]).contains("It is rejected, and counts nowhere."));
}

#[test]
fn incidents_are_merged_and_split_and_both_undone() {
    let shell = shell();
    let before = shell.out(&["incidents"]);
    let (four, seven) = (incident(&shell, 4), incident(&shell, 7));
    decide(&shell, "Ada", &["merge", &four, &seven]);
    assert_eq!(incidents(&shell).len(), 1);
    decide(&shell, "Ada", &["undo", "1"]);
    assert_eq!(shell.out(&["incidents"]), before);

    let wounded = claim(&shell, &four, "wounded");
    decide(&shell, "Ada", &["split", &four, &wounded]);
    assert_eq!(incidents(&shell).len(), 3);
    assert!(incidents(&shell).iter().any(|row| row["killed"].is_null() && row["wounded"]["low"] == 2));
    decide(&shell, "Ada", &["undo", "3"]);
    assert_eq!(shell.out(&["incidents"]), before);
}

#[test]
fn decisions_outlive_a_reading_with_other_rules() {
    let shell = shell();
    let four = incident(&shell, 4);
    decide(&shell, "Ada", &["correct", &claim(&shell, &four, "killed"), "n=5"]);
    // A gazetteer makes another program of it: every report is read anew, by another run.
    let row =
        "9000001\tOrlu\tOrlu\t\t10.0\t20.0\tP\tPPL\tSY\t\t09\t\t\t\t1000\t\t\tAsia/Damascus\t2020-01-01\n";
    shell.write("XA.txt", row);
    shell.out(&["gazetteer", "import", "XA.txt"]);
    shell.out(&["add", "--again"]);
    assert_eq!(incident(&shell, 5), four);
    assert!(shell.out(&["decisions", "--adrift"]).contains("No decisions."));
}

#[test]
fn two_people_who_differ_are_both_named() {
    let shell = shell();
    let four = incident(&shell, 4);
    let killed = claim(&shell, &four, "killed");
    decide(&shell, "Ada", &["correct", &killed, "n=5", "--when", "2031-06-01T10:00:00Z"]);
    decide(&shell, "Ben", &["correct", &killed, "n=6", "--when", "2031-06-02T10:00:00Z"]);
    let shown = shell.out(&["show", &four]);
    assert!(shown.contains("n is 6, read as 4; Ben, 2031-06-02 (disputed by Ada, 2031-06-01: 5)"), "{shown}");
    let disputed = shell.out(&["decisions", "--disputed"]);
    assert!(disputed.contains("to 5 (overruled)") && disputed.contains("to 6 (disputed)"), "{disputed}");
    decide(&shell, "Ada", &["undo", "1"]);
    assert!(shell.out(&["decisions", "--disputed"]).contains("No decisions."));
}

#[test]
fn a_claim_by_hand_needs_its_sentence() {
    let shell = shell();
    let report = &lines(&shell.out(&["reports", "--json"]))[0];
    let report = report["report"].as_str().unwrap();
    let quote = "Two soldiers were wounded.";
    decide(&shell, "Ada", &["add", report, "--quote", quote, "kind=missing", "n=2", "object=people"]);
    let four = incident(&shell, 4);
    let added = claim(&shell, &four, "missing");
    assert!(shell.out(&["why", &added]).contains("Made by\n  Ada, by no rule of Cairn"));
    let refused =
        shell.see(&["decide", "--who", "Ada", "add", report, "--quote", quote, "kind=killed", "n=3"]);
    assert!(
        refused.contains(
            "Error: the claim is refused: its figure 3 is not in its quotation, which has 2\nHint: "
        ),
        "{refused}"
    );
}

#[test]
fn claims_made_elsewhere_are_admitted_by_their_evidence_alone() {
    let shell = shell();
    let report = &lines(&shell.out(&["reports", "--json"]))[0]["report"];
    let line = |quote: &str, rest: &str| {
        format!(r#"{{"report": {report}, "made_by": "reader 2.1", "quote": "{quote}", {rest}}}"#)
    };
    let good = line(
        "Two soldiers were wounded.",
        r#""kind": "captured", "object": "people", "n": 2, "confidence": 0.8"#,
    );
    let bad = line("Nine soldiers were wounded.", r#""kind": "wounded", "n": 9"#);
    shell.write("claims.jsonl", format!("{good}\n\n{bad}\n{{\"kind\": 1}}\n"));
    let seen = shell.see(&["add", "--claims", "claims.jsonl"]);
    assert!(seen.contains("1 claim made elsewhere admitted, 2 refused"), "{seen}");
    assert!(seen.contains("claims.jsonl:3: refused: its quotation is not in the report"), "{seen}");
    assert!(seen.contains("claims.jsonl:4: is no claim"), "{seen}");
    let four = incident(&shell, 4);
    let shown = shell.out(&["show", &four]);
    assert!(shown.contains("captured people: 2, made by reader 2.1"), "{shown}");
    let table = shell.out(&["export", "--format", "csv", "--table", "claims"]);
    assert!(
        table.lines().any(|line| line.contains(",none,0.8,") && line.ends_with(",reader 2.1,")),
        "{table}"
    );
    assert!(shell.out(&["add", "--claims", "claims.jsonl"]).contains("1 already there"));
    shell.out(&["add", "--again"]);
    assert!(shell.out(&["show", &four]).contains("made by reader 2.1"));
}

#[test]
fn decisions_travel_as_a_file_and_wait_for_their_reports() {
    let shell = shell();
    let (four, seven) = (incident(&shell, 4), incident(&shell, 7));
    decide(&shell, "Ada", &["correct", &claim(&shell, &four, "killed"), "n=5", "place=Aleppo, SY"]);
    decide(&shell, "Ada", &["merge", &four, &seven]);
    decide(&shell, "Ada", &["alias", "police", "Taiz police", "--side", "state", "--country", "YE"]);
    decide(&shell, "Ada", &["pin", "Taiz", "13.58", "44.02", "--country", "YE"]);
    shell.write("mine.jsonl", shell.out(&["decisions", "export"]));
    shell.write("empty.txt", "Nothing happened.");
    shell.out(&["--db", "other.db", "add", "empty.txt"]);
    let taken = shell.out(&["--db", "other.db", "decisions", "import", "mine.jsonl"]);
    assert!(taken.starts_with("5 decisions taken over, 0 already there.\n3 decisions about what"), "{taken}");
    let again = shell.out(&["--db", "other.db", "decisions", "import", "mine.jsonl"]);
    assert!(again.starts_with("0 decisions taken over, 5 already there."), "{again}");
    shell.out(&["--db", "other.db", "add", "reports"]);
    shell.out(&["add", "empty.txt"]);
    assert_eq!(export(&shell, "other.db"), export(&shell, "cairn.db"));
}

#[test]
fn two_registers_merged_either_way_export_the_same() {
    let shell = shell();
    shell.out(&["--db", "other.db", "add", "reports/post.txt"]);
    let (four, seven) = (incident(&shell, 4), incident(&shell, 7));
    decide(&shell, "Ada", &["correct", &claim(&shell, &four, "killed"), "n=5"]);
    let killed = claim(&shell, &seven, "killed");
    decide(&shell, "Ada", &["correct", &killed, "n=8"]);
    shell.out(&["--db", "other.db", "decide", "--who", "Ben", "correct", &killed, "n=9"]);
    std::fs::copy(shell.path("cairn.db"), shell.path("copy.db")).unwrap();
    let merged = shell.out(&["merge", "other.db"]);
    assert!(merged.starts_with("0 reports, 0 claims and 1 decision taken over from other.db."), "{merged}");
    assert!(merged.contains("2 decisions not agreed on"), "{merged}");
    shell.out(&["--db", "other.db", "merge", "copy.db"]);
    assert_eq!(export(&shell, "other.db"), export(&shell, "cairn.db"));
    let before = export(&shell, "cairn.db");
    shell.out(&["merge", "other.db"]);
    assert_eq!(export(&shell, "cairn.db"), before);
}

#[test]
fn a_decision_that_was_written_before_the_program_was_killed_takes_effect_with_the_next_one() {
    let shell = shell();
    let four = incident(&shell, 4);
    let killed = claim(&shell, &four, "killed");
    {
        // What `cairn decide` does first; the grouping that follows never comes.
        let mut register = Register::open(&shell.path("cairn.db")).unwrap();
        let found: Vec<Claim> = register.values("SELECT value FROM claim WHERE id = ?1", [&killed]).unwrap();
        let verdict = Verdict::Reject { about: DecisionTarget::Claim(Anchor::of(&found[0])) };
        let decision = Decision::new(verdict, "Ada", "2031-06-01T10:00:00Z", None).unwrap();
        register.decide(&[decision], &[]).unwrap();
    }
    assert_eq!(incident(&shell, 4), four);
    decide(&shell, "Ben", &["grade", "Vale Wire", "B"]);
    assert!(!incidents(&shell).iter().any(|row| row["killed"]["low"] == 4));
}

#[test]
fn mistakes_are_told_with_their_remedy() {
    let shell = shell();
    let four = incident(&shell, 4);
    let killed = claim(&shell, &four, "killed");
    let see = |arguments: &[&str]| {
        let seen = shell.see(&[&["decide", "--who", "Ada"], arguments].concat());
        let told =
            seen.lines().find_map(|line| line.strip_prefix("Error: ")).unwrap_or_else(|| panic!("{seen}"));
        assert!(seen.contains("\nHint: "), "{seen}");
        told.to_owned()
    };
    assert_eq!(
        see(&["correct", &killed, "n=many"]),
        "`many` is no value of n: expected a whole number, or none"
    );
    assert_eq!(see(&["correct", &killed, "victims=4"]), "claims have no field `victims`");
    assert_eq!(see(&["correct", &killed, "n"]), "`n` gives no field a value");
    assert_eq!(
        see(&["correct", &killed, "kind=event", "n=3"]),
        "n cannot be corrected alone: a claim of kind event has none"
    );
    assert_eq!(see(&["undo", "7"]), "there is no decision 7");
    assert_eq!(see(&["merge", &four, &four]), format!("{four} is one incident already"));
    assert_eq!(
        see(&["split", &four, &claim(&shell, &incident(&shell, 7), "killed")]).split(" is not in ").count(),
        2
    );
    assert_eq!(see(&["grade", "Vale Wire", "G"]), "`G` is no reliability");
    assert_eq!(
        see(&["pin", "Azaz", "96", "37"]),
        "the decision cannot be kept: 96, 37 is no latitude and longitude in degrees"
    );
    assert_eq!(see(&["--when", "yesterday", "confirm", &killed]).split('`').nth(1), Some("yesterday"));
    let nobody = shell.command(&["decide", "confirm", &killed]).env_remove("CAIRN_WHO").output().unwrap();
    let told = String::from_utf8(nobody.stderr).unwrap();
    assert!(told.starts_with("Error: a decision needs somebody who makes it\nHint: "), "{told}");
}

#[test]
fn an_export_with_every_sort_of_decision_becomes_the_same_register() {
    let shell = shell();
    let (four, seven) = (incident(&shell, 4), incident(&shell, 7));
    let (killed, wounded) = (claim(&shell, &four, "killed"), claim(&shell, &four, "wounded"));
    let report = lines(&shell.out(&["reports", "--json"]))[0]["report"].as_str().unwrap().to_owned();
    decide(&shell, "Ada", &["correct", &killed, "n=5", "place=Aleppo, SY"]);
    decide(&shell, "Ben", &["correct", &killed, "n=6"]);
    let quote = "Two soldiers were wounded.";
    decide(&shell, "Ada", &["add", &report, "--quote", quote, "kind=missing", "n=2", "object=people"]);
    let line = format!(
        r#"{{"report": "{report}", "made_by": "reader 2.1", "quote": "{quote}", "kind": "captured", "n": 2, "object": "people"}}"#
    );
    shell.write("claims.jsonl", line);
    assert!(shell.out(&["add", "--claims", "claims.jsonl"]).contains("1 claim made elsewhere admitted"));
    decide(&shell, "Ada", &["split", &four, &wounded]);
    let merged = incident(&shell, 6);
    decide(&shell, "Ben", &["merge", &merged, &seven]);
    decide(&shell, "Ben", &["reject", &wounded, "--why", "a drill"]);
    decide(&shell, "Ben", &["alias", "police", "Taiz police", "--side", "state", "--country", "YE"]);
    let all = export(&shell, "cairn.db");
    let of = |id: &str| lines(&all).into_iter().find(|one| one["record"] == "claim" && one["id"] == *id);
    assert_eq!(of(&killed).unwrap()["figure"]["n"], 4, "as it was read");
    assert!(of(&wounded).is_some(), "a rejected claim is told too");
    assert_eq!(lines(&all).iter().filter(|one| one["made_by"].is_string()).count(), 2);

    shell.write("all.jsonl", &all);
    shell.out(&["--db", "copy.db", "import", "all.jsonl"]);
    assert_eq!(export(&shell, "copy.db"), all);
    // Both go on alike: what was read is there to be found again. Numbers of decisions are a register's own.
    let corrected = lines(&all).into_iter().find(|one| one["verdict"] == "correct" && one["value"] == 5);
    let corrected = corrected.unwrap()["id"].as_str().unwrap().to_owned();
    for db in ["cairn.db", "copy.db"] {
        let undo =
            ["--db", db, "decide", "--who", "Ada", "--when", "2040-01-01T00:00:00Z", "undo", &corrected];
        shell.out(&undo);
        shell.out(&["--db", db, "add", "--again"]);
    }
    assert_eq!(export(&shell, "copy.db"), export(&shell, "cairn.db"));
    // Told alone, claims are as they stand.
    let table = shell.out(&["export", "--format", "jsonl", "--table", "claims"]);
    let stands = lines(&table).into_iter().find(|one| one["id"] == *killed).unwrap();
    assert_eq!(stands["figure"]["n"], 6);
}

#[test]
fn an_incident_that_is_rejected_as_a_whole_can_still_be_looked_at() {
    let shell = shell();
    let four = incident(&shell, 4);
    decide(&shell, "Ada", &["reject", &four, "--why", "a drill"]);
    assert!(!incidents(&shell).iter().any(|row| row["incident"] == four.as_str()));
    let shown = shell.out(&["show", &four[..6]]);
    assert!(shown.starts_with(&format!("{four} rejected\nEvery claim of it was rejected")), "{shown}");
    assert!(shown.contains("Four people were killed by shelling") && shown.contains("“a drill”"), "{shown}");
    assert_eq!(lines(&shell.out(&["show", &four, "--json"]))[0]["rejected"].as_array().unwrap().len(), 4);
    assert!(shell.see(&["show", "i-0000"]).contains("no incident has the id"));
    decide(&shell, "Ada", &["undo", "1"]);
    assert_eq!(incident(&shell, 4), four);
    assert!(!shell.out(&["show", &four]).contains("Every claim of it was rejected"));
}
