use cairn_store::StoreError;
use thiserror::Error;

/// Why a question could not be answered.
#[derive(Debug, Error)]
pub enum ViewError {
    /// The register could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing in the register has this id.
    #[error("no {noun} has the id `{id}`")]
    Unknown {
        /// What was looked for: `incident`, `claim`.
        noun: &'static str,
        /// The id that was asked for.
        id: String,
    },
    /// Several ids begin with the given letters.
    #[error("`{id}` stands for more than one {noun}: {}", .candidates.join(", "))]
    Ambiguous {
        /// What was looked for: `incident`, `claim`.
        noun: &'static str,
        /// The id that was asked for.
        id: String,
        /// The first ids that begin with it.
        candidates: Vec<String>,
    },
    /// The answer could not be written out.
    #[error("the export cannot be written: {0}")]
    Write(#[from] std::io::Error),
}

impl From<rusqlite::Error> for ViewError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Store(fault.into())
    }
}

impl From<serde_json::Error> for ViewError {
    fn from(fault: serde_json::Error) -> Self {
        Self::Write(fault.into())
    }
}

impl From<csv::Error> for ViewError {
    fn from(fault: csv::Error) -> Self {
        Self::Write(fault.into())
    }
}
