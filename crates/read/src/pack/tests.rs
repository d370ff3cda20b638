use super::{Limits, Stream};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{BufRead, BufReader, Read, Write};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn open(bytes: Vec<u8>) -> Stream<'static> {
    // Buffers of seven bytes: nothing may hang on where they end.
    Stream::open(Box::new(BufReader::with_capacity(7, std::io::Cursor::new(bytes)))).unwrap()
}

fn read(bytes: Vec<u8>) -> Result<String, String> {
    let mut read = String::new();
    match open(bytes).read_to_string(&mut read) {
        Ok(_) => Ok(read),
        Err(fault) => Err(format!("{read}!{fault}")),
    }
}

#[test]
fn members_of_either_kind_are_one_text() {
    let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap();
    assert_eq!(read(b"plain".to_vec()).unwrap(), "plain");
    assert_eq!(read([gzip(b"a"), gzip(b""), gzip(b"b")].concat()).unwrap(), "ab");
    assert_eq!(read([zstd(b"a"), zstd(b"b")].concat()).unwrap(), "ab");
    let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
    assert_eq!(read([skipped, zstd(b"a")].concat()).unwrap(), "a");
    assert_eq!(read([gzip(b"a"), vec![0; 20]].concat()).unwrap(), "a", "padding");
}

#[test]
fn a_zstd_preset_is_taken_from_its_frame() {
    let preset = b"WARC/1.1 WARC-Type: response Content-Type: application/http; msgtype=response".repeat(4);
    let mut encoder = zstd::Encoder::with_dictionary(Vec::new(), 3, &preset).unwrap();
    encoder.write_all(b"WARC/1.1 WARC-Type: response").unwrap();
    let packed = encoder.finish().unwrap();
    let frame = |content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&[0x5d, 0x2a, 0x4d, 0x18][..], &length, content].concat()
    };
    assert_eq!(read([frame(&preset), packed.clone()].concat()).unwrap(), "WARC/1.1 WARC-Type: response");
    let small = zstd::encode_all(preset.as_slice(), 3).unwrap();
    assert_eq!(read([frame(&small), packed.clone()].concat()).unwrap(), "WARC/1.1 WARC-Type: response");
    assert!(read(packed).is_err(), "without it nothing can be read");
}

#[test]
fn what_is_broken_is_told_after_what_came_before() {
    let mut cut = gzip(&b"Shells fell on the town. ".repeat(50));
    cut.truncate(cut.len() - 12);
    assert!(read(cut).is_err());
    let mut wrong = gzip(b"Shells fell on the town.");
    let at = wrong.len() - 6;
    wrong[at] ^= 1;
    assert!(read(wrong).unwrap_err().contains("checksum"));
    assert!(
        read([gzip(b"a"), b"and more".to_vec()].concat()).unwrap_err().contains("not packed as the rest")
    );
}

#[test]
fn offsets_are_those_of_members_where_a_piece_begins_with_one() {
    let (first, second) = (gzip(b"one\ntwo\n"), gzip(b"three\n"));
    let start = first.len() as u64;
    let mut stream = open([first, second].concat());
    let mut offsets = Vec::new();
    loop {
        let offset = stream.offset().unwrap();
        let mut line = String::new();
        if stream.read_line(&mut line).unwrap() == 0 {
            break;
        }
        offsets.push((line, offset));
    }
    let expected = [("one\n", 0), ("two\n", 4), ("three\n", start)];
    assert_eq!(offsets, expected.map(|(line, offset)| (line.to_owned(), offset)));
}

#[test]
fn behind_a_broken_member_the_next_one_is_found() {
    for broken in [gzip(&b"one ".repeat(400)), zstd::encode_all(&b"one ".repeat(400)[..], 3).unwrap()] {
        let mut broken = broken;
        let middle = broken.len() / 2;
        broken[middle] ^= 0xff;
        broken.truncate(broken.len() - 3);
        let mut stream = open([broken, b"\x1f\x8b \x28\xb5".to_vec(), gzip(b"two")].concat());
        let mut read = Vec::new();
        assert!(stream.read_to_end(&mut read).is_err());
        let mut told = String::new();
        while stream.skip_member().unwrap_or(true) {
            told.clear();
            if stream.read_to_string(&mut told).is_ok() {
                break;
            }
        }
        assert_eq!(told, "two");
    }
}

#[test]
fn a_bomb_is_stopped() {
    let limits = Limits { ratio: 100, free: 1 << 16, total: 1 << 20 };
    let unpack = |bytes: Vec<u8>| {
        let mut stream = Stream::with_limits(Box::new(std::io::Cursor::new(bytes)), limits).unwrap();
        std::io::copy(&mut stream, &mut std::io::sink()).map_err(|fault| fault.to_string())
    };
    assert_eq!(unpack(gzip(&vec![0; 1 << 16])), Ok(1 << 16), "what is small is let through");
    assert_eq!(unpack(gzip(&vec![0; 1 << 19])), Err("unpacks to more than 100 times its size".to_owned()));
    let noise: Vec<u8> =
        (0..2_u32 << 18).flat_map(|n| blake3::hash(&n.to_le_bytes()).as_bytes()[..4].to_vec()).collect();
    assert_eq!(unpack(gzip(&noise)), Err("unpacks to more than 1 MiB".to_owned()));
}
