use crate::sources::{Source, cannot_open};
use cairn_model::{Note, Report};
use cairn_read::{Options, Reader};

/// How many reports make the first batch, and one of those after many. A killed `add` loses at most the batches in
/// hand, which the next one reads again: at first these are few. Each batch is one transaction, and the more reports
/// share it, the less often a page of the file is written: a second's work at last.
const REPORTS: (usize, usize) = (256, 4096);

/// How many bytes of text make a batch, however few the reports.
const BYTES: usize = 8 << 20;

/// Reports as they are read, with the notes on what was not; memory holds one batch at a time.
#[derive(Debug, Default)]
pub struct Batch {
    /// The reports, in the order of their files.
    pub reports: Vec<Report>,
    /// What a person should know.
    pub notes: Vec<Note>,
}

/// Reads sources batch by batch.
pub struct Batches<'s> {
    sources: std::slice::Iter<'s, Source>,
    options: &'s Options,
    open: Option<Reader<'static>>,
    at_once: usize,
}

impl<'s> Batches<'s> {
    /// Starts with the first source.
    pub fn new(sources: &'s [Source], options: &'s Options) -> Self {
        Self { sources: sources.iter(), options, open: None, at_once: REPORTS.0 }
    }
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while batch.reports.len() < self.at_once && bytes < BYTES {
            match self.open.as_mut().and_then(Iterator::next) {
                Some(Ok(report)) => {
                    bytes += report.text.len();
                    batch.reports.push(report);
                }
                Some(Err(note)) => batch.notes.push(note),
                None => {
                    self.open = None;
                    let Some(source) = self.sources.next() else { break };
                    match source.open(self.options) {
                        Ok(reader) => self.open = Some(reader),
                        Err(fault) => batch.notes.push(cannot_open(&source.path, &fault)),
                    }
                }
            }
        }
        self.at_once = REPORTS.1.min(self.at_once * 2);
        let is_empty = batch.reports.is_empty() && batch.notes.is_empty();
        (!is_empty).then_some(batch)
    }
}
