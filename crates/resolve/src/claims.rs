use crate::attribution::{attribution, share};
use cairn_extract::{Extraction, Frame, Ruleset};
use cairn_model::{Claim, ClaimId, ClaimKey, EventType, Evidence, Kind, Period, Report, TimeValue};
use cairn_text::Document;

/// Turns the frames of a report into claims.
pub fn resolve(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    ruleset: &Ruleset,
) -> Vec<Claim> {
    let frames = extraction.frames.iter();
    let mut claims: Vec<Claim> =
        frames.map(|frame| claim(report, document, extraction, frame, ruleset)).collect();
    share(&mut claims);
    claims
}

fn claim(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    frame: &Frame,
    ruleset: &Ruleset,
) -> Claim {
    let sentence = document.span(document.sentences()[frame.sentence].tokens());
    Claim {
        id: ClaimId::new(""),
        key: ClaimKey::new(""),
        report: report.id.clone(),
        kind: frame.kind,
        event_type: frame.event_type.unwrap_or(default_type(frame.kind)),
        object: frame.object,
        group: frame.group,
        figure: frame.figure.clone(),
        period: if frame.cumulative { Period::Cumulative { since: None } } else { Period::Incident },
        status: frame.status,
        attribution: attribution(report, document, extraction, frame),
        actor: None,
        target: None,
        instrument: frame.instrument.clone().map(|tokens| document.words(tokens).to_owned()),
        place: None,
        time: TimeValue::unknown(),
        agreement: None,
        part_of: frame.part_of,
        evidence: Evidence {
            sentence,
            figure: Some(document.span(frame.counted.clone())).filter(|_| !frame.counted.is_empty()),
            trigger: Some(document.span(frame.trigger.clone())),
        },
        rules: frame.rules.clone(),
        ruleset: ruleset.digest().clone(),
        confidence: 500,
    }
    .with_identity()
}

/// What kind of event a figure belongs to where nothing else tells.
fn default_type(kind: Kind) -> EventType {
    match kind {
        Kind::Abducted => EventType::Abduction,
        Kind::Captured => EventType::Arrest,
        Kind::Freed => EventType::Release,
        Kind::Displaced => EventType::Displacement,
        Kind::Deployed => EventType::Movement,
        Kind::Delivered => EventType::Aid,
        Kind::Seized => EventType::Capture,
        Kind::Destroyed | Kind::Damaged => EventType::Destruction,
        _ => EventType::Attack,
    }
}
