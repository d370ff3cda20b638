//! Which sentences of a report tell of different days.

use cairn_extract::Frame;
use cairn_model::{Day, Period, TimeBasis, TimeValue};

/// The days of the deeds that the sentences of a report tell.
#[derive(Default)]
pub(super) struct Days {
    /// First and last day of the last deed that a sentence tells, and whether its own words state
    /// them; by sentence, each once.
    told: Vec<(usize, Stretch, bool)>,
}

/// First and last day.
type Stretch = (Day, Day);

/// Days between the ends of the longest time that tells one deed from another.
const LONGEST: i32 = 30;

/// Days by which the days of one deed may be told apart: nights, and pages of the day after.
const SLACK: i32 = 1;

impl Days {
    /// The days of frames, each with its time, in the order of the text.
    pub(super) fn of(frames: &[Frame], times: &[(TimeValue, Period)]) -> Self {
        let mut told: Vec<(usize, Stretch, bool)> = Vec::new();
        for (frame, (time, period)) in frames.iter().zip(times) {
            let (Some(start), Some(end), Period::Incident) = (time.start, time.end, period) else { continue };
            if end.days_since(start) > LONGEST {
                continue;
            }
            let is_own = matches!(time.basis, TimeBasis::Stated | TimeBasis::Dateline);
            match told.last_mut().filter(|last| last.0 == frame.sentence) {
                Some(last) => *last = (frame.sentence, (start, end), is_own),
                None => told.push((frame.sentence, (start, end), is_own)),
            }
        }
        Self { told }
    }

    fn at(&self, sentence: usize) -> Option<&(usize, Stretch, bool)> {
        self.told.binary_search_by_key(&sentence, |told| told.0).ok().map(|at| &self.told[at])
    }

    /// The days that a sentence itself states.
    pub(super) fn own(&self, sentence: usize) -> Option<Stretch> {
        self.at(sentence).filter(|told| told.2).map(|told| told.1)
    }

    /// Whether a sentence may tell of the same deed as one that states its days; none states nothing.
    pub(super) fn fits(&self, sentence: usize, days: Option<Stretch>) -> bool {
        match (self.at(sentence), days) {
            (Some((_, (start, end), _)), Some((first, last))) => {
                start.plus_days(-SLACK) <= last && first <= end.plus_days(SLACK)
            }
            _ => true,
        }
    }
}
