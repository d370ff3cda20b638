use super::percent;
use crate::form::Query;
use cairn_views::overview::Timeline;

/// The timeline of the overview, each bar a link that narrows the list to its days.
#[derive(Debug)]
pub(crate) struct Bars {
    pub bars: Vec<Bar>,
    pub ticks: Vec<super::Tick>,
    pub unit: &'static str,
    pub undated: usize,
    pub first: String,
    pub last: String,
}

#[derive(Debug)]
pub(crate) struct Bar {
    pub x: String,
    pub width: String,
    /// From the top of the picture, in pixels.
    pub y: f64,
    pub height: f64,
    pub href: String,
    pub title: String,
    pub since: String,
    pub until: String,
}

/// How high the picture is, in pixels.
pub(crate) const HEIGHT: f64 = 56.0;

impl Bars {
    pub fn of(timeline: &Timeline, query: &Query) -> Self {
        let n = timeline.bars.len().max(1) as f64;
        let most = timeline.bars.iter().map(|bar| bar.n).max().unwrap_or(0);
        let label = |bar: &cairn_views::overview::Bar| match timeline.unit {
            "day" => bar.since.to_string(),
            "month" => format!("{:04}-{:02}", bar.since.year(), bar.since.month()),
            _ => format!("{:04}", bar.since.year()),
        };
        let bars = timeline.bars.iter().enumerate().map(|(at, bar)| {
            let height = match bar.n {
                0 => 0.0,
                n => (n as f64 / most as f64 * (HEIGHT - 4.0)).max(2.0),
            };
            let (since, until) = (bar.since.to_string(), bar.until.to_string());
            let incidents = if bar.n == 1 { "incident" } else { "incidents" };
            Bar {
                x: percent(at as f64 / n),
                width: percent((0.86 / n).max(0.001)),
                y: HEIGHT - height,
                height,
                href: format!("/{}", query.with(&[("since", &since), ("until", &until), ("page", "")])),
                title: format!("{}: {} {incidents}, {} killed at least", label(bar), bar.n, bar.killed),
                since,
                until,
            }
        });
        let every = (timeline.bars.len() / 6).max(1);
        let ticks = timeline
            .bars
            .iter()
            .enumerate()
            .step_by(every)
            .map(|(at, bar)| super::Tick { x: percent(at as f64 / n), label: label(bar) });
        Self {
            bars: bars.collect(),
            ticks: ticks.collect(),
            unit: timeline.unit,
            undated: timeline.undated,
            first: timeline.bars.first().map(|bar| bar.since.to_string()).unwrap_or_default(),
            last: timeline.bars.last().map(|bar| bar.until.to_string()).unwrap_or_default(),
        }
    }
}
