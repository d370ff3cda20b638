//! PDF files to reports.

mod hostile;
mod maker;
mod text;

use cairn_model::{Note, Report};
use cairn_read::{Format, read_all};

/// The one report of a file, with its notes.
fn report(file: &str, bytes: &[u8]) -> (Report, Vec<Note>) {
    let (mut reports, notes) = read_all(bytes, Format::Pdf, file);
    assert_eq!(reports.len(), 1, "{notes:?}");
    (reports.remove(0), notes)
}

/// What is said of a file that gives no report.
fn refused(bytes: &[u8]) -> String {
    let (reports, notes) = read_all(bytes, Format::Pdf, "a.pdf");
    assert_eq!((reports.len(), notes.len()), (0, 1), "{reports:?} {notes:?}");
    assert!(notes[0].hint.is_some());
    notes[0].message.clone()
}
