use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes as text: by their byte order mark, by the encoding that is stated, as UTF-8 where they are, and as
/// Windows-1252 otherwise, in which every byte is a character (<https://encoding.spec.whatwg.org>).
pub(crate) fn decode<'b>(bytes: &'b [u8], stated: Option<&str>) -> Cow<'b, str> {
    let stated = stated.and_then(|label| Encoding::for_label(label.as_bytes()));
    let is_utf_8 = std::str::from_utf8(bytes).is_ok();
    let encoding = match stated {
        Some(stated) if stated != UTF_8 => stated,
        _ if is_utf_8 => UTF_8,
        // Whoever says UTF-8 and writes another encoding most often writes this one.
        _ => WINDOWS_1252,
    };
    encoding.decode(bytes).0
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings_are_told_or_seen() {
        assert_eq!(decode(b"tr\xeave", None), "trêve");
        assert_eq!(decode("trêve".as_bytes(), None), "trêve");
        assert_eq!(decode(b"tr\xeave", Some("utf-8")), "trêve");
        assert_eq!(decode(b"\xe7\xf1", Some("windows-1251")), "зс");
        assert_eq!(decode(b"\xef\xbb\xbfa", Some("latin1")), "a");
        assert_eq!(decode(b"a", Some("no-such")), "a");
    }
}
