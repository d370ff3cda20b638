use crate::{gzip, read, shown};
use cairn_read::{Input, Options};
use std::io::{self, BufReader, Read};

#[test]
fn standard_input_is_told_by_its_first_bytes() {
    let cases: [(&[u8], usize); 5] = [
        (b"{\"text\": \"Two.\", \"published\": \"2019-05-25\"}", 1),
        (b"published: 2019-05-25\n\nTwo fled.", 1),
        (b"<?xml version=\"1.0\"?><rss><channel><item><title>A</title><pubDate>2019-05-25</pubDate></item></channel></rss>", 1),
        (b"From here on it was calm.\nSo it seemed.", 2),
        (b"From: a@b.example\nDate: Sat, 25 May 2019 00:30:00 +0300\nSubject: x\n\nTwo fled.", 1),
    ];
    for (bytes, n) in cases {
        let packed = gzip(bytes);
        for bytes in [bytes, &packed] {
            let found = shown(Input::Stream(Box::new(bytes)), "-", &Options::default());
            assert_eq!(found.len(), n, "{found:?}");
            assert!(!found[n - 1].starts_with('!'), "{found:?}");
        }
    }
    assert_eq!(read("-", b"\x7fELF\0\0\xff"), ["! -: not a known kind of file"]);
    assert_eq!(read("letter.doc", b"Two fled."), ["! letter.doc: not a known kind of file"]);
    assert_eq!(read("letter", b"Two fled.").len(), 2);
    assert_eq!(read("a.jsonl.gz", b""), ["! a.jsonl.gz: holds no text"]);
}

#[test]
fn a_packed_file_that_was_cut_off_gives_what_came_before() {
    let line = |n: u32| {
        format!(
            "{{\"text\": \"Shell {n} fell.\", \"published\": \"2019-05-25\", \"x\": \"{}\"}}\n",
            blake3::hash(&n.to_le_bytes())
        )
    };
    let lines: String = (0..400).map(line).collect();
    let mut packed = gzip(lines.as_bytes());
    packed.truncate(packed.len() / 2);
    let found = read("a.jsonl.gz", &packed);
    assert!(found.len() > 50, "{}", found.len());
    let (last, before) = found.split_last().unwrap();
    assert!(before.iter().all(|line| !line.starts_with('!')));
    assert!(last.starts_with(&format!("! a.jsonl.gz:{}: cannot be read on", before.len() + 1)), "{last}");
}

#[test]
fn a_source_that_fails_is_a_note() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let found = shown(Input::Stream(Box::new(BufReader::new(Failing))), "a.txt", &Options::default());
    assert_eq!(found, ["! a.txt: cannot be read on: the disk is gone"]);
}
