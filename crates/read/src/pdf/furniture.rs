//! What stands at the top and the bottom of page after page: running heads, feet, the numbers of pages.

use super::lines::Line;
use std::collections::{BTreeMap, BTreeSet};

/// How many lines at either end of a page are looked at.
const EDGE: usize = 3;

/// How far furniture stands from the text, in sizes of the font.
const APART: f64 = 1.7;

/// Takes running heads, feet and numbers of pages out. A file that has nothing else keeps them.
pub(super) fn clear(pages: &mut [Vec<Line>]) {
    // On how many pages a line stands at which end, whatever its numbers are.
    let mut seen: BTreeMap<(End, String), usize> = BTreeMap::new();
    for page in &*pages {
        for end in [End::Top, End::Bottom] {
            let patterns = inwards(page, end).into_iter().take(EDGE).map(|idx| pattern(&page[idx].text));
            for pattern in BTreeSet::from_iter(patterns) {
                *seen.entry((end, pattern)).or_default() += 1;
            }
        }
    }
    // Left and right pages have heads of their own, first pages of chapters none.
    let repeats = |n: usize| n >= 2 && n * 3 >= pages.len();
    let is_furniture = |line: &Line, end: End| {
        is_page_number(&line.text) || seen.get(&(end, pattern(&line.text))).is_some_and(|n| repeats(*n))
    };
    let gone: Vec<BTreeSet<usize>> = pages
        .iter()
        .map(|page| {
            let at = |end| at_end(page, end, |line| is_furniture(line, end));
            at(End::Top).into_iter().chain(at(End::Bottom)).collect()
        })
        .collect();
    if pages.iter().zip(&gone).all(|(page, gone)| page.len() == gone.len()) {
        return;
    }
    for (page, gone) in pages.iter_mut().zip(gone) {
        let mut idx = 0;
        page.retain(|_| {
            idx += 1;
            !gone.contains(&(idx - 1))
        });
    }
}

/// An end of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Top,
    Bottom,
}

/// The upright lines of a page from one end on.
fn inwards(page: &[Line], end: End) -> Vec<usize> {
    let mut upright: Vec<usize> = (0..page.len()).filter(|idx| page[*idx].turned == 0).collect();
    upright.sort_by(|a, b| page[*b].height.total_cmp(&page[*a].height));
    if end == End::Bottom {
        upright.reverse();
    }
    upright
}

/// The lines at one end that are furniture and stand apart from the text behind them, by a gap or their size: a
/// page of text may begin with the words of another one.
fn at_end(page: &[Line], end: End, is_furniture: impl Fn(&Line) -> bool) -> Vec<usize> {
    let inwards = inwards(page, end);
    let mut n = inwards.iter().take(EDGE).take_while(|idx| is_furniture(&page[**idx])).count();
    while let Some(behind) = inwards.get(n).filter(|_| n > 0) {
        let (line, behind) = (&page[inwards[n - 1]], &page[*behind]);
        let size = line.size.max(behind.size);
        let is_apart = (line.height - behind.height).abs() > APART * size
            || (line.size - behind.size).abs() > 0.05 * size;
        if is_apart {
            break;
        }
        n -= 1;
    }
    inwards.into_iter().take(n).collect()
}

/// A line with its numbers as `#`.
fn pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !pattern.ends_with('#') {
            pattern.extend(c.to_lowercase());
        }
    }
    pattern
}

/// Whether a line is the number of a page and nothing else: `12`, `- 12 -`, `Page 3 of 10`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let words =
        text.split(|c: char| c.is_whitespace() || "-–—/|.[]()".contains(c)).filter(|word| !word.is_empty());
    let mut n_numbers = 0;
    for word in words {
        if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            n_numbers += 1;
        } else if !["page", "p", "of"].iter().any(|known| word.eq_ignore_ascii_case(known)) {
            return false;
        }
    }
    (1..=2).contains(&n_numbers)
}

#[cfg(test)]
mod tests {
    use super::{is_page_number, pattern};

    #[test]
    fn numbers_of_pages_and_what_is_none() {
        for number in ["12", "- 12 -", "Page 3 of 10", "3/10", "p. 4", "[7]"] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["12 killed", "May 2019", "", "-", "20190525", "1.2.3", "of"] {
            assert!(!is_page_number(text), "{text}");
        }
        assert_eq!(pattern("Weekly Report 12 | 2019"), "weekly report # | #");
    }
}
