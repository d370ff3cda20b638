//! `cairn-cluster scheduler`: knows the executors and deals out the work.

use crate::engine::{ballista_settings, check_caller, state};
use crate::failure::Failure;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use std::net::SocketAddr;
use std::sync::Arc;

/// What a scheduler is told.
#[derive(Debug, Clone)]
pub struct Scheduler {
    /// Where it listens.
    pub listen: SocketAddr,
    /// By which name it is reached.
    pub host: String,
    /// After so many seconds without a sign of life an executor is lost.
    pub executor_timeout: u64,
}

/// Runs a scheduler until it is stopped.
///
/// # Errors
/// Where it cannot listen there.
pub async fn run(scheduler: Scheduler) -> Result<(), Failure> {
    let Scheduler { listen, host, executor_timeout } = scheduler;
    let config = SchedulerConfig {
        bind_host: listen.ip().to_string(),
        bind_port: listen.port(),
        external_host: host,
        executor_timeout_seconds: executor_timeout,
        no_executors_grace_period_seconds: executor_timeout,
        expire_dead_executor_interval_seconds: (executor_timeout / 4).max(1),
        // Executors ask for work. Where it is pushed to them, the place of a task that was cancelled because its
        // input was lost with another executor is never given back (seen with 55.0.0, after `kill -9`).
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        disable_rest_api: true,
        override_config_producer: Some(Arc::new(ballista_settings)),
        override_session_builder: Some(Arc::new(|config| {
            check_caller(&config).map_err(Failure::for_engine)?;
            state(config)
        })),
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(fault)?;
    eprintln!("cairn-cluster scheduler, build {}: {listen}", crate::program::id()?);
    start_server(cluster, listen, Arc::new(config)).await.map_err(fault)
}

fn fault(fault: ballista_core::error::BallistaError) -> Failure {
    Failure::new(
        format!("the scheduler cannot be started: {fault}"),
        "See that nothing else listens there: `cairn-cluster scheduler --listen 127.0.0.1:50050`.",
    )
}
