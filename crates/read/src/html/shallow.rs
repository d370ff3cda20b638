//! What makes parsing a page slow is bounded before it is parsed.

use std::borrow::Cow;

/// How many bytes of a page are read. Pages of articles have some hundred kilobytes, most of it script.
pub(super) const LONGEST: usize = 4 << 20;

/// How deep elements are nested at most; browsers stop at 512.
const DEEPEST: usize = 256;

/// How many elements of a look (bold, a font) are open at most: a parser opens all of them anew in each paragraph
/// where they were never closed (HTML Standard, active formatting elements).
const LOOKS_OPEN: usize = 8;

const LOOKS: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// How long a tag is at most, in bytes; longer ones hold a picture written out.
const LONGEST_TAG: usize = 16 << 10;

/// Elements without content (HTML Standard, void elements), those whose end the parser finds by itself, and
/// those whose content is no markup. None of them makes a tree deep.
const FLAT: [&str; 39] = [
    "a", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr", "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc", "rp", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "script", "style", "noscript", "textarea", "title", "html", "body",
];

/// A page as parsers can take it in time: tags that nest elements too deep are left out, their text stays, and
/// what is too long is cut. Parsers walk up the open elements at many tags, so that depth costs time by its square.
pub(super) fn shallow(page: &str) -> Cow<'_, str> {
    let mut end = page.len().min(LONGEST);
    while !page.is_char_boundary(end) {
        end -= 1;
    }
    let page = &page[..end];
    let mut kept = String::new();
    let (mut structure, mut looks) = (Open::new(DEEPEST), Open::new(LOOKS_OPEN));
    let mut from = 0;
    for (start, end, tag) in tags(page) {
        let (name, closes) = match tag.strip_prefix('/') {
            Some(name) => (name, true),
            None => (tag, false),
        };
        let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        let open = if is(&LOOKS) { &mut looks } else { &mut structure };
        if end - start > LONGEST_TAG || !is(&FLAT) && open.drops(closes) {
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

/// How many elements are open, roughly: tags are taken to close what was opened last.
struct Open {
    most: usize,
    open: usize,
    dropped: usize,
}

impl Open {
    fn new(most: usize) -> Self {
        Self { most, open: 0, dropped: 0 }
    }

    /// Whether a tag is left out; counts it.
    fn drops(&mut self, closes: bool) -> bool {
        match closes {
            false if self.open >= self.most => {
                self.dropped += 1;
                true
            }
            false => {
                self.open += 1;
                false
            }
            true if self.dropped > 0 => {
                self.dropped -= 1;
                true
            }
            true => {
                self.open = self.open.saturating_sub(1);
                false
            }
        }
    }
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
