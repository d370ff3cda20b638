//! Which deeds a time is said of, and what a claim tells: hurt, or what follows it.

use cairn_extract::time::TimeMention;
use cairn_extract::{Extraction, Frame};
use cairn_model::{EventType, Kind};
use cairn_text::Document;

/// Words for those whom a deed has hurt, and for how many they are.
const HURT: &[&str] = &[
    "casualties",
    "count",
    "dead",
    "deaths",
    "died",
    "fatalities",
    "hurt",
    "injured",
    "injuries",
    "killed",
    "survivors",
    "toll",
    "tolls",
    "victim",
    "victims",
    "wounded",
];

/// "The toll of Saturday's bombing", "victims of last Wednesday's attack": whether a time in the
/// possessive is that of the deed whose victims are counted.
pub(super) fn is_of_toll(document: &Document, mention: &TimeMention) -> bool {
    let end = mention.tokens.end;
    if end >= document.tokens().len() || !matches!(document.word(end), "'s" | "’s") {
        return false;
    }
    let start = document.sentences()[document.sentence_of(mention.tokens.start)].tokens().start;
    let word = |token: usize| document.word(token).to_lowercase();
    let mut before = (start..mention.tokens.start).rev();
    let joint = before.next().map(word).unwrap_or_default();
    let joins = matches!(joint.as_str(), "in" | "of" | "from" | "by" | "during");
    joins && before.take(3).any(|token| HURT.contains(&word(token).as_str()))
}

/// Whether a claim counts those whom a deed has hurt.
pub(super) fn is_casualty(frame: &Frame) -> bool {
    matches!(frame.kind, Kind::Killed | Kind::Wounded | Kind::Missing)
}

/// "Saturday's bombing", "the Wednesday attack": whether a time is said of a deed that a noun names.
pub(super) fn is_of_event(document: &Document, extraction: &Extraction, mention: &TimeMention) -> bool {
    let end = mention.tokens.end;
    let possessive = end < document.tokens().len() && matches!(document.word(end), "'s" | "’s");
    let names_it = |frame: &Frame| frame.kind == Kind::Event && frame.trigger.start == end;
    possessive || extraction.frames.iter().any(names_it)
}

/// For each sentence: whether it tells of help and of forces sent, and of nothing else.
pub(super) fn responds(document: &Document, extraction: &Extraction) -> Vec<bool> {
    let mut told = vec![(false, false); document.sentences().len()];
    for frame in &extraction.frames {
        let sends = is_response(frame);
        let (response, other) = &mut told[frame.sentence];
        *response |= sends;
        *other |= !sends;
    }
    told.into_iter().map(|(response, other)| response && !other).collect()
}

/// For each sentence: whether it tells of people who died of what had been done to them before, and of nothing else:
/// "seven of the wounded died in hospital overnight". They did not come to harm in that night.
pub(super) fn dies_later(document: &Document, extraction: &Extraction) -> Vec<bool> {
    let mut told = vec![(false, false); document.sentences().len()];
    for frame in &extraction.frames {
        let word = |token: usize| document.word(token).to_lowercase();
        let died = frame.trigger.clone().any(|token| DIED.contains(&word(token).as_str()));
        let sentence = document.sentences()[frame.sentence].tokens();
        let later = died && sentence.into_iter().any(|token| AFTER_HARM.contains(&word(token).as_str()));
        let (dies, other) = &mut told[frame.sentence];
        *dies |= later;
        *other |= !later;
    }
    told.into_iter().map(|(dies, other)| dies && !other).collect()
}

/// How people die of what was done to them before.
const DIED: &[&str] = &["died", "dies", "dying", "succumb", "succumbed", "succumbing"];

/// What tells that they had been hurt before.
const AFTER_HARM: &[&str] =
    &["clinic", "hospital", "hospitals", "infirmary", "injured", "injuries", "wounded", "wounds"];

/// Whether a claim is of what follows an attack: aid, reinforcements.
pub(super) fn is_response(frame: &Frame) -> bool {
    matches!(frame.kind, Kind::Deployed | Kind::Delivered)
        || frame.event_type.is_some_and(|kind| matches!(kind, EventType::Movement | EventType::Aid))
}

/// "The toll rose to 29 on Monday": whether a time is that of a new count, not of what is counted.
pub(super) fn dates_a_count(document: &Document, mention: &TimeMention) -> bool {
    /// Words between the verb and its time: "to at least 29 people".
    const BETWEEN: usize = 6;
    /// Words between the toll and the verb.
    const TOLL: usize = 14;
    let sentence = document.sentences()[document.sentence_of(mention.tokens.start)].tokens();
    let word = |token: usize| document.word(token).to_lowercase();
    let before = |end: usize, reach: usize| (end.saturating_sub(reach).max(sentence.start)..end).rev();
    let verb = before(mention.tokens.start, BETWEEN).find(|token| GROWN.contains(&word(*token).as_str()));
    verb.is_some_and(|verb| {
        before(verb, TOLL).any(|token| matches!(word(token).as_str(), "toll" | "tolls" | "count" | "tally"))
    })
}

/// Verbs by which a toll grows.
const GROWN: &[&str] = &[
    "climbed",
    "climbing",
    "grew",
    "grown",
    "increased",
    "jumped",
    "mounted",
    "reached",
    "rise",
    "risen",
    "rose",
    "stood",
];
