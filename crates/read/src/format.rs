/// A kind of file that holds reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report as plain text, with or without front matter.
    Text,
    /// One report a line, as JSON objects.
    JsonLines,
    /// A web page: one article, or a live page of many entries.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Text, Self::JsonLines, Self::Html];

    /// The endings of file names that stand for the format, without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt"],
            Self::JsonLines => &["jsonl", "ndjson"],
            Self::Html => &["html", "htm", "xhtml"],
        }
    }

    /// The format of a file by its name; case does not matter.
    ///
    /// ```
    /// # use cairn_read::Format;
    /// assert_eq!(Format::of_name("wire/2019-05-25.TXT"), Some(Format::Text));
    /// assert_eq!(Format::of_name("notes.pdf"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.endings().iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The endings of all formats, for messages: `.txt, .jsonl, .ndjson`.
    pub fn known_endings() -> String {
        let endings: Vec<String> =
            Self::ALL.iter().flat_map(|format| format.endings()).map(|ending| format!(".{ending}")).collect();
        endings.join(", ")
    }
}
