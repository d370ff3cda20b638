//! Messages for people: what went wrong, and what to do about it.

use std::fmt::Display;
use std::path::Path;

/// What ends a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was found.
    pub message: String,
    /// What the user can do about it.
    pub hint: String,
    /// Whether it is the engine that gave up, and not one of our functions: asked again, it may succeed.
    pub passes: bool,
}

impl Failure {
    /// A failure with its remedy.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into(), passes: false }
    }

    /// That a file cannot be read or written.
    pub fn of_file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |fault| {
            let hint = match fault.kind() {
                std::io::ErrorKind::StorageFull => "Make room there and run again: finished files are kept.",
                _ => {
                    "The folder of a run has to be there under the same name on every machine, and writable."
                }
            };
            Self::new(format!("{}: {fault}", path.display()), hint)
        }
    }

    /// The same for the engine, which takes words only.
    pub fn for_engine(self) -> datafusion::error::DataFusionError {
        datafusion::error::DataFusionError::Execution(self.to_string())
    }
}

/// Between what was found and what to do about it, where both travel through the engine as one text.
const BETWEEN: &str = " ~~ ";
/// Before both.
const OURS: &str = "cairn-cluster: ";

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{OURS}{}{BETWEEN}{}", self.message, self.hint)
    }
}

impl std::error::Error for Failure {}

impl From<serde_json::Error> for Failure {
    fn from(fault: serde_json::Error) -> Self {
        Self::new(format!("not what was written there: {fault}"), "Start the run anew in another folder.")
    }
}

impl From<datafusion::error::DataFusionError> for Failure {
    fn from(fault: datafusion::error::DataFusionError) -> Self {
        let words = fault.to_string();
        Self::of_engine(&words)
    }
}

impl Failure {
    /// What the engine says: our own words, where it is one of our functions that failed.
    pub fn of_engine(words: &str) -> Self {
        if let Some((_, own)) = words.split_once(OURS) {
            let (message, rest) = own.split_once(BETWEEN).unwrap_or((own, ""));
            // The engine puts words of its own behind, on a new line or after a quotation mark.
            let end = rest.find(['\n', '"', '\\']).unwrap_or(rest.len());
            return Self::new(message, &rest[..end]);
        }
        let hint =
            "See that the scheduler and at least one executor run, and run again: finished files are kept.";
        Self { passes: true, ..Self::new(format!("the engine gave up: {words}"), hint) }
    }
}
