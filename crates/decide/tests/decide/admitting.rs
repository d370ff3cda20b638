use crate::support::report;
use cairn_decide::{Nobody, OutsideClaim, Refusal, admit};
use cairn_model::*;

fn admitted(line: &str) -> Result<Claim, Refusal> {
    let outside: OutsideClaim = serde_json::from_str(line).expect("JSON");
    admit(&outside, Some(&report()), &Nobody)
}

const QUOTE: &str = r#""report": "r-1", "made_by": "tool 1.2", "quote": "Four people were killed and 12 wounded, the clinic said.""#;

#[test]
fn what_stands_in_the_sentence_is_admitted() {
    let line = format!(
        r#"{{{QUOTE}, "kind": "killed", "n": 4, "claimant": "the clinic", "date": "2031-05-02", "group": "civilian"}}"#
    );
    let claim = admitted(&line).expect("admitted");
    assert_eq!(
        claim.evidence.sentence.of(&report().text),
        "Four people were killed and 12 wounded, the clinic said."
    );
    assert_eq!(
        (claim.object, claim.group, claim.figure.n),
        (Some(Object::People), Some(Group::Civilian), Some(4))
    );
    assert_eq!(claim.claimant(), Some("the clinic"));
    assert_eq!(claim.made_by.as_deref(), Some("tool 1.2"));
    assert!(claim.rules.is_empty());
    // Who makes the same claim again makes the same one; another tool makes another.
    assert_eq!(admitted(&line).expect("admitted").id, claim.id);
    assert_ne!(admitted(&line.replace("1.2", "1.3")).expect("admitted").id, claim.id);
}

#[test]
fn spaces_and_quotation_marks_may_differ_where_the_place_is_plain() {
    let line = r#"{"report": "r-1", "made_by": "t", "quote": "The  Vale\n Guard burned two houses in Tave.", "kind": "destroyed", "object": "house", "n": 2}"#;
    assert_eq!(
        admitted(line).expect("admitted").evidence.sentence.of(&report().text),
        "The Vale Guard burned two houses in Tave."
    );
    let several = r#"{"report": "r-1", "made_by": "t", "quote": "people  were killed", "kind": "killed"}"#;
    assert_eq!(admitted(several), Err(Refusal::Places("people  were killed".into(), 2)));
}

#[test]
fn the_day_of_publication_never_poses_as_the_day_of_the_event() {
    let claim = admitted(&format!(r#"{{{QUOTE}, "kind": "killed", "n": 4}}"#)).expect("admitted");
    assert_eq!(claim.time.iso(), None);
}

#[test]
fn what_does_not_stand_there_is_refused() {
    let refused =
        |fields: &str| admitted(&format!("{{{QUOTE}, {fields}}}")).expect_err("refused").to_string();
    assert_eq!(
        refused(r#""kind": "killed", "n": 5"#),
        "its figure 5 is not in its quotation, which has 4, 12"
    );
    assert_eq!(
        refused(r#""kind": "killed", "vague": "dozens""#),
        "its words `dozens` are not in its quotation"
    );
    assert_eq!(
        refused(r#""kind": "murdered", "n": 4"#).split(':').next(),
        Some("`murdered` is no value of kind")
    );
    assert_eq!(refused(r#""kind": "killed", "victims": 4"#), "claims have no field `victims`");
    assert_eq!(refused(r#""n": 4"#), "it has no kind");
    assert_eq!(refused(r#""kind": "destroyed", "n": 4"#), "it counts destroyed and does not say of what");
    assert_eq!(refused(r#""kind": "killed", "n": 12, "n_max": 4"#), "its range goes from 12 to 4");
    let whole = |line: &str| admitted(line).expect_err("refused").to_string();
    assert_eq!(
        whole(r#"{"report": "r-1", "made_by": "t", "quote": "Five people were killed.", "kind": "killed"}"#),
        "its quotation is not in the report: “Five people were killed.”"
    );
    assert_eq!(
        whole(r#"{"report": "r-9", "made_by": "t", "quote": "x", "kind": "killed"}"#),
        "there is no report `r-9`"
    );
    assert_eq!(
        whole(r#"{"report": "r-1", "quote": "Four people", "kind": "killed"}"#),
        "it does not say who made it"
    );
    assert_eq!(
        whole(r#"{"report": "r-1", "made_by": "t", "quote": " ", "kind": "killed"}"#),
        "it quotes nothing"
    );
}
