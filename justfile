# `just` lists what there is; `just check` is exactly what CI runs.

# List the recipes.
default:
    @just --list

# Everything that CI runs: form, lints, tests, the first command, determinism.
check:
    .ci/run

# Format the code.
fmt:
    cargo fmt --all

# Lints, as errors.
lint:
    cargo clippy --workspace --all-targets -- -D warnings

# All tests, tidy included.
test:
    cargo test --workspace

# The house rules only.
tidy:
    cargo test -p cairn-xtask --test tidy

# The package for Python, built and tested.
python *ARGUMENTS:
    python/run {{ARGUMENTS}}

# The pages of `cairn serve` in a browser; screenshots under target/e2e.
e2e *TESTS:
    e2e/run {{TESTS}}

# The bundled reports into a register, and its incidents.
first:
    cargo run --release -- add reports

# The scoreboard over a folder of development corpora.
bench DATA:
    cargo run --release -p cairn-bench -- all --data {{DATA}}
