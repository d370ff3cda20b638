//! Writing decisions.

use crate::settle::settle;
use crate::{Register, StoreError, marks, reading};
use cairn_model::{Claim, ClaimId, Decision, DecisionId, IncidentId, Pinned, ReportId, Verdict};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use thiserror::Error;

/// A decision with its number in this register. Numbers tell what came after what here; another register
/// has its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbered {
    /// Its number, from 1.
    pub number: i64,
    /// The decision.
    pub decision: Decision,
}

/// What a person looks at when deciding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A claim.
    Claim(ClaimId),
    /// An incident.
    Incident(IncidentId),
}

impl std::fmt::Display for Record {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Claim(claim) => f.pad(claim.as_str()),
            Self::Incident(incident) => f.pad(incident.as_str()),
        }
    }
}

/// How a record was when somebody looked at it: the number of the last decision about it and, for an
/// incident, a digest of what it is made of. Written `17` or `17-4bf92f35`; to be kept and given back, not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The number of the last decision; 0 where there is none.
    pub decision: i64,
    /// A digest of an incident's claims; none for a claim.
    pub members: Option<String>,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.members {
            Some(members) => write!(f, "{}-{members}", self.decision),
            None => write!(f, "{}", self.decision),
        }
    }
}

impl std::str::FromStr for Version {
    type Err = std::num::ParseIntError;

    fn from_str(words: &str) -> Result<Self, Self::Err> {
        let (decision, members) = match words.split_once('-') {
            Some((decision, members)) => (decision, Some(members.to_owned())),
            None => (words, None),
        };
        Ok(Self { decision: decision.parse()?, members })
    }
}

/// Why nothing was decided.
#[derive(Debug, Error)]
pub enum DecideError {
    /// The record has changed since it was looked at. Nothing was written; show it anew and ask again.
    #[error("{}", stale(.record, .since, *.gone))]
    Stale {
        /// The record.
        record: Record,
        /// What was decided about it since, the oldest first; empty where only new reports or rules
        /// changed an incident.
        since: Vec<Numbered>,
        /// Whether the incident is no longer there: it was merged, or all its claims were rejected.
        gone: bool,
    },
    /// The decision is about a claim or a report that is not in this register.
    #[error("it is about {0}, which is not in this register")]
    Unknown(String),
    /// The register cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl DecideError {
    /// What the user can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Stale { .. } => "Look at it again, and decide again if you still mean it.",
            Self::Unknown(_) => "See the ids that there are with `cairn show` or `cairn decisions`.",
            Self::Store(fault) => fault.hint(),
        }
    }
}

impl From<rusqlite::Error> for DecideError {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Store(fault.into())
    }
}

fn stale(record: &Record, since: &[Numbered], gone: bool) -> String {
    let deeds: Vec<String> = since
        .iter()
        .map(|Numbered { number, decision }| {
            format!(
                "{} by {}, {} (decision {number})",
                decision.verdict.as_str(),
                decision.who,
                decision.when
            )
        })
        .collect();
    match (deeds.is_empty(), gone) {
        (false, _) => format!("{record} has changed since you looked at it: {}", deeds.join("; ")),
        (true, true) => format!("{record} is no longer an incident of its own"),
        (true, false) => format!("{record} has other claims than when you looked at it"),
    }
}

impl Register {
    /// Writes what a person decided, all of it or nothing, with its effects on the claims; gives the number of
    /// each decision. A decision that is there already is not written twice. What `seen` lists must still be
    /// at the version at which it was looked at.
    ///
    /// Grouping is not done here: [`Register::needs_grouping`] says whether it has to be, and a program that is
    /// killed in between finds it still to be done.
    ///
    /// # Errors
    /// [`DecideError::Stale`] where a record has changed since, [`DecideError::Unknown`] for an object that is
    /// not here.
    pub fn decide(
        &mut self,
        decisions: &[Decision],
        seen: &[(Record, Version)],
    ) -> Result<Vec<i64>, DecideError> {
        // A decision cannot be read again from files, as reports can: it is on the disk before it is answered.
        self.connection.pragma_update(None, "synchronous", "full")?;
        let numbers = self.write_decisions(decisions, seen);
        self.connection.pragma_update(None, "synchronous", "normal")?;
        numbers
    }

    fn write_decisions(
        &mut self,
        decisions: &[Decision],
        seen: &[(Record, Version)],
    ) -> Result<Vec<i64>, DecideError> {
        let transaction = self.connection.transaction()?;
        for (record, version) in seen {
            check(&transaction, record, version)?;
        }
        for decision in decisions {
            if let Some(what) = unknown(&transaction, decision)? {
                return Err(DecideError::Unknown(what));
            }
        }
        let numbers = write_all(&transaction, decisions)?;
        transaction.commit()?;
        Ok(numbers.into_iter().map(|(number, _)| number).collect())
    }

    /// Writes decisions of another register, also those about what is not here yet: they wait for it. Gives
    /// how many were new.
    pub fn import_decisions(&mut self, decisions: &[Decision]) -> Result<usize, StoreError> {
        let transaction = self.connection.transaction()?;
        let written = write_all(&transaction, decisions)?;
        transaction.commit()?;
        Ok(written.iter().filter(|(_, new)| *new).count())
    }

    /// The version of a record, to be given back to [`Register::decide`].
    pub fn version(&self, record: &Record) -> Result<Version, StoreError> {
        version(&self.connection, record)
    }

    /// What people decided about a record, the first that came here first; undone decisions and undos
    /// included. For an incident: about any of its claims, and about claims of it that were rejected.
    pub fn history(&self, record: &Record) -> Result<Vec<Numbered>, StoreError> {
        history(&self.connection, record, 0)
    }

    /// Every decision, the first that came here first.
    pub fn decisions(&self) -> Result<Vec<Numbered>, StoreError> {
        numbered(&self.connection, "SELECT id, value FROM decision ORDER BY id", [])
    }

    /// Whether anybody decided anything.
    pub fn has_decisions(&self) -> Result<bool, StoreError> {
        Ok(self.connection.query_row("SELECT EXISTS (SELECT 1 FROM decision)", [], |row| row.get(0))?)
    }

    /// A decision by its id.
    pub fn decision_by_id(&self, id: &DecisionId) -> Result<Option<Numbered>, StoreError> {
        let sql = "SELECT id, value FROM decision WHERE digest = ?1";
        Ok(numbered(&self.connection, sql, [id.as_str()])?.into_iter().next())
    }

    /// A decision by its number.
    pub fn decision(&self, number: i64) -> Result<Option<Decision>, StoreError> {
        let found = numbered(&self.connection, "SELECT id, value FROM decision WHERE id = ?1", [number])?;
        Ok(found.into_iter().next().map(|numbered| numbered.decision))
    }
}

pub(crate) fn numbered(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Numbered>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let value: String = row.get(1)?;
        found.push(Numbered { number: row.get(0)?, decision: serde_json::from_str(&value)? });
    }
    Ok(found)
}

/// The claims of an incident, with those that were rejected or taken out of every incident since.
const OF_INCIDENT: &str = "SELECT claim FROM incident_claim WHERE incident = ?1 \
     UNION SELECT standing.id FROM standing JOIN identity ON identity.claim = standing.id \
     WHERE identity.incident = ?1 AND NOT standing.counts";

fn history(connection: &Connection, record: &Record, after: i64) -> Result<Vec<Numbered>, StoreError> {
    let (of, id) = match record {
        Record::Claim(claim) => ("SELECT ?1", claim.as_str()),
        Record::Incident(incident) => (OF_INCIDENT, incident.as_str()),
    };
    let sql = format!(
        "SELECT id, value FROM decision WHERE id > ?2 AND id IN \
         (SELECT decision FROM decision_claim WHERE claim IN ({of})) ORDER BY id"
    );
    numbered(connection, &sql, params![id, after])
}

fn version(connection: &Connection, record: &Record) -> Result<Version, StoreError> {
    let (of, id) = match record {
        Record::Claim(claim) => ("SELECT ?1", claim.as_str()),
        Record::Incident(incident) => (OF_INCIDENT, incident.as_str()),
    };
    let sql = format!("SELECT coalesce(max(decision), 0) FROM decision_claim WHERE claim IN ({of})");
    let decision = connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0))?;
    let members = match record {
        Record::Claim(_) => None,
        Record::Incident(incident) => {
            let sql = "SELECT claim FROM incident_claim WHERE incident = ?1 ORDER BY claim";
            let mut hasher = blake3::Hasher::new();
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([incident.as_str()])?;
            while let Some(row) = rows.next()? {
                hasher.update(row.get::<_, String>(0)?.as_bytes()).update(b"\n");
            }
            Some(hasher.finalize().to_hex()[..8].to_owned())
        }
    };
    Ok(Version { decision, members })
}

fn check(connection: &Connection, record: &Record, seen: &Version) -> Result<(), DecideError> {
    let now = version(connection, record)?;
    if now == *seen {
        return Ok(());
    }
    let gone = match record {
        Record::Claim(_) => false,
        Record::Incident(incident) => {
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM incident WHERE id = ?1)";
            connection.query_row(sql, [incident.as_str()], |row| row.get(0))?
        }
    };
    let since = history(connection, record, seen.decision)?;
    Err(DecideError::Stale { record: record.clone(), since, gone })
}

/// What a decision is about that is not here, in words.
fn unknown(connection: &Connection, decision: &Decision) -> Result<Option<String>, StoreError> {
    let missing = |sql: &str, id: &str| -> Result<bool, StoreError> {
        Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
    };
    let no_report = "SELECT NOT EXISTS (SELECT 1 FROM report WHERE id = ?1)";
    match &decision.verdict {
        Verdict::Undo { decision } => {
            let sql = "SELECT NOT EXISTS (SELECT 1 FROM decision WHERE digest = ?1)";
            Ok(missing(sql, decision.as_str())?.then(|| format!("decision {decision}")))
        }
        Verdict::Add { claim } => {
            Ok(missing(no_report, claim.report.as_str())?.then(|| format!("report {}", claim.report)))
        }
        verdict => {
            let mut reports: BTreeSet<&ReportId> = verdict.anchors().iter().map(|one| &one.report).collect();
            if let Verdict::Pin { place: Pinned::Name { report: Some(report), .. }, .. } = verdict {
                reports.insert(report);
            }
            for report in reports {
                if missing(no_report, report.as_str())? {
                    return Ok(Some(format!("report {report}")));
                }
            }
            let adrift = |anchor: &&cairn_model::Anchor| -> Result<bool, StoreError> {
                let claims = reading::as_read(connection, &anchor.report)?;
                Ok(cairn_decide::find(anchor, &claims).one().is_none())
            };
            for anchor in verdict.anchors() {
                if adrift(&anchor)? {
                    return Ok(Some(format!("claim {}", anchor.claim)));
                }
            }
            Ok(None)
        }
    }
}

/// Writes decisions and settles what they touch. Gives the number of each, and whether it is new.
pub(crate) fn write_all(
    transaction: &Transaction<'_>,
    decisions: &[Decision],
) -> Result<Vec<(i64, bool)>, StoreError> {
    let (mut numbers, mut touched, mut names) = (Vec::new(), BTreeSet::new(), Vec::new());
    for decision in decisions {
        let known = number_of(transaction, &decision.id)?;
        numbers.push(match known {
            Some(number) => (number, false),
            None => (write(transaction, decision)?, true),
        });
        if known.is_none() {
            let root = root(transaction, decision)?;
            touched.extend(root.verdict.anchors().iter().map(|anchor| anchor.report.clone()));
            match &root.verdict {
                Verdict::Add { claim } => {
                    touched.insert(claim.report.clone());
                }
                Verdict::Alias { name, .. } | Verdict::Pin { place: Pinned::Name { name, .. }, .. } => {
                    names.push(name.clone());
                }
                _ => {}
            }
        }
    }
    for name in names {
        touched.extend(marks::naming(transaction, &name)?);
    }
    for report in touched {
        settle(transaction, &report)?;
    }
    Ok(numbers)
}

fn number_of(connection: &Connection, id: &DecisionId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT id FROM decision WHERE digest = ?1";
    Ok(connection.prepare_cached(sql)?.query_row([id.as_str()], |row| row.get(0)).optional()?)
}

/// What an undo is about in the end: the decision that is no undo, or the last one that is here.
pub(crate) fn root(connection: &Connection, decision: &Decision) -> Result<Decision, StoreError> {
    let (mut root, mut left) = (decision.clone(), 1_000);
    while let Verdict::Undo { decision } = &root.verdict {
        let sql = "SELECT id, value FROM decision WHERE digest = ?1";
        let Some(found) = numbered(connection, sql, [decision.as_str()])?.into_iter().next() else { break };
        root = found.decision;
        left -= 1;
        if left == 0 {
            break;
        }
    }
    Ok(root)
}

fn write(transaction: &Transaction<'_>, decision: &Decision) -> Result<i64, StoreError> {
    let undoes = match &decision.verdict {
        Verdict::Undo { decision } => Some(decision.as_str()),
        _ => None,
    };
    let everywhere =
        matches!(decision.verdict, Verdict::Alias { .. } | Verdict::Pin { place: Pinned::Name { .. }, .. });
    let sql = "INSERT INTO decision (digest, verdict, who, moment, undoes, everywhere, value) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let value = serde_json::to_string(decision)?;
    transaction.prepare_cached(sql)?.execute(params![
        decision.id.as_str(),
        decision.verdict.as_str(),
        decision.who,
        decision.when,
        undoes,
        everywhere,
        value
    ])?;
    let number = transaction.last_insert_rowid();
    place(transaction, number, decision)?;
    // An undo may have come before what it withdraws.
    let sql = "WITH RECURSIVE undo (id, digest) AS \
               (SELECT id, digest FROM decision WHERE undoes = ?1 \
                UNION SELECT d.id, d.digest FROM decision AS d JOIN undo ON d.undoes = undo.digest) \
               SELECT id FROM undo";
    let mut statement = transaction.prepare_cached(sql)?;
    let undos: Vec<i64> =
        statement.query_map([decision.id.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for undo in undos {
        place(transaction, undo, decision)?;
    }
    Ok(number)
}

/// Writes down which claims a decision is about.
fn place(transaction: &Transaction<'_>, number: i64, decision: &Decision) -> Result<(), StoreError> {
    let root = root(transaction, decision)?;
    let sql =
        "INSERT OR IGNORE INTO decision_claim (decision, ordinal, report, claim) VALUES (?1, ?2, ?3, NULL)";
    let mut statement = transaction.prepare_cached(sql)?;
    for (ordinal, anchor) in root.verdict.anchors().iter().enumerate() {
        statement.execute(params![number, ordinal as i64, anchor.report.as_str()])?;
    }
    if let Verdict::Add { claim } = &root.verdict {
        statement.execute(params![number, 0, claim.report.as_str()])?;
    }
    Ok(())
}

/// The decisions about a report, and those about names, wherever they stand.
pub(crate) fn about(connection: &Connection, report: &ReportId) -> Result<Vec<Numbered>, StoreError> {
    let sql = "WITH RECURSIVE named (id, digest) AS \
               (SELECT id, digest FROM decision WHERE everywhere \
                UNION SELECT d.id, d.digest FROM decision AS d JOIN named ON d.undoes = named.digest) \
               SELECT id, value FROM decision WHERE id IN \
               (SELECT id FROM named UNION SELECT decision FROM decision_claim WHERE report = ?1) ORDER BY id";
    numbered(connection, sql, [report.as_str()])
}

/// Writes the claims that people added by hand to a report, where they are not there yet.
pub(crate) fn write_added(
    transaction: &Transaction<'_>,
    report: &ReportId,
    decisions: &[Numbered],
) -> Result<(), StoreError> {
    let claim = |numbered: &Numbered| match &numbered.decision.verdict {
        Verdict::Add { claim } if claim.report == *report => Some((**claim).clone()),
        _ => None,
    };
    let claims: Vec<Claim> = decisions.iter().filter_map(claim).collect();
    if !claims.is_empty() {
        reading::write_elsewhere(transaction, report, claims)?;
    }
    Ok(())
}
