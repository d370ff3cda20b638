use cairn_model::ClaimId;
use rusqlite::ErrorCode;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use thiserror::Error;

/// Why the register could not be opened, read or written. The messages do not name the file: the
/// caller does.
#[derive(Debug, Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no register here")]
    Missing,
    /// The path is a folder.
    #[error("is a folder, no register")]
    Folder,
    /// The file or its folder cannot be opened or made.
    #[error("cannot be opened: {0}")]
    Unopenable(String),
    /// The file or its folder must not be written.
    #[error("is read-only")]
    ReadOnly,
    /// The file holds something else.
    #[error("is no Cairn register")]
    Foreign,
    /// A newer program made it.
    #[error("has schema version {found}; this program knows versions up to {known}")]
    Newer {
        /// The version of the file.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// An older program made it, and it was opened for reading only.
    #[error("has schema version {found}; this program reads version {known}")]
    Older {
        /// The version of the file.
        found: i64,
        /// The version that this program reads.
        known: i64,
    },
    /// Another program holds the write lock for too long.
    #[error("another program is writing to it")]
    Busy,
    /// No room is left.
    #[error("the disk is full")]
    DiskFull,
    /// A claim was to be written with a report that it does not stand in, or that is not here.
    #[error("the report of {0} is not here")]
    Stray(ClaimId),
    /// A value cannot be read back.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// Anything else that SQLite reports.
    #[error("{0}")]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing => "Make one with `cairn add PATH...`, or name another with `--db FILE`.",
            Self::Folder => "Name a file with `--db FILE`, for example `--db FOLDER/cairn.db`.",
            Self::Unopenable(_) => "Check that the folder is there and that you may write to it.",
            Self::ReadOnly => "Make the file and its folder writable, or name another with `--db FILE`.",
            Self::Foreign => "Name another file with `--db FILE`.",
            Self::Newer { .. } => {
                "Use the newer program that made it, or name another file with `--db FILE`."
            }
            Self::Older { .. } => "Bring it up to date with `cairn add`, which keeps everything in it.",
            Self::Busy => "Wait until the other program has finished, and try again.",
            Self::DiskFull => "Make room and try again. What was added before is safe.",
            Self::Stray(_) => "Add its report first.",
            Self::Damaged(_) => "Restore it from a copy, or build it anew from the reports.",
            Self::Sql(_) => "Try again; if it stays, build the register anew from the reports.",
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(fault: rusqlite::Error) -> Self {
        let extended = fault.sqlite_error().map(|error| error.extended_code);
        match fault.sqlite_error_code() {
            // The index of the log is a file of its own, for which there must be room as well.
            Some(_) if extended == Some(SQLITE_IOERR_SHMSIZE) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(fault.to_string()),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure) => {
                Self::Unopenable(fault.to_string())
            }
            _ => Self::Sql(fault),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(fault: serde_json::Error) -> Self {
        Self::Damaged(fault.to_string())
    }
}
