//! What the words around a time add to it: relation, outlook, ranges, a year said only once.

use super::TimeMention;
use super::symbol::{Calendar, TimeSymbol, YearPart};
use crate::chart::Chart;
use crate::engine::TagId;
use crate::ruleset::{Ruleset, normal};
use cairn_text::Document;

/// How what happens lies to a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeRelation {
    /// On it, in it, during it.
    At,
    /// From its start on ("since", "starting").
    Since,
    /// Up to its end ("until", "through").
    Until,
    /// At the latest then ("by").
    By,
    /// Before it.
    Before,
    /// After it.
    After,
}

/// Whether a clause looks back or ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// Past tense.
    Back,
    /// Future, or a deadline.
    Ahead,
    /// Nothing tells.
    Unsaid,
}

/// Fills in what the neighbourhood of each mention tells.
pub(super) fn complete(document: &Document, ruleset: &Ruleset, chart: &Chart, mentions: &mut [TimeMention]) {
    let outlooks = Outlooks {
        document,
        ruleset,
        words: &chart.words,
        ahead: ruleset.tags.get("outlookahead"),
        back: ruleset.tags.get("outlookback"),
        past: ruleset.tags.get("past"),
        due: ruleset.tags.get("outlookdue"),
    };
    for mention in mentions.iter_mut() {
        mention.relation = relation(document, mention.tokens.start);
        mention.outlook = match mention.relation {
            // What has gone on "since" a time began before the report.
            TimeRelation::Since if follows_since(document, mention) => Outlook::Back,
            _ => outlooks.of(mention),
        };
    }
    for i in 1..mentions.len() {
        let (before, after) = mentions.split_at_mut(i);
        join(document, &mut before[i - 1], &mut after[0]);
    }
}

fn word_before(document: &Document, token: usize) -> Option<String> {
    let before = token.checked_sub(1)?;
    (document.sentence_of(before) == document.sentence_of(token)).then(|| normal(document.word(before)))
}

fn follows_since(document: &Document, mention: &TimeMention) -> bool {
    word_before(document, mention.tokens.start).as_deref() == Some("since")
}

fn relation(document: &Document, start: usize) -> TimeRelation {
    match word_before(document, start).as_deref() {
        Some("since" | "starting" | "beginning") => TimeRelation::Since,
        Some("until" | "till" | "through" | "to") => TimeRelation::Until,
        Some("by") => TimeRelation::By,
        Some("before") => TimeRelation::Before,
        Some("after" | "following") => TimeRelation::After,
        _ => TimeRelation::At,
    }
}

/// How far from a time a verb may stand to tell its tense.
const REACH: usize = 14;

/// Words that make a passive of a participle, and words that may stand inside one.
const PASSIVE: [&str; 4] = ["be", "being", "also", "not"];

/// Words behind which a form in "-ed" is an adjective.
const ADJECTIVAL: [&str; 8] = ["a", "an", "its", "no", "some", "still", "the", "their"];

/// Tells outlooks from the verbs around.
struct Outlooks<'a> {
    document: &'a Document<'a>,
    ruleset: &'a Ruleset,
    /// For each token: its word's entry in the vocabulary.
    words: &'a [Option<u32>],
    ahead: Option<TagId>,
    back: Option<TagId>,
    past: Option<TagId>,
    due: Option<TagId>,
}

impl Outlooks<'_> {
    fn of(&self, mention: &TimeMention) -> Outlook {
        let sentence = self.document.sentences()[self.document.sentence_of(mention.tokens.start)].tokens();
        let tell = |token: usize| self.told_by(token, sentence.start);
        let left = sentence.start.max(mention.tokens.start.saturating_sub(REACH))..mention.tokens.start;
        let right = mention.tokens.end..sentence.end.min(mention.tokens.end + REACH);
        let told = left.rev().find_map(tell).or_else(|| right.clone().find_map(tell));
        // A deadline looks ahead where no verb looks back: "by Friday", "the Tuesday deadline".
        let beside =
            [mention.tokens.start.checked_sub(1), Some(mention.tokens.end).filter(|end| right.contains(end))];
        let due = || beside.into_iter().flatten().any(|at| sentence.contains(&at) && self.has(at, self.due));
        told.unwrap_or_else(|| if due() { Outlook::Ahead } else { Outlook::Unsaid })
    }

    /// The outlook that one word of a sentence tells, which begins at `start`.
    fn told_by(&self, token: usize, start: usize) -> Option<Outlook> {
        let past = self.has(token, self.back) || self.has(token, self.past) || {
            let form = self.document.word(token);
            // "A still unspecified date": no verb behind an article or "still".
            let describes = || token > start && self.is(token - 1, &ADJECTIVAL);
            let ending = form.len().checked_sub(2).and_then(|at| form.get(at..));
            form.len() > 4 && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("ed")) && !describes()
        };
        match () {
            // "Had been scheduled", "as planned": the plan itself is told of as past.
            () if past && self.has(token, self.ahead) => {
                let told = self
                    .auxiliary(token, start)
                    .is_some_and(|token| self.is(token, &["had", "as", "previously"]));
                Some(if told { Outlook::Back } else { Outlook::Ahead })
            }
            () if self.looks_ahead(token, start) => Some(Outlook::Ahead),
            () if past => {
                let passive = token > start && self.is(token - 1, &["be"]);
                let to_come = self.auxiliary(token, start).is_some_and(|token| {
                    self.looks_ahead(token, start) || (passive && self.is(token, &["to"]))
                });
                Some(if to_come { Outlook::Ahead } else { Outlook::Back })
            }
            () => None,
        }
    }

    /// "Will", "is to resume", "were going to leave".
    fn looks_ahead(&self, token: usize, start: usize) -> bool {
        let governed = || self.is(token - 1, &["is", "are", "was", "were", "going", "set"]);
        self.has(token, self.ahead) || (token > start && self.is(token, &["to"]) && governed())
    }

    /// "Will be killed", "to be moved": the participle looks where its auxiliary looks.
    fn auxiliary(&self, token: usize, start: usize) -> Option<usize> {
        (start..token).rev().take(3).find(|token| !self.is(*token, &PASSIVE))
    }

    fn has(&self, token: usize, tag: Option<TagId>) -> bool {
        let entry = self.words[token].map(|entry| &self.ruleset.vocabulary.entries[entry as usize]);
        tag.zip(entry).is_some_and(|(tag, entry)| entry.tags.contains(tag))
    }

    fn is(&self, token: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.document.word(token).eq_ignore_ascii_case(word))
    }
}

/// Joins a time with the one before it: the ends of a range, and a year that is said only once.
fn join(document: &Document, first: &mut TimeMention, second: &mut TimeMention) {
    let gap = first.tokens.end..second.tokens.start;
    if gap.len() > 1 || document.sentence_of(first.tokens.start) != document.sentence_of(second.tokens.start)
    {
        return;
    }
    let between = gap.clone().next().map(|token| normal(document.word(token)));
    let joint = between.as_deref().unwrap_or("");
    let lists =
        matches!(joint, "and" | "or" | "," | "to" | "-" | "–" | "—" | "--" | "until" | "till" | "through");
    if !lists {
        return;
    }
    if let (TimeSymbol::Calendar(a), TimeSymbol::Calendar(b)) = (&mut first.symbol, &second.symbol) {
        give_year(a, b);
    }
    let opener = opener(document, first.tokens.start);
    let adjacent = joint == "and" && next_day(&first.symbol, &second.symbol);
    let range = adjacent
        || matches!(
            (opener.as_deref(), joint),
            (Some("between"), "and") | (_, "to" | "-" | "–" | "—" | "--" | "until" | "till" | "through")
        );
    let fixed =
        |symbol: &TimeSymbol| !matches!(symbol, TimeSymbol::Duration { .. } | TimeSymbol::Reference(_));
    if range && fixed(&first.symbol) && fixed(&second.symbol) {
        let ends = Box::new((first.symbol.clone(), second.symbol.clone()));
        first.range = Some(ends.clone());
        second.range = Some(ends);
        second.relation = super::TimeRelation::At;
    }
}

/// The word that opens a range, or the word before it: "between the evenings of 3 and 5 February".
fn opener(document: &Document, start: usize) -> Option<String> {
    let before = word_before(document, start)?;
    let between = before == "of"
        && (start.saturating_sub(4)..start).any(|token| normal(document.word(token)) == "between");
    Some(if between { "between".to_owned() } else { before })
}

/// "On 21 and 22 November": what happened then happened over both days.
fn next_day(a: &TimeSymbol, b: &TimeSymbol) -> bool {
    let (TimeSymbol::Calendar(a), TimeSymbol::Calendar(b)) = (a, b) else { return false };
    let day = |date: &Calendar| date.day.filter(|_| date.weekday.is_none());
    let same_month = a.part == b.part && (a.year == b.year || a.year.is_none());
    same_month && day(a).zip(day(b)).is_some_and(|(a, b)| a + 1 == b)
}

/// "In October and November 1919": the first month takes the year of the second, or the one before
/// where it comes later in the year ("from October to March 1945").
fn give_year(a: &mut Calendar, b: &Calendar) {
    let (Some(year), None, None) = (b.year, a.year, a.step) else { return };
    let order = |part: Option<YearPart>| match part? {
        YearPart::Month(month) => Some(month),
        YearPart::Season(season) => Some(season * 3),
        YearPart::Quarter(_) | YearPart::Half(_) => None,
    };
    if let (Some(first), Some(second)) = (order(a.part), order(b.part)) {
        a.year = Some(if first > second { year - 1 } else { year });
    }
}
