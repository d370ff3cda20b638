use super::chart::{number, steps};
use super::html::{esc, px};
use crate::{FigureRow, IncidentRow, IncidentView, Range, Sentence, chain_words, stake_words, tie_words};
use cairn_model::{Attribution, Convention, FigureSeries, Interval, Kind, Status};
use std::fmt::Write;

/// All incidents, a row each.
pub(super) fn table(page: &mut String, rows: &[IncidentRow]) {
    page.push_str(
        "<section aria-labelledby=\"h-table\" id=\"table\"><h2 id=\"h-table\">All incidents</h2>\n\
         <p class=\"find\"><label>Find <input type=\"search\" id=\"find\" autocomplete=\"off\"></label> \
         <output id=\"n-found\"></output></p>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">When</th>\
         <th scope=\"col\">Where</th><th scope=\"col\">What</th><th scope=\"col\" class=\"n\">Killed</th>\
         <th scope=\"col\" class=\"n\">Wounded</th><th scope=\"col\">Parties</th><th scope=\"col\" class=\"n\">Origins</th>\
         </tr></thead>\n<tbody>\n",
    );
    for row in rows {
        let place = row.where_words.as_deref().unwrap_or("unknown");
        let coarse = if row.coarse.is_some() { "~ " } else { "" };
        let _ = writeln!(
            page,
            "<tr data-row=\"{0}\"><td><a href=\"#{0}\">{1}</a></td><td>{coarse}{2}</td><td>{3}{4}</td><td class=\"n\">{5}</td>\
             <td class=\"n\">{6}</td><td>{7}</td><td class=\"n\">{8}</td></tr>",
            esc(row.incident.as_str()),
            esc(&row.when),
            esc(place),
            esc(&row.event_type.as_str().replace('_', " ")),
            if row.disagreements > 0 { " <span class=\"mark\">disputed</span>" } else { "" },
            range(row.killed.as_ref()),
            range(row.wounded.as_ref()),
            esc(&row.parties.join("; ")),
            row.origins.len()
        );
    }
    page.push_str(
        "</tbody></table></div>\n<p class=\"note\">~ marks what is told of a region or a month only: it may hold finer \
         incidents of this table.</p></section>\n",
    );
}

fn range(range: Option<&Range>) -> String {
    range.map(|range| esc(&range.to_string())).unwrap_or_default()
}

/// One incident with all that it rests on.
pub(super) fn one(page: &mut String, view: &IncidentView, series: &[FigureSeries]) {
    let row = &view.incident;
    let killed = row.killed.as_ref().map(|killed| format!(", killed {killed}")).unwrap_or_default();
    let wounded = row.wounded.as_ref().map(|wounded| format!(", wounded {wounded}")).unwrap_or_default();
    let _ = writeln!(
        page,
        "<details class=\"incident\" id=\"{0}\"><summary><strong>{1}</strong> {2} <span class=\"what\">{3}{4}{5}</span></summary>\n\
         <p class=\"note\">{6}; credibility {7}, a suggestion: {8}. {0}</p>",
        esc(row.incident.as_str()),
        esc(&row.when),
        esc(row.where_words.as_deref().unwrap_or("place unknown")),
        esc(&row.event_type.as_str().replace('_', " ")),
        esc(&killed),
        esc(&wounded),
        esc(&row.sources),
        esc(&row.credibility.to_string()),
        esc(&row.credibility.reason)
    );
    list(
        page,
        "Disagreements",
        view.disagreements.iter().map(|one| format!("{}: {}", one.field, one.values.join(" | "))),
    );
    figures(page, &view.figures, series);
    list(
        page,
        "Parties, and what outlets call them",
        view.parties.iter().map(|party| {
            let words: Vec<String> =
                party.words.iter().map(|said| format!("“{}” ({})", said.words, said.outlet)).collect();
            format!("{} [{}] {}", party.name, party.side.as_str().replace('_', "-"), words.join(", "))
        }),
    );
    list(
        page,
        "Whose text it is",
        view.reports.iter().filter_map(|report| {
            let outlet = report.outlet.as_deref().unwrap_or(report.report.as_str());
            report.tie.as_ref().map(|tie| format!("{outlet}: {}; {}", tie_words(tie), tie.reasons.join("; ")))
        }),
    );
    page.push_str("<h3>Sentences</h3>\n");
    for sentence in &view.sentences {
        quote(page, sentence);
    }
    page.push_str("</details>\n");
}

fn list(page: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.map(|line| format!("<li>{}</li>\n", esc(&line))).collect();
    if !lines.is_empty() {
        let _ = writeln!(page, "<h3>{heading}</h3>\n<ul>\n{}</ul>", lines.concat());
    }
}

fn quote(page: &mut String, sentence: &Sentence) {
    let day = sentence.published.map_or_else(|| "undated".to_owned(), |day| day.to_string());
    let _ = writeln!(
        page,
        "<figure class=\"quote\"><blockquote>{}</blockquote><figcaption><cite>{}</cite>, {day}",
        esc(&sentence.text),
        esc(sentence.outlet.as_deref().unwrap_or("no outlet named"))
    );
    let mut chains: Vec<String> = Vec::new();
    for saying in &sentence.says {
        let status = match saying.status {
            Status::Asserted => String::new(),
            status => format!(" ({status})"),
        };
        let stake = saying.stake.map(|stake| format!(", {}", stake_words(stake))).unwrap_or_default();
        let _ =
            write!(page, " <span class=\"says\">{}</span>", esc(&format!("{}{status}{stake}", saying.words)));
        let chain = chain_words(&Attribution(saying.chain.clone()));
        if !chain.is_empty() && !chains.contains(&chain) {
            chains.push(chain);
        }
    }
    for chain in chains {
        let _ = write!(page, "<br>said by {}", esc(&chain));
    }
    page.push_str("</figcaption></figure>\n");
}

const WIDTH: f64 = 720.0;
const LINE: f64 = 42.0;
const AXIS: f64 = 26.0;

/// Each claimant's figures of people killed and wounded, on one axis each, and a table of all.
fn figures(page: &mut String, rows: &[FigureRow], series: &[FigureSeries]) {
    if rows.is_empty() {
        return;
    }
    page.push_str("<h3>Who says how many</h3>\n");
    for kind in [Kind::Killed, Kind::Wounded] {
        let of_kind = series.iter().zip(rows).filter(|(series, _)| series.kind == kind);
        let lines: Vec<(String, Interval)> = of_kind
            .filter_map(|(series, row)| {
                let interval = series.holds()?.figure.interval(Convention::Ucdp)?;
                Some((format!("{}: {}", row.claimant, row.what), interval))
            })
            .collect();
        if lines.len() > 1 {
            axis(page, kind.as_str(), &lines);
        }
    }
    page.push_str(
        "<div class=\"wide\"><table><thead><tr><th scope=\"col\">What</th><th scope=\"col\">Claimant</th>\
         <th scope=\"col\" class=\"n\">Figure</th><th scope=\"col\">Stated</th><th scope=\"col\">Before</th></tr></thead><tbody>\n",
    );
    for row in rows {
        let Some((last, before)) = row.figures.split_last() else { continue };
        let before: Vec<&str> = before.iter().map(|figure| figure.figure.as_str()).collect();
        let part = match (row.part_of, row.died) {
            (true, _) => " (a share)",
            (_, true) => " (who died)",
            _ => "",
        };
        let stake = row.stake.map(|stake| format!(", {}", stake_words(stake))).unwrap_or_default();
        let _ = writeln!(
            page,
            "<tr><td>{}{part}</td><td>{}{}</td><td class=\"n\">{}</td><td>{}</td><td>{}</td></tr>",
            esc(&row.what),
            esc(&row.claimant),
            esc(&stake),
            esc(&last.figure),
            last.published.map(|day| day.to_string()).unwrap_or_default(),
            esc(&before.join(", then "))
        );
    }
    page.push_str("</tbody></table></div>\n");
}

/// Ranges of several claimants on one axis; an arrow where the words set no upper end.
fn axis(page: &mut String, kind: &str, rows: &[(String, Interval)]) {
    let high = rows.iter().map(|(_, ends)| ends.high.unwrap_or(ends.low)).max().unwrap_or(0);
    let ticks = steps(high as f64, 5.0);
    let top = ticks.last().copied().unwrap_or(1.0);
    let x = |n: f64| 12.0 + (WIDTH - 40.0) * n / top;
    let height = LINE * rows.len() as f64 + AXIS;
    let _ = writeln!(
        page,
        "<svg class=\"axis\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{kind}, by claimant; the table below has the same\">"
    );
    for tick in &ticks {
        let _ = writeln!(
            page,
            "<line class=\"grid\" x1=\"{0}\" x2=\"{0}\" y1=\"0\" y2=\"{1}\"/><text class=\"axis middle\" x=\"{0}\" y=\"{2}\">{3}</text>",
            px(x(*tick)),
            height - AXIS + 4.0,
            height - 6.0,
            number(*tick)
        );
    }
    for (idx, (words, Interval { low, high })) in rows.iter().enumerate() {
        let y = LINE * idx as f64 + 32.0;
        let (low, high) = (*low, *high);
        let (from, to) = (x(low as f64), x(high.unwrap_or(low) as f64));
        let _ = writeln!(
            page,
            "<text class=\"claimant\" x=\"12\" y=\"{0}\">{1}</text><line class=\"span\" x1=\"{2}\" x2=\"{3}\" y1=\"{4}\" y2=\"{4}\"/>\
             <circle class=\"end\" cx=\"{2}\" cy=\"{4}\" r=\"5\"/>",
            px(y - 10.0),
            esc(words),
            px(from),
            px(to),
            px(y),
        );
        let _ = match high {
            Some(high) if high != low => {
                writeln!(page, "<circle class=\"end\" cx=\"{}\" cy=\"{}\" r=\"5\"/>", px(to), px(y))
            }
            Some(_) => Ok(()),
            None => writeln!(page, "<path class=\"span\" d=\"M{} {}h18m-6 -5l6 5l-6 5\"/>", px(from), px(y)),
        };
    }
    page.push_str("</svg>\n");
}
