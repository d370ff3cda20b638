//! Whoever links a register in parts finds the neighbourhoods of the whole.

use super::*;
use cairn_link::ties;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn ties_of_parts_two_at_a_time_add_up_to_the_neighbourhoods_of_the_whole(
        order in Just((0..N).collect::<Vec<_>>()).prop_shuffle(),
        size in 1..20usize,
    ) {
        let (papers, claims) = register();
        let rarities = counted(&papers);
        let bonds = Bonds::default();
        let parts: Vec<Vec<Paper>> =
            order.chunks(size).map(|part| part.iter().map(|&n| papers[n].clone()).collect()).collect();
        // Each report with the first of those that it is known to hang together with.
        let mut first: BTreeMap<ReportId, ReportId> =
            papers.iter().map(|paper| (paper.id.clone(), paper.id.clone())).collect();
        for (at, part) in parts.iter().enumerate() {
            for (other_at, other) in parts.iter().enumerate().skip(at) {
                let both = if at == other_at { part.clone() } else { [part.clone(), other.clone()].concat() };
                let reports = reports_of(&both);
                let block = Block {
                    reports: &reports,
                    claims: &claims,
                    known: &[],
                    hands: &NamesAlone,
                    rarities: Some(&rarities),
        words: None,
                    bonds: &bonds,
                };
                let side: Vec<ReportId> = part.iter().map(|paper| paper.id.clone()).collect();
                for (one, other) in ties(&block, (at != other_at).then_some(side.as_slice())) {
                    let (kept, gone) = (first[&one].clone(), first[&other].clone());
                    first.values_mut().filter(|first| **first == gone).for_each(|first| *first = kept.clone());
                }
            }
        }
        let sets = |firsts: &mut dyn Iterator<Item = (ReportId, ReportId)>| {
            let mut sets: BTreeMap<ReportId, BTreeSet<ReportId>> = BTreeMap::new();
            firsts.for_each(|(report, first)| { sets.entry(first).or_default().insert(report); });
            sets.into_values().collect::<BTreeSet<_>>()
        };
        let linked = at_once(&papers, &claims, &bonds);
        let whole = sets(&mut linked.neighbourhoods.into_iter());
        prop_assert!(whole.len() > 3 && whole.iter().any(|set| set.len() > 2));
        prop_assert_eq!(sets(&mut first.into_iter()), whole);
    }
}
