//! Reads who did what to whom, and with what, off the pieces of a sentence.

use super::act::Act;
use super::clause::Clause;
use super::incident::{EXPLOSIVES, Type};
use super::phrase::{Side, instrument, side, thing};
use super::sentence::{Item, Phrase};
use super::words::{Form, Sense};
use cairn_model::TimeValue;

/// The acts that a sentence tells of, in its order.
pub fn acts(items: &[Item], sentence: usize) -> Vec<Act> {
    let mut out: Vec<Act> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Item::Act(sense, form, words) = item else { continue };
        let clause = Clause { items, at };
        if clause.is_open(*form) {
            continue;
        }
        let mut act = blank(sense, sentence, words);
        act.stage = clause.stage(*form);
        act.gunfire =
            ["SHOT", "SHOO", "GUN", "FIRE", "RIDDLED", "STRAF"].iter().any(|stem| words.contains(stem));
        match form {
            Form::Past if clause.is_passive() => {
                let subject = clause.subject(out.last().map(|act| act.targets.as_slice()));
                clause.suffered(&mut act, sense, subject);
                act.actors.extend(clause.agent());
            }
            Form::Past | Form::Active => {
                if sense.identify {
                    // "The attackers were identified as ..." names no victims.
                    let outlaws =
                        clause.subject(None).iter().any(|phrase| side(&phrase.text) == Some(Side::Outlaw));
                    act.targets = if outlaws { Vec::new() } else { clause.objects() };
                    act.identifies = true;
                    out.push(act);
                    continue;
                }
                let actors: Vec<Phrase> = out.last().map(|act| words_of(&act.actors)).unwrap_or_default();
                act.actors = clause.subject(Some(&actors)).into_iter().map(|phrase| phrase.text).collect();
                let objects = clause.objects();
                clause.suffered(&mut act, sense, objects);
            }
            Form::Noun => {
                act.targets = clause.of_noun(sense);
                act.actors.extend(clause.agent());
                if let Some(owner) = clause.owner() {
                    let outlaw = side(&owner.text) == Some(Side::Outlaw);
                    if outlaw { act.actors.push(owner.text) } else { act.targets.push(owner) }
                }
            }
            Form::Suffer => act.targets = clause.subject(None),
            Form::Explode => {
                act.instruments
                    .extend(clause.subject(None).iter().filter_map(|phrase| instrument(&phrase.text)));
                act.targets = clause.aims();
            }
        }
        act.nobody = act.targets.iter().any(|target| target.text.to_uppercase().starts_with("NO "));
        // "Caused by a bomb": what did it is the instrument.
        let weapons =
            act.actors.iter().filter(|actor| side(actor).is_none()).filter_map(|actor| instrument(actor));
        act.instruments.extend(weapons.collect::<Vec<_>>());
        act.actors.retain(|actor| side(actor).is_some() || actor.split_whitespace().count() > 1);
        out.push(act);
    }
    share_weapons(items, &mut out);
    out
}

/// Weapons that a sentence names beside its acts: explosives belong to bombings, others to attacks
/// with no bomb in them.
fn share_weapons(items: &[Item], acts: &mut [Act]) {
    let weapons = items
        .iter()
        .filter_map(Item::phrase)
        .filter(|phrase| thing(&phrase.text).is_none())
        .filter_map(|phrase| instrument(&phrase.text));
    let (explosive, other): (Vec<_>, Vec<_>) = weapons.partition(|(_, class)| EXPLOSIVES.contains(class));
    let bombing = acts.iter().any(|act| act.kind == Type::Bombing);
    for act in acts.iter_mut().filter(|act| act.instruments.is_empty()) {
        match act.kind {
            Type::Bombing => act.instruments.clone_from(&explosive),
            Type::Attack if !bombing => act.instruments.clone_from(&other),
            _ => {}
        }
    }
}

fn words_of(words: &[String]) -> Vec<Phrase> {
    words.iter().map(|text| Phrase { text: text.clone(), apposed: None }).collect()
}

fn blank(sense: &'static Sense, sentence: usize, words: &str) -> Act {
    Act {
        sentence,
        cue: words.to_lowercase(),
        kind: Type::of(&sense.kind),
        stage: "ACCOMPLISHED",
        people: sense.people.as_deref(),
        things: sense.things.as_deref(),
        actors: Vec::new(),
        targets: Vec::new(),
        instruments: Vec::new(),
        gunfire: false,
        nobody: false,
        identifies: false,
        place: None,
        time: TimeValue::unknown(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Names;
    use super::super::sentence::items;
    use super::acts;

    /// The acts of a sentence: actors, targets and instruments of each.
    fn check_acts(text: &str, wanted: &[(&[&str], &[&str], &[&str])]) {
        let document = cairn_text::analyse(text);
        let found = acts(&items(&document, 0, &Names::default()), 0);
        let found: Vec<(Vec<&str>, Vec<&str>, Vec<&str>)> = found
            .iter()
            .map(|act| {
                (
                    act.actors.iter().map(String::as_str).collect(),
                    act.targets.iter().map(|target| target.text.as_str()).collect(),
                    act.instruments.iter().map(|(words, _)| words.as_str()).collect(),
                )
            })
            .collect();
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(actors, targets, arms)| (actors.to_vec(), targets.to_vec(), arms.to_vec()))
            .collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn active_and_passive_share_their_roles() {
        check_acts(
            "HOODED MEN KILLED TWO TEACHERS AND A NURSE NEAR THE RIVER.",
            &[(&["HOODED MEN"], &["TWO TEACHERS", "A NURSE"], &[])],
        );
        check_acts(
            "TWO TEACHERS AND A NURSE WERE KILLED ON MONDAY BY HOODED MEN.",
            &[(&["HOODED MEN"], &["TWO TEACHERS", "A NURSE"], &[])],
        );
    }

    #[test]
    fn a_bomb_is_aimed_at_what_stands_behind_the_preposition() {
        check_acts(
            "THREE REBELS HURLED DYNAMITE STICKS AT THE COURTHOUSE.",
            &[(&["THREE REBELS"], &["THE COURTHOUSE"], &["DYNAMITE STICKS"])],
        );
    }

    #[test]
    fn a_noun_has_the_roles_of_its_verb() {
        check_acts("THE MURDER OF JUDGE QUIROGA BY REBELS.", &[(&["REBELS"], &["JUDGE QUIROGA"], &[])]);
    }

    #[test]
    fn what_has_not_happened_is_no_act() {
        check_acts("REBELS WOULD KILL THE MAYOR.", &[]);
    }
}
