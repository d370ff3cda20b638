//! Takes nothing. Gives the nouns of the register: what is stored, shown or exchanged between stages.
//!
//! Invariant: no logic beyond the invariants of the values; knows no stage, no file, no clock.
//!
//! Offsets are Unicode code points into a report's untouched text, end-exclusive ([`Span`]).
//! Words and definitions: `GLOSSARY.md`. Closed lists of figure claims (kinds, object classes,
//! groups, qualifiers): Cairn's annotation guide, see `docs/guide/claims.md`.

mod actor;
mod agreement;
mod attribution;
mod claim;
mod closed_list;
mod day;
mod decision;
mod figure;
mod id;
mod incident;
mod place;
mod report;
mod span;
mod time;
mod toll;

pub use actor::{ActorBasis, ActorSide, ActorValue};
pub use agreement::{Agreement, AgreementPart, AgreementState, AgreementStep, Breaches, Term, TermKind};
pub use attribution::{Attribution, Hand, HandRole, Manner};
pub use claim::{Claim, EventType, Evidence, Group, Kind, Object, Period, PeriodKind, Stake, Status};
pub use closed_list::UnknownWord;
pub use day::{Day, DayError};
pub use decision::{Decision, DecisionTarget, Verdict};
pub use figure::{Convention, Figure, Interval, Qualifier};
pub use id::{
    ActorId, AgreementId, ClaimId, ClaimKey, FamilyId, IncidentId, OriginId, ReportId, RuleId, RulesetDigest,
    TollId,
};
pub use incident::{
    Act, Corroboration, Disagreement, Family, FigurePoint, FigureSeries, Identity, Incident, Link,
    LinkVerdict, Origin, Tie, TieKind,
};
pub use place::{PlaceBasis, PlacePrecision, PlaceValue};
pub use report::{Note, Provenance, Report};
pub use span::Span;
pub use time::{TimeBasis, TimePrecision, TimeValue};
pub use toll::{Toll, TollPoint};
