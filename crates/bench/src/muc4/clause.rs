//! One word of an act within its sentence: its subject, its object, who did it, what it was aimed at.

use super::act::Act;
use super::incident::EXPLOSIVES;
use super::phrase::{instrument, thing};
use super::sentence::{Item, Phrase};
use super::words::{Closed, Form, Sense};

/// A word of an act within its sentence.
pub struct Clause<'i> {
    /// The pieces of the sentence.
    pub items: &'i [Item],
    /// Which of them is the act.
    pub at: usize,
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
    pub fn is_open(&self, form: Form) -> bool {
        if form == Form::Noun {
            return false;
        }
        let tried = self.lead().any(tries);
        let to = form == Form::Active && self.before(1).is_some_and(|item| item.is_word("to"));
        self.lead().any(|item| item.is(Closed::Open)) || (to && !tried)
    }

    /// `ACCOMPLISHED`, `ATTEMPTED` or `THREATENED`, by the words around the act.
    pub fn stage(&self, form: Form) -> &'static str {
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

    /// Whether its subject suffers it.
    pub fn is_passive(&self) -> bool {
        let be = self.lead().any(|item| item.is(Closed::Be));
        let by = self.items.get(self.at + 1).is_some_and(|item| item.is_word("by"));
        be || by || self.objects().is_empty()
    }

    /// What a past or active form does to its object.
    pub fn suffered(&self, act: &mut Act, sense: &Sense, objects: Vec<Phrase>) {
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
    pub fn subject(&self, shared: Option<&[Phrase]>) -> Vec<Phrase> {
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
    pub fn objects(&self) -> Vec<Phrase> {
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
    pub fn agent(&self) -> Vec<String> {
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
    pub fn aims(&self) -> Vec<Phrase> {
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
    pub fn of_noun(&self, sense: &Sense) -> Vec<Phrase> {
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
    pub fn owner(&self) -> Option<Phrase> {
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
