//! Agreements: claims about one ceasefire, zone or deal, brought together by name, zone, parties
//! and the time it was made.

use crate::block::Sorted;
use crate::breaches::{Breach, breach, breaches};
use crate::follow::{Heard, Subject, Told, Turn, from_the_beginning, key as key_of};
use crate::happening::{Part, days, part};
use crate::origin::Origins;
use crate::party::key;
use crate::place::main_country;
use crate::saying::Said as WhatIsSaid;
use crate::words::fold;
use cairn_model::{
    ActorSide, ActorValue, Agreement, AgreementId, AgreementPart, AgreementState, AgreementStep, Claim, Day,
    ReportId, Term, TermKind, TimeBasis, TimeValue,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Days that two accounts of when an agreement was made may lie apart.
const SLACK: i32 = 31;
/// Shared words, parties and zones that make two accounts one agreement.
const ENOUGH: u32 = 3;
/// Words of a name or zone that say only that it is an agreement or an area.
const PLAIN: &[&str] = &[
    "agreement",
    "agreements",
    "deal",
    "deals",
    "the",
    "a",
    "an",
    "accord",
    "accords",
    "pact",
    "new",
    "memorandum",
    "of",
    "on",
    "in",
    "and",
    "around",
    "this",
    "zone",
    "zones",
    "area",
    "areas",
    "region",
    "province",
    "governorate",
    "designated",
    "original",
    "initial",
    "earlier",
    "previous",
    "existing",
    "current",
    "final",
    "latest",
];
/// Words that a ceasefire or a peace bears in any war: "the truce" says no more than "the deal".
const ANY: &[&str] = &[
    "ceasefire",
    "cease",
    "fire",
    "truce",
    "armistice",
    "peace",
    "cessation",
    "hostilities",
    "pause",
    "treaty",
];
/// What may stand before a name and is no part of it; the first of them point back.
const BEFORE: &[&str] = &["the", "this", "that", "its", "their", "a", "an", "any", "such"];

/// A claim about an agreement with what its report and the report's family tell: all that agreements are
/// brought together by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AgreementClaim {
    pub(crate) claim: Claim,
    /// The day of its report.
    pub(crate) dated: Option<Day>,
    /// The first report of its report's family.
    family: ReportId,
    /// The country that its report is chiefly about.
    country: Option<String>,
    /// The breach that it tells of.
    pub(crate) breach: Option<Breach>,
}

/// An agreement in the making.
#[derive(Default)]
struct Draft<'a> {
    name: String,
    /// Whether the name is one of an agreement and no zone's, and how many telling words it has.
    name_rank: (bool, usize),
    words: Vec<String>,
    parties: Vec<ActorValue>,
    guarantors: Vec<ActorValue>,
    zones: Vec<String>,
    /// When it was made, by the first claim that tells it most finely.
    made: Option<((Day, Day), TimeValue)>,
    history: Vec<AgreementStep>,
    /// Each with the number of its report.
    terms: Vec<(usize, Term)>,
    claims: Vec<&'a AgreementClaim>,
    /// The countries that its reports are about.
    countries: Vec<&'a str>,
    /// The families of its reports.
    families: BTreeSet<&'a ReportId>,
    /// The names by which its parties and guarantors are compared.
    actors: Vec<String>,
    /// The telling words of each zone, and of the name.
    known: Vec<Vec<String>>,
    last_report: usize,
    /// How many claims about agreements had been read when it was last spoken of.
    last_spoken: usize,
}

/// The name by which parties are compared. A state that signs is one party, whether a report names
/// the country, its government or its capital.
fn actor_key(actor: &ActorValue) -> String {
    match &actor.country {
        Some(country) if actor.side == ActorSide::State => format!("state {country}"),
        _ => key(actor),
    }
}

/// The words of a name or zone that tell it from others, sorted, each once.
fn telling_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words: BTreeSet<&str> =
        folded.split(' ').filter(|word| !word.is_empty() && !PLAIN.contains(word)).collect();
    words.into_iter().map(str::to_owned).collect()
}

/// A name without what stands before it: "Orlu truce" of "the Orlu truce".
fn bare(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if BEFORE.contains(&first.to_lowercase().as_str()) => rest,
        _ => name,
    }
}

/// Whether one name says no more than the other: "the buffer zone" and "the buffer zone around Tave",
/// and not "the buffer zone around Orlu".
fn one_name(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}

/// What a claim says of an agreement, ready to be compared.
struct Said<'a> {
    /// The number of its report.
    report: usize,
    whole: &'a AgreementClaim,
    claim: &'a Claim,
    part: &'a AgreementPart,
    actors: Vec<String>,
    /// The telling words of the name and of each zone.
    name: Vec<String>,
    zones: Vec<Vec<String>>,
}

impl<'a> Said<'a> {
    fn new(report: usize, whole: &'a AgreementClaim, part: &'a AgreementPart) -> Self {
        let mut actors: Vec<String> = part.parties.iter().chain(&part.guarantors).map(actor_key).collect();
        actors.sort_unstable();
        actors.dedup();
        let zones = part.zones.iter().map(|zone| telling_words(zone)).collect();
        let name = telling_words(&part.name);
        Self { report, whole, claim: &whole.claim, part, actors, name, zones }
    }

    /// The country that the report is chiefly about.
    fn country(&self) -> Option<&'a str> {
        self.whole.country.as_deref()
    }

    /// Whether its name only points back to what was spoken of: "the ceasefire", and not "a ceasefire"
    /// or "the Orlu ceasefire".
    fn points_back(&self) -> bool {
        let first = self.part.name.split(' ').next().unwrap_or_default().to_lowercase();
        BEFORE[..5].contains(&first.as_str()) && self.name.iter().all(|word| ANY.contains(&word.as_str()))
    }

    /// Whether it only mentions the agreement: no parties, no term.
    fn mentions(&self) -> bool {
        self.actors.is_empty() && self.part.term.is_none() && self.part.deadline.is_none()
    }

    /// The words of its name and zones, each once.
    fn words(&self) -> BTreeSet<&String> {
        self.zones.iter().flatten().chain(&self.name).collect()
    }

    /// When it came so far: as the claim itself tells, else not later than its report.
    fn told(&self) -> TimeValue {
        let own = days(self.claim).is_some() && self.claim.time.basis != TimeBasis::Lead;
        match (own, self.whole.dated) {
            (true, _) => TimeValue { span: None, ..self.claim.time.clone() },
            (_, Some(_)) => {
                TimeValue { end: self.whole.dated, basis: TimeBasis::Publication, ..TimeValue::unknown() }
            }
            _ => TimeValue::unknown(),
        }
    }

    /// The days on which a claim has the agreement made: not those of a term, of a breach or of a mere
    /// mention, and not days that it takes over from the lead.
    fn made(&self) -> Option<(Day, Day)> {
        let of_making = matches!(self.part.state, AgreementState::Declared | AgreementState::Promised)
            && self.claim.time.basis != TimeBasis::Lead
            && self.part.term.is_none()
            && (!self.mentions() || self.zones.is_empty());
        days(self.claim).filter(|_| of_making)
    }
}

impl<'a> Draft<'a> {
    /// How much a claim shares with it; none where the times speak against it.
    fn fit(&self, said: &Said<'_>) -> Option<u32> {
        if let (Some(((start, end), _)), Some(new)) = (&self.made, said.made()) {
            let between = start.days_since(new.1).max(new.0.days_since(*end));
            if between > SLACK {
                return None;
            }
        }
        let shared = said.actors.iter().filter(|&key| self.actors.contains(key)).count();
        // A zone of the same name in another country is another zone.
        let abroad = said
            .country()
            .is_some_and(|country| !self.countries.is_empty() && !self.countries.contains(&country));
        if abroad && shared == 0 {
            return None;
        }
        let known = &self.known;
        let of_zone = said.zones.iter().any(|zone| known.iter().any(|known| one_name(zone, known)));
        let named = known.iter().any(|known| one_name(&said.name, known))
            || said.name.iter().any(|word| self.words.contains(word));
        let one_report = self.last_report == said.report;
        // "The agreement", "the truce", in the report that spoke of one last.
        let referred = one_report && (said.name.is_empty() || said.points_back());
        // A copy of a text speaks of the text's agreement; so does a report that has it made, under the
        // same name and in the same country, in the same days.
        let same_name = !said.name.is_empty() && said.name == self.words;
        let same_days = match (&self.made, said.made()) {
            (Some((days, _)), Some(new)) => {
                days.0 <= new.1 && new.0 <= days.1 && new.1.days_since(new.0) <= SLACK
            }
            _ => false,
        };
        let at_home = said.country().is_some_and(|country| self.countries.contains(&country));
        let repeated = same_name && (self.families.contains(&said.whole.family) || (same_days && at_home));
        // Who only mentions a zone says nothing that could tell it from its agreement.
        let mentioned = of_zone && said.mentions();
        let score = shared.min(2) as u32
            + if of_zone || named { 2 } else { 0 }
            + if one_report { 1 } else { 0 }
            + if referred { 2 } else { 0 }
            + if mentioned { 1 } else { 0 }
            + if repeated { 1 } else { 0 };
        (score >= ENOUGH).then_some(score)
    }

    fn take(&mut self, said: &Said<'a>, spoken: usize) {
        let (claim, part) = (said.claim, said.part);
        // The name that says most, the first of equals; that of a zone only where there is no other.
        let rank = (!part.zones.contains(&part.name), said.name.len());
        if self.name.is_empty() || rank > self.name_rank {
            (self.name, self.name_rank) = (bare(&part.name).to_owned(), rank);
        }
        for word in &said.name {
            if !self.words.contains(word) {
                self.words.push(word.clone());
            }
        }
        for (all, new) in [(&mut self.parties, &part.parties), (&mut self.guarantors, &part.guarantors)] {
            for actor in new {
                if !all.iter().any(|known| actor_key(known) == actor_key(actor)) {
                    all.push(ActorValue { span: None, ..actor.clone() });
                }
            }
        }
        for zone in &part.zones {
            self.take_zone(zone);
        }
        if let Some(new) = said.made() {
            let length = |days: (Day, Day)| days.1.days_since(days.0);
            if self.made.as_ref().is_none_or(|(old, _)| length(new) < length(*old)) {
                self.made = Some((new, TimeValue { span: None, ..claim.time.clone() }));
            }
        }
        if part.term.is_some() || part.deadline.is_some() {
            let term = Term {
                kind: part.term.unwrap_or(TermKind::Deadline),
                words: part.words.clone().unwrap_or_default(),
                span: part.span.unwrap_or(claim.evidence.sentence),
                deadline: part.deadline.clone(),
                claim: claim.id.clone(),
            };
            self.terms.push((said.report, term));
        }
        self.step(said);
        self.claims.push(said.whole);
        if let Some(country) = said.country().filter(|country| !self.countries.contains(country)) {
            self.countries.push(country);
        }
        self.families.insert(&said.whole.family);
        self.actors = self.parties.iter().chain(&self.guarantors).map(actor_key).collect();
        self.known = self.zones.iter().map(|zone| telling_words(zone)).collect();
        self.known.push(self.words.clone());
        (self.last_report, self.last_spoken) = (said.report, spoken);
    }

    /// Takes note of how far it has come. Claims come by the day of their reports, so the last step is
    /// the latest; who only mentions an agreement does not declare it anew.
    fn step(&mut self, said: &Said<'_>) {
        let (claim, state) = (said.claim, said.part.state);
        let last = self.history.last_mut();
        match last {
            Some(last) if last.state == state => {
                last.claims.push(claim.id.clone());
                if last.time.basis == TimeBasis::Publication {
                    last.time = said.told();
                }
            }
            Some(last) if said.mentions() && state == AgreementState::Declared => {
                last.claims.push(claim.id.clone());
            }
            _ => {
                let claims = vec![claim.id.clone()];
                self.history.push(AgreementStep { state, time: said.told(), claims });
            }
        }
    }

    /// Keeps one name of a zone, the one that says most.
    fn take_zone(&mut self, zone: &str) {
        let words = telling_words(zone);
        match self.zones.iter_mut().find(|known| one_name(&telling_words(known), &words)) {
            Some(known) if telling_words(known).len() < words.len() => zone.clone_into(known),
            Some(_) => {}
            None => self.zones.push(zone.to_owned()),
        }
    }

    fn finish(mut self) -> Agreement {
        let first = self.claims.first().map_or("", |one| one.claim.id.as_str());
        let mut claims: Vec<_> = self.claims.iter().map(|one| one.claim.id.clone()).collect();
        self.terms.sort_by_key(|(report, term)| (*report, term.span.start));
        let id = AgreementId::from_parts([first]);
        claims.sort_unstable();
        Agreement {
            id,
            name: self.name,
            parties: self.parties,
            guarantors: self.guarantors,
            zones: self.zones,
            terms: self.terms.into_iter().map(|(_, term)| term).collect(),
            time: self.made.map_or_else(TimeValue::unknown, |(_, time)| time),
            state: self.history.last().map_or(AgreementState::Declared, |step| step.state),
            history: self.history,
            breaches: breaches(&self.claims),
            claims,
        }
    }
}

/// The claims about agreements of a block, by report and place in the text; `family` is, per report, the
/// first of its family.
pub(crate) fn claims(block: &Sorted<'_>, family: &[usize], origins: &Origins<'_, '_>) -> Vec<AgreementClaim> {
    let mut found = Vec::new();
    for (report, claims) in block.claims.iter().enumerate() {
        let country = main_country(claims);
        found.extend(claims.iter().filter(|claim| part(claim) == Part::Agreement).map(|&claim| {
            AgreementClaim {
                claim: claim.clone(),
                dated: block.reports[report].dated,
                family: block.reports[family[report]].id.clone(),
                country: country.map(str::to_owned),
                breach: breach(report, claim, block, origins),
            }
        }));
    }
    found
}

impl Said<'_> {
    /// By what the drafts are found that it can fit, others among them; but for those of its own report. A
    /// name alone is not enough: see [`Draft::fit`].
    fn looked_up(&self) -> Vec<u64> {
        let mut keys: Vec<u64> = self.actors.iter().map(|actor| key_of(["actor", actor])).collect();
        keys.push(key_of(["family", self.whole.family.as_str()]));
        if self.mentions() {
            keys.extend(self.zones.iter().flatten().map(|word| key_of(["word", word])));
        }
        if let Some(country) = self.country().filter(|_| self.made().is_some()) {
            keys.push(at_home(&self.name, country));
        }
        keys
    }
}

/// The key of a name in a country.
fn at_home(name: &[String], country: &str) -> u64 {
    key_of(["at home", country].into_iter().chain(name.iter().map(String::as_str)))
}

impl Draft<'_> {
    /// By what it is found once it has taken a claim.
    fn keys(&self, said: &Said<'_>) -> Vec<u64> {
        let mut keys: Vec<u64> = said.actors.iter().map(|actor| key_of(["actor", actor])).collect();
        keys.extend(said.words().into_iter().map(|word| key_of(["word", word])));
        keys.push(key_of(["family", said.whole.family.as_str()]));
        keys.extend(self.countries.iter().map(|country| at_home(&self.words, country)));
        keys
    }
}

/// Brings together what is said of agreements: all of it, in any order of the reports; the claims of one
/// report in the order of its text.
pub fn agreements(claims: Vec<AgreementClaim>) -> Vec<Agreement> {
    let turn = |one: &AgreementClaim| Turn::new(one.dated, &one.claim.report);
    let claims = claims.into_iter().map(|one| (turn(&one), one)).collect();
    OfAgreements::tell(&from_the_beginning(claims)).into_iter().map(|told| told.noun).collect()
}

/// Agreements are followed draft by draft.
pub(crate) struct OfAgreements;

impl Subject for OfAgreements {
    type Claim = AgreementClaim;
    type Noun = Agreement;

    fn claims(said: WhatIsSaid) -> Vec<AgreementClaim> {
        match said {
            WhatIsSaid::Agreements(claims) => claims,
            WhatIsSaid::Tolls(_) => Vec::new(),
        }
    }

    fn looked_up(one: &AgreementClaim) -> Vec<u64> {
        one.claim.agreement.as_ref().map(|part| Said::new(0, one, part).looked_up()).unwrap_or_default()
    }

    fn tell(heard: &[Heard<AgreementClaim>]) -> Vec<Told<Agreement>> {
        let mut drafts: Vec<Draft<'_>> = Vec::new();
        let mut keys: Vec<BTreeSet<u64>> = Vec::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        // Drafts by their keys.
        let mut having: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
        let mut number = 0;
        let of_one_report = |a: &Heard<AgreementClaim>, b: &Heard<AgreementClaim>| a.turn == b.turn;
        for (report, of_report) in heard.chunk_by(of_one_report).enumerate() {
            let mut spoken_of: Vec<usize> = Vec::new();
            for one in of_report {
                number += 1;
                let Some(part) = &one.claim.claim.agreement else { continue };
                let said = Said::new(report, &one.claim, part);
                let at = one.of.unwrap_or_else(|| {
                    let wanted = said.looked_up();
                    let near = wanted.iter().filter_map(|key| having.get(key)).flatten();
                    // "The agreement" shares no word with what it speaks of.
                    let near: BTreeSet<usize> = near.chain(&spoken_of).copied().collect();
                    let fits = near.into_iter();
                    let fits = fits
                        .filter_map(|at| drafts[at].fit(&said).map(|fit| (fit, drafts[at].last_spoken, at)));
                    fits.max().map_or(drafts.len(), |(_, _, at)| at)
                });
                if at == drafts.len() {
                    drafts.push(Draft::default());
                    keys.push(BTreeSet::new());
                    members.push(Vec::new());
                }
                drafts[at].take(&said, number);
                members[at].push(number - 1);
                for key in drafts[at].keys(&said) {
                    having.entry(key).or_default().insert(at);
                    keys[at].insert(key);
                }
                spoken_of.push(at);
            }
        }
        let finished = drafts.into_iter().map(Draft::finish).zip(keys).zip(members);
        let mut all: Vec<Told<Agreement>> =
            finished.map(|((noun, keys), heard)| Told { noun, keys, name: None, heard }).collect();
        all.sort_by(|a, b| a.noun.id.cmp(&b.noun.id));
        all
    }
}
