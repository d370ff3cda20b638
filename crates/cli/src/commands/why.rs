use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, plain, wrap};
use cairn_model::{ActorValue, Claim, Span};
use cairn_resolve::{GROUNDS, Ground};
use cairn_views::{Grounds, chain_words, figure_words, place_words, stake_words, time_words, what_words};
use std::io::Write;

/// Shows what a claim rests on, or what puts an incident's reports together.
pub fn why(args: &Args, id: &str, out: &mut impl Write) -> Result<(), Failure> {
    if id.starts_with("i-") { of_incident(args, id, out) } else { of_claim(args, id, out) }
}

/// Each link of an incident with its score and its reasons, then those that a person might add.
fn of_incident(args: &Args, id: &str, out: &mut impl Write) -> Result<(), Failure> {
    let grounds = cairn_views::why_incident(&open(args)?, id).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines([grounds], out);
    }
    let row = &grounds.incident;
    writeln!(out, "{BOLD}{} {}{BOLD:#}", row.incident, row.event_type)?;
    writeln!(out, "{}, {}", row.when, plain(row.where_words.as_deref().unwrap_or("place unknown")))?;
    if grounds.links.is_empty() {
        writeln!(out, "One report tells of it: nothing had to be put together.")?;
    }
    let parts = [
        ("Put together, with what speaks for and against it", &grounds.links),
        ("Not put together, though much speaks for it", &grounds.suggested),
    ];
    for (head, links) in parts.into_iter().filter(|(_, links)| !links.is_empty()) {
        writeln!(out, "\n{BOLD}{head}{BOLD:#}")?;
        for link in links {
            let [one, other] = &link.between;
            // Scores are logarithms of odds in thousandths; 0 is even odds.
            let score = f64::from(link.score) / 1000.0;
            write!(out, "{}", wrap(&format!("{score:+.1}  {one} and {other}"), 2))?;
            for reason in &link.reasons {
                write!(out, "{}", wrap(reason, 8))?;
            }
        }
    }
    if !grounds.decisions.is_empty() {
        writeln!(out, "\n{BOLD}Decided by people, before every score{BOLD:#}")?;
        grounds.decisions.iter().try_for_each(|row| super::decisions::write_row(row, out))?;
    }
    Ok(())
}

/// Shows what a claim rests on: claim, sentence, words, rules.
fn of_claim(args: &Args, id: &str, out: &mut impl Write) -> Result<(), Failure> {
    let grounds = cairn_views::why(&open(args)?, id).map_err(Failure::of_view(&args.db))?;
    if args.json {
        return json_lines([grounds], out);
    }
    let claim = &grounds.claim;
    let figure = figure_words(&claim.figure);
    let what = what_words(claim.kind, claim.object, claim.group);
    let said = if figure.is_empty() { what } else { format!("{what}: {figure}") };
    writeln!(out, "{BOLD}{} {}{BOLD:#}", claim.id, plain(&said))?;
    for (name, words) in fields(claim) {
        writeln!(out, "  {name:<11} {}", plain(&words))?;
    }
    if !grounds.current {
        writeln!(out, "  The rules of today no longer make this claim.")?;
    }
    evidence(&grounds, out)?;
    match &claim.made_by {
        Some(maker) => writeln!(out, "\n{BOLD}Made by{BOLD:#}\n  {}, by no rule of Cairn", plain(maker))?,
        None => {
            writeln!(out, "\n{BOLD}Rules{BOLD:#}")?;
            for rule in &claim.rules {
                writeln!(out, "  {rule}")?;
            }
            writeln!(out, "  of ruleset {}", claim.ruleset)?;
        }
    }
    if !grounds.belongs_to.is_empty() {
        writeln!(out, "\n{BOLD}Belongs to{BOLD:#}\n  {}", grounds.belongs_to.join("\n  "))?;
    }
    if let Some(decided) = &grounds.decided {
        writeln!(out, "\n{BOLD}Decided{BOLD:#}")?;
        if !decided.counts {
            writeln!(out, "  It is rejected, and counts nowhere.")?;
        }
        for line in decided.lines() {
            write!(out, "{}", wrap(&line, 2))?;
        }
    }
    if !grounds.decisions.is_empty() {
        writeln!(out, "\n{BOLD}Decisions{BOLD:#}")?;
        grounds.decisions.iter().try_for_each(|row| super::decisions::write_row(row, out))?;
    }
    Ok(())
}

/// The values of a claim in words, each with why it is believed.
fn fields(claim: &Claim) -> Vec<(&'static str, String)> {
    let party = |actor: &ActorValue| format!("{}, called “{}”", actor.name, actor.words);
    let mut fields = vec![
        ("type", claim.event_type.to_string()),
        ("status", claim.status.to_string()),
        ("period", claim.period.as_str().to_owned()),
    ];
    let mut time = time_words(&claim.time);
    time.push_str(&format!(", {}", claim.time.basis));
    if let Some(words) = &claim.time.words {
        time.push_str(&format!(": “{words}”"));
    }
    fields.push(("when", time));
    if let Some(place) = &claim.place {
        fields.push(("where", format!("{}, {}: “{}”", place_words(place), place.basis, place.name)));
    }
    fields.extend(claim.actor.as_ref().map(|actor| {
        let basis = claim.actor_basis.map(|basis| format!(", {basis}")).unwrap_or_default();
        let accuser = claim.accuser.as_ref().map(|hand| format!(" by {}", hand.name)).unwrap_or_default();
        ("by", format!("{}{basis}{accuser}", party(actor)))
    }));
    fields.extend(claim.target.as_ref().map(|target| ("to", party(target))));
    fields.extend(claim.instrument.clone().map(|instrument| ("with", instrument)));
    if claim.part_of {
        fields.push(("part of", "a larger figure in the same report".to_owned()));
    }
    let stake = claim.stake.map(|stake| format!(", {}", stake_words(stake))).unwrap_or_default();
    fields.push(("said by", format!("{}{stake}", chain_words(&claim.attribution))));
    fields.push(match (&claim.made_by, claim.confidence) {
        (Some(_), 0) => ("confidence", "not stated by its maker".to_owned()),
        (Some(_), stated) => {
            ("confidence", format!("{:.2}, stated by its maker", f64::from(stated) / 1000.0))
        }
        (None, _) => ("confidence", confidence(claim)),
    });
    fields
}

/// What adds less to the log-odds, in thousandths, moves a confidence by a fortieth at most: it is
/// not told.
const TELLING: i32 = 100;

/// The confidence of a claim, and what speaks for and against it, the strongest first.
fn confidence(claim: &Claim) -> String {
    let mut held: Vec<&Ground> = GROUNDS.iter().filter(|ground| ground.holds(claim)).collect();
    held.sort_by_key(|ground| -ground.weight.abs());
    let side = |is_for: bool| -> Vec<&str> {
        held.iter()
            .filter(|ground| ground.weight.abs() >= TELLING && (ground.weight > 0) == is_for)
            .map(|ground| ground.words)
            .collect()
    };
    let mut words = format!("{:.2}", f64::from(claim.confidence) / 1000.0);
    for (name, grounds) in [("for it", side(true)), ("against it", side(false))] {
        if !grounds.is_empty() {
            words.push_str(&format!("; {name}: {}", grounds.join(", ")));
        }
    }
    words
}

fn evidence(grounds: &Grounds, out: &mut impl Write) -> Result<(), Failure> {
    let report = &grounds.report;
    let day = report.published.map(|day| day.to_string());
    let source: Vec<String> =
        [Some(report.id.to_string()), report.outlet.clone(), day, report.provenance.place()]
            .into_iter()
            .flatten()
            .collect();
    writeln!(out, "\n{BOLD}Sentence{BOLD:#}")?;
    write!(out, "{}", wrap(&format!("“{}”", grounds.sentence), 2))?;
    let source = format!("{}, {}", source.join(", "), offsets(grounds.claim.evidence.sentence));
    write!(out, "{}", wrap(&source, 2))?;
    let words = [
        ("figure", &grounds.figure, grounds.claim.evidence.figure),
        ("trigger", &grounds.trigger, grounds.claim.evidence.trigger),
    ];
    for (name, words, span) in words {
        if let (Some(words), Some(span)) = (words, span) {
            writeln!(out, "  {name} “{}”, {}", plain(words), offsets(span))?;
        }
    }
    Ok(())
}

fn offsets(span: Span) -> String {
    format!("code points {} to {}", span.start, span.end)
}
