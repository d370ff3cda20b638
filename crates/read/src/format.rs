use crate::{feed, table, warc};

/// A kind of file that holds reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One report as plain text, with or without front matter.
    Text,
    /// One report a line, as JSON objects.
    JsonLines,
    /// A web page: one article, or a live page of many entries.
    Html,
    /// One report a row, as values with commas, semicolons or tabs between them.
    Csv,
    /// One report a row, as Parquet. Read from files only, not from a pipe.
    Parquet,
    /// A web archive (ISO 28500).
    Warc,
    /// Web archives with their index, in one ZIP file. Read from files only, not from a pipe.
    Wacz,
    /// A news feed: RSS, Atom or JSON Feed.
    Feed,
    /// One e-mail message.
    Mail,
    /// A mailbox (mbox): e-mail messages one after another.
    Mailbox,
    /// The pages of a document (ISO 32000). Read where the crate is built with its feature `pdf`.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::JsonLines,
        Self::Html,
        Self::Csv,
        Self::Parquet,
        Self::Warc,
        Self::Wacz,
        Self::Feed,
        Self::Mail,
        Self::Mailbox,
        Self::Pdf,
    ];

    /// The endings of file names that stand for the format, without the dot.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt"],
            Self::JsonLines => &["jsonl", "ndjson", "json"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Csv => &["csv", "tsv"],
            Self::Parquet => &["parquet"],
            Self::Warc => &["warc", "wet"],
            Self::Wacz => &["wacz"],
            Self::Feed => &["rss", "atom", "rdf", "xml"],
            Self::Mail => &["eml"],
            Self::Mailbox => &["mbox"],
            Self::Pdf => &["pdf"],
        }
    }

    /// The format of a file by its name; case does not matter, nor does `.gz` or `.zst` behind it.
    ///
    /// ```
    /// # use cairn_read::Format;
    /// assert_eq!(Format::of_name("wire/2019-05-25.TXT"), Some(Format::Text));
    /// assert_eq!(Format::of_name("CC-NEWS-20190525.warc.gz"), Some(Format::Warc));
    /// assert_eq!(Format::of_name("notes.docx"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        let ending = match ending.to_ascii_lowercase().as_str() {
            "gz" | "zst" => stem.rsplit_once('.')?.1,
            _ => ending,
        };
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.endings().iter().any(|known| ending.eq_ignore_ascii_case(known)))
    }

    /// The format of a file by its first bytes, unpacked; none where they could be anything.
    ///
    /// ```
    /// # use cairn_read::Format;
    /// assert_eq!(Format::of_content(b"WARC/1.0\r\n"), Some(Format::Warc));
    /// assert_eq!(Format::of_content(b"<!DOCTYPE html>"), Some(Format::Html));
    /// assert_eq!(Format::of_content(b"\x7fELF\0"), None);
    /// ```
    pub fn of_content(head: &[u8]) -> Option<Self> {
        if let Some(marked) = Self::marked(head) {
            return Some(marked);
        }
        let bare = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if feed::is_feed(bare) {
            return Some(Self::Feed);
        }
        if is_page(bare) {
            return Some(Self::Html);
        }
        if bare.starts_with(b"{") {
            return Some(Self::JsonLines);
        }
        if is_mail(bare) {
            return Some(Self::Mail);
        }
        // What is cut off in the middle of a character is text all the same.
        let is_text = match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(fault) => fault.error_len().is_none(),
        };
        (is_text && !head.contains(&0)).then_some(Self::Text)
    }

    /// The format that a name and the first bytes speak for. Marks that stand for one format alone go before
    /// the name, the name before what the bytes look like.
    pub(crate) fn of(name: &str, head: &[u8]) -> Option<Self> {
        let named = match (Self::of_name(name), Self::of_content(head)) {
            // JSON Feed has no ending of its own; XML is most often something else.
            (Some(Self::JsonLines), Some(Self::Feed)) => Some(Self::Feed),
            (named, _) => named,
        };
        // `letter.doc` says itself that it is something else than text.
        let has_ending = name.rsplit(['/', '\\']).next().is_some_and(|name| name.contains('.'));
        let seen = || Self::of_content(head).filter(|seen| *seen != Self::Text || !has_ending);
        Self::marked(head).or(named).or_else(seen)
    }

    /// The format whose mark the bytes begin with.
    fn marked(head: &[u8]) -> Option<Self> {
        match head {
            _ if head.starts_with(warc::MAGIC) => Some(Self::Warc),
            _ if head.starts_with(table::parquet::MAGIC) => Some(Self::Parquet),
            _ if head.starts_with(b"PK\x03\x04") => Some(Self::Wacz),
            _ if head.starts_with(b"%PDF-") => Some(Self::Pdf),
            _ if head.starts_with(b"From ") && is_mailbox(head) => Some(Self::Mailbox),
            _ => None,
        }
    }

    /// The endings of all formats, for messages: `.txt, .jsonl, .ndjson`.
    pub fn known_endings() -> String {
        let endings: Vec<String> =
            Self::ALL.iter().flat_map(|format| format.endings()).map(|ending| format!(".{ending}")).collect();
        endings.join(", ")
    }
}

/// Whether bytes begin as a web page does.
pub(crate) fn is_page(head: &[u8]) -> bool {
    let starts =
        |tag: &str| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    starts("<!doctype html") || starts("<html") || starts("<head") || starts("<body")
}

/// Whether the first lines are those of a message (RFC 5322): fields that every one has.
fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let fields = [
        "from:",
        "date:",
        "received:",
        "return-path:",
        "message-id:",
        "subject:",
        "mime-version:",
        "delivered-to:",
    ];
    let named = |line: &str| {
        fields
            .iter()
            .any(|field| line.get(..field.len()).is_some_and(|start| start.eq_ignore_ascii_case(field)))
    };
    let lines: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    lines.first().is_some_and(|line| named(line)) && lines.iter().filter(|line| named(line)).count() >= 3
}

/// Whether a line `From ` is that of a mailbox and no sentence: fields of a message follow.
fn is_mailbox(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let field = |line: &str| {
        let name = line.split_once(':').map(|(name, _)| name);
        name.is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    text.lines().nth(1).is_some_and(field)
}
