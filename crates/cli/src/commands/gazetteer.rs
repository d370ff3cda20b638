use super::{json_lines, open};
use crate::args::{Args, Gazetteer as Command};
use crate::failure::Failure;
use crate::page::{cell, count, table};
use cairn_pipeline::with_imports;
use cairn_resolve::place::{
    Candidate, Gazetteer, NameQuality, Pack, PlaceLevel, compile, parse_geonames_line,
};
use cairn_store::Register;
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// How many places a search shows.
const SHOWN: usize = 20;

/// A place that a name may stand for.
#[derive(Serialize)]
struct PlaceRow<'g> {
    name: &'g str,
    level: &'static str,
    adm1: &'g str,
    country: &'g str,
    lat: f64,
    lon: f64,
    population: u32,
    place_id: Option<u32>,
    by: &'static str,
}

/// Looks up names, or adds places.
pub fn gazetteer(args: &Args, command: &Command, out: &mut impl Write) -> Result<(), Failure> {
    match command {
        Command::Import { file } => import(args, file, out),
        Command::Search { name } => search(args, name, out),
    }
}

fn import(args: &Args, file: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let fault = Failure::of_register(&args.db);
    let mut register = Register::open(&args.db).map_err(&fault)?;
    let unreadable = |cause: std::io::Error| {
        Failure::new(
            format!("{}: cannot be read: {cause}", file.display()),
            "Name the .txt file of a GeoNames dump, unpacked.",
        )
    };
    let known = Gazetteer::embedded();
    let mut rows = Vec::new();
    for line in BufReader::new(File::open(file).map_err(unreadable)?).lines() {
        rows.extend(parse_geonames_line(&line.map_err(unreadable)?, known));
    }
    if rows.is_empty() {
        return Err(Failure::new(
            format!("{}: no place was found in it", file.display()),
            "A dump has 19 columns separated by tabs; see https://download.geonames.org/export/dump/.",
        ));
    }
    let block = compile(&rows);
    let n_places = Pack::imported(block.clone()).map_or(0, |pack| pack.n_places());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    register.import_gazetteer(&name, n_places, &block).map_err(&fault)?;
    writeln!(out, "{} of {name} added to {}.", count(n_places as usize, "place"), args.db.display())?;
    Ok(())
}

fn search(args: &Args, name: &str, out: &mut impl Write) -> Result<(), Failure> {
    let gazetteer = match args.db.exists() {
        true => with_imports(&open(args)?).map_err(Failure::of_places(&args.db))?,
        false => Gazetteer::with_imports(Vec::new()),
    };
    let mut found = gazetteer.lookup(name);
    // The better name first, then the larger place; the order of the gazetteer decides the rest.
    found.sort_by_key(|found| (found.quality as u32, std::cmp::Reverse(found.place.population())));
    if args.json {
        return json_lines(found.into_iter().map(row), out);
    }
    if found.is_empty() {
        writeln!(out, "No place has this name.")?;
        return Ok(());
    }
    let mut table = table(&["place", "kind", "region", "country", ">lat", ">lon", ">people", "by"]);
    for place in found.iter().take(SHOWN).copied().map(row) {
        table.add_row(vec![
            cell(place.name),
            cell(place.level),
            cell(place.adm1),
            cell(place.country),
            cell(format!("{:.3}", place.lat)),
            cell(format!("{:.3}", place.lon)),
            cell(if place.population == 0 { String::new() } else { place.population.to_string() }),
            cell(place.by),
        ]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    if found.len() > SHOWN {
        writeln!(out, "{} more; --json prints all.", found.len() - SHOWN)?;
    }
    Ok(())
}

fn row(found: Candidate<'_>) -> PlaceRow<'_> {
    let place = found.place;
    let (lat, lon) = place.position();
    let level = PlaceLevel::ALL.iter().find(|(level, _)| *level == place.level());
    PlaceRow {
        name: place.name(),
        level: level.map_or("", |(_, word)| word),
        adm1: place.adm1(),
        country: place.country(),
        lat,
        lon,
        population: place.population(),
        place_id: place.geonames_id(),
        by: match found.quality {
            NameQuality::Primary => "its name",
            NameQuality::Alternate => "another name",
            NameQuality::Demonym => "the name of its people",
            NameQuality::Sound => "its sound",
        },
    }
}
