use super::{Selection, group_bit, kind_bit};
use cairn_model::{EventType, Group, Kind};
use std::collections::BTreeMap;

/// What incidents have in common, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many incidents there are.
    pub incidents: usize,
    /// People killed, added up.
    pub killed: Sum,
    /// Types of event, the most frequent first.
    pub event_types: Vec<(EventType, usize)>,
    /// Kinds of claims, in the order of the closed list.
    pub kinds: Vec<(Kind, usize)>,
    /// Groups of people, in the order of the closed list.
    pub groups: Vec<(Group, usize)>,
    /// With two or more first hands.
    pub several_origins: usize,
    /// On which the claims do not agree.
    pub disputed: usize,
    /// About which no person has decided anything.
    pub unreviewed: usize,
}

/// The ends of ranges added up over the incidents that state one. Those of which only a region or a month
/// is known are left out: they may hold the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of the lower ends.
    pub low: u64,
    /// The sum of the upper ends; none where one of them is open.
    pub high: Option<u64>,
    /// How many incidents are added up.
    pub counted: usize,
    /// How many with a figure are left out.
    pub left_out: usize,
}

impl Selection<'_> {
    /// Counts what the incidents have in common.
    pub fn facets(&self) -> Facets {
        let mut facets = Facets {
            incidents: self.len(),
            killed: Sum { high: Some(0), ..Sum::default() },
            ..Facets::default()
        };
        let mut types: BTreeMap<EventType, usize> = BTreeMap::new();
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
        for entry in &self.chosen {
            *types.entry(entry.event_type).or_default() += 1;
            for kind in Kind::ALL.iter().filter(|kind| entry.kinds & kind_bit(**kind) != 0) {
                *kinds.entry(*kind).or_default() += 1;
            }
            for group in Group::ALL.iter().filter(|group| entry.groups & group_bit(**group) != 0) {
                *groups.entry(*group).or_default() += 1;
            }
            facets.several_origins += usize::from(entry.origins > 1);
            facets.disputed += usize::from(entry.disagreements > 0);
            facets.unreviewed += usize::from(!entry.reviewed);
            match entry.killed {
                Some(_) if entry.coarse => facets.killed.left_out += 1,
                Some((low, high)) => {
                    facets.killed.low += low;
                    facets.killed.high = facets.killed.high.zip(high).map(|(sum, own)| sum + own);
                    facets.killed.counted += 1;
                }
                None => {}
            }
        }
        facets.event_types = types.into_iter().collect();
        facets.event_types.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        facets.kinds = kinds.into_iter().collect();
        facets.groups = groups.into_iter().collect();
        facets
    }
}
