//! Takes `&str`, a caret case. Gives [`Case`], the plain text and its labelled spans.
//!
//! Invariant: each span lies inside one line of the text, and its carets stand exactly under it.
//!
//! Test support, used as a dev-dependency only. A caret case is a text with marks under it:
//!
//! ```text
//! At least 12 civilians were killed in the strike.
//!          ^^ count
//!             ^^^^^^^^^ who
//! ```
//!
//! A line whose first mark is a caret labels the nearest text line above it; several such lines
//! may follow one text line, and one line may carry several marks (`^^ count   ^^^ who`). A column
//! is one Unicode code point, as in every span of the register. The form is that of
//! rust-analyzer's `extract_annotations`, without the comment signs.

use std::fmt;

/// A text with labelled spans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The text without its caret lines, lines joined by `\n`, with no line break at the end.
    pub text: String,
    /// Each span, `(start, end)` in code points of `text`, end-exclusive, with its label; in the
    /// order in which they are written.
    pub labels: Vec<((u32, u32), String)>,
}

/// What is wrong with a caret case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the case, from 1.
    pub line: usize,
    /// What was found.
    pub message: &'static str,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the caret case: {}", self.line, self.message)
    }
}

impl std::error::Error for Fault {}

/// Reads a caret case that a test relies on.
///
/// ```
/// let case = cairn_cases::parse("Two died in Tønder.\n            ^^^^^^ place");
/// assert_eq!(case.text, "Two died in Tønder.");
/// assert_eq!(case.labels, [((12, 18), "place".to_owned())]);
/// ```
///
/// # Panics
///
/// Where the case is malformed: a test must not pass because its marks were not understood.
/// [`read`] gives the fault instead.
pub fn parse(case: &str) -> Case {
    match read(case) {
        Ok(case) => case,
        Err(fault) => panic!("{fault}\n{case}"),
    }
}

/// Reads a caret case, or says what is wrong with it.
///
/// ```
/// let fault = cairn_cases::read("Two died.\n    ^^^^^^ verb").unwrap_err();
/// assert_eq!(fault.to_string(), "line 2 of the caret case: carets beyond the end of the text line");
/// ```
pub fn read(case: &str) -> Result<Case, Fault> {
    let mut lines: Vec<&str> = Vec::new();
    let mut labels = Vec::new();
    // Start and length, in code points, of the text line that carets would stand under.
    let mut above: Option<(u32, u32)> = None;
    for (index, line) in case.lines().enumerate() {
        let fault = |message| Fault { line: index + 1, message };
        if !line.trim_start().starts_with('^') {
            let start = above.map_or(0, |(start, length)| start + length + 1);
            above = Some((start, count(line)));
            lines.push(line);
            continue;
        }
        let (start, length) = above.ok_or_else(|| fault("carets before any text"))?;
        for (from, to, label) in marks(line) {
            if to > length {
                return Err(fault("carets beyond the end of the text line"));
            }
            if label.is_empty() {
                return Err(fault("carets without a label"));
            }
            labels.push(((start + from, start + to), label));
        }
    }
    Ok(Case { text: lines.join("\n"), labels })
}

impl Case {
    /// The words under a span. Empty where the span lies outside the text.
    pub fn words(&self, (start, end): (u32, u32)) -> String {
        self.text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect()
    }
}

/// Writes the case as it is read, one mark a line: what a failed test shows.
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut start = 0;
        for line in self.text.split('\n') {
            writeln!(f, "{line}")?;
            let end = start + count(line);
            for ((from, to), label) in &self.labels {
                if start <= *from && *to <= end {
                    let (indent, width) = ((from - start) as usize, (to - from) as usize);
                    writeln!(f, "{:indent$}{:^>width$} {label}", "", "")?;
                }
            }
            start = end + 1;
        }
        Ok(())
    }
}

/// The marks of a caret line: columns from and to, and the label up to the next caret.
fn marks(line: &str) -> Vec<(u32, u32, String)> {
    let mut marks: Vec<(u32, u32, String)> = Vec::new();
    for (column, c) in (0..).zip(line.chars()) {
        match marks.last_mut() {
            Some((_, to, label)) if c == '^' && *to == column && label.is_empty() => *to += 1,
            _ if c == '^' => marks.push((column, column + 1, String::new())),
            Some((_, _, label)) => label.push(c),
            None => {}
        }
    }
    for (_, _, label) in &mut marks {
        *label = label.trim().to_owned();
    }
    marks
}

/// Length in code points.
fn count(line: &str) -> u32 {
    u32::try_from(line.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Case, parse, read};

    #[track_caller]
    fn check(case: &str, expected: &[(&str, &str)]) {
        let case = parse(case);
        let found: Vec<_> =
            case.labels.iter().map(|(span, label)| (case.words(*span), label.clone())).collect();
        let expected: Vec<_> = expected.iter().map(|(w, l)| ((*w).to_owned(), (*l).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check_fault(case: &str, expected: &str) {
        assert_eq!(read(case).unwrap_err().to_string(), expected);
    }

    #[test]
    fn several_caret_lines_stand_under_one_text_line() {
        check(
            "At least 12 civilians were killed.\n         ^^ count\n            ^^^^^^^^^ who\n^^^^^^^^ qualifier",
            &[("12", "count"), ("civilians", "who"), ("At least", "qualifier")],
        );
    }

    #[test]
    fn one_caret_line_carries_several_marks() {
        check("12 dead, 30 hurt\n^^ dead  ^^ hurt", &[("12", "dead"), ("30", "hurt")]);
    }

    #[test]
    fn a_label_may_have_several_words() {
        check(
            "12 died, 3 fled\n^^ the dead\n         ^ those who fled  \n",
            &[("12", "the dead"), ("3", "those who fled")],
        );
    }

    #[test]
    fn columns_are_code_points() {
        check("Zürich, “12” dead\n         ^^ count", &[("12", "count")]);
    }

    #[test]
    fn marks_belong_to_the_nearest_text_line_above() {
        let case = parse("One.\n\nTwo died.\n^^^ n\n");
        assert_eq!(case.text, "One.\n\nTwo died.");
        assert_eq!(case.labels, [((6, 9), "n".to_owned())]);
    }

    #[test]
    fn a_text_without_marks_is_a_case() {
        assert_eq!(parse("Nothing here."), Case { text: "Nothing here.".into(), labels: vec![] });
        assert_eq!(parse(""), Case::default());
    }

    #[test]
    fn a_case_is_shown_as_it_is_read() {
        let written = "Zwölf 12\n      ^^ n\nshot\n^^^^ verb\n ^ inner\n";
        assert_eq!(parse(written).to_string(), written);
    }

    #[test]
    fn malformed_cases_are_faults() {
        check_fault("^^ n\n12", "line 1 of the caret case: carets before any text");
        check_fault("12\n^^^ n", "line 2 of the caret case: carets beyond the end of the text line");
        check_fault("12\n^^", "line 2 of the caret case: carets without a label");
    }
}
