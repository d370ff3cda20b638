use crate::faults;
use cairn_model::{DateFrom, Note, Provenance};

/// Where a piece of a file stands, for notes and provenance.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// The file inside it, where it is an archive of files.
    pub part: Option<String>,
    /// The line at which it begins, from 1, in a file of lines.
    pub line: Option<u64>,
    /// Its number, from 1, in a file of records.
    pub record: Option<u64>,
    /// The byte at which it begins.
    pub offset: Option<u64>,
}

impl Place {
    /// A whole file.
    pub fn of_file(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// A record of it.
    pub fn record(&self, record: u64, offset: Option<u64>) -> Self {
        Self { record: Some(record), offset, ..self.clone() }
    }

    /// A record inside it, which is no record of the file where this is one already: an entry of a feed in an
    /// archive stays with the record that holds the feed.
    pub fn inner(&self, number: u64) -> Self {
        if self.record.is_some() { self.clone() } else { self.record(number, None) }
    }

    /// A line of it.
    pub fn line(&self, line: u64) -> Self {
        Self { line: Some(line), ..self.clone() }
    }

    /// A note about it.
    pub fn note(&self, message: impl Into<String>, hint: impl Into<String>) -> Note {
        faults::note(&self.to_string(), None, message, hint)
    }

    /// Where a report's bytes came from, with their digest.
    pub fn provenance(&self, bytes: &[u8], date_from: Option<DateFrom>) -> Provenance {
        Provenance {
            file: Some(self.file.clone()),
            part: self.part.clone(),
            line: self.line,
            record: self.record,
            offset: self.offset,
            digest: Some(blake3::hash(bytes).to_hex().to_string()),
            date_from,
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, part, line, record, offset } = self;
        f.write_str(file)?;
        part.iter().try_for_each(|part| write!(f, "/{part}"))?;
        line.iter().try_for_each(|line| write!(f, ":{line}"))?;
        record.iter().try_for_each(|record| write!(f, ", record {record}"))?;
        offset.iter().try_for_each(|offset| write!(f, " at byte {offset}"))
    }
}
