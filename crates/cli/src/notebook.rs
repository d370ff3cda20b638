use crate::failure::{HINT, NOTE, say};
use crate::page::plain;
use cairn_model::Note;

/// How many notes of one kind are printed in full.
const SHOWN: usize = 3;

/// Gathers notes, so that ten thousand lines with one fault do not hide the others.
#[derive(Debug, Default)]
pub struct Notebook {
    kinds: Vec<Kind>,
}

/// Notes with one remedy.
#[derive(Debug)]
struct Kind {
    hint: Option<String>,
    shown: Vec<Note>,
    more: usize,
}

impl Notebook {
    /// Keeps a note.
    pub fn note(&mut self, note: Note) {
        let idx = self.kinds.iter().position(|kind| kind.hint == note.hint).unwrap_or_else(|| {
            self.kinds.push(Kind { hint: note.hint.clone(), shown: Vec::new(), more: 0 });
            self.kinds.len() - 1
        });
        let kind = &mut self.kinds[idx];
        if kind.shown.len() < SHOWN { kind.shown.push(note) } else { kind.more += 1 }
    }

    /// Keeps notes.
    pub fn extend(&mut self, notes: impl IntoIterator<Item = Note>) {
        notes.into_iter().for_each(|note| self.note(note));
    }

    /// Prints what was gathered to standard error, kind by kind, each with its remedy.
    pub fn print(&self) {
        for kind in &self.kinds {
            for note in &kind.shown {
                say(NOTE, "Note", format_args!("{}: {}", plain(&note.at), plain(&note.message)));
            }
            if kind.more > 0 {
                say(NOTE, "Note", format_args!("{} more like this", kind.more));
            }
            if let Some(hint) = &kind.hint {
                say(HINT, "Hint", hint);
            }
        }
    }
}

/// A note with a remedy.
pub fn note(at: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) -> Note {
    Note { at: at.into(), message: message.into(), hint: Some(hint.into()) }
}
