//! Faults as exceptions, each with its remedy.

use cairn_model::Note;
use cairn_pipeline::{LoadError, PlacesError};
use cairn_store::StoreError;
use cairn_views::ViewError;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use std::fmt::Display;
use std::path::Path;

create_exception!(cairn, CairnError, PyException, "What went wrong, and what can be done about it.");
create_exception!(cairn, InputError, CairnError, "Something that was handed in cannot be used.");
create_exception!(cairn, RegisterError, CairnError, "A register cannot be opened, read or written.");

/// Something that was handed in cannot be used.
pub fn input(fault: impl Display, hint: impl Display) -> PyErr {
    InputError::new_err(format!("{fault}. {hint}"))
}

/// A word of a closed list, a day or the like; the fault says what is expected.
pub fn word(name: &str, fault: impl Display) -> PyErr {
    InputError::new_err(format!("{name}: {fault}"))
}

/// A fault of the program itself.
pub fn broken(fault: impl Display) -> PyErr {
    CairnError::new_err(format!("{fault}. This build is broken; please report it."))
}

/// Rules or knowledge that are built in cannot be loaded.
pub fn load(fault: LoadError) -> PyErr {
    broken(fault)
}

/// A note as one sentence with its remedy, without the place.
pub fn told(Note { message, hint, .. }: &Note) -> String {
    match hint {
        Some(hint) => format!("{message}. {hint}"),
        None => message.clone(),
    }
}

/// Names the register that a fault is about.
pub fn store(db: &Path) -> impl Fn(StoreError) -> PyErr + '_ {
    |fault| {
        // What the command line advises, in the words of Python.
        let hint = match &fault {
            StoreError::Missing => "Make one with `cairn.add(register, reports)`, or name another file.",
            StoreError::Folder | StoreError::Foreign => {
                "Name the file of a register, for example `cairn.db`."
            }
            StoreError::ReadOnly => "Make the file and its folder writable, or name another file.",
            StoreError::Newer { .. } => "Install the version of cairn that made it, or a newer one.",
            StoreError::Older { .. } => {
                "Bring it up to date with `cairn.add(register, [])`, which keeps everything in it."
            }
            fault => fault.hint(),
        };
        RegisterError::new_err(format!("{}: {fault}. {hint}", db.display()))
    }
}

/// Names the register whose places are asked for.
pub fn places(db: &Path) -> impl Fn(PlacesError) -> PyErr + '_ {
    |fault| match fault {
        PlacesError::Store(fault) => store(db)(fault),
        fault => RegisterError::new_err(format!("{}: {fault}. {}", db.display(), fault.hint())),
    }
}

/// Names the register that a question was asked of.
pub fn view(db: &Path) -> impl Fn(ViewError) -> PyErr + '_ {
    |fault| match fault {
        ViewError::Store(fault) => store(db)(fault),
        fault => RegisterError::new_err(format!("{}: {fault}", db.display())),
    }
}
