//! The wounded who died: a report that tells that one person was wounded and that one person was killed, and
//! never of both in one sentence, mostly tells of one person twice. Counted as two, it would add one dead
//! to the wounded.

use cairn_model::{Claim, Group, Kind, Object, Status};

/// Which of one report's claims on one happening count a wounded person who is the one killed, by place in
/// the list.
///
/// Only where one person is wounded and one is killed, by every number that the report gives, and their
/// groups can be one: of several wounded nobody can tell who died.
pub fn died(claims: &[&Claim]) -> Vec<bool> {
    let counts = |claim: &Claim, kind: Kind| {
        claim.kind == kind
            && claim.object == Some(Object::People)
            && claim.status == Status::Asserted
            && claim.figure.n.is_some()
            && !claim.part_of
            && !claim.period.is_cumulative()
    };
    let of = |kind: Kind| claims.iter().copied().filter(move |claim| counts(claim, kind));
    let one = |claim: &Claim| claim.figure.n == Some(1) && claim.figure.n_max.is_none();
    let (wounded, killed) = (|| of(Kind::Wounded), || of(Kind::Killed));
    let alone = wounded().all(one) && killed().all(one) && killed().next().is_some();
    let together =
        wounded().any(|hurt| killed().any(|dead| hurt.evidence.sentence == dead.evidence.sentence));
    let group = |claim: &Claim| claim.group.filter(|&group| group != Group::Unspecified);
    let may_be_one = wounded().any(|hurt| {
        killed().any(|dead| group(hurt) == group(dead) || group(hurt).is_none() || group(dead).is_none())
    });
    let told = alone && !together && may_be_one;
    claims.iter().map(|claim| told && counts(claim, Kind::Wounded)).collect()
}
