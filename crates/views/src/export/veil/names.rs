use super::place::is_coarse;
use super::{Protection, Veil};
use cairn_model::{ActorValue, Claim, Hand, HandRole, Origin, PlaceValue};
use cairn_store::fold;
use std::collections::BTreeSet;

/// What a protected export asks of those who know names. The views know none themselves.
pub trait Names {
    /// The neutral name by which a party or a body is publicly known, where it is: never that of a private
    /// person or a village.
    fn public(&self, words: &str) -> Option<String>;
    /// The name of the second-level region that a place lies in, where it is known.
    fn adm2(&self, place: &PlaceValue) -> Option<String>;
    /// Whether it is the name of a country.
    fn is_country(&self, words: &str) -> bool;
}

/// Knows no name: where something is held back, everything is that might be a name.
#[derive(Debug, Clone, Copy)]
pub struct NoNames;

impl Names for NoNames {
    fn public(&self, _: &str) -> Option<String> {
        None
    }

    fn adm2(&self, _: &PlaceValue) -> Option<String> {
        None
    }

    fn is_country(&self, _: &str) -> bool {
        false
    }
}

/// What stands for words that are held back.
pub(super) const MASK: &str = "[...]";

/// Words of public offices and bodies, which name nobody and nowhere.
const PUBLIC_WORDS: &[&str] = &[
    "academy",
    "administration",
    "admiral",
    "affairs",
    "agency",
    "aid",
    "air",
    "ambassador",
    "and",
    "army",
    "association",
    "authority",
    "battalion",
    "board",
    "brigade",
    "bureau",
    "captain",
    "centre",
    "center",
    "chairman",
    "chief",
    "civil",
    "colonel",
    "command",
    "commander",
    "commission",
    "commissioner",
    "committee",
    "corps",
    "council",
    "court",
    "crescent",
    "cross",
    "defence",
    "defense",
    "department",
    "deputy",
    "director",
    "directorate",
    "division",
    "doctor",
    "dr",
    "emergency",
    "first",
    "for",
    "force",
    "forces",
    "foreign",
    "front",
    "general",
    "governor",
    "government",
    "group",
    "guard",
    "health",
    "helmets",
    "high",
    "hospital",
    "human",
    "interior",
    "international",
    "joint",
    "judge",
    "justice",
    "lieutenant",
    "local",
    "major",
    "mayor",
    "media",
    "medical",
    "military",
    "militia",
    "minister",
    "ministry",
    "monitor",
    "monitoring",
    "movement",
    "national",
    "navy",
    "network",
    "news",
    "observatory",
    "of",
    "office",
    "officer",
    "official",
    "operations",
    "organisation",
    "organization",
    "parliament",
    "party",
    "police",
    "president",
    "press",
    "prime",
    "prosecutor",
    "red",
    "relief",
    "rescue",
    "rights",
    "secretary",
    "security",
    "sergeant",
    "service",
    "services",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "state",
    "the",
    "union",
    "united",
    "nations",
    "un",
    "units",
    "university",
    "vice",
    "white",
];

/// What may not be told anywhere in an export.
#[derive(Debug, Default)]
pub(super) struct Withheld {
    /// Names, folded, their words one space apart.
    names: BTreeSet<String>,
    /// The single words of names of places, folded: an outlet may be called after half a village.
    words: BTreeSet<String>,
    /// The names of those who speak as persons, folded.
    speakers: BTreeSet<String>,
    /// The names of outlets and agencies, folded: who publishes is public.
    outlets: BTreeSet<String>,
    /// Names of regions and countries, folded: these may be told.
    regions: BTreeSet<String>,
}

impl Withheld {
    /// Takes in the names of a claim.
    pub fn learn(&mut self, claim: &Claim, protection: Protection, names: &dyn Names) {
        for place in claim.place.iter() {
            let own = [Some(&place.name), place.resolved.as_ref()].into_iter().flatten();
            match protection.coarsen {
                Some(coarsen) if is_coarse(place, coarsen) => {
                    self.regions.extend(place.resolved.as_deref().map(key));
                }
                Some(_) => {
                    for name in own {
                        let words = name.split(|c: char| !c.is_alphanumeric());
                        self.words.extend(words.filter(|word| is_telling(word)).map(key));
                        self.names.extend(Some(key(name)).filter(|name| !name.is_empty()));
                    }
                }
                None => {}
            }
            self.regions.extend([&place.adm1, &place.country].into_iter().flatten().map(|name| key(name)));
        }
        let speakers = claim.attribution.0.iter().chain(&claim.accuser);
        let speakers = speakers.filter(|hand| hand.role == HandRole::Speaker).map(|hand| &hand.name);
        for name in speakers {
            self.speakers.insert(key(name));
        }
        let published = |hand: &&Hand| matches!(hand.role, HandRole::Outlet | HandRole::Agency);
        for hand in claim.attribution.0.iter().filter(published) {
            self.outlets.insert(bare(&hand.name));
        }
        if protection.no_private_names {
            let speakers = claim.attribution.0.iter().chain(&claim.accuser);
            let speakers = speakers.filter(|hand| hand.role == HandRole::Speaker).map(|hand| &hand.name);
            let targets =
                claim.target.iter().filter(|target| target.id.is_none()).map(|target| &target.words);
            for name in speakers.chain(targets).filter(|name| names.public(name).is_none()) {
                self.names.extend(runs(name).into_iter().map(|run| key(&run)));
            }
        }
    }
}

/// A name as names are compared: its words in lower-case ASCII, one space apart.
fn key(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    fold(&words.join(" "))
}

/// The same without a leading article.
fn bare(name: &str) -> String {
    let key = key(name);
    key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
}

/// Whether a word names nobody and nowhere: a common noun in lower case, a number, or an office.
fn is_public(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_common =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '\'' | '/' | '.');
    bare.chars().all(is_common) || PUBLIC_WORDS.contains(&bare.to_ascii_lowercase().as_str())
}

/// Whether a word of a place's name tells of it by itself: "Tal Orlu" is known by "Orlu".
fn is_telling(word: &str) -> bool {
    word.chars().count() > 3 && !word.starts_with(char::is_lowercase) && !is_public(word)
}

/// The runs of words that are no public ones: what may be somebody's name.
fn runs(name: &str) -> Vec<String> {
    let mut runs: Vec<Vec<&str>> = vec![Vec::new()];
    for word in name.split_whitespace() {
        match runs.last_mut() {
            Some(run) if !is_public(word) => run.push(word),
            _ => runs.push(Vec::new()),
        }
    }
    runs.into_iter().map(|run| run.join(" ")).filter(|run| !run.is_empty()).collect()
}

/// A name with every word masked that is no public one; countries stay.
fn masked(name: &str, names: &dyn Names) -> String {
    let all: Vec<&str> = name.split_whitespace().collect();
    let mut words: Vec<&str> = Vec::new();
    for run in all.chunk_by(|a, b| is_public(a) == is_public(b)) {
        let is_country = || {
            let run = run.join(" ");
            names.is_country(run.trim_matches(|c: char| !c.is_alphanumeric()))
        };
        match run.first() {
            Some(first) if is_public(first) || is_country() => words.extend(run),
            _ => words.push(MASK),
        }
    }
    words.join(" ")
}

impl Veil<'_> {
    /// Free words: kept where they are common nouns in lower case ("dozens", "barrel bombs"), else gone.
    pub(super) fn common(&self, words: Option<String>) -> Option<String> {
        let is_common = |words: &String| words.split_whitespace().all(is_public);
        words.filter(is_common).map(|words| self.scrub(&words))
    }

    /// A name of which nothing is known: the publicly known one, or its public words.
    pub(super) fn name(&self, name: &str) -> String {
        let known = self.names.public(name);
        self.scrub(&known.unwrap_or_else(|| masked(name, self.names)))
    }

    /// A name of a body: it stays, unless it may tell of a place.
    pub(super) fn body(&self, name: &str) -> String {
        match self.protection.coarsen {
            Some(_) => self.name(name),
            None => self.scrub(name),
        }
    }

    /// Masks every name that is held back, wherever it stands.
    pub(super) fn scrub(&self, words: &str) -> String {
        /// A longer name holds a shorter one, so that its first words are found by themselves.
        const WORDS: usize = 6;
        let mut kept: Vec<&str> = Vec::new();
        let all: Vec<&str> = words.split_whitespace().collect();
        let mut at = 0;
        while at < all.len() {
            let longest = (all.len() - at).min(WORDS);
            let held =
                (1..=longest).rev().find(|n| self.withheld.names.contains(&key(&all[at..at + n].join(" "))));
            // Parts of a compound too: "Orlu-based", "al-Tal's".
            let hidden = || {
                let parts = all[at].split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() > 2);
                parts.into_iter().any(|part| {
                    let is_name = || !part.starts_with(char::is_lowercase);
                    let folded = key(part);
                    self.withheld.names.contains(&folded)
                        || (is_name() && self.withheld.words.contains(&folded))
                })
            };
            match held {
                None if !hidden() => kept.push(all[at]),
                _ if kept.last() == Some(&MASK) => {}
                _ => kept.push(MASK),
            }
            at += held.unwrap_or(1);
        }
        kept.join(" ")
    }

    /// The name of a country or a first-level region; nothing else.
    pub(super) fn region(&self, name: Option<String>) -> Option<String> {
        let is_region = |name: &String| self.withheld.regions.contains(&key(name));
        name.filter(|name| self.protection.coarsen.is_none() || is_region(name))
    }

    pub(super) fn hand(&self, hand: Hand) -> Hand {
        let Hand { name, role, cue, manner, span: _ } = hand;
        let name = match role {
            HandRole::Speaker => self.name(&name),
            HandRole::Institution => self.body(&name),
            HandRole::Agency | HandRole::Outlet => self.scrub(&name),
        };
        Hand { name, role, cue: self.common(cue), manner, span: None }
    }

    pub(super) fn origin(&self, origin: Origin) -> Origin {
        let is_person = self.withheld.speakers.contains(&key(&origin.name));
        let is_outlet = self.withheld.outlets.contains(&bare(&origin.name));
        let name = match (is_person, is_outlet) {
            (true, _) => self.name(&origin.name),
            (_, true) => self.scrub(&origin.name),
            _ => self.body(&origin.name),
        };
        Origin { id: self.origin_id(&origin.id), name }
    }

    pub(super) fn actor(&self, actor: ActorValue) -> ActorValue {
        let ActorValue { id, name, words, side, country, span: _ } = actor;
        // A name of the lexicon is public; anything else may be a person's or a village's.
        let name = if id.is_some() { self.scrub(&name) } else { self.name(&name) };
        let words = self.common(Some(words)).unwrap_or_else(|| name.clone());
        ActorValue { id, name, words, side, country, span: None }
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, NoNames, key, masked, runs};
    use cairn_model::PlaceValue;

    struct Gondor;
    impl Names for Gondor {
        fn public(&self, _: &str) -> Option<String> {
            None
        }
        fn adm2(&self, _: &PlaceValue) -> Option<String> {
            None
        }
        fn is_country(&self, words: &str) -> bool {
            words == "Gondor"
        }
    }

    #[test]
    fn offices_stay_and_names_go() {
        for (name, expected) in [
            ("a resident", "a resident"),
            ("Captain Damrod", "Captain [...]"),
            ("Health Ministry spokesman Orlo Vane", "Health Ministry spokesman [...]"),
            ("Tal Orlu Local Council", "[...] Local Council"),
            ("محمد", "[...]"),
            ("Émile, a farmer", "[...] a farmer"),
        ] {
            assert_eq!(masked(name, &NoNames), expected);
        }
        assert_eq!(masked("armed group (Gondor)", &Gondor), "armed group (Gondor)");
        assert_eq!(runs("Captain Orlo Vane of Tal Orlu"), ["Orlo Vane", "Tal Orlu"]);
        assert_eq!(key("Tal-Orlú's"), "tal orlu s");
    }
}
