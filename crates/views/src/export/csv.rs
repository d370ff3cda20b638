use super::shape::Shape;
use super::sheet::{Datum, Head, Sink};
use crate::ViewError;
use ::csv::Writer;
use std::io::Write;

/// Comma-separated values (RFC 4180).
pub(super) struct Csv<W: Write>(Writer<W>);

impl<W: Write> Csv<W> {
    /// Writes the header, and below it the hashtags where they are asked for (HXL 1.1).
    pub fn new(heads: &[Head], tags: bool, out: W) -> Result<Self, ViewError> {
        let mut csv = Writer::from_writer(out);
        csv.write_record(heads.iter().map(|head| head.name))?;
        if tags {
            csv.write_record(heads.iter().map(|head| head.tag))?;
        }
        Ok(Self(csv))
    }

    pub fn finish(mut self) -> Result<(), ViewError> {
        Ok(self.0.flush()?)
    }
}

impl<W: Write> Sink for Csv<W> {
    fn row(&mut self, cells: &[Datum], _: Option<&Shape>) -> Result<(), ViewError> {
        Ok(self.0.write_record(cells.iter().map(ToString::to_string))?)
    }
}
