//! A register that grows report by report is the register that is built at once.

#[path = "../common/mod.rs"]
mod common;
mod decisions;
mod ties;

use cairn_link::{
    AGREEMENTS, Archive, Block, Followed, Growing, Growth, Key, KeyKind, Linked, Member, Month, NamesAlone,
    Rarity, Said, Saying, Shared, Shelf, Turn, follow_agreements, follow_tolls, link, lot, sample,
    within_window,
};
use cairn_model::{
    ActorSide, Agreement, AgreementPart, AgreementState, Bonds, Claim, ClaimId, Day, EventType, Identity,
    Kind, PlaceBasis, PlaceValue, Provenance, Report, ReportId, Toll,
};
use common::{Paper, actor, claim, on, paper, reports_of, since, town};
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

/// Words are counted over so few reports that they are counted over others again and again.
const SAMPLE: u32 = 12;
const N: usize = 48;

const TOWNS: [(&str, f64, f64); 4] =
    [("Orlu", 10.0, 20.0), ("Tave", 10.1, 20.1), ("Senna Bridge", 14.0, 25.0), ("Vane", 17.0, 20.0)];
const SCENES: [&str; 5] =
    ["the grain market", "a bakery queue", "the salt works", "a school bus", "the ferry landing"];

/// Reports of six months, each of the attack of its day: rewritten, copied, and two of three with an aside
/// on another one.
fn register() -> (Vec<Paper>, Vec<Claim>) {
    let (mut papers, mut claims) = (Vec::new(), Vec::new());
    for n in 0..N {
        let attack = n / 3;
        let (name, north, east) = TOWNS[attack % 4];
        let (scene, dead) = (SCENES[attack % 5], 2 + (attack * 7 % 23) as u64);
        let (month, date) = (1 + attack % 6, 1 + attack * 5 % 27);
        let day = format!("2031-{month:02}-{date:02}");
        let text = match n % 3 {
            2 => papers.last().map(|paper: &Paper| paper.text.clone()).unwrap_or_default(),
            _ => format!(
                "Shells hit {scene} in {name} and killed {dead} people. Witness {n} of house {attack} spoke of \
                 smoke over {scene} until noon, and of {} carts that burnt. Elsewhere {} people were hurt.",
                attack * 3,
                dead + 3
            ),
        };
        let paper = paper(&format!("report-{n}"), ["Courier", "Post", "Wire"][n % 3], &day, &text);
        let mut killed = claim(&paper, &format!("killed {dead} people"), Some(dead));
        killed.event_type = EventType::Shelling;
        killed.place = Some(town(name, north, east));
        killed.time = on(&day);
        let mut hurt = claim(&paper, &format!("Elsewhere {} people were hurt", dead + 3), Some(dead + 3));
        hurt.kind = Kind::Wounded;
        let (name, north, east) = TOWNS[if n % 3 == 1 { attack } else { attack + 1 } % 4];
        hurt.place = Some(town(name, north, east));
        hurt.time = on(&day);
        claims.extend([killed.with_identity(), hurt.with_identity()]);
        claims.extend(reaching_across(&paper, n, &text));
        papers.push(paper);
    }
    (papers, claims)
}

/// What reaches across neighbourhoods: every third attack is told with the toll of its town's siege, and
/// every fourth with the truce that it breaks.
fn reaching_across(paper: &Paper, n: usize, text: &str) -> Vec<Claim> {
    let (name, north, east) = TOWNS[n % 4];
    let mut claims = Vec::new();
    if n.is_multiple_of(3) {
        let mut toll = claim(paper, text, Some(400 + 7 * n as u64));
        toll.period = since(2030);
        toll.place = Some(PlaceValue { basis: PlaceBasis::Stated, ..town(name, north, east) });
        claims.push(toll.with_identity());
    }
    if n.is_multiple_of(4) {
        let mut truce = claim(paper, text, None);
        truce.event_type = EventType::Violation;
        truce.agreement = Some(AgreementPart {
            name: format!("the {name} truce"),
            state: AgreementState::Violated,
            parties: ["Harrow Front", "Orlu Council"].map(|name| actor(name, name, ActorSide::Rebel)).into(),
            guarantors: Vec::new(),
            zones: Vec::new(),
            term: None,
            words: None,
            span: None,
            deadline: None,
        });
        claims.push(truce.with_identity());
    }
    claims
}

fn report_of(paper: &Paper) -> Report {
    Report {
        id: paper.id.clone(),
        outlet: paper.outlet.clone(),
        url: None,
        title: None,
        published: paper.dated,
        dated: None,
        author: None,
        language: None,
        text: paper.text.clone(),
        provenance: Provenance::default(),
    }
}

/// A register in memory that keeps what linking says and nothing else.
#[derive(Default)]
struct Memory {
    /// Everything that can be loaded.
    reports: BTreeMap<ReportId, (Report, Vec<Claim>)>,
    linked: BTreeMap<ReportId, ReportId>,
    keys: BTreeMap<ReportId, Vec<Key>>,
    rarities: BTreeMap<Month, Rarity>,
    identities: BTreeMap<cairn_model::ClaimId, Identity>,
    parts: BTreeMap<ReportId, Part>,
    sayings: Vec<Saying>,
    tolls: BTreeMap<String, Followed<Toll>>,
    agreements: BTreeMap<String, Followed<Agreement>>,
    bonds: Bonds,
    waiting: BTreeSet<ReportId>,
}

/// What a register says of one report, without the names of incidents.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    family: Vec<ReportId>,
    incidents: Vec<String>,
    links: Vec<String>,
}

/// What was linked, report by report.
fn parts(linked: &Linked, claims: &[Claim]) -> BTreeMap<ReportId, Part> {
    let report_of: BTreeMap<_, _> = claims.iter().map(|claim| (&claim.id, &claim.report)).collect();
    let mut parts = BTreeMap::new();
    for family in &linked.families {
        for report in &family.reports {
            let part = Part { family: family.reports.clone(), incidents: Vec::new(), links: Vec::new() };
            parts.insert(report.clone(), part);
        }
    }
    for incident in &linked.incidents {
        let mut nameless = incident.clone();
        nameless.id = cairn_model::IncidentId::new("");
        for report in &incident.reports {
            parts.get_mut(report).expect("a family").incidents.push(format!("{nameless:?}"));
        }
    }
    for link in &linked.links {
        parts.get_mut(report_of[&link.a]).expect("a family").links.push(format!("{link:?}"));
    }
    for part in parts.values_mut() {
        part.incidents.sort();
        part.links.sort();
    }
    parts
}

impl Memory {
    /// Takes new reports, `at_once` of them in a step; gives how many were linked anew in the last one.
    fn take(&mut self, new: &[ReportId], at_once: usize) -> usize {
        self.change(new, &[], at_once)
    }

    /// Likewise, and links those anew about which somebody decided something.
    fn change(&mut self, new: &[ReportId], decided: &[ReportId], at_once: usize) -> usize {
        self.waiting.extend(new.iter().chain(decided).cloned());
        self.run(at_once, usize::MAX)
    }

    /// Links what waits, unless it is killed after some steps.
    fn run(&mut self, at_once: usize, n_steps: usize) -> usize {
        let waiting = self.waiting.iter().cloned();
        let (decided, new): (Vec<ReportId>, Vec<ReportId>) =
            waiting.partition(|report| self.linked.contains_key(report));
        let mut n_replaced = 0;
        // The shelf changes under the eyes of who grows it, as a register does.
        let shelf = Shelves(RefCell::new(self));
        let mut growing =
            Growing::new(&shelf, &NamesAlone, &new, &decided, SAMPLE).unwrap_or_else(|never| match never {});
        let (again, months) = growing.unsettled();
        shelf.0.borrow_mut().waiting.extend(again.iter().cloned());
        shelf.0.borrow_mut().rarities.retain(|month, _| !months.contains(month));
        for _ in 0..n_steps {
            let Some(growth) = growing.step(at_once).unwrap_or_else(|never| match never {}) else { break };
            n_replaced = growth.replaced.len();
            shelf.0.borrow_mut().keep(growth);
        }
        n_replaced
    }

    fn keep(&mut self, growth: Growth) {
        let replaced: BTreeSet<ReportId> = growth.replaced.iter().map(|(report, _)| report.clone()).collect();
        let claims: Vec<Claim> = replaced.iter().flat_map(|report| self.reports[report].1.clone()).collect();
        growth.fresh.iter().for_each(|report| assert!(self.waiting.remove(report), "it waited"));
        self.parts.extend(parts(&growth.linked, &claims));
        self.linked.extend(growth.linked.neighbourhoods);
        self.keys.extend(growth.linked.keys.into_iter().filter(|(report, _)| growth.fresh.contains(report)));
        self.rarities.extend(growth.counted.into_iter().map(|(month, rarity)| (month, (*rarity).clone())));
        self.identities.extend(growth.linked.identities.into_iter().map(|row| (row.claim.clone(), row)));
        self.follow(&replaced, growth.linked.sayings);
    }

    /// Follows on what has changed of what some reports say.
    fn follow(&mut self, replaced: &BTreeSet<ReportId>, sayings: Vec<Saying>) {
        let (old, kept): (Vec<Saying>, Vec<Saying>) = std::mem::take(&mut self.sayings)
            .into_iter()
            .partition(|saying| replaced.contains(&saying.report));
        let mut from: BTreeMap<String, Turn> = BTreeMap::new();
        let gone = old.iter().filter(|saying| !sayings.contains(saying));
        for saying in gone.chain(sayings.iter().filter(|saying| !old.contains(saying))) {
            let turn = self.turn(&saying.report);
            let first = from.entry(saying.subject.clone()).or_insert_with(|| turn.clone());
            *first = turn.min(first.clone());
        }
        self.sayings = kept.into_iter().chain(sayings).collect();
        for (subject, from) in from {
            if subject == AGREEMENTS {
                let changes = follow_agreements(self, &from).unwrap_or_else(|never| match never {});
                self.agreements.retain(|id, _| !changes.before.contains(id));
                let now = changes.now.into_iter().map(|one| (one.noun.id.as_str().to_owned(), one));
                self.agreements.extend(now);
            } else {
                let changes = follow_tolls(self, &subject, &from).unwrap_or_else(|never| match never {});
                self.tolls.retain(|id, _| !changes.before.contains(id));
                let now = changes.now.into_iter().map(|one| (one.noun.id.as_str().to_owned(), one));
                self.tolls.extend(now);
            }
        }
    }

    /// The tolls and agreements as they were followed step by step.
    fn followed(&self) -> (Vec<Toll>, Vec<Agreement>) {
        (
            self.tolls.values().map(|toll| toll.noun.clone()).collect(),
            self.agreements.values().map(|agreement| agreement.noun.clone()).collect(),
        )
    }

    fn turn(&self, report: &ReportId) -> Turn {
        Turn::new(self.dated(report), report)
    }

    /// What the claims of a toll of a subject, or of an agreement, are.
    fn things(&self, subject: &str) -> Vec<(&str, &[Member], &[u64])> {
        if subject == AGREEMENTS {
            let all = self.agreements.values();
            return all.map(|one| (one.noun.id.as_str(), &*one.members, &*one.keys)).collect();
        }
        let all = self.tolls.values().filter(|toll| toll.noun.subject() == subject);
        all.map(|one| (one.noun.id.as_str(), &*one.members, &*one.keys)).collect()
    }

    fn dated(&self, report: &ReportId) -> Option<Day> {
        self.reports[report].0.published
    }

    fn lots(&self, month: Month) -> Vec<(u64, ReportId)> {
        let of_month = self.linked.keys().filter(|report| Month::of(self.dated(report)) == month);
        let mut lots: Vec<(u64, ReportId)> = of_month.map(|report| (lot(report), report.clone())).collect();
        lots.sort();
        lots
    }
}

impl Archive for Memory {
    type Fault = Infallible;

    fn since(&self, subject: &str, from: &Turn) -> Result<Vec<(Turn, Said)>, Infallible> {
        let of_subject = self.sayings.iter().filter(|saying| saying.subject == subject);
        let mut said: Vec<(Turn, Said)> =
            of_subject.map(|saying| (self.turn(&saying.report), saying.said.clone())).collect();
        said.retain(|(turn, _)| turn >= from);
        said.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(said)
    }

    fn said(&self, subject: &str, turns: &BTreeSet<Turn>) -> Result<Vec<(Turn, Said)>, Infallible> {
        let all = self.since(subject, &Turn { day: i32::MIN, report: ReportId::new("") })?;
        Ok(all.into_iter().filter(|(turn, _)| turns.contains(turn)).collect())
    }

    fn lasting(&self, subject: &str, from: &Turn) -> Result<Vec<String>, Infallible> {
        let last = |members: &[Member]| members.last().is_some_and(|(turn, _)| turn >= from);
        let things = self.things(subject).into_iter().filter(|(_, members, _)| last(members));
        Ok(things.map(|(id, ..)| id.to_owned()).collect())
    }

    fn found_by(&self, subject: &str, keys: &[u64]) -> Result<Vec<String>, Infallible> {
        let has = |own: &[u64]| own.iter().any(|key| keys.contains(key));
        let things = self.things(subject).into_iter().filter(|(_, _, own)| has(own));
        Ok(things.map(|(id, ..)| id.to_owned()).collect())
    }

    fn members(&self, subject: &str, id: &str) -> Result<Vec<Member>, Infallible> {
        let found = self.things(subject).into_iter().find(|(of, ..)| *of == id);
        Ok(found.map(|(_, members, _)| members.to_vec()).unwrap_or_default())
    }
}

/// A memory that changes while it is asked.
struct Shelves<'m>(RefCell<&'m mut Memory>);

impl Shelf for Shelves<'_> {
    type Fault = Infallible;

    fn months(&self) -> Result<BTreeMap<Month, u32>, Infallible> {
        let mut months = BTreeMap::new();
        let memory = self.0.borrow();
        for report in memory.linked.keys() {
            *months.entry(Month::of(memory.dated(report))).or_default() += 1;
        }
        Ok(months)
    }

    fn drawn(&self, month: Month, n: u32) -> Result<Vec<(ReportId, u64)>, Infallible> {
        Ok(self
            .0
            .borrow()
            .lots(month)
            .into_iter()
            .take(n as usize)
            .map(|(lot, report)| (report, lot))
            .collect())
    }

    fn of_month(&self, month: Month) -> Result<Vec<ReportId>, Infallible> {
        Ok(self.0.borrow().lots(month).into_iter().map(|(_, report)| report).collect())
    }

    fn rarity(&self, month: Month) -> Result<Option<Rarity>, Infallible> {
        Ok(self.0.borrow().rarities.get(&month).map(|rarity| Rarity::from_bytes(&rarity.to_bytes())))
    }

    fn sharing(&self, keys: &[Key], written: Option<Day>) -> Result<Vec<(ReportId, Shared)>, Infallible> {
        let day = |day: Option<Day>| day.map(Day::ordinal);
        let mut all = Vec::new();
        let memory = self.0.borrow();
        for (report, theirs) in &memory.keys {
            let near = within_window(day(written), day(memory.dated(report)));
            let mut shared = Shared::default();
            for key in keys.iter().filter(|key| near || key.kind == KeyKind::DayAndPlace) {
                let same = theirs.iter().find(|other| (other.kind, other.hash) == (key.kind, key.hash));
                if let Some(other) = same {
                    shared.take(key, other.weight);
                }
            }
            all.push((report.clone(), shared));
        }
        Ok(all)
    }

    fn neighbourhoods(&self, of: &[ReportId]) -> Result<Vec<ReportId>, Infallible> {
        let memory = self.0.borrow();
        let firsts: BTreeSet<&ReportId> = of.iter().filter_map(|report| memory.linked.get(report)).collect();
        let near = memory.linked.iter().filter(|(_, first)| firsts.contains(first));
        Ok(near.map(|(report, _)| report.clone()).collect())
    }

    fn written(&self, reports: &[ReportId]) -> Result<Vec<Option<Day>>, Infallible> {
        Ok(reports.iter().map(|report| self.0.borrow().dated(report)).collect())
    }

    fn texts(&self, reports: &[ReportId]) -> Result<Vec<(Option<String>, String)>, Infallible> {
        Ok(reports.iter().map(|report| (None, self.0.borrow().reports[report].0.text.clone())).collect())
    }

    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), Infallible> {
        let memory = self.0.borrow();
        let all = reports.iter().filter_map(|report| memory.reports.get(report));
        let (reports, claims): (Vec<Report>, Vec<Vec<Claim>>) = all.cloned().unzip();
        Ok((reports, claims.into_iter().flatten().collect()))
    }

    fn known(&self, _: &[ReportId], _: &[Claim]) -> Result<Vec<Identity>, Infallible> {
        Ok(self.0.borrow().identities.values().cloned().collect())
    }

    fn bonds(&self) -> Result<Bonds, Infallible> {
        Ok(self.0.borrow().bonds.clone())
    }

    fn holding(&self, claims: &[ClaimId]) -> Result<Vec<ReportId>, Infallible> {
        let memory = self.0.borrow();
        let has = |own: &[Claim]| own.iter().any(|claim| claims.contains(&claim.id));
        let is_there = |report| memory.linked.contains_key(report) || memory.waiting.contains(report);
        let reports = memory.reports.iter().filter(|(report, (_, own))| is_there(report) && has(own));
        Ok(reports.map(|(report, _)| report.clone()).collect())
    }
}

fn memory(papers: &[Paper], claims: &[Claim]) -> Memory {
    let of = |paper: &Paper| claims.iter().filter(|claim| claim.report == paper.id).cloned().collect();
    let reports = papers.iter().map(|paper| (paper.id.clone(), (report_of(paper), of(paper)))).collect();
    Memory { reports, ..Memory::default() }
}

/// How rare words are in each month, counted as a growing register counts them.
fn counted(papers: &[Paper]) -> BTreeMap<Month, Arc<Rarity>> {
    let mut by_month: BTreeMap<Month, Vec<(u64, &Paper)>> = BTreeMap::new();
    for paper in papers {
        by_month.entry(Month::of(paper.dated)).or_default().push((lot(&paper.id), paper));
    }
    by_month.values_mut().for_each(|papers| papers.sort_by_key(|(lot, _)| *lot));
    let n = by_month.iter().map(|(&month, papers)| (month, papers.len() as u32)).collect();
    let rarity = |month: Month| {
        let counted = sample(month, &n, SAMPLE).into_iter();
        let texts = counted.flat_map(|(month, n)| &by_month[&month][..n as usize]);
        Arc::new(Rarity::of_texts(texts.map(|(_, paper)| (None, paper.text.as_str()))))
    };
    by_month.keys().map(|&month| (month, rarity(month))).collect()
}

/// Everything at once.
fn at_once(papers: &[Paper], claims: &[Claim], bonds: &Bonds) -> Linked {
    let rarities = counted(papers);
    let reports = reports_of(papers);
    let block = Block {
        reports: &reports,
        claims,
        known: &[],
        hands: &NamesAlone,
        rarities: Some(&rarities),
        bonds,
        words: None,
    };
    link(&block)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_order_in_any_steps_gives_the_same_as_at_once(
        order in Just((0..N).collect::<Vec<_>>()).prop_shuffle(),
        steps in proptest::collection::vec((1..20usize, 1..9usize, 0..4usize), N),
    ) {
        let (papers, claims) = register();
        let mut grown = memory(&papers, &claims);
        let mut rest = order.as_slice();
        for (step, at_once, killed_after) in steps {
            let (now, later) = rest.split_at(step.min(rest.len()));
            rest = later;
            let new: Vec<ReportId> = now.iter().map(|&n| papers[n].id.clone()).collect();
            grown.waiting.extend(new);
            grown.run(at_once, killed_after);
            grown.run(at_once, usize::MAX);
        }
        let linked = at_once(&papers, &claims, &Bonds::default());
        let all = parts(&linked, &claims);
        prop_assert_eq!(grown.parts.len(), N);
        prop_assert!(all.values().any(|part| part.family.len() > 1 && !part.links.is_empty()));
        prop_assert_eq!(&grown.parts, &all);
        prop_assert!(linked.tolls.iter().any(|toll| toll.points.len() > 1));
        prop_assert!(linked.agreements.iter().any(|one| one.claims.len() > 1));
        prop_assert_eq!(grown.followed(), (linked.tolls, linked.agreements));
    }
}

#[test]
fn a_report_of_today_touches_its_own_neighbourhood_alone() {
    let (papers, claims) = register();
    let mut grown = memory(&papers, &claims);
    let mut ids: Vec<&Paper> = papers.iter().collect();
    ids.sort_by_key(|paper| (paper.dated, &paper.id));
    let (new, old) = ids.split_last().expect("papers");
    grown.take(&old.iter().map(|paper| paper.id.clone()).collect::<Vec<_>>(), 10);
    let replaced = grown.take(std::slice::from_ref(&new.id), N);
    assert!((2..N / 4).contains(&replaced), "{replaced} of {N} reports linked anew");
}
