//! The engine: DataFusion in this program, or Ballista on many machines. Both run the same plans.

use crate::failure::Failure;
use crate::{functions, program};
use ballista::extension::SessionContextExt;
use ballista_core::BALLISTA_VERSION;
use ballista_core::extension::{SessionConfigExt, ballista_aggregate_functions, ballista_scalar_functions};
use ballista_core::serde::protobuf::execute_query_params::Query;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use ballista_core::serde::protobuf::{ExecuteQueryParams, KeyValuePair};
use datafusion::common::DataFusionError;
use datafusion::common::config::{ConfigEntry, ConfigExtension, ConfigOptions, ExtensionOptions};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use std::any::Any;
use std::sync::Arc;
use tonic::metadata::MetadataValue;

/// What a session says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// The program that asks.
    build: String,
}

/// The setting of [`Caller`].
const BUILD: &str = "cairn.build";

impl ExtensionOptions for Caller {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn cloned(&self) -> Box<dyn ExtensionOptions> {
        Box::new(self.clone())
    }

    fn set(&mut self, key: &str, value: &str) -> datafusion::common::Result<()> {
        match key {
            "build" => {
                value.clone_into(&mut self.build);
                Ok(())
            }
            _ => Err(DataFusionError::Configuration(format!("there is no setting `cairn.{key}`"))),
        }
    }

    fn entries(&self) -> Vec<ConfigEntry> {
        // By its whole name: so it travels to the scheduler.
        let description = "The program that asks";
        vec![ConfigEntry { key: BUILD.to_owned(), value: Some(self.build.clone()), description }]
    }
}

impl ConfigExtension for Caller {
    const PREFIX: &'static str = "cairn";
}

/// The settings of every session, wherever it runs.
pub fn settings(config: SessionConfig) -> SessionConfig {
    let mut config = config
        // A file of reports is read as a whole: it is what one split came to.
        .with_repartition_file_scans(false)
        .with_collect_statistics(false)
        .set_bool("datafusion.execution.parquet.schema_force_view_types", false)
        // Rows of a block stay together in memory: batches of them are small.
        .with_batch_size(1024);
    if config.options().extensions.get::<Caller>().is_none() {
        config.options_mut().extensions.insert(Caller::default());
    }
    config
}

/// The settings of a session that this program asks for.
///
/// # Errors
/// Where it cannot be told which program this is.
fn own_settings(config: SessionConfig, partitions: usize) -> Result<SessionConfig, Failure> {
    let mut config = settings(config).with_target_partitions(partitions);
    config.options_mut().set(BUILD, &program::id()?)?;
    Ok(config)
}

/// A session with our functions and those of the engine.
///
/// # Errors
/// Those of the engine.
pub fn state(config: SessionConfig) -> datafusion::common::Result<SessionState> {
    let mut scalars = ballista_scalar_functions();
    scalars.extend(functions::of_rows());
    let mut aggregates = ballista_aggregate_functions();
    aggregates.extend(functions::of_blocks());
    Ok(SessionStateBuilder::new()
        .with_default_features()
        .with_config(config)
        .with_runtime_env(Arc::new(RuntimeEnvBuilder::new().build()?))
        .with_scalar_functions(scalars)
        .with_aggregate_functions(aggregates)
        .build())
}

/// Where a plan is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    /// In this program, on so many threads.
    Local(usize),
    /// On the executors of a scheduler, by its address (HOST:PORT).
    Remote(String),
}

impl Engine {
    /// A session for plans of so many partitions.
    ///
    /// # Errors
    /// Where the scheduler cannot be reached or refuses this program.
    pub async fn session(&self, partitions: usize) -> Result<SessionContext, Failure> {
        match self {
            Self::Local(threads) => {
                let config = own_settings(SessionConfig::new(), *threads)?;
                Ok(SessionContext::new_with_state(state(config)?))
            }
            Self::Remote(address) => {
                greet(address, "this run").await?;
                let config = own_settings(SessionConfig::new_with_ballista(), partitions)?
                    // A task is a partition: tasks are dealt out evenly, and little is lost with an executor.
                    .set_usize("ballista.scheduler.max_partitions_per_task", 1)
                    // With it a job waits for ever once the outputs of a finished stage are lost with an executor
                    // (seen with 55.0.0, after `kill -9`).
                    .set_bool("ballista.planner.adaptive.enabled", false)
                    .set_u64("ballista.client.grpc_timeout_seconds", 60);
                let url = format!("df://{address}");
                Ok(SessionContext::remote_with_state(&url, state(config)?).await?)
            }
        }
    }
}

/// Asks a scheduler whether it works with this program.
///
/// It is asked for a session with an empty plan: a scheduler of the same program finds fault with the plan, one of
/// another program with the session.
///
/// # Errors
/// Where it cannot be reached, or refuses.
pub async fn greet(address: &str, who: &str) -> Result<(), Failure> {
    let mut scheduler = SchedulerGrpcClient::connect(format!("http://{address}")).await.map_err(|fault| {
        Failure::new(
            format!("no scheduler answers at {address}: {fault}"),
            "Start one with `cairn-cluster scheduler`, or name another address.",
        )
    })?;
    let setting = |key: &str, value: String| KeyValuePair { key: key.to_owned(), value: Some(value) };
    let question = ExecuteQueryParams {
        session_id: format!("greeting-{}", std::process::id()),
        settings: vec![setting(BUILD, program::id()?)],
        operation_id: String::new(),
        query: Some(Query::LogicalPlan(Vec::new())),
    };
    let mut question = tonic::Request::new(question);
    question.metadata_mut().insert("ballista-version", MetadataValue::from_static(BALLISTA_VERSION));
    match scheduler.execute_query(question).await {
        Ok(_) => Ok(()),
        Err(refusal) => {
            let mut failure = Failure::of_engine(refusal.message());
            failure.message = failure.message.replacen("the caller", who, 1);
            Err(failure)
        }
    }
}

/// Checks that whoever asks for a session is the program that this scheduler is.
///
/// # Errors
/// Where it is another one, in words for whoever asked.
pub fn check_caller(config: &SessionConfig) -> Result<(), Failure> {
    let options: &ConfigOptions = config.options();
    let caller = options.extensions.get::<Caller>().map(|caller| caller.build.as_str()).unwrap_or_default();
    let caller = if caller.is_empty() { "unknown" } else { caller };
    program::check("the scheduler", &program::id()?, "the caller", caller)
}

/// The settings of a session as the engine's programs make them.
pub fn ballista_settings() -> SessionConfig {
    settings(SessionConfig::new_with_ballista())
}
