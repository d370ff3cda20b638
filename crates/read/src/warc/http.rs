//! An HTTP response (RFC 9112) as an archive keeps it: its head, and its body freed of what carried it.

use crate::MAX_REPORT_BYTES;
use crate::headers::{self, ContentType, Headers};
use crate::pack::{LIMITS, Limits, Stream};
use std::io::{Cursor, Read};

/// What a server sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub status: u16,
    pub content_type: ContentType,
    pub body: Vec<u8>,
}

/// Why a body cannot be had.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The record is no HTTP response.
    NoResponse,
    /// The body is encoded in a way that is not known.
    Encoding(String),
    /// The body does not unpack, with the reason.
    Broken(String),
}

/// Reads a response. Bodies that say they are chunked or packed and are not are taken as they are: crawlers
/// unpack what they store, and keep the head.
pub(crate) fn read(record: &[u8]) -> Result<Response, Fault> {
    let mut rest = record;
    let head = headers::take(&mut rest).ok().flatten().ok_or(Fault::NoResponse)?;
    let status = status(&head).ok_or(Fault::NoResponse)?;
    let headers = Headers::parse(&head);
    let chunked =
        headers.get("Transfer-Encoding").is_some_and(|words| words.to_ascii_lowercase().contains("chunked"));
    let body = if chunked { unchunk(rest).unwrap_or_else(|| rest.to_vec()) } else { rest.to_vec() };
    let body = match headers.get("Content-Encoding").map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "identity") => body,
        Some("gzip" | "x-gzip" | "zstd") => unpack(body)?,
        Some("deflate") => inflate(body)?,
        Some(_) if std::str::from_utf8(&body).is_ok() => body,
        Some(other) => return Err(Fault::Encoding(other.to_owned())),
    };
    let content_type = headers.get("Content-Type").map(ContentType::parse).unwrap_or_default();
    Ok(Response { status, content_type, body })
}

fn status(head: &[u8]) -> Option<u16> {
    let line = std::str::from_utf8(head.split(|byte| *byte == b'\n').next()?).ok()?;
    let (version, rest) = line.split_once(' ')?;
    version.starts_with("HTTP/").then(|| rest.split_whitespace().next()?.parse().ok())?
}

/// The chunks of a body put together (RFC 9112, 7.1); none where they are no chunks. A body that was cut off
/// gives what there is.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    while !body.is_empty() {
        let end = body.iter().position(|byte| *byte == b'\n')?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        body = &body[end + 1..];
        if size == 0 {
            break;
        }
        let taken = size.min(body.len());
        whole.extend_from_slice(&body[..taken]);
        body = &body[taken..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    }
    Some(whole)
}

fn unpack(body: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let limits = Limits { free: MAX_REPORT_BYTES as u64, ..LIMITS };
    let stream = Stream::with_limits(Box::new(Cursor::new(body)), limits);
    bounded(stream.map_err(|fault| Fault::Broken(fault.to_string()))?)
}

/// `deflate` is zlib by the book and bare deflate by custom (RFC 9110, 8.4.1.2).
fn inflate(body: Vec<u8>) -> Result<Vec<u8>, Fault> {
    bounded(flate2::read::ZlibDecoder::new(body.as_slice()))
        .or_else(|_| bounded(flate2::read::DeflateDecoder::new(body.as_slice())))
}

/// All bytes, or the fault of being too many.
pub(crate) fn bounded(source: impl Read) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    source
        .take(MAX_REPORT_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|fault| Fault::Broken(fault.to_string()))?;
    if bytes.len() > MAX_REPORT_BYTES {
        return Err(Fault::Broken(format!("it unpacks to more than {} MiB", MAX_REPORT_BYTES >> 20)));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Fault, read};
    use flate2::Compression;
    use std::io::Write;

    fn body(head: &str, body: &[u8]) -> Result<String, Fault> {
        let record = [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat();
        read(&record).map(|response| String::from_utf8_lossy(&response.body).into_owned())
    }

    #[test]
    fn bodies_are_freed_of_what_carried_them() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(b"Shells fell.").unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(b"Shells fell.").unwrap();
        let zlib = zlib.finish().unwrap();
        let chunked = b"7\r\nShells \r\n5;x=y\r\nfell.\r\n0\r\n\r\n";
        let told = |head, bytes: &[u8]| body(head, bytes).unwrap();
        assert_eq!(told("", b"Shells fell."), "Shells fell.");
        assert_eq!(told("Transfer-Encoding: chunked\r\n", chunked), "Shells fell.");
        assert_eq!(told("Transfer-Encoding: chunked\r\n", b"Shells fell."), "Shells fell.");
        assert_eq!(told("Transfer-Encoding: chunked\r\n", b"c\r\nShells"), "Shells", "cut off");
        assert_eq!(told("Content-Encoding: gzip\r\n", &gzip), "Shells fell.");
        assert_eq!(told("Content-Encoding: gzip\r\n", b"Shells fell."), "Shells fell.");
        assert_eq!(told("Content-Encoding: deflate\r\n", &zlib), "Shells fell.");
        assert_eq!(told("Content-Encoding: deflate\r\n", &zlib[2..zlib.len() - 4]), "Shells fell.");
        assert_eq!(told("Content-Encoding: br\r\n", b"Shells fell."), "Shells fell.");
        assert_eq!(body("Content-Encoding: br\r\n", b"\xff\xfe"), Err(Fault::Encoding("br".to_owned())));
        assert!(matches!(body("Content-Encoding: gzip\r\n", &gzip[..9]), Err(Fault::Broken(_))));
    }

    #[test]
    fn a_status_line_makes_a_response() {
        assert_eq!(read(b"HTTP/1.0 404\r\n\r\n").unwrap().status, 404);
        assert_eq!(read(b"GET / HTTP/1.1\r\n\r\n"), Err(Fault::NoResponse));
        assert_eq!(read(b"HTTP/1.1 200 OK"), Err(Fault::NoResponse));
    }
}
