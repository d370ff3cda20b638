use super::{Tick, number, percent, steps};
use cairn_model::{Convention, FigurePoint, FigureSeries, Incident, Interval, Kind, Object};
use cairn_views::{figure_words, stake_words};

/// What all claimants of an incident say of one kind of harm, on one axis.
#[derive(Debug)]
pub(crate) struct Chart {
    /// `killed`, `destroyed tank`.
    pub what: String,
    pub class: &'static str,
    pub ticks: Vec<Tick>,
    pub rows: Vec<Row>,
}

/// One claimant's figure.
#[derive(Debug)]
pub(crate) struct Row {
    pub claimant: String,
    /// Which people, or which sort of thing.
    pub whom: String,
    pub stake: &'static str,
    pub figure: String,
    pub day: String,
    /// What the figure is besides: a share, one who died of wounds.
    pub note: &'static str,
    /// Ends of the bar; none for a figure of which the words set no number.
    pub bar: Option<Span>,
    /// Figures that the claimant gave before, the oldest first.
    pub before: Vec<Earlier>,
}

#[derive(Debug)]
pub(crate) struct Span {
    pub x: String,
    pub width: String,
    pub from: String,
    /// The end where the words set one; an arrow else.
    pub to: Option<String>,
    pub is_point: bool,
}

#[derive(Debug)]
pub(crate) struct Earlier {
    pub x: String,
    pub words: String,
}

/// The charts of an incident, people killed first.
pub(crate) fn charts(incident: &Incident) -> Vec<Chart> {
    let mut kinds: Vec<(Kind, Object)> =
        incident.figures.iter().map(|series| (series.kind, series.object)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter().filter_map(|(kind, object)| chart(incident, kind, object)).collect()
}

fn interval(point: &FigurePoint) -> Option<Interval> {
    point.figure.interval(Convention::Ucdp)
}

fn chart(incident: &Incident, kind: Kind, object: Object) -> Option<Chart> {
    let series: Vec<&FigureSeries> =
        incident.figures.iter().filter(|series| (series.kind, series.object) == (kind, object)).collect();
    let ends = series.iter().flat_map(|series| &series.points).filter_map(interval);
    let most = ends.map(|one| one.high.unwrap_or(one.low)).max().unwrap_or(0);
    let (top, steps) = steps(most);
    let at = |n: u64| n as f64 / top.max(1) as f64;
    let rows: Vec<Row> = series.iter().filter_map(|series| row(series, &at)).collect();
    let thing = object.as_str().replace('_', " ");
    (!rows.is_empty()).then(|| Chart {
        what: match object {
            Object::People => kind.to_string(),
            _ => format!("{kind}: {thing}"),
        },
        class: crate::marks::kind_class(kind),
        ticks: steps.into_iter().map(|n| Tick { x: percent(at(n)), label: number(n) }).collect(),
        rows,
    })
}

fn row(series: &FigureSeries, at: &impl Fn(u64) -> f64) -> Option<Row> {
    let last = series.holds().or_else(|| series.points.last())?;
    let bar = interval(last).map(|one| {
        let end = one.high.map_or(1.0, at);
        Span {
            x: percent(at(one.low)),
            width: percent((end - at(one.low)).max(0.0)),
            from: percent(at(one.low)),
            to: one.high.map(|high| percent(at(high))),
            is_point: one.high == Some(one.low),
        }
    });
    let earlier = |point: &FigurePoint| {
        let day = point.published.map(|day| format!(", {day}")).unwrap_or_default();
        Some(Earlier {
            x: percent(at(interval(point)?.low)),
            words: format!("{}{day}", figure_words(&point.figure)),
        })
    };
    Some(Row {
        claimant: series.origin.name.clone(),
        whom: match (&series.sort, series.group) {
            (Some(sort), _) => sort.clone(),
            (None, Some(group)) => group.as_str().replace('_', " "),
            (None, None) => String::new(),
        },
        stake: series.stake.map_or("", stake_words),
        figure: figure_words(&last.figure),
        day: last.published.map(|day| day.to_string()).unwrap_or_default(),
        note: match (last.part_of, last.died) {
            (true, _) => "a share of a larger figure",
            (_, true) => "died of wounds, counted among the killed",
            _ => "",
        },
        bar,
        before: series.points.iter().filter(|point| *point != last).filter_map(earlier).collect(),
    })
}
