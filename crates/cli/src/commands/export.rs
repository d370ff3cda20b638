use super::open;
use crate::args::{Args, Export};
use crate::failure::Failure;
use crate::known_names::KnownNames;
use crate::whole_files::{beside, write, write_folder, write_words};
use cairn_views::{
    ExportFormat, ExportOptions, Exporter, Manifest, Names, NoNames, Protection, Table, TableNote,
};
use std::io::Write;
use std::path::Path;

/// The manifest of a folder.
const MANIFEST: &str = "manifest.json";

/// Writes the register to standard output, to a file or to a folder.
pub fn export(args: &Args, command: &Export, out: &mut (impl Write + Send)) -> Result<(), Failure> {
    let options = options(command)?;
    let register = open(args)?;
    let names: Box<dyn Names> = match options.protection.is_on() {
        true => Box::new(KnownNames::load(&register, &args.db)?),
        false => Box::new(NoNames),
    };
    let fault = Failure::of_view(&args.db);
    let exporter = Exporter::new(&register, options, names.as_ref()).map_err(&fault)?;
    let table = command.table.map(Table::from);
    match &command.out {
        None => exporter.write(table, out).map(|_| ()).map_err(&fault),
        Some(path) if is_folder(path) => {
            let is_ours = |path: &Path| path.join(MANIFEST).is_file();
            write_folder(path, is_ours, |folder| fill(args, &exporter, command, folder))
        }
        Some(path) => {
            let mut notes = write(path, |file| exporter.write(table, file).map_err(&fault))?;
            for note in &mut notes {
                note.file = path.file_name().map(|name| name.to_string_lossy().into_owned());
            }
            let manifest = exporter.manifest(notes).map_err(&fault)?;
            write_words(&beside(path, MANIFEST), &pretty(&manifest)?)
        }
    }
}

/// Fills a folder with a file for each table.
fn fill(args: &Args, exporter: &Exporter<'_>, command: &Export, folder: &Path) -> Result<(), Failure> {
    let fault = Failure::of_view(&args.db);
    let format = ExportFormat::from(command.format);
    let asked = command.table.map(Table::from);
    let mut notes: Vec<TableNote> = Vec::new();
    let tables: Vec<Option<Table>> = match (asked, format) {
        (Some(table), _) => vec![Some(table)],
        // In one file, which `cairn import` reads.
        (None, ExportFormat::JsonLines) => vec![None],
        (None, _) => exporter.tables().iter().copied().map(Some).collect(),
    };
    for table in tables {
        let stem = match (command.profile, table) {
            (Some(profile), _) => profile.as_str(),
            (_, Some(table)) => table.as_str(),
            (_, None) => "register",
        };
        let name = format!("{stem}.{}", format.ending());
        let written = write(&folder.join(&name), |file| exporter.write(table, file).map_err(&fault))?;
        notes.extend(written.into_iter().map(|note| TableNote { file: Some(name.clone()), ..note }));
    }
    let manifest = exporter.manifest(notes).map_err(&fault)?;
    write_words(&folder.join(MANIFEST), &pretty(&manifest)?)
}

fn options(command: &Export) -> Result<ExportOptions, Failure> {
    let format = ExportFormat::from(command.format);
    if command.profile.is_some() && format.is_map() {
        return Err(Failure::new(
            "a profile is a table, not a map",
            "write it with --format csv, --format jsonl or --format parquet",
        ));
    }
    if format.is_map() && command.table.is_some_and(|table| Table::from(table) != Table::Incidents) {
        return Err(Failure::new(
            "only incidents are on a map",
            "leave --table out, or write a table as CSV",
        ));
    }
    if command.hxl && (format != ExportFormat::Csv || command.profile.is_some()) {
        return Err(Failure::new(
            "hashtags stand in the tables of --format csv",
            "for incidents in HXL's own columns: --format csv --profile hxl",
        ));
    }
    let is_binary = matches!(format, ExportFormat::Parquet | ExportFormat::GeoParquet);
    if is_binary && command.out.is_none() {
        return Err(Failure::new(
            "Parquet is no text for a terminal or a pipe",
            "name a file with --out FILE",
        ));
    }
    Ok(ExportOptions {
        profile: command.profile,
        filter: command.filter.filter(),
        tags: command.hxl,
        protection: Protection { coarsen: command.coarsen, no_private_names: command.no_private_names },
        made: Some(crate::clock::now()?),
        ..ExportOptions::new(format)
    })
}

/// Whether a path is meant as a folder: it is one, or it ends like one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn pretty(manifest: &Manifest) -> Result<String, Failure> {
    Ok(serde_json::to_string_pretty(manifest)? + "\n")
}
