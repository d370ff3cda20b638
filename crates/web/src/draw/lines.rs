use super::{Tick, number, percent, steps};
use cairn_model::{Convention, Day, Toll};
use cairn_views::figure_words;

/// A cumulative figure over time.
#[derive(Debug)]
pub(crate) struct Line {
    pub days: Vec<Tick>,
    /// Heights in pixels with their numbers.
    pub levels: Vec<(f64, String)>,
    pub segments: Vec<Segment>,
    pub points: Vec<Point>,
}

#[derive(Debug)]
pub(crate) struct Segment {
    pub x1: String,
    pub y1: f64,
    pub x2: String,
    pub y2: f64,
}

#[derive(Debug)]
pub(crate) struct Point {
    pub x: String,
    pub y: f64,
    /// Whether the words set no upper end ("more than").
    pub open: bool,
    pub title: String,
    pub report: String,
}

/// How high the picture is, in pixels, without the days below it.
pub(crate) const HEIGHT: f64 = 140.0;

/// The picture of a toll; none without a dated number.
pub(crate) fn line(toll: &Toll) -> Option<Line> {
    let dated: Vec<_> = toll
        .points
        .iter()
        .filter_map(|point| Some((point.as_of?, point.figure.interval(Convention::Ucdp)?, point)))
        .collect();
    let first = dated.iter().map(|(day, ..)| *day).min()?;
    let last = dated.iter().map(|(day, ..)| *day).max()?;
    let (top, steps) = steps(dated.iter().map(|(_, one, _)| one.low).max()?);
    let span = f64::from(last.days_since(first).max(1));
    // A single day stands in the middle.
    let at = |day: Day| match first == last {
        true => 0.5,
        false => 0.03 + 0.94 * f64::from(day.days_since(first)) / span,
    };
    let y = |n: u64| HEIGHT - n as f64 / top.max(1) as f64 * (HEIGHT - 8.0);
    let points: Vec<Point> = dated
        .iter()
        .map(|(day, one, point)| Point {
            x: percent(at(*day)),
            y: y(one.low),
            open: one.high.is_none(),
            title: format!("{day}: {}", figure_words(&point.figure)),
            report: point.report.to_string(),
        })
        .collect();
    let segments = points.windows(2).map(|pair| Segment {
        x1: pair[0].x.clone(),
        y1: pair[0].y,
        x2: pair[1].x.clone(),
        y2: pair[1].y,
    });
    let mut days = vec![Tick { x: percent(at(first)), label: first.to_string() }];
    if first != last {
        days.push(Tick { x: percent(at(last)), label: last.to_string() });
    }
    Some(Line {
        days,
        levels: steps.into_iter().map(|n| (y(n), number(n))).collect(),
        segments: segments.collect(),
        points,
    })
}
