use super::mention::mentions;
pub use super::standing::PlaceRole;
use super::standing::sorted;
use crate::knowledge::Knowledge;
use crate::place::{NameStrength, PlaceLevel, PlaceMention, ReportContext, level_of_word, resolve_places};
use cairn_extract::{Extraction, Tokens};
use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue, Report, Span};
use cairn_text::{Case, Document, Shape};

/// A name of a place in a report, resolved.
#[derive(Debug, Clone)]
pub struct PlaceName {
    /// All its words, with the word for its kind; of a place inside another name, those of that name.
    pub tokens: Tokens,
    /// The sentence it stands in.
    pub sentence: usize,
    /// What it means; its span is that of the name alone.
    pub value: PlaceValue,
    /// What it does in the report.
    pub role: PlaceRole,
    /// Whether the clause names it as what holds another place ("Mosul" in "a quarter of Mosul").
    pub holds_another: bool,
    /// Whether its words name a spot in or outside a town: a quarter, a camp, a hospital.
    pub is_spot: bool,
}

impl PlaceName {
    /// Whether one place lies in the other, as far as their regions tell.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let own = self.value.resolved.as_deref().unwrap_or(&self.value.name);
        other.value.adm1.as_deref() == Some(own)
            || (self.value.country.is_some()
                && self.value.country == other.value.country
                && self.value.precision == PlacePrecision::Country)
    }
}

/// Finds the names of places in a report and resolves them together, in the order of the text.
/// Names that are more likely a person's or a body's are left out.
pub fn place_names(
    document: &Document<'_>,
    extraction: &Extraction,
    knowledge: &Knowledge,
) -> Vec<PlaceName> {
    let sorted = sorted(document, extraction, knowledge);
    let (mentions, holders) = mentions(document, &knowledge.atlas, &sorted.places);
    let context = ReportContext { country: None, dateline: None, hints: sorted.hints };
    let values = resolve_places(&knowledge.atlas, &mentions, &context);
    let mut names: Vec<PlaceName> = sorted
        .places
        .iter()
        .zip(values)
        .map(|(found, value)| PlaceName {
            tokens: found.tokens.clone(),
            sentence: found.sentence,
            value,
            role: found.role,
            holds_another: false,
            is_spot: found.is_spot,
        })
        .collect();
    holders.into_iter().for_each(|holder| names[holder].holds_another = true);
    for at in 1..names.len() {
        // "Saba near Homs": where Saba lies. "In Syria near Homs" tells what lies nearer.
        let is_place = !matches!(
            names[at - 1].value.precision,
            PlacePrecision::Country | PlacePrecision::Adm1 | PlacePrecision::Area
        );
        let gap = names[at - 1].tokens.end..names[at].tokens.start;
        let is_beside = |word: &str| matches!(word, "near" | "outside");
        let is_next = match gap.len() {
            1 => is_beside(document.word(gap.start)),
            2 => document.word(gap.start) == "," && is_beside(document.word(gap.start + 1)),
            _ => false,
        };
        if is_place && is_next {
            names[at].holds_another = true;
        }
    }
    names
}

/// How many words of a title may be one name.
const LONGEST_IN_TITLE: usize = 3;

/// The finest place that the title of a report names, the first of equals; none where the text opens
/// with the title, or where the title is written in capitals only. A title has no span in the text.
pub(super) fn place_in_title(
    report: &Report,
    knowledge: &Knowledge,
    country: Option<&str>,
) -> Option<PlaceValue> {
    let title = report.title.as_deref().filter(|title| !report.text.starts_with(title.trim()))?;
    let document = cairn_text::analyse(title);
    if document.case() == Case::Capitals {
        return None;
    }
    let is_name = |token: usize| {
        matches!(document.tokens()[token].shape, Shape::Capitalised | Shape::Upper)
            && document.word(token).len() > 2
    };
    let n = document.tokens().len();
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < n {
        let end = (at + 1..=n.min(at + LONGEST_IN_TITLE)).rev().find(|end| {
            let words = document.words(at..*end);
            (at..*end).all(is_name)
                && knowledge.atlas.strength(words) >= NameStrength::Fair
                && !knowledge.atlas.is_demonym(words)
        });
        if let Some(end) = end {
            mentions.push(PlaceMention::new(document.words(at..end), Span::new(0, 0)));
        }
        at = end.unwrap_or(at + 1);
    }
    let context = ReportContext { country, dateline: None, hints: Vec::new() };
    let values = resolve_places(&knowledge.atlas, &mentions, &context);
    let finest = values.into_iter().min_by_key(|place| place.precision.coarseness())?;
    Some(PlaceValue { span: None, basis: PlaceBasis::Headline, ..finest })
}

/// Whether the last word of a name says that it is a quarter, a camp, a hospital, a road.
pub(super) fn is_spot(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or("").to_lowercase();
    matches!(level_of_word(&last), Some(PlaceLevel::Site | PlaceLevel::District))
        || SPOTS.binary_search(&last.as_str()).is_ok()
}

/// Last words of names of spots for which the gazetteer has no level of its own.
const SPOTS: &[&str] = &[
    "academy",
    "avenue",
    "barrage",
    "bazaar",
    "bridge",
    "cemetery",
    "checkpoint",
    "church",
    "citadel",
    "college",
    "complex",
    "compound",
    "crossroads",
    "dam",
    "depot",
    "facility",
    "factory",
    "field",
    "highway",
    "hospital",
    "hotel",
    "junction",
    "lodge",
    "mall",
    "market",
    "mill",
    "mine",
    "mines",
    "monastery",
    "mosque",
    "outpost",
    "plant",
    "prison",
    "quarter",
    "refinery",
    "road",
    "roundabout",
    "school",
    "shrine",
    "square",
    "stadium",
    "station",
    "street",
    "terminal",
    "university",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_spots_are_sorted() {
        assert!(SPOTS.is_sorted());
    }
}
