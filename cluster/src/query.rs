//! The plans that a run asks the engine for.

use crate::engine::Engine;
use crate::failure::Failure;
use crate::folder::{self, Phase};
use crate::functions;
use crate::split::Split;
use crate::tables::{self, Column};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::UnnestOptions;
use datafusion::functions::core::expr_ext::FieldAccessor;
use datafusion::functions_window::expr_fn::row_number;
use datafusion::logical_expr::{AggregateUDF, Expr, ExprFunctionExt, ScalarUDF, col, lit};
use datafusion::prelude::{DataFrame, ParquetReadOptions};
use datafusion::scalar::ScalarValue;
use futures::StreamExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many splits are read by one plan: a plan that fails is begun anew, and each has a part for every split.
const SPLITS: usize = 1024;

/// So many partitions an exchange has at most.
const PARTITIONS: usize = 512;

/// Whoever asks: the engine, with the job packed for its functions.
#[derive(Debug, Clone)]
pub struct Asking {
    /// The engine.
    pub engine: Engine,
    /// The folder of the run.
    pub run: PathBuf,
    /// The job ([`crate::job::Job::pack`]).
    pub job: Vec<u8>,
    /// How many reports there are, once that is known: a few thousand make a partition of small rows.
    pub reports: usize,
}

/// So many reports make a partition where rows are small.
const TOGETHER: usize = 8192;

impl Asking {
    fn job(&self) -> Expr {
        lit(ScalarValue::Binary(Some(self.job.clone())))
    }

    /// Reads splits, each with its number.
    ///
    /// # Errors
    /// Those of the engine and of its functions.
    pub async fn read(&self, waiting: &[(i64, &Split)]) -> Result<(), Failure> {
        for (wave, splits) in waiting.chunks(SPLITS).enumerate() {
            // A file a split, so that each is a task of its own.
            let folder = self.run.join("plan").join(format!("splits-{wave}"));
            if folder.exists() {
                std::fs::remove_dir_all(&folder).map_err(Failure::of_file(&folder))?;
            }
            for (number, split) in splits {
                let columns = vec![
                    Column::numbers("split", std::iter::once(Some(*number))),
                    Column::words("what", std::iter::once(Some(serde_json::to_string(split)?))),
                ];
                tables::write(&folder.join(format!("{number:08x}.parquet")), columns)?;
            }
            let session = self.engine.session(splits.len()).await?;
            let rows = session.read_parquet(shown(&folder), ParquetReadOptions::default()).await?;
            let call = function("cairn_read")?.call(vec![self.job(), col("split"), col("what")]);
            rows.select(vec![call])?.collect().await?;
        }
        Ok(())
    }

    /// The rows of all reports that go somewhere in a phase, with unit and part.
    async fn placed(&self, phase: &str, partitions: usize) -> Result<DataFrame, Failure> {
        let session = self.engine.session(partitions).await?;
        let folder = self.run.join(Phase::Read.as_str());
        let rows = session.read_parquet(shown(&folder), ParquetReadOptions::default()).await?;
        let place =
            function("cairn_places")?.call(vec![self.job(), lit(phase), col("number")]).alias("place");
        let all = UnnestOptions::new().with_preserve_nulls(false);
        let placed = rows
            .select(vec![place, col("number"), col("places"), col("row")])?
            .unnest_columns_with_options(&["place"], all)?
            .select(vec![
                col("place").field("unit").alias("unit"),
                col("place").field("part").alias("part"),
                col("number"),
                col("places"),
                col("row"),
            ])?;
        Ok(placed)
    }

    /// The rows of some reports, handed on one by one.
    ///
    /// # Errors
    /// Those of the engine, and of whoever takes the rows.
    pub async fn rows(
        &self,
        phase: &str,
        mut take: impl FnMut(&[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let rows = self.placed(phase, PARTITIONS).await?.select(vec![col("row")])?;
        let mut batches = rows.execute_stream().await?;
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            for row in 0..batch.num_rows() {
                take(tables::one_bytes(batch.column(0), row).unwrap_or_default())?;
            }
        }
        Ok(())
    }

    /// Works off the pieces of a phase: rows go to the machine that works on their unit, and all rows of a unit come
    /// together there.
    ///
    /// # Errors
    /// Those of the engine and of its functions.
    pub async fn exchange(&self, phase: Phase, units: usize) -> Result<(), Failure> {
        let partitions = units.clamp(1, PARTITIONS);
        let placed = self.placed(phase.as_str(), partitions).await?;
        let placed = placed.select(vec![col("unit"), col("part"), col("row")])?;
        self.work(placed, &format!("cairn_{}", phase.as_str())).await
    }

    fn partitions(&self, most: usize) -> usize {
        self.reports.div_ceil(TOGETHER).clamp(1, most)
    }

    /// Follows what reports say of tolls and agreements.
    ///
    /// # Errors
    /// Those of the engine and of its functions.
    pub async fn follow(&self) -> Result<(), Failure> {
        let partitions = self.partitions(crate::blocks::SUBJECTS as usize);
        let session = self.engine.session(partitions).await?;
        let folder = self.run.join("sayings");
        let said = session.read_parquet(shown(&folder), ParquetReadOptions::default()).await?;
        self.work(said, "cairn_follow").await
    }

    /// Hands blocks to the function that works them off.
    ///
    /// The engine would rather group the rows of each machine before they travel, and so send whole blocks as single
    /// values. That each row is numbered within its unit makes it part them first, and it groups what comes sorted:
    /// rows travel one by one, and one block is in memory at a time.
    async fn work(&self, rows: DataFrame, name: &str) -> Result<(), Failure> {
        let turn = row_number().partition_by(vec![col("unit")]).build()?.alias("turn");
        let parted = rows.window(vec![turn])?.filter(col("turn").gt(lit(0)))?;
        let call = aggregate(name)?.call(vec![self.job(), col("unit"), col("part"), col("row")]);
        let worked = parted.aggregate(vec![col("unit")], vec![call.alias("rows")])?;
        worked.collect().await?;
        Ok(())
    }

    /// The reports that tell of one day and place with reports of slices to which theirs is not near, each with its
    /// own slice and the other one. Unit and part of the phase are a report's slice and the first one near to it.
    ///
    /// # Errors
    /// Those of the engine and of its functions.
    pub async fn far(&self) -> Result<Vec<RecordBatch>, Failure> {
        let placed = self.placed("slices", self.partitions(PARTITIONS)).await?;
        let keyed = placed.select(vec![
            col("places").alias("key"),
            col("number"),
            col("unit").alias("slice"),
            col("part").alias("near"),
        ])?;
        let keyed =
            keyed.unnest_columns_with_options(&["key"], UnnestOptions::new().with_preserve_nulls(false))?;
        let others = keyed.clone().select(vec![
            col("key").alias("their_key"),
            col("slice").alias("other"),
            col("near").alias("their_near"),
        ])?;
        let joined = keyed.join(
            others.distinct()?,
            datafusion::common::JoinType::Inner,
            &["key"],
            &["their_key"],
            None,
        )?;
        let earlier = col("slice").lt(col("their_near"));
        let later = col("other").lt(col("near"));
        let far = joined.filter(earlier.or(later))?;
        Ok(far.select(vec![col("number"), col("slice"), col("other")])?.distinct()?.collect().await?)
    }
}

fn shown(path: &Path) -> String {
    format!("{}/", path.display())
}

fn missing(name: &str) -> Failure {
    Failure::new(format!("there is no function `{name}`"), "Please report this.")
}

fn function(name: &str) -> Result<Arc<ScalarUDF>, Failure> {
    functions::of_rows().into_iter().find(|one| one.name() == name).ok_or_else(|| missing(name))
}

fn aggregate(name: &str) -> Result<Arc<AggregateUDF>, Failure> {
    functions::of_blocks().into_iter().find(|one| one.name() == name).ok_or_else(|| missing(name))
}

/// Writes where the rows of each split go in a phase.
///
/// # Errors
/// Where that cannot be written.
pub fn write_places<'p>(
    run: &Path,
    phase: &str,
    of_splits: impl Iterator<Item = (i64, &'p Vec<crate::job::Places>)>,
) -> Result<(), Failure> {
    for (split, places) in of_splits {
        folder::write(&folder::places(run, phase, split), &serde_json::to_vec(places)?)?;
    }
    Ok(())
}
