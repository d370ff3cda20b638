//! Bytes to reports: broken input is a note with place and remedy, a report is whole and says where it came from.

use cairn_read::{ColumnMap, Format, Input, Note, Options, Reader, Report};
use std::io::{BufReader, Cursor};

/// What the file is called.
const FILE: &str = "wire/input";

/// A file of a known format.
pub fn of(format: Format, data: &[u8]) {
    check(data, &Options { format: Some(format), ..Options::default() });
}

/// A file whose format shows in its bytes alone.
pub fn of_any_format(data: &[u8]) {
    check(data, &Options::default());
}

/// A file of lines in one of the packings; the first byte says how it is packed where the fuzzer did not pack it.
pub fn packed(data: &[u8]) {
    let format = match data.first() {
        Some(0x1f | 0x28 | 0x50..=0x5f) => Some(Format::JsonLines),
        Some(_) => Some(Format::Warc),
        None => None,
    };
    check(data, &Options { format, ..Options::default() });
}

/// A mapping of columns on the first line, and the table or the lines of JSON that it is for.
pub fn columns(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let Ok(words) = std::str::from_utf8(&data[..end]) else { return };
    let columns = match words.parse::<ColumnMap>() {
        Ok(columns) => columns,
        Err(fault) => {
            assert!(!fault.to_string().is_empty());
            return;
        }
    };
    // A later mapping counts, and a mapping changes nothing of itself.
    assert_eq!(columns.clone().and(&columns), columns);
    let rest = data.get(end + 1..).unwrap_or_default();
    for format in [Format::Csv, Format::JsonLines] {
        check(rest, &Options { format: Some(format), columns: columns.clone(), ..Options::default() });
    }
}

/// A list of feeds.
pub fn subscriptions(data: &[u8]) {
    let Some(found) = cairn_read::subscriptions(data) else { return };
    for (idx, subscription) in found.iter().enumerate() {
        assert!(!subscription.url.trim().is_empty(), "a feed has an address");
        assert!(found[..idx].iter().all(|other| other.url != subscription.url), "each feed once");
    }
}

/// All items of a file: read twice, from a file and through a pipe that gives seven bytes at a time.
fn check(data: &[u8], options: &Options) {
    let items = read(data, options, Way::File);
    assert!(!items.is_empty(), "a file gives a report or a note");
    for item in &items {
        match item {
            Ok(report) => check_report(report, data),
            Err(note) => check_note(note),
        }
    }
    assert_eq!(items, read(data, options, Way::File), "the same bytes give the same");
    let from_end = matches!(options.format, Some(Format::Parquet | Format::Wacz));
    let is_marked = data.starts_with(b"PAR1") || data.starts_with(b"PK\x03\x04");
    // What a broken member gives before its break depends on how much of it is unpacked at once.
    let is_broken = |item: &Result<Report, Note>| {
        item.as_ref().is_err_and(|note| note.message.starts_with("cannot be read on"))
    };
    let is_torn = is_packed(data) && items.iter().any(is_broken);
    if !from_end && !is_marked && !is_torn {
        assert_eq!(items, read(data, options, Way::Pipe), "a pipe gives what the file gives");
    }
}

/// How bytes come in.
enum Way {
    File,
    Pipe,
}

fn read(data: &[u8], options: &Options, way: Way) -> Vec<Result<Report, Note>> {
    let input = match way {
        Way::File => Input::file(Cursor::new(data.to_vec())).expect("bytes in memory have a length"),
        Way::Pipe => Input::Stream(Box::new(BufReader::with_capacity(7, data))),
    };
    Reader::open(input, FILE, options).collect()
}

fn check_note(note: &Note) {
    assert!(note.at.starts_with(FILE), "a note names its file: {}", note.at);
    assert!(!note.message.trim().is_empty());
    assert!(
        note.hint.as_deref().is_some_and(|hint| !hint.trim().is_empty()),
        "a note says what to do: {note:?}"
    );
    let fell = "could not be taken apart, which is a fault of Cairn";
    assert!(note.message != fell, "a reader fell over its input: {note:?}");
    let is_line = |words: &str| !words.contains(char::is_control);
    assert!(is_line(&note.at) && is_line(&note.message), "a note is a line: {note:?}");
}

fn check_report(report: &Report, data: &[u8]) {
    assert!(!report.text.trim().is_empty(), "a report has words");
    let words = [Some(&report.text), report.outlet.as_ref(), report.url.as_ref(), report.title.as_ref()];
    for words in words.into_iter().chain([report.author.as_ref()]).flatten() {
        assert!(!words.contains('\0'), "no text has a NUL");
        assert!(!words.trim().is_empty(), "what is blank is not given");
    }
    let id = report.id.as_str();
    assert!(
        !id.trim().is_empty() && !id.contains(char::is_control),
        "an id can be written on a line: {id:?}"
    );
    if let Some(language) = &report.language {
        assert!(language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase()), "{language}");
    }
    let provenance = &report.provenance;
    assert_eq!(provenance.file.as_deref(), Some(FILE));
    let digest = provenance.digest.as_deref().unwrap_or_default();
    assert!(digest.len() == 64 && digest.bytes().all(|b| b.is_ascii_hexdigit()), "bytes have a digest");
    assert!(provenance.date_from.is_none() || report.published.is_some(), "a day that was found is there");
    if let Some(offset) = provenance.offset.filter(|_| !is_packed(data) && provenance.part.is_none()) {
        assert!(offset < data.len() as u64, "a place lies in the file");
    }
    let json = serde_json::to_string(report).expect("a report is JSON");
    let back: Report = serde_json::from_str(&json).expect("a report is read back");
    assert_eq!(&back, report, "nothing is lost in JSON");
}

/// Whether bytes begin as gzip or zstd do: places in them count what is unpacked.
fn is_packed(data: &[u8]) -> bool {
    let second = data.get(1..4);
    data.starts_with(&[0x1f, 0x8b])
        || second == Some(&[0xb5, 0x2f, 0xfd])
        || second == Some(&[0x2a, 0x4d, 0x18])
}
