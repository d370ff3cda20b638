use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of Unicode code points in a report's untouched text.
///
/// Written in JSON as `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First code point inside.
    pub start: u32,
    /// First code point after.
    pub end: u32,
}

impl Span {
    /// A span; `end` is never before `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The words under the span. Empty where the span lies outside `text`.
    ///
    /// ```
    /// # use cairn_model::Span;
    /// assert_eq!(Span::new(1, 3).of("aéio"), "éi");
    /// ```
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        let byte = |n: u32| text.char_indices().map(|(at, _)| at).nth(n as usize).unwrap_or(text.len());
        let start = byte(self.start);
        let length: usize =
            text[start..].chars().take((self.end - self.start) as usize).map(char::len_utf8).sum();
        &text[start..start + length]
    }

    /// Whether the two spans share a code point.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}
