//! What reports say of tolls and agreements, kept so that these are followed anew without the reports.
//!
//! Tolls and agreements reach across neighbourhoods, but what a report says of them is a matter of its
//! family alone.

use crate::agreement::AgreementClaim;
use crate::toll::TollClaim;
use cairn_model::ReportId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The subject of all that is said of agreements.
pub const AGREEMENTS: &str = "agreements";

/// What a report says of one subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// The report.
    pub report: ReportId,
    /// What tolls count ([`cairn_model::Toll::subject`]), or [`AGREEMENTS`].
    pub subject: String,
    /// What it says, in the order of its text.
    pub said: Said,
}

/// Claims of one report about one subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Said {
    /// Cumulative claims.
    Tolls(Vec<TollClaim>),
    /// Claims about agreements.
    Agreements(Vec<AgreementClaim>),
}

/// The same claims by subject and report; both lists by report.
pub(crate) fn sayings(tolls: &[TollClaim], agreements: &[AgreementClaim]) -> Vec<Saying> {
    let mut of_tolls: BTreeMap<(String, &ReportId), Vec<TollClaim>> = BTreeMap::new();
    for claim in tolls {
        of_tolls.entry((claim.subject(), claim.report())).or_default().push(claim.clone());
    }
    let of_tolls = of_tolls.into_iter().map(|((subject, report), claims)| Saying {
        report: report.clone(),
        subject,
        said: Said::Tolls(claims),
    });
    let of_agreements =
        agreements.chunk_by(|a, b| a.claim.report == b.claim.report).map(|of_report| Saying {
            report: of_report[0].claim.report.clone(),
            subject: AGREEMENTS.to_owned(),
            said: Said::Agreements(of_report.to_vec()),
        });
    of_tolls.chain(of_agreements).collect()
}
