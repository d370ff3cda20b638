use crate::block::{Block, Sorted};
use crate::evidence::{Evidence, Scene};
use crate::weights::{ALL, Feature, weight};
use crate::{account, family, grouping};
use cairn_model::ReportId;

/// The evidence on one pair of accounts, for those who fit the weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The report of one account.
    pub a: ReportId,
    /// The report of the other.
    pub b: ReportId,
    /// Whether both reports are chiefly about what is compared.
    pub main: bool,
    /// Each piece of evidence with its strength in thousandths; absent ones are left out.
    pub found: Vec<(&'static str, i32)>,
    /// What the pieces add up to under the weights in use, in thousandths of a natural logarithm.
    pub score: i32,
}

/// Every pair of accounts that [`crate::link`] compares, with the evidence on it.
pub fn compared(block: &Block<'_>) -> Vec<Compared> {
    let sorted = Sorted::new(block);
    let accounts = account::accounts(&sorted);
    let family = family::families(&accounts.runs(), &sorted.written);
    let scene = Scene { block: &sorted, family: &family, accounts: &accounts };
    let report = |account: u32| sorted.reports[accounts.list[account as usize].happening.report].id.clone();
    let name = |feature: Feature| weight(feature).name;
    grouping::compare(&scene, &accounts)
        .into_iter()
        .map(|pair| {
            let mut evidence = Evidence::default();
            scene.compare(&accounts.list[pair.a as usize], &accounts.list[pair.b as usize], &mut evidence);
            Compared {
                a: report(pair.a),
                b: report(pair.b),
                main: pair.main,
                found: evidence.found.iter().map(|&(feature, n)| (name(feature), n)).collect(),
                score: pair.score,
            }
        })
        .collect()
}

/// What a piece of evidence weighs between two main accounts, in natural logarithms of odds; none for
/// a name that is no piece of evidence.
pub fn weight_of(name: &str) -> Option<f64> {
    let named = ALL.iter().map(|&feature| weight(feature)).find(|weight| weight.name == name)?;
    Some(f64::from(named.main) / 1000.0)
}
