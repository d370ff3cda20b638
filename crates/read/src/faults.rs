//! The notes on broken input, each with place, finding and remedy.

use crate::bounded::MAX_REPORT_BYTES;
use crate::draft::on_one_line;
use crate::pack::Bomb;
use cairn_model::Note;
use std::io::ErrorKind;

/// A note; `line` counts from 1, none stands for the whole file.
pub(crate) fn note(
    file: &str,
    line: Option<u64>,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Note {
    let at = line.map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
    // Libraries quote what they stumbled over; a note is one line all the same.
    let message = on_one_line(&message.into());
    Note { at, message, hint: Some(hint.into()) }
}

pub(crate) fn unreadable(file: &str, line: Option<u64>, fault: &std::io::Error) -> Note {
    let hint = match fault.get_ref() {
        Some(inner) if inner.is::<Bomb>() => {
            "Such files are made to fill a disk; unpack it yourself if you trust it."
        }
        _ if fault.kind() == ErrorKind::UnexpectedEof => "It was cut off; fetch it again to have the rest.",
        _ => "Check the file and add it again.",
    };
    note(file, line, format!("cannot be read on: {fault}"), hint)
}

pub(crate) fn empty(file: &str) -> Note {
    note(file, None, "holds no text", "Leave the file out, or check that it was saved in full.")
}

pub(crate) fn no_article(file: &str) -> Note {
    note(
        file,
        None,
        "holds no article",
        "Check that the page was saved whole, and not before its script had filled it.",
    )
}

pub(crate) fn long_page(file: &str, read: usize) -> Note {
    note(
        file,
        None,
        format!("is a page longer than {} MiB; what comes after is not read", read >> 20),
        "Check that it is one page; save its text as a .txt file where some of it is missing.",
    )
}

pub(crate) fn broken_page(file: &str) -> Note {
    note(
        file,
        None,
        "could not be taken apart, which is a fault of Cairn",
        "Report it with the page; until then, save its text as a .txt file.",
    )
}

/// A report that is longer than any may be.
pub(crate) fn too_long(file: &str, line: Option<u64>, bytes: Option<u64>) -> Note {
    longer_than(MAX_REPORT_BYTES, file, line, bytes)
}

/// A document that is longer than `limit` bytes.
pub(crate) fn longer_than(limit: usize, file: &str, line: Option<u64>, bytes: Option<u64>) -> Note {
    let limit = limit >> 20;
    let found = match bytes {
        Some(bytes) => format!("is {} MiB long", bytes.div_ceil(1 << 20)),
        None => format!("is longer than {limit} MiB"),
    };
    note(
        file,
        line,
        format!("{found}; a report has at most {limit} MiB"),
        "Split it so that each report is a file or a line of its own.",
    )
}

pub(crate) fn nul(file: &str, line: Option<u64>) -> Note {
    note(
        file,
        line,
        "holds a NUL character, which no text has",
        "Check that it is text and no binary file, and save it as UTF-8.",
    )
}

pub(crate) fn no_date(file: &str, line: Option<u64>, how: &str) -> Note {
    note(
        file,
        line,
        "has no day of publication, so that \"Tuesday\" or \"yesterday\" cannot be resolved",
        how,
    )
}

/// The language, where it is an ISO 639-1 code.
pub(crate) fn language(words: &str, file: &str, line: Option<u64>) -> Result<String, Note> {
    if words.len() == 2 && words.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Ok(words.to_ascii_lowercase());
    }
    Err(note(
        file,
        line,
        format!("language: `{}` is not an ISO 639-1 code", shown(words)),
        "Write two letters, for example `en`. The report is read without a language.",
    ))
}

/// Checks bytes for what no text has: NULs and broken UTF-8. `first_line` is the line at which the
/// bytes begin, where lines are counted.
pub(crate) fn text<'b>(bytes: &'b [u8], file: &str, first_line: Option<u64>) -> Result<&'b str, Note> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(note(
            file,
            first_line,
            "is UTF-16, not UTF-8",
            "Convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW",
        ));
    }
    let newlines = |at: usize| bytes[..at].iter().filter(|byte| **byte == b'\n').count() as u64;
    let line_at = |at: usize| first_line.map(|first| first + newlines(at));
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(nul(file, line_at(at)));
    }
    std::str::from_utf8(bytes).map_err(|fault| {
        let at = fault.valid_up_to();
        note(
            file,
            line_at(at),
            format!("is not UTF-8: the byte 0x{:02X} at offset {at} belongs to no character", bytes[at]),
            "Convert it: iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW (with the encoding it was written in)",
        )
    })
}

/// Words of the input as a message quotes them: shortened, on one line.
pub(crate) fn shown(words: &str) -> String {
    match words.char_indices().nth(40) {
        Some((end, _)) => on_one_line(&words[..end]) + "…",
        None => on_one_line(words),
    }
}
