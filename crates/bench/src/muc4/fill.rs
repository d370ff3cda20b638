//! Fills a template.

use super::incident::{Actor, Incident, Type, Victim, Weapon};
use super::phrase::{Side, bare, is_outlaw, side};
use super::template::Template;

/// Words of a body's name.
const BODY_WORDS: &[&str] = &[
    "front",
    "army",
    "movement",
    "cartel",
    "path",
    "forces",
    "command",
    "organization",
    "liberation",
    "brigade",
    "battalion",
    "guard",
    "party",
    "union",
    "commandos",
    "committee",
    "coordinator",
    "corps",
    "government",
    "military",
    "police",
    "navy",
    "mafia",
    "squad",
    "squads",
    "group",
    "alliance",
    "regiment",
    "m-19",
    "self-defense",
];

/// The first organisation that a phrase names by a word for a body.
pub fn body_of(phrase: &str) -> Option<String> {
    organisations(phrase).into_iter().next()
}

/// The organisations that a phrase names.
fn organisations(actor: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let clean = actor.replace(['[', ']', '(', ')'], ",");
    for part in clean.split(',') {
        for part in part.to_uppercase().split(" OF THE ").map(str::trim) {
            let part = bare(part);
            // "Army helicopters", "the battalion's soldiers": the name ends with the word for a body.
            let all: Vec<&str> = part.split_whitespace().collect();
            let body_word = |word: &&str| BODY_WORDS.contains(&word.to_lowercase().trim_end_matches("'s"));
            let Some(last) = all.iter().rposition(body_word) else { continue };
            let part = all[..=last].join(" ");
            let part = part.trim_end_matches("'S");
            let words = &all[..=last];
            let body = words.len() > 1;
            let state = side(part) == Some(Side::State);
            let alone = words.len() == 1 && ["ARMY", "GOVERNMENT", "MILITARY", "POLICE"].contains(&words[0]);
            if (body && (state || side(part).is_none())) || alone {
                out.push(part.to_owned());
            }
        }
    }
    out.dedup();
    out
}

/// Writes an incident as a template.
pub fn fill(incident: &Incident, date: Option<String>, location: Option<String>) -> Template {
    let mut template = Template::default();
    if let Some(date) = date {
        template.add("incident_date", date);
    }
    if let Some(location) = location {
        template.add("incident_location", location);
    }
    template.add("incident_type", incident.kind.as_str());
    template.add("incident_stage", incident.stage);
    if !matches!(incident.kind, Type::Arson | Type::Kidnapping) {
        for Weapon { words, class, .. } in &incident.instruments {
            template.add("incident_instrument_id", words);
            template.add_about("incident_instrument_type", *class, words);
        }
    }
    if incident.instruments.is_empty() && incident.kind == Type::Bombing {
        template.add("incident_instrument_type", "BOMB");
    } else if incident.instruments.is_empty() && incident.gunfire && incident.kind == Type::Attack {
        template.add("incident_instrument_type", "GUN");
    }
    if incident.nobody_hurt && incident.victims.is_empty() {
        template.add("hum_tgt_effect", "NO INJURY OR DEATH");
    }
    let category = if incident.by_state { "STATE-SPONSORED VIOLENCE" } else { "TERRORIST ACT" };
    template.add("perp_incident_category", category);
    perpetrators(incident, &mut template);
    if incident.kind != Type::Kidnapping {
        for object in &incident.objects {
            let id = object.thing.id.as_str();
            template.add("phys_tgt_id", id);
            template.add_about("phys_tgt_type", object.thing.class, id);
            template.add_about("phys_tgt_number", &object.number, id);
            if let Some(nation) = object.thing.nation {
                template.add_about("phys_tgt_nation", nation, id);
            }
            // What a bomb goes off at is seldom left whole.
            let default = (incident.kind == Type::Bombing).then_some("SOME DAMAGE");
            if let Some(effect) = object.effect.or(default) {
                template.add_about("phys_tgt_effect", effect, id);
            }
        }
    }
    let named = incident.victims.iter().any(|victim| victim.person.name.is_some());
    for victim in &incident.victims {
        // "The victims", "the leader" mean those whom the incident names.
        if (named && is_generic(victim)) || victim.number == "0" {
            continue;
        }
        let person = &victim.person;
        match (&person.name, &person.description) {
            (Some(name), Some(description)) => {
                template.add("hum_tgt_name", name);
                template.add_about("hum_tgt_description", description, name);
            }
            (Some(name), None) => template.add("hum_tgt_name", name),
            (None, Some(description)) => template.add("hum_tgt_description", description),
            (None, None) => continue,
        }
        let handle = person.handle();
        template.add_about("hum_tgt_type", person.class, handle);
        template.add_about("hum_tgt_number", &victim.number, handle);
        if let Some(nation) = person.nation {
            template.add_about("hum_tgt_nation", nation, handle);
        }
        if let Some(effect) = effect_on(victim, incident) {
            template.add_about("hum_tgt_effect", effect, handle);
        }
    }
    template
}

/// What happened to a victim: what is told of it; of those who are attacked, most die.
fn effect_on(victim: &Victim, incident: &Incident) -> Option<&'static str> {
    match (victim.effect, incident.kind, incident.stage) {
        (_, _, "THREATENED") => None,
        (effect, Type::Kidnapping, _) => effect.filter(|effect| *effect == "DEATH"),
        (None, Type::Attack, "ACCOMPLISHED") => {
            let died = incident.victims.iter().any(|other| other.effect == Some("DEATH"));
            let hurt = incident.victims.iter().any(|other| other.effect == Some("INJURY"));
            (died || !hurt).then_some("DEATH")
        }
        (effect, ..) => effect,
    }
}

/// Whether a description says nothing of its own about a victim.
fn is_generic(victim: &Victim) -> bool {
    const WORDS: &[&str] = &[
        "PERSON",
        "PERSONS",
        "PEOPLE",
        "VICTIM",
        "VICTIMS",
        "MAN",
        "LEADER",
        "LEADERS",
        "MEMBER",
        "MEMBERS",
        "COMRADE",
        "COMRADES",
        "OFFICIAL",
        "OFFICIALS",
        "POPULATION",
    ];
    let description = victim.person.description.as_deref().unwrap_or_default().to_uppercase();
    let counted = victim.number.chars().any(|c| c.is_ascii_digit()) && victim.number != "1";
    victim.person.name.is_none() && !counted && WORDS.contains(&description.as_str())
}

fn perpetrators(incident: &Incident, template: &mut Template) {
    let mut organisations: Vec<&Actor> = incident.organisations.iter().collect();
    organisations.sort_by(|a, b| b.right.total_cmp(&a.right));
    for Actor { words, confidence, .. } in organisations.into_iter().take(1) {
        template.add("perp_organization_id", words);
        template.add_about("perp_organization_confidence", *confidence, words);
    }
    let mut individuals: Vec<&Actor> = incident.perpetrators.iter().collect();
    individuals.sort_by(|a, b| b.right.total_cmp(&a.right));
    for actor in individuals.into_iter().take(1) {
        template.add("perp_individual_id", &actor.words);
    }
}

/// The words for those who did it. An incident has one group of perpetrators, which a message names
/// in many ways: outlaws before anybody else, the fullest words first.
pub fn individual<'i>(incident: &'i Incident, organisations: &[String]) -> Option<&'i str> {
    let of_side = |wanted: Side| {
        incident
            .actors
            .iter()
            .map(|actor| bare(actor.split([',', '[', '(']).next().unwrap_or(actor)))
            .filter(move |head| side(head) == Some(wanted))
            .filter(|head| !organisations.iter().any(|known| known.eq_ignore_ascii_case(head)))
            .filter(|head| head.split_whitespace().count() <= 5)
            .max_by_key(|head| head.split_whitespace().count().min(3))
    };
    of_side(Side::Outlaw)
        .filter(|head| is_outlaw(head) || head.contains(' '))
        .or_else(|| of_side(Side::State))
        .or_else(|| of_side(Side::Anyone))
}
