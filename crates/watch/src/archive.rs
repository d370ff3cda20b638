//! Answers as records of a web archive (WARC 1.1, ISO 28500), each packed by itself, so that a record that was
//! cut off costs no other.

use crate::client::Answer;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// An answer that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The address that was asked.
    pub url: String,
    /// The archive that holds it.
    pub archive: PathBuf,
    /// Where its record begins.
    pub offset: u64,
}

/// Adds an answer to the archive of its day in a folder. It is on the disk when this returns.
pub(crate) fn keep(folder: &Path, url: &str, answer: &Answer, time: &str) -> io::Result<Kept> {
    let day = time.get(..10).unwrap_or("undated");
    let archive = folder.join(format!("{day}.warc.gz"));
    let mut file = OpenOptions::new().create(true).append(true).open(&archive)?;
    let offset = file.metadata()?.len();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&record(url, answer, time))?;
    file.write_all(&packed.finish()?)?;
    file.sync_data()?;
    Ok(Kept { url: url.to_owned(), archive, offset })
}

fn record(url: &str, answer: &Answer, time: &str) -> Vec<u8> {
    // Line ends inside a value would be lines of their own.
    let line = |words: &str| words.replace(['\r', '\n'], " ");
    let mut http = format!("HTTP/1.1 {}\r\n", answer.status);
    for (name, value) in &answer.headers {
        // The body is kept as it was unpacked, in one piece.
        let carries = ["content-encoding", "transfer-encoding", "content-length"];
        let prefix =
            if carries.iter().any(|carries| name.eq_ignore_ascii_case(carries)) { "X-Crawler-" } else { "" };
        http.push_str(&format!("{prefix}{}: {}\r\n", line(name), line(value)));
    }
    http.push_str("\r\n");
    let length = http.len() + answer.body.len();
    let digest = blake3::hash(&answer.body).to_hex();
    let id = blake3::hash(format!("{time} {url} {digest}").as_bytes()).to_hex();
    // A UUID of version 8, whose bits are ours (RFC 9562, 5.8).
    let uuid = format!("{}-{}-8{}-8{}-{}", &id[..8], &id[8..12], &id[13..16], &id[17..20], &id[20..32]);
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid}>\r\nWARC-Date: {time}\r\n\
         WARC-Target-URI: {}\r\nWARC-Payload-Digest: blake3:{digest}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n",
        line(url)
    );
    [head.as_bytes(), http.as_bytes(), &answer.body, b"\r\n\r\n"].concat()
}
