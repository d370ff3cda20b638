//! `cairn-cluster run`: the way of a run, phase by phase. Each phase is worked off in pieces, and a piece that is
//! finished is not done again: a run that was broken off goes on from there.

use crate::blocks::{self, LinkNote};
use crate::compare::{CellNote, cell};
use crate::engine::{Engine, greet};
use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::job::{Job, Places};
use crate::order::{Neighbourhoods, Order, drawn, nearest};
use crate::plan::{Plan, Sizes};
use crate::query::{Asking, write_places};
use crate::reading::{ReadNote, WrittenNote};
use crate::row::{self, Row};
use crate::split::cut;
use crate::summary::Summary;
use crate::tables::{self, Column};
use crate::{program, ruleset};
use cairn_link::{Rarity, SAMPLE};
use cairn_pipeline::sources;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Run {
    /// Files and folders with reports.
    pub paths: Vec<PathBuf>,
    /// The folder of the run, under one name on every machine.
    pub out: PathBuf,
    /// Where it is run.
    pub engine: Engine,
    /// A folder of rules; those built in where it is none.
    pub rules: Option<PathBuf>,
    /// Which columns of tables hold what.
    pub columns: Vec<String>,
    /// How the work is dealt out.
    pub sizes: Sizes,
}

/// Runs a run to its end, and says what it came to.
///
/// # Errors
/// Where there is nothing to read, and whatever stops it: run again, it goes on from finished files.
pub async fn run(run: &Run) -> Result<Summary, Failure> {
    let began = Instant::now();
    let (mut going, notes) = Going::begin(run)?;
    let mut summary = Summary { notes, ..Summary::default() };
    going.read().await?;
    summary.took("read", began);
    let order = going.order(&mut summary)?;
    if order.cards().is_empty() {
        return Err(Failure::new("there is no report in these files", "See the notes above."));
    }
    going.count(&order).await?;
    summary.took("order", began);
    let neighbourhoods = going.compare(&order, &mut summary).await?;
    summary.took("compare", began);
    going.link(&order, neighbourhoods, &mut summary).await?;
    summary.took("link", began);
    going.patiently(Some(Phase::Follow), async || going.asking.follow().await).await?;
    summary.took("follow", began);
    going.finish(&mut summary)?;
    Ok(summary)
}

/// The engine is asked so often without anything being finished.
const ATTEMPTS: u32 = 3;

/// A run on its way.
struct Going {
    run: PathBuf,
    plan: Plan,
    asking: Asking,
    splits: BTreeSet<i64>,
    finished: BTreeMap<i64, ReadNote>,
}

impl Going {
    fn begin(run: &Run) -> Result<(Self, Vec<WrittenNote>), Failure> {
        let (sources, notes) = sources::find(&run.paths);
        if sources.iter().any(|source| source.path == Path::new("-")) {
            return Err(Failure::new("standard input is on one machine only", "Save it, and name the file."));
        }
        if sources.is_empty() {
            let told: Vec<String> =
                notes.iter().map(|note| format!("{}: {}", note.at, note.message)).collect();
            return Err(Failure::new(
                format!("nothing to read. {}", told.join("; ")),
                "Name files or folders with reports.",
            ));
        }
        let out = std::path::absolute(&run.out).map_err(Failure::of_file(&run.out))?;
        let splits = cut(&sources, run.sizes.split);
        // Loaded here too: rules with faults are told of before anything is begun.
        let pipeline = cairn_pipeline::Pipeline::load(run.rules.as_deref())
            .map_err(|fault| Failure::new(fault.to_string(), fault.hint()))?;
        let plan = Plan {
            build: program::id()?,
            ruleset: pipeline.digest().as_str().to_owned(),
            own_rules: run.rules.is_some(),
            columns: run.columns.clone(),
            splits,
            sizes: run.sizes,
        };
        let goes_on = plan.begin(&out)?;
        if let Some(rules) = run.rules.as_deref().filter(|_| !goes_on) {
            ruleset::carry(rules, &out)?;
        }
        let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
        let job = Job {
            attempt: format!("{}-{}", since.as_nanos(), std::process::id()),
            build: plan.build.clone(),
            ruleset: plan.ruleset.clone(),
            folder: out.clone(),
            columns: plan.columns.clone(),
            own_rules: plan.own_rules,
        };
        job.column_map()?;
        let asking = Asking { engine: run.engine.clone(), run: out.clone(), job: job.pack()?, reports: 0 };
        let splits = (0..plan.splits.len() as i64).collect();
        let going = Self { run: out, plan, asking, splits, finished: BTreeMap::new() };
        Ok((going, notes.into_iter().map(WrittenNote::from).collect()))
    }

    /// Files to reports with their claims.
    async fn read(&mut self) -> Result<(), Failure> {
        let finished = folder::finished(&self.run, Phase::Read)?;
        if self.splits.iter().any(|split| !finished.contains(split)) {
            let ask = async || {
                let finished = folder::finished(&self.run, Phase::Read)?;
                let waiting =
                    self.plan.splits.iter().enumerate().map(|(number, split)| (number as i64, split));
                let waiting: Vec<_> = waiting.filter(|(number, _)| !finished.contains(number)).collect();
                self.asking.read(&waiting).await
            };
            self.patiently(Some(Phase::Read), ask).await?;
        }
        self.check(Phase::Read, &self.splits)?;
        for &split in &self.splits {
            let note = folder::json(&folder::piece(&self.run, Phase::Read, split, "json"))?;
            self.finished.insert(split, note);
        }
        Ok(())
    }

    /// Asks the engine for something, and again where it gives up while the scheduler answers: an executor was lost
    /// at a bad moment. What comes of it are finished files, so that nothing is done twice.
    async fn patiently<T>(
        &self,
        phase: Option<Phase>,
        mut ask: impl AsyncFnMut() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done =
            || phase.map_or(Ok(0), |phase| folder::finished(&self.run, phase).map(|units| units.len()));
        let (mut left, mut before) = (ATTEMPTS, done()?);
        loop {
            match ask().await {
                Err(fault) if fault.passes => {
                    let now = done()?;
                    left = if now > before { ATTEMPTS } else { left - 1 };
                    before = now;
                    let answers = match &self.asking.engine {
                        Engine::Local(_) => false,
                        Engine::Remote(address) => greet(address, "this run").await.is_ok(),
                    };
                    if left == 0 || !answers {
                        return Err(fault);
                    }
                }
                asked => return asked,
            }
        }
    }

    /// That every piece is finished that has to be.
    fn check(&self, phase: Phase, units: &BTreeSet<i64>) -> Result<(), Failure> {
        let finished = folder::finished(&self.run, phase)?;
        match units.difference(&finished).next() {
            None => Ok(()),
            Some(unit) => Err(Failure::new(
                format!("piece {unit:016x} of `{}` is not in {}", phase.as_str(), self.run.display()),
                "The folder of a run has to be one and the same on every machine. Run again to go on.",
            )),
        }
    }

    /// Puts the reports into order. What was made of other ones is thrown away: a split was read again.
    fn order(&mut self, summary: &mut Summary) -> Result<Order, Failure> {
        let order = Order::read(&self.run, &self.splits)?;
        let mut hasher = blake3::Hasher::new();
        for card in order.cards() {
            hasher.update(format!("{}\u{1f}{}\u{1f}{}\n", card.id, card.number, card.text).as_bytes());
        }
        let (path, digest) = (self.run.join("order"), hasher.finalize().to_hex().to_string());
        if std::fs::read_to_string(&path).is_ok_and(|before| before != digest) {
            for stale in ["plan", "rarity", "compare", "link", "follow", "sayings", "tables"] {
                let stale = self.run.join(stale);
                if stale.exists() {
                    std::fs::remove_dir_all(&stale).map_err(Failure::of_file(&stale))?;
                }
            }
        }
        folder::write(&path, digest.as_bytes())?;
        for (number, id) in &order.conflicts {
            let split = row::place(*number).0;
            summary.notes.push(WrittenNote {
                at: self.plan.splits.get(split as usize).map(|split| split.name.clone()).unwrap_or_default(),
                message: format!("another text is in the register under the id `{id}`; that one is kept"),
                hint: Some("Give a corrected report an id of its own.".to_owned()),
            });
        }
        summary.reports = order.cards().len();
        self.asking.reports = summary.reports;
        summary.same = order.same;
        Ok(order)
    }

    /// An empty place for every report of every split.
    fn nowhere(&self) -> BTreeMap<i64, Vec<Places>> {
        let of = |(&split, note): (&i64, &ReadNote)| (split, vec![Places::new(); note.reports]);
        self.finished.iter().map(of).collect()
    }

    /// Counts how rare words are in the reports of each month, over those that are drawn for it.
    async fn count(&self, order: &Order) -> Result<(), Failure> {
        let samples = order.samples(SAMPLE);
        if samples.keys().all(|&month| folder::rarity(&self.run, month).exists()) {
            return Ok(());
        }
        let drawn = drawn(&samples);
        let mut places = self.nowhere();
        put(&mut places, drawn.iter().map(|&number| (number, (0, 0))));
        write_places(&self.run, "drawn", places.iter().map(|(&split, places)| (split, places)))?;
        let mut texts: FxHashMap<i64, (Option<String>, String)> = FxHashMap::default();
        let mut take = |bytes: &[u8]| {
            let row = Row::unpack(bytes)?;
            texts.insert(row.number, (row.report.title, row.report.text));
            Ok(())
        };
        self.patiently(None, async || self.asking.rows("drawn", &mut take).await).await?;
        // Months in a row are often counted over the same reports.
        let mut by_sample: BTreeMap<&[i64], Vec<cairn_link::Month>> = BTreeMap::new();
        for (&month, numbers) in &samples {
            by_sample.entry(numbers).or_default().push(month);
        }
        by_sample.into_par_iter().try_for_each(|(numbers, months)| {
            let of = |number: &i64| texts.get(number).map(|(title, text)| (title.as_deref(), text.as_str()));
            let rarity = Rarity::of_texts(numbers.iter().filter_map(of)).to_bytes();
            months.iter().try_for_each(|&month| folder::write(&folder::rarity(&self.run, month), &rarity))
        })
    }

    /// Which reports have to do with each other.
    async fn compare(&self, order: &Order, summary: &mut Summary) -> Result<Neighbourhoods, Failure> {
        let slices = order.slices(self.plan.sizes.slice);
        let near = nearest(&slices);
        let finished = folder::finished(&self.run, Phase::Compare)?;
        let mut cells: BTreeSet<i64> = BTreeSet::new();
        let mut places = self.nowhere();
        let mut of_slices = self.nowhere();
        for (later, &first) in near.iter().enumerate() {
            for earlier in first..=later {
                cells.insert(cell(earlier as i64, later as i64));
            }
        }
        // A slice is in its own cells as the later of two, and in those of the slices that it is near to.
        let mut of_slice: Vec<Vec<i64>> = vec![Vec::new(); slices.len()];
        for &unit in cells.iter().filter(|unit| !finished.contains(*unit)) {
            let (earlier, later) = ((unit >> 32) as usize, (unit & 0xffff_ffff) as usize);
            of_slice[earlier].push(unit);
            if later != earlier {
                of_slice[later].push(unit);
            }
        }
        for (at, slice) in slices.iter().enumerate() {
            for card in &order.cards()[slice.first..slice.first + slice.n] {
                put(&mut places, of_slice[at].iter().map(|&unit| (card.number, (unit, at as i64))));
                put(&mut of_slices, [(card.number, (at as i64, near[at] as i64))].into_iter());
            }
        }
        if near.iter().any(|&first| first > 0) {
            write_places(&self.run, "slices", of_slices.iter().map(|(&split, places)| (split, places)))?;
            for (number, slice, other) in self.patiently(None, async || far(&self.asking).await).await? {
                let unit = cell(slice, other);
                if cells.insert(unit) {
                    summary.far_cells += 1;
                }
                if !finished.contains(&unit) {
                    put(&mut places, [(number, (unit, slice))].into_iter());
                }
            }
        }
        summary.cells = cells.len();
        let waiting = cells.difference(&finished).count();
        if waiting > 0 {
            write_places(&self.run, Phase::Compare.as_str(), places.iter().map(|(&split, at)| (split, at)))?;
            drop(places);
            let ask = async || self.asking.exchange(Phase::Compare, waiting).await;
            self.patiently(Some(Phase::Compare), ask).await?;
        }
        self.check(Phase::Compare, &cells)?;
        let mut neighbourhoods = Neighbourhoods::new(order.cards().len());
        for &unit in &cells {
            let note: CellNote = folder::json(&folder::piece(&self.run, Phase::Compare, unit, "json"))?;
            summary.cell(&note);
            for (a, b) in note.ties {
                if let (Some(a), Some(b)) = (order.rank(a), order.rank(b)) {
                    neighbourhoods.join(a, b);
                }
            }
        }
        Ok(neighbourhoods)
    }

    /// The incidents of neighbourhoods. They are dealt out in turn, so that those of one time, which share most words,
    /// are linked side by side and not together.
    async fn link(
        &self,
        order: &Order,
        mut neighbourhoods: Neighbourhoods,
        summary: &mut Summary,
    ) -> Result<(), Failure> {
        let n = order.cards().len();
        let n_buckets = n.div_ceil(self.plan.sizes.bucket).max(1) as i64;
        let finished = folder::finished(&self.run, Phase::Link)?;
        let step = |rank: usize| (rank / self.plan.sizes.step) as i64;
        let firsts: Vec<usize> = (0..n).map(|rank| neighbourhoods.first(rank)).collect();
        // Those that were linked in more than one step.
        let mut spread: FxHashSet<usize> = FxHashSet::default();
        spread.extend(
            firsts.iter().enumerate().filter(|(rank, first)| step(*rank) != step(**first)).map(|(_, f)| *f),
        );
        let mut sizes: FxHashMap<usize, usize> = FxHashMap::default();
        let mut turn: FxHashMap<usize, (i64, i64)> = FxHashMap::default();
        let mut n_spread = 0;
        let mut places = self.nowhere();
        let mut buckets: BTreeSet<i64> = BTreeSet::new();
        for (rank, card) in order.cards().iter().enumerate() {
            let first = firsts[rank];
            let next = turn.len() as i64;
            let (bucket, neighbourhood) = *turn.entry(first).or_insert_with(|| {
                n_spread += i64::from(spread.contains(&first));
                (next % n_buckets, if spread.contains(&first) { n_spread } else { 0 })
            });
            *sizes.entry(first).or_default() += 1;
            buckets.insert(bucket);
            if !finished.contains(&bucket) {
                let part = blocks::part(neighbourhood, step(rank));
                put(&mut places, [(card.number, (bucket, part))].into_iter());
            }
        }
        summary.largest_neighbourhood = sizes.into_values().max().unwrap_or(0);
        let waiting = buckets.difference(&finished).count();
        if waiting > 0 {
            write_places(&self.run, Phase::Link.as_str(), places.iter().map(|(&split, at)| (split, at)))?;
            drop(places);
            let ask = async || self.asking.exchange(Phase::Link, waiting).await;
            self.patiently(Some(Phase::Link), ask).await?;
        }
        self.check(Phase::Link, &buckets)?;
        for &bucket in &buckets {
            let note: LinkNote = folder::json(&folder::piece(&self.run, Phase::Link, bucket, "json"))?;
            summary.bucket(&note);
        }
        Ok(())
    }

    /// Writes down what was left out and what it came to.
    fn finish(&self, summary: &mut Summary) -> Result<(), Failure> {
        for note in self.finished.values() {
            summary.split(note);
        }
        let notes = &summary.notes;
        let columns = vec![
            Column::words("at", notes.iter().map(|note| Some(note.at.as_str()))),
            Column::words("message", notes.iter().map(|note| Some(note.message.as_str()))),
            Column::words("hint", notes.iter().map(|note| note.hint.as_deref())),
        ];
        tables::write_for_all(&folder::table(&self.run, "notes", 0), columns)?;
        folder::write(&self.run.join("summary.json"), &serde_json::to_vec_pretty(summary)?)
    }
}

/// Adds places of reports, by their numbers.
fn put(places: &mut BTreeMap<i64, Vec<Places>>, all: impl Iterator<Item = (i64, (i64, i64))>) {
    for (number, place) in all {
        let (split, at) = row::place(number);
        if let Some(of_report) = places.get_mut(&split).and_then(|split| split.get_mut(at)) {
            of_report.push(place);
        }
    }
}

/// Reports that tell of one day and place with reports written more than a year apart, each with its slice and the
/// other one.
async fn far(asking: &Asking) -> Result<Vec<(i64, i64, i64)>, Failure> {
    let mut all = Vec::new();
    for batch in asking.far().await? {
        let column = |at| tables::as_numbers(&batch, at);
        if let (Some(numbers), Some(slices), Some(others)) = (column(0), column(1), column(2)) {
            let rows = 0..batch.num_rows();
            all.extend(rows.map(|row| (numbers.value(row), slices.value(row), others.value(row))));
        }
    }
    all.sort_unstable();
    Ok(all)
}
