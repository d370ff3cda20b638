use super::html::{esc, px};
use crate::basemap::{Degrees, Extent, basemap};
use crate::{IncidentRow, Range};
use cairn_model::PlacePrecision;
use std::fmt::Write;

const WIDTH: f64 = 1000.0;
/// Height over width.
const SHAPE: f64 = 0.62;
/// Degrees of latitude that are shown at least: less would seem to know more than the outlines do.
const LEAST: f64 = 3.0;
/// Points of an outline that lie closer together than this are drawn as one.
const STEP: f64 = 1.2;
/// Names of countries narrower than this are not written, in units of the drawing.
const NAMED: f64 = 70.0;

/// A country that is wider, in degrees, lies on both edges of the map, and its middle on neither.
const ROUND: f64 = 180.0;
/// How many places are named at most.
const PLACES: usize = 30;

/// The incidents that are known as points, on a map.
pub(super) fn section(page: &mut String, rows: &[IncidentRow]) {
    let point = |row: &IncidentRow| row.lon.zip(row.lat).map(|(lon, lat)| [lon, lat]);
    let on_map = rows.iter().filter(|row| point(row).is_some()).count();
    page.push_str("<section aria-labelledby=\"h-map\"><h2 id=\"h-map\">Where</h2>\n");
    if on_map == 0 {
        page.push_str("<p>None of them is known as a point.</p></section>\n");
        return;
    }
    let extent = Extent::around(rows.iter().filter_map(point), LEAST).shaped(SHAPE);
    let height = WIDTH * SHAPE;
    let at = |point: Degrees| {
        let [across, along] = extent.place(point);
        [across * WIDTH, along * height]
    };
    let _ = writeln!(
        page,
        "<figure class=\"map\"><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Map of {on_map} \
         incidents\">\n<rect class=\"sea\" width=\"{WIDTH}\" height=\"{height}\"/>"
    );
    let map = basemap();
    for (class, lines, close) in [("land", &map.rings, "Z"), ("border", &map.lines, "")] {
        let mut path = String::new();
        for line in lines.iter().filter(|line| extent.meets(line)) {
            outline(&mut path, line.iter().map(|point| at(*point)), close);
        }
        let _ = writeln!(page, "<path class=\"{class}\" d=\"{path}\"/>");
    }
    for (name, middle, width) in &map.names {
        let [x, y] = at(*middle);
        let wide = width / (extent.east - extent.west) * WIDTH;
        if (0.0..WIDTH).contains(&x) && (0.0..height).contains(&y) && wide > NAMED && *width < ROUND {
            let _ = writeln!(
                page,
                "<text class=\"country\" x=\"{}\" y=\"{}\">{}</text>",
                px(x),
                px(y),
                esc(name)
            );
        }
    }
    // Large ones below, so that small ones can be seen and touched.
    let mut dots: Vec<(&IncidentRow, [f64; 2], f64)> =
        rows.iter().filter_map(|row| Some((row, at(point(row)?), radius(row.killed.as_ref())))).collect();
    dots.sort_by(|a, b| b.2.total_cmp(&a.2));
    for (row, [x, y], radius) in &dots {
        let class = if row.precision == Some(PlacePrecision::Exact) { "dot" } else { "dot near" };
        let _ = writeln!(
            page,
            "<a href=\"#{0}\" data-row=\"{0}\"><circle class=\"{class}\" cx=\"{1}\" cy=\"{2}\" r=\"{3}\"><title>{4}</title>\
             </circle></a>",
            esc(row.incident.as_str()),
            px(*x),
            px(*y),
            px(*radius),
            esc(&words(row))
        );
    }
    let mut named: Vec<([f64; 2], &str)> = Vec::new();
    for (row, [x, y], radius) in &dots {
        let Some(place) = row.place.as_deref() else { continue };
        // Names that would lie on one another are left to the table.
        let free = |(known, other): &([f64; 2], &str)| {
            *other != place && ((known[1] - y).abs() > 22.0 || (known[0] - x).abs() > 150.0)
        };
        if named.len() < PLACES && named.iter().all(free) && *x < WIDTH - 120.0 {
            named.push(([*x, *y], place));
            let (x, y) = (px(x + radius + 5.0), px(y + 5.0));
            let _ = writeln!(page, "<text class=\"place\" x=\"{x}\" y=\"{y}\">{}</text>", esc(place));
        }
    }
    let off = rows.len() - on_map;
    let rest = match off {
        0 => String::new(),
        1 => " One is known as a region only, or not at all, and is not drawn: the middle of a region is no place.".to_owned(),
        n => format!(" {n} are known as a region only, or not at all, and are not drawn: the middle of a region is no place."),
    };
    let _ = writeln!(
        page,
        "</svg><figcaption>Each dot is an incident, its area grows with the highest number of people said to be \
         killed; hollow where it lies near the place that is named.{rest}</figcaption></figure></section>"
    );
}

/// What a dot says when it is pointed at.
fn words(row: &IncidentRow) -> String {
    let place = row.where_words.as_deref().unwrap_or("place unknown");
    let killed = row.killed.as_ref().map(|killed| format!(", killed {killed}")).unwrap_or_default();
    format!("{} {place}: {}{killed}", row.when, row.event_type.as_str().replace('_', " "))
}

/// The radius of a dot: its area grows with the figure.
fn radius(killed: Option<&Range>) -> f64 {
    let n = killed.map_or(0, |range| range.high.unwrap_or(range.low));
    (5.0 + 1.8 * (n.min(2_000) as f64).sqrt()).min(40.0)
}

/// A line of a drawing, without points that lie on one another.
fn outline(path: &mut String, points: impl Iterator<Item = [f64; 2]>, close: &str) {
    let mut last: Option<[f64; 2]> = None;
    for [x, y] in points {
        // Far outside of the picture one point is as good as another.
        let [x, y] = [x.clamp(-2000.0, 3000.0), y.clamp(-2000.0, 3000.0)];
        let command = match last {
            None => 'M',
            Some([a, b]) if (x - a).abs() + (y - b).abs() < STEP => continue,
            Some(_) => 'L',
        };
        let _ = write!(path, "{command}{} {}", px(x), px(y));
        last = Some([x, y]);
    }
    path.push_str(close);
}
