use crate::robots::Robots;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// The file beside the archives that says how far watching has come.
const FILE: &str = "watch.json";

/// How far watching has come: what lets it go on where it was stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    pub feeds: BTreeMap<String, FeedState>,
    pub hosts: BTreeMap<String, HostState>,
}

/// One feed. Times are seconds since 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FeedState {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// The digest of the last body: servers that know no `ETag` send the same again.
    pub digest: Option<String>,
    /// Not to be asked before.
    pub next: u64,
    /// How often in a row no good answer came.
    pub n_failures: u32,
}

/// One host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HostState {
    pub robots: Robots,
    /// When its `robots.txt` was read; never where it is none.
    pub robots_read: Option<u64>,
    /// Not to be asked before.
    pub next: u64,
}

impl State {
    /// Reads it from a folder; nothing has been done where there is none.
    pub fn load(folder: &Path) -> io::Result<Self> {
        match fs::read(folder.join(FILE)) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(io::Error::from),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(fault) => Err(fault),
        }
    }

    /// Writes it beside its place, then moves it there: a crash leaves the old one or the new one.
    pub fn save(&self, folder: &Path) -> io::Result<()> {
        let draft = folder.join(format!("{FILE}.draft"));
        let mut file = File::create(&draft)?;
        file.write_all(&serde_json::to_vec_pretty(self)?)?;
        file.sync_all()?;
        fs::rename(draft, folder.join(FILE))
    }
}
