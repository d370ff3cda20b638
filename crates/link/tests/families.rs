//! Copies and rewrites of one text: who belongs to the family, who had the text first, and whose it is.

mod common;

use cairn_link::Linked;
use cairn_model::{Claim, Tie, TieKind};
use common::{Paper, claim, linked, on, paper, town};

const WIRE: &str = "Two shells struck the grain store at Orlu shortly after dawn on Sunday, killing nine millers who \
    slept there, the district council said. The roof fell in and half of the winter stock was lost to the fire.";

/// Half of it in the wire's words, the rest the outlet's own, twice as long.
const REWRITE: &str = "Orlu has seen worse days, but few that were as cold. Two shells struck the grain store at Orlu \
    shortly after dawn on Sunday, killing nine men, and by noon the snow had covered what was left of it. People \
    queued at the only open well of the quarter. Nobody spoke of the front, which lies two hours to the east, nor \
    of the talks that were to begin in the capital and that nobody here expects to end. The bread will last until \
    the thaw, a baker reckoned, if the road stays open and the mills of the lower valley are spared.";

/// The same event, told by somebody else.
const APART: &str = "Artillery hit a granary in Orlu early on Sunday. Nine people died in it. Neighbours dug with \
    spades and their hands until the afternoon, when the governor came and promised tents.";

/// A report with its claim that nine were killed, in the sentence that holds `words`.
fn told(id: &str, outlet: &str, dated: &str, text: &str, sentence: &str) -> (Paper, Claim) {
    let paper = paper(id, outlet, dated, text);
    let mut killed = claim(&paper, sentence, Some(9));
    killed.place = Some(town("Orlu", 10.0, 20.0));
    killed.time = on("2031-02-02");
    (paper, killed.with_identity())
}

fn wire(id: &str, outlet: &str, dated: &str, text: &str) -> (Paper, Claim) {
    let sentence = text.split_inclusive(". ").find(|part| part.contains("killing nine")).expect("a sentence");
    told(id, outlet, dated, text, sentence.trim_end())
}

fn link_all(all: Vec<(Paper, Claim)>) -> Linked {
    let (papers, claims): (Vec<Paper>, Vec<Claim>) = all.into_iter().unzip();
    linked(&papers, &claims, &[])
}

fn tie<'l>(linked: &'l Linked, report: &str) -> Option<&'l Tie> {
    linked.families.iter().flat_map(|family| &family.ties).find(|tie| tie.report.as_str() == report)
}

fn origins(linked: &Linked) -> Vec<&str> {
    assert_eq!(linked.incidents.len(), 1, "{:#?}", linked.incidents);
    let mut names: Vec<&str> =
        linked.incidents[0].origins.iter().map(|origin| origin.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_later_copy_has_its_text_from_the_earlier() {
    let linked = link_all(vec![
        wire("b", "Harbour Post", "2031-02-03", WIRE),
        wire("a", "Vale Courier", "2031-02-02", WIRE),
    ]);
    assert_eq!(linked.families.len(), 1);
    assert_eq!(tie(&linked, "a"), None, "the first has it from nobody known");
    let copy = tie(&linked, "b").expect("a tie");
    assert_eq!((copy.kind, copy.source.as_deref()), (TieKind::Copy, Some("Vale Courier")));
    assert!(copy.reasons[1].contains("2031-02-03"), "{:?}", copy.reasons);
    assert_eq!(origins(&linked), ["Vale Courier"], "two outlets, one origin");
}

#[test]
fn copies_of_one_day_have_no_direction() {
    let linked = link_all(vec![
        wire("a", "Vale Courier", "2031-02-02", WIRE),
        wire("b", "Harbour Post", "2031-02-02", WIRE),
    ]);
    let copy = tie(&linked, "b").expect("a tie");
    assert_eq!(copy.source, None);
    assert!(copy.reasons.iter().any(|reason| reason.contains("neither dates nor credits")), "{copy:?}");
}

#[test]
fn a_credit_goes_before_a_date() {
    let credited = format!("{WIRE} (Vale Wire)");
    let linked = link_all(vec![
        wire("a", "Harbour Post", "2031-02-02", &credited),
        wire("b", "Vale Wire", "2031-02-03", WIRE),
        wire("c", "Hill Times", "2031-02-02", &credited),
    ]);
    assert_eq!(linked.families.len(), 1);
    assert_eq!(tie(&linked, "b"), None, "it is what the others copy, although it bears a later date");
    for report in ["a", "c"] {
        let copy = tie(&linked, report).expect("a tie");
        assert_eq!(copy.source.as_deref(), Some("Vale Wire"), "{copy:?}");
        assert_eq!(copy.with.as_ref().map(|with| with.as_str()), Some("b"));
        assert!(copy.reasons.iter().any(|reason| reason.contains("(Vale Wire)")), "{copy:?}");
    }
    assert_eq!(origins(&linked), ["Vale Wire"]);
}

#[test]
fn two_that_credit_a_third_have_it_from_there() {
    let linked = link_all(vec![
        wire("a", "Harbour Post", "2031-02-02", &format!("ORLU (VWA) - {WIRE}")),
        wire("b", "Hill Times", "2031-02-03", &format!("{WIRE}\n--VWA")),
    ]);
    assert_eq!(tie(&linked, "a").and_then(|tie| tie.source.as_deref()), Some("VWA"));
    let copy = tie(&linked, "b").expect("a tie");
    assert_eq!(copy.source.as_deref(), Some("VWA"), "not the paper that happened to print it first");
    assert!(copy.reasons.iter().any(|reason| reason.starts_with("both credit VWA")), "{copy:?}");
    assert_eq!(origins(&linked), ["VWA"]);
}

#[test]
fn a_single_report_with_a_credit_is_the_agencys() {
    let linked = link_all(vec![wire("a", "Harbour Post", "2031-02-02", &format!("ORLU (VWA) - {WIRE}"))]);
    let credit = tie(&linked, "a").expect("a tie");
    assert_eq!((credit.kind, credit.source.as_deref()), (TieKind::Credit, Some("VWA")));
    assert_eq!(origins(&linked), ["VWA"], "the outlet only prints it");
    let own = link_all(vec![wire("a", "VWA", "2031-02-02", &format!("ORLU (VWA) - {WIRE}"))]);
    assert_eq!(tie(&own, "a"), None, "an agency that signs its own text copies nobody");
}

#[test]
fn a_rewrite_is_of_the_family_and_an_independent_report_is_not() {
    let linked = link_all(vec![
        wire("a", "Vale Courier", "2031-02-02", WIRE),
        wire("b", "Harbour Post", "2031-02-03", REWRITE),
        told("c", "Hill Times", "2031-02-03", APART, "Nine people died in it."),
    ]);
    let families: Vec<usize> = linked.families.iter().map(|family| family.reports.len()).collect();
    assert_eq!(families.iter().sum::<usize>(), 3);
    assert_eq!(families.len(), 2, "{:#?}", linked.families);
    let rewrite = tie(&linked, "b").expect("a tie");
    assert_eq!((rewrite.kind, rewrite.source.as_deref()), (TieKind::Rewrite, Some("Vale Courier")));
    assert_eq!(tie(&linked, "c"), None);
    assert_eq!(origins(&linked), ["Hill Times", "Vale Courier"], "three reports, two origins");
}
