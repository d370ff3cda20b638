//! A stable split of a corpus, so that work on one part can be checked on the other.

use serde_json::Value;

/// A part of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    All,
    /// Two thirds: for error analysis.
    Work,
    /// One third: left unread, to see whether what was learnt on the rest holds.
    Check,
}

impl Part {
    /// All parts, in the order of the columns of the scoreboard.
    pub const EACH: [Self; 3] = [Self::All, Self::Work, Self::Check];

    /// The name in files and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Work => "work",
            Self::Check => "check",
        }
    }

    /// Whether the unit of a name (a report, or the gold incident where pairs are scored) belongs
    /// to the part.
    pub fn holds(self, unit: &str) -> bool {
        match self {
            Self::All => true,
            Self::Work => !is_check(unit),
            Self::Check => is_check(unit),
        }
    }
}

/// Splits by name, so that a unit stays on its side when the corpus grows.
fn is_check(unit: &str) -> bool {
    // FNV-1a, 64 bit (Fowler, Noll, Vo), folded: its low bits alone are not even.
    let hash = unit
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    (hash ^ (hash >> 32)) % 3 == 0
}

/// The name of the report or page that a row is about.
pub fn report_of(row: &Value) -> &str {
    ["report", "id", "page"].iter().find_map(|field| row.get(field)?.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn a_third_is_kept_for_checking() {
        let units: Vec<String> = (0..3000).map(|n| format!("wire-{n:04}")).collect();
        let n_check = units.iter().filter(|unit| Part::Check.holds(unit)).count();
        assert!((900..1100).contains(&n_check), "{n_check}");
        assert!(units.iter().all(|unit| Part::Check.holds(unit) != Part::Work.holds(unit)));
    }
}
