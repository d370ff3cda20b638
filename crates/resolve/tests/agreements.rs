//! The terms of agreements: each row is a text of a report with the terms that it states, as kind,
//! words and the last day on which they are due.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{AgreementState, Claim, Provenance, Report, ReportId, TermKind};
use cairn_resolve::{Knowledge, resolve};

/// Reads texts of a report of Wednesday, 21 September 2016.
struct Reader {
    ruleset: Ruleset,
    knowledge: Knowledge,
}

impl Reader {
    fn new() -> Self {
        let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
        Self { ruleset, knowledge: Knowledge::embedded().expect("the actors") }
    }

    fn claims(&self, text: &str) -> Vec<Claim> {
        let report = Report {
            id: ReportId::new("r"),
            outlet: None,
            url: None,
            title: None,
            published: "2016-09-21".parse().ok(),
            dated: None,
            author: None,
            language: None,
            text: text.to_owned(),
            provenance: Provenance::default(),
        };
        let document = cairn_text::analyse(text);
        let extraction = extract(&document, &self.ruleset, &mut Scratch::new(&self.ruleset));
        resolve(&report, &document, &extraction, &self.knowledge).claims
    }

    /// The terms in the order of the text.
    fn terms(&self, text: &str) -> Vec<(TermKind, String, Option<String>)> {
        let parts = self.claims(text).into_iter().filter_map(|claim| claim.agreement);
        let mut parts: Vec<_> = parts.filter(|part| part.term.is_some()).collect();
        parts.sort_by_key(|part| part.span.map(|span| span.start));
        parts
            .into_iter()
            .map(|part| {
                let due = part.deadline.and_then(|time| time.end).map(|day| day.to_string());
                (part.term.expect("a term"), part.words.unwrap_or_default(), due)
            })
            .collect()
    }
}

/// A term as a row writes it: its kind, its words and the last day on which it is due.
type Row<'t> = (TermKind, &'t str, Option<&'t str>);

fn check(table: &[(&str, &[Row<'_>])]) {
    let reader = Reader::new();
    let mut faults = Vec::new();
    for (text, expected) in table {
        let found = reader.terms(text);
        let same = found.len() == expected.len()
            && found.iter().zip(*expected).all(|((kind, words, due), (of_kind, said, by))| {
                kind == of_kind && words == said && due.as_deref() == *by
            });
        if !same {
            faults.push(format!("{text}\n    {found:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_sentence_after_an_agreement_states_its_terms() {
    check(&[
        (
            "The army and the rebels signed a ceasefire on Friday. Both sides must leave the ridge by October 15.",
            &[(TermKind::Withdrawal, "Both sides must leave the ridge by October 15", Some("2016-10-15"))],
        ),
        (
            "The army and the rebels signed a ceasefire on Friday. The two sides also agreed to exchange 40 prisoners.",
            &[(TermKind::Prisoners, "The two sides also agreed to exchange 40 prisoners", None)],
        ),
        (
            "The army and the rebels signed a truce on Monday. Under its terms, all forces are to pull back within 30 days.",
            &[(TermKind::Withdrawal, "all forces are to pull back within 30 days", Some("2016-10-19"))],
        ),
        (
            "The army and the rebels signed a peace accord on Monday. Howitzers are to be withdrawn in two weeks.",
            &[(TermKind::Withdrawal, "Howitzers are to be withdrawn in two weeks", Some("2016-10-03"))],
        ),
    ]);
}

#[test]
fn an_agreement_that_provides_for_something_asks_for_it() {
    check(&[
        (
            "The army and the rebels signed a truce. The deal provides for the withdrawal of foreign fighters and the release of all prisoners.",
            &[
                (TermKind::Withdrawal, "the withdrawal of foreign fighters", None),
                (TermKind::Prisoners, "the release of all prisoners", None),
            ],
        ),
        (
            "The accord demands that militias disarm by October 1 and that foreign forces leave.",
            &[
                (TermKind::Disarmament, "militias disarm by October 1", Some("2016-10-01")),
                (TermKind::Withdrawal, "foreign forces leave", None),
            ],
        ),
        (
            "The army and the rebels signed a truce. The accord requires the army, including its reservists, to leave Kutum.",
            &[(TermKind::Withdrawal, "the army, including its reservists, to leave Kutum", None)],
        ),
        (
            "THE ARMY AND THE REBELS SIGNED A TRUCE. THE ACCORD REQUIRES THE ARMY, INCLUDING ITS RESERVISTS, TO LEAVE KUTUM.",
            &[(TermKind::Withdrawal, "THE ARMY, INCLUDING ITS RESERVISTS, TO LEAVE KUTUM", None)],
        ),
        (
            "The army and the rebels signed a truce. The accord requires the army and the rebels to leave Kutum.",
            &[(TermKind::Withdrawal, "the army and the rebels to leave Kutum", None)],
        ),
        (
            "Under a deal made on Sunday, the rebels are to release 20 hostages and the army is to lift the siege.",
            &[
                (TermKind::Prisoners, "the rebels are to release 20 hostages", None),
                (TermKind::Access, "the army is to lift the siege", None),
            ],
        ),
    ]);
}

#[test]
fn what_happens_after_an_agreement_is_no_term() {
    check(&[
        ("The army and the rebels signed a ceasefire on Friday. The rebels withdrew on Saturday.", &[]),
        ("The army and the rebels signed a ceasefire on Friday. The minister must leave by Monday.", &[]),
        ("The price of bread rose. Both sides must leave the ridge by October 15.", &[]),
        (
            "The army and the rebels signed a ceasefire on Friday. Bread is dear. Shops are shut. Rain fell. \
             Both sides must leave the ridge by October 15.",
            &[],
        ),
    ]);
}

#[test]
fn a_breach_has_who_broke_it_and_a_day_of_its_own() {
    let reader = Reader::new();
    for (text, by, day) in [
        ("Soldiers violated the ceasefire on Friday.", Some("Soldiers"), Some("2016-09-16")),
        ("The ceasefire was broken by the rebels on Friday.", Some("the rebels"), Some("2016-09-16")),
        (
            "Shells fell on Friday, the first breach of the truce signed two weeks ago.",
            None,
            Some("2016-09-16"),
        ),
    ] {
        let claims = reader.claims(text);
        let state = |claim: &&Claim| claim.agreement.as_ref().map(|part| part.state);
        let breach = claims.iter().find(|claim| state(claim) == Some(AgreementState::Violated));
        let breach = breach.unwrap_or_else(|| panic!("a breach in: {text}"));
        assert_eq!(breach.actor.as_ref().map(|actor| actor.words.as_str()), by, "{text}");
        assert_eq!(breach.time.iso().as_deref(), day, "{text}");
    }
}
