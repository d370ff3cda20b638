//! What each outlet calls the parties and their deeds, counted.

use crate::show::outlet_or_id;
use crate::{ViewError, evidence};
use cairn_model::{ActorSide, ActorValue, Claim, Report, ReportId, Span};
use cairn_store::{Register, StoreError, fold};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a register is asked for; what is left out does not narrow.
#[derive(Debug, Clone, Default)]
pub struct FramingFilter {
    /// Part of a party's neutral name; deeds are left out then.
    pub party: Option<String>,
    /// An incident, by its id or the first letters of it.
    pub incident: Option<String>,
}

/// What is called by a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framed {
    /// A party, by its neutral name.
    Party {
        /// The neutral name.
        name: String,
        /// What sort of party it is.
        side: ActorSide,
    },
    /// A deed, by kind and type: `killed, airstrike`.
    Deed {
        /// The kind of claim and the type of event.
        name: String,
    },
}

impl Framed {
    /// Its neutral name.
    pub fn name(&self) -> &str {
        match self {
            Self::Party { name, .. } | Self::Deed { name } => name,
        }
    }
}

/// One outlet's words for one party or deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FramingRow {
    /// What is called so.
    pub of: Framed,
    /// The outlet; the report's id where it names none.
    pub outlet: String,
    /// Whose words they are: somebody who is quoted or cited, or none for the outlet's own.
    pub voice: Option<String>,
    /// The words, in lower case and without article.
    pub words: String,
    /// How many mentions there are: a phrase that several claims share counts once.
    pub mentions: usize,
    /// In how many reports.
    pub reports: usize,
}

/// What is called so, the outlet, whose words they are, and the words.
type Wording = (Framed, String, Option<String>, String);

/// Counts the words of outlets for parties and deeds, by neutral name, then outlet, the outlet's own
/// words before cited ones, the most frequent first.
pub fn framing(register: &Register, filter: &FramingFilter) -> Result<Vec<FramingRow>, ViewError> {
    let mut claims: Vec<Claim> = Vec::new();
    match &filter.incident {
        None => register.each_claim(|claim| {
            claims.push(claim);
            Ok::<(), StoreError>(())
        })?,
        Some(id) => {
            claims = register.claims_of(&evidence::incident(register, id)?)?;
            claims.sort_by(|a, b| (&a.report, &a.id).cmp(&(&b.report, &b.id)));
        }
    }
    let party = filter.party.as_deref().map(fold);
    let mut counted: BTreeMap<Wording, BTreeSet<(ReportId, Span)>> = BTreeMap::new();
    let mut current: Option<Report> = None;
    for claim in &claims {
        if current.as_ref().is_none_or(|report| report.id != claim.report) {
            current = register.report(&claim.report)?;
        }
        let Some(report) = &current else { continue };
        let outlet = outlet_or_id(report);
        for (of, words, span) in mentions(claim, report) {
            let is_asked = match (&party, &of) {
                (Some(asked), Framed::Party { name, .. }) => fold(name).contains(asked),
                (Some(_), Framed::Deed { .. }) => false,
                (None, _) => true,
            };
            if is_asked && !words.is_empty() {
                let voice = claim.claimant().map(str::to_owned);
                let key = (of, outlet.to_owned(), voice, words);
                counted.entry(key).or_default().insert((report.id.clone(), span));
            }
        }
    }
    let mut rows: Vec<FramingRow> = counted
        .into_iter()
        .map(|((of, outlet, voice, words), places)| {
            let reports: BTreeSet<&ReportId> = places.iter().map(|(report, _)| report).collect();
            FramingRow { of, outlet, voice, words, mentions: places.len(), reports: reports.len() }
        })
        .collect();
    // A stable sort: words that are as frequent stay in the order of the alphabet.
    rows.sort_by(|a, b| {
        let key = |row: &FramingRow| (row.of.clone(), row.outlet.clone(), row.voice.clone());
        key(a).cmp(&key(b)).then(b.mentions.cmp(&a.mentions))
    });
    Ok(rows)
}

/// What one claim calls its parties and its deed, and where.
fn mentions(claim: &Claim, report: &Report) -> Vec<(Framed, String, Span)> {
    // A party that the lexicon does not know has no other name to set its words against.
    let is_known = |actor: &&ActorValue| actor.id.is_some() || actor.name != actor.words;
    let parties = [&claim.actor, &claim.target].into_iter().flatten().filter(is_known).filter_map(|actor| {
        let of = Framed::Party { name: actor.name.clone(), side: actor.side };
        Some((of, bare(&actor.words), actor.span?))
    });
    let deed = claim.evidence.trigger.map(|span| {
        let name = format!("{}, {}", claim.kind, claim.event_type).replace('_', " ");
        (Framed::Deed { name }, bare(span.of(&report.text)), span)
    });
    parties.chain(deed).collect()
}

/// Words in lower case, without a leading article.
fn bare(words: &str) -> String {
    let lower = words.to_lowercase();
    let without = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article));
    without.unwrap_or(&lower).split_whitespace().collect::<Vec<_>>().join(" ")
}
