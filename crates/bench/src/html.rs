//! Web pages to the text of their articles.

use crate::lines;
use anyhow::{Context, Result};
use cairn_model::Provenance;
use cairn_read::html::{Hints, read_page};
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;
use serde::Serialize;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A page and its article, as the scorer reads them.
#[derive(Serialize)]
struct Row {
    page: String,
    body: String,
}

/// Reads every page of a folder (`NAME.html` or `NAME.html.gz`) and writes its text, one page a line, by name. The
/// entries of a live page are one text.
///
/// # Errors
/// Where the folder or a page cannot be read, or the output not be written.
pub fn run(folder: &Path, output: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<std::io::Result<_>>()
        .context("cannot list pages")?;
    pages.sort();
    let rows: Vec<Row> = pages.par_iter().filter_map(|path| row(path).transpose()).collect::<Result<_>>()?;
    lines::write(output, rows)
}

/// One page; none where the file is no page.
fn row(path: &Path) -> Result<Option<Row>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (page, is_packed) = match (name.strip_suffix(".html"), name.strip_suffix(".html.gz")) {
        (Some(page), _) => (page, false),
        (_, Some(page)) => (page, true),
        _ => return Ok(None),
    };
    let open = || format!("cannot read {}", path.display());
    let mut bytes = Vec::new();
    let mut file = File::open(path).with_context(open)?;
    match is_packed {
        true => MultiGzDecoder::new(file).read_to_end(&mut bytes).with_context(open)?,
        false => file.read_to_end(&mut bytes).with_context(open)?,
    };
    let (reports, _) = read_page(&bytes, &Hints::default(), Provenance::default());
    let body = reports.into_iter().map(|report| report.text).collect::<Vec<_>>().join("\n\n");
    Ok(Some(Row { page: page.to_owned(), body }))
}
