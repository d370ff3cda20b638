//! The base map of the web pages: countries of Natural Earth, packed small.
//!
//! Source: `countries-50m.json` of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth 4.1). In the
//! packed file each arc is a string of signed numbers after Google's "Encoded Polyline Algorithm Format":
//! steps from point to point in units of the topology's grid. The grid and its scale are taken over.

use anyhow::{Context, bail};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// `countries-50m.json` of world-atlas 2.0.2 (`npm pack world-atlas@2.0.2`).
    source: PathBuf,
    /// The packed file.
    #[arg(long, default_value = "data/basemap/world.json")]
    out: PathBuf,
}

/// What the script of the map reads.
#[derive(Serialize)]
struct World {
    /// Degrees a step of the grid, along and across.
    scale: [f64; 2],
    /// Longitude and latitude of the grid's origin.
    origin: [f64; 2],
    arcs: Vec<String>,
    countries: Vec<Country>,
}

#[derive(Serialize)]
struct Country {
    name: String,
    /// Longitude and latitude where its name is written: the middle of its largest ring.
    at: [f64; 2],
    /// How many degrees that ring is wide, so that small names wait for a closer look.
    width: f64,
    /// Rings of numbers of arcs; `-1 - n` is arc `n` backwards (TopoJSON 1, 2.1.4). The first ring of each
    /// polygon is its outline, the others are holes.
    polygons: Vec<Vec<Vec<i64>>>,
}

/// Packs the map.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(&args.source).with_context(|| args.source.display().to_string())?;
    let world = pack(&serde_json::from_str(&text)?)?;
    let mut packed = serde_json::to_string(&world)?;
    packed.push('\n');
    std::fs::write(&args.out, &packed).with_context(|| args.out.display().to_string())?;
    println!("{}: {} arcs, {} bytes", args.out.display(), world.arcs.len(), packed.len());
    Ok(())
}

fn pack(topology: &Value) -> anyhow::Result<World> {
    let two = |value: &Value| -> anyhow::Result<[f64; 2]> { Ok(serde_json::from_value(value.clone())?) };
    let scale = two(&topology["transform"]["scale"])?;
    let origin = two(&topology["transform"]["translate"])?;
    let steps: Vec<Vec<[i64; 2]>> = serde_json::from_value(topology["arcs"].clone())?;
    let mut countries = Vec::new();
    for geometry in topology["objects"]["countries"]["geometries"].as_array().context("no countries")? {
        let arcs = geometry["arcs"].clone();
        let polygons: Vec<Vec<Vec<i64>>> = match geometry["type"].as_str() {
            Some("Polygon") => vec![serde_json::from_value(arcs)?],
            Some("MultiPolygon") => serde_json::from_value(arcs)?,
            other => bail!("a country is a {other:?}"),
        };
        let (at, width) = label(&polygons, &steps, scale, origin);
        let name = geometry["properties"]["name"].as_str().unwrap_or_default().to_owned();
        countries.push(Country { name, at, width, polygons });
    }
    Ok(World { scale, origin, arcs: steps.iter().map(|arc| encode(arc)).collect(), countries })
}

/// Numbers as a string: each in groups of five bits, the lowest first, a sixth bit where more follow.
fn encode(steps: &[[i64; 2]]) -> String {
    let mut packed = String::new();
    for step in steps.iter().flatten() {
        let mut rest = ((step << 1) ^ (step >> 63)) as u64;
        loop {
            let (group, more) = (rest & 0x1f, rest > 0x1f);
            let byte = group as u8 + if more { 0x20 } else { 0 } + 63;
            packed.push(char::from(byte));
            rest >>= 5;
            if !more {
                break;
            }
        }
    }
    packed
}

/// The points of a ring; one that crosses the 180th meridian goes on beyond it. One around a pole stays as it is.
fn whole(ring: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    let (mut turn, mut last) = (0.0, None);
    let mut points = ring.clone();
    for point in &mut points {
        match last.map(|last: f64| point[0] - last) {
            Some(jump) if jump > 180.0 => turn -= 360.0,
            Some(jump) if jump < -180.0 => turn += 360.0,
            _ => {}
        }
        last = Some(point[0]);
        point[0] += turn;
    }
    if turn == 0.0 { points } else { ring }
}

/// The middle of the largest ring by area, and how wide that ring is, in degrees.
fn label(
    polygons: &[Vec<Vec<i64>>],
    steps: &[Vec<[i64; 2]>],
    scale: [f64; 2],
    origin: [f64; 2],
) -> ([f64; 2], f64) {
    let rings = polygons.iter().filter_map(|polygon| polygon.first());
    let mut best = ([0.0, 0.0], 0.0, 0.0);
    for ring in rings {
        let points: Vec<[f64; 2]> = ring
            .iter()
            .flat_map(|arc| walk(*arc, steps))
            .map(|[x, y]| [x as f64 * scale[0] + origin[0], y as f64 * scale[1] + origin[1]])
            .collect();
        let points = whole(points);
        // The area and centre of a polygon by the shoelace formula.
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        for pair in points.windows(2) {
            let cross = pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1];
            area += cross;
            x += (pair[0][0] + pair[1][0]) * cross;
            y += (pair[0][1] + pair[1][1]) * cross;
        }
        if area.abs() > best.2 {
            let ends = points.iter().map(|[x, _]| *x);
            let width = ends.clone().fold(f64::MIN, f64::max) - ends.fold(f64::MAX, f64::min);
            let round = |n: f64| (n * 100.0).round() / 100.0;
            let lon = (x / (3.0 * area) + 540.0).rem_euclid(360.0) - 180.0;
            best = ([round(lon), round(y / (3.0 * area))], round(width), area.abs());
        }
    }
    (best.0, best.1)
}

/// The points of an arc on the grid; backwards where its number is negative.
fn walk(arc: i64, steps: &[Vec<[i64; 2]>]) -> Vec<[i64; 2]> {
    let number = if arc < 0 { -1 - arc } else { arc } as usize;
    let mut at = [0, 0];
    let mut points: Vec<[i64; 2]> = steps[number]
        .iter()
        .map(|step| {
            at = [at[0] + step[0], at[1] + step[1]];
            at
        })
        .collect();
    if arc < 0 {
        points.reverse();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::{encode, label, walk};

    #[test]
    fn numbers_are_packed_as_the_format_says() {
        // The example of the format's description: (38.5, -120.2) in hundred-thousandths.
        assert_eq!(encode(&[[3_850_000, -12_020_000]]), "_p~iF~ps|U");
    }

    #[test]
    fn a_country_across_the_180th_meridian_is_named_where_it_lies() {
        // An island from 178 degrees east to 178 degrees west, and 2 degrees high.
        let steps = vec![vec![[358, 10], [-356, 0], [0, 2], [356, 0], [0, -2]]];
        assert_eq!(label(&[vec![vec![0]]], &steps, [1.0, 1.0], [-180.0, 0.0]), ([-180.0, 11.0], 4.0));
    }

    #[test]
    fn an_arc_runs_both_ways() {
        let steps = vec![vec![[1, 2], [3, -1]]];
        assert_eq!(walk(0, &steps), [[1, 2], [4, 1]]);
        assert_eq!(walk(-1, &steps), [[4, 1], [1, 2]]);
    }
}
