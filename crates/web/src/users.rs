use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Look at everything.
    Reader,
    /// Decide as well.
    Reviewer,
}

/// Somebody with a password.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct User {
    role: Role,
    /// Argon2id in the PHC string format.
    password: String,
}

/// The people who may log in: a small JSON file beside the register, so that a copy of the register carries
/// no passwords.
#[derive(Debug, Clone)]
pub struct Users {
    path: PathBuf,
    all: BTreeMap<String, User>,
}

/// Why the people cannot be read or written.
#[derive(Debug, Error)]
pub enum UsersError {
    /// The file cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The file holds something else.
    #[error("{0} is damaged: {1}")]
    Damaged(PathBuf, serde_json::Error),
    /// A name or a password that cannot be.
    #[error("{0}")]
    Unfit(&'static str),
    /// The password cannot be hashed.
    #[error("the password cannot be hashed: {0}")]
    Hash(String),
}

/// Shorter passwords are refused (NIST SP 800-63B-4, 3.1.1.2, asks for 15 where nothing else is asked for;
/// 12 is what people keep to).
const SHORTEST: usize = 12;

/// What a password is checked against where nobody bears the name, so that both take as long.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$Y2Fpcm4tbm9ib2R5IQ$47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

impl Users {
    /// The people of a register.
    pub fn of(db: &Path) -> Result<Self, UsersError> {
        let mut path = db.as_os_str().to_owned();
        path.push(".users.json");
        let path = PathBuf::from(path);
        let all = match std::fs::read(&path) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).map_err(|fault| UsersError::Damaged(path.clone(), fault))?
            }
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(fault) => return Err(UsersError::File(path, fault)),
        };
        Ok(Self { path, all })
    }

    /// Whether nobody may log in.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Names and roles, by name.
    pub fn list(&self) -> impl Iterator<Item = (&str, Role)> {
        self.all.iter().map(|(name, user)| (name.as_str(), user.role))
    }

    /// Adds somebody, or gives them a new password and role; writes the file.
    pub fn add(&mut self, name: &str, role: Role, password: &str) -> Result<(), UsersError> {
        let name = name.trim();
        if name.is_empty() || name.len() > 80 || name.contains(char::is_control) {
            return Err(UsersError::Unfit("a name has 1 to 80 bytes, all of them printable"));
        }
        if password.chars().count() < SHORTEST {
            return Err(UsersError::Unfit("a password has at least 12 characters"));
        }
        let hash = Argon2::default()
            .hash_password(password.as_bytes())
            .map_err(|fault| UsersError::Hash(fault.to_string()))?;
        self.all.insert(name.to_owned(), User { role, password: hash.to_string() });
        self.write()
    }

    /// Takes somebody off the list; tells whether they were on it.
    pub fn remove(&mut self, name: &str) -> Result<bool, UsersError> {
        let was = self.all.remove(name).is_some();
        if was {
            self.write()?;
        }
        Ok(was)
    }

    /// The role of somebody who gives the right password. Takes as long for a name that nobody bears.
    pub fn check(&self, name: &str, password: &str) -> Option<Role> {
        let user = self.all.get(name);
        let hash = PasswordHash::new(user.map_or(NOBODY, |user| &user.password)).ok()?;
        let right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        user.filter(|_| right).map(|user| user.role)
    }

    /// The role of somebody now; none once they were taken off the list.
    pub fn role(&self, name: &str) -> Option<Role> {
        self.all.get(name).map(|user| user.role)
    }

    fn write(&self) -> Result<(), UsersError> {
        let fault = |fault| UsersError::File(self.path.clone(), fault);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        // Beside it first, so that a killed program leaves the old file or the new one.
        let beside = self.path.with_extension("json.new");
        let mut file = options.open(&beside).map_err(fault)?;
        let text = serde_json::to_string_pretty(&self.all)
            .map_err(|fault| UsersError::Damaged(self.path.clone(), fault))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
        std::fs::rename(&beside, &self.path).map_err(fault)
    }
}
