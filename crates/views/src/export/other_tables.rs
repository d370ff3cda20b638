use super::sheet::{CellType as T, Datum, Field, JOINT, field};
use crate::{AgreementRow, ReportRow, TermRow, TollPointRow, TollRow, tie_words};
use cairn_model::{Convention, TollPoint};

/// A row of the table of tolls: one point of one toll, as told and as a number.
pub(super) struct TollEntry {
    pub toll: TollRow,
    pub point: TollPointRow,
    pub told: TollPoint,
}

/// The table of tolls, one row a point.
pub(super) const TOLLS: &[Field<TollEntry>] = &[
    field("toll", T::Text, "#meta+toll+id", |one| Datum::text(&one.toll.toll)),
    field("what", T::Text, "#impact+type", |one| Datum::text(&one.toll.what)),
    field("place", T::Text, "#loc+name", |one| Datum::words(one.toll.place.as_ref())),
    field("since", T::Day, "#date+start", |one| Datum::day(one.toll.since)),
    field("claimants", T::Texts, "#meta+source", |one| Datum::texts(&one.toll.claimants)),
    field("reports", T::Integer, "#meta+reports+num", |one| Datum::count(one.toll.reports)),
    field("outlets", T::Integer, "#meta+outlets+num", |one| Datum::count(one.toll.outlets)),
    field("n_origins", T::Integer, "#meta+origins+num", |one| Datum::count(one.toll.claimants.len())),
    field("as_of", T::Day, "#date+end", |one| Datum::day(one.point.as_of)),
    field("figure", T::Text, "#impact+words", |one| Datum::text(&one.point.figure)),
    field("increment", T::Text, "#impact+change", |one| Datum::words(one.point.increment.as_ref())),
    field("overlap", T::Text, "#description+overlap", |one| {
        Datum::words(one.point.overlap.as_ref().map(|overlap| &overlap.note))
    }),
    field("claim", T::Text, "#meta+claim+id", |one| Datum::text(&one.point.claim)),
    field("report", T::Text, "#meta+report+id", |one| Datum::text(&one.point.report)),
    field("overlap_of_all", T::Text, "#description+overlap+all", |one| {
        Datum::words(one.toll.overlap.as_ref().map(|overlap| &overlap.note))
    }),
    field("n", T::Integer, "#impact+num", |one| Datum::maybe(one.told.figure.n)),
    field("low", T::Integer, "#impact+min", |one| {
        Datum::maybe(one.told.figure.interval(Convention::Ucdp).map(|interval| interval.low))
    }),
    field("high", T::Integer, "#impact+max", |one| {
        Datum::maybe(one.told.figure.interval(Convention::Ucdp).and_then(|interval| interval.high))
    }),
];

/// A row of the table of agreements: one term of one agreement, or one without a known term.
pub(super) struct TermEntry {
    pub agreement: AgreementRow,
    pub term: Option<TermRow>,
}

/// The table of agreements, one row a term.
pub(super) const AGREEMENTS: &[Field<TermEntry>] = &[
    field("agreement", T::Text, "#meta+agreement+id", |one| Datum::text(&one.agreement.agreement)),
    field("name", T::Text, "#event+name", |one| Datum::text(&one.agreement.name)),
    field("state", T::Text, "#status", |one| Datum::text(one.agreement.state)),
    field("history", T::Texts, "#description+history", |one| Datum::texts(&one.agreement.history)),
    field("when", T::Text, "#date", |one| Datum::text(&one.agreement.when)),
    field("parties", T::Texts, "#group+name", |one| Datum::texts(&one.agreement.parties)),
    field("guarantors", T::Texts, "#group+guarantor+name", |one| Datum::texts(&one.agreement.guarantors)),
    field("zones", T::Texts, "#loc+zone+name", |one| Datum::texts(&one.agreement.zones)),
    field("term", T::Text, "#event+term", |one| Datum::words(one.term.as_ref().map(|term| term.kind))),
    field("words", T::Text, "#description+term", |one| {
        Datum::words(one.term.as_ref().map(|term| &term.words))
    }),
    field("deadline", T::Text, "#date+end", |one| {
        Datum::words(one.term.as_ref().and_then(|term| term.deadline.as_ref()))
    }),
    field("claim", T::Text, "#meta+claim+id", |one| Datum::words(one.term.as_ref().map(|term| &term.claim))),
];

/// The table of reports.
pub(super) const REPORTS: &[Field<ReportRow>] = &[
    field("report", T::Text, "#meta+report+id", |report| Datum::text(&report.report)),
    field("outlet", T::Text, "#meta+source+outlet", |report| Datum::words(report.outlet.as_ref())),
    field("published", T::Day, "#date+reported", |report| Datum::day(report.published)),
    field("title", T::Text, "#description+title", |report| {
        Datum::words(Some(&report.title).filter(|_| !report.untitled))
    }),
    field("claims", T::Integer, "#meta+claims+num", |report| Datum::count(report.claims)),
    field("copies", T::Integer, "#meta+copies+num", |report| Datum::count(report.copies)),
    field("family", T::Text, "#meta+family+id", |report| Datum::words(report.family.as_ref())),
    field("source", T::Text, "#meta+source+text", |report| Datum::words(report.tie.as_ref().map(tie_words))),
    field("source_reasons", T::Text, "#meta+source+reasons", |report| {
        Datum::words(report.tie.as_ref().map(|tie| tie.reasons.join(JOINT)))
    }),
    field("incident", T::Text, "#event+id", |report| Datum::words(report.incident.as_ref())),
    field("incidents", T::Texts, "#event+id+list", |report| Datum::texts(&report.incidents)),
];
