use crate::support::*;
use cairn_decide::{Bound, Docket, bind};
use cairn_model::*;
use proptest::prelude::*;

/// An anchor of an invented claim; its id is its name.
fn anchor(name: &str) -> Anchor {
    Anchor { claim: ClaimId::new(name), ..Anchor::of(&claims()[0]) }
}

fn incident(claims: &[&str]) -> IncidentAnchor {
    let mut claims: Vec<Anchor> = claims.iter().map(|name| anchor(name)).collect();
    claims.sort();
    IncidentAnchor { incident: IncidentId::new("i-any"), claims }
}

fn merge(one: &[&str], other: &[&str]) -> Verdict {
    Verdict::Merge { one: incident(one), other: incident(other) }
}

fn split(stay: &[&str], out: &[&str]) -> Verdict {
    Verdict::Split { incident: incident(stay), out: incident(out).claims }
}

fn bound(decisions: Vec<Decision>) -> Bound {
    bind(&Docket::new(decisions), |anchor| Some(anchor.claim.clone()))
}

fn together(bound: &Bound) -> Vec<String> {
    let names = |set: &Vec<ClaimId>| set.iter().map(ClaimId::as_str).collect::<Vec<_>>().join(" ");
    bound.bonds.together.iter().map(names).collect()
}

fn apart(bound: &Bound) -> Vec<String> {
    bound.bonds.apart.iter().map(|(a, b)| format!("{a}|{b}")).collect()
}

#[test]
fn a_merge_binds_all_claims_of_both() {
    let bound = bound(vec![decide(merge(&["a", "b"], &["c"]), "Ada", 1)]);
    assert_eq!(together(&bound), ["a b c"]);
    assert!(apart(&bound).is_empty() && bound.overruled.is_empty());
}

#[test]
fn a_split_binds_what_leaves_and_keeps_it_from_what_stays() {
    let bound = bound(vec![decide(split(&["a", "b"], &["c", "d"]), "Ada", 1)]);
    assert_eq!(together(&bound), ["c d"]);
    assert_eq!(apart(&bound), ["a|c", "b|c"]);
}

#[test]
fn of_a_merge_and_a_later_split_the_split_holds_where_it_cuts() {
    let merged = decide(merge(&["a", "b"], &["c"]), "Ada", 1);
    let cut = decide(split(&["a", "b"], &["c"]), "Ben", 2);
    let bound = bound(vec![merged.clone(), cut.clone()]);
    assert_eq!(together(&bound), ["a b"]);
    assert_eq!(apart(&bound), ["a|c"]);
    assert_eq!(bound.overruled[&merged.id].iter().collect::<Vec<_>>(), [&cut.id]);
}

#[test]
fn of_a_split_and_a_later_merge_nothing_of_the_split_is_left() {
    let cut = decide(split(&["a", "b"], &["c", "d"]), "Ben", 1);
    let merged = decide(merge(&["a", "b"], &["c", "d"]), "Ada", 2);
    let bound = bound(vec![cut.clone(), merged]);
    assert_eq!(together(&bound), ["a b c d"]);
    assert!(apart(&bound).is_empty());
    assert!(bound.overruled.contains_key(&cut.id));
}

#[test]
fn two_splits_one_after_another_both_hold() {
    let first = decide(split(&["c", "d"], &["a", "b"]), "Ada", 1);
    let second = decide(split(&["b"], &["a"]), "Ada", 2);
    let bound = bound(vec![first, second]);
    assert!(together(&bound).is_empty() || together(&bound) == ["c d"], "{:?}", together(&bound));
    assert!(apart(&bound).contains(&"a|b".to_owned()));
    assert!(apart(&bound).contains(&"a|c".to_owned()) && apart(&bound).contains(&"b|c".to_owned()));
}

#[test]
fn what_was_undone_binds_nothing() {
    let merged = decide(merge(&["a"], &["b"]), "Ada", 1);
    let withdrawn = decide(undo(&merged), "Ada", 2);
    assert!(bound(vec![merged, withdrawn]).bonds.is_empty());
}

proptest! {
    #[test]
    fn bonds_never_contradict_themselves_and_no_order_changes_them(
        deeds in proptest::collection::vec((any::<bool>(), Just((0..6usize).collect::<Vec<_>>()).prop_shuffle(), 0..3usize, 0..30u32), 1..8),
        turn in 0..8usize,
    ) {
        const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        let decisions: Vec<Decision> = deeds
            .iter()
            .map(|(joins, order, who, minute)| {
                let names: Vec<&str> = order.iter().map(|n| NAMES[*n]).collect();
                let verdict = match joins {
                    true => merge(&names[..2], &names[2..3]),
                    false => split(&names[..2], &names[2..4]),
                };
                decide(verdict, ["Ada", "Ben", "Cyr"][*who], *minute)
            })
            .collect();
        let first = bound(decisions.clone());
        let mut turned = decisions;
        let n = turned.len();
        turned.rotate_left(turn % n);
        prop_assert_eq!(&bound(turned), &first);
        let set = |claim: &ClaimId| first.bonds.together.iter().position(|set| set.contains(claim));
        for (a, b) in &first.bonds.apart {
            prop_assert!(a < b);
            prop_assert!(set(a).is_none() || set(a) != set(b), "{a} and {b} are both");
        }
        let all: Vec<&ClaimId> = first.bonds.together.iter().flatten().collect();
        let mut once = all.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), all.len());
    }
}
