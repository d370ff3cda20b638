//! What stands at the top and the bottom of page after page: running heads, feet, the numbers of pages.

use super::lines::Line;
use std::collections::BTreeMap;

/// How many lines at either end of a page are looked at.
const EDGE: usize = 3;

/// Takes running heads, feet and numbers of pages out. A file that has nothing else keeps them.
pub(super) fn clear(pages: &mut [Vec<Line>]) {
    // On how many pages a line stands at which end, whatever its numbers are.
    let mut seen: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let edges: Vec<Vec<(usize, bool)>> = pages.iter().map(|page| edges(page)).collect();
    for (page, edges) in pages.iter().zip(&edges) {
        let mut here: Vec<(bool, String)> =
            edges.iter().map(|&(idx, is_top)| (is_top, pattern(&page[idx].text))).collect();
        here.sort();
        here.dedup();
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    // Left and right pages have heads of their own, first pages of chapters none.
    let repeats = |n: usize| n >= 2 && n * 3 >= pages.len();
    let gone: Vec<Vec<usize>> = pages
        .iter()
        .zip(&edges)
        .map(|(page, edges)| {
            let is_furniture = |&&(idx, is_top): &&(usize, bool)| {
                let text = &page[idx].text;
                is_page_number(text)
                    || seen.get(&(is_top, pattern(text))).is_some_and(|n| repeats(*n))
            };
            let mut gone: Vec<usize> = edges.iter().filter(is_furniture).map(|(idx, _)| *idx).collect();
            gone.sort_unstable();
            gone.dedup();
            gone
        })
        .collect();
    let left = pages.iter().zip(&gone).any(|(page, gone)| page.len() > gone.len());
    if !left {
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

/// The lines at the top and the bottom of a page, each once, and whether it is the top.
fn edges(page: &[Line]) -> Vec<(usize, bool)> {
    let mut upright: Vec<usize> = (0..page.len()).filter(|idx| page[*idx].turned == 0).collect();
    upright.sort_by(|a, b| page[*b].height.total_cmp(&page[*a].height));
    let top = upright.iter().take(EDGE).map(|idx| (*idx, true));
    let bottom = upright.iter().skip(EDGE).rev().take(EDGE).map(|idx| (*idx, false));
    let mut edges: Vec<(usize, bool)> = top.chain(bottom).collect();
    // A short page has its foot among the first lines.
    edges.extend(upright.iter().take(EDGE).rev().map(|idx| (*idx, false)).filter(|_| upright.len() <= 2 * EDGE));
    edges
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
    let words = text.split(|c: char| c.is_whitespace() || "-–—/|.[]()".contains(c)).filter(|word| !word.is_empty());
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
