//! The chain of hands of a claim, from the words of the text to its outlet.

use cairn_extract::{Extraction, Frame, HandMention, chain_at};
use cairn_model::{Attribution, Hand, HandRole, Report};
use cairn_text::Document;

/// Who states a frame: speaker, institution, agency as the text names them, then the outlet.
pub(crate) fn attribution(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    frame: &Frame,
) -> Attribution {
    let outlet = report.outlet.iter().map(|outlet| Hand {
        name: outlet.clone(),
        role: HandRole::Outlet,
        cue: None,
        span: None,
    });
    let chain = chain_at(extraction, document, frame.trigger.start);
    Attribution(chain.into_iter().map(|mention| hand(document, mention)).chain(outlet).collect())
}

fn hand(document: &Document, mention: HandMention) -> Hand {
    Hand {
        name: document.words(mention.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" "),
        role: mention.role,
        cue: mention.cue.map(|cue| document.words(cue).to_owned()),
        span: Some(document.span(mention.tokens)),
    }
}
