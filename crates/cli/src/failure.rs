use anstyle::{AnsiColor, Style};
use cairn_pipeline::{LoadError, PlacesError};
use cairn_store::StoreError;
use cairn_views::ViewError;
use std::fmt::Display;
use std::io::Write;
use std::path::Path;

pub const ERROR: Style = AnsiColor::Red.on_default().bold();
pub const NOTE: Style = AnsiColor::Yellow.on_default().bold();
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// What went wrong, and what the user can do about it.
    Told {
        /// What went wrong, and where.
        error: String,
        /// What the user can do about it.
        hint: String,
    },
    /// Whoever read the output has gone.
    BrokenPipe,
}

impl Failure {
    /// A failure with its remedy.
    pub fn new(error: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Told { error: error.into(), hint: hint.into() }
    }

    /// Names the register that a failure is about.
    pub fn of_register(db: &Path) -> impl Fn(StoreError) -> Self + '_ {
        |fault| Self::new(format!("{}: {fault}", db.display()), fault.hint())
    }

    /// Names the register whose places are asked for.
    pub fn of_places(db: &Path) -> impl Fn(PlacesError) -> Self + '_ {
        |fault| Self::new(format!("{}: {fault}", db.display()), fault.hint())
    }

    /// Names the register that a question was asked of.
    pub fn of_view(db: &Path) -> impl Fn(ViewError) -> Self + '_ {
        |fault| match fault {
            ViewError::Store(fault) => Self::of_register(db)(fault),
            ViewError::Write(fault) => fault.into(),
            ViewError::Unknown { noun: "incident", .. } => {
                Self::new(fault.to_string(), "List the incidents with `cairn incidents`.")
            }
            ViewError::Unknown { .. } => {
                Self::new(fault.to_string(), "`cairn show INCIDENT` lists its claims with their ids.")
            }
            ViewError::Ambiguous { .. } => Self::new(fault.to_string(), "Give more letters of the id."),
        }
    }

    /// Reports were to be read, and there was none.
    pub fn nothing_read() -> Self {
        Self::new(
            "no report could be read",
            "The notes above say why; `cairn add --help` shows how reports are written.",
        )
    }

    /// Prints the failure for a person.
    pub fn print(&self) {
        if let Self::Told { error, hint } = self {
            say(ERROR, "Error", error);
            say(HINT, "Hint", hint);
        }
    }
}

/// Says something to a person, on standard error. Where that cannot be written (its disk is full, its reader has
/// gone), the work goes on unsaid.
pub fn say(style: Style, what: &str, words: impl Display) {
    let _ = writeln!(anstream::stderr(), "{style}{what}:{style:#} {words}");
}

impl From<std::io::Error> for Failure {
    fn from(fault: std::io::Error) -> Self {
        match fault.kind() {
            std::io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::new(
                format!("the output cannot be written: {fault}"),
                "Check the disk and the rights on the file.",
            ),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(fault: LoadError) -> Self {
        Self::new(fault.to_string(), fault.hint())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(fault: serde_json::Error) -> Self {
        Self::from(std::io::Error::from(fault))
    }
}
