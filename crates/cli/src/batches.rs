use crate::sources::{Source, cannot_open};
use cairn_model::{Note, Report};
use cairn_read::{Options, Reader};
use indicatif::{ProgressBar, ProgressStyle};

/// How many reports make a batch. A killed `add` loses at most the batches in hand, which the next
/// one reads again.
const REPORTS: usize = 256;

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

/// Reads sources batch by batch, with a progress bar where standard error is a terminal.
pub struct Batches<'s> {
    sources: std::slice::Iter<'s, Source>,
    options: &'s Options,
    open: Option<Reader<'static>>,
    bar: ProgressBar,
}

impl<'s> Batches<'s> {
    /// Starts with the first source.
    pub fn new(sources: &'s [Source], options: &'s Options) -> Self {
        let bar = ProgressBar::new(sources.iter().map(|source| source.length).sum());
        let style = ProgressStyle::with_template("Reading {bar:40} {bytes} of {total_bytes}, {eta} left");
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { sources: sources.iter(), options, open: None, bar }
    }
}

impl Iterator for Batches<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while batch.reports.len() < REPORTS && bytes < BYTES {
            match self.open.as_mut().and_then(Iterator::next) {
                Some(Ok(report)) => {
                    bytes += report.text.len();
                    self.bar.inc(report.text.len() as u64);
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
        let is_empty = batch.reports.is_empty() && batch.notes.is_empty();
        if is_empty {
            self.bar.finish_and_clear();
        }
        (!is_empty).then_some(batch)
    }
}
