use super::chart::{Unit, number, steps};
use super::html::{esc, px};
use crate::IncidentRow;
use cairn_model::Day;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 50.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 10.0;

/// Incidents over time, a bar each day, month or year.
pub(super) fn section(page: &mut String, rows: &[IncidentRow]) {
    let dated: Vec<Day> = rows.iter().filter_map(|row| row.date.or(row.date_end)).collect();
    page.push_str("<section aria-labelledby=\"h-when\"><h2 id=\"h-when\">When</h2>\n");
    let Some((first, last)) = dated.iter().min().copied().zip(dated.iter().max().copied()) else {
        page.push_str("<p>None of them has a day.</p></section>\n");
        return;
    };
    let unit = Unit::of(first, last);
    let mut bars: BTreeMap<Day, u32> = BTreeMap::new();
    let mut start = unit.start(first);
    while start <= last {
        bars.insert(start, 0);
        start = unit.next(start);
    }
    for day in &dated {
        *bars.entry(unit.start(*day)).or_default() += 1;
    }
    let high = bars.values().copied().max().unwrap_or(0);
    let ticks = steps(f64::from(high), 4.0);
    let top = ticks.last().copied().unwrap_or(1.0);
    let y = |n: f64| TOP + (HEIGHT - TOP - BOTTOM) * (1.0 - n / top);
    let _ = writeln!(
        page,
        "<figure><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"Incidents by {}\">",
        unit.name()
    );
    for tick in &ticks {
        let _ = writeln!(
            page,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{0}\" y2=\"{0}\"/><text class=\"axis end\" x=\"{1}\" \
             y=\"{2}\">{3}</text>",
            px(y(*tick)),
            LEFT - 8.0,
            px(y(*tick) + 5.0),
            number(*tick)
        );
    }
    let room = (WIDTH - LEFT) / bars.len() as f64;
    let wide = (room * 0.8).min(70.0);
    // As many days as can be read side by side.
    let every = (90.0 / room).ceil().max(1.0) as usize;
    for (idx, (day, n)) in bars.iter().enumerate() {
        let x = LEFT + room * idx as f64;
        let words = unit.words(*day);
        if *n > 0 {
            let _ = writeln!(
                page,
                "<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{words}: {n}</title></rect>",
                px(x + (room - wide) / 2.0),
                px(y(f64::from(*n))),
                px(wide),
                px(y(0.0) - y(f64::from(*n)))
            );
        }
        if idx % every == 0 {
            let _ = writeln!(
                page,
                "<text class=\"axis middle\" x=\"{}\" y=\"{}\">{}</text>",
                px(x + room / 2.0),
                HEIGHT - 10.0,
                esc(&words)
            );
        }
    }
    let undated = match rows.len() - dated.len() {
        0 => String::new(),
        n => format!(" {n} without a day are not drawn: the day of a publication is no day of an event."),
    };
    let _ = writeln!(
        page,
        "</svg><figcaption>Incidents by {}, each at its first possible day.{undated}</figcaption></figure></section>",
        unit.name()
    );
}
