use crate::knowledge::Knowledge;
use crate::scene::{Scene, placed_names};
use cairn_extract::{Extraction, Frame};
use cairn_model::{
    Attribution, Claim, ClaimId, ClaimKey, EventType, Evidence, Hand, HandRole, Kind, Period, Report,
    TimeValue,
};
use cairn_text::Document;

/// Turns what was extracted from a report into claims, in the order of the text.
pub fn resolve(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    knowledge: &Knowledge,
) -> Vec<Claim> {
    let scene = Scene::new(document, placed_names(document, extraction, knowledge));
    extraction.frames.iter().map(|frame| claim(report, document, extraction, &scene, frame)).collect()
}

fn claim(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    scene: &Scene,
    frame: &Frame,
) -> Claim {
    let sentence = document.span(document.sentences()[frame.sentence].tokens());
    let outlet = report.outlet.as_ref().map(|outlet| Hand {
        name: outlet.clone(),
        role: HandRole::Outlet,
        cue: None,
        span: None,
    });
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
        attribution: Attribution(outlet.into_iter().collect()),
        actor: None,
        target: None,
        instrument: frame.instrument.clone().map(|tokens| document.words(tokens).to_owned()),
        place: scene.place_of(frame, extraction),
        time: TimeValue::unknown(),
        agreement: None,
        part_of: frame.part_of,
        evidence: Evidence {
            sentence,
            figure: Some(document.span(frame.counted.clone())).filter(|_| !frame.counted.is_empty()),
            trigger: Some(document.span(frame.trigger.clone())),
        },
        rules: frame.rules.clone(),
        ruleset: extraction.ruleset.clone(),
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
