//! A report's text cut into pieces, each with the claims that stand in it.

use cairn_model::{Claim, Kind};

/// A paragraph of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub pieces: Vec<Piece>,
    /// Whether a claim stands in it.
    pub marked: bool,
    /// Whether text was left out before it.
    pub gap: bool,
}

/// Words that the same claims cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub text: String,
    /// The kind that colours it; empty where no claim stands here.
    pub class: &'static str,
    /// Whether these are the words of a figure or of what happened, not just the sentence around them.
    pub is_core: bool,
    /// Ids of all claims whose sentence covers it, separated by spaces.
    pub claims: String,
    /// The claim that is shown for it: only at the words that state a claim, each claim once.
    pub anchor: Option<String>,
    /// With `anchor`: what the claim says, in one or two words.
    pub label: String,
}

/// The class by which a kind is coloured.
pub(crate) fn kind_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Killed => "k-killed",
        Kind::Wounded => "k-wounded",
        Kind::Missing | Kind::Captured | Kind::Abducted | Kind::Freed => "k-held",
        Kind::Displaced => "k-displaced",
        Kind::Destroyed | Kind::Damaged => "k-things",
        Kind::Seized | Kind::Deployed | Kind::Delivered => "k-moves",
        Kind::Attacks | Kind::Event => "k-event",
    }
}

/// Where a claim is shown: the words of its figure, else of what happened, else its sentence.
fn core(claim: &Claim) -> cairn_model::Span {
    claim.evidence.figure.or(claim.evidence.trigger).unwrap_or(claim.evidence.sentence)
}

/// Cuts a text at its line breaks and at the ends of the words of claims. The pieces of all paragraphs are
/// the text, without its line breaks.
pub(crate) fn paragraphs(text: &str, claims: &[&Claim]) -> Vec<Paragraph> {
    let chars: Vec<char> = text.chars().collect();
    let length = chars.len() as u32;
    let mut cuts: Vec<u32> = vec![0, length];
    for claim in claims {
        let evidence = &claim.evidence;
        for span in [Some(evidence.sentence), evidence.figure, evidence.trigger].into_iter().flatten() {
            cuts.extend([span.start.min(length), span.end.min(length)]);
        }
    }
    for (at, _) in chars.iter().enumerate().filter(|(_, c)| **c == '\n') {
        cuts.extend([at as u32, at as u32 + 1]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut shown: Vec<&str> = Vec::new();
    let mut close = |pieces: &mut Vec<Piece>| {
        if pieces.iter().any(|piece| !piece.text.trim().is_empty()) {
            let marked = pieces.iter().any(|piece| !piece.class.is_empty());
            paragraphs.push(Paragraph { pieces: std::mem::take(pieces), marked, gap: false });
        }
        pieces.clear();
    };
    for ends in cuts.windows(2) {
        let (start, end) = (ends[0], ends[1]);
        if chars[start as usize] == '\n' {
            close(&mut pieces);
            continue;
        }
        let text: String = chars[start as usize..end as usize].iter().collect();
        let piece = piece(text, start, end, claims, &mut shown);
        pieces.push(piece);
    }
    close(&mut pieces);
    paragraphs
}

fn piece<'c>(text: String, start: u32, end: u32, claims: &[&'c Claim], shown: &mut Vec<&'c str>) -> Piece {
    let covers = |span: cairn_model::Span| span.start <= start && end <= span.end;
    let here: Vec<&&Claim> = claims.iter().filter(|claim| covers(claim.evidence.sentence)).collect();
    let words = |claim: &Claim| [claim.evidence.figure, claim.evidence.trigger];
    let in_core = |claim: &Claim| words(claim).into_iter().flatten().any(covers);
    let stated: Vec<&&&Claim> = here.iter().filter(|claim| in_core(claim)).collect();
    let new = stated.iter().find(|claim| covers(core(claim)) && !shown.contains(&claim.id.as_str()));
    let chief = new.or(stated.first()).map(|claim| **claim).or(here.first().copied());
    let anchor = new.map(|claim| claim.id.to_string());
    // All claims whose first words these are can be reached from here.
    shown.extend(stated.iter().filter(|claim| covers(core(claim))).map(|claim| claim.id.as_str()));
    let label = match (&anchor, chief) {
        (Some(_), Some(claim)) if claim.kind == Kind::Event => claim.event_type.as_str().replace('_', " "),
        (Some(_), Some(claim)) => claim.kind.as_str().replace('_', " "),
        _ => String::new(),
    };
    let mut ids: Vec<&str> = stated.iter().map(|claim| claim.id.as_str()).collect();
    if ids.is_empty() {
        ids = here.iter().map(|claim| claim.id.as_str()).collect();
    }
    Piece {
        text,
        class: chief.map_or("", |claim| kind_class(claim.kind)),
        is_core: !stated.is_empty(),
        claims: ids.join(" "),
        anchor,
        label,
    }
}

/// Only the paragraphs in which a claim stands, each after what was left out.
pub(crate) fn excerpt(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut kept: Vec<Paragraph> = Vec::new();
    let mut gap = false;
    for paragraph in paragraphs {
        match paragraph.marked {
            true => kept.push(Paragraph { gap: std::mem::take(&mut gap), ..paragraph }),
            false => gap = true,
        }
    }
    kept
}
