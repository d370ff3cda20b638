//! A picture of how the cost of a register grows, as SVG.

use crate::scale::Scale;
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::path::Path;

/// The size of a panel, and of the room around it.
const PANEL: (f64, f64) = (210.0, 170.0);
const ROOM: (f64, f64) = (62.0, 46.0);

/// What is drawn of each measured register, with the unit.
type Series = (&'static str, fn(&Scale) -> Option<f64>);

const PANELS: [(&str, &[Series]); 3] = [
    (
        "building it, seconds",
        &[("by the clock", |one| Some(one.seconds)), ("on the cores", |one| one.core_seconds)],
    ),
    (
        "megabytes",
        &[("peak memory", |one| one.peak_megabytes), ("the file", |one| Some(one.bytes as f64 / 1e6))],
    ),
    (
        "one more report, milliseconds",
        &[
            ("by the clock", |one| Some(one.add_milliseconds)),
            ("on the cores", |one| one.add_core_milliseconds),
            ("the start, on the cores", |one| one.idle_core_milliseconds),
        ],
    ),
];
const COLOURS: [&str; 3] = ["#1b6ca8", "#c2571a", "#6b7280"];

/// Draws what `cairn-bench scale --json` measured, one register a line.
///
/// # Errors
/// Where a file cannot be read or written, or holds something else.
pub fn draw(input: &Path, output: &Path) -> Result<()> {
    let text = std::fs::read_to_string(input).with_context(|| format!("cannot read {}", input.display()))?;
    let measured: Vec<Scale> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).with_context(|| format!("{}: {line}", input.display())))
        .collect::<Result<_>>()?;
    if measured.is_empty() {
        bail!("{} holds no measurement", input.display());
    }
    std::fs::write(output, svg(&measured)?).with_context(|| format!("cannot write {}", output.display()))
}

/// Both axes are logarithmic, so that what grows with the reports is a line as steep as the dashed one.
fn svg(measured: &[Scale]) -> Result<String> {
    let (width, height) = ((PANEL.0 + ROOM.0) * PANELS.len() as f64 + 20.0, PANEL.1 + 2.0 * ROOM.1 + 48.0);
    let mut out = String::new();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
    )?;
    for (at, (title, series)) in PANELS.into_iter().enumerate() {
        let left = ROOM.0 + at as f64 * (PANEL.0 + ROOM.0);
        writeln!(out, "<g transform=\"translate({left} {})\">", ROOM.1)?;
        panel(&mut out, title, series, measured)?;
        writeln!(out, "</g>")?;
    }
    writeln!(out, "</svg>")?;
    Ok(out)
}

fn panel(out: &mut String, title: &str, series: &[Series], measured: &[Scale]) -> Result<()> {
    let reports = |one: &Scale| (one.reports.max(1) as f64).log10();
    let of = |value: f64| value.max(1e-3).log10();
    let values = || series.iter().flat_map(|(_, value)| measured.iter().filter_map(value)).map(of);
    let (x0, x1) = decades(measured.iter().map(reports));
    let (y0, y1) = decades(values());
    let x = |at: f64| (at - x0) / (x1 - x0) * PANEL.0;
    let y = |at: f64| PANEL.1 - (at - y0) / (y1 - y0) * PANEL.1;
    writeln!(out, "<text x=\"0\" y=\"-14\" font-weight=\"bold\">{title}</text>")?;
    for decade in x0 as i32..=x1 as i32 {
        let (at, count) = (x(f64::from(decade)), 10f64.powi(decade));
        writeln!(
            out,
            "<line x1=\"{at:.1}\" y1=\"0\" x2=\"{at:.1}\" y2=\"{}\" stroke=\"#e5e7eb\"/>",
            PANEL.1
        )?;
        writeln!(out, "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{count}</text>", PANEL.1 + 16.0)?;
    }
    for decade in y0 as i32..=y1 as i32 {
        let (at, count) = (y(f64::from(decade)), 10f64.powi(decade));
        writeln!(
            out,
            "<line x1=\"0\" y1=\"{at:.1}\" x2=\"{}\" y2=\"{at:.1}\" stroke=\"#e5e7eb\"/>",
            PANEL.0
        )?;
        writeln!(out, "<text x=\"-6\" y=\"{:.1}\" text-anchor=\"end\">{count}</text>", at + 4.0)?;
    }
    // As steep as what grows with the reports.
    let run = (x1 - x0).min(y1 - y0);
    writeln!(
        out,
        "<line x1=\"0\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke=\"#9ca3af\" stroke-dasharray=\"4 4\"/>",
        y(y0),
        x(x0 + run),
        y(y0 + run)
    )?;
    for (at, ((name, value), colour)) in series.iter().zip(COLOURS).enumerate() {
        let points: Vec<(f64, f64)> =
            measured.iter().filter_map(|one| Some((x(reports(one)), y(of(value(one)?))))).collect();
        let line: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            line.join(" ")
        )?;
        for (x, y) in points {
            writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>")?;
        }
        let below = PANEL.1 + 34.0 + 14.0 * at as f64;
        writeln!(out, "<text x=\"0\" y=\"{below}\" fill=\"{colour}\">{name}</text>")?;
    }
    Ok(())
}

/// The whole powers of ten around some logarithms; two different ones.
fn decades(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (least, most) =
        values.fold((f64::MAX, f64::MIN), |(least, most), value| (least.min(value), most.max(value)));
    if least > most { (0.0, 1.0) } else { (least.floor(), most.ceil().max(least.floor() + 1.0)) }
}

#[cfg(test)]
mod tests {
    use super::{decades, svg};
    use crate::scale::Scale;

    #[test]
    fn a_picture_holds_each_measured_register() {
        let one = |reports: u64| Scale {
            reports,
            seconds: reports as f64 / 500.0,
            core_seconds: None,
            peak_megabytes: Some(400.0),
            bytes: reports * 6000,
            hundred_seconds: 1.0,
            add_milliseconds: 70.0,
            add_core_milliseconds: Some(90.0),
            slowest_milliseconds: 100.0,
            idle_milliseconds: 40.0,
            idle_core_milliseconds: Some(50.0),
        };
        let picture = svg(&[one(10_000), one(100_000)]).unwrap();
        assert_eq!(picture.matches("<circle").count(), 12);
        assert!(picture.contains(">100000<") && !picture.contains("NaN"));
        assert_eq!(decades([0.5, 2.3].into_iter()), (0.0, 3.0));
        assert_eq!(decades([2.0].into_iter()), (2.0, 3.0));
    }
}
