use super::granule::Granule;
use super::reading::{Reading, Value};
use cairn_model::Day;

/// The time that a narrative has come to, fed with each reading in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Narrative {
    now: State,
    outer: Vec<State>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    /// The last time on the calendar.
    granule: Option<Granule>,
    /// The last day.
    day: Option<Day>,
}

impl Narrative {
    /// A narrative that has not begun.
    pub fn new() -> Self {
        Self::default()
    }

    /// The last time on the calendar.
    pub fn granule(&self) -> Option<Granule> {
        self.now.granule
    }

    /// The last day; coarser times since then leave it as it was.
    pub fn day(&self) -> Option<Day> {
        self.now.day
    }

    /// Moves the narrative to a time; lengths, rhythms and references leave it where it is.
    pub fn note(&mut self, reading: &Reading) {
        if let Value::At { granule, .. } = reading.value {
            self.now.granule = Some(granule);
            self.now.day = granule.day().or(self.now.day);
        }
    }

    /// Begins a stretch of background ("in 2015, ..."), which has a time of its own.
    pub fn push(&mut self) {
        self.outer.push(self.now);
    }

    /// Ends the background: the narrative is where it was before.
    pub fn pop(&mut self) {
        if let Some(outer) = self.outer.pop() {
            self.now = outer;
        }
    }
}
