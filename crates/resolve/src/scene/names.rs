use crate::knowledge::Knowledge;
use crate::place::{NameStrength, PlaceMention, ReportContext, is_place_name, level_of_word, resolve_places};
use cairn_extract::{Extraction, NameKind, NameMention, Tokens};
use cairn_model::PlaceValue;
use cairn_text::Document;
use rustc_hash::FxHashMap;

/// How many other names of a report are asked for what they say of its country: enough to tell it.
const N_HINTS: usize = 10;

/// A name of a place in the text.
#[derive(Debug, Clone)]
pub(crate) struct PlacedName {
    pub tokens: Tokens,
    pub sentence: usize,
    pub value: PlaceValue,
    /// Whether its clause puts something there ("in", "near"), and it is not the dateline.
    pub located: bool,
}

impl PlacedName {
    /// Whether one place lies in the other, as far as their regions tell.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let own = self.value.resolved.as_deref().unwrap_or(&self.value.name);
        other.value.adm1.as_deref() == Some(own)
            || (self.value.country.is_some()
                && self.value.country == other.value.country
                && self.value.precision == cairn_model::PlacePrecision::Country)
    }
}

/// Finds and resolves the names of places, in the order of the text.
pub(crate) fn placed_names(
    document: &Document,
    extraction: &Extraction,
    knowledge: &Knowledge,
) -> Vec<PlacedName> {
    let mut names: Vec<(&NameMention, bool)> = Vec::new();
    let mut hints = Vec::new();
    let mut dateline = None;
    let mut known = Standings::default();
    for name in &extraction.names {
        let words = document.words(name.name.clone());
        if is_dateline(document, name) {
            dateline = dateline.or(Some(words));
            continue;
        }
        match located(document, name, knowledge, &mut known) {
            Some(located) => names.push((name, located)),
            None if hints.len() < N_HINTS && !hints.contains(&words) && name.name.len() == 1 => {
                hints.push(words)
            }
            None => {}
        }
    }
    let mentions: Vec<PlaceMention> = (0..names.len()).map(|i| mention(document, &names, i)).collect();
    let context = ReportContext { country: None, dateline, hints };
    let values = resolve_places(knowledge.gazetteer, &mentions, &context);
    names
        .iter()
        .zip(values)
        .map(|((name, located), value)| PlacedName {
            tokens: name.tokens.clone(),
            sentence: name.sentence,
            value,
            located: *located,
        })
        .collect()
}

/// What words alone tell of a name: how far it is known as a place, and whether it is a body. A
/// report repeats its names.
type Standings<'t> = FxHashMap<&'t str, (NameStrength, bool)>;

/// Whether a name is a place, and if so whether something is said to have happened there.
fn located<'t>(
    document: &Document<'t>,
    name: &NameMention,
    knowledge: &Knowledge,
    known: &mut Standings<'t>,
) -> Option<bool> {
    let words = document.words(name.name.clone());
    match name.kind {
        NameKind::Person | NameKind::Body => None,
        NameKind::Location => Some(!name.in_aside),
        // "Daesh-held", "US-backed" describe; they name no place.
        NameKind::Plain if words.rsplit_once('-').is_some_and(|(_, end)| DESCRIBES.contains(&end)) => None,
        NameKind::Plain => {
            let (strength, is_body) = *known.entry(words).or_insert_with(|| {
                let strength = is_place_name(knowledge.gazetteer, words);
                (strength, strength < NameStrength::Fair && is_known_body(words, knowledge))
            });
            let located = name.after_place_preposition && !name.in_aside;
            // A weak name before a noun describes it ("an Observatory toll"); a name that is known
            // as a party or a body is no village.
            if is_body || (strength < NameStrength::Fair && name.modifies_noun) {
                return None;
            }
            match (located, strength) {
                (true, _) => Some(true),
                (false, NameStrength::Strong | NameStrength::Fair) => Some(false),
                (false, _) => None,
            }
        }
    }
}

/// Second parts of words that describe who holds or helps something.
const DESCRIBES: &[&str] = &[
    "held",
    "led",
    "backed",
    "controlled",
    "run",
    "based",
    "linked",
    "ruled",
    "occupied",
    "allied",
    "made",
    "born",
    "supported",
];

fn is_known_body(words: &str, knowledge: &Knowledge) -> bool {
    knowledge.actors.resolve(words, None, None).is_some_and(|actor| actor.id.is_some())
        || knowledge.actors.resolve_source(words, None, None).is_some()
}

/// "BEIRUT, Aug 20", "MOSCOW: ...", "Damascus (SANA) -": the place of writing opens the text.
fn is_dateline(document: &Document, name: &NameMention) -> bool {
    if name.sentence > 1 || name.tokens.start > 12 {
        return false;
    }
    let sentence = document.sentences()[name.sentence].tokens();
    if name.tokens.start > sentence.start + 6 {
        return false;
    }
    let mut closed = false;
    for token in (name.tokens.end..sentence.end).take(12) {
        match document.word(token) {
            ":" | "--" | "–" | "—" | "-" if closed || token <= name.tokens.end + 8 => {
                return token <= name.tokens.end + 10
                    && !has_lower_case_word(document, name.tokens.end..token);
            }
            "/" | "(" => closed = true,
            ")" if closed => return true,
            _ => {}
        }
    }
    false
}

fn has_lower_case_word(document: &Document, mut tokens: Tokens) -> bool {
    tokens.any(|token| document.tokens()[token].shape == cairn_text::Shape::Lower)
}

fn mention<'t>(document: &Document<'t>, names: &[(&NameMention, bool)], i: usize) -> PlaceMention<'t> {
    let name = names[i].0;
    let mut mention =
        PlaceMention::new(document.words(name.tokens.clone()), document.span(name.tokens.clone()));
    // "Town of X": the name alone is looked up, the word tells its level.
    if name.name.start > name.tokens.start {
        mention.words = document.words(name.name.clone());
        mention.level = level_of_word(document.word(name.tokens.start));
    }
    mention.relation = relation(document, name.tokens.start);
    if let Some((next, _)) = names.get(i + 1).filter(|(next, _)| next.sentence == name.sentence) {
        let gap: Vec<&str> =
            (name.tokens.end..next.tokens.start).take(5).map(|token| document.word(token)).collect();
        let inside = matches!(
            gap[..],
            [","] | ["in"] | ["in", "the"] | [",", "in"] | ["of"] | ["in", _] | ["in", "the", _]
        );
        if inside {
            mention = mention.within(document.words(next.name.clone()));
        }
    }
    if let Some((last, _)) =
        i.checked_sub(1).map(|last| &names[last]).filter(|(last, _)| last.sentence == name.sentence)
    {
        let gap: Vec<&str> =
            (last.tokens.end..name.tokens.start).take(4).map(|token| document.word(token)).collect();
        if matches!(gap[..], ["’s" | "'s"] | ["’s" | "'s", _]) {
            mention = mention.within(document.words(last.name.clone()));
        }
    }
    mention
}

/// How an event lies to the name that begins at a token.
fn relation<'t>(document: &Document<'t>, start: usize) -> Option<&'t str> {
    let word = |back: usize| start.checked_sub(back).map(|token| document.word(token).to_lowercase());
    let first = word(1)?;
    if first == "near" {
        return Some(document.word(start - 1));
    }
    let side = word(2)?;
    let turned = matches!(
        side.as_str(),
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "outskirts"
            | "outside"
            | "vicinity"
            | "north-east"
            | "north-west"
            | "south-east"
            | "south-west"
            | "countryside"
    );
    (turned && matches!(first.as_str(), "of" | "from")).then(|| document.words(start - 2..start))
}
