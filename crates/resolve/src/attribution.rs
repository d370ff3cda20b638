//! The chain of hands of a claim, from the words of the text to its outlet.

use cairn_extract::{Extraction, Frame, HandMention, Tokens, chain_at};
use cairn_model::{Attribution, Claim, Hand, HandRole, Report};
use cairn_text::Document;

/// Who states a frame: speaker, institution, agency as the text names them, then the outlet.
pub(crate) fn attribution(
    report: &Report,
    document: &Document,
    extraction: &Extraction,
    frame: &Frame,
    is_place: &dyn Fn(&Tokens) -> bool,
) -> Attribution {
    let outlet = report.outlet.iter().map(|outlet| Hand {
        name: outlet.clone(),
        role: HandRole::Outlet,
        cue: None,
        manner: None,
        span: None,
    });
    let chain = chain_at(extraction, document, frame.told_at(), is_place);
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

/// Gives the claims that are stated without a source the chain of the same figure elsewhere in the
/// report, further down first: headlines and leads state nothing of their own, and who is named once
/// is not named again. Shares of such a figure go with it.
pub(crate) fn share(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        if claims[at].claimant().is_some() {
            continue;
        }
        let (before, behind) = claims.split_at(at + 1);
        let Some((claim, before)) = before.split_last() else { continue };
        let same = |other: &&Claim| other.claimant().is_some() && is_same_figure(claim, other);
        let found = behind.iter().find(same).or_else(|| before.iter().find(same));
        let share =
            || claim.part_of.then(|| before.iter().rev().find(|other| is_whole(claim, other))).flatten();
        let chain = found.or_else(share).map(|other| other.attribution.clone());
        if let Some(chain) = chain {
            claims[at].attribution = chain;
        }
    }
}

/// Whether a claim is of the larger figure, in the same sentence.
fn is_whole(share: &Claim, whole: &Claim) -> bool {
    let same = share.kind == whole.kind && share.evidence.sentence == whole.evidence.sentence;
    same && !whole.part_of && whole.claimant().is_some()
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
