//! Breaches of an agreement, in words.

use cairn_model::ClaimId;
use cairn_views::BreachesRow;

#[test]
fn who_denies_a_breach_is_not_said_to_count_it() {
    let mut row = BreachesRow {
        claimant: "the General Staff".to_owned(),
        by: Some("Host of Poros".to_owned()),
        denied: false,
        counts: vec!["14".to_owned(), "at least 20".to_owned()],
        claims: vec![ClaimId::new("c-1"), ClaimId::new("c-2")],
    };
    assert_eq!(row.to_string(), "the General Staff, of Host of Poros: 14, then at least 20 (c-1, c-2)");
    (row.denied, row.counts, row.claims) = (true, Vec::new(), vec![ClaimId::new("c-3")]);
    assert_eq!(row.to_string(), "the General Staff, of Host of Poros: denied (c-3)");
}
