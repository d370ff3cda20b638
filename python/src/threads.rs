//! Threads that live as long as a call.

use crate::faults;
use pyo3::prelude::*;
use rayon::ThreadPoolBuilder;

/// Does work on so many threads, one for each core where none are named, without Python's lock.
///
/// The threads are a pool of this call: the one that is shared by a process would be lost, and waited for without end,
/// after a fork (multiprocessing, Spark's workers).
pub fn on<T: Send>(py: Python<'_>, threads: Option<usize>, work: impl FnOnce() -> T + Send) -> PyResult<T> {
    if threads == Some(0) {
        return Err(faults::input(
            "threads: 0 threads do nothing",
            "Ask for one or more, or for None: all cores.",
        ));
    }
    py.detach(|| {
        let pool = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
        pool.map(|pool| pool.install(work))
    })
    .map_err(|fault| faults::input(format!("threads: cannot be started: {fault}"), "Ask for fewer."))
}
