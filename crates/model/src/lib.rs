//! Takes nothing. Gives the nouns of the register: what is stored, shown or exchanged between stages.
//!
//! Invariant: no logic beyond the invariants of the values; knows no stage, no file, no clock.
//!
//! Offsets are Unicode code points into a report's untouched text, end-exclusive ([`Span`]).
//! Words and definitions: `GLOSSARY.md`. Closed lists of figure claims (kinds, object classes,
//! groups, qualifiers): Cairn's annotation guide, see `docs/guide/claims.md`.

mod actor;
mod agreement;
mod anchor;
mod attribution;
mod bond;
mod claim;
mod closed_list;
mod correction;
mod day;
mod decision;
mod figure;
mod id;
mod incident;
mod place;
mod report;
mod span;
mod standing;
mod time;
mod toll;

pub use actor::{ActorBasis, ActorSide, ActorValue};
pub use agreement::{Agreement, AgreementPart, AgreementState, AgreementStep, Breaches, Term, TermKind};
pub use anchor::{Anchor, IncidentAnchor};
pub use attribution::{Attribution, Hand, HandRole, Manner};
pub use bond::Bonds;
pub use claim::{Claim, EventType, Evidence, Group, Kind, Object, Period, PeriodKind, Stake, Status};
pub use closed_list::UnknownWord;
pub use correction::{Correction, Field, settled};
pub use day::{Day, DayError};
pub use decision::{Decision, DecisionError, DecisionTarget, NamedActor, Pinned, Reliability, Verdict};
pub use figure::{Convention, Figure, Interval, Qualifier};
pub use id::{
    ActorId, AgreementId, ClaimId, ClaimKey, DecisionId, FamilyId, IncidentId, OriginId, ReportId, RuleId,
    RulesetDigest, TollId,
};
pub use incident::{
    Act, Corroboration, Disagreement, Family, FigurePoint, FigureSeries, Identity, Incident, Link,
    LinkVerdict, Origin, Tie, TieKind,
};
pub use place::{PlaceBasis, PlacePrecision, PlaceValue};
pub use report::{DateFrom, Note, Provenance, Report};
pub use span::Span;
pub use standing::{Change, Decider, DecisionState, Dispute, Standing};
pub use time::{TimeBasis, TimePrecision, TimeValue};
pub use toll::{Toll, TollPoint};
