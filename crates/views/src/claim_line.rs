use cairn_model::{
    ActorBasis, Attribution, Claim, ClaimId, EventType, Group, Kind, Object, PlacePrecision, Qualifier,
    ReportId, RuleId, RulesetDigest, Span, Stake, Status,
};
use serde::Serialize;

/// One claim as `cairn extract --format jsonl` prints it. The order of the fields is the order in
/// print. The fields up to `quote` and their closed lists are those of the annotation guide for
/// figure claims (`docs/guide/claims.md`).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimLine<'c> {
    /// The report's id.
    pub report: &'c ReportId,
    /// What happened to what is counted.
    pub kind: Kind,
    /// What is counted.
    pub object: Option<Object>,
    /// Which people are counted.
    pub group: Option<Group>,
    /// The number, or the low end of a range.
    pub n: Option<u64>,
    /// The high end of a range.
    pub n_max: Option<u64>,
    /// The words of a count that is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vague: Option<&'c str>,
    /// How the words bound the number.
    pub qualifier: Qualifier,
    /// `incident` or `cumulative`.
    pub period: &'static str,
    /// Whether it is said to have happened.
    pub status: Status,
    /// Who states it, as named in the text; none where the outlet does.
    pub claimant: Option<&'c str>,
    /// Whose losses the claimant speaks of, where it is a party to the fighting: its enemy's or its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stake: Option<Stake>,
    /// Who did it, as named in the text.
    pub actor: Option<&'c str>,
    /// Why the actor is believed to have done it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_basis: Option<ActorBasis>,
    /// Who accuses the actor, as named in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuser: Option<&'c str>,
    /// The most specific named place.
    pub place: Option<&'c str>,
    /// When: `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`; for a cumulative figure from its start to
    /// the report.
    pub date: Option<String>,
    /// Whether it is a share of a larger figure in the same report.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub part_of: bool,
    /// The sentence that states it best, in code points of the report's text.
    pub quote: Span,
    /// The kind of event it belongs to.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// To whom or what it was done, as named in the text.
    pub target: Option<&'c str>,
    /// With what, as written.
    pub instrument: Option<&'c str>,
    /// The chain of hands, the first hand first.
    pub attribution: &'c Attribution,
    /// GeoNames id of the place.
    pub place_id: Option<u32>,
    /// Latitude in degrees; of a centroid where `precision` is coarser than `near`.
    pub lat: Option<f64>,
    /// Longitude in degrees; of a centroid where `precision` is coarser than `near`.
    pub lon: Option<f64>,
    /// How finely the place is known.
    pub precision: Option<PlacePrecision>,
    /// The words of figure and trigger.
    pub evidence: EvidenceLine,
    /// The rules that made it, in the order of the cascade.
    pub rules: &'c [RuleId],
    /// The ruleset that made it.
    pub ruleset: &'c RulesetDigest,
    /// How sure the machine is, 0 to 1.
    pub confidence: f64,
    /// Who made it, where Cairn's rules did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_by: Option<&'c str>,
    /// The claim's id.
    pub claim: &'c ClaimId,
}

/// Where the words stand that show a claim, in code points of the report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct EvidenceLine {
    /// The words of the figure.
    pub figure: Option<Span>,
    /// The words that say what happened.
    pub trigger: Option<Span>,
}

/// A claim as one line of JSON Lines.
pub fn claim_line(claim: &Claim) -> ClaimLine<'_> {
    let place = claim.place.as_ref();
    ClaimLine {
        report: &claim.report,
        kind: claim.kind,
        object: claim.object,
        group: claim.group,
        n: claim.figure.n,
        n_max: claim.figure.n_max,
        vague: claim.figure.vague.as_deref(),
        qualifier: claim.figure.qualifier,
        period: claim.period.as_str(),
        status: claim.status,
        claimant: claim.claimant(),
        stake: claim.stake,
        actor: claim.actor.as_ref().map(|actor| actor.words.as_str()),
        actor_basis: claim.actor_basis,
        accuser: claim.accuser.as_ref().map(|hand| hand.name.as_str()),
        place: place.map(|place| place.name.as_str()),
        date: date(claim),
        part_of: claim.part_of,
        quote: claim.evidence.sentence,
        event_type: claim.event_type,
        target: claim.target.as_ref().map(|target| target.words.as_str()),
        instrument: claim.instrument.as_deref(),
        attribution: &claim.attribution,
        place_id: place.and_then(|place| place.place_id),
        lat: place.and_then(|place| place.lat),
        lon: place.and_then(|place| place.lon),
        precision: place.map(|place| place.precision),
        evidence: EvidenceLine { figure: claim.evidence.figure, trigger: claim.evidence.trigger },
        rules: &claim.rules,
        ruleset: &claim.ruleset,
        confidence: f64::from(claim.confidence) / 1000.0,
        made_by: claim.made_by.as_deref(),
        claim: &claim.id,
    }
}

/// Whether the claim counts something: a number, or a vague word.
pub fn has_figure(claim: &Claim) -> bool {
    claim.figure.n.is_some() || claim.figure.vague.is_some()
}

/// The days of a claim. A cumulative figure runs from its start to the last day that the claim's
/// time allows, which is the day of the report where the text names no other.
fn date(claim: &Claim) -> Option<String> {
    let since = match &claim.period {
        cairn_model::Period::Cumulative { since: Some(since) } => since.start,
        _ => None,
    };
    match (since, claim.time.end) {
        (Some(start), Some(end)) if start == end => Some(start.to_string()),
        (Some(start), Some(end)) if start < end => Some(format!("{start}/{end}")),
        _ => claim.time.iso(),
    }
}
