//! Groups by average link: two groups join while the mean score over all pairs between them, the
//! unscored ones included, is above the threshold. One strong pair does not chain two groups
//! whose other members have nothing to do with each other.

use crate::family::Sets;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// A scored pair of nodes, the smaller number first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// In thousandths of a natural logarithm of odds.
    pub(crate) score: i32,
}

/// A join that may come next: the best mean first, ties by the smallest members.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Join {
    mean: i64,
    pair: std::cmp::Reverse<(u32, u32)>,
    /// How many joins each side had seen when this was pushed; older entries are stale.
    ages: (u32, u32),
}

struct Groups {
    /// Per group: its neighbours with the sum of the scores above `absent`. Symmetric.
    near: Vec<BTreeMap<u32, i64>>,
    size: Vec<i64>,
    age: Vec<u32>,
    absent: i64,
}

impl Groups {
    fn mean(&self, a: u32, b: u32, sum: i64) -> i64 {
        self.absent + sum.div_euclid(self.size[a as usize] * self.size[b as usize])
    }

    fn propose(&self, a: u32, b: u32, sum: i64) -> Join {
        let (a, b) = (a.min(b), a.max(b));
        Join {
            mean: self.mean(a, b, sum),
            pair: std::cmp::Reverse((a, b)),
            ages: (self.age[a as usize], self.age[b as usize]),
        }
    }
}

/// What holds whatever the scores are. Nodes that are together count as one, with the best of their scores: a
/// report that tells of either half of what a person put together tells of all of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fixed {
    /// Per node that is together with others, the smallest of these.
    pub(crate) first: BTreeMap<u32, u32>,
    /// Per smallest node of a set, those that it is never joined with. Symmetric.
    pub(crate) apart: BTreeMap<u32, BTreeSet<u32>>,
}

impl Fixed {
    fn first(&self, node: u32) -> u32 {
        self.first.get(&node).copied().unwrap_or(node)
    }

    fn are_apart(&self, a: u32, b: u32) -> bool {
        self.apart.get(&a).is_some_and(|apart| apart.contains(&b))
    }

    /// Whatever `gone` is apart from, `kept` is from now on.
    fn take_over(&mut self, kept: u32, gone: u32) {
        for other in self.apart.remove(&gone).unwrap_or_default() {
            if let Some(apart) = self.apart.get_mut(&other) {
                apart.remove(&gone);
                apart.insert(kept);
            }
            self.apart.entry(kept).or_default().insert(other);
        }
    }
}

/// Gives, per node, the smallest node of its group. A pair without an edge counts as `absent`;
/// groups join while their mean is above `threshold`, which is above `absent`. `edges` in any order.
pub(crate) fn average_link(
    n_nodes: usize,
    edges: &[Edge],
    absent: i32,
    threshold: i32,
    mut fixed: Fixed,
) -> Vec<u32> {
    let mut groups = Groups {
        near: vec![BTreeMap::new(); n_nodes],
        size: vec![1; n_nodes],
        age: vec![0; n_nodes],
        absent: i64::from(absent),
    };
    let at_first = |edge: &Edge| {
        let (a, b) = (fixed.first(edge.a), fixed.first(edge.b));
        Edge { a: a.min(b), b: a.max(b), score: edge.score }
    };
    let moved: Vec<Edge>;
    let edges = if fixed.first.is_empty() {
        edges
    } else {
        moved = edges.iter().map(at_first).filter(|edge| edge.a != edge.b).collect();
        &moved
    };
    // Groups join along edges above the threshold: no mean is above the best of its scores. So what lies between
    // two parts that no such edge binds is never asked for.
    let mut parts = Sets::new(n_nodes);
    for edge in edges.iter().filter(|edge| edge.score > threshold) {
        parts.join(edge.a as usize, edge.b as usize);
    }
    let part: Vec<usize> = (0..n_nodes).map(|node| parts.first(node)).collect();
    for edge in edges.iter().filter(|edge| part[edge.a as usize] == part[edge.b as usize]) {
        let score = i64::from(edge.score - absent);
        for (one, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            let best = groups.near[one as usize].entry(other).or_insert(score);
            *best = score.max(*best);
        }
    }
    let threshold = i64::from(threshold);
    let pairs = groups.near.iter().enumerate().flat_map(|(a, near)| {
        near.iter().map(move |(&b, &sum)| (a as u32, b, sum)).filter(|(a, b, _)| a < b)
    });
    let mut heap: BinaryHeap<Join> =
        pairs.map(|(a, b, sum)| groups.propose(a, b, sum)).filter(|join| join.mean > threshold).collect();
    let mut label: Vec<u32> = (0..n_nodes as u32).map(|node| fixed.first(node)).collect();
    while let Some(Join { pair: std::cmp::Reverse((a, b)), ages, .. }) = heap.pop() {
        if (groups.age[a as usize], groups.age[b as usize]) != ages || fixed.are_apart(a, b) {
            continue;
        }
        fixed.take_over(a, b);
        label[b as usize] = a;
        // Never equal to an age that was pushed: the group is gone.
        groups.age[b as usize] = u32::MAX;
        groups.age[a as usize] += 1;
        let gone = std::mem::take(&mut groups.near[b as usize]);
        groups.near[a as usize].remove(&b);
        for (other, sum) in gone {
            if other != a {
                groups.near[other as usize].remove(&b);
                *groups.near[a as usize].entry(other).or_default() += sum;
            }
        }
        groups.size[a as usize] += groups.size[b as usize];
        for (&other, &sum) in &groups.near[a as usize].clone() {
            groups.near[other as usize].insert(a, sum);
            let join = groups.propose(a, other, sum);
            if join.mean > threshold {
                heap.push(join);
            }
        }
    }
    // A label always points to a smaller node, so one pass from the front settles all.
    for node in 0..n_nodes {
        label[node] = label[label[node] as usize];
    }
    label
}

#[cfg(test)]
mod tests {
    use super::{Edge, Fixed, average_link};

    fn edges(list: &[(u32, u32, i32)]) -> Vec<Edge> {
        list.iter().map(|&(a, b, score)| Edge { a, b, score }).collect()
    }

    #[test]
    fn a_chain_breaks_and_a_clique_holds() {
        let chain = edges(&[(0, 1, 900), (1, 2, 800), (2, 3, 900)]);
        assert_eq!(average_link(4, &chain, -2000, 0, Fixed::default()), [0, 0, 2, 2]);
        let clique = edges(&[(0, 1, 900), (0, 2, 100), (1, 2, 800)]);
        assert_eq!(average_link(3, &clique, -2000, 0, Fixed::default()), [0, 0, 0]);
    }

    #[test]
    fn the_order_of_the_edges_is_nothing() {
        let forward = edges(&[(0, 1, 500), (1, 2, 500), (0, 3, 500), (2, 3, 500), (0, 2, -500)]);
        let backward: Vec<Edge> = forward.iter().rev().copied().collect();
        assert_eq!(
            average_link(4, &forward, -1000, 0, Fixed::default()),
            average_link(4, &backward, -1000, 0, Fixed::default())
        );
    }
}
