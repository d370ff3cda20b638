//! Which incidents the task asks for.

use super::incident::{Incident, Type};
use super::phrase::{Side, side};
use cairn_model::{Day, PlaceBasis, PlacePrecision, TimeBasis};

/// How far back an incident may lie (two months), in days.
const OLDEST: i32 = 62;

/// The fewest points of an incident that counts as one. Found, like the points themselves, on the
/// two thirds of the development messages that are open to error analysis.
const ENOUGH: i32 = -3;

/// What a message as a whole tells of its kind.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// A broadcast of an armed group.
    pub clandestine: bool,
    /// It tells of fighting between armed sides.
    pub combat: bool,
}

impl Setting {
    /// Of a message, in capitals.
    pub fn of(text: &str) -> Self {
        let n_combat: usize = COMBAT.iter().map(|word| text.matches(word).count()).sum();
        Self { clandestine: text.starts_with("CLANDESTINE"), combat: n_combat >= 3 }
    }
}

const COMBAT: &[&str] = &["CLASH", "COMBAT", "FIGHTING", "OFFENSIVE", "BATTLE", "CASUALTIES"];

/// Leaves out what the task does not ask for: soldiers and armed groups as targets, what lies more
/// than two months back, incidents of which no target is left, and those that are told vaguely.
pub fn relevant(mut incident: Incident, message: Option<Day>, setting: Setting) -> Option<Incident> {
    incident.victims.retain(|victim| {
        victim.person.class != "ACTIVE MILITARY" && !victim.person.handle().ends_with("POLICE")
    });
    incident.objects.retain(|object| !is_military(&object.thing.id));
    let age = incident.time.end.zip(message).map(|(end, message)| message.days_since(end));
    if age.is_some_and(|age| age > OLDEST) {
        return None;
    }
    let targets = !incident.victims.is_empty() || !incident.objects.is_empty();
    (targets && points(&incident, setting) >= ENOUGH).then_some(incident)
}

/// How specific an incident is told, in points of about a quarter of a logit each.
fn points(incident: &Incident, setting: Setting) -> i32 {
    let has = |wanted: Side| incident.actors.iter().any(|actor| side(actor) == Some(wanted));
    let first = incident.sentences.first().copied().unwrap_or_default();
    let exact = incident
        .place
        .as_ref()
        .is_some_and(|place| place.precision == PlacePrecision::Exact && place.basis == PlaceBasis::Stated);
    let victims = &incident.victims;
    let vague = incident.objects.is_empty() && victims.iter().all(|victim| is_vague(victim.person.handle()));
    let counts = [
        (incident.kind == Type::Bombing, -3),
        (vague, -3),
        (setting.combat, -2),
        (setting.clandestine, -1),
        (has(Side::State), -2),
        (victims.iter().any(|victim| victim.number == "PLURAL"), -2),
        (victims.is_empty(), -2),
        (exact, 2),
        (has(Side::Outlaw), 2),
        (has(Side::Anyone), 1),
        (incident.time.basis == TimeBasis::Dateline, 2),
        (first <= 1, 2),
        (victims.iter().any(|victim| victim.effect == Some("DEATH")), 1),
    ];
    let told: i32 = counts.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum();
    let n = |count: usize, most: usize| i32::try_from(count.min(most)).unwrap_or_default();
    told + 2 * n(incident.objects.len(), 3) + n(victims.len(), 3) - 2
}

/// Whether words for people name nobody in particular.
fn is_vague(people: &str) -> bool {
    const WORDS: &[&str] = &[
        "PEOPLE",
        "PERSONS",
        "PERSON",
        "CIVILIANS",
        "CIVILIAN POPULATION",
        "POPULATION",
        "CHILDREN",
        "INHABITANTS",
        "VICTIMS",
        "CITIZENS",
    ];
    WORDS.contains(&people)
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
