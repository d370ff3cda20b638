use super::column::Value;
use super::figures::{Figures, told};
use crate::words::{neutral_names, place_name, point};
use crate::{Coding, ViewError, evidence};
use cairn_model::{
    ActorBasis, ActorSide, ActorValue, Claim, ClaimId, Convention, Day, Group, Incident, Kind, PlaceValue,
    Report, ReportId, Status,
};
use cairn_store::Register;
use std::collections::{BTreeMap, BTreeSet};

/// Lists in one cell are joined with this.
pub(super) const JOINT: &str = "; ";

/// An incident with what its cells are read off.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub incident: Incident,
    pub coding: Coding,
    /// Its claims that hold, by id.
    pub claims: Vec<Claim>,
    /// The reports that carry these.
    pub reports: BTreeMap<ReportId, Report>,
    /// Which day of the incident it stands for, from 0, and how many there are.
    pub day: Option<(u32, u32)>,
}

impl Case {
    pub fn load(register: &Register, id: &str) -> Result<Self, ViewError> {
        let incident = evidence::incident(register, id)?;
        let claims = evidence::claims(register, &incident)?;
        let reports = evidence::reports(register, &incident)?;
        Ok(Self { coding: Coding::of(&incident), incident, claims, reports, day: None })
    }

    /// The same with its nouns changed.
    pub fn map(
        self,
        incident: impl Fn(Incident) -> Incident,
        claim: impl Fn(Claim) -> Claim,
        report: impl Fn(Report) -> Report,
    ) -> Self {
        let incident = incident(self.incident);
        let mut claims: Vec<Claim> = self.claims.into_iter().map(claim).collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        let reports = self.reports.into_values().map(report).map(|report| (report.id.clone(), report));
        Self { coding: Coding::of(&incident), incident, claims, reports: reports.collect(), day: self.day }
    }

    /// Claims that say it happened.
    pub fn asserted(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.status == Status::Asserted)
    }

    /// First and last possible day, where the texts tell them.
    pub fn days(&self) -> Option<(Day, Day)> {
        self.incident.time.iso()?;
        self.incident.time.start.zip(self.incident.time.end)
    }

    /// The claims that have a time of their own.
    pub fn dating(&self) -> impl Iterator<Item = &ClaimId> {
        self.asserted().filter(|claim| claim.time.iso().is_some()).map(|claim| &claim.id)
    }

    pub fn date(&self, which: fn((Day, Day)) -> Day) -> Value {
        Value::maybe(self.days().map(which)).by(self.dating())
    }

    /// The claims that have the incident's place.
    pub fn placing(&self) -> impl Iterator<Item = &ClaimId> {
        let place = self.incident.place.as_ref().map(place_name);
        self.asserted()
            .filter(move |claim| place.is_some() && claim.place.as_ref().map(place_name) == place)
            .map(|claim| &claim.id)
    }

    /// What the incident's place tells.
    pub fn place(&self, tell: impl Fn(&PlaceValue) -> Option<String>) -> Value {
        Value::maybe(self.incident.place.as_ref().and_then(tell)).by(self.placing())
    }

    /// Latitude and longitude; none for the centroid of a region.
    pub fn point(&self) -> Option<(f64, f64)> {
        self.incident.place.as_ref().and_then(point)
    }

    /// What the claimants say of people killed (wounded, ...), read under a convention.
    pub fn figures(&self, kind: Kind, convention: Convention) -> Figures<'_> {
        Figures(told(&self.incident, kind, convention))
    }

    /// The parties of some sides, by neutral name, each once, with the claims that name them.
    pub fn parties(&self, is_asked: impl Fn(&ActorValue) -> bool) -> Value {
        let parties: Vec<ActorValue> =
            self.incident.parties.iter().filter(|party| is_asked(party)).cloned().collect();
        let names = neutral_names(&parties);
        let names_one = |claim: &&Claim| {
            let own = [&claim.actor, &claim.target].into_iter().flatten();
            own.into_iter().any(|party| names.contains(&party.name))
        };
        Value::new(names.join(JOINT)).by(self.claims.iter().filter(names_one).map(|claim| &claim.id))
    }

    /// Those who did it, by neutral name, each once.
    pub fn agents(&self) -> Vec<&ActorValue> {
        let mut agents: Vec<&ActorValue> = Vec::new();
        for actor in self.asserted().filter_map(|claim| claim.actor.as_ref()) {
            if agents.iter().all(|known| known.name != actor.name) {
                agents.push(actor);
            }
        }
        agents.sort_by(|a, b| a.name.cmp(&b.name));
        agents
    }

    /// The claims by which a party did it.
    pub fn deeds_of(&self, name: &str) -> impl Iterator<Item = &ClaimId> {
        self.asserted()
            .filter(move |claim| claim.actor.as_ref().is_some_and(|actor| actor.name == name))
            .map(|claim| &claim.id)
    }

    /// Claims in which a party owns up to harm to people who are not known to have fought.
    pub fn owned_up(&self) -> impl Iterator<Item = &Claim> {
        self.asserted().filter(|claim| {
            let is_harm = matches!(claim.kind, Kind::Killed | Kind::Wounded);
            let is_civil = !matches!(claim.group, Some(Group::Fighter | Group::StateForce));
            let is_somebody = claim.actor.as_ref().is_some_and(|actor| actor.side != ActorSide::Unidentified);
            is_harm && is_civil && is_somebody && claim.actor_basis == Some(ActorBasis::Claimed)
        })
    }

    /// With what, as the reports name it, each once.
    pub fn instruments(&self) -> Value {
        let with = || self.asserted().filter_map(|claim| Some((claim.instrument.as_deref()?, &claim.id)));
        let words: BTreeSet<&str> = with().map(|(words, _)| words).collect();
        let words: Vec<&str> = words.into_iter().collect();
        Value::new(words.join(JOINT)).by(with().map(|(_, claim)| claim))
    }

    /// Something of each report, in the order of the incident's reports, each once.
    pub fn of_reports(&self, tell: impl Fn(&Report) -> Option<String>) -> Value {
        let mut told: Vec<String> = Vec::new();
        for value in self.incident.reports.iter().filter_map(|id| tell(self.reports.get(id)?)) {
            if !told.contains(&value) {
                told.push(value);
            }
        }
        Value::new(told.join(JOINT))
    }

    /// The first hands, by name.
    pub fn origins(&self) -> Value {
        let names: Vec<&str> = self.incident.origins.iter().map(|origin| origin.name.as_str()).collect();
        Value::new(names.join(JOINT))
    }
}
