use crate::support::*;
use cairn_decide::{Docket, stand};
use cairn_model::*;
use proptest::prelude::*;

fn standing(decisions: Vec<Decision>) -> Vec<Standing> {
    stand(&claims(), &Docket::new(decisions))
}

#[test]
fn a_correction_holds_and_what_was_read_stands_beside_it() {
    let claims = claims();
    let all = standing(vec![decide(correct(&claims[0], Correction::N(Some(5))), "Ada", 1)]);
    assert_eq!(all[0].claim.figure, Figure::exact(5));
    assert_eq!(all[0].read, claims[0]);
    assert_eq!(all[0].changes[0].read, Correction::N(Some(4)));
    assert_eq!(all[0].changes[0].by.who, "Ada");
    assert_eq!(all[0].claim.id, claims[0].id);
    assert_eq!(all[1].claim, claims[1]);
    assert!(!all[1].is_decided());
}

#[test]
fn a_number_in_place_of_words_takes_their_qualifier_with_it() {
    let mut claims = claims();
    claims[0].figure =
        Figure { n: None, n_max: None, vague: Some("dozens".into()), qualifier: Qualifier::Vague };
    let decision = decide(correct(&claims[0], Correction::N(Some(30))), "Ada", 1);
    let all = stand(&claims, &Docket::new([decision]));
    assert_eq!(all[0].claim.figure, Figure::exact(30));
}

#[test]
fn two_people_who_differ_are_both_shown_and_the_later_holds() {
    let claims = claims();
    let ada = decide(correct(&claims[0], Correction::N(Some(5))), "Ada", 1);
    let ben = decide(correct(&claims[0], Correction::N(Some(6))), "Ben", 2);
    let all = standing(vec![ben.clone(), ada.clone()]);
    let change = &all[0].changes[0];
    assert_eq!((change.now.clone(), change.by.who.as_str()), (Correction::N(Some(6)), "Ben"));
    assert_eq!(change.disputed.len(), 1);
    assert_eq!(change.disputed[0].value, Correction::N(Some(5)));
    // Settled as soon as one of them decides as the other, or takes the own decision back.
    let agrees = decide(correct(&claims[0], Correction::N(Some(6))), "Ada", 3);
    assert!(!standing(vec![ada.clone(), ben.clone(), agrees])[0].is_disputed());
    let withdraws = decide(undo(&ben), "Ben", 3);
    let all = standing(vec![ada, ben, withdraws]);
    assert_eq!(all[0].claim.figure.n, Some(5));
    assert!(!all[0].is_disputed());
}

#[test]
fn at_the_same_moment_the_name_decides() {
    let claims = claims();
    let ada = decide(correct(&claims[0], Correction::N(Some(5))), "Ada", 1);
    let ben = decide(correct(&claims[0], Correction::N(Some(6))), "Ben", 1);
    assert_eq!(standing(vec![ada, ben])[0].claim.figure.n, Some(6));
}

#[test]
fn who_decides_again_disputes_nothing() {
    let claims = claims();
    let first = decide(correct(&claims[0], Correction::N(Some(5))), "Ada", 1);
    let second = decide(correct(&claims[0], Correction::N(Some(6))), "Ada", 2);
    let all = standing(vec![first, second]);
    assert_eq!(all[0].claim.figure.n, Some(6));
    assert!(!all[0].is_disputed());
}

#[test]
fn to_confirm_is_to_speak_for_the_values_of_that_time() {
    let claims = claims();
    let confirms = decide(confirm(&claims[0]), "Ada", 1);
    let corrects = decide(correct(&claims[0], Correction::N(Some(5))), "Ben", 2);
    let all = standing(vec![confirms, corrects.clone()]);
    assert_eq!(all[0].changes[0].disputed[0].value, Correction::N(Some(4)));
    let later = decide(confirm(&claims[0]), "Ada", 3);
    assert!(!standing(vec![corrects, later])[0].is_disputed());
}

#[test]
fn a_rejected_claim_stays_and_does_not_count() {
    let claims = claims();
    let rejects = decide(reject(&claims[1]), "Ada", 1);
    let all = standing(vec![rejects.clone()]);
    assert_eq!(all.len(), claims.len());
    assert!(!all[1].counts && all[0].counts);
    let confirms = decide(confirm(&claims[1]), "Ben", 2);
    let all = standing(vec![rejects.clone(), confirms]);
    assert!(all[1].counts && all[1].is_disputed());
    let withdraws = decide(undo(&rejects), "Ada", 3);
    let again = decide(undo(&withdraws), "Ada", 4);
    assert!(standing(vec![rejects.clone(), withdraws.clone()])[1].counts);
    assert!(!standing(vec![rejects, withdraws, again])[1].counts);
}

#[test]
fn an_alias_names_a_party_wherever_it_stands_and_a_correction_goes_before_it() {
    let claims = claims();
    let actor = NamedActor {
        id: Some(ActorId::new("vale-guard")),
        name: "Vale National Guard".into(),
        side: ActorSide::State,
        country: None,
    };
    let alias = decide(Verdict::Alias { name: "the vale guard".into(), actor }, "Ada", 1);
    let all = standing(vec![alias.clone()]);
    let named = all[2].claim.actor.as_ref().expect("an actor");
    assert_eq!((named.name.as_str(), named.words.as_str()), ("Vale National Guard", "The Vale Guard"));
    assert_eq!(all[2].claim.actor_basis, Some(ActorBasis::Stated));
    let none = decide(correct(&claims[2], Correction::Actor(None)), "Ben", 0);
    assert_eq!(standing(vec![alias, none])[2].claim.actor, None);
}

#[test]
fn a_pin_for_a_name_counts_where_it_says_and_the_nearer_one_first() {
    let pin = |country: Option<&str>, report: Option<&str>, lat, minute| {
        let place = Pinned::Name {
            name: "ORLU".into(),
            country: country.map(str::to_owned),
            report: report.map(ReportId::new),
        };
        decide(Verdict::Pin { place, lat, lon: 20.0 }, "Ada", minute)
    };
    let lat = |all: &[Standing]| all[0].claim.place.as_ref().and_then(|place| place.lat);
    assert_eq!(lat(&standing(vec![pin(None, None, 10.0, 1)])), Some(10.0));
    assert_eq!(lat(&standing(vec![pin(Some("XB"), None, 10.0, 1)])), None);
    assert_eq!(lat(&standing(vec![pin(None, Some("r-2"), 10.0, 1)])), None);
    assert_eq!(lat(&standing(vec![pin(Some("XA"), None, 11.0, 1), pin(None, None, 10.0, 2)])), Some(11.0));
    let own = Verdict::Pin { place: Pinned::Claim(Anchor::of(&claims()[0])), lat: 12.0, lon: 20.0 };
    let all = standing(vec![pin(Some("XA"), None, 11.0, 2), decide(own, "Ben", 1)]);
    assert_eq!(lat(&all), Some(12.0));
    let place = all[0].claim.place.as_ref().expect("a place");
    assert_eq!((place.precision, place.basis), (PlacePrecision::Exact, PlaceBasis::Decided));
    assert!(!all[0].is_disputed());
}

#[test]
fn a_claim_added_by_hand_goes_with_the_decision_that_added_it() {
    let mut claims = claims();
    let mut added = claims[0].clone();
    added.made_by = Some("Ada".into());
    added.rules.clear();
    let added = added.with_identity();
    assert_ne!(added.id, claims[0].id);
    claims.push(added.clone());
    let adds = decide(Verdict::Add { claim: Box::new(added) }, "Ada", 1);
    let withdraws = decide(undo(&adds), "Ben", 2);
    assert!(stand(&claims, &Docket::new([adds.clone()]))[3].counts);
    let all = stand(&claims, &Docket::new([adds, withdraws]));
    assert!(!all[3].counts && all[3].rejected[0].who == "Ben");
}

/// Many decisions of three people about three claims, with undos of any of them.
fn many() -> impl Strategy<Value = Vec<Decision>> {
    let one = (0..3usize, 0..6u8, 0..3usize, 0..40u32, 0..40usize);
    proptest::collection::vec(one, 1..24).prop_map(|all| {
        let claims = claims();
        let mut decisions: Vec<Decision> = Vec::new();
        for (who, what, about, minute, of) in all {
            let claim = &claims[about];
            let verdict = match what {
                0 => confirm(claim),
                1 => reject(claim),
                2 => correct(claim, Correction::N(Some(minute as u64 % 3))),
                3 => correct(claim, Correction::Status(Status::ALL[minute as usize % Status::ALL.len()])),
                _ if decisions.is_empty() => confirm(claim),
                _ => undo(&decisions[of % decisions.len()]),
            };
            decisions.push(decide(verdict, ["Ada", "Ben", "Cyr"][who], minute));
        }
        decisions
    })
}

proptest! {
    #[test]
    fn the_order_in_which_decisions_come_is_nothing(
        (decisions, shuffled) in many().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let doubled = shuffled.iter().chain(&shuffled).cloned().collect();
        prop_assert_eq!(standing(decisions), standing(doubled));
    }

    #[test]
    fn undoing_everything_leaves_the_claims_as_they_were_read(decisions in many()) {
        let mut all = decisions.clone();
        all.extend(decisions.iter().enumerate().map(|(at, one)| decide(undo(one), "Dov", 60 + at as u32)));
        // An undo that was undone in turn may be in force again: only what is no undo is looked at.
        let docket = Docket::new(all);
        for decision in docket.in_force() {
            let is_undo = matches!(decision.verdict, Verdict::Undo { .. });
            prop_assert!(is_undo, "{:?}", decision);
        }
        for (standing, read) in stand(&claims(), &docket).iter().zip(claims()) {
            prop_assert_eq!(&standing.claim, &read);
            prop_assert!(standing.counts);
        }
    }

    #[test]
    fn every_dispute_names_somebody_else(decisions in many()) {
        for standing in standing(decisions) {
            for change in &standing.changes {
                for dispute in &change.disputed {
                    prop_assert_ne!(&dispute.value, &change.now);
                }
                // The last word on a field holds, unless somebody confirmed it since.
                prop_assert!(change.disputed.iter().all(|one| one.by.decision != change.by.decision));
            }
        }
    }
}
