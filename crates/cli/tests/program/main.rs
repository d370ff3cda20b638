//! The program as a person runs it: what it prints, what it says of bad input, what it leaves behind.

mod answers;
mod decisions;
mod exports;
mod faults;
mod messages;
mod reading;
mod same_register;
mod shell;
#[path = "../../../store/tests/store/support.rs"]
mod support;
