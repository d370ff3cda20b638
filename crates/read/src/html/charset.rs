//! Bytes of a page to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its own statement of encoding is looked for (HTML Standard, 1,024 bytes; pages that
/// state it later are common enough for a little more).
const STATED_WITHIN: usize = 4096;

/// The text of a page, and the encoding it was read in.
///
/// Order: byte order mark; what is UTF-8 throughout; what the server said; what the page says of itself; a
/// guess from the bytes. A statement that leaves characters broken gives way to a guess that leaves fewer.
pub(super) fn decode(bytes: &[u8], server: Option<&str>) -> (String, &'static Encoding) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (decoded(&bytes[length..], encoding).0, encoding);
    }
    let stated = server.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let utf_16 = stated.filter(|encoding| *encoding == UTF_16LE || *encoding == UTF_16BE);
    if let (None, Ok(text)) = (utf_16, std::str::from_utf8(bytes)) {
        return (text.to_owned(), UTF_8);
    }
    let stated = stated.or_else(|| stated_inside(bytes));
    let mut best: Option<(String, usize, &'static Encoding)> = None;
    for encoding in [stated, Some(guess(bytes))].into_iter().flatten() {
        let (text, n_broken) = decoded(bytes, encoding);
        if best.as_ref().is_none_or(|(_, fewest, _)| n_broken < *fewest) {
            best = Some((text, n_broken, encoding));
        }
    }
    match best {
        Some((text, _, encoding)) => (text, encoding),
        None => (decoded(bytes, WINDOWS_1252).0, WINDOWS_1252),
    }
}

/// The text, and how many characters could not be read.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let (text, had_broken) = encoding.decode_without_bom_handling(bytes);
    let n_broken = if had_broken { text.matches('\u{fffd}').count() } else { 0 };
    (text.into_owned(), n_broken)
}

/// `<meta charset=...>` or `<meta http-equiv=content-type content="...; charset=...">`, or the XML declaration.
fn stated_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(STATED_WITHIN)].to_ascii_lowercase();
    let stated = [&b"charset"[..], b"encoding"].into_iter().find_map(|word| {
        (0..head.len().saturating_sub(word.len())).find_map(|at| {
            let rest =
                head[at..].strip_prefix(word)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
            let length = rest.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:".contains(b)).count();
            Encoding::for_label(&rest[..length])
        })
    })?;
    // A page that could be read this far is not UTF-16, whatever it says (HTML Standard, prescan).
    Some(if stated == UTF_16LE || stated == UTF_16BE { UTF_8 } else { stated })
}

/// The likeliest encoding.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}
