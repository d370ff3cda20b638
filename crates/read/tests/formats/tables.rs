use crate::{gzip, read, read_with};
use cairn_read::{MAX_REPORT_BYTES, Options};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

fn map(columns: &str) -> Options {
    Options { columns: columns.parse().unwrap(), ..Options::default() }
}

#[test]
fn csv_with_quotes_line_feeds_and_other_delimiters() {
    let csv = b"\xef\xbb\xbfOutlet,published,text,more\r\nWire,2019-05-25,\"Two, he said, \"\"fled\"\".\nThen more.\",x\r\nPost,2019-05-26,\"Three.\"\n";
    let rows = read("a.csv", csv);
    assert_eq!(
        rows,
        [
            "2 - 31 | Wire | 2019-05-25 | Two, he said, \"fled\".\nThen more.",
            "4 - 87 | Post | 2019-05-26 | Three."
        ]
    );
    assert_eq!(read("a.csv", b"text;published\nTwo;2019-05-25"), ["2 - 15 |  | 2019-05-25 | Two"]);
    assert_eq!(
        read("a.tsv.gz", &gzip(b"text\tpublished\nTwo\t2019-05-25\n")),
        ["2 - 15 |  | 2019-05-25 | Two"]
    );
}

#[test]
fn columns_are_mapped_and_missing_ones_named() {
    let csv = b"headline,body,day\nRaid,Two fled.,2019-05-25\n";
    assert_eq!(read("a.csv", csv), ["! a.csv: has no column `text`"]);
    assert_eq!(
        read_with("a.csv", csv, &map("text=Body,published=day")),
        ["2 - 18 |  | 2019-05-25 | Two fled."]
    );
    assert_eq!(read_with("a.csv", csv, &map("text=words")), ["! a.csv: has no column `words`"]);
    let json = br#"{"meta": {"source": "Wire"}, "body": "Two fled.", "day": 20190525}"#;
    let options = map("text=body,published=day,outlet=meta.source");
    assert_eq!(read_with("a.jsonl", json, &options), ["1 - 0 | Wire | 2019-05-25 | Two fled."]);
}

#[test]
fn broken_rows_do_not_stop_a_table() {
    let csv = b"text,published\ntr\xeave,2019-05-25\nTwo.\0,2019-05-25\nThree.,2019-05-25\n,2019-05-25\nFour.,soon\n";
    let found = read("a.csv", csv);
    let expected = [
        "! a.csv:2: is not UTF-8: the byte 0xEA at offset 2 belongs to no character",
        "! a.csv:3: holds a NUL character, which no text has",
        "4 - 63 |  | 2019-05-25 | Three.",
        "! a.csv:5: has no `text`",
        "! a.csv:6: published: `soon` is not a day",
        "6 - 93 |  |  | Four.",
    ];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected.split(" - ").next().unwrap()), "{found} / {expected}");
    }
    assert_eq!(found[2].rsplit(" | ").next(), Some("Three."));
}

#[test]
fn a_quotation_mark_without_end_costs_what_it_swallowed() {
    let mut csv = b"text,published\n\"Two fled.,2019-05-25\n".to_vec();
    let row = b"Three fled.,2019-05-25\n";
    let n_rows = MAX_REPORT_BYTES / row.len() + 10;
    csv.extend(row.repeat(n_rows));
    let found = read("a.csv", &csv);
    assert_eq!(found[0], "! a.csv:2: is 17 MiB long; a report has at most 16 MiB");
    assert!(found.len() > 2 && found[1].ends_with("| Three fled."), "{:?}", &found[..2]);
}

#[test]
fn a_lone_surrogate_costs_one_line() {
    let lines = br#"{"text": "Two \ud83d fled.", "published": "2019-05-25"}
{"text": "Three \ud83d\ude00 fled.", "published": "2019-05-25"}"#;
    let found = read("a.jsonl", lines);
    assert!(found[0].starts_with("! a.jsonl:1: is no JSON"), "{found:?}");
    assert_eq!(found[1], "2 - 56 |  | 2019-05-25 | Three \u{1f600} fled.");
    let deep =
        format!("{{\"more\": {}\n{}", "[".repeat(200_000), r#"{"text": "Two.", "published": "2019-05-25"}"#);
    let found = read("a.jsonl", deep.as_bytes());
    assert!(found.len() == 2 && found[1].ends_with("| Two."), "{found:?}");
}

/// A table with the columns `body` and `day`.
fn parquet(rows: &[(&str, i32)]) -> Vec<u8> {
    let schema = parse_message_type(
        "message t { required binary body (UTF8); required int32 day (DATE); required int32 more; }",
    );
    let zstd = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut writer =
        SerializedFileWriter::new(Vec::new(), Arc::new(schema.unwrap()), Arc::new(zstd)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let bodies: Vec<ByteArray> = rows.iter().map(|(body, _)| ByteArray::from(*body)).collect();
    let days: Vec<i32> = rows.iter().map(|(_, day)| *day).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&bodies, None, None).unwrap();
    column.close().unwrap();
    for _ in 0..2 {
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&days, None, None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

#[test]
fn parquet_row_by_row() {
    let bytes = parquet(&[("Two fled.", 18_041), ("Three fled.", 18_042)]);
    let options = map("text=body,published=day");
    assert_eq!(
        read_with("a.parquet", &bytes, &options),
        ["- 1 - |  | 2019-05-25 | Two fled.", "- 2 - |  | 2019-05-26 | Three fled."]
    );
    assert_eq!(read("a.parquet", &bytes), ["! a.parquet: has no column `text`"]);
    let cut = read_with("a.parquet", &bytes[..bytes.len() - 9], &options);
    assert!(cut.len() == 1 && cut[0].starts_with("! a.parquet: cannot be read on"), "{cut:?}");
    assert_eq!(read("a.parquet.gz", &gzip(&bytes)), ["! a.parquet.gz: cannot be read from a pipe or packed"]);
}

#[test]
fn a_damaged_parquet_file_is_a_note() {
    let bytes = parquet(&[("Two fled.", 18_041), ("Three fled.", 18_042)]);
    let options = map("text=body,published=day");
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        // Whatever comes: notes or rows, and no panic.
        read_with("a.parquet", &damaged, &options);
    }
}
