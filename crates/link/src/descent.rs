//! Whose text a report has: which other report of its family it copies or rewrites, and who had it first,
//! where credit lines or dates tell.

use crate::account::Accounts;
use crate::block::Sorted;
use crate::credit::Credit;
use crate::family::{SHARE, shared};
use crate::rewrite::Told;
use cairn_model::{Family, FamilyId, OriginId, Tie, TieKind};

/// So many earlier reports of a family are held against a report to find one whose text it shares.
const LOOKED_AT: usize = 32;

/// What every tie is told from.
struct Desk<'s, 'a> {
    block: &'s Sorted<'a>,
    accounts: &'s Accounts<'a>,
    credits: &'s [Option<Credit>],
    /// Per report, who published it.
    outlets: Vec<Option<OriginId>>,
    /// Per report, whom its credit line names, but itself.
    credited: Vec<Option<(OriginId, &'s str)>>,
}

/// Writes the families down; `first` gives each report's first of its family.
pub(crate) fn describe(
    block: &Sorted<'_>,
    accounts: &Accounts<'_>,
    first: &[usize],
    credits: &[Option<Credit>],
) -> Vec<Family> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); first.len()];
    for (report, &first) in first.iter().enumerate() {
        members[first].push(report);
    }
    let desk = Desk::new(block, accounts, credits);
    let id = |report: usize| block.reports[report].id;
    let mut families: Vec<Family> = members
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|members| Family {
            id: FamilyId::from_parts([id(members[0]).as_str()]),
            reports: members.iter().map(|&report| id(report).clone()).collect(),
            ties: members.iter().filter_map(|&report| desk.tie(report, &members)).collect(),
        })
        .collect();
    families.sort_by(|a, b| a.id.cmp(&b.id));
    families
}

impl<'s, 'a> Desk<'s, 'a> {
    fn new(block: &'s Sorted<'a>, accounts: &'s Accounts<'a>, credits: &'s [Option<Credit>]) -> Self {
        let origin = |name: &str| block.hands.origin(name, None).id;
        let outlets: Vec<Option<OriginId>> =
            block.reports.iter().map(|report| report.outlet.map(origin)).collect();
        let credited = credits
            .iter()
            .zip(&outlets)
            .map(|(credit, outlet)| {
                let name = credit.as_ref()?.name.as_deref()?;
                let id = origin(name);
                (outlet.as_ref() != Some(&id)).then_some((id, name))
            })
            .collect();
        Self { block, accounts, credits, outlets, credited }
    }

    /// Whether a report's credit line names the outlet of another.
    fn credits(&self, report: usize, other: usize) -> bool {
        let named = self.credited[report].as_ref().map(|(id, _)| id);
        named.is_some() && named == self.outlets[other].as_ref()
    }

    /// What two reports share, with the measure in words; none where neither copies the other.
    fn shares(&self, a: usize, b: usize) -> Option<(TieKind, String)> {
        let share = shared(&self.accounts.wordings[a].runs, &self.accounts.wordings[b].runs);
        if share >= SHARE {
            return Some((TieKind::Copy, format!("{share:.2} of the shorter text stands in both")));
        }
        let told = Told::rewrites(&self.accounts.wordings[a].told, &self.accounts.wordings[b].told)?;
        let of = format!("{} of {} four-word runs of what it tells stand in both", told.n, told.of);
        Some((TieKind::Rewrite, of))
    }

    /// The outlet of a report, or its id.
    fn name(&self, report: usize) -> String {
        let report = &self.block.reports[report];
        report.outlet.map_or_else(|| report.id.as_str().to_owned(), str::to_owned)
    }

    /// The tie of a report; `members` are those of its family, in the order of the block.
    fn tie(&self, report: usize, members: &[usize]) -> Option<Tie> {
        let id = |report: usize| self.block.reports[report].id.clone();
        let credited = |other: &&usize| **other != report && self.credits(report, **other);
        // What is credited goes before what is merely older.
        let earlier = members.iter().take_while(|&&other| other != report).take(LOOKED_AT);
        let earlier = earlier.filter(|&&other| !self.credits(other, report));
        let partner = members
            .iter()
            .filter(credited)
            .take(LOOKED_AT)
            .chain(earlier)
            .find_map(|&other| Some((other, self.shares(report, other)?)));
        let words = self.credits[report].as_ref().map(|credit| credit.words.as_str()).unwrap_or_default();
        let Some((other, (kind, measure))) = partner else {
            let credit = self.credits[report].as_ref()?;
            let (_, name) = match (&self.credited[report], &credit.name) {
                (Some(credited), _) => (Some(&credited.0), Some(credited.1.to_owned())),
                (None, None) => (None, None),
                // An outlet that signs its own text.
                (None, Some(_)) => return None,
            };
            let reason = match &name {
                Some(name) => format!("it credits {name}: “{words}”"),
                None => format!("it credits agencies without naming one: “{words}”"),
            };
            return Some(Tie {
                report: id(report),
                kind: TieKind::Credit,
                with: None,
                source: name,
                reasons: vec![reason],
            });
        };
        let mut reasons = vec![measure];
        let (own, others) = (self.block.reports[report].dated, self.block.reports[other].dated);
        let after = own.zip(others).filter(|(own, other)| own > other);
        let source = match &self.credited[report] {
            Some((_, name)) if self.credits(report, other) => {
                reasons.push(format!("it credits {name}: “{words}”"));
                Some(self.name(other))
            }
            Some((id, name)) => {
                let both = self.credited[other].as_ref().is_some_and(|(theirs, _)| theirs == id);
                let who = if both { "both credit" } else { "it credits" };
                reasons.push(format!("{who} {name}: “{words}”"));
                Some((*name).to_owned())
            }
            None => match after {
                Some((own, other_day)) => {
                    reasons.push(format!("written on {own}, the other on {other_day}"));
                    Some(self.name(other))
                }
                None => {
                    reasons.push("neither dates nor credits tell who had it first".to_owned());
                    None
                }
            },
        };
        Some(Tie { report: id(report), kind, with: Some(id(other)), source, reasons })
    }
}
