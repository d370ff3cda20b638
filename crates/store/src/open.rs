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
    M::up(include_str!("schema/7.sql")),
    M::up(include_str!("schema/8.sql")),
    M::up(include_str!("schema/9.sql")),
    M::up(include_str!("schema/10.sql")),
    M::up(include_str!("schema/11.sql")),
    M::up(include_str!("schema/12.sql")),
];

/// The version of the schema that this program writes (SQLite's `user_version`).
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// Marks the file as a Cairn register (SQLite's `application_id`, set by the first schema): "crn"
/// and a one.
const APPLICATION_ID: i64 = 0x6372_6e01;

/// How much of the file a writer holds in memory, in kibibytes: rows come in the order of their hashes, so that
/// a smaller cache reads and writes each page again and again.
const CACHE: i64 = 128 * 1024;

/// So many pages of the log are written before they are taken over into the file: rows come in the order of
/// their hashes, and a page that many rows go to is written there once instead of once a batch.
const LOG: i64 = 8192;

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
        crate::pack::teach(&connection)?;
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
        connection.pragma_update(None, "cache_size", -CACHE)?;
        connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG, |_| Ok(()))?;
        connection.set_prepared_statement_cache_capacity(128);
        crate::pack::teach(&connection)?;
        crate::summary::teach(&connection)?;
        crate::marks::teach(&connection)?;
        if version(&connection)? < SCHEMA_VERSION {
            // Tables that others refer to are made anew (https://sqlite.org/lang_altertable.html, section 7).
            connection.pragma_update(None, "foreign_keys", false)?;
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
        connection.pragma_update(None, "foreign_keys", true)?;
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

#[cfg(test)]
mod tests {
    use super::{Register, STEPS};
    use cairn_model::{Claim, Incident};
    use rusqlite::{Connection, params};
    use rusqlite_migration::Migrations;

    const CLAIM: &str = r#"{"id":"c-1","key":"k-1","report":"vale-1","kind":"killed","type":"shelling","object":"people","group":"civilian","figure":{"n":7,"n_max":null,"qualifier":"exact"},"period":"incident","status":"asserted","attribution":[],"actor":null,"target":null,"instrument":null,"place":null,"time":{"start":"2031-07-01","end":"2031-07-01","precision":"day","basis":"stated"},"part_of":false,"evidence":{"sentence":[5,46]},"rules":["harm-active"],"ruleset":"rules-1","confidence":812}"#;
    const INCIDENT: &str = r#"{"id":"i-1","type":"shelling","acts":[],"time":{"start":"2031-07-01","end":"2031-07-01","precision":"day","basis":"stated"},"place":null,"parties":[],"claims":["c-1"],"reports":["vale-1"],"outlets":[],"origins":[],"figures":[],"disagreements":[]}"#;

    #[test]
    fn a_register_of_the_fourth_version_loses_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(&STEPS[..4]).to_latest(&mut connection).unwrap();
        connection
            .execute_batch(
                "INSERT INTO run (id, ruleset, program) VALUES (1, 'rules-1', 'cairn');
                 INSERT INTO report (id, text, run) VALUES ('vale-1', 'Orlu. Shells killed seven people on Tuesday.', 1);
                 INSERT INTO link (a, b, verdict, score, reasons) VALUES ('c-1', 'c-2', 'same', 900, '[\"one day\"]');
                 INSERT INTO linking VALUES (1);
                 INSERT INTO grouped_report (report, family) VALUES ('vale-1', 'f-1');",
            )
            .unwrap();
        let sql = "INSERT INTO claim (id, run, report, key, kind, type, period, status, value) \
                   VALUES ('c-1', 1, 'vale-1', 'k-1', 'killed', 'shelling', 'incident', 'asserted', ?1)";
        connection.execute(sql, [CLAIM]).unwrap();
        connection
            .execute("INSERT INTO incident (id, type, value) VALUES ('i-1', 'shelling', ?1)", [INCIDENT])
            .unwrap();
        connection.execute("INSERT INTO incident_claim VALUES ('c-1', 'i-1')", []).unwrap();
        connection.execute("INSERT INTO incident_name VALUES ('i-1', 'place', 'orlu')", []).unwrap();
        let row = params!["c-1", "vale-1", 5, 46, "i-1"];
        connection.execute("INSERT INTO identity VALUES (?1, ?2, ?3, ?4, ?5)", row).unwrap();

        let register = Register::prepare(connection).unwrap();
        let claims: Vec<Claim> = register.values("SELECT value FROM current_claim", []).unwrap();
        assert_eq!(claims, [serde_json::from_str::<Claim>(CLAIM).unwrap()]);
        let incidents: Vec<Incident> = register.values("SELECT value FROM incident", []).unwrap();
        assert_eq!(incidents, [serde_json::from_str::<Incident>(INCIDENT).unwrap()]);
        let of_sql =
            |sql: &str| register.connection.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(of_sql("SELECT plain(value) FROM claim"), CLAIM);
        assert_eq!(of_sql("SELECT plain(reasons) FROM linking JOIN link ON id = link"), "[\"one day\"]");
        let current = crate::load::current(&register.connection).unwrap();
        assert_eq!(current.identities.len(), 1, "the incident keeps its name");
        let counted =
            "SELECT incidents || ' ' || (SELECT count(*) FROM pragma_foreign_key_check) FROM incident_count";
        assert_eq!(of_sql(counted), "1 0");
        assert!(register.needs_grouping().unwrap());
        let summed = "SELECT json_extract(plain(value), '$.kinds[0]', '$.confidence') FROM incident_summary";
        assert_eq!(of_sql(summed), r#"["killed",812]"#);
    }
}
