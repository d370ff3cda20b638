use crate::failure::Failure;
use jiff::Timestamp;

/// The variable by which builds are made reproducible (reproducible-builds.org, "SOURCE_DATE_EPOCH").
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Now in whole seconds of UTC, as RFC 3339; the time of SOURCE_DATE_EPOCH where it is set.
pub fn now() -> Result<String, Failure> {
    let Ok(seconds) = std::env::var(EPOCH) else {
        return Ok(second(Timestamp::now().as_second()).unwrap_or_default());
    };
    seconds.parse().ok().and_then(second).ok_or_else(|| {
        Failure::new(
            format!("{EPOCH} is `{seconds}`, which is no time"),
            "It is a count of seconds since 1970-01-01T00:00:00Z.",
        )
    })
}

fn second(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok().map(|time| time.to_string())
}
