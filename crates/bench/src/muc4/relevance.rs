//! Which incidents the task asks for.

use super::incident::Incident;
use cairn_model::Day;

/// How far back an incident may lie (two months), in days.
const OLDEST: i32 = 62;

/// Leaves out what the task does not ask for: soldiers and armed groups as targets, what lies more
/// than two months back, and incidents of which no target is left.
pub fn relevant(mut incident: Incident, message: Option<Day>) -> Option<Incident> {
    incident.victims.retain(|victim| victim.person.class != "ACTIVE MILITARY");
    incident.objects.retain(|object| !is_military(&object.thing.id));
    let age = incident.time.end.zip(message).map(|(end, message)| message.days_since(end));
    if age.is_some_and(|age| age > OLDEST) {
        return None;
    }
    let targets = !incident.victims.is_empty() || !incident.objects.is_empty();
    targets.then_some(incident)
}

fn is_military(thing: &str) -> bool {
    const WORDS: &[&str] = &[
        "MILITARY",
        "ARMY",
        "GUNSHIP",
        "BARRACKS",
        "GUERRILLA",
        "REBEL",
        "FMLN",
        "HELICOPTER",
        "AIR FORCE",
        "GARRISON",
    ];
    let thing = thing.to_uppercase();
    WORDS.iter().any(|word| thing.contains(word))
}
