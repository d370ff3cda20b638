//! Accounts: happenings as the reports tell them, with everything that is compared.

use crate::block::{LinkReport, Rarities, Sorted};
use crate::bonding::Bonding;
use crate::died::died_later;
use crate::family::{own, runs};
use crate::happening::Happening;
use crate::keys::WORDS;
use crate::parting::part_report;
use crate::persons::persons;
use crate::rarity::{self, Month, Rarity, SAMPLE};
use crate::rewrite::Telling;
use crate::spelling::Spellings;
use crate::wording::Wording;
use crate::words::{Counted, Counts, Vector, Word, fold, read};
use cairn_model::{ActorSide, ActorValue, Claim, Figure, Kind, Object, Span, Status};
use rayon::prelude::*;
use std::sync::Arc;

/// A count that an account states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Count {
    pub(crate) kind: Kind,
    pub(crate) object: Object,
    pub(crate) n: u64,
}

/// One report's account of one happening, ready to be compared.
#[derive(Debug)]
pub(crate) struct Account<'a> {
    pub(crate) happening: Happening<'a>,
    /// What the report's words say.
    pub(crate) wording: Arc<Wording>,
    /// Its number among those of the report.
    number: usize,
    /// The names of its place.
    pub(crate) spellings: Option<Spellings>,
    /// Sorted, each once.
    pub(crate) counts: Vec<Count>,
    /// How many wounded people it says have died, where it founds an incident by nothing else.
    pub(crate) only_died: Option<u64>,
    /// Who did it: ids or folded names, sorted, each once.
    pub(crate) parties: Vec<String>,
    /// To whom or what, likewise.
    pub(crate) targets: Vec<String>,
}

/// Every account of a block, with the words they were read from.
#[derive(Debug)]
pub(crate) struct Accounts<'a> {
    /// By report; within a report the main account first.
    pub(crate) list: Vec<Account<'a>>,
    /// Per report, what its words say.
    pub(crate) wordings: Vec<Arc<Wording>>,
    /// By which the words were weighed.
    pub(crate) rarities: Rarities,
    /// What people put together and took apart.
    pub(crate) bonding: Bonding<'a>,
}

impl<'a> Account<'a> {
    fn of(happening: Happening<'a>, number: usize, wording: &Arc<Wording>, report: &LinkReport<'_>) -> Self {
        let mut counts: Vec<Count> = happening.claims.iter().filter_map(|claim| count(claim)).collect();
        counts.sort_unstable();
        counts.dedup();
        Self {
            wording: wording.clone(),
            number,
            only_died: only_died(&happening, report.text),
            spellings: happening.place.map(Spellings::of),
            counts,
            parties: keys(happening.claims.iter().filter_map(|claim| claim.actor.as_ref())),
            targets: keys(happening.claims.iter().filter_map(|claim| claim.target.as_ref())),
            happening,
        }
    }

    /// What the sentences of its claims say; of an account in passing.
    pub(crate) fn passage(&self) -> &Vector {
        &self.wording.passages[self.number]
    }
}

impl Accounts<'_> {
    /// Per report, its four-word runs that are no stock.
    pub(crate) fn runs(&self) -> Vec<&[u64]> {
        self.wordings.iter().map(|wording| wording.runs.as_slice()).collect()
    }
}

/// The name by which two reports' parties are compared; none for parties that nobody can tell apart.
fn party_key(actor: &ActorValue) -> Option<String> {
    if actor.side == ActorSide::Unidentified {
        return None;
    }
    Some(actor.id.as_ref().map_or_else(|| fold(&actor.name), |id| id.as_str().to_owned()))
}

fn keys<'c>(actors: impl Iterator<Item = &'c ActorValue>) -> Vec<String> {
    let mut keys: Vec<String> = actors.filter_map(party_key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// What a claim counts, where it is a plain number of what did happen.
fn count(claim: &Claim) -> Option<Count> {
    let n = claim.figure.n.filter(|&n| n > 0)?;
    if !matches!(claim.status, Status::Asserted | Status::Superseded) {
        return None;
    }
    Some(Count { kind: claim.kind, object: claim.object?, n })
}

/// The most wounded people who died that a happening tells of, where it tells of nothing else.
fn only_died(happening: &Happening<'_>, text: &str) -> Option<u64> {
    let founding = &happening.claims[..happening.n_founding];
    let all_died = founding.iter().all(|claim| claim.figure == Figure::none() || died_later(claim, text));
    founding.iter().filter(|_| all_died).filter_map(|claim| claim.figure.n).max()
}

/// The words under any of the spans, both in the order of the text.
fn words_under<'w>(words: &'w [Word], spans: &[Span]) -> impl Iterator<Item = &'w Word> {
    let spans = spans.to_vec();
    words.iter().filter(move |word| spans.iter().any(|span| (span.start..span.end).contains(&word.at)))
}

/// One report as it is read, before its words are weighed.
struct Reading {
    terms: Vec<u32>,
    telling: Telling,
    persons: Vec<u64>,
    views: Counted,
    /// Per happening, the words of its passage.
    passages: Vec<Counts>,
}

impl Reading {
    fn of(report: &LinkReport<'_>, claims: &[&Claim], happenings: &[Happening<'_>]) -> Self {
        let (title, text) = (read(report.title.unwrap_or("")), read(report.text));
        let passage = |happening: &Happening<'_>| {
            if happening.main {
                return Counts::default();
            }
            let spans: Vec<Span> = happening.claims.iter().map(|claim| claim.evidence.sentence).collect();
            Counts::of(words_under(&text, &spans).map(|word| word.term))
        };
        let sentences: Vec<Span> = claims.iter().map(|claim| claim.evidence.sentence).collect();
        Self {
            telling: Telling::of(report.text, &text, &sentences),
            persons: persons(report.text),
            terms: text.iter().map(|word| word.term).collect(),
            views: Counted::of(&title, &text),
            passages: happenings.iter().map(passage).collect(),
        }
    }

    fn weigh(self, rarity: &Rarity) -> Wording {
        let runs = runs(&self.terms, rarity);
        let views = self.views.weigh(rarity);
        Wording {
            told: self.telling.told(&runs),
            runs: own(&runs),
            persons: self.persons,
            heaviest: views.all.heaviest(WORDS),
            views,
            passages: self.passages.iter().map(|passage| Vector::weigh(passage, rarity)).collect(),
        }
    }
}

/// A report's words, weighed where they are known already.
type Worded = Result<Arc<Wording>, Reading>;

/// Reads every report's words and parts its claims into accounts.
pub(crate) fn accounts<'a>(block: &Sorted<'a>) -> Accounts<'a> {
    let bonding = Bonding::of(block);
    let words = block.words.filter(|_| block.rarities.is_some());
    let known = words.map_or_else(|| vec![None; block.reports.len()], |words| words.of(block));
    let parted: Vec<(Vec<Happening<'a>>, Worded)> = known
        .into_par_iter()
        .enumerate()
        .map(|(number, known)| {
            let (report, claims) = (&block.reports[number], &block.claims[number]);
            let happenings = bonding.part(part_report(number, report.dated, report.text, claims));
            let reading = known.ok_or_else(|| Reading::of(report, claims, &happenings));
            (happenings, reading)
        })
        .collect();
    let rarities = block.rarities.cloned().unwrap_or_else(|| {
        let counts = parted.iter().filter_map(|(_, reading)| Some(&reading.as_ref().err()?.views.all));
        rarity::of_register(&block.reports, &counts.collect::<Vec<_>>(), SAMPLE)
    });
    let unknown = Rarity::default();
    let weighed: Vec<(Arc<Wording>, Vec<Account<'a>>)> = parted
        .into_par_iter()
        .zip(&block.reports)
        .map(|((happenings, reading), report)| {
            let rarity = rarities.get(&Month::of(report.dated)).map_or(&unknown, |rarity| &**rarity);
            let wording = reading.unwrap_or_else(|reading| Arc::new(reading.weigh(rarity)));
            let account = |(number, happening)| Account::of(happening, number, &wording, report);
            let accounts = happenings.into_iter().enumerate().map(account).collect();
            (wording, accounts)
        })
        .collect();
    let (mut list, mut wordings) = (Vec::new(), Vec::with_capacity(weighed.len()));
    for (wording, accounts) in weighed {
        wordings.push(wording);
        list.extend(accounts);
    }
    if let Some(words) = words {
        // What people decided of other reports may part the claims of this one in another way, in another block.
        let free = |claim: &&Claim| bonding.set_of(&claim.id).is_none();
        let same = block.reports.iter().zip(&block.claims).zip(&wordings);
        let same = same.filter(|((_, claims), _)| claims.iter().all(free));
        words.take(same.map(|((report, _), wording)| (report.id.clone(), wording.clone())));
    }
    Accounts { list, wordings, rarities, bonding }
}
