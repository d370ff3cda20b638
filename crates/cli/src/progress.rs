use cairn_pipeline::sources::Source;
use cairn_pipeline::{Batch, Batches};
use cairn_read::Options;
use indicatif::{ProgressBar, ProgressStyle};

/// Batches of reports, with a progress bar where standard error is a terminal.
pub struct Progress<'s> {
    batches: Batches<'s>,
    bar: ProgressBar,
}

impl<'s> Progress<'s> {
    /// Starts with the first source.
    pub fn new(sources: &'s [Source], options: &'s Options) -> Self {
        let bar = ProgressBar::new(sources.iter().map(|source| source.length).sum());
        let style = ProgressStyle::with_template("Reading {bar:40} {bytes} of {total_bytes}, {eta} left");
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { batches: Batches::new(sources, options), bar }
    }
}

impl Iterator for Progress<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let batch = self.batches.next();
        match &batch {
            Some(batch) => self.bar.inc(batch.reports.iter().map(|report| report.text.len() as u64).sum()),
            None => self.bar.finish_and_clear(),
        }
        batch
    }
}
