use cairn_store::{Register, StoreError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How many idle connections are kept: more readers at once than this are rare on one machine.
const KEPT: usize = 8;

/// Connections for reading. SQLite lets any number of them read while one program writes.
#[derive(Debug)]
pub(crate) struct Pool {
    db: PathBuf,
    idle: Mutex<Vec<Register>>,
}

impl Pool {
    pub fn new(db: &Path) -> Self {
        Self { db: db.to_owned(), idle: Mutex::new(Vec::new()) }
    }

    /// Asks the register something, over a connection that nobody else uses meanwhile.
    pub fn read<T, E: From<StoreError>>(&self, ask: impl FnOnce(&Register) -> Result<T, E>) -> Result<T, E> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let register = match idle {
            Some(register) => register,
            None => Register::open_for_reading(&self.db)?,
        };
        let told = ask(&register);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(register);
        }
        told
    }
}
