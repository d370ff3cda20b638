use super::chart::{number, steps};
use super::html::{esc, px};
use crate::TollRow;
use cairn_model::{Convention, Day, Toll};
use std::fmt::Write;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 80.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 12.0;

/// Tolls, each claimant's own, as lines over time where there are two points at least.
pub(super) fn section(page: &mut String, tolls: &[(TollRow, Toll)]) {
    if tolls.is_empty() {
        return;
    }
    page.push_str(
        "<section aria-labelledby=\"h-tolls\"><h2 id=\"h-tolls\">Tolls</h2>\n<p class=\"note\">Cumulative figures over a \
         stated period; never added to incidents, nor to one another.</p>\n",
    );
    for (row, toll) in tolls {
        let place = row.place.as_deref().map(|place| format!(", {place}")).unwrap_or_default();
        let since = row.since.map(|day| format!(", since {day}")).unwrap_or_default();
        let by = match row.claimants.is_empty() {
            true => "no source named".to_owned(),
            false => row.claimants.join("; "),
        };
        let _ = writeln!(
            page,
            "<article class=\"toll\"><h3>{}</h3>",
            esc(&format!("{}{place}{since}: {by}", row.what))
        );
        line(page, toll, &row.what);
        page.push_str(
            "<div class=\"wide\"><table><thead><tr><th scope=\"col\">As of</th><th scope=\"col\" class=\"n\">Figure</th>\
             <th scope=\"col\" class=\"n\">Change</th></tr></thead><tbody>\n",
        );
        for point in &row.points {
            let _ = writeln!(
                page,
                "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                point.as_of.map(|day| day.to_string()).unwrap_or_default(),
                esc(&point.figure),
                esc(point.increment.as_deref().unwrap_or_default())
            );
        }
        page.push_str("</tbody></table></div></article>\n");
    }
    page.push_str("</section>\n");
}

fn line(page: &mut String, toll: &Toll, what: &str) {
    let point =
        |point: &cairn_model::TollPoint| Some((point.as_of?, point.figure.interval(Convention::Ucdp)?));
    let points: Vec<(Day, cairn_model::Interval)> = toll.points.iter().filter_map(point).collect();
    let days = || points.iter().map(|(day, _)| *day);
    let Some((first, last)) = days().min().zip(days().max()).filter(|(first, last)| first < last) else {
        return;
    };
    let high = points.iter().map(|(_, ends)| ends.high.unwrap_or(ends.low)).max().unwrap_or(0);
    let ticks = steps(high as f64, 4.0);
    let top = ticks.last().copied().unwrap_or(1.0);
    let x = |day: Day| {
        let share = f64::from(day.days_since(first)) / f64::from(last.days_since(first));
        LEFT + (WIDTH - LEFT - 20.0) * share
    };
    let y = |n: u64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - n as f64 / top);
    let _ = writeln!(
        page,
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}, from {first} to {last}; the table below has the \
         same\">",
        esc(what)
    );
    for tick in &ticks {
        let _ = writeln!(
            page,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0}\" y2=\"{0}\"/><text class=\"axis end\" x=\"{1}\" \
             y=\"{2}\">{3}</text>",
            px(y(*tick as u64)),
            LEFT - 8.0,
            px(y(*tick as u64) + 5.0),
            number(*tick)
        );
    }
    let path: Vec<String> =
        points.iter().map(|(day, ends)| format!("{} {}", px(x(*day)), px(y(ends.low)))).collect();
    let _ = writeln!(page, "<path class=\"line\" d=\"M{}\"/>", path.join("L"));
    for (day, ends) in &points {
        let words = match ends.high {
            Some(high) if high == ends.low => high.to_string(),
            Some(high) => format!("{} to {high}", ends.low),
            None => format!("{} or more", ends.low),
        };
        let _ = writeln!(
            page,
            "<circle class=\"end\" cx=\"{}\" cy=\"{}\" r=\"5\"><title>{day}: {words}</title></circle>",
            px(x(*day)),
            px(y(ends.low))
        );
    }
    for (day, class) in [(first, "axis"), (last, "axis end")] {
        let _ = writeln!(
            page,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{day}</text>",
            px(x(day)),
            HEIGHT - 10.0
        );
    }
    page.push_str("</svg>\n");
}
