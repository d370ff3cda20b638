//! The chain of hands of a claim, from the words of the text to its outlet.

use cairn_extract::{Extraction, Frame, HandMention, chain_at};
use cairn_model::{Attribution, Claim, Hand, HandRole, Report};
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
        manner: None,
        span: None,
    });
    let chain = chain_at(extraction, document, frame.told_at());
    Attribution(chain.into_iter().map(|mention| hand(document, mention)).chain(outlet).collect())
}

/// A hand as the text names it.
pub(crate) fn hand(document: &Document, mention: HandMention) -> Hand {
    Hand {
        name: document.words(mention.tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" "),
        role: mention.role,
        cue: mention.cue.map(|cue| document.words(cue).to_owned()),
        manner: mention.manner,
        span: Some(document.span(mention.tokens)),
    }
}

/// Gives the claims that a headline or a lead states without a source the chain of the same figure
/// further down: a headline states nothing of its own.
pub(crate) fn share(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        if claims[at].claimant().is_some() {
            continue;
        }
        let (before, behind) = claims.split_at_mut(at + 1);
        let claim = &mut before[at];
        let same = behind.iter().find(|other| other.claimant().is_some() && is_same_figure(claim, other));
        if let Some(other) = same {
            claim.attribution = other.attribution.clone();
        }
    }
}

fn is_same_figure(one: &Claim, other: &Claim) -> bool {
    let counted = one.figure.n.is_some() || one.figure.vague.is_some();
    counted
        && one.kind == other.kind
        && one.object == other.object
        && one.figure.n == other.figure.n
        && one.figure.n_max == other.figure.n_max
        && one.figure.vague == other.figure.vague
        && one.period.is_cumulative() == other.period.is_cumulative()
}
