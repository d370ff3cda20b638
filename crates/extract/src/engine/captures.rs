/// The number of a capture's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CaptureName(u16);

/// The names of captures by number: first those that are asked for by the readers of matches, then
/// whatever else the cards of a ruleset use.
#[derive(Debug, Clone)]
pub(crate) struct CaptureNames(Vec<Box<str>>);

macro_rules! asked_for {
    ($($name:ident = $word:literal,)+) => {
        /// A capture that some reader of matches asks for; its number is that of its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Capture { $($name,)+ }

        /// In the order of the numbers.
        const ASKED_FOR: &[&str] = &[$($word,)+];
    };
}

asked_for! {
    About = "about",
    Actor = "actor",
    Century = "century",
    Count = "count",
    Cue = "cue",
    Day = "day",
    DayYear = "dayyear",
    Decade = "decade",
    Det = "det",
    Era = "era",
    Feast = "feast",
    First = "first",
    Guarantor = "guarantor",
    Half = "half",
    Holiday = "holiday",
    Hour = "hour",
    Inner = "inner",
    Instrument = "instrument",
    Least = "least",
    Length = "length",
    Max = "max",
    Midpoint = "midpoint",
    Minute = "minute",
    Month = "month",
    Most = "most",
    N = "n",
    Name = "name",
    Nth = "nth",
    Outer = "outer",
    Part = "part",
    Party = "party",
    Phase = "phase",
    Quarterly = "quarterly",
    Rest = "rest",
    Season = "season",
    Side = "side",
    Source = "source",
    Span = "span",
    Step = "step",
    Target = "target",
    Tens = "tens",
    The = "the",
    Time = "time",
    Told = "told",
    Toll = "toll",
    Unit = "unit",
    Verb = "verb",
    Via = "via",
    Weekday = "weekday",
    What = "what",
    Who = "who",
    Whole = "whole",
    Year = "year",
}

impl PartialEq<Capture> for CaptureName {
    fn eq(&self, capture: &Capture) -> bool {
        self.0 == *capture as u16
    }
}

impl Default for CaptureNames {
    fn default() -> Self {
        Self(ASKED_FOR.iter().map(|word| (*word).into()).collect())
    }
}

impl CaptureNames {
    /// The name of a number.
    pub(crate) fn name(&self, name: CaptureName) -> &str {
        &self.0[name.0 as usize]
    }

    /// The number of a name, where some card uses it.
    pub(crate) fn get(&self, name: &str) -> Option<CaptureName> {
        self.0.iter().position(|known| **known == *name).map(|number| CaptureName(number as u16))
    }

    /// The number of a name, which is new where it was not used.
    pub(crate) fn intern(&mut self, name: &str) -> CaptureName {
        self.get(name).unwrap_or_else(|| {
            self.0.push(name.into());
            CaptureName(self.0.len() as u16 - 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Capture, CaptureNames};

    #[test]
    fn names_asked_for_have_their_numbers_from_the_start() {
        let mut names = CaptureNames::default();
        let number = |name: &str| names.get(name).unwrap();
        assert_eq!(number("about"), Capture::About);
        assert_eq!(number("dayyear"), Capture::DayYear);
        assert_eq!(number("year"), Capture::Year);
        assert_ne!(number("who"), Capture::Whole);
        assert_eq!(names.get("warning"), None);
        let new = names.intern("warning");
        assert_eq!((names.intern("warning"), names.name(new)), (new, "warning"));
        assert_ne!(new, Capture::Year);
    }
}
