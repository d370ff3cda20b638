use super::{Tick, number, percent, steps};
use cairn_model::{Convention, Day, Toll};
use cairn_views::figure_words;

/// Cumulative figures of several claimants over time.
#[derive(Debug)]
pub(crate) struct Lines {
    pub days: Vec<Tick>,
    /// Heights in pixels with their numbers.
    pub levels: Vec<(f64, String)>,
    pub segments: Vec<Segment>,
    pub points: Vec<Point>,
}

#[derive(Debug)]
pub(crate) struct Segment {
    /// The class of its series: `s1` to `s5`.
    pub class: String,
    pub x1: String,
    pub y1: f64,
    pub x2: String,
    pub y2: f64,
}

#[derive(Debug)]
pub(crate) struct Point {
    pub class: String,
    /// The number of its series, written beside the last point.
    pub label: String,
    pub x: String,
    pub y: f64,
    /// Whether the words set no upper end ("more than").
    pub open: bool,
    pub title: String,
}

/// How high the picture is, in pixels, without the days below it.
pub(crate) const HEIGHT: f64 = 150.0;

/// The picture of tolls of one thing; none where fewer than two dated numbers are there.
pub(crate) fn lines(tolls: &[Toll]) -> Option<Lines> {
    let dated: Vec<Vec<_>> = tolls
        .iter()
        .map(|toll| {
            let point = |point| {
                let point: &cairn_model::TollPoint = point;
                Some((point.as_of?, point.figure.interval(Convention::Ucdp)?, point))
            };
            toll.points.iter().filter_map(point).collect()
        })
        .collect();
    let days = || dated.iter().flatten().map(|(day, ..)| *day);
    let (first, last) = (days().min()?, days().max()?);
    if days().count() < 2 {
        return None;
    }
    let (top, steps) = steps(dated.iter().flatten().map(|(_, one, _)| one.low).max()?);
    let span = f64::from(last.days_since(first).max(1));
    // A single day stands in the middle.
    let at = |day: Day| match first == last {
        true => 0.5,
        false => 0.03 + 0.93 * f64::from(day.days_since(first)) / span,
    };
    let y = |n: u64| HEIGHT - n as f64 / top.max(1) as f64 * (HEIGHT - 10.0);
    let (mut segments, mut points) = (Vec::new(), Vec::new());
    for (number, series) in dated.iter().enumerate() {
        let class = format!("s{}", number % 5 + 1);
        for pair in series.windows(2) {
            segments.push(Segment {
                class: class.clone(),
                x1: percent(at(pair[0].0)),
                y1: y(pair[0].1.low),
                x2: percent(at(pair[1].0)),
                y2: y(pair[1].1.low),
            });
        }
        for (place, (day, one, point)) in series.iter().enumerate() {
            points.push(Point {
                class: class.clone(),
                label: if place + 1 == series.len() { (number + 1).to_string() } else { String::new() },
                x: percent(at(*day)),
                y: y(one.low),
                open: one.high.is_none(),
                title: format!("{day}: {}", figure_words(&point.figure)),
            });
        }
    }
    let mut ends = vec![Tick { x: percent(at(first)), label: first.to_string() }];
    if first != last {
        ends.push(Tick { x: percent(at(last)), label: last.to_string() });
    }
    let levels = steps.into_iter().map(|n| (y(n), number(n))).collect();
    Some(Lines { days: ends, levels, segments, points })
}
