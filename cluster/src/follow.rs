//! The tolls and agreements of a bucket of subjects: what the function `cairn_follow` does.

use crate::blocks::SayingLine;
use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::functions::Part;
use crate::job::Working;
use crate::output;
use cairn_link::{AGREEMENTS, Archive, Member, Said, Turn, follow_agreements, follow_tolls};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

/// What a finished bucket of subjects holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowNote {
    /// How many tolls.
    pub tolls: usize,
    /// How many agreements.
    pub agreements: usize,
    /// The most that is said of one subject, in reports.
    pub largest: usize,
}

/// Follows what reports say of the subjects of a bucket, each from its beginning; gives how many sayings there are.
///
/// # Errors
/// Where a file cannot be written.
pub fn follow(working: &Working, unit: i64, parts: Vec<Part>) -> Result<i64, Failure> {
    let n = parts.len();
    let mut subjects: BTreeMap<String, BTreeMap<Turn, Said>> = BTreeMap::new();
    for (_, row) in parts {
        let SayingLine { turn, subject, said } = serde_json::from_slice(&row)?;
        subjects.entry(subject).or_default().insert(turn, said);
    }
    let (mut tolls, mut agreements) = (Vec::new(), Vec::new());
    let largest = subjects.values().map(BTreeMap::len).max().unwrap_or(0);
    for (subject, told) in subjects {
        let Some(first) = told.keys().next().cloned() else { continue };
        let archive = Whole(told);
        if subject == AGREEMENTS {
            let changes = follow_agreements(&archive, &first).unwrap_or_else(|never| match never {});
            agreements.extend(changes.now.into_iter().map(|one| one.noun));
        } else {
            let changes = follow_tolls(&archive, &subject, &first).unwrap_or_else(|never| match never {});
            tolls.extend(changes.now.into_iter().map(|one| one.noun));
        }
    }
    tolls.sort_by(|a, b| a.id.cmp(&b.id));
    agreements.sort_by(|a, b| a.id.cmp(&b.id));
    output::write_followed(working, unit, &tolls, &agreements)?;
    let note = FollowNote { tolls: tolls.len(), agreements: agreements.len(), largest };
    folder::finish(&working.job.folder, Phase::Follow, unit, &note)?;
    Ok(n as i64)
}

/// All that is said of one subject, of which nothing was followed before.
struct Whole(BTreeMap<Turn, Said>);

impl Archive for Whole {
    type Fault = Infallible;

    fn since(&self, _: &str, from: &Turn) -> Result<Vec<(Turn, Said)>, Infallible> {
        Ok(self.0.range(from..).map(|(turn, said)| (turn.clone(), said.clone())).collect())
    }

    fn said(&self, _: &str, turns: &BTreeSet<Turn>) -> Result<Vec<(Turn, Said)>, Infallible> {
        let told = turns.iter().filter_map(|turn| Some((turn.clone(), self.0.get(turn)?.clone())));
        Ok(told.collect())
    }

    fn lasting(&self, _: &str, _: &Turn) -> Result<Vec<String>, Infallible> {
        Ok(Vec::new())
    }

    fn found_by(&self, _: &str, _: &[u64]) -> Result<Vec<String>, Infallible> {
        Ok(Vec::new())
    }

    fn members(&self, _: &str, _: &str) -> Result<Vec<Member>, Infallible> {
        Ok(Vec::new())
    }
}
