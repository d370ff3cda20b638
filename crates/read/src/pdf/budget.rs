//! How much of a file is read: small files can ask for any amount of work, by packing and by using one piece in
//! many places.

use crate::MAX_REPORT_BYTES;

/// What is left of a file's budget.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of content, unpacked.
    pub content: usize,
    /// Bytes of text.
    text: usize,
    /// Bytes of maps from codes to characters, unpacked.
    pub maps: usize,
}

impl Budget {
    /// The content of a page of news takes some 10 KiB, with drawings and rules some 100.
    pub fn new() -> Self {
        Self { content: 64 << 20, text: MAX_REPORT_BYTES, maps: 64 << 20 }
    }

    /// Takes text; false where there is no room for it.
    pub fn take_text(&mut self, bytes: usize) -> bool {
        let left = self.text.checked_sub(bytes);
        self.text = left.unwrap_or(0);
        left.is_some()
    }

    /// Takes content. However short, a piece is work: it is looked up and unpacked.
    pub fn take_content(&mut self, bytes: usize) {
        self.content = self.content.saturating_sub(bytes.max(1 << 12));
    }

    /// Whether there is nothing left.
    pub fn is_spent(&self) -> bool {
        self.text == 0 || self.content == 0
    }
}
