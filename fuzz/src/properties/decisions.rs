//! Lines that people and other tools wrote: claims from elsewhere, decisions.

use cairn_decide::{Docket, Nobody, OutsideClaim, admit, read_line};
use cairn_model::{Decision, Report};

/// The report that claims from elsewhere are about.
fn report() -> Report {
    super::report(
        "wire-1",
        "Shells fell on Karam on Friday. Between 12 and 15 people were killed, a doctor said; \
         “dozens” more — at least 1,200 — fled.\nTwo houses burned.",
    )
}

/// Claims from elsewhere, one JSON object a line: refused with words, or admitted with evidence in the report.
pub fn outside_claims(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let report = report();
    let n_chars = report.text.chars().count() as u32;
    for line in text.lines() {
        let Ok(outside) = serde_json::from_str::<OutsideClaim>(line) else { continue };
        match admit(&outside, Some(&report), &Nobody) {
            Err(refusal) => {
                assert!(!refusal.to_string().is_empty() && !refusal.hint().is_empty());
            }
            Ok(claim) => {
                assert_eq!(outside.report, report.id);
                let sentence = claim.evidence.sentence;
                assert!(sentence.start < sentence.end && sentence.end <= n_chars);
                assert!(claim.made_by.as_deref().is_some_and(|maker| !maker.trim().is_empty()));
                assert!(claim.confidence <= 1000);
                let ends = (claim.figure.n, claim.figure.n_max);
                assert!(!matches!(ends, (Some(n), Some(n_max)) if n > n_max), "{ends:?}");
                assert_eq!(claim.clone().with_identity(), claim);
                let again = admit(&outside, Some(&report), &Nobody);
                assert_eq!(again, Ok(claim), "the same line is admitted the same");
            }
        }
    }
}

/// Decisions, one JSON object a line: what is read is written and read again, and can be applied.
pub fn decisions(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut read: Vec<Decision> = Vec::new();
    for line in text.lines() {
        match read_line(line) {
            Err(fault) => assert!(!fault.is_empty()),
            Ok(decision) => {
                let written = serde_json::to_string(&decision).expect("a decision is JSON");
                let back = read_line(&written).expect("what was written is read");
                assert_eq!(back, decision, "nothing is lost in JSON");
                read.push(decision);
            }
        }
    }
    let ranks = |docket: &Docket| format!("{:?}", docket.in_force().collect::<Vec<_>>());
    let forward = Docket::new(read.iter().cloned());
    let backward = Docket::new(read.into_iter().rev());
    assert_eq!(ranks(&forward), ranks(&backward), "decisions are blind to the order they came in");
}
