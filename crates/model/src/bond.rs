use crate::ClaimId;

/// What people decided about which claims belong together. It goes before every score.
///
/// Free of contradictions: no two claims that are together are apart as well. Claims that are not in the
/// register may be named; they bind nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bonds {
    /// Claims of one incident, each set sorted; no claim is in two sets.
    pub together: Vec<Vec<ClaimId>>,
    /// Pairs of claims of two incidents, the smaller first, sorted. What is together with one of a pair is
    /// apart from what is together with the other.
    pub apart: Vec<(ClaimId, ClaimId)>,
}

impl Bonds {
    /// Whether nobody decided anything.
    pub fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }
}
