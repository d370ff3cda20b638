//! Outlaws that a message names, for incidents of which no clause says who did it.

use super::incident::Incident;
use super::phrase::{is_outlaw, side};
use super::sentence::Item;
use super::words::Form;

/// How far from an incident, in sentences, outlaws are taken to be its perpetrators.
const REACH: usize = 1;

/// The outlaws of a message, in the order of the text.
#[derive(Debug, Default)]
pub struct Outlaws {
    mentions: Vec<(usize, String)>,
}

impl Outlaws {
    /// Takes up those that a sentence names.
    pub fn note(&mut self, items: &[Item], sentence: usize) {
        for (at, item) in items.iter().enumerate() {
            // "A terrorist attack" names nobody.
            let modifies = matches!(items.get(at + 1), Some(Item::Act(_, Form::Noun, _)));
            if let Some(phrase) = item.phrase().filter(|phrase| !modifies && is_outlaw(&phrase.text)) {
                self.mentions.push((sentence, phrase.text.clone()));
            }
        }
    }

    /// Gives an incident the outlaws that its sentences name, or those closest to it, where no
    /// clause names a perpetrator.
    pub fn complete(&self, incident: &mut Incident) {
        if incident.actors.iter().any(|actor| side(actor).is_some()) {
            return;
        }
        let distance = |sentence: usize| {
            incident.sentences.iter().map(|known| known.abs_diff(sentence)).min().unwrap_or(usize::MAX)
        };
        let closest = self.mentions.iter().min_by_key(|(sentence, _)| distance(*sentence));
        if let Some((_, words)) = closest.filter(|(sentence, _)| distance(*sentence) <= REACH) {
            incident.actors.push(words.clone());
        }
    }
}
