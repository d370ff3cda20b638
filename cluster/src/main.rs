//! The program `cairn-cluster`.

use std::process::ExitCode;

/// As in `cairn`: reading makes many small things and drops them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cairn_cluster::main()
}
