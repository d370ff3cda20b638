use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the work gives, or what it said where it panicked.
///
/// For callers that read reports by the million: one that meets a fault of the program is named, and the others are
/// read. The stages hold nothing that a panic leaves half done: what they remember is added whole or not at all.
///
/// # Errors
/// The words of the panic.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let words = panic.downcast_ref::<&str>().copied().map(str::to_owned);
        words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_is_told_in_its_words() {
        assert_eq!(guarded(|| 4), Ok(4));
        let (none, n): (Option<u8>, usize) = (None, 3);
        assert_eq!(guarded(|| none.expect("no stone")), Err("no stone".to_owned()));
        assert_eq!(guarded(|| assert!(n < 3, "{n} stones")), Err("3 stones".to_owned()));
    }
}
