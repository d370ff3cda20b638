//! What `read` says of broken input: one note each, with file, place and remedy; the rest is read.

use cairn_read::{Before, Format, Input, MAX_REPORT_BYTES, Options, Reader, read_all};
use std::fmt::Write;
use std::io::{BufReader, Cursor, Read, repeat};

/// Notes and reports as a person would see them.
fn check_reading(bytes: &[u8], format: Format, file: &str) -> String {
    let (reports, notes) = read_all(bytes, format, file);
    let mut shown = String::new();
    for note in notes {
        let hint = note.hint.unwrap_or_default();
        writeln!(shown, "{}: {}\n  {hint}", note.at, note.message).unwrap();
    }
    for report in reports {
        let day = report.published.map(|day| day.to_string()).unwrap_or_default();
        writeln!(shown, "read: {} | {day} | {:?}", report.outlet.unwrap_or_default(), report.text).unwrap();
    }
    shown
}

#[test]
fn plain_text() {
    let cases: &[(&str, &[u8])] = &[
        ("empty.txt", b""),
        ("blank.txt", b"\n \n"),
        ("only-a-head.txt", b"---\npublished: 2019-05-25\n---\n"),
        ("latin1.txt", b"---\npublished: 2019-05-25\n---\nUn cessez-le-feu.\nLa tr\xeave tient."),
        ("utf16.txt", b"\xff\xfeT\0w\0o\0"),
        ("binary.txt", b"\x7fELF\0\0"),
        ("undated.txt", b"Two were killed on Tuesday."),
        ("odd-key.txt", b"---\npublished: 2019-05-25\nauthor: A. N. Other\n---\nTwo were killed."),
        ("odd-day.txt", b"---\npublished: late May 2019\n---\nTwo were killed."),
        ("open-head.txt", b"---\npublished: 2019-05-25\nTwo were killed."),
        ("odd-line.txt", b"---\npublished: 2019-05-25\ntwice: \n\nno pair\npublished: 2019-05-26\nlanguage: English\n---\nTwo."),
        ("marked.txt", b"\xef\xbb\xbfpublished: 2019-05-25T10:00:00Z\noutlet: Wire\n\nTwo were killed."),
    ];
    let shown: String =
        cases.iter().map(|(file, bytes)| check_reading(bytes, Format::Text, file) + "\n").collect();
    insta::assert_snapshot!(shown);
}

#[test]
fn json_lines() {
    let lines = br#"{"report": "a", "outlet": "Wire", "published": "2019-05-25", "text": "Two were killed.", "more": [1]}
two were killed

{"report": "b", "text": "Two were
["report", "c"]
{"report": "d", "title": "No words", "published": "2019-05-25"}
{"report": "e", "text": 5}
{"report": 6, "text": "Undated.", "published": null}
{"report": "", "published": "May", "language": "eng", "text": "No id."}
{"report": "g", "published": "2019-05-25", "text": "a\u0000b"}
{"report": "h", "published": "2019-05-25", "text": "tr"#;
    let mut bytes = lines.to_vec();
    bytes.extend_from_slice(
        b"\xeave\"}\n{\"report\": \"i\", \"published\": \"2019-05-25\", \"text\": \"The last.\"}",
    );
    insta::assert_snapshot!(check_reading(&bytes, Format::JsonLines, "reports.jsonl"));
}

#[test]
fn an_empty_jsonl_file() {
    insta::assert_snapshot!(check_reading(b"\n\n", Format::JsonLines, "reports.jsonl"), @r"
    reports.jsonl: holds no text
      Leave the file out, or check that it was saved in full.
    ");
}

#[test]
fn a_line_of_200_mb_is_passed_over_without_holding_it() {
    let last = &b"\n{\"report\": \"b\", \"published\": \"2019-05-25\", \"text\": \"Read.\"}\n"[..];
    let source = BufReader::new(repeat(b'x').take(200 << 20).chain(last));
    let items: Vec<_> = Reader::new(source, Format::JsonLines, "dump.jsonl").collect();
    assert_eq!(items.len(), 2);
    let note = items[0].as_ref().unwrap_err();
    assert_eq!(
        (note.at.as_str(), note.message.as_str()),
        ("dump.jsonl:1", "is 200 MiB long; a report has at most 16 MiB")
    );
    assert_eq!(items[1].as_ref().unwrap().text, "Read.");
}

#[test]
fn a_text_over_the_limit_is_one_note() {
    let source = BufReader::new(repeat(b'x').take(MAX_REPORT_BYTES as u64 + 1));
    let (reports, notes) = read_all(source, Format::Text, "dump.txt");
    assert!(reports.is_empty());
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].message, "is longer than 16 MiB; a report has at most 16 MiB");
}

#[test]
fn a_file_of_lines_from_the_middle_tells_places_as_the_whole_does() {
    let lines = "{\"text\": \"One.\"}\nno JSON\n{\"text\": \"Three.\"}\n";
    let start = lines.find("no JSON").unwrap();
    let told = |bytes: &[u8], before: Before| -> Vec<String> {
        let options = Options { format: Some(Format::JsonLines), before, ..Options::default() };
        let items =
            Reader::open(Input::Stream(Box::new(Cursor::new(bytes.to_vec()))), "dump.jsonl", &options);
        items
            .map(|item| match item {
                Ok(report) => format!("{:?} {:?}", report.provenance.place(), report.provenance.offset),
                Err(note) => note.at,
            })
            .collect()
    };
    let whole = told(lines.as_bytes(), Before::default());
    let rest = told(&lines.as_bytes()[start..], Before { lines: 1, bytes: start as u64 });
    assert!(rest.iter().any(|place| place == "dump.jsonl:2"), "{rest:?}");
    assert!(rest.iter().any(|place| place.contains("dump.jsonl:3")), "{rest:?}");
    assert!(whole.ends_with(&rest), "{whole:?} does not end with {rest:?}");
}
