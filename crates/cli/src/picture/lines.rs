use super::{Canvas, Dot};
use crate::page::{BOLD, DIM, plain, width};
use anstyle::{AnsiColor, Style};
use cairn_model::{Convention, Day, Interval, Toll};
use std::collections::BTreeMap;

/// Lines of a picture.
const ROWS: usize = 14;
/// Characters for the numbers beside it.
const MARGIN: usize = 11;

const COLOURS: [AnsiColor; 6] = [
    AnsiColor::Red,
    AnsiColor::Cyan,
    AnsiColor::Yellow,
    AnsiColor::Green,
    AnsiColor::Magenta,
    AnsiColor::Blue,
];

/// A claimant's figures over time.
struct Series<'t> {
    claimant: String,
    points: Vec<(Day, Interval)>,
    toll: &'t Toll,
}

/// Tolls as lines over time: one picture for what is counted in one place, a line for each claimant.
pub fn tolls(tolls: &[Toll]) -> String {
    let mut pictures: BTreeMap<(String, Option<String>), Vec<Series<'_>>> = BTreeMap::new();
    for toll in tolls {
        let point =
            |point: &cairn_model::TollPoint| Some((point.as_of?, point.figure.interval(Convention::Ucdp)?));
        let mut points: Vec<(Day, Interval)> = toll.points.iter().filter_map(point).collect();
        points.sort_by_key(|(day, _)| *day);
        if points.is_empty() {
            continue;
        }
        let names: Vec<&str> = toll.origins.iter().map(|origin| origin.name.as_str()).collect();
        let claimant = if names.is_empty() { "no source named".to_owned() } else { names.join("; ") };
        let what = cairn_views::what_words(toll.kind, Some(toll.object), toll.group);
        pictures.entry((what, toll.place.clone())).or_default().push(Series { claimant, points, toll });
    }
    let mut page = String::new();
    for ((what, place), series) in &pictures {
        let place = place.as_deref().map(|place| format!(", {place}")).unwrap_or_default();
        page.push_str(&format!("{BOLD}{}{BOLD:#}\n", plain(&format!("{what}{place}"))));
        let n_points: usize = series.iter().map(|one| one.points.len()).sum();
        match n_points {
            1 => page.push_str(&single(&series[0])),
            _ => page.push_str(&picture(series)),
        }
        page.push('\n');
    }
    page
}

/// One figure makes no line.
fn single(series: &Series<'_>) -> String {
    let (Some((day, ends)), claimant) = (series.points.first(), plain(&series.claimant)) else {
        return String::new();
    };
    let figure = match ends.high {
        Some(high) if high == ends.low => high.to_string(),
        Some(high) => format!("{} to {high}", ends.low),
        None => format!("{} or more", ends.low),
    };
    format!("  {figure} as of {day}: {claimant} {DIM}{}{DIM:#}\n", series.toll.id)
}

fn picture(series: &[Series<'_>]) -> String {
    let days = || series.iter().flat_map(|one| one.points.iter().map(|(day, _)| *day));
    let highs =
        series.iter().flat_map(|one| one.points.iter().map(|(_, ends)| ends.high.unwrap_or(ends.low)));
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return String::new() };
    let high = highs.max().unwrap_or(0).max(1);
    let columns = usize::from(width()).saturating_sub(MARGIN).max(20);
    let mut canvas = Canvas::new(columns, ROWS);
    let [across, along] = canvas.size();
    let span = f64::from(last.days_since(first)).max(1.0);
    let at = |day: Day, n: u64| -> Dot {
        let x = if first == last { 0.5 } else { f64::from(day.days_since(first)) / span };
        [x * (across - 3.0) + 1.0, (along - 3.0) * (1.0 - n as f64 / high as f64) + 1.0]
    };
    for (idx, one) in series.iter().enumerate() {
        let style = colour(idx);
        for pair in one.points.windows(2) {
            canvas.line(at(pair[0].0, pair[0].1.low), at(pair[1].0, pair[1].1.low), style);
        }
    }
    for (idx, one) in series.iter().enumerate() {
        for (day, ends) in &one.points {
            let dot = at(*day, ends.low);
            // Two claimants who say the same at the same time.
            let sign = match canvas.sign_at(dot) {
                Some(other) if other != letter(idx) => '*',
                _ => letter(idx),
            };
            canvas.sign(dot, sign, colour(idx));
        }
    }
    let mut page = String::new();
    for (row, line) in canvas.draw().lines().enumerate() {
        let label = match row {
            0 => high.to_string(),
            _ if row == ROWS - 1 => "0".to_owned(),
            _ if row == (ROWS - 1) / 2 => (high / 2).to_string(),
            _ => String::new(),
        };
        page.push_str(&format!("{DIM}{label:>9} │{DIM:#}{line}\n"));
    }
    let room = columns.saturating_sub(20);
    let ends = if first == last { first.to_string() } else { format!("{first}{:room$}{last}", "") };
    page.push_str(&format!("{DIM}{:>10}└{}{DIM:#}\n{DIM}{:11}{ends}{DIM:#}\n", "", "─".repeat(columns), ""));
    for (idx, one) in series.iter().enumerate() {
        let style = colour(idx);
        let since = one.toll.since.map(|day| format!(", since {day}")).unwrap_or_default();
        let n = one.points.len();
        let points = if n == 1 { "1 figure".to_owned() } else { format!("{n} figures") };
        page.push_str(&format!(
            "  {style}{}{style:#} {}{since} ({points}) {DIM}{}{DIM:#}\n",
            letter(idx),
            plain(&one.claimant),
            one.toll.id
        ));
    }
    page
}

/// The sign of a claimant, which tells lines apart without colours too.
fn letter(idx: usize) -> char {
    char::from_u32(u32::from('a') + (idx % 26) as u32).unwrap_or('a')
}

fn colour(idx: usize) -> Style {
    COLOURS[idx % COLOURS.len()].on_default()
}
