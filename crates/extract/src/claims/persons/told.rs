//! What the words beside a person's name tell of him: his rank, his trade, the party he belongs to.

use super::super::{Reading, is_any};
use super::party::{IN_A_MOVEMENT, IN_ARMS};
use crate::chart::NodeIdx;
use crate::extraction::Tokens;
use cairn_model::Group;

/// What a report says somebody is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Whom he belongs to, where the words tell it without being looked up.
    pub group: Option<Group>,
    /// The words for his party, or those that tell his side.
    pub party: Option<Tokens>,
    /// The symbol that describes him, where one does beside his name.
    pub by: Option<NodeIdx>,
}

impl Told {
    /// Whether it tells anything of a side.
    pub(super) fn tells(&self) -> bool {
        self.group.is_some() || self.party.is_some()
    }
}

/// What somebody did for a party of which he thereby was one.
const SERVED: &[&str] = &[
    "command",
    "commands",
    "commanded",
    "commanding",
    "fought",
    "fights",
    "fighting",
    "founded",
    "head",
    "heads",
    "headed",
    "joined",
    "joining",
    "lead",
    "leads",
    "led",
    "leading",
    "ran",
    "runs",
    "served",
    "serves",
    "serving",
    "enlisted",
    "founded",
];
/// Words before what somebody was once and is no more.
const FORMER: &[&str] = &["former", "ex", "retired", "erstwhile", "onetime", "one-time", "sometime", "then"];
/// Words that join a person with what he is: "was", "became", "served as".
const IS: &[&str] = &["is", "was", "became", "remained", "being"];

impl Reading<'_, '_> {
    /// What stands beside a name, else what its own rank or trade tells.
    pub(super) fn told_of(&self, symbols: &[NodeIdx], at: usize) -> Told {
        let beside = self.told_beside(symbols, at);
        if beside.tells() {
            return beside;
        }
        let own = self.own_group(symbols[at]);
        Told { group: Some(own).filter(|group| *group != Group::Unspecified), ..beside }
    }

    /// What stands beside a name.
    pub(super) fn told_beside(&self, symbols: &[NodeIdx], at: usize) -> Told {
        let before = self.told_before(symbols, at).unwrap_or_default();
        if before.tells() {
            return before;
        }
        let behind = self.told_behind(symbols, at).unwrap_or_default();
        Told { by: before.by.or(behind.by), ..behind }
    }

    /// What a noun for one person tells: "a commander of the Tavoy Column", "the army's chief".
    pub(super) fn told_by(&self, symbols: &[NodeIdx], at: usize) -> Told {
        let node = symbols[at];
        let nothing = Told { by: Some(node), ..Told::default() };
        let words = self.tokens_of(node);
        let is_past = |token: usize| is_any(FORMER, self.document.word(token));
        if words.clone().any(is_past) || words.start > 0 && is_past(words.start - 1) {
            return nothing;
        }
        // "Commander of" is one word of the lexicon.
        let ends_in_of = self.document.word(words.end - 1).eq_ignore_ascii_case("of");
        let head = self.document.word(words.end - 1 - usize::from(ends_in_of));
        let head_group = self.head_group(node);
        // "Brother of a rebel commander": what stands behind is not said of him.
        if self.has(node, self.tags.kin) && !is_any(IN_ARMS, head) {
            return Told { party: None, group: head_group, ..nothing };
        }
        let own = head_group.or_else(|| Some(self.own_group(node)).filter(|own| *own != Group::Unspecified));
        let in_arms = is_any(IN_ARMS, head);
        if own == Some(Group::Civilian) || own.is_none() && !in_arms && !is_any(IN_A_MOVEMENT, head) {
            return Told { group: own, ..nothing };
        }
        let owner = at.checked_sub(2).filter(|_| self.is_possessive(symbols[at - 1]));
        let fits = |group: &Group| match own {
            Some(own) if !ends_in_of => *group == own,
            Some(_) => true,
            None => in_arms || *group == Group::Fighter,
        };
        let bears = |group: &Group, party: NodeIdx| fits(group) && self.bears_arms(head, *group, party);
        for place in owner.into_iter().chain(self.behind_of(symbols, at)) {
            let (party, tokens) = (symbols[place], self.tokens_of(symbols[place]));
            let side = self.side_of(party).filter(|_| !self.is_unit_of_any_side(party));
            if let Some(group) = side {
                if !bears(&group, party) {
                    continue;
                }
                return Told { group: Some(group), party: Some(tokens), ..nothing };
            }
            if (own.is_some() || in_arms) && (self.is_named_body(symbols, place) || self.points_back(party)) {
                return Told { group: own, party: Some(tokens), ..nothing };
            }
        }
        match own.or_else(|| self.side_of(node).filter(|group| bears(group, node))) {
            Some(group) => Told { group: Some(group), party: Some(words).filter(|_| !ends_in_of), ..nothing },
            None => nothing,
        }
    }

    /// The group that the words of a noun tell, without what stands behind it.
    fn head_group(&self, node: NodeIdx) -> Option<Group> {
        let t = self.tags;
        [(t.fighter, Group::Fighter), (t.state_force, Group::StateForce), (t.civilian, Group::Civilian)]
            .into_iter()
            .find(|(tag, _)| self.has(node, *tag))
            .map(|(_, group)| group)
    }

    /// The parties that stand behind a noun with "of", "in", "with": "a member of the armed wing of Hamas".
    fn behind_of(&self, symbols: &[NodeIdx], at: usize) -> Vec<usize> {
        const REACH: usize = 9;
        let joins = |node: NodeIdx| {
            let t = self.tags;
            // "The banned front": a participle before a name.
            [t.of, t.prep, t.prep_place, t.det, t.adj, t.bare].into_iter().any(|tag| self.has(node, tag))
                && !self.has(node, self.tags.by)
        };
        let is_noun = |node: NodeIdx| self.has(node, self.tags.noun_group) || self.has(node, self.tags.name);
        let ends_in_of = self.document.word(self.tokens_of(symbols[at]).end - 1).eq_ignore_ascii_case("of");
        let first = symbols.get(at + 1).copied();
        if !ends_in_of && !first.is_some_and(joins) {
            return Vec::new();
        }
        (at + 1..symbols.len().min(at + REACH))
            .take_while(|at| joins(symbols[*at]) || is_noun(symbols[*at]))
            .filter(|at| is_noun(symbols[*at]))
            .collect()
    }

    /// "His brother-in-law, Constable Noble,": the name that says who somebody is.
    pub(super) fn named_behind(&self, symbols: &[NodeIdx], at: usize) -> Option<usize> {
        let comma = symbols.get(at + 1)?;
        let is_comma = self.document.word(self.tokens_of(*comma).start) == ",";
        let name = at + 2;
        (is_comma
            && self.has(*symbols.get(name)?, self.tags.name)
            && self.has(symbols[name], self.tags.person))
        .then_some(name)
    }

    /// Whether a symbol is a noun for one person.
    pub(super) fn is_one_person(&self, node: NodeIdx) -> bool {
        self.has(node, self.tags.noun_group)
            && self.has(node, self.tags.people)
            && self.has(node, self.tags.singular)
            && !self.has(node, self.tags.plural)
            && !self.has(node, self.tags.counted)
            && !self.has(node, self.tags.harm_noun)
    }

    /// What stands before a name: "Taliban commander Mullah Dad", "the group's military chief, Hassan
    /// Ali", "a leader of the front, Tomo Eban", "a rebel named Eban".
    fn told_before(&self, symbols: &[NodeIdx], at: usize) -> Option<Told> {
        let word = |at: usize| self.document.word(self.chart.nodes[symbols[at] as usize].from as usize);
        let before = at.checked_sub(1)?;
        // "RSF field commander Okoro": the last of the words before the name itself.
        let mut words = self.tokens_of(symbols[at]).map(|token| self.document.word(token));
        let place = words.find(|word| is_any(IN_ARMS, word) || is_any(IN_A_MOVEMENT, word));
        if let Some(place) = place {
            return self.told_by_party_before(symbols, before, place);
        }
        // "Militant Idris Okoro".
        if self.is_one_person(symbols[before]) {
            return Some(self.told_by(symbols, before));
        }
        if self.has(symbols[before], self.tags.modifies_fighter) {
            return Some(Told { group: Some(Group::Fighter), party: None, by: None });
        }
        let noun = match word(before) {
            "," => self.noun_before_comma(symbols, before),
            "named" | "called" | "alias" => before.checked_sub(1),
            "as" if before > 1 && matches!(word(before - 1), "identified" | "known") => before.checked_sub(2),
            _ => None,
        }?;
        let noun = noun - usize::from(word(noun) == "," && noun > 0);
        self.is_one_person(symbols[noun]).then(|| self.told_by(symbols, noun))
    }

    /// "A leader of the front, Tomo Eban": the noun for one person before a comma, over what belongs to it.
    pub(super) fn noun_before_comma(&self, symbols: &[NodeIdx], comma: usize) -> Option<usize> {
        /// Symbols of such a noun's phrase.
        const REACH: usize = 8;
        let ends = |node: NodeIdx| self.has(node, self.tags.verb) || self.has(node, self.tags.punct);
        let is_comma = self.document.word(self.tokens_of(symbols[comma]).start) == ",";
        (comma.saturating_sub(REACH)..comma)
            .rev()
            .take_while(|at| is_comma && !ends(symbols[*at]))
            .find(|at| self.is_one_person(symbols[*at]))
    }

    /// The party right before "commander Mullah Dad", or the owner before it.
    fn told_by_party_before(&self, symbols: &[NodeIdx], before: usize, place: &str) -> Option<Told> {
        let in_arms = is_any(IN_ARMS, place);
        let poss = |at: usize| self.is_possessive(symbols[at]);
        let owner = match before {
            before if poss(before) => before.checked_sub(1),
            before if before > 1 && poss(before - 1) => Some(before - 2),
            before => Some(before),
        };
        let owner = owner?;
        let party = symbols[owner];
        let fits =
            |group: &Group| (in_arms || *group == Group::Fighter) && self.bears_arms(place, *group, party);
        let side = self.side_of(party);
        let group = side.filter(fits);
        let is_party = group.is_some()
            || side.is_none() && in_arms && (self.is_named_body(symbols, owner) || self.points_back(party));
        is_party.then(|| Told { group, party: Some(self.tokens_of(party)), by: None })
    }

    /// "Omar Haddad and his fellow fighters": he is one, too.
    fn group_of_fellows(&self, symbols: &[NodeIdx], at: usize) -> Option<Group> {
        const BETWEEN: [&[&str]; 3] = [&["and", ",", "with"], &["his", "her"], &["fellow"]];
        let end = self.tokens_of(symbols[at]).end;
        let fellows = end + BETWEEN.len();
        if fellows >= self.document.tokens().len() {
            return None;
        }
        let are_between =
            BETWEEN.iter().enumerate().all(|(next, words)| is_any(words, self.document.word(end + next)));
        let behind = symbols.get(at + 1..).unwrap_or_default();
        let noun = behind.iter().find(|node| self.tokens_of(**node).contains(&fellows));
        noun.filter(|_| are_between).and_then(|noun| self.head_group(*noun))
    }

    /// What stands behind a name: "Omar Haddad, 34, a baker", "Eban, who led the Tavoy Column", "Eban
    /// was a commander", "Eban joined the rebels", "Eban of the 2nd Battalion".
    fn told_behind(&self, symbols: &[NodeIdx], at: usize) -> Option<Told> {
        /// Symbols between a name and the verb that says whom he served.
        const REACH: usize = 6;
        if let Some(group) = self.group_of_fellows(symbols, at) {
            return Some(Told { group: Some(group), ..Told::default() });
        }
        let word = |at: usize| {
            symbols.get(at).map(|node| self.document.word(self.chart.nodes[*node as usize].from as usize))
        };
        let is_age = |at: usize| {
            symbols.get(at).is_some_and(|node| {
                [self.tags.count, self.tags.old].into_iter().any(|tag| self.has(*node, tag))
                    || self
                        .document
                        .word(self.tokens_of(*node).start)
                        .starts_with(|c: char| c.is_ascii_digit())
            })
        };
        let mut next = at + 1;
        if matches!(word(next), Some("(" | "[")) {
            let close = (next..symbols.len()).take(8).find(|at| matches!(word(*at), Some(")" | "]")))?;
            next = close + 1;
        }
        let has_comma = word(next) == Some(",");
        next += usize::from(has_comma);
        if has_comma && is_age(next) {
            next += 1 + usize::from(word(next + 1) == Some(","));
        }
        if has_comma {
            let of = matches!(word(next), Some("of" | "from"));
            let body = (next + 1..symbols.len().min(next + 4)).take_while(|_| of).find(|at| {
                self.has(symbols[*at], self.tags.noun_group) || self.has(symbols[*at], self.tags.name)
            });
            if let Some(body) = body {
                let group = self.side_of(symbols[body])?;
                return Some(Told {
                    group: Some(group),
                    party: Some(self.tokens_of(symbols[body])),
                    by: None,
                });
            }
            next += usize::from(matches!(word(next), Some("who" | "whose" | "himself" | "once")));
            let noun = (next..symbols.len().min(next + 3))
                .take_while(|at| !self.has(symbols[*at], self.tags.verb))
                .find(|at| self.is_one_person(symbols[*at]));
            if let Some(noun) = noun {
                return Some(self.told_by(symbols, noun));
            }
        }
        let verb = (next..symbols.len().min(next + REACH)).find(|at| {
            self.has(symbols[*at], self.tags.verb) || word(*at).is_some_and(|word| is_any(IS, word))
        })?;
        let last = self.document.word(self.tokens_of(symbols[verb]).end - 1);
        if is_any(IS, last) {
            let noun = (verb + 1..symbols.len().min(verb + 4)).find(|at| self.is_one_person(symbols[*at]));
            return noun.map(|noun| self.told_by(symbols, noun));
        }
        if !is_any(SERVED, last) {
            return None;
        }
        // "Fought for the front", but "headed to Kolm" and "ran in the street" tell of no party.
        let with = symbols.get(verb + 1).filter(|next| {
            let next = self.document.word(self.tokens_of(**next).start);
            is_any(&["with", "for", "under", "alongside", "in"], next)
        });
        let first = verb + 1 + usize::from(with.is_some());
        // The name of a party may be an adjective as well: "an al-Shabaab base".
        let is_noun = |at: &usize| {
            self.has(symbols[*at], self.tags.noun_group) || self.has(symbols[*at], self.tags.name)
        };
        let is_light = |at: &usize| {
            !is_noun(at) && (self.has(symbols[*at], self.tags.det) || self.has(symbols[*at], self.tags.adj))
        };
        let party = (first..symbols.len().min(first + 3)).find(|at| !is_light(at))?;
        let side = self.side_of(symbols[party]);
        let group = side.filter(|group| self.bears_arms(last, *group, symbols[party]));
        let told = Told { group, party: Some(self.tokens_of(symbols[party])), by: None };
        let is_party = group.is_some() || side.is_none() && self.is_named_body(symbols, party);
        (is_noun(&party) && is_party).then_some(told)
    }
}
