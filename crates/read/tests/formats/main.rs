//! Each format as it arrives, whole and broken: what is read, and what is said of the rest.

mod archives;
mod mail;
mod tables;
mod unknown;

use cairn_read::{Input, Options, Reader};
use std::io::{Cursor, Write};

/// Reads bytes as a file of this name: each report as `place | outlet | day | text`, each note as `! at: message`.
pub fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    read_with(name, bytes, &Options::default())
}

/// The same, read in another way.
pub fn read_with(name: &str, bytes: &[u8], options: &Options) -> Vec<String> {
    shown(Input::file(Cursor::new(bytes.to_vec())).unwrap(), name, options)
}

/// The same of any input.
pub fn shown(input: Input<'_>, name: &str, options: &Options) -> Vec<String> {
    let told = |item| match item {
        Ok(cairn_read::Report { provenance: at, outlet, published, text, .. }) => {
            let place = [at.line, at.record, at.offset]
                .map(|n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string()));
            let day = published.map(|day| day.to_string()).unwrap_or_default();
            format!("{} | {} | {day} | {}", place.join(" "), outlet.unwrap_or_default(), text.trim())
        }
        Err(cairn_read::Note { at, message, hint }) => {
            assert!(hint.is_some_and(|hint| !hint.is_empty()), "{at}: {message}: no remedy");
            format!("! {at}: {message}")
        }
    };
    Reader::open(input, name, options).map(told).collect()
}

/// Bytes packed with gzip, in one member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}
