//! Takes the gazetteer's tables in `data/`. Gives the packed gazetteer that the crate embeds.
//!
//! Invariant: reads nothing outside the repository, downloads nothing.

// The modules that make keys and bytes are the crate's own, so that what is built here and what is
// asked at run time cannot part.
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/compile.rs"]
mod compile;
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/fold.rs"]
mod fold;
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/layout.rs"]
mod layout;
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/level.rs"]
mod level;
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/row.rs"]
mod row;
#[allow(dead_code, reason = "the other half is asked at run time")]
#[path = "src/place/spelling.rs"]
mod spelling;
#[path = "src/place/tables.rs"]
mod tables;

use std::io::Read;
use std::path::{Path, PathBuf};

fn main() {
    let data = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../data");
    for path in ["build.rs", "src/place", "../../data"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut table = String::new();
    flate2::read::GzDecoder::new(read(&data.join("gazetteer.tsv.gz")).as_slice())
        .read_to_string(&mut table)
        .expect("data/gazetteer.tsv.gz is gzip of UTF-8 text");
    let places = data.join("places");
    let mut rows = tables::geonames_table(&table);
    tables::add_names(&mut rows, &text(&places.join("countries.tsv")), &text(&places.join("regions.tsv")));
    tables::move_regions(&mut rows, &text(&places.join("region-points.tsv")));
    for theatre in ["africa", "americas", "asia-europe", "mideast", "syria"] {
        let own = tables::own_table(&text(&places.join(theatre).with_extension("tsv")));
        tables::add_places(&mut rows, own);
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("set by cargo"));
    std::fs::write(out.join("gazetteer.pack"), compile::compile(&rows)).expect("OUT_DIR can be written");
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()))
}

fn text(path: &Path) -> String {
    String::from_utf8(read(path)).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()))
}
