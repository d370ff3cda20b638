//! Accounts: happenings as the reports tell them, with everything that is compared.

use crate::block::{Rarities, Sorted};
use crate::bonding::Bonding;
use crate::died::died_later;
use crate::family::{own, runs};
use crate::happening::Happening;
use crate::parting::part_report;
use crate::persons::persons;
use crate::rarity::{self, Month, Rarity, SAMPLE};
use crate::rewrite::{Telling, Told};
use crate::spelling::Spellings;
use crate::words::{Counted, Counts, Vector, Views, Word, fold, read};
use cairn_model::{ActorSide, ActorValue, Claim, Figure, Kind, Object, Span, Status};
use rayon::prelude::*;

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
    /// What the report's words say; of a main account.
    pub(crate) views: Views,
    /// What the sentences of its claims say; of an account in passing.
    pub(crate) passage: Vector,
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
    /// Per report, its four-word runs that are no stock.
    pub(crate) runs: Vec<Vec<u64>>,
    /// Per report, in what words it tells its claims.
    pub(crate) told: Vec<Told>,
    /// Per report, the persons that it names by age or as identified.
    pub(crate) persons: Vec<Vec<u64>>,
    /// By which the words were weighed.
    pub(crate) rarities: Rarities,
    /// What people put together and took apart.
    pub(crate) bonding: Bonding<'a>,
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
struct Reading<'a> {
    terms: Vec<u32>,
    telling: Telling,
    persons: Vec<u64>,
    views: Counted,
    /// Each with the words of its passage, where it is one.
    happenings: Vec<(Happening<'a>, Counts)>,
}

/// The same once they are weighed.
struct Weighed<'a> {
    runs: Vec<u64>,
    told: Told,
    persons: Vec<u64>,
    accounts: Vec<Account<'a>>,
}

fn read_report<'a>(number: usize, block: &Sorted<'a>, bonding: &Bonding<'a>) -> Reading<'a> {
    let (report, claims) = (&block.reports[number], &block.claims[number]);
    let (title, text) = (read(report.title.unwrap_or("")), read(report.text));
    let happenings = bonding
        .part(part_report(number, report.dated, report.text, claims))
        .into_iter()
        .map(|happening| {
            let passage = if happening.main {
                Counts::default()
            } else {
                let spans: Vec<Span> = happening.claims.iter().map(|claim| claim.evidence.sentence).collect();
                Counts::of(words_under(&text, &spans).map(|word| word.term))
            };
            (happening, passage)
        })
        .collect();
    let sentences: Vec<Span> = claims.iter().map(|claim| claim.evidence.sentence).collect();
    let telling = Telling::of(report.text, &text, &sentences);
    let persons = persons(report.text);
    let terms = text.iter().map(|word| word.term).collect();
    Reading { terms, telling, persons, views: Counted::of(&title, &text), happenings }
}

/// Reads every report's words and parts its claims into accounts.
pub(crate) fn accounts<'a>(block: &Sorted<'a>) -> Accounts<'a> {
    let bonding = Bonding::of(block);
    let readings: Vec<Reading<'a>> =
        (0..block.reports.len()).into_par_iter().map(|number| read_report(number, block, &bonding)).collect();
    let counts: Vec<&Counts> = readings.iter().map(|reading| &reading.views.all).collect();
    let counted =
        block.rarities.map_or_else(|| rarity::of_register(&block.reports, &counts, SAMPLE), Clone::clone);
    let unknown = Rarity::default();
    let weighed: Vec<Weighed<'a>> = readings
        .into_par_iter()
        .zip(&block.reports)
        .map(|(reading, report)| {
            let rarity = counted.get(&Month::of(report.dated)).map_or(&unknown, |rarity| &**rarity);
            let runs = runs(&reading.terms, rarity);
            let mut views = Some(reading.views);
            let account = |(happening, passage): (Happening<'a>, Counts)| {
                let views = if happening.main { views.take() } else { None };
                let mut counts: Vec<Count> =
                    happening.claims.iter().filter_map(|claim| count(claim)).collect();
                counts.sort_unstable();
                counts.dedup();
                Account {
                    views: views.map(|views| views.weigh(rarity)).unwrap_or_default(),
                    passage: Vector::weigh(&passage, rarity),
                    only_died: only_died(&happening, report.text),
                    spellings: happening.place.map(Spellings::of),
                    counts,
                    parties: keys(happening.claims.iter().filter_map(|claim| claim.actor.as_ref())),
                    targets: keys(happening.claims.iter().filter_map(|claim| claim.target.as_ref())),
                    happening,
                }
            };
            let told = reading.telling.told(&runs);
            let accounts = reading.happenings.into_iter().map(account).collect();
            Weighed { runs: own(&runs), told, persons: reading.persons, accounts }
        })
        .collect();
    let n_reports = weighed.len();
    let (mut list, mut all_runs) = (Vec::new(), Vec::with_capacity(n_reports));
    let (mut told, mut persons) = (Vec::with_capacity(n_reports), Vec::with_capacity(n_reports));
    for one in weighed {
        all_runs.push(one.runs);
        told.push(one.told);
        persons.push(one.persons);
        list.extend(one.accounts);
    }
    Accounts { list, runs: all_runs, told, persons, rarities: counted, bonding }
}
