//! Heads of `Name: value` lines, as web archives (ISO 28500), HTTP (RFC 9112) and servers in between write them.

use std::io::{self, BufRead};

/// The longest head that is read: servers refuse longer ones.
const MAX_HEAD: usize = 64 << 10;

/// The lines of a head. Names count without regard to case; what is no `Name: value` is passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads the lines of a head up to the empty one. A line that begins with a blank goes on the one before.
    pub fn parse(head: &[u8]) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(head).lines() {
            match (line.starts_with([' ', '\t']), line.split_once(':'), headers.last_mut()) {
                (true, _, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (false, Some((name, value)), _) => {
                    headers.push((name.trim().to_owned(), value.trim().to_owned()))
                }
                _ => {}
            }
        }
        Self(headers)
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// A `Content-Type` (RFC 9110, 8.3): its type in small letters, and the encoding of its characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ContentType {
    /// For example `text/html`; empty where it is not told.
    pub essence: String,
    /// The value of `charset`.
    pub charset: Option<String>,
}

impl ContentType {
    /// Reads `text/html; charset="utf-8"`.
    pub fn parse(words: &str) -> Self {
        let mut parts = words.split(';');
        let essence = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim()
                .eq_ignore_ascii_case("charset")
                .then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        Self { essence, charset: charset.filter(|charset| !charset.is_empty()) }
    }
}

/// Takes a head up to and with its empty line; none where the source ends before or the head is too long.
pub(crate) fn take(source: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::new();
    loop {
        let start = head.len();
        let room = MAX_HEAD.saturating_sub(start) as u64;
        let n = io::Read::take(&mut *source, room).read_until(b'\n', &mut head)?;
        if n == 0 || head.last() != Some(&b'\n') {
            return Ok(None);
        }
        if matches!(&head[start..], b"\n" | b"\r\n") {
            return Ok(Some(head));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentType, Headers, take};

    #[test]
    fn heads_are_read_as_servers_write_them() {
        let head = b"WARC/1.0\r\nWARC-Type: response\r\ncontent-length:12\nX: a\n b\r\nno pair\r\n\r\n";
        let headers = Headers::parse(head);
        assert_eq!(headers.get("warc-type"), Some("response"));
        assert_eq!(headers.get("Content-Length"), Some("12"));
        assert_eq!(headers.get("x"), Some("a b"));
        let mut source = &[&head[..], b"body"].concat()[..];
        assert_eq!(take(&mut source).unwrap().unwrap(), head);
        assert_eq!(source, b"body");
        assert_eq!(take(&mut &b"A: b\r\n"[..]).unwrap(), None);
        assert_eq!(take(&mut &vec![b'x'; 1 << 20][..]).unwrap(), None);
    }

    #[test]
    fn content_types_in_all_shapes() {
        let parsed = ContentType::parse("Text/HTML; a=b; Charset=\"windows-1256\"");
        assert_eq!((parsed.essence.as_str(), parsed.charset.as_deref()), ("text/html", Some("windows-1256")));
        assert_eq!(ContentType::parse(""), ContentType::default());
    }
}
