//! Answer keys of the task, and whether an answer is one of theirs: what learning learns from.
//!
//! Only [`super::fit`] reads keys. A string is graded as the task's scorer does.

use super::incident::{Incident, Victim};
use super::role::Role;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One template of a key.
#[derive(Debug, Clone, Deserialize)]
pub struct Key {
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
    slots: BTreeMap<String, Option<Vec<KeyFiller>>>,
}

/// A filler of a key: alternatives, any one of which is right.
#[derive(Debug, Clone, Deserialize)]
pub struct KeyFiller {
    /// What it says.
    pub value: Vec<String>,
}

impl Key {
    /// The fillers of a slot.
    pub fn slot(&self, name: &str) -> &[KeyFiller] {
        self.slots.get(name).and_then(Option::as_deref).unwrap_or_default()
    }

    /// The best grade that words earn in a slot.
    pub fn grade(&self, slot: &str, words: &str) -> f64 {
        self.slot(slot).iter().map(|filler| filler.grade(words)).fold(0.0, f64::max)
    }

    /// The incident type.
    pub fn kind(&self) -> &str {
        self.slot("incident_type").first().and_then(|filler| filler.value.first()).map_or("", String::as_str)
    }
}

impl KeyFiller {
    /// The best grade of words among the alternatives.
    pub fn grade(&self, words: &str) -> f64 {
        self.value.iter().map(|value| grade(value, words)).fold(0.0, f64::max)
    }
}

/// Which of some incidents each key's template tells of: pairs of the best match first, by type and
/// common fills. For each incident the key it is paired with.
pub fn pair(keys: &[Key], incidents: &[Incident]) -> Vec<Option<usize>> {
    let mut matches: Vec<(f64, usize, usize)> = Vec::new();
    for (k, key) in keys.iter().enumerate() {
        for (i, incident) in incidents.iter().enumerate() {
            let fills = key.common(incident);
            let kind = match (key.kind(), incident.kind.as_str()) {
                (a, b) if a == b => 1.0,
                (_, "ATTACK") => 0.5,
                _ => 0.0,
            };
            if fills > 0.0 && kind > 0.0 {
                matches.push((fills + kind, k, i));
            }
        }
    }
    matches.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut paired = vec![None; incidents.len()];
    for (_, k, i) in matches {
        if paired[i].is_none() && !paired.contains(&Some(k)) {
            paired[i] = Some(k);
        }
    }
    paired
}

/// What targets of the same type count for, beside common words.
const TYPES: f64 = 0.2;

impl Key {
    /// Whether a target of an incident is one of its own.
    pub fn has_target(&self, incident: &Incident) -> bool {
        let victim = |victim: &Victim| match (&victim.person.name, &victim.person.description) {
            (Some(name), _) => self.grade("hum_tgt_name", name) >= 1.0,
            (None, Some(words)) => self.grade("hum_tgt_description", words) >= 1.0,
            _ => false,
        };
        incident.victims.iter().any(victim)
            || incident.objects.iter().any(|object| self.grade("phys_tgt_id", &object.thing.id) >= 1.0)
    }

    /// Whether a fill of an incident is one of its own; none where it is partly right.
    pub fn has_fill(&self, incident: &Incident, role: Role, at: usize) -> Option<bool> {
        let best = match role {
            Role::Victim => {
                let person = &incident.victims[at].person;
                match (&person.name, &person.description) {
                    (Some(name), _) => self.grade("hum_tgt_name", name),
                    (None, Some(words)) => self.grade("hum_tgt_description", words),
                    _ => 0.0,
                }
            }
            Role::Object => self.grade("phys_tgt_id", &incident.objects[at].thing.id),
            Role::Instrument => self.grade("incident_instrument_id", &incident.instruments[at].words),
            Role::Perpetrator => self.grade("perp_individual_id", &incident.perpetrators[at].words),
            Role::Organisation => self.grade("perp_organization_id", &incident.organisations[at].words),
        };
        (best >= 1.0 || best <= 0.0).then_some(best >= 1.0)
    }

    /// How many fills of an incident are right.
    fn common(&self, incident: &Incident) -> f64 {
        let victims = incident.victims.iter().map(|victim| {
            let of =
                |slot, words: &Option<String>| words.as_ref().map_or(0.0, |words| self.grade(slot, words));
            of("hum_tgt_name", &victim.person.name).max(of("hum_tgt_description", &victim.person.description))
        });
        let objects = incident.objects.iter().map(|object| self.grade("phys_tgt_id", &object.thing.id));
        let actors = incident.perpetrators.iter().map(|actor| self.grade("perp_individual_id", &actor.words));
        let bodies =
            incident.organisations.iter().map(|actor| self.grade("perp_organization_id", &actor.words));
        let strings: f64 = victims.chain(objects).chain(actors.chain(bodies).map(|grade| grade / 2.0)).sum();
        // Targets of one type make a pair for the scorer, if no other template is nearer.
        let of =
            |slot, class: &str| self.slot(slot).iter().any(|filler| filler.value.iter().any(|v| v == class));
        let types = incident.victims.iter().any(|victim| of("hum_tgt_type", victim.person.class))
            || incident.objects.iter().any(|object| of("phys_tgt_type", object.thing.class));
        strings + if types { TYPES } else { 0.0 }
    }
}

const PREMODIFIERS: &[&str] = &[
    "A", "THE", "AN", "THIS", "THAT", "THESE", "THOSE", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX",
    "SEVEN", "EIGHT", "NINE", "TEN", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "MORE", "MOST",
    "MANY", "SEVERAL", "SOME", "ALL", "FEW", "ANY", "ANOTHER", "OTHER", "CERTAIN", "OF",
];
const PHRASE_END: &[&str] = &[
    "IN", "ON", "AT", "BY", "FROM", "WHO", "WHICH", "WITH", "FOR", "TO", "AND", "WAS", "WERE", "WHOSE",
    "USING", "WHERE", "THAT", "OF",
];

fn all_words(text: &str) -> Vec<String> {
    let text = text.to_uppercase().replace("'S", "");
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let all = all_words(text);
    let kept: Vec<String> =
        all.iter().filter(|word| !PREMODIFIERS.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

fn stem(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("IES").filter(|_| word.len() > 4) {
        return format!("{stem}Y");
    }
    match word.strip_suffix('S') {
        Some(stem) if word.len() > 3 && !word.ends_with("SS") => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// The noun that is modified.
fn head(text: &str) -> String {
    let mut last = String::new();
    for word in all_words(text) {
        let named = !last.is_empty() && !PREMODIFIERS.contains(&last.as_str());
        if PHRASE_END.contains(&word.as_str()) && named {
            break;
        }
        last = word;
    }
    stem(&last)
}

/// What words earn against one alternative of a key: 1 right, 0.5 partly, 0 wrong.
pub fn grade(key: &str, answer: &str) -> f64 {
    let (k, r) = (words(key), words(answer));
    if k == r {
        return 1.0;
    }
    let set = |words: &[String]| -> std::collections::BTreeSet<String> {
        words.iter().map(|word| stem(word)).collect()
    };
    let (k, r) = (set(&k), set(&r));
    if k.is_subset(&r) && k != r {
        return match r.difference(&k).count() {
            0..=2 if head(key) == head(answer) => 1.0,
            0..=10 => 0.5,
            _ => 0.0,
        };
    }
    if r.is_subset(&k) && !r.is_empty() { 0.5 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::grade;

    #[test]
    fn words_are_graded_as_the_scorer_does() {
        assert_eq!(grade("THE PEASANTS", "TWO PEASANTS"), 1.0);
        assert_eq!(grade("PEASANTS", "UNARMED PEASANTS"), 1.0);
        assert_eq!(grade("MAYOR OF PUERTO AZUL", "MAYOR"), 0.5);
        assert_eq!(grade("MAYOR", "MINISTER"), 0.0);
    }
}
