//! Who counts as a party, and which words name one.

use crate::words::fold;
use cairn_model::{ActorSide, ActorValue};

/// Whether the words name a party. Words that nobody knows ("the village", "its troops") are their
/// own name and of no known side: they are what a clause speaks of, not who fought.
pub(crate) fn is_party(actor: &ActorValue) -> bool {
    actor.id.is_some() || actor.side != ActorSide::Unidentified || fold(&actor.name) != fold(&actor.words)
}

/// The name by which parties are compared: the line of succession where it is known.
pub(crate) fn key(actor: &ActorValue) -> String {
    actor.id.as_ref().map_or_else(|| fold(&actor.name), |id| id.as_str().to_owned())
}

/// Whether two parties may be one: the same line of succession or name, or a group that has no name
/// beside an armed group of the same country.
pub(crate) fn may_be_one(a: &ActorValue, b: &ActorValue) -> bool {
    let is_group = |actor: &ActorValue| matches!(actor.side, ActorSide::Rebel | ActorSide::Unidentified);
    let nameless = a.id.is_none() || b.id.is_none();
    key(a) == key(b)
        || (nameless && is_group(a) && is_group(b) && a.country.is_some() && a.country == b.country)
}

/// Parties by neutral name, each with every outlet's own words once.
///
/// A line of succession that was renamed between two reports is one party, under the name that most
/// of the values bear (the first in the alphabet of equals).
pub(crate) fn parties<'c>(actors: impl Iterator<Item = &'c ActorValue>) -> Vec<ActorValue> {
    let mut all: Vec<(String, &ActorValue)> =
        actors.filter(|actor| is_party(actor)).map(|actor| (key(actor), actor)).collect();
    all.sort_by(|a, b| (&a.0, &a.1.name, &a.1.words).cmp(&(&b.0, &b.1.name, &b.1.words)));
    let mut parties: Vec<ActorValue> = Vec::new();
    for one in all.chunk_by(|a, b| a.0 == b.0) {
        let commonest = one
            .chunk_by(|a, b| a.1.name == b.1.name)
            .max_by_key(|named| (named.len(), std::cmp::Reverse(&named[0].1.name)));
        let Some(&(_, named)) = commonest.and_then(|named| named.first()) else { continue };
        let mut said: Vec<String> = Vec::new();
        for (_, actor) in one {
            let words = fold(&actor.words);
            if !said.contains(&words) {
                said.push(words);
                let words = actor.words.clone();
                parties.push(ActorValue { words, span: None, ..named.clone() });
            }
        }
    }
    parties.sort_by(|a, b| (&a.name, &a.words).cmp(&(&b.name, &b.words)));
    parties
}

#[cfg(test)]
mod tests {
    use super::parties;
    use cairn_model::{ActorId, ActorSide, ActorValue};

    fn actor(id: Option<&str>, name: &str, words: &str) -> ActorValue {
        let side = ActorSide::Unidentified;
        let id = id.map(ActorId::new);
        ActorValue { id, name: name.into(), words: words.into(), side, country: None, span: None }
    }

    #[test]
    fn a_renamed_group_is_one_party_and_unknown_words_are_none() {
        let told = [
            actor(Some("front"), "Orlu Front", "Orlu Front"),
            actor(Some("front"), "Orlu League", "Orlu League"),
            actor(Some("front"), "Orlu League", "the Orlu League"),
            actor(None, "armed group (Aravel)", "raiders"),
            actor(None, "the mill", "the mill"),
        ];
        let parties = parties(told.iter());
        let shown: Vec<(&str, &str)> =
            parties.iter().map(|party| (party.name.as_str(), party.words.as_str())).collect();
        assert_eq!(
            shown,
            [
                ("Orlu League", "Orlu Front"),
                ("Orlu League", "Orlu League"),
                ("armed group (Aravel)", "raiders")
            ]
        );
    }
}
