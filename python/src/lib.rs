//! Takes words, columns and paths from Python. Gives claims as JSON and tables as Parquet.
//!
//! The compiled half of the package `cairn`; what people call is in `python/cairn`.
//!
//! Invariant: whatever takes long lets go of Python's lock, and no thread outlives the call that asked for it: a
//! process that is forked afterwards misses none.

mod add;
mod faults;
mod pipeline;
mod register;
mod rows;
mod threads;

#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::add::{add, read};
    #[pymodule_export]
    use crate::faults::{CairnError, InputError, RegisterError};
    #[pymodule_export]
    use crate::pipeline::{extract, ruleset};
    #[pymodule_export]
    use crate::register::Register;
    #[pymodule_export]
    use crate::rows::extract_rows;

    /// The program's version, which the register's list of runs tells too.
    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");
}
