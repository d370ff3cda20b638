//! Records of a gigabyte, bombs, and archives that grow: what they cost in memory.

use super::Outcome;
use super::ground::Ground;
use crate::made::made;
use crate::program::{quiet, watched};
use anyhow::{Context, Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Stdio;

/// A gibibyte.
const GIB: u64 = 1 << 30;

/// No fault may cost more than a good archive by this factor.
const FACTOR: f64 = 1.5;

/// The archives that grow, in megabytes of pages.
const SIZES: [u64; 3] = [50, 200, 800];

/// What stands around the article on each page, in bytes.
const AROUND: usize = 20_000;

const GOOD: &str = "{\"text\": \"It rained.\", \"published\": \"2019-05-25\"}\n";

/// Tries all of it.
pub fn all(ground: &Ground) -> Vec<Outcome> {
    vec![
        Outcome::of("records of a gibibyte", || records(ground)),
        Outcome::of("bombs", || bombs(ground)),
        Outcome::of("archives that grow", || growing(ground)),
    ]
}

/// The most memory that reading a file takes, in megabytes, and whether a report was read.
fn read(ground: &Ground, name: &str) -> Result<f64> {
    let mut command = ground.command("none.db", &["extract", "--all", name]);
    let out = File::create(ground.path("out"))?;
    let mut child = quiet(&mut command).stderr(Stdio::from(out)).spawn()?;
    let (status, peak) = watched(&mut child)?;
    ensure!(status.success(), "{name}: {status}: {}", std::fs::read_to_string(ground.path("out"))?);
    std::fs::remove_file(ground.path(name))?;
    peak.context("the system does not tell how much memory a program has")
}

/// Files with one record of a gibibyte, a hole that takes no room on the disk, and a good one behind it.
fn records(ground: &Ground) -> Result<String> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: {GIB}\r\n\r\n"
    );
    let mut told = Vec::new();
    for (name, head, tail) in [
        ("huge.jsonl", "", format!("\n{GOOD}")),
        ("huge.csv", "text,published\n\"", "\"\nIt rained.,2019-05-25\n".to_owned()),
        (
            "huge.warc",
            head.as_str(),
            format!("\r\n\r\n{}", String::from_utf8_lossy(&record("It rained.", 0))),
        ),
        ("huge.txt", "published: 2019-05-25\n\n", String::new()),
    ] {
        let mut file = File::create(ground.path(name))?;
        file.write_all(head.as_bytes())?;
        file.set_len(head.len() as u64 + GIB)?;
        let mut file = std::fs::OpenOptions::new().append(true).open(ground.path(name))?;
        file.write_all(tail.as_bytes())?;
        drop(file);
        // A file that is one record gives none.
        match read(ground, name) {
            Err(fault) if name == "huge.txt" => {
                ensure!(fault.to_string().contains("no report could be read"), "{fault}");
                told.push("`.txt` not read".to_owned());
            }
            peak => told.push(format!("`{}` {:.0} MB", &name[4..], peak?)),
        }
    }
    Ok(format!("a note, and the next record is read; peak memory: {}", told.join(", ")))
}

/// A gibibyte of line feeds, packed, before a good report.
fn bombs(ground: &Ground) -> Result<String> {
    let blank = vec![b'\n'; 1 << 20];
    let mut gzip = GzEncoder::new(File::create(ground.path("bomb.jsonl.gz"))?, Compression::best());
    gzip.write_all(GOOD.as_bytes())?;
    for _ in 0..GIB >> 20 {
        gzip.write_all(&blank)?;
    }
    gzip.finish()?;
    let peak = read(ground, "bomb.jsonl.gz")?;
    Ok(format!("a gibibyte in a megabyte: a note, what came before is read; peak memory {peak:.0} MB"))
}

/// A page with a made report, as a web archive holds it.
fn record(text: &str, number: u64) -> Vec<u8> {
    let around = "<li><a href=\"/section\">More news</a></li>".repeat(AROUND / 41);
    let page = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Report {number}</title>\
         <meta property=\"article:published_time\" content=\"2014-01-06\"></head><body><nav><ul>{around}</ul></nav>\
         <article><p>{text}</p><p>{text}</p></article></body></html>"
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/{number}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\n",
        page.len()
    )
    .into_bytes()
}

/// Web archives of pages, each record packed on its own, as crawlers write them.
fn growing(ground: &Ground) -> Result<String> {
    let mut peaks = Vec::new();
    for megabytes in SIZES {
        let mut file = BufWriter::new(File::create(ground.path("pages.warc.gz"))?);
        let (mut bytes, mut number) = (0, 0);
        while bytes < megabytes * 1_000_000 {
            let record = record(made(number).text(), number);
            bytes += record.len() as u64;
            number += 1;
            let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
            gzip.write_all(&record)?;
            file.write_all(&gzip.finish()?)?;
        }
        file.flush()?;
        drop(file);
        peaks.push(read(ground, "pages.warc.gz")?);
    }
    let told: Vec<String> =
        SIZES.iter().zip(&peaks).map(|(size, peak)| format!("{size} MB: {peak:.0} MB")).collect();
    ensure!(peaks[2] < peaks[0] * FACTOR, "memory grows: {}", told.join(", "));
    Ok(format!("peak memory by the size of the pages: {}", told.join(", ")))
}
