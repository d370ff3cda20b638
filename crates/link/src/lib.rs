//! Takes a [`Block`] of claims with the reports they stand in. Gives [`Linked`]: families, incidents,
//! tolls, agreements, and the links that say why.
//!
//! Invariant: pure, and blind to order: the same reports and claims in any order give the same
//! result. Everything is sorted first, sums are whole numbers, and nothing iterates over a hash map.
//!
//! The way: reports that copy or rewrite one text become families; each report's claims are parted into
//! accounts of happenings, one of which the report is chiefly about; accounts that share words, day
//! or place are compared piece by piece of evidence; groups form by average link. Cumulative
//! figures and agreements go their own way and are in no incident.

#![deny(clippy::disallowed_methods)]

mod account;
mod agreement;
mod block;
mod bonded;
mod bonding;
mod breaches;
mod candidates;
mod compared;
mod credit;
mod credit_words;
mod descent;
mod died;
mod evidence;
mod family;
mod figures;
mod follow;
mod group;
mod grouping;
mod growth;
mod happening;
mod identity;
mod incident;
mod keys;
mod means;
mod met;
mod neighbourhood;
mod origin;
mod parting;
mod party;
mod persons;
mod place;
mod rarity;
mod rewrite;
mod saying;
mod spelling;
mod toll;
mod weights;
mod whereabouts;
mod wording;
mod words;

pub use agreement::{AgreementClaim, agreements};
pub use block::{Block, FirstHands, LinkReport, Linked, NamesAlone, Rarities};
pub use compared::{Compared, compared, weight_of};
pub use died::died;
pub use follow::{Archive, Changes, Followed, Member, Turn, follow_agreements, follow_tolls};
pub use growth::{Growing, Growth, Shelf, link_report};
pub use keys::{Key, KeyKind, Shared, WINDOW, keys, within_window};
pub use neighbourhood::{neighbours, ties};
pub use rarity::{Month, Rarity, SAMPLE, lot, sample};
pub use saying::{AGREEMENTS, Said, Saying};
pub use toll::{TollClaim, tolls};
pub use wording::Wordings;

use account::Account;
use block::Sorted;
use cairn_model::{Claim, Identity, IncidentId, ReportId};
use credit::{Credit, credit};
use evidence::Scene;
use incident::Desk;
use origin::Origins;
use rayon::prelude::*;

/// The credit line of each report.
fn credits_of(block: &Sorted<'_>) -> Vec<Option<Credit>> {
    block.reports.par_iter().map(|report| credit(report.text)).collect()
}

/// Links a block.
pub fn link(block: &Block<'_>) -> Linked {
    let sorted = Sorted::new(block);
    let accounts = account::accounts(&sorted);
    let copies = family::families(&accounts.runs(), &sorted.written);
    let scene = Scene { block: &sorted, family: &copies, accounts: &accounts };
    let pairs = grouping::compare(&scene, &accounts);
    let family = family::with_rewrites(&accounts, &pairs, &copies);
    let credits = credits_of(&sorted);
    let label = grouping::group(&accounts, &pairs);
    let neighbourhood = neighbourhood::neighbourhoods(&accounts, &pairs, &family);
    let origins = Origins::new(&sorted, &family, &credits);
    let desk = Desk { block: &sorted, origins: &origins };
    let of_tolls = toll::claims(&sorted, &origins);
    let of_agreements = agreement::claims(&sorted, &family, &origins);

    // Accounts stand by report, so each group has its first account first.
    let mut groups: Vec<Vec<&Account<'_>>> = vec![Vec::new(); accounts.list.len()];
    for (account, &first) in accounts.list.iter().zip(&label) {
        groups[first as usize].push(account);
    }
    let founded: Vec<usize> = (0..groups.len())
        .filter(|&group| groups[group].iter().any(|account| account.happening.n_founding > 0))
        .collect();
    let claims: Vec<Vec<&Claim>> = founded
        .iter()
        .map(|&group| desk.claims(&groups[group]).into_iter().map(|stated| stated.claim).collect())
        .collect();
    let names = identity::names(&claims, block.known);

    let mut named: Vec<Option<&IncidentId>> = vec![None; groups.len()];
    let mut incidents = Vec::with_capacity(founded.len());
    let mut identities = Vec::new();
    incidents.par_extend(
        founded.par_iter().zip(&names).map(|(&group, name)| desk.write(name.clone(), &groups[group])),
    );
    for ((&group, claims), name) in founded.iter().zip(&claims).zip(&names) {
        named[group] = Some(name);
        identities.extend(claims.iter().map(|claim| Identity {
            claim: claim.id.clone(),
            report: claim.report.clone(),
            sentence: claim.evidence.sentence,
            incident: name.clone(),
        }));
    }
    incidents.sort_by(|a, b| a.id.cmp(&b.id));
    identities.sort_unstable();

    let report_id = |account: &Account<'_>| sorted.reports[account.happening.report].id;
    let mut main: Vec<(ReportId, IncidentId)> = accounts
        .list
        .iter()
        .zip(&label)
        .filter(|(account, _)| account.happening.main)
        .map(|(account, &first)| {
            let unfounded = || IncidentId::from_report(report_id(&accounts.list[first as usize]));
            (report_id(account).clone(), named[first as usize].cloned().unwrap_or_else(unfounded))
        })
        .collect();
    main.sort_unstable();
    let id_of = |report: usize| sorted.reports[report].id.clone();
    Linked {
        families: descent::describe(&sorted, &accounts, &family, &credits),
        incidents,
        main,
        links: grouping::links(&scene, &accounts, &pairs, &label),
        sayings: saying::sayings(&of_tolls, &of_agreements),
        tolls: toll::tolls(of_tolls),
        agreements: agreement::agreements(of_agreements),
        identities,
        neighbourhoods: neighbourhood
            .iter()
            .enumerate()
            .map(|(report, &first)| (id_of(report), id_of(first)))
            .collect(),
        keys: keys::keys_of(&accounts, &sorted),
        rarities: accounts.rarities,
    }
}
