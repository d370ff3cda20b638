use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use crate::page::{BOLD, DIM, cell, count, indent, plain, short_ids, table, wrap};
use cairn_model::{Attribution, Status};
use cairn_views::{
    Decided, DecisionRow, FigureRow, IncidentView, RejectedIncident, RejectedRow, Sentence, ViewError,
    chain_words, rejected_incident, source_words, stake_words, tie_words,
};
use std::io::Write;

/// How many links are explained.
const LINKS: usize = 8;

/// Shows one incident: disagreements first, then figures, parties, sentences.
pub fn show(args: &Args, id: &str, out: &mut impl Write) -> Result<(), Failure> {
    let register = open(args)?;
    let view = match cairn_views::show(&register, id) {
        Err(fault @ ViewError::Unknown { .. }) => match rejected_incident(&register, id) {
            Ok(gone) => return show_rejected(args, &gone, out),
            Err(_) => return Err(Failure::of_view(&args.db)(fault)),
        },
        told => told.map_err(Failure::of_view(&args.db))?,
    };
    if args.json {
        return json_lines([view], out);
    }
    head(&view, out)?;
    disagreements(&view, out)?;
    corroborations(&view, out)?;
    figures(&view.figures, out)?;
    parties(&view, out)?;
    reports(&view, out)?;
    sentences(&view.sentences, out)?;
    links(&view, out)?;
    rejected(&view.rejected, out)?;
    history(&view.decisions, out)?;
    Ok(())
}

/// Shows an incident that is in no list any more, because every claim of it was rejected.
fn show_rejected(args: &Args, gone: &RejectedIncident, out: &mut impl Write) -> Result<(), Failure> {
    if args.json {
        return json_lines([gone], out);
    }
    writeln!(out, "{BOLD}{} rejected{BOLD:#}", gone.incident)?;
    writeln!(out, "Every claim of it was rejected: it counts nowhere, and no list has it.")?;
    rejected(&gone.rejected, out)?;
    history(&gone.decisions, out)
}

/// The claims that count nowhere, each with who rejected it.
fn rejected(rows: &[RejectedRow], out: &mut impl Write) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}Rejected{BOLD:#}")?;
    for row in rows {
        writeln!(out, "  {DIM}{}{DIM:#}  {}", row.claim, plain(&row.words))?;
        write!(out, "{}", wrap(&format!("“{}”", row.sentence), 4))?;
        for line in row.decided.lines() {
            write!(out, "{}", wrap(&line, 4))?;
        }
    }
    Ok(())
}

/// What people decided about the incident and its claims.
fn history(decisions: &[DecisionRow], out: &mut impl Write) -> Result<(), Failure> {
    if decisions.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{BOLD}Decisions{BOLD:#}")?;
    decisions.iter().try_for_each(|row| super::decisions::write_row(row, out))
}

fn head(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    let row = &view.incident;
    writeln!(out, "{BOLD}{} {}{BOLD:#}", row.incident, row.event_type)?;
    writeln!(out, "{}, {}", row.when, plain(row.where_words.as_deref().unwrap_or("place unknown")))?;
    let sources = source_words(row.reports, row.outlets, row.origins.len());
    match row.origins.is_empty() {
        true => writeln!(out, "{sources}")?,
        false => writeln!(out, "{sources}: {}", plain(&row.origins.join("; ")))?,
    }
    let credibility = &row.credibility;
    if let Some(rating) = &view.rating {
        let day = rating.by.when.get(..10).unwrap_or_default();
        writeln!(out, "credibility {}, by {}, {day}", rating.digit, plain(&rating.by.who))?;
    }
    writeln!(out, "credibility {credibility}, a suggestion: {}", credibility.reason)?;
    if !view.grades.is_empty() {
        let grades: Vec<String> =
            view.grades.iter().map(|(name, letter)| format!("{name} {letter}")).collect();
        writeln!(out, "graded: {}", plain(&grades.join("; ")))?;
    }
    if let Some(coarse) = row.coarse {
        writeln!(out, "coarse: told of a {coarse} only, and may hold finer incidents of this register")?;
    }
    let coding = row.coding.words();
    if !coding.is_empty() {
        writeln!(out, "filed as {coding}")?;
    }
    for (name, all, groups) in
        [("killed", &row.killed, &row.killed_by_group), ("wounded", &row.wounded, &row.wounded_by_group)]
    {
        let groups: Vec<String> = groups.iter().map(ToString::to_string).collect();
        match all {
            Some(all) => {
                let ends = all.ends().map(|ends| format!(" ({ends})")).unwrap_or_default();
                write!(out, "{}", wrap(&format!("{name} {all}: {}{ends}", groups.join(", ")), 0))?;
            }
            None if !groups.is_empty() => writeln!(out, "{name}: {}", groups.join(", "))?,
            None => {}
        }
    }
    writeln!(out)?;
    Ok(())
}

fn disagreements(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    if view.disagreements.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Disagreements{BOLD:#}")?;
    for disagreement in &view.disagreements {
        let words = format!("{}: {}", disagreement.field, disagreement.values.join(" | "));
        write!(out, "{}", wrap(&words, 2))?;
    }
    writeln!(out)?;
    Ok(())
}

fn corroborations(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    if view.corroborations.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Agreed on by several first hands{BOLD:#}")?;
    for one in &view.corroborations {
        let names: Vec<&str> = one.origins.iter().map(|origin| origin.name.as_str()).collect();
        let words =
            format!("{}: {} by {}: {}", one.field, one.value, count(names.len(), "origin"), names.join("; "));
        write!(out, "{}", wrap(&words, 2))?;
    }
    writeln!(out)?;
    Ok(())
}

fn figures(rows: &[FigureRow], out: &mut impl Write) -> Result<(), Failure> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Figures{BOLD:#}")?;
    let mut table = table(&["what", "claimant", ">figure", "stated", "before"]);
    for row in rows {
        let Some((last, before)) = row.figures.split_last() else { continue };
        let day = last.published.map(|day| day.to_string()).unwrap_or_default();
        let before: Vec<&str> = before.iter().map(|figure| figure.figure.as_str()).collect();
        let stake = row.stake.map(|stake| format!(", {}", stake_words(stake))).unwrap_or_default();
        let claimant = format!("{}{stake}", row.claimant);
        let part = match (row.part_of, row.died) {
            (true, _) => " (a share)".to_owned(),
            (_, 0) => String::new(),
            (_, died) => format!(" ({died} of whom died)"),
        };
        table.add_row(vec![
            cell(format!("{}{part}", row.what)),
            cell(claimant),
            cell(&last.figure),
            cell(day),
            cell(before.join(", then ")),
        ]);
    }
    writeln!(out, "{}", indent(table))?;
    Ok(())
}

fn parties(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    if view.parties.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Parties{BOLD:#}")?;
    for party in &view.parties {
        let words: Vec<String> =
            party.words.iter().map(|said| format!("“{}” ({})", said.words, said.outlet)).collect();
        let name = format!("{} [{}]", party.name, party.side.as_str().replace('_', "-"));
        let line = if words.is_empty() { name } else { format!("{name}: {}", words.join(", ")) };
        write!(out, "{}", wrap(&line, 2))?;
    }
    writeln!(out)?;
    Ok(())
}

/// The reports that do not have their text of themselves, each with whose it is and why.
fn reports(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    let tied: Vec<_> =
        view.reports.iter().filter_map(|report| Some((report, report.tie.as_ref()?))).collect();
    if tied.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Whose text it is{BOLD:#}")?;
    for (report, tie) in tied {
        let outlet = report.outlet.as_deref().unwrap_or(report.report.as_str());
        let day = report.published.map(|day| format!(", {day}")).unwrap_or_default();
        let words = format!("{outlet}{day}: {}; {}", tie_words(tie), tie.reasons.join("; "));
        write!(out, "{}", wrap(&words, 2))?;
    }
    writeln!(out)?;
    Ok(())
}

fn sentences(sentences: &[Sentence], out: &mut impl Write) -> Result<(), Failure> {
    let ids = sentences.iter().flat_map(|sentence| &sentence.says).map(|saying| saying.claim.as_str());
    let short = short_ids(ids);
    writeln!(out, "{BOLD}Sentences{BOLD:#}")?;
    for sentence in sentences {
        let day = sentence.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let outlet = sentence.outlet.as_deref().unwrap_or("no outlet named");
        writeln!(out, "  {day}  {}  {DIM}{}{DIM:#}", plain(outlet), plain(sentence.report.as_str()))?;
        write!(out, "{}", wrap(&format!("“{}”", sentence.text), 4))?;
        for saying in &sentence.says {
            let status = match saying.status {
                Status::Asserted => String::new(),
                status => format!(", {status}"),
            };
            let id = short(saying.claim.as_str());
            let stake = saying.stake.map(|stake| format!(", {}", stake_words(stake))).unwrap_or_default();
            let maker = saying.made_by.as_ref().map(|maker| format!(", made by {maker}")).unwrap_or_default();
            writeln!(out, "    {DIM}{id}{DIM:#}  {}{status}{stake}{}", plain(&saying.words), plain(&maker))?;
            for line in saying.decided.iter().flat_map(Decided::lines) {
                write!(out, "{}", wrap(&line, 6))?;
            }
        }
        // Claims of one sentence mostly come through the same hands.
        let mut chains: Vec<String> = Vec::new();
        for saying in &sentence.says {
            let chain = chain_words(&Attribution(saying.chain.clone()));
            if !chain.is_empty() && !chains.contains(&chain) {
                chains.push(chain);
            }
        }
        for chain in chains {
            write!(out, "{}", wrap(&format!("said by {chain}"), 4))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn links(view: &IncidentView, out: &mut impl Write) -> Result<(), Failure> {
    if view.links.is_empty() {
        return Ok(());
    }
    writeln!(out, "{BOLD}Why these belong together{BOLD:#}")?;
    for link in view.links.iter().take(LINKS) {
        let [one, other] = &link.between;
        write!(out, "{}", wrap(&format!("{one} and {other}: {}", link.reasons.join("; ")), 2))?;
    }
    if view.links.len() > LINKS {
        writeln!(out, "  {} more; --json prints all.", view.links.len() - LINKS)?;
    }
    Ok(())
}
