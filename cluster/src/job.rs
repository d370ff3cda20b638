//! What travels with every call of a function: where the run keeps its files, which program it was started by, and
//! the rules it reads with.

use crate::failure::Failure;
use crate::{program, ruleset};
use cairn_link::{Month, Rarities, Rarity};
use cairn_pipeline::Pipeline;
use cairn_read::ColumnMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A run, as its functions know it. Packed, it is the first argument of each of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Which attempt at the run this is: what was remembered of an earlier one may no longer hold.
    pub attempt: String,
    /// The program that started the run ([`program::id`]).
    pub build: String,
    /// The digest of the rules.
    pub ruleset: String,
    /// The folder of the run, under one name on every machine.
    pub folder: PathBuf,
    /// Which columns of tables and fields of JSON objects hold what, as the command line has it.
    pub columns: Vec<String>,
    /// Whether the rules lie in the folder of the run; they are built in where they do not.
    pub own_rules: bool,
}

impl Job {
    /// The job as bytes.
    ///
    /// # Errors
    /// None that can be told of: a job has names for keys.
    pub fn pack(&self) -> Result<Vec<u8>, Failure> {
        Ok(serde_json::to_vec(self)?)
    }

    fn unpack(bytes: &[u8]) -> Result<Self, Failure> {
        serde_json::from_slice(bytes).map_err(|fault| {
            Failure::new(
                format!("the run speaks another language than this program: {fault}"),
                "Start scheduler, executors and run from one and the same file of the program.",
            )
        })
    }

    /// The columns, parsed.
    ///
    /// # Errors
    /// Where a column is none.
    pub fn column_map(&self) -> Result<ColumnMap, Failure> {
        let all = self.columns.join(",");
        all.parse().map_err(|fault| Failure::new(format!("{fault}"), "See docs/guide/reading.md."))
    }
}

/// A job at work: its rules loaded, and what its functions share.
pub struct Working {
    /// The job.
    pub job: Job,
    /// The stages.
    pub pipeline: Pipeline,
    /// How reports are read out of files.
    pub columns: ColumnMap,
    rarities: Mutex<BTreeMap<Month, Arc<Rarity>>>,
    places: Mutex<BTreeMap<PathBuf, Arc<Vec<Places>>>>,
}

/// The pieces of a phase that a report goes into, each with its part there.
pub type Places = Vec<(i64, i64)>;

/// The places of so many splits are remembered; rows come split by split.
const REMEMBERED: usize = 64;

/// So many jobs are remembered. A program works for one run at a time, and its last attempts may overlap.
const JOBS: usize = 2;

impl std::fmt::Debug for Working {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Working").field("job", &self.job).finish_non_exhaustive()
    }
}

/// The jobs that this program has worked for, by their digests, the latest first.
type Known = Mutex<Vec<([u8; 32], Arc<Working>)>>;

impl Working {
    /// The job of packed bytes, made ready once a program.
    ///
    /// # Errors
    /// Where another program started the run, or the rules do not load or are not those that were meant.
    pub fn of(bytes: &[u8]) -> Result<Arc<Self>, Failure> {
        static KNOWN: OnceLock<Known> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Known::default).lock().unwrap_or_else(PoisonError::into_inner);
        let digest = *blake3::hash(bytes).as_bytes();
        if let Some((_, working)) = known.iter().find(|(other, _)| *other == digest) {
            return Ok(working.clone());
        }
        let working = Arc::new(Self::new(Job::unpack(bytes)?)?);
        known.truncate(JOBS - 1);
        known.insert(0, (digest, working.clone()));
        Ok(working)
    }

    fn new(job: Job) -> Result<Self, Failure> {
        program::check("this executor", &program::id()?, "the run", &job.build)?;
        let pipeline = ruleset::load(job.own_rules.then_some(job.folder.as_path()))?;
        if pipeline.digest().as_str() != job.ruleset {
            return Err(Failure::new(
                format!(
                    "this executor refuses the run: its rules have the digest {} here and {} where it was started",
                    pipeline.digest().as_str(),
                    job.ruleset
                ),
                "Start scheduler, executors and run from one and the same file of the program.",
            ));
        }
        let columns = job.column_map()?;
        Ok(Self { job, pipeline, columns, rarities: Mutex::default(), places: Mutex::default() })
    }

    /// How rare words are in the reports of some months.
    ///
    /// # Errors
    /// Where that was not counted, or cannot be read.
    pub fn rarities(&self, months: impl IntoIterator<Item = Month>) -> Result<Rarities, Failure> {
        let mut known = self.rarities.lock().unwrap_or_else(PoisonError::into_inner);
        let mut rarities = Rarities::new();
        for month in months {
            let rarity = match known.get(&month) {
                Some(rarity) => rarity.clone(),
                None => {
                    let path = crate::folder::rarity(&self.job.folder, month);
                    let bytes = std::fs::read(&path).map_err(Failure::of_file(&path))?;
                    let rarity = Arc::new(Rarity::from_bytes(&bytes));
                    known.insert(month, rarity.clone());
                    rarity
                }
            };
            rarities.insert(month, rarity);
        }
        Ok(rarities)
    }

    /// Where the rows of a split go in a phase, by their place in it.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn places(&self, phase: &str, split: i64) -> Result<Arc<Vec<Places>>, Failure> {
        let path = crate::folder::places(&self.job.folder, phase, split);
        let mut known = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(places) = known.get(&path) {
            return Ok(places.clone());
        }
        let places: Arc<Vec<Places>> = Arc::new(crate::folder::json(&path)?);
        if known.len() >= REMEMBERED {
            known.pop_first();
        }
        known.insert(path, places.clone());
        Ok(places)
    }
}
