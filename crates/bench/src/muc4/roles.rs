//! Reads who did what to whom, and with what, off the pieces of a sentence.

use super::act::Act;
use super::incident::{EXPLOSIVES, Type};
use super::phrase::{Side, instrument, side, thing};
use super::sentence::{Item, Phrase};
use super::words::{Closed, Form, Sense};
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

/// A word of an act within its sentence.
struct Clause<'i> {
    items: &'i [Item],
    at: usize,
}

impl Clause<'_> {
    fn before(&self, n: usize) -> Option<&Item> {
        self.items.get(self.at.checked_sub(n)?)
    }

    /// The words right before the act that can stand between it and its subject.
    fn lead(&self) -> impl Iterator<Item = &Item> {
        self.items[..self.at].iter().rev().take_while(|item| {
            item.is(Closed::Pass) || item.is(Closed::Be) || item.is(Closed::Open) || tries(item)
        })
    }

    /// Whether it is said not to have happened: hypothetical, negated, an aim.
    fn is_open(&self, form: Form) -> bool {
        if form == Form::Noun {
            return false;
        }
        let tried = self.lead().any(tries);
        let to = form == Form::Active && self.before(1).is_some_and(|item| item.is_word("to"));
        self.lead().any(|item| item.is(Closed::Open)) || (to && !tried)
    }

    fn stage(&self, form: Form) -> &'static str {
        let near: Vec<&Item> = match form {
            Form::Noun => {
                self.items[self.at.saturating_sub(2)..(self.at + 2).min(self.items.len())].iter().collect()
            }
            _ => self.lead().collect(),
        };
        let says = |stem: &str| {
            near.iter().any(|item| match item {
                Item::Word(word) => word.starts_with(stem),
                Item::Phrase(phrase) => phrase.text.to_lowercase().contains(stem),
                Item::Act(_, _, words) => words.to_lowercase().starts_with(stem),
            })
        };
        if says("threat") {
            "THREATENED"
        } else if says("attempt") || says("tried") || says("trying") || says("failed") {
            "ATTEMPTED"
        } else {
            "ACCOMPLISHED"
        }
    }

    fn is_passive(&self) -> bool {
        let be = self.lead().any(|item| item.is(Closed::Be));
        let by = self.items.get(self.at + 1).is_some_and(|item| item.is_word("by"));
        be || by || self.objects().is_empty()
    }

    /// What a past or active form does to its object.
    fn suffered(&self, act: &mut Act, sense: &Sense, objects: Vec<Phrase>) {
        if sense.device {
            act.instruments.extend(objects.iter().filter_map(|phrase| instrument(&phrase.text)));
            let explosive = |phrase: &Phrase| {
                instrument(&phrase.text).is_some_and(|(_, class)| EXPLOSIVES.contains(&class))
            };
            let armed =
                !act.instruments.is_empty() || self.items.iter().filter_map(Item::phrase).any(explosive);
            act.targets = if armed { self.aims() } else { Vec::new() };
        } else {
            act.targets = objects;
        }
    }

    /// The subject: the noun phrases before the act that no preposition governs. `shared` is the
    /// subject of the act before, for "and" with no subject of its own.
    fn subject(&self, shared: Option<&[Phrase]>) -> Vec<Phrase> {
        let mut at = self.at;
        let mut relative = false;
        while at > 0 {
            at -= 1;
            let item = &self.items[at];
            match item {
                Item::Word(word) if matches!(word.as_str(), "who" | "which" | "that" | "whom") => {
                    relative = true
                }
                Item::Word(word) if word == "," => {}
                _ if item.is(Closed::Pass) || item.is(Closed::Be) || tries(item) => {}
                Item::Word(word) if word == "and" => {
                    return shared.map(<[Phrase]>::to_vec).unwrap_or_default();
                }
                Item::Phrase(_) => {
                    // "..., who work for the paper, were kidnapped": a verb that looks like a noun.
                    let before = at.checked_sub(1).map(|at| &self.items[at]);
                    if !relative && before.is_some_and(|item| item.is_word("who") || item.is_word("which")) {
                        at -= 1;
                        continue;
                    }
                    let governed = at > 0 && self.items[at - 1].is(Closed::Preposition);
                    if governed && !relative {
                        at -= 1;
                        continue;
                    }
                    return self.list_before(at);
                }
                _ => return self.opening(),
            }
        }
        Vec::new()
    }

    /// The subject of a sentence that opens with a name and a remark in commas: "A, walking home,
    /// was killed".
    fn opening(&self) -> Vec<Phrase> {
        let remark = self.items.get(1).is_some_and(|item| item.is_word(","));
        let closed = self.lead().count() < self.at && {
            let before = self.at - self.lead().count();
            self.items[before - 1].is_word(",")
        };
        let apposed =
            self.items.first().and_then(Item::phrase).is_some_and(|phrase| phrase.apposed.is_some());
        if (remark && closed) || apposed { self.list_before(0) } else { Vec::new() }
    }

    /// The list that ends at an item: "A, B, and C".
    fn list_before(&self, last: usize) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = self.items[last].phrase().cloned().into_iter().collect();
        let mut at = last;
        loop {
            let mut joint = at;
            while joint > 0 && (self.items[joint - 1].is_word("and") || self.items[joint - 1].is_word(",")) {
                joint -= 1;
            }
            let Some(phrase) =
                joint.checked_sub(1).filter(|_| joint < at).and_then(|at| self.items[at].phrase())
            else {
                return out;
            };
            out.insert(0, phrase.clone());
            at = joint - 1;
        }
    }

    /// The object: the noun phrases behind the act.
    fn objects(&self) -> Vec<Phrase> {
        let mut at = self.at + 1;
        while self
            .items
            .get(at)
            .is_some_and(|item| item.is(Closed::Pass) && !item.is_word("to") || item.is_word(":"))
        {
            at += 1;
        }
        self.list_after(at)
    }

    /// The list that begins at an item.
    fn list_after(&self, first: usize) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        let mut at = first;
        while let Some(phrase) = self.items.get(at).and_then(Item::phrase) {
            // "... and two others were wounded" begins a clause of its own.
            let next = self.items.get(at + 1);
            // "By a terrorist attack" names nobody.
            if matches!(next, Some(Item::Act(_, Form::Noun, _))) {
                break;
            }
            let verb = next.is_some_and(|next| {
                next.is(Closed::Be)
                    || matches!(next, Item::Act(_, Form::Past | Form::Suffer | Form::Explode, _))
            });
            if verb && !out.is_empty() {
                break;
            }
            out.push(phrase.clone());
            at += 1;
            let from = at;
            while self.items.get(at).is_some_and(|item| item.is_word(",") || item.is_word("and")) {
                at += 1;
            }
            if at == from {
                break;
            }
        }
        out
    }

    /// Who did it: "by ..." behind the act.
    fn agent(&self) -> Vec<String> {
        let rest = &self.items[self.at + 1..];
        let end = rest
            .iter()
            .position(|item| matches!(item, Item::Act(_, form, _) if *form != Form::Noun))
            .unwrap_or(rest.len());
        let Some(by) = rest[..end].iter().position(|item| item.is_word("by")) else { return Vec::new() };
        let agents = self.list_after(self.at + 1 + by + 1);
        agents.into_iter().map(|phrase| phrase.text).collect()
    }

    /// What the act was aimed at, or took place at: things behind a preposition.
    fn aims(&self) -> Vec<Phrase> {
        let rest = &self.items[self.at + 1..];
        let end = rest
            .iter()
            .position(|item| matches!(item, Item::Act(..)) || item.is_word(";"))
            .unwrap_or(rest.len());
        let mut out = Vec::new();
        for at in 1..end {
            if rest[at - 1].is(Closed::Aim)
                && rest[at].phrase().is_some_and(|phrase| thing(&phrase.text).is_some())
            {
                out.extend(self.list_after(self.at + 1 + at));
            }
        }
        out
    }

    /// To whom or what a noun of an act was done: "the murder of A", "the attack on B".
    fn of_noun(&self, sense: &Sense) -> Vec<Phrase> {
        let rest = &self.items[self.at + 1..];
        match rest.first() {
            Some(item)
                if item.is_word("of")
                    || item.is_word("on")
                    || item.is_word("against")
                    || item.is_word("upon") =>
            {
                self.list_after(self.at + 2)
            }
            // A murder or a kidnapping at a place is none of the place.
            _ if sense.people.is_some() || sense.kind == "KIDNAPPING" => Vec::new(),
            _ => self.aims(),
        }
    }

    /// Whose act a noun tells of: "A's murder".
    fn owner(&self) -> Option<Phrase> {
        let possessive =
            |item: &Item| matches!(item, Item::Word(word) if matches!(word.as_str(), "'s" | "’s" | "'"));
        self.before(1).filter(|item| possessive(item))?;
        self.before(2)?.phrase().cloned()
    }
}

/// Whether an item says that something was tried or threatened.
fn tries(item: &Item) -> bool {
    let words = match item {
        Item::Word(word) => word.as_str(),
        Item::Act(_, Form::Noun, words) if words == "ATTEMPT" => "attempt",
        _ => return false,
    };
    ["attempt", "tried", "trying", "threaten", "failed"].iter().any(|stem| words.starts_with(stem))
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
