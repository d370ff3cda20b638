use super::sheet::{CellType as T, Datum, Field, field};
use crate::{chain_words, claim_line};
use cairn_model::{Claim, Convention, FigurePoint, FigureSeries, IncidentId};

/// The table of claims.
pub(super) const CLAIMS: &[Field<Claim>] = &[
    field("claim", T::Text, "#meta+claim+id", |claim| Datum::text(&claim.id)),
    field("report", T::Text, "#meta+report+id", |claim| Datum::text(&claim.report)),
    field("kind", T::Text, "#impact+type", |claim| Datum::text(claim.kind)),
    field("type", T::Text, "#event+type", |claim| Datum::text(claim.event_type)),
    field("object", T::Text, "#impact+object", |claim| Datum::words(claim.object)),
    field("group", T::Text, "#impact+group", |claim| Datum::words(claim.group)),
    field("n", T::Integer, "#impact+num", |claim| Datum::maybe(claim.figure.n)),
    field("n_max", T::Integer, "#impact+num+max", |claim| Datum::maybe(claim.figure.n_max)),
    field("vague", T::Text, "#impact+words", |claim| Datum::words(claim.figure.vague.as_ref())),
    field("qualifier", T::Text, "#impact+qualifier", |claim| Datum::text(claim.figure.qualifier)),
    field("period", T::Text, "#date+period", |claim| Datum::text(claim.period.as_str())),
    field("status", T::Text, "#status", |claim| Datum::text(claim.status)),
    field("claimant", T::Text, "#meta+source", |claim| Datum::words(claim.claimant())),
    field("chain", T::Text, "#meta+source+chain", |claim| Datum::text(chain_words(&claim.attribution))),
    field("stake", T::Text, "#meta+stake", |claim| Datum::words(claim.stake)),
    field("actor", T::Text, "#group+actor+name", |claim| {
        Datum::words(claim.actor.as_ref().map(|actor| &actor.words))
    }),
    field("target", T::Text, "#group+target+name", |claim| {
        Datum::words(claim.target.as_ref().map(|target| &target.words))
    }),
    field("instrument", T::Text, "#event+instrument", |claim| Datum::words(claim.instrument.as_ref())),
    field("place", T::Text, "#loc+name", |claim| Datum::words(claim.place.as_ref().map(|place| &place.name))),
    field("place_id", T::Integer, "#loc+code+v_geonames", |claim| {
        Datum::maybe(claim.place.as_ref().and_then(|place| place.place_id))
    }),
    field("lat", T::Number, "#geo+lat", |claim| Datum::number(point(claim).map(|(lat, _)| lat))),
    field("lon", T::Number, "#geo+lon", |claim| Datum::number(point(claim).map(|(_, lon)| lon))),
    field("precision", T::Text, "#loc+precision", |claim| {
        Datum::words(claim.place.as_ref().map(|place| place.precision))
    }),
    field("date", T::Text, "#date", |claim| Datum::words(claim_line(claim).date)),
    field("part_of", T::Flag, "#meta+share", |claim| Datum::Flag(claim.part_of)),
    field("quote_start", T::Integer, "#meta+quote+start", |claim| {
        Datum::count(claim.evidence.sentence.start)
    }),
    field("quote_end", T::Integer, "#meta+quote+end", |claim| Datum::count(claim.evidence.sentence.end)),
    field("rules", T::Texts, "#meta+rules", |claim| Datum::texts(&claim.rules)),
    field("ruleset", T::Text, "#meta+ruleset", |claim| Datum::text(&claim.ruleset)),
    field("confidence", T::Number, "#meta+confidence", |claim| {
        Datum::Number(f64::from(claim.confidence) / 1000.0)
    }),
    field("country", T::Text, "#country+code+v_iso2", |claim| {
        Datum::words(claim.place.as_ref().and_then(|place| place.country.as_ref()))
    }),
    field("adm1", T::Text, "#adm1+name", |claim| {
        Datum::words(claim.place.as_ref().and_then(|place| place.adm1.as_ref()))
    }),
    field("date_start", T::Day, "#date+start", |claim| Datum::day(days(claim).and(claim.time.start))),
    field("date_end", T::Day, "#date+end", |claim| Datum::day(days(claim).and(claim.time.end))),
];

fn point(claim: &Claim) -> Option<(f64, f64)> {
    claim.place.as_ref().and_then(crate::point)
}

/// Whether its days are known from the text.
fn days(claim: &Claim) -> Option<()> {
    claim.time.iso().map(|_| ())
}

/// A row of the table of figures: one figure of one claimant for one thing in one incident.
pub(super) struct FigureEntry {
    pub incident: IncidentId,
    pub series: FigureSeries,
    pub point: FigurePoint,
}

/// The table of figures.
pub(super) const FIGURES: &[Field<FigureEntry>] = &[
    field("incident", T::Text, "#event+id", |one| Datum::text(&one.incident)),
    field("kind", T::Text, "#impact+type", |one| Datum::text(one.series.kind)),
    field("object", T::Text, "#impact+object", |one| Datum::text(one.series.object)),
    field("group", T::Text, "#impact+group", |one| Datum::words(one.series.group)),
    field("sort", T::Text, "#impact+sort", |one| Datum::words(one.series.sort.as_ref())),
    field("claimant", T::Text, "#meta+source", |one| Datum::text(&one.series.origin.name)),
    field("origin", T::Text, "#meta+source+id", |one| Datum::text(&one.series.origin.id)),
    field("stake", T::Text, "#meta+stake", |one| Datum::words(one.series.stake)),
    field("stated", T::Day, "#date+reported", |one| Datum::day(one.point.published)),
    field("n", T::Integer, "#impact+num", |one| Datum::maybe(one.point.figure.n)),
    field("n_max", T::Integer, "#impact+num+max", |one| Datum::maybe(one.point.figure.n_max)),
    field("vague", T::Text, "#impact+words", |one| Datum::words(one.point.figure.vague.as_ref())),
    field("qualifier", T::Text, "#impact+qualifier", |one| Datum::text(one.point.figure.qualifier)),
    field("low", T::Integer, "#impact+min", |one| {
        Datum::maybe(one.point.figure.interval(Convention::Ucdp).map(|interval| interval.low))
    }),
    field("high", T::Integer, "#impact+max", |one| {
        Datum::maybe(one.point.figure.interval(Convention::Ucdp).and_then(|interval| interval.high))
    }),
    field("holds", T::Flag, "#meta+holds", |one| Datum::Flag(one.series.holds() == Some(&one.point))),
    field("part_of", T::Flag, "#meta+share", |one| Datum::Flag(one.point.part_of)),
    field("died", T::Flag, "#meta+died", |one| Datum::Flag(one.point.died)),
    field("claims", T::Texts, "#meta+claim+id", |one| Datum::texts(&one.point.claims)),
];
