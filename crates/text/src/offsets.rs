/// Translates byte offsets of a text into code points.
///
/// Holds one entry per character that takes more than one byte, so that plain ASCII costs nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Offsets {
    /// For each wide character: the byte after it, and how many bytes more than code points the
    /// text has up to there. Both ascend.
    wide: Vec<(u32, u32)>,
}

impl Offsets {
    pub(crate) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::default();
        }
        let mut surplus = 0;
        let wide = text
            .char_indices()
            .filter(|(_, c)| c.len_utf8() > 1)
            .map(|(at, c)| {
                surplus += c.len_utf8() as u32 - 1;
                ((at + c.len_utf8()) as u32, surplus)
            })
            .collect();
        Self { wide }
    }

    /// The code point that begins at byte `at` (a character boundary).
    pub(crate) fn code_point(&self, at: u32) -> u32 {
        let n = self.wide.partition_point(|(after, _)| *after <= at);
        at - n.checked_sub(1).map_or(0, |i| self.wide[i].1)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn code_points_are_counted_not_bytes() {
        let text = "aé“b”c😀d";
        let offsets = Offsets::of(text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_point(at as u32), n as u32, "at byte {at}");
        }
        assert_eq!(offsets.code_point(text.len() as u32), text.chars().count() as u32);
    }
}
