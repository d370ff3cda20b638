use crate::StoreError;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use std::time::Duration;

/// The newest schema; later versions append to it and never change what stands here.
const STEPS: &[M<'_>] = &[
    M::up(include_str!("schema/1.sql")),
    M::up(include_str!("schema/2.sql")),
    M::up(include_str!("schema/3.sql")),
    M::up(include_str!("schema/4.sql")),
    M::up(include_str!("schema/5.sql")),
    M::up(include_str!("schema/6.sql")),
];

/// The version of the schema that this program writes (SQLite's `user_version`).
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// Marks the file as a Cairn register (SQLite's `application_id`, set by the first schema): "crn"
/// and a one.
const APPLICATION_ID: i64 = 0x6372_6e01;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(30);

/// The register: one SQLite file.
#[derive(Debug)]
pub struct Register {
    pub(crate) connection: Connection,
}

impl Register {
    /// Opens a register for writing. Makes it where there is none, and brings an older one up to
    /// date.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Err(StoreError::Folder);
        }
        // The file's own mark counts also for a user whom the system would let write anyway.
        if path.metadata().is_ok_and(|file| file.permissions().readonly()) {
            return Err(StoreError::ReadOnly);
        }
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        check_kind(&connection)?;
        let register = Self::prepare(connection)?;
        let wal = register.connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
        match wal.map_err(StoreError::from) {
            // Another writer is at work. The mode is a property of the file and can be set by the
            // next one; a rollback journal is slower and no less safe.
            Ok(()) | Err(StoreError::Busy) => Ok(register),
            Err(fault) => Err(fault),
        }
    }

    /// Opens a register that is there, for reading only. Works also where neither the file nor
    /// its folder can be written.
    pub fn open_for_reading(path: &Path) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Err(StoreError::Folder);
        }
        if !path.exists() {
            return Err(StoreError::Missing);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        let connection = match check_kind(&connection) {
            // A reader of a write-ahead log makes a file beside it, which a read-only folder does
            // not allow. Where no log is left, nobody is writing and the file is all there is.
            Err(StoreError::Unopenable(_) | StoreError::ReadOnly) if !log_beside(path) => {
                let connection =
                    Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)?;
                check_kind(&connection)?;
                connection
            }
            checked => {
                checked?;
                connection
            }
        };
        match version(&connection)? {
            SCHEMA_VERSION => Ok(Self { connection }),
            found => Err(StoreError::Older { found, known: SCHEMA_VERSION }),
        }
    }

    /// An empty register in memory, for tests and for runs that leave nothing behind.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::prepare(Connection::open_in_memory()?)
    }

    /// How long to wait for another writer (30 seconds unless set).
    pub fn set_patience(&mut self, patience: Duration) -> Result<(), StoreError> {
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// The connection, for questions in SQL. The tables are described in `src/schema`.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    fn prepare(mut connection: Connection) -> Result<Self, StoreError> {
        connection.set_transaction_behavior(TransactionBehavior::Immediate);
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(64);
        if version(&connection)? < SCHEMA_VERSION {
            let steps = Migrations::from_slice(STEPS);
            // Another writer may have taken the same step between our look at the version and our
            // lock; a second look then finds nothing to do.
            steps.to_latest(&mut connection).or_else(|_| steps.to_latest(&mut connection)).map_err(
                |fault| match fault {
                    rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
                    fault => StoreError::Unopenable(fault.to_string()),
                },
            )?;
        }
        Ok(Self { connection })
    }
}

/// Whether the file is a register of a version that this program knows, or still empty.
fn check_kind(connection: &Connection) -> Result<(), StoreError> {
    // One statement, so that another writer cannot make the schema between two looks.
    let sql = "SELECT user_version, application_id, (SELECT count(*) FROM sqlite_schema) \
               FROM pragma_user_version, pragma_application_id";
    let (found, mark, tables): (i64, i64, i64) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if mark != APPLICATION_ID && (tables > 0 || mark != 0) {
        return Err(StoreError::Foreign);
    }
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { found, known: SCHEMA_VERSION });
    }
    Ok(())
}

fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn log_beside(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    Path::new(&log).metadata().is_ok_and(|log| log.len() > 0)
}

/// The URI by which SQLite opens a file that nobody changes (https://sqlite.org/uri.html).
fn unchanging(path: &Path) -> String {
    let path = path.to_string_lossy();
    let escaped: String = path
        .chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("file:{escaped}?immutable=1")
}
