//! The strings of a page to its lines, in the order in which they were drawn: it keeps columns apart, which the
//! places on the page do not.

use super::content::Run;

/// A line of text, or what one column has of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub start: f64,
    pub end: f64,
    pub height: f64,
    pub size: f64,
    pub turned: i32,
}

/// In sizes of the font: from which gap on there is a space, from which on another column, and how far a string
/// may stand above or below its line. Spaces are a quarter wide, and a third of that where lines are packed;
/// lines are one apart, and notes on a word (¹) a third.
const SPACE: f64 = 0.13;
const COLUMN: f64 = 4.0;
const OFF_LINE: f64 = 0.45;

/// The lines of a page. What the file itself calls no part of the text is left out, unless all of it is.
pub(super) fn lines(mut runs: Vec<Run>) -> Vec<Line> {
    if runs.iter().any(|run| !run.is_artifact && !run.text.trim().is_empty()) {
        runs.retain(|run| !run.is_artifact);
    }
    let mut lines: Vec<Line> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some(line) if line.takes(&run) => line.take(&run),
            _ if run.text.trim().is_empty() => {}
            _ => lines.push(Line::of(run)),
        }
    }
    for line in &mut lines {
        let words: Vec<&str> = line.text.split_whitespace().collect();
        line.text = words.join(" ");
    }
    lines
}

impl Line {
    fn of(run: Run) -> Self {
        let Run { text, start, end, height, size, turned, .. } = run;
        Self { text, start, end, height, size, turned }
    }

    /// Whether a string goes on in this line.
    fn takes(&self, run: &Run) -> bool {
        let size = self.size.max(run.size);
        let gap = run.start - self.end;
        self.turned == run.turned
            && (run.height - self.height).abs() <= OFF_LINE * size
            // Behind it, or drawn over it.
            && (gap > -size || run.start >= self.start)
            && gap < COLUMN * size
    }

    fn take(&mut self, run: &Run) {
        let size = self.size.max(run.size);
        // Some draw each string twice to make it bold.
        let is_again = self.end - run.start > (run.end - run.start) * 0.8 && self.text.ends_with(&run.text);
        if is_again && run.end > run.start {
            return;
        }
        let is_apart = run.start - self.end > SPACE * size;
        if is_apart && !self.text.ends_with(' ') && !run.text.starts_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(&run.text);
        // What follows a note on a word stands on the line again.
        if run.size > self.size {
            (self.size, self.height) = (run.size, run.height);
        }
        self.end = self.end.max(run.end);
    }
}
