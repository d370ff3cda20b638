use super::sheet::{CellType as T, Datum, Field, field};
use crate::{chain_words, claim_line};
use cairn_model::{Claim, Convention, FigurePoint, FigureSeries, IncidentId};

/// A row of the table of claims: a claim with what people decided about it.
pub(super) struct ClaimEntry {
    pub claim: Claim,
    pub decided: Vec<String>,
}

/// The table of claims.
pub(super) const CLAIMS: &[Field<ClaimEntry>] = &[
    field("claim", T::Text, "#meta+claim+id", |one| Datum::text(&one.claim.id)),
    field("report", T::Text, "#meta+report+id", |one| Datum::text(&one.claim.report)),
    field("kind", T::Text, "#impact+type", |one| Datum::text(one.claim.kind)),
    field("type", T::Text, "#event+type", |one| Datum::text(one.claim.event_type)),
    field("object", T::Text, "#impact+object", |one| Datum::words(one.claim.object)),
    field("group", T::Text, "#impact+group", |one| Datum::words(one.claim.group)),
    field("n", T::Integer, "#impact+num", |one| Datum::maybe(one.claim.figure.n)),
    field("n_max", T::Integer, "#impact+num+max", |one| Datum::maybe(one.claim.figure.n_max)),
    field("vague", T::Text, "#impact+words", |one| Datum::words(one.claim.figure.vague.as_ref())),
    field("qualifier", T::Text, "#impact+qualifier", |one| Datum::text(one.claim.figure.qualifier)),
    field("period", T::Text, "#date+period", |one| Datum::text(one.claim.period.as_str())),
    field("status", T::Text, "#status", |one| Datum::text(one.claim.status)),
    field("claimant", T::Text, "#meta+source", |one| Datum::words(one.claim.claimant())),
    field("chain", T::Text, "#meta+source+chain", |one| Datum::text(chain_words(&one.claim.attribution))),
    field("stake", T::Text, "#meta+stake", |one| Datum::words(one.claim.stake)),
    field("actor", T::Text, "#group+actor+name", |one| {
        Datum::words(one.claim.actor.as_ref().map(|actor| &actor.words))
    }),
    field("target", T::Text, "#group+target+name", |one| {
        Datum::words(one.claim.target.as_ref().map(|target| &target.words))
    }),
    field("instrument", T::Text, "#event+instrument", |one| Datum::words(one.claim.instrument.as_ref())),
    field("place", T::Text, "#loc+name", |one| {
        Datum::words(one.claim.place.as_ref().map(|place| &place.name))
    }),
    field("place_id", T::Integer, "#loc+code+v_geonames", |one| {
        Datum::maybe(one.claim.place.as_ref().and_then(|place| place.place_id))
    }),
    field("lat", T::Number, "#geo+lat", |one| Datum::number(point(&one.claim).map(|(lat, _)| lat))),
    field("lon", T::Number, "#geo+lon", |one| Datum::number(point(&one.claim).map(|(_, lon)| lon))),
    field("precision", T::Text, "#loc+precision", |one| {
        Datum::words(one.claim.place.as_ref().map(|place| place.precision))
    }),
    field("date", T::Text, "#date", |one| Datum::words(claim_line(&one.claim).date)),
    field("part_of", T::Flag, "#meta+share", |one| Datum::Flag(one.claim.part_of)),
    field("quote_start", T::Integer, "#meta+quote+start", |one| {
        Datum::count(one.claim.evidence.sentence.start)
    }),
    field("quote_end", T::Integer, "#meta+quote+end", |one| Datum::count(one.claim.evidence.sentence.end)),
    field("rules", T::Texts, "#meta+rules", |one| Datum::texts(&one.claim.rules)),
    field("ruleset", T::Text, "#meta+ruleset", |one| Datum::text(&one.claim.ruleset)),
    field("confidence", T::Number, "#meta+confidence", |one| {
        Datum::Number(f64::from(one.claim.confidence) / 1000.0)
    }),
    field("country", T::Text, "#country+code+v_iso2", |one| {
        Datum::words(one.claim.place.as_ref().and_then(|place| place.country.as_ref()))
    }),
    field("adm1", T::Text, "#adm1+name", |one| {
        Datum::words(one.claim.place.as_ref().and_then(|place| place.adm1.as_ref()))
    }),
    field("date_start", T::Day, "#date+start", |one| Datum::day(days(&one.claim).and(one.claim.time.start))),
    field("date_end", T::Day, "#date+end", |one| Datum::day(days(&one.claim).and(one.claim.time.end))),
    field("made_by", T::Text, "#meta+maker", |one| Datum::words(one.claim.made_by.as_ref())),
    field("decided", T::Texts, "#meta+decided", |one| Datum::texts(&one.decided)),
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
    field("died", T::Integer, "#meta+died", |one| Datum::maybe(Some(one.point.died))),
    field("claims", T::Texts, "#meta+claim+id", |one| Datum::texts(&one.point.claims)),
];
