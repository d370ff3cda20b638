//! What is said: the places before and behind a cue that belong to it.

use super::clause::{Clause, Places};
use super::draft::{Draft, Frame};
use super::parts::Part;

/// The places that a draft attributes, `from` being the first place that is still free.
/// `limit` is where the next attribution of the sentence takes over.
pub(super) fn places(clause: &Clause, draft: &Draft, from: usize, limit: usize) -> Vec<Places> {
    match draft.frame {
        Frame::Clause => of_clause(clause, draft, from, limit),
        Frame::Adverbial => around(clause, draft, from, limit),
        Frame::Raised => {
            let subject = draft.raised.as_ref().map(|subject| subject.all.clone());
            subject.into_iter().chain(behind(clause, draft.behind, limit)).collect()
        }
        Frame::Object | Frame::Noun => {
            let subject = draft.raised.as_ref().map(|subject| subject.all.clone());
            subject.into_iter().chain(object(clause, draft.behind, limit)).collect()
        }
        Frame::Cited | Frame::Label => {
            let behind = behind(clause, skip_that(clause, draft.behind), limit);
            // "Twelve men died, X was quoted as saying".
            let before = || before(clause, from, draft.start()).filter(|_| draft.frame == Frame::Cited);
            behind.or_else(before).into_iter().collect()
        }
        Frame::Backward => Vec::new(),
        Frame::Predicate => {
            let noun =
                (from..draft.cue.start).rev().find(|at| clause.has_inside(*at, clause.tags.saying_noun));
            noun.map(|noun| noun + 1..draft.cue.start)
                .filter(|clause| !clause.is_empty())
                .into_iter()
                .collect()
        }
    }
}

fn of_clause(clause: &Clause, draft: &Draft, from: usize, limit: usize) -> Vec<Places> {
    if let Some(subject) = &draft.raised {
        return std::iter::once(subject.all.clone())
            .chain(behind(clause, skip_adjuncts(clause, draft.behind), limit))
            .collect();
    }
    let after = skip_adjuncts(clause, draft.behind);
    let first = draft.start();
    let before = before(clause, from, first);
    let closed = first.checked_sub(1).and_then(|at| clause.part(at));
    let quoted_before = before.is_some() && closed == Some(Part::Quote);
    let introduces = after
        .checked_sub(1)
        .and_then(|at| clause.part(at))
        .is_some_and(|part| after > draft.behind && matches!(part, Part::That | Part::Colon))
        || clause.part(after) == Some(Part::Quote);
    let says_on = match clause.part(after) {
        None | Some(Part::Stop | Part::Comma | Part::Close | Part::Dash | Part::Semicolon) => false,
        Some(Part::Conjunction | Part::Subordinator | Part::Gerund | Part::Preposition)
            if before.is_some() =>
        {
            false
        }
        _ => true,
    };
    if introduces && !quoted_before {
        return behind(clause, after, limit).into_iter().collect();
    }
    // "The town, X said, fell": an insertion parts a subject from its verb.
    let inserted = closed == Some(Part::Comma) && clause.part(after) == Some(Part::Comma);
    let before = before.or_else(|| (inserted && from + 1 < first).then(|| from..first - 1));
    // Without a mark between: texts that lost their commas. The clause before is what is said
    // where nothing behind could be.
    let weak = !introduces
        && !(after..limit)
            .any(|at| matches!(clause.parts[at], Part::Finite | Part::Auxiliary | Part::Infinitive));
    if draft.inverted || quoted_before || (before.is_some() && (!says_on || weak)) {
        let rest = resumed(clause, after, limit, introduces);
        return before.into_iter().chain(rest).collect();
    }
    if says_on {
        behind(clause, after, limit).into_iter().collect()
    } else {
        resumed(clause, after, limit, false).into_iter().collect()
    }
}

/// What goes on behind an attribution that interrupts it: "A, X said, B".
fn resumed(clause: &Clause, after: usize, limit: usize, introduced: bool) -> Option<Places> {
    match clause.part(after)? {
        Part::Comma | Part::Dash | Part::Colon => behind(clause, after + 1, limit),
        Part::Quote => behind(clause, after, limit),
        _ if introduced => behind(clause, after, limit),
        _ => None,
    }
}

fn around(clause: &Clause, draft: &Draft, from: usize, limit: usize) -> Vec<Places> {
    // "Twenty dead, by the mayor's count": a figure alone is said too.
    let figure = || {
        let figure = from..draft.start().saturating_sub(1);
        Some(figure).filter(|figure| figure.clone().any(|at| clause.counts(at)))
    };
    let before = before(clause, from, draft.start()).or_else(figure);
    let behind = match clause.part(draft.behind) {
        Some(Part::Comma | Part::Dash | Part::Colon) => behind(clause, draft.behind + 1, limit),
        Some(Part::Stop) | None => None,
        _ if before.is_none() => behind(clause, draft.behind, limit),
        _ => None,
    };
    before.into_iter().chain(behind).collect()
}

/// The clause before an attribution; none where there are only words that set the scene.
fn before(clause: &Clause, from: usize, end: usize) -> Option<Places> {
    let mut end = end;
    while end > from && matches!(clause.parts[end - 1], Part::Comma | Part::Dash | Part::Subordinator) {
        end -= 1;
    }
    // "A; X says B": what stands before the semicolon is not said by X.
    if end.checked_sub(1).and_then(|at| clause.part(at)) == Some(Part::Semicolon) {
        return None;
    }
    let mut start = from;
    while start < end
        && matches!(clause.parts[start], Part::Comma | Part::Conjunction | Part::Dash | Part::Stop)
    {
        start += 1;
    }
    let says = (start..end).any(|at| clause.parts[at] == Part::Quote || clause.parts[at].is_verbal());
    says.then_some(start..end)
}

fn behind(clause: &Clause, start: usize, limit: usize) -> Option<Places> {
    let mut end = limit.min(clause.parts.len());
    while end > start && matches!(clause.parts[end - 1], Part::Stop | Part::Comma | Part::Semicolon) {
        end -= 1;
    }
    (start..end)
        .any(|at| {
            clause.parts[at].is_nominal()
                || clause.parts[at].is_verbal()
                || clause.parts[at] == Part::Quote
                || clause.parts[at] == Part::Other
                || clause.parts[at] == Part::Adjective
        })
        .then_some(start..end)
}

/// The object of a verb or noun: up to the end of its clause.
fn object(clause: &Clause, start: usize, limit: usize) -> Option<Places> {
    let limit = limit.min(clause.parts.len());
    let end = (start..limit)
        .find(|at| {
            let next = clause.part(*at + 1);
            match clause.parts[*at] {
                Part::Stop | Part::Semicolon | Part::Close => true,
                Part::Comma => {
                    *at == start
                        || next.is_some_and(|part| {
                            part.is_verbal()
                                || matches!(
                                    part,
                                    Part::Conjunction | Part::Subordinator | Part::Relative | Part::Pronoun
                                )
                        })
                }
                _ => false,
            }
        })
        .unwrap_or(limit);
    behind(clause, start, end)
}

fn skip_that(clause: &Clause, at: usize) -> usize {
    match clause.part(at) {
        Some(Part::That | Part::Colon | Part::Comma) => at + 1,
        _ => at,
    }
}

/// Passes over when, where and by what means it was said: "on Friday", "in a statement".
fn skip_adjuncts(clause: &Clause, start: usize) -> usize {
    let mut at = start;
    while let Some(part) = clause.part(at) {
        match part {
            Part::Time | Part::Adverb => at += 1,
            Part::Preposition => match clause.phrase_after(at + 1) {
                Some(phrase) if clause.names(&phrase) => at = phrase.all.end,
                _ if clause.part(at + 1) == Some(Part::Time) => at += 2,
                _ => break,
            },
            Part::That | Part::Colon => return at + 1,
            Part::Comma if matches!(clause.part(at + 1), Some(Part::Quote | Part::That)) => at += 1,
            _ => break,
        }
    }
    at
}
