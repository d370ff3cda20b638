//! Accounts: happenings as the reports tell them, with everything that is compared.

use crate::block::Sorted;
use crate::family::runs;
use crate::happening::Happening;
use crate::parting::part_report;
use crate::words::{Counts, Terms, Vector, Views, Word, fold};
use cairn_model::{ActorSide, ActorValue, Claim, Kind, Object, Span, Status};

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
    pub(crate) views: Views<Vector>,
    /// What the sentences of its claims say; of an account in passing.
    pub(crate) passage: Vector,
    /// Sorted, each once.
    pub(crate) counts: Vec<Count>,
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
    pub(crate) terms: Terms,
    /// Per report, its four-word runs.
    pub(crate) runs: Vec<Vec<u64>>,
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

/// The words under any of the spans, both in the order of the text.
fn words_under<'w>(words: &'w [Word], spans: &[Span]) -> impl Iterator<Item = &'w Word> {
    let spans = spans.to_vec();
    words.iter().filter(move |word| spans.iter().any(|span| (span.start..span.end).contains(&word.at)))
}

/// Reads every report's words and parts its claims into accounts.
pub(crate) fn accounts<'a>(block: &Sorted<'a>) -> Accounts<'a> {
    let mut terms = Terms::new();
    let mut all_runs = Vec::with_capacity(block.reports.len());
    let mut read: Vec<(Happening<'a>, Option<Views<Counts>>, Counts)> = Vec::new();
    for (report, (words, claims)) in block.reports.iter().zip(&block.claims).enumerate() {
        let (title, text) = (terms.read(words.title.unwrap_or("")), terms.read(words.text));
        all_runs.push(runs(&text));
        let views = Views::of(&title, &text);
        terms.count(&views.all);
        let mut views = Some(views);
        for happening in part_report(report, words.dated, words.text, claims) {
            let passage = if happening.main {
                Counts::default()
            } else {
                let spans: Vec<Span> = happening.claims.iter().map(|claim| claim.evidence.sentence).collect();
                Counts::of(words_under(&text, &spans).map(|word| word.term))
            };
            let views = if happening.main { views.take() } else { None };
            read.push((happening, views, passage));
        }
    }
    let list = read
        .into_iter()
        .map(|(happening, views, passage)| {
            let mut counts: Vec<Count> = happening.claims.iter().filter_map(|claim| count(claim)).collect();
            counts.sort_unstable();
            counts.dedup();
            Account {
                views: views.map(|views| views.weigh(&terms)).unwrap_or_default(),
                passage: Vector::weigh(&passage, &terms),
                counts,
                parties: keys(happening.claims.iter().filter_map(|claim| claim.actor.as_ref())),
                targets: keys(happening.claims.iter().filter_map(|claim| claim.target.as_ref())),
                happening,
            }
        })
        .collect();
    Accounts { list, terms, runs: all_runs }
}
