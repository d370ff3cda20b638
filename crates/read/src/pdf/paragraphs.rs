//! Lines to paragraphs, and the headline.

use super::join::Words;
use super::lines::Line;
use std::collections::BTreeMap;

/// The paragraphs of a file, across columns and pages.
pub(super) fn paragraphs(pages: &[Vec<Line>]) -> Vec<String> {
    let mut words = Words::default();
    for line in pages.iter().flatten() {
        words.take(&line.text);
    }
    let leading = leading(pages);
    let unit = usual_size(pages).filter(|size| size.is_normal()).unwrap_or(1.0);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before: Option<(&Line, f64)> = None;
    for page in pages {
        let mut is_first = true;
        let margins = Margins::of(page, unit);
        for line in page {
            let goes_on = before.is_some_and(|(last, room)| {
                let beside = Beside { last, line, room, leading };
                if is_first { beside.continues_elsewhere() } else { beside.continues() }
            });
            match paragraphs.last_mut() {
                Some(paragraph) if goes_on => words.join(paragraph, &line.text),
                _ => paragraphs.push(line.text.clone()),
            }
            before = Some((line, margins.room(line)));
            is_first = false;
        }
    }
    paragraphs
}

/// The line that stands out at the top of the first page: larger than most, with those of its size behind it.
pub(super) fn headline(pages: &[Vec<Line>]) -> Option<String> {
    const MAX_LINES: usize = 4;
    let page = pages.iter().find(|page| !page.is_empty())?;
    let usual = usual_size(pages)?;
    let largest = page.iter().map(|line| line.size).max_by(f64::total_cmp)?;
    let is_large = |line: &&Line| line.size > 0.95 * largest;
    if largest < 1.2 * usual {
        return None;
    }
    let mut text = String::new();
    for line in page.iter().skip_while(|line| !is_large(line)).take_while(is_large).take(MAX_LINES) {
        if text.is_empty() {
            text.clone_from(&line.text)
        } else {
            Words::default().join(&mut text, &line.text)
        }
    }
    text.contains(char::is_alphabetic).then_some(text)
}

/// The size that most of the text has.
fn usual_size(pages: &[Vec<Line>]) -> Option<f64> {
    let mut sizes: Vec<(f64, usize)> =
        pages.iter().flatten().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, length)| length).sum::<usize>() / 2;
    let mut sum = 0;
    sizes
        .into_iter()
        .find(|(_, length)| {
            sum += length;
            sum > half
        })
        .map(|(size, _)| size)
}

/// How far lines of one paragraph stand apart, in sizes of their font: as the nearest quarter of lines do.
fn leading(pages: &[Vec<Line>]) -> f64 {
    let apart = pages.iter().flat_map(|page| page.windows(2)).filter_map(|pair| {
        let step = (pair[0].height - pair[1].height) / pair[1].size;
        (pair[0].is_like(&pair[1]) && (0.8..3.0).contains(&step)).then_some(step)
    });
    let mut apart: Vec<f64> = apart.collect();
    apart.sort_by(f64::total_cmp);
    apart.get(apart.len() / 4).map_or(1.2, |step| step.min(1.7))
}

/// Where the columns of a page end, by direction, size and place of their lines.
struct Margins {
    unit: f64,
    right: BTreeMap<(i32, i64, i64), f64>,
}

impl Margins {
    fn of(page: &[Line], unit: f64) -> Self {
        let mut margins = Self { unit, right: BTreeMap::new() };
        for line in page {
            let right = margins.right.entry(margins_key(line, unit)).or_insert(line.end);
            *right = right.max(line.end);
        }
        margins
    }

    /// How far a line ends before the right edge of its column: of the lines of about its size that begin no
    /// further than three sizes from it.
    fn room(&self, line: &Line) -> f64 {
        let (turned, size, start) = margins_key(line, self.unit);
        let sizes = size.saturating_sub(1)..=size.saturating_add(1);
        let near = |size| {
            let starts = (turned, size, start.saturating_sub(3))..=(turned, size, start.saturating_add(3));
            self.right.range(starts).map(|(_, right)| *right).max_by(f64::total_cmp)
        };
        sizes.filter_map(near).max_by(f64::total_cmp).map_or(0.0, |right| right - line.end)
    }
}

/// Direction, size in steps of an eighth, and start in units.
fn margins_key(line: &Line, unit: f64) -> (i32, i64, i64) {
    (line.turned, (line.size.ln() / 0.12).round() as i64, (line.start / unit).round() as i64)
}

impl Line {
    /// Whether two lines are of one kind of text.
    fn is_like(&self, other: &Self) -> bool {
        self.turned == other.turned && (self.size - other.size).abs() <= 0.12 * self.size.max(other.size)
    }

    fn ends_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
        text.ends_with(['.', '!', '?', ':', '…', '。', '؟', '۔', '।'])
    }

    /// About how wide the first word is, with the space before it.
    fn first_word(&self) -> f64 {
        let n = |text: &str| text.chars().count() as f64;
        let first = self.text.split_whitespace().next().unwrap_or_default();
        (self.end - self.start).max(0.0) * (n(first) + 1.0) / n(&self.text).max(1.0)
    }

    fn begins_item(&self) -> bool {
        let first = self.text.split_whitespace().next().unwrap_or_default();
        let number = first.trim_end_matches(['.', ')']);
        let is_number = number.len() < first.len()
            && number.len() <= 2
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !number.is_empty();
        is_number || matches!(first, "•" | "▪" | "■" | "●" | "◦" | "–" | "—" | "-" | "*" | "\u{fffd}")
    }
}

/// A line and the one that was drawn before it.
struct Beside<'l> {
    last: &'l Line,
    line: &'l Line,
    /// What was left of the last line's column.
    room: f64,
    leading: f64,
}

impl Beside<'_> {
    /// Whether the line goes on with the paragraph of the last one, on the same page.
    fn continues(&self) -> bool {
        let Self { last, line, room, leading } = self;
        let size = line.size;
        let down = last.height - line.height;
        // Up again is the next column; beside it, the next cell of a table.
        if down < 0.0 && last.is_like(line) {
            return self.continues_elsewhere();
        }
        let is_near = down > 0.3 * size && down <= leading * 1.35 * size;
        let is_indented = line.start - last.start > 0.8 * size && last.ends_sentence();
        // Who breaks a line where the next word has room means it, but for a hair; not within a sentence.
        let is_within = !last.ends_sentence() && line.text.starts_with(char::is_lowercase);
        let is_broken_off = *room > line.first_word() + 0.3 * size && !is_within;
        last.is_like(line) && is_near && !is_indented && !is_broken_off && !line.begins_item()
    }

    /// Whether it does, at the head of another column or page.
    fn continues_elsewhere(&self) -> bool {
        let Self { last, line, room, .. } = self;
        let is_full = *room <= line.first_word() + 0.3 * line.size;
        last.is_like(line)
            && !last.ends_sentence()
            && !line.begins_item()
            && (line.text.starts_with(char::is_lowercase) || is_full)
    }
}
