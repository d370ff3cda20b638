//! Times: symbols become days, seen from the day of the report and from the narrative.
//!
//! A [`Clock`] holds the day a report speaks on and the [`Style`] of its text; a [`Narrative`] holds
//! the time that the text has come to. Together they turn a symbol into a [`Reading`], and a reading
//! into an interval of days with its basis, or into a TIMEX3 value ([`timex`]).

mod clock;
mod dateline;
mod feast;
mod granule;
mod moon;
mod narrative;
mod numeric;
mod reading;
mod style;
pub mod timex;
mod year;

pub use clock::Clock;
pub use dateline::dateline_date;
pub(crate) use dateline::{day_of_group, ends_a_header, opens_a_wire};
pub use granule::Granule;
pub use narrative::Narrative;
pub use numeric::DayOrder;
pub use reading::{Reading, Value};
pub use style::Style;
