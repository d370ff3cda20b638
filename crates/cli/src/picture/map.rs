use super::{Canvas, Dot};
use crate::page::{DIM, count, plain, width};
use anstyle::{AnsiColor, Style};
use cairn_model::PlacePrecision;
use cairn_views::{BASEMAP_SOURCE, Extent, IncidentRow, basemap};

/// Lines of the picture, at most and at least.
const ROWS: (usize, usize) = (36, 12);
/// Degrees of latitude that are shown at least.
const LEAST: f64 = 4.0;

const INCIDENT: Style = AnsiColor::Red.on_default().bold();
const LARGE: Style = AnsiColor::Red.on_default().bold().underline();

/// Incidents on a map of coasts and borders: `●` a town, `○` near one, digits where several lie under one
/// character. What is known as a region only is told below and not drawn.
pub fn map(rows: &[IncidentRow]) -> String {
    let points = || rows.iter().filter_map(|row| Some((row, [row.lon?, row.lat?])));
    let (n_drawn, n_off) = (points().count(), rows.len() - points().count());
    if n_drawn == 0 {
        return format!("None of {} is known as a point.\n", count(rows.len(), "incident"));
    }
    let columns = usize::from(width());
    let lines = (columns * 2 / 5).clamp(ROWS.1, ROWS.0);
    let mut canvas = Canvas::new(columns, lines);
    let [across, along] = canvas.size();
    // A dot is about as high as it is wide: a character is twice as high as wide, and holds 2 by 4.
    let extent = Extent::around(points().map(|(_, point)| point), LEAST).shaped(along / across);
    let at = |point: [f64; 2]| -> Dot {
        let [x, y] = extent.place(point);
        [x * across, y * along]
    };
    for line in basemap().lines.iter().filter(|line| extent.meets(line)) {
        for pair in line.windows(2) {
            canvas.line(at(pair[0]), at(pair[1]), DIM);
        }
    }
    for (name, middle, wide) in &basemap().names {
        let [x, y] = at(*middle);
        let room = wide / (extent.east - extent.west) * columns as f64;
        if (0.0..across).contains(&x) && (0.0..along).contains(&y) && room > name.chars().count() as f64 + 4.0
        {
            let column = (x / 2.0) as usize;
            canvas.words(column.saturating_sub(name.chars().count() / 2), (y / 4.0) as usize, name, DIM);
        }
    }
    let mut n_at: std::collections::BTreeMap<(usize, usize), (u32, bool)> = std::collections::BTreeMap::new();
    for (row, point) in points() {
        let [x, y] = at(point);
        let exact = row.precision == Some(PlacePrecision::Exact);
        let cell = n_at.entry(((y / 4.0) as usize, (x / 2.0) as usize)).or_insert((0, false));
        *cell = (cell.0 + 1, cell.1 || exact);
    }
    for ((line, column), (n, exact)) in n_at {
        let sign = match (n, exact) {
            (1, true) => '●',
            (1, false) => '○',
            (2..=9, _) => char::from_digit(n, 10).unwrap_or('#'),
            _ => '#',
        };
        let style = if n > 1 { LARGE } else { INCIDENT };
        canvas.sign([column as f64 * 2.0, line as f64 * 4.0], sign, style);
    }
    let mut page = canvas.draw();
    page.push_str(&format!(
        "\n{INCIDENT}●{INCIDENT:#} a town  {INCIDENT}○{INCIDENT:#} near one  {LARGE}2{LARGE:#}-{LARGE}9{LARGE:#}, \
         {LARGE}#{LARGE:#} several. {} drawn",
        count(n_drawn, "incident")
    ));
    if n_off > 0 {
        page.push_str(&format!("; {n_off} known as a region only, or not at all, not drawn"));
    }
    page.push_str(&format!(".\n{DIM}Map: {}{DIM:#}\n", plain(BASEMAP_SOURCE)));
    page
}
