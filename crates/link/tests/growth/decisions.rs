//! What people decide holds in a register that grows, whenever it was decided.

use super::*;

/// So many things are decided.
const DEEDS: usize = 8;

/// What a person decides: two claims belong together, or apart, or a claim was somewhere else. Claims are
/// numbered, two to a report.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Together(usize, usize),
    Apart(usize, usize),
    Elsewhere(usize, usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    // Each claim in one bond at most: what contradicts itself is sorted out before linking.
    let pairs = Just((0..2 * N).collect::<Vec<_>>()).prop_shuffle();
    (pairs, proptest::collection::vec(0..3u8, DEEDS)).prop_map(|(order, kinds)| {
        let pairs = order.chunks(2).zip(kinds);
        pairs
            .map(|(pair, kind)| match kind {
                0 => Deed::Together(pair[0], pair[1]),
                1 => Deed::Apart(pair[0], pair[1]),
                _ => Deed::Elsewhere(pair[0], pair[1] % TOWNS.len()),
            })
            .collect()
    })
}

fn report_of_claim(n: usize) -> ReportId {
    ReportId::new(format!("report-{}", n / 2))
}

/// The bonds and claims that some deeds come to.
fn come_to(deeds: &[Deed], claims: &[Claim]) -> (Bonds, Vec<Claim>) {
    let (mut bonds, mut claims) = (Bonds::default(), claims.to_vec());
    let of = |claims: &[Claim], n: usize| {
        let (report, kind) = (report_of_claim(n), [Kind::Killed, Kind::Wounded][n % 2]);
        let of_day = |claim: &Claim| claim.period == cairn_model::Period::Incident;
        let is_it = |claim: &Claim| claim.report == report && claim.kind == kind && of_day(claim);
        claims.iter().position(is_it).expect("a claim")
    };
    for deed in deeds {
        match *deed {
            Deed::Together(a, b) | Deed::Apart(a, b) => {
                let [a, b] = [a, b].map(|n| claims[of(&claims, n)].id.clone());
                let (a, b) = if a < b { (a, b) } else { (b, a) };
                match deed {
                    Deed::Together(..) => bonds.together.push(vec![a, b]),
                    _ => bonds.apart.push((a, b)),
                }
            }
            Deed::Elsewhere(n, to) => {
                let (name, north, east) = TOWNS[to];
                let at = of(&claims, n);
                claims[at].place = Some(PlaceValue { basis: PlaceBasis::Decided, ..town(name, north, east) });
            }
        }
    }
    bonds.together.sort();
    bonds.apart.sort();
    (bonds, claims)
}

impl Memory {
    /// Takes over what some deeds make of the claims.
    fn decide(&mut self, deeds: &[Deed], claims: &[Claim]) {
        let (bonds, claims) = come_to(deeds, claims);
        self.bonds = bonds;
        for (id, (_, own)) in &mut self.reports {
            *own = claims.iter().filter(|claim| claim.report == *id).cloned().collect();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn reports_that_come_after_the_decisions_give_the_same_as_at_once(
        deeds in deeds(),
        order in Just((0..N).collect::<Vec<_>>()).prop_shuffle(),
        steps in proptest::collection::vec((1..30usize, 1..9usize), N),
    ) {
        let (papers, claims) = register();
        let mut grown = memory(&papers, &claims);
        grown.decide(&deeds, &claims);
        let mut rest = order.as_slice();
        for (step, at_once) in steps {
            let (now, later) = rest.split_at(step.min(rest.len()));
            rest = later;
            let new: Vec<ReportId> = now.iter().map(|&n| papers[n].id.clone()).collect();
            grown.take(&new, at_once);
        }
        let (bonds, claims) = come_to(&deeds, &claims);
        let linked = at_once(&papers, &claims, &bonds);
        prop_assert_eq!(&grown.parts, &parts(&linked, &claims));
        prop_assert_eq!(grown.followed(), (linked.tolls, linked.agreements));
    }

    #[test]
    fn decisions_one_by_one_and_undone_give_the_same_as_at_once(
        deeds in deeds(),
        undone in 0..DEEDS,
        steps in proptest::collection::vec(1..4usize, DEEDS + 1),
    ) {
        let (papers, claims) = register();
        let mut grown = memory(&papers, &claims);
        grown.take(&papers.iter().map(|paper| paper.id.clone()).collect::<Vec<_>>(), 10);
        let mut kept = deeds.clone();
        let withdrawn = kept.remove(undone);
        // One after another, and then one of them taken back.
        let states = (1..=deeds.len()).map(|n| (deeds[..n].to_vec(), deeds[n - 1]));
        for ((state, last), at_once) in states.chain([(kept.clone(), withdrawn)]).zip(steps) {
            grown.decide(&state, &claims);
            let touched = match last {
                Deed::Together(a, b) | Deed::Apart(a, b) => vec![a, b],
                Deed::Elsewhere(n, _) => vec![n],
            };
            let mut touched: Vec<ReportId> = touched.iter().map(|&n| report_of_claim(n)).collect();
            touched.sort();
            touched.dedup();
            let replaced = grown.change(&[], &touched, at_once);
            prop_assert!(replaced < N, "a decision relinks its neighbourhoods and no others");
        }
        let (bonds, claims) = come_to(&kept, &claims);
        let linked = at_once(&papers, &claims, &bonds);
        prop_assert_eq!(&grown.parts, &parts(&linked, &claims));
        let incident_of = |claim| {
            linked.incidents.iter().find(|incident| incident.claims.contains(claim)).map(|incident| &incident.id)
        };
        for set in &bonds.together {
            prop_assert_eq!(incident_of(&set[0]), incident_of(&set[1]));
        }
        for (a, b) in &bonds.apart {
            prop_assert_ne!(incident_of(a), incident_of(b));
        }
    }
}
