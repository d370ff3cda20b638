//! Which program this is. Scheduler, executors and runs work together only where they are the same one: a plan
//! holds functions by their names, and what a function does is a matter of the program.

use crate::failure::Failure;
use std::sync::OnceLock;

/// The digest of the file that this program was started from.
///
/// # Errors
/// Where that cannot be read.
pub fn id() -> Result<String, Failure> {
    static ID: OnceLock<Result<String, Failure>> = OnceLock::new();
    ID.get_or_init(|| {
        let path = std::env::current_exe().map_err(|fault| {
            Failure::new(format!("cannot tell which program this is: {fault}"), "Start it by its path.")
        })?;
        let mut hasher = blake3::Hasher::new();
        let mut file = std::fs::File::open(&path).map_err(Failure::of_file(&path))?;
        std::io::copy(&mut file, &mut hasher).map_err(Failure::of_file(&path))?;
        Ok(hasher.finalize().to_hex()[..16].to_owned())
    })
    .clone()
}

/// Whether two programs are the same.
///
/// # Errors
/// Where they are not, in words.
pub fn check(who: &str, own: &str, whom: &str, other: &str) -> Result<(), Failure> {
    if own == other {
        return Ok(());
    }
    Err(Failure::new(
        format!("{who} refuses to work with {whom}: it is build {own}, and that is build {other}"),
        "Start scheduler, executors and run from one and the same file of the program.",
    ))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn another_build_is_refused_by_name() {
        assert_eq!(check("this run", "1f", "the scheduler", "1f"), Ok(()));
        let refused = check("this run", "1f", "the scheduler", "2e").unwrap_err();
        assert!(refused.message.contains("build 1f") && refused.message.contains("build 2e"), "{refused}");
    }
}
