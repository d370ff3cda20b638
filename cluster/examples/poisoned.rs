//! The program, but that it falls over a report which tells of poison: for the tests of what happens then.

use std::process::ExitCode;

fn main() -> ExitCode {
    cairn_cluster::read_with(|pipeline, report| {
        assert!(!report.text.contains("a vial of poison"), "this report is poisoned");
        pipeline.read_report(report)
    });
    cairn_cluster::main()
}
