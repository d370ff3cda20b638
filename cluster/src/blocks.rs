//! The incidents of a bucket of neighbourhoods: what the function `cairn_link` does.

use crate::compare::{months, split, unpack};
use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::functions::Part;
use crate::job::Working;
use crate::output;
use crate::row::Row;
use crate::steps::{Around, link_at_once, link_in_steps};
use crate::tables::{self, Column};
use cairn_link::{Key, KeyKind, Linked, Saying, Turn, link_report};
use cairn_model::{Family, Identity, Incident, IncidentId, Link, ReportId};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a finished bucket holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkNote {
    /// How many reports.
    pub reports: usize,
    /// How many incidents.
    pub incidents: usize,
    /// How many neighbourhoods were gone through step by step.
    pub in_steps: usize,
    /// How many bytes the rows took.
    pub bytes: usize,
}

/// What a bucket adds up to, for a register.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Bucket {
    /// Reports that are copies or rewrites of one text.
    pub families: Vec<Family>,
    /// Incidents.
    pub incidents: Vec<Incident>,
    /// The incident that each report is chiefly about.
    pub main: Vec<(ReportId, IncidentId)>,
    /// Links.
    pub links: Vec<Link>,
    /// What reports say of tolls and agreements.
    pub sayings: Vec<SayingLine>,
    /// Each report with the first one of its neighbourhood.
    pub neighbourhoods: Vec<(ReportId, ReportId)>,
    /// What each report is found by: kind, hash, weight.
    pub keys: Vec<(ReportId, Vec<PackedKey>)>,
    /// The incidents that claims were in once which are in none now.
    pub left: Vec<Identity>,
}

/// A key of a report: kind, hash, weight.
pub type PackedKey = (u8, u64, u32);

/// What a report says of a subject, in its turn.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SayingLine {
    /// The turn of the report.
    pub turn: Turn,
    /// Of what.
    pub subject: String,
    /// What it says.
    pub said: cairn_link::Said,
}

/// Subjects are dealt into so many buckets.
pub const SUBJECTS: i64 = 64;

/// The bucket of a subject.
fn bucket_of(subject: &str) -> i64 {
    (xxhash_rust::xxh3::xxh3_64(subject.as_bytes()) % SUBJECTS as u64) as i64
}

/// The part of a report in a bucket: its step, and where its neighbourhood was linked in several, the number of that
/// neighbourhood from 1; 0 stands for all that were linked in one.
pub fn part(neighbourhood: i64, step: i64) -> i64 {
    neighbourhood << 32 | step
}

/// Links the neighbourhoods of a bucket, and writes what they add up to; gives how many reports they have.
///
/// # Errors
/// Where it is not counted how rare words are, or a file cannot be written.
pub fn link(working: &Working, unit: i64, parts: Vec<Part>) -> Result<i64, Failure> {
    let bytes = parts.iter().map(|(_, row)| row.len()).sum();
    let rows = unpack(parts)?;
    let rarities = working.rarities(months(&split(&rows).0))?;
    let hands = working.pipeline.hands();
    let around = Around { hands: &hands, rarities: &rarities };
    let at_once: Vec<&Row> = rows.iter().filter(|(part, _)| part >> 32 == 0).map(|(_, row)| row).collect();
    let mut linked = link_at_once(&at_once, around, &[]);
    let mut in_steps: BTreeMap<i64, Vec<(i64, &Row)>> = BTreeMap::new();
    for (part, row) in rows.iter().filter(|(part, _)| part >> 32 > 0) {
        in_steps.entry(part >> 32).or_default().push((part & 0xffff_ffff, row));
    }
    let n_in_steps = in_steps.len();
    let mut left = Vec::new();
    for of_one in in_steps.into_values() {
        let (last, once) = link_in_steps(&of_one, around);
        append(&mut linked, last);
        left.extend(once);
    }
    left.sort_unstable();
    sort(&mut linked);
    output::write_linked(working, unit, &rows, &linked, &left)?;
    let bucket = bucket(&rows, linked, left);
    write_sayings(working, unit, &bucket.sayings)?;
    let note =
        LinkNote { reports: rows.len(), incidents: bucket.incidents.len(), in_steps: n_in_steps, bytes };
    folder::write(
        &folder::piece(&working.job.folder, Phase::Link, unit, "bucket"),
        &serde_json::to_vec(&bucket)?,
    )?;
    folder::finish(&working.job.folder, Phase::Link, unit, &note)?;
    Ok(rows.len() as i64)
}

/// Adds what other neighbourhoods say.
fn append(all: &mut Linked, mut more: Linked) {
    all.families.append(&mut more.families);
    all.incidents.append(&mut more.incidents);
    all.main.append(&mut more.main);
    all.links.append(&mut more.links);
    all.sayings.append(&mut more.sayings);
    all.neighbourhoods.append(&mut more.neighbourhoods);
    all.keys.append(&mut more.keys);
}

/// Puts every list into the order that linking gives them in.
fn sort(linked: &mut Linked) {
    linked.families.sort_by(|a, b| a.id.cmp(&b.id));
    linked.incidents.sort_by(|a, b| a.id.cmp(&b.id));
    linked.main.sort_unstable();
    linked.links.sort_by(|a, b| (&a.a, &a.b).cmp(&(&b.a, &b.b)));
    linked.neighbourhoods.sort_unstable();
    linked.keys.sort_unstable();
}

fn bucket(rows: &[(i64, Row)], linked: Linked, left: Vec<Identity>) -> Bucket {
    let turns: FxHashMap<&ReportId, Turn> = rows
        .iter()
        .map(|(_, row)| (&row.report.id, Turn::new(link_report(&row.report).dated, &row.report.id)))
        .collect();
    let line = |Saying { report, subject, said }: Saying| {
        let turn = turns.get(&report).cloned().unwrap_or_else(|| Turn::new(None, &report));
        SayingLine { turn, subject, said }
    };
    let mut sayings: Vec<SayingLine> = linked.sayings.into_iter().map(line).collect();
    sayings.sort_by(|a, b| (&a.subject, &a.turn).cmp(&(&b.subject, &b.turn)));
    let key = |key: Key| (key.kind as u8, key.hash, key.weight);
    Bucket {
        families: linked.families,
        incidents: linked.incidents,
        main: linked.main,
        links: linked.links,
        sayings,
        neighbourhoods: linked.neighbourhoods,
        keys: linked
            .keys
            .into_iter()
            .map(|(report, keys)| (report, keys.into_iter().map(key).collect()))
            .collect(),
        left,
    }
}

/// The keys of a report, as [`Bucket::keys`] has them.
pub fn keys(packed: &[PackedKey]) -> Vec<Key> {
    let kind = |kind| match kind {
        0 => KeyKind::Word,
        1 => KeyKind::Run,
        _ => KeyKind::DayAndPlace,
    };
    packed.iter().map(|&(of, hash, weight)| Key { kind: kind(of), hash, weight }).collect()
}

fn write_sayings(working: &Working, unit: i64, sayings: &[SayingLine]) -> Result<(), Failure> {
    let lines: Vec<Vec<u8>> =
        sayings.iter().map(|line| Ok(serde_json::to_vec(line)?)).collect::<Result<_, Failure>>()?;
    let columns = vec![
        Column::numbers("unit", sayings.iter().map(|line| Some(bucket_of(&line.subject)))),
        Column::numbers("part", sayings.iter().map(|_| Some(0))),
        Column::bytes("row", lines.iter()),
    ];
    let path = working.job.folder.join("sayings").join(format!("{unit:016x}.parquet"));
    tables::write(&path, columns)
}
