//! Whose names a report's persons bear.

use cairn_extract::{Extraction, NameKind, SourceKind};
use cairn_text::Document;
use rustc_hash::FxHashSet;

/// Names of a report's persons: "Moore said" after "Chief Ann Moore".
#[derive(Default)]
pub(super) struct Persons<'t> {
    /// First and last names of those who are named in full or by title.
    pub named: FxHashSet<&'t str>,
    /// Last names of those who speak.
    pub speaking: FxHashSet<&'t str>,
}

/// The persons of a report.
pub(super) fn persons<'t>(document: &Document<'t>, extraction: &Extraction) -> Persons<'t> {
    let mut persons = Persons::default();
    for name in extraction.names.iter().filter(|name| name.kind == NameKind::Person) {
        persons.named.extend([name.name.start, name.name.end - 1].map(|token| document.word(token)));
    }
    for saying in &extraction.sayings {
        let is_person = matches!(saying.kind, SourceKind::Person | SourceKind::Unknown);
        let Some(source) = saying.source.as_ref().filter(|_| is_person) else { continue };
        let starts = extraction.names.partition_point(|name| name.tokens.start < source.start);
        let name = extraction.names.get(starts).filter(|name| name.tokens == *source);
        if name.is_some_and(|name| name.kind == NameKind::Plain) {
            persons.speaking.insert(document.word(source.end - 1));
        }
    }
    persons
}
