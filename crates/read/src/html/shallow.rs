//! Nesting is bounded before a page is parsed.

use std::borrow::Cow;

/// How deep elements are nested at most; the limit of Blink's and WebKit's parsers.
const DEEPEST: usize = 512;

/// Elements without content (HTML Standard, void elements), those whose end the parser finds by itself, and
/// those whose content is no markup. None of them makes a tree deep.
const FLAT: [&str; 38] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc", "rp", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "script", "style", "noscript", "textarea", "title", "html", "body",
];

/// A page whose elements are nested no deeper than browsers nest them: tags beyond that are left out, their
/// text stays. Parsers walk up the open elements at many tags, so that depth costs time by its square.
pub(super) fn shallow(page: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let (mut depth, mut dropped, mut from) = (0_usize, 0_usize, 0);
    for (start, end, tag) in tags(page) {
        let (name, closes) = match tag.strip_prefix('/') {
            Some(name) => (name, true),
            None => (tag, false),
        };
        if FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat)) {
            continue;
        }
        let drops = match closes {
            false if depth >= DEEPEST => {
                dropped += 1;
                true
            }
            false => {
                depth += 1;
                false
            }
            true if dropped > 0 => {
                dropped -= 1;
                true
            }
            true => {
                depth = depth.saturating_sub(1);
                false
            }
        };
        if drops {
            kept.push_str(&page[from..start]);
            // What stood on both sides of a tag was no one word.
            kept.push(' ');
            from = end;
        }
    }
    if from == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(&page[from..]);
    Cow::Owned(kept)
}

/// The tags of a page, roughly: where each begins and ends in bytes, and its name, with `/` before it where it
/// closes. Tags inside scripts count as such, which can only make a page look deeper than it is.
fn tags(page: &str) -> impl Iterator<Item = (usize, usize, &str)> {
    let bytes = page.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = bytes[at..].iter().position(|byte| *byte == b'<') {
            let start = at + found;
            let name = start + 1 + usize::from(bytes.get(start + 1) == Some(&b'/'));
            let letters = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
            let length = bytes[name..].iter().take_while(|byte| letters(byte)).count();
            if length == 0 || !bytes[name].is_ascii_alphabetic() {
                at = start + 1;
                continue;
            }
            let end = bytes[name + length..].iter().position(|byte| *byte == b'>').map(|n| name + length + n + 1);
            let end = end.unwrap_or(bytes.len());
            at = end;
            let closed_at_once = end >= 2 && &bytes[end - 2..end] == b"/>";
            if closed_at_once {
                continue;
            }
            return Some((start, end, &page[start + 1..name + length]));
        }
        at = bytes.len();
        None
    })
}
