//! The write-ahead log, taken over into the file beside what goes on.

use rusqlite::{Connection, OpenFlags};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::thread::{Builder, JoinHandle};

/// What has been committed, and is still to be written into the file and synced.
#[derive(Debug)]
pub(crate) struct Log {
    /// The register; none where it is in memory.
    path: Option<PathBuf>,
    taking_over: RefCell<Option<JoinHandle<()>>>,
}

impl Log {
    /// The log of what a connection writes.
    pub(crate) fn of(connection: &Connection) -> Self {
        let path = connection.path().filter(|path| !path.is_empty()).map(PathBuf::from);
        Self { path, taking_over: RefCell::default() }
    }

    /// Begins to take over what is committed so far.
    pub(crate) fn take_over(&self) {
        self.wait();
        let Some(path) = self.path.clone() else { return };
        let begun = Builder::new().name("log".into()).spawn(move || {
            // What cannot be taken over now, as somebody reads what was before it or the disk is full, is
            // taken over with what comes next. It is safe in the log.
            let _ = take_over(&path);
        });
        *self.taking_over.borrow_mut() = begun.ok();
    }

    /// Waits until that is done; gives whether it had been begun.
    pub(crate) fn wait(&self) -> bool {
        self.taking_over.take().is_some_and(|thread| thread.join().is_ok())
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.wait();
    }
}

fn take_over(path: &Path) -> rusqlite::Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}
