use cairn_resolve::place::PackError;
use cairn_store::StoreError;
use std::path::PathBuf;
use thiserror::Error;

/// Why rules or knowledge could not be loaded.
#[derive(Debug, Error)]
pub enum LoadError {
    /// A folder of rules, or a file in it, cannot be read.
    #[error("{}: cannot be read: {fault}", folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        fault: std::io::Error,
    },
    /// The rules have faults: all of them, each with its file and line.
    #[error("the rules cannot be loaded:\n{0}")]
    Rules(cairn_extract::Faults),
    /// The knowledge that is built in has faults.
    #[error(transparent)]
    Knowledge(#[from] cairn_resolve::actor::Faults),
}

impl LoadError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "--rules names a folder that holds `rules/en` and `lexicons/en`.",
            Self::Rules(_) => "Mend what is named above; `cairn rule ID` prints a card that works.",
            Self::Knowledge(_) => "this build is broken; please report it",
        }
    }
}

/// Why the places of a register could not be had. The messages do not name the register: the caller does.
#[derive(Debug, Error)]
pub enum PlacesError {
    /// The register cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Places that were imported into it are damaged.
    #[error("the places of {name} cannot be read: {fault}")]
    Imported {
        /// What was imported.
        name: String,
        /// Why it cannot be read.
        fault: PackError,
    },
}

impl PlacesError {
    /// What the user can do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Store(fault) => fault.hint().to_owned(),
            Self::Imported { name, .. } => format!("Import {name} again with `cairn gazetteer import`."),
        }
    }
}
