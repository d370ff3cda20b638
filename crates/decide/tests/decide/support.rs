//! Claims of an invented war, and people who decide about them.

use cairn_model::*;

pub const TEXT: &str = "Shells fell on Orlu. Four people were killed and 12 wounded, the clinic said. The Vale \
                        Guard burned two houses in Tave. Four people were killed in Senna, a nurse said.";

pub fn report() -> Report {
    Report {
        id: ReportId::new("r-1"),
        outlet: Some("Courier".into()),
        url: None,
        title: None,
        published: "2031-05-03".parse().ok(),
        dated: None,
        author: None,
        language: None,
        text: TEXT.into(),
        provenance: Provenance::default(),
    }
}

pub fn span(words: &str) -> Span {
    let at = TEXT.find(words).expect("words of the text") as u32;
    Span::new(at, at + words.len() as u32)
}

pub fn claim(sentence: &str, figure: &str, kind: Kind, n: u64) -> Claim {
    Claim {
        id: ClaimId::new(""),
        key: ClaimKey::new(""),
        report: ReportId::new("r-1"),
        kind,
        event_type: EventType::Shelling,
        object: Some(Object::People),
        group: Some(Group::Unspecified),
        figure: Figure::exact(n),
        period: Period::Incident,
        status: Status::Asserted,
        attribution: Attribution(vec![Hand {
            name: "the clinic".into(),
            role: HandRole::Institution,
            cue: None,
            manner: None,
            span: None,
        }]),
        stake: None,
        actor: None,
        actor_basis: None,
        accuser: None,
        target: None,
        instrument: None,
        place: Some(PlaceValue {
            country: Some("XA".into()),
            ..PlaceValue::unresolved("Orlu", PlaceBasis::Stated)
        }),
        time: TimeValue::unknown(),
        agreement: None,
        part_of: false,
        evidence: Evidence { sentence: span(sentence), figure: Some(span(figure)), trigger: None },
        rules: vec![RuleId::new("harm-passive")],
        ruleset: RulesetDigest::new("rules-test"),
        confidence: 900,
        made_by: None,
    }
    .with_identity()
}

/// Four killed and twelve wounded in Orlu, two houses burnt in Tave by the Vale Guard.
pub fn claims() -> Vec<Claim> {
    let casualties = "Four people were killed and 12 wounded, the clinic said.";
    let burnt = Claim {
        object: Some(Object::House),
        group: None,
        actor: Some(ActorValue {
            id: None,
            name: "Vale Guard".into(),
            words: "The Vale Guard".into(),
            side: ActorSide::Unidentified,
            country: None,
            span: None,
        }),
        actor_basis: Some(ActorBasis::Stated),
        ..claim("The Vale Guard burned two houses in Tave.", "two", Kind::Destroyed, 2)
    };
    vec![
        claim(casualties, "Four", Kind::Killed, 4),
        claim(casualties, "12", Kind::Wounded, 12),
        burnt.with_identity(),
    ]
}

/// A decision made at a minute of one day.
pub fn decide(verdict: Verdict, who: &str, minute: u32) -> Decision {
    let when = format!("2031-05-04T{:02}:{:02}:00Z", 10 + minute / 60, minute % 60);
    Decision::new(verdict, who, &when, None).expect("a decision")
}

pub fn correct(claim: &Claim, correction: Correction) -> Verdict {
    Verdict::Correct { claim: Anchor::of(claim), correction }
}

pub fn confirm(claim: &Claim) -> Verdict {
    Verdict::Confirm { about: DecisionTarget::Claim(Anchor::of(claim)) }
}

pub fn reject(claim: &Claim) -> Verdict {
    Verdict::Reject { about: DecisionTarget::Claim(Anchor::of(claim)) }
}

pub fn undo(decision: &Decision) -> Verdict {
    Verdict::Undo { decision: decision.id.clone() }
}
