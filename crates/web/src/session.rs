use crate::users::Role;
use axum::http::{HeaderMap, header};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A session ends after so long without a visit.
const IDLE: Duration = Duration::from_secs(12 * 60 * 60);

/// A session ends after so long in any case.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Somebody who has given a name, and a password where one is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    pub who: String,
    pub role: Role,
}

#[derive(Debug)]
struct Session {
    visitor: Visitor,
    begun: Instant,
    seen: Instant,
}

/// Who is logged in. Kept in memory: a restart ends all sessions.
#[derive(Debug)]
pub(crate) struct Sessions {
    /// Makes the tokens of forms; another one at each start.
    key: [u8; 32],
    /// By digest of the token that the browser holds.
    all: Mutex<BTreeMap<[u8; 32], Session>>,
    /// Browsers send a cookie to every port of a host, so that each server needs a name of its own.
    cookie: String,
}

impl Sessions {
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        Ok(Self { key: random()?, all: Mutex::default(), cookie: format!("cairn_{port}") })
    }

    /// The token that the browser holds; none where it holds none that could be ours.
    pub fn token(&self, headers: &HeaderMap) -> Option<String> {
        let cookie = cookie(headers, &self.cookie)?;
        (cookie.len() == 64 && cookie.bytes().all(|b| b.is_ascii_hexdigit())).then(|| cookie.to_owned())
    }

    /// The visitor of a token.
    pub fn visitor(&self, token: &str) -> Option<Visitor> {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        all.retain(|_, session| now - session.seen < IDLE && now - session.begun < LONGEST);
        let session = all.get_mut(blake3::hash(token.as_bytes()).as_bytes())?;
        session.seen = now;
        Some(session.visitor.clone())
    }

    /// Begins a session under a new token, so that nobody can have planted it.
    pub fn begin(&self, visitor: Visitor) -> Result<String, getrandom::Error> {
        let token = fresh_token()?;
        let now = Instant::now();
        let session = Session { visitor, begun: now, seen: now };
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(*blake3::hash(token.as_bytes()).as_bytes(), session);
        Ok(token)
    }

    /// Ends a session.
    pub fn end(&self, token: &str) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(blake3::hash(token.as_bytes()).as_bytes());
    }

    /// What a form must send back that a page of this browser carried.
    pub fn csrf(&self, token: &str) -> blake3::Hash {
        blake3::keyed_hash(&self.key, token.as_bytes())
    }

    /// Whether a form sends back what its page carried. Takes the same time wherever the two differ.
    pub fn is_ours(&self, token: &str, sent: &str) -> bool {
        blake3::Hash::from_hex(sent).is_ok_and(|sent| sent == self.csrf(token))
    }

    /// The header that hands a token to the browser; gone when the browser is closed.
    pub fn set_cookie(&self, token: &str) -> String {
        format!("{}={token}; Path=/; HttpOnly; SameSite=Strict", self.cookie)
    }
}

/// A new token, which no browser holds yet.
pub(crate) fn fresh_token() -> Result<String, getrandom::Error> {
    Ok(blake3::Hash::from(random()?).to_hex().to_string())
}

fn random() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A cookie by its name (RFC 6265, 4.2.1).
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

/// The token of a request, for the pages that begin and end sessions.
#[derive(Debug, Clone)]
pub(crate) struct Token(pub String);
