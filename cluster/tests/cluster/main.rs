//! A cluster gives the bytes of one machine, whatever happens to its parts.
//!
//! Scheduler and executors are programs of their own on loopback, as they are on many machines.

mod faults;
mod same;
mod support;
