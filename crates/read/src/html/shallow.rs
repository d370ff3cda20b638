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
    "a", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "rb", "rt", "rtc", "rp", "tr", "td", "th",
    "thead", "tbody", "tfoot", "colgroup", "script", "style", "noscript", "textarea", "title", "html",
    "body",
];

/// How long a run of text without a tag is at most, in bytes. Each character reference in it makes the parser copy
/// what it has of the run.
const LONGEST_RUN: usize = 8 << 10;

/// A comment, which shows nothing and ends a run of text.
const BREAK: &str = "<!---->";

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
    let (mut from, mut text_from) = (0, Some(0));
    for (start, end, tag) in tags(page) {
        if let Some(text_from) = text_from {
            from = break_up(page, from, text_from, start, &mut kept);
        }
        let holds_code = ["script", "style"].iter().any(|code| tag.eq_ignore_ascii_case(code));
        text_from = (!holds_code).then_some(end);
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
    if let Some(text_from) = text_from {
        from = break_up(page, from, text_from, page.len(), &mut kept);
    }
    if from == 0 {
        return Cow::Borrowed(page);
    }
    kept.push_str(&page[from..]);
    Cow::Owned(kept)
}

/// Breaks up the run of text from `start` to `end`; gives up to where the page has been copied.
fn break_up(page: &str, copied: usize, start: usize, end: usize, kept: &mut String) -> usize {
    let (mut copied, mut start) = (copied, start);
    while end - start > LONGEST_RUN {
        let half = start + LONGEST_RUN / 2;
        let space = page.as_bytes()[half..half + LONGEST_RUN / 4].iter().position(u8::is_ascii_whitespace);
        let mut at = half + space.unwrap_or(0);
        while !page.is_char_boundary(at) {
            at -= 1;
        }
        kept.push_str(&page[copied..at]);
        kept.push_str(BREAK);
        (copied, start) = (at, at);
    }
    copied
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
            let end =
                bytes[name + length..].iter().position(|byte| *byte == b'>').map(|n| name + length + n + 1);
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

#[cfg(test)]
mod tests {
    use super::{BREAK, LONGEST_RUN, shallow};

    #[test]
    fn a_page_as_people_write_them_is_left_as_it_is() {
        for page in
            ["", "<p>Shells fell.<p>Then <b>more</b>.", "a < b <3 </ <!-- <div -->", "<img src=x/><br>"]
        {
            assert_eq!(shallow(page), page);
        }
    }

    #[test]
    fn what_is_too_deep_keeps_its_text() {
        let page = format!("{}Shells fell.{}<p>More.", "<div>".repeat(1000), "</div>".repeat(1000));
        let found = shallow(&page);
        assert_eq!(found.matches("<div>").count(), 256);
        assert_eq!(found.matches("</div>").count(), 256);
        assert!(found.contains("Shells fell.") && found.ends_with("<p>More."));
    }

    #[test]
    fn fonts_that_are_never_closed_are_few() {
        let found = shallow(&"<p><font color=red>Shells fell.".repeat(100)).into_owned();
        assert_eq!((found.matches("<p>").count(), found.matches("<font").count()), (100, 8));
    }

    #[test]
    fn a_long_run_of_text_is_broken_up_and_none_is_lost() {
        let text = "Shells fell on Алеппо. ".repeat(LONGEST_RUN / 10);
        let found = shallow(&text).into_owned();
        assert!(found.contains(BREAK));
        assert_eq!(found.replace(BREAK, ""), text);
        let script = format!("<script>{text}</script>");
        assert_eq!(shallow(&script), script);
    }
}
