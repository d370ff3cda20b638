//! How many people some claims have killed or injured, as one number.

use cairn_model::{Claim, Group, Kind, Object, Status};

/// The number of people that the claims have killed, wounded, ...; none where none states a number.
///
/// Shares of larger figures and what is not asserted are left out. Within a group the largest number
/// stands for a count that grew; groups are added up, and a number for people of no stated group,
/// which may contain the others, is held against their sum.
///
/// Each claim comes with how many of those it counts are counted otherwise.
pub fn total<'c>(claims: impl Iterator<Item = (&'c Claim, u64)>, kind: Kind) -> Option<u64> {
    let mut largest: [Option<u64>; Group::ALL.len()] = Default::default();
    let stated = claims.filter(|(claim, otherwise)| {
        claim.kind == kind
            && claim.object == Some(Object::People)
            && claim.status == Status::Asserted
            && !claim.part_of
            && !claim.period.is_cumulative()
            && (*otherwise == 0 || claim.figure.n > Some(*otherwise))
    });
    for (claim, otherwise) in stated {
        let of_group = &mut largest[claim.group.unwrap_or(Group::Unspecified) as usize];
        *of_group = (*of_group).max(claim.figure.n.map(|n| n - otherwise));
    }
    let unspecified = largest[Group::Unspecified as usize].take();
    let sum = largest.iter().flatten().copied().reduce(|a, b| a + b);
    unspecified.max(sum)
}
