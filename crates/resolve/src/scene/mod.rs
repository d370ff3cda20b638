//! Where and when a report's events are: its places and times, resolved together, and the one that
//! each claim takes.

mod after;
mod aside;
mod attacks;
mod beside;
mod capitals;
mod choice;
mod cues;
mod dated;
mod dateline;
mod days;
mod deeds;
mod inherit;
mod inner;
mod items;
mod mention;
mod names;
mod ordinary;
mod own;
mod parting;
mod persons;
mod pinpoint;
mod places;
mod reference;
mod said;
mod since;
mod stance;
mod standing;
mod stretch;
mod suffers;
mod theatre;
mod times;
mod turns;

pub(crate) use after::due_within;
pub use names::{PlaceName, PlaceRole, place_names};
pub(crate) use places::{Places, Sum};
pub(crate) use times::Times;
