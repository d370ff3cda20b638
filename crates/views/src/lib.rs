//! Takes the register ([`cairn_store::Register`]). Gives what people ask of it: lists, one
//! incident with its evidence, the grounds of a claim, exports.
//!
//! Invariant: reads only, and every list has one order whatever the order of arrival. Nothing is
//! averaged: a range always says how many claimants its ends come from, and the centroid of a
//! region is never given as a point.

mod agreements;
mod basemap;
mod claim_line;
mod coding;
mod credibility;
mod decisions;
mod error;
pub mod eventreport;
mod evidence;
mod export;
mod figures;
mod find;
mod framing;
mod incidents;
mod later;
mod overlap;
pub mod overview;
mod page;
mod profile;
mod reports;
mod search;
mod show;
mod tolls;
mod why;
mod words;

pub use agreements::{
    AgreementRow, BreachesRow, StepRow, TermRow, Touch, TouchingRow, ZonePlace, agreements, agreements_page,
    zone_places,
};
pub use basemap::{BASEMAP_SOURCE, Basemap, Degrees, Extent, basemap};
pub use claim_line::{ClaimLine, EvidenceLine, claim_line, has_figure};
pub use coding::Coding;
pub use credibility::{Credibility, credibility};
pub use decisions::{
    ChangeRow, Decided, DecisionFilter, DecisionRow, DisputeRow, RejectedIncident, RejectedRow, claim_notes,
    decision_words, decisions, rejected_incident, value_words,
};
pub use error::ViewError;
pub use evidence::{Dossier, ReportView, dossier, report_view};
pub use export::{
    Coarsening, ExportFormat, ExportOptions, Exporter, Manifest, Names, NoNames, PLACE_SOURCE, Protection,
    ProtectionNote, ReadReport, Record, RecordLine, RulesetUse, Table, TableNote, record_column,
    write_claims,
};
pub use figures::{GroupRange, Range, range, ranges};
pub use find::find_id;
pub use framing::{Framed, FramingFilter, FramingRow, framing};
pub use incidents::{Filter, IncidentRow, incident_rows, incidents, n_incidents};
pub use overlap::Overlap;
pub use page::{PageOptions, write_page};
pub use profile::{Cell, Column, Profile, ProfileRow, profile, profile_of, write_profile};
pub use reports::{ReportRow, reports};
pub use search::{Found, Hit, search, search_expression};
pub use show::{
    DatedFigure, FigureRow, IncidentView, LinkRow, OutletWords, PartyWords, ReportSource, Saying, Sentence,
    show,
};
pub use tolls::{TollPointRow, TollRow, tolls, tolls_in_full, tolls_like};
pub use why::{Grounds, IncidentGrounds, why, why_incident};
pub use words::{
    chain_words, figure_words, neutral_names, place_name, place_words, point, source_words, stake_words,
    tie_words, time_words, what_words,
};
