//! A register that grows report by report is the register that is built at once.

mod common;

use cairn_link::{
    Block, Key, KeyKind, Linked, Month, NamesAlone, Rarity, Said, Saying, Shared, Shelf, TollClaim,
    agreements, grow, link, lot, sample, tolls, within_window,
};
use cairn_model::{
    ActorSide, Agreement, AgreementPart, AgreementState, Bonds, Claim, Day, EventType, Identity, Kind,
    PlaceBasis, PlaceValue, Provenance, Report, ReportId, Toll,
};
use common::{Paper, actor, claim, on, paper, reports_of, since, town};
use proptest::prelude::*;
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

/// Reports of six months, each of the attack of its day: rewritten, copied, and with an aside on
/// another one.
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
        let (name, north, east) = TOWNS[(attack + 1) % 4];
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
    fn take(&mut self, new: &[ReportId]) -> usize {
        let growth = grow(self, &NamesAlone, new, &[], SAMPLE).unwrap_or_else(|never| match never {});
        let claims: Vec<Claim> =
            growth.replaced.iter().flat_map(|report| self.reports[report].1.clone()).collect();
        self.parts.extend(parts(&growth.linked, &claims));
        self.linked.extend(growth.linked.neighbourhoods);
        self.keys.extend(growth.linked.keys);
        self.rarities.extend(growth.counted.into_iter().map(|(month, rarity)| (month, (*rarity).clone())));
        self.identities.extend(growth.linked.identities.into_iter().map(|row| (row.claim.clone(), row)));
        self.sayings.retain(|saying| growth.replaced.binary_search(&saying.report).is_err());
        self.sayings.extend(growth.linked.sayings);
        growth.replaced.len()
    }

    /// The tolls, each subject followed by itself, and the agreements.
    fn followed(&self) -> (Vec<Toll>, Vec<Agreement>) {
        let (mut of_tolls, mut of_agreements) = (BTreeMap::new(), Vec::new());
        for saying in &self.sayings {
            match &saying.said {
                Said::Tolls(said) => {
                    let claims: &mut Vec<TollClaim> = of_tolls.entry(&saying.subject).or_default();
                    claims.extend(said.clone());
                }
                Said::Agreements(said) => of_agreements.extend(said.clone()),
            }
        }
        let mut all: Vec<Toll> = of_tolls.into_values().flat_map(tolls).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        (all, agreements(of_agreements))
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

impl Shelf for Memory {
    type Fault = Infallible;

    fn months(&self) -> Result<BTreeMap<Month, u32>, Infallible> {
        let mut months = BTreeMap::new();
        for report in self.linked.keys() {
            *months.entry(Month::of(self.dated(report))).or_default() += 1;
        }
        Ok(months)
    }

    fn drawn(&self, month: Month, n: u32) -> Result<Vec<(ReportId, u64)>, Infallible> {
        Ok(self.lots(month).into_iter().take(n as usize).map(|(lot, report)| (report, lot)).collect())
    }

    fn of_month(&self, month: Month) -> Result<Vec<ReportId>, Infallible> {
        Ok(self.lots(month).into_iter().map(|(_, report)| report).collect())
    }

    fn rarity(&self, month: Month) -> Result<Option<Rarity>, Infallible> {
        Ok(self.rarities.get(&month).map(|rarity| Rarity::from_bytes(&rarity.to_bytes())))
    }

    fn sharing(&self, keys: &[Key], written: Option<Day>) -> Result<Vec<(ReportId, Shared)>, Infallible> {
        let day = |day: Option<Day>| day.map(Day::ordinal);
        let mut all = Vec::new();
        for (report, theirs) in &self.keys {
            let near = within_window(day(written), day(self.dated(report)));
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
        let firsts: BTreeSet<&ReportId> = of.iter().filter_map(|report| self.linked.get(report)).collect();
        let near = self.linked.iter().filter(|(_, first)| firsts.contains(first));
        Ok(near.map(|(report, _)| report.clone()).collect())
    }

    fn load(&self, reports: &[ReportId]) -> Result<(Vec<Report>, Vec<Claim>), Infallible> {
        let all = reports.iter().filter_map(|report| self.reports.get(report));
        let (reports, claims): (Vec<Report>, Vec<Vec<Claim>>) = all.cloned().unzip();
        Ok((reports, claims.into_iter().flatten().collect()))
    }

    fn known(&self, _: &[ReportId], _: &[Claim]) -> Result<Vec<Identity>, Infallible> {
        Ok(self.identities.values().cloned().collect())
    }

    fn bonds(&self) -> Result<Bonds, Infallible> {
        Ok(Bonds::default())
    }
}

fn memory(papers: &[Paper], claims: &[Claim]) -> Memory {
    let of = |paper: &Paper| claims.iter().filter(|claim| claim.report == paper.id).cloned().collect();
    let reports = papers.iter().map(|paper| (paper.id.clone(), (report_of(paper), of(paper)))).collect();
    Memory { reports, ..Memory::default() }
}

/// Everything at once, its words counted as a growing register counts them.
fn at_once(papers: &[Paper], claims: &[Claim]) -> Linked {
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
    let rarities = by_month.keys().map(|&month| (month, rarity(month))).collect();
    let reports = reports_of(papers);
    let block = Block {
        reports: &reports,
        claims,
        known: &[],
        hands: &NamesAlone,
        rarities: Some(&rarities),
        bonds: &Bonds::default(),
    };
    link(&block)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_order_in_any_steps_gives_the_same_as_at_once(
        order in Just((0..N).collect::<Vec<_>>()).prop_shuffle(),
        steps in proptest::collection::vec(1..9usize, N),
    ) {
        let (papers, claims) = register();
        let mut grown = memory(&papers, &claims);
        let mut rest = order.as_slice();
        for step in steps {
            let (now, later) = rest.split_at(step.min(rest.len()));
            rest = later;
            let new: Vec<ReportId> = now.iter().map(|&n| papers[n].id.clone()).collect();
            grown.take(&new);
        }
        let linked = at_once(&papers, &claims);
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
    grown.take(&old.iter().map(|paper| paper.id.clone()).collect::<Vec<_>>());
    let replaced = grown.take(std::slice::from_ref(&new.id));
    assert!((2..N / 4).contains(&replaced), "{replaced} of {N} reports linked anew");
}
