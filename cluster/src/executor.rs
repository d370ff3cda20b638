//! `cairn-cluster executor`: does the work.

use crate::engine::{ballista_settings, greet, state};
use crate::failure::Failure;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// What an executor is told.
#[derive(Debug, Clone)]
pub struct Executor {
    /// The scheduler (HOST:PORT).
    pub scheduler: String,
    /// Where it listens for other executors; the port above is its own for the scheduler.
    pub listen: SocketAddr,
    /// By which name it is reached; by the scheduler's view of it where it is none.
    pub host: Option<String>,
    /// How many tasks it takes at a time.
    pub cores: usize,
    /// Where it keeps what goes from machine to machine.
    pub work: Option<PathBuf>,
    /// So often it gives a sign of life, in seconds.
    pub heartbeat: u64,
}

/// Runs an executor until it is stopped.
///
/// # Errors
/// Where the scheduler cannot be reached or refuses this program, or it cannot listen there.
pub async fn run(executor: Executor) -> Result<(), Failure> {
    let Executor { scheduler, listen, host, cores, work, heartbeat } = executor;
    greet(&scheduler, "this executor").await?;
    let (scheduler_host, scheduler_port) = scheduler.rsplit_once(':').unwrap_or((&scheduler, "50050"));
    let state = state(ballista_settings())?;
    let config = ExecutorProcessConfig {
        bind_host: listen.ip().to_string(),
        external_host: host.or_else(|| Some(listen.ip().to_string())),
        port: listen.port(),
        grpc_port: listen.port() + 1,
        scheduler_host: scheduler_host.to_owned(),
        scheduler_port: scheduler_port.parse().map_err(|_| {
            Failure::new(
                format!("`{scheduler}` is no address"),
                "Write it as HOST:PORT, as in 127.0.0.1:50050.",
            )
        })?,
        vcores: cores,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: work.map(|work| work.display().to_string()),
        executor_heartbeat_interval_seconds: heartbeat,
        // With the functions that the scheduler has, too: the engine's own registry leaves out those of lists.
        override_function_registry: Some(Arc::new(BallistaFunctionRegistry::from(&state))),
        override_config_producer: Some(Arc::new(ballista_settings)),
        ..ExecutorProcessConfig::default()
    };
    eprintln!("cairn-cluster executor, build {}: {listen}, {cores} at a time", crate::program::id()?);
    start_executor_process(Arc::new(config)).await.map_err(|fault| {
        Failure::new(
            format!("the executor cannot be run: {fault}"),
            "See that the scheduler runs and that nothing else listens on the two ports of the executor.",
        )
    })
}
