use crate::{gzip, read, shown};
use cairn_read::{Input, MAX_REPORT_BYTES, Options};
use std::io::{BufReader, Cursor, Read, Write, repeat};

/// A record of plain text, as WET archives hold it.
fn record(kind: &str, url: &str, text: &str) -> Vec<u8> {
    let head =
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: text/plain\r\n");
    format!("{head}Content-Length: {}\r\n\r\n{text}\r\n\r\n", text.len()).into_bytes()
}

fn conversion(n: u32) -> Vec<u8> {
    record("conversion", &format!("https://www.wire.example/{n}"), &format!("Shell {n} fell."))
}

/// Notes on missing days are of no interest here.
fn undated(name: &str, bytes: &[u8]) -> Vec<String> {
    read(name, bytes).into_iter().filter(|line| !line.contains("no day of publication")).collect()
}

#[test]
fn records_are_read_with_their_offsets() {
    let parts =
        [record("warcinfo", "", "software: x"), conversion(1), record("request", "", "GET /"), conversion(2)];
    let at = |n: usize| parts[..n].iter().map(Vec::len).sum::<usize>();
    let expected = [
        format!("- 2 {} | wire.example |  | Shell 1 fell.", at(1)),
        format!("- 4 {} | wire.example |  | Shell 2 fell.", at(3)),
    ];
    assert_eq!(undated("a.warc", &parts.concat()), expected);
    assert_eq!(undated("a", &parts.concat()), expected, "told by its first bytes");

    let packed: Vec<Vec<u8>> = parts.iter().map(|part| gzip(part)).collect();
    let at = |n: usize| packed[..n].iter().map(Vec::len).sum::<usize>();
    let expected = [
        format!("- 2 {} | wire.example |  | Shell 1 fell.", at(1)),
        format!("- 4 {} | wire.example |  | Shell 2 fell.", at(3)),
    ];
    assert_eq!(undated("a.warc.gz", &packed.concat()), expected);
    let frames: Vec<u8> =
        parts.iter().flat_map(|part| zstd::encode_all(part.as_slice(), 3).unwrap()).collect();
    assert_eq!(undated("a.warc.zst", &frames).len(), 2);
    assert_eq!(undated("a.warc.gz", &gzip(&parts.concat())).len(), 2, "packed as a whole");
}

#[test]
fn an_address_with_a_nul_is_none() {
    let archive = record("conversion", "https://www.wire.example/2\0\0", "Shell 1 fell.");
    assert_eq!(undated("a.warc", &archive), ["- 1 0 |  |  | Shell 1 fell."]);
}

#[test]
fn pages_in_responses_are_read_and_others_passed_over() {
    let page = "<html><head><title>Raid</title></head><body><article><p>Three people were killed in a raid on the town of Orlu, \
                the governor said on Tuesday, and four more were taken away by the raiders.</p></article></body></html>";
    let response = |status: &str, kind: &str, body: &str| {
        let http = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}");
        format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: <https://wire.example/raid>\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
        .into_bytes()
    };
    let archive = [
        response("404 Not Found", "text/html", page),
        response("200 OK", "image/png", "\u{1}"),
        response("200 OK", "text/html; charset=utf-8", page),
    ];
    let found = undated("a.warc", &archive.concat());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("Three people were killed"), "{found:?}");
}

#[test]
fn a_wrong_length_loses_one_record() {
    let good = String::from_utf8(conversion(1)).unwrap();
    let length = "Content-Length: 13";
    assert!(good.contains(length));
    for wrong in ["Content-Length: 5", "Content-Length: 90", "Content-Length: 9999999", "Content-Length: x"] {
        let bad = good.replace(length, wrong);
        let found = undated("a.warc", &[bad.as_bytes(), &conversion(2), &conversion(3)].concat());
        assert!(found.iter().any(|line| line.starts_with('!')), "{wrong}: {found:?}");
        for n in [2, 3] {
            assert!(
                found.iter().any(|line| line.ends_with(&format!("Shell {n} fell."))),
                "{wrong}: {found:?}"
            );
        }
    }
}

#[test]
fn a_broken_member_loses_one_record() {
    let mut broken = gzip(&record("conversion", "https://a.example/", &"Shells fell. ".repeat(300)));
    let middle = broken.len() / 2;
    broken[middle] ^= 0x55;
    let found = undated("a.warc.gz", &[gzip(&conversion(1)), broken, gzip(&conversion(2))].concat());
    assert!(
        found[0].ends_with("Shell 1 fell.") && found[1].starts_with("! a.warc.gz, record 2"),
        "{found:?}"
    );
    assert!(found[2].ends_with("Shell 2 fell."), "{found:?}");

    let whole = [gzip(&conversion(1)), gzip(&conversion(2))].concat();
    let found = undated("a.warc.gz", &whole[..whole.len() - 40]);
    assert!(
        found[0].ends_with("Shell 1 fell.") && found[1].starts_with("! a.warc.gz, record 2"),
        "{found:?}"
    );
    assert_eq!(found.len(), 2);
    // Only the checksum is cut off: the record is whole, and its end is named.
    let found = undated("a.warc.gz", &whole[..whole.len() - 5]);
    assert!(
        found[1].ends_with("Shell 2 fell.") && found[2].starts_with("! a.warc.gz, record 3"),
        "{found:?}"
    );
}

#[test]
fn a_record_of_a_gibibyte_is_passed_over_without_holding_it() {
    let head =
        b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 1073741824\r\n\r\n";
    let source = head
        .chain(repeat(b'x').take(1 << 30))
        .chain(Cursor::new([b"\r\n\r\n".to_vec(), conversion(2)].concat()));
    let found = shown(Input::Stream(Box::new(BufReader::new(source))), "a.warc", &Options::default());
    let limit = MAX_REPORT_BYTES >> 20;
    assert_eq!(
        found[0],
        format!("! a.warc, record 1 at byte 0: is 1024 MiB long; a report has at most {limit} MiB")
    );
    assert!(found.last().unwrap().ends_with("Shell 2 fell."), "{found:?}");
}

#[test]
fn a_bomb_is_named_and_left() {
    // 400 MB of line feeds in 400 KB, in the place of an archive.
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(&conversion(1)).unwrap();
    let blank = vec![b'\n'; 1 << 20];
    (0..400).for_each(|_| out.write_all(&blank).unwrap());
    let found = undated("a.warc.gz", &out.finish().unwrap());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].contains("unpacks to more than 300 times its size"), "{found:?}");
}

#[test]
fn collections_are_read_part_by_part() {
    let packed = gzip(&conversion(2));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let deflated = stored.compression_method(zip::CompressionMethod::Deflated);
    for (name, options, bytes) in [
        ("datapackage.json", deflated, b"{}".as_slice()),
        ("archive/a.warc", deflated, &conversion(1)),
        ("archive/b.warc.gz", stored, &packed),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let found = undated("c.wacz", &bytes);
    assert_eq!(found, ["- 1 0 | wire.example |  | Shell 1 fell.", "- 1 0 | wire.example |  | Shell 2 fell."]);
    let cut = read("c.wacz", &bytes[..bytes.len() - 30]);
    assert!(cut.len() == 1 && cut[0].starts_with("! c.wacz: cannot be read as ZIP"), "{cut:?}");
    let piped = shown(Input::Stream(Box::new(Cursor::new(bytes))), "-", &Options::default());
    assert_eq!(piped, ["! -: cannot be read from a pipe or packed"]);
}

#[test]
fn names_of_parts_are_one_line_in_notes() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("archive/a\nNote: \u{1b}[31mb.warc", options).unwrap();
    zip.write_all(&conversion(1)).unwrap();
    let found = read("c.wacz", &zip.finish().unwrap().into_inner());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| !line.contains(char::is_control)), "{found:?}");
}

#[test]
fn a_source_that_fails_for_good_is_left() {
    /// Gives nothing but faults.
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::UnexpectedEof.into())
        }
    }
    let packed = [gzip(&conversion(1)), gzip(&conversion(2))].concat();
    let cut = Cursor::new(packed[..packed.len() - 20].to_vec());
    let source = std::io::BufReader::new(std::io::Read::chain(cut, Broken));
    let found = shown(Input::Stream(Box::new(source)), "a.warc.gz", &Options::default());
    assert!(found.last().is_some_and(|last| last.contains("cannot be read on")), "{found:?}");
    assert!(found.iter().any(|line| line.ends_with("Shell 1 fell.")), "{found:?}");
}
