use crate::closed_list::closed_list;
use crate::{
    ActorBasis, ActorValue, AgreementPart, Attribution, ClaimId, ClaimKey, Figure, Hand, PlaceValue,
    ReportId, RuleId, RulesetDigest, Span, TimeValue,
};
use serde::{Deserialize, Serialize};

closed_list! {
    /// What a claim says happened to the people or things it counts.
    pub enum Kind("kind") {
        /// People killed.
        Killed = "killed",
        /// People wounded.
        Wounded = "wounded",
        /// People missing.
        Missing = "missing",
        /// People taken prisoner, arrested, detained, surrendered.
        Captured = "captured",
        /// People kidnapped or taken hostage.
        Abducted = "abducted",
        /// People freed.
        Freed = "freed",
        /// People who fled or were forced from their homes.
        Displaced = "displaced",
        /// Things destroyed.
        Destroyed = "destroyed",
        /// Things damaged, hit, burnt, where not said to be destroyed.
        Damaged = "damaged",
        /// Things or places taken.
        Seized = "seized",
        /// People or things sent somewhere.
        Deployed = "deployed",
        /// Aid or goods handed over.
        Delivered = "delivered",
        /// A count of attacks, or of places that came under one.
        Attacks = "attacks",
        /// A happening without a figure; what happened is in `type`.
        Event = "event",
    }
}

closed_list! {
    /// What is counted.
    pub enum Object("object") {
        /// People.
        People = "people",
        /// Tanks.
        Tank = "tank",
        /// Armoured vehicles.
        ArmouredVehicle = "armoured_vehicle",
        /// Pickups, trucks, cars.
        Vehicle = "vehicle",
        /// Guns, mortars, howitzers, rocket launchers.
        Artillery = "artillery",
        /// Aircraft.
        Aircraft = "aircraft",
        /// Helicopters.
        Helicopter = "helicopter",
        /// Drones.
        Drone = "drone",
        /// Ships and boats.
        Ship = "ship",
        /// Missiles, rockets, shells as items.
        Missile = "missile",
        /// Small arms and weapon systems.
        Weapon = "weapon",
        /// Bombs, mines, car bombs, belts.
        Explosive = "explosive",
        /// Depots, stores, caches, supply points.
        Ammunition = "ammunition",
        /// Fighting positions, bunkers, checkpoints, tunnels, camps, units.
        Position = "position",
        /// Military bases.
        Base = "base",
        /// Buildings.
        Building = "building",
        /// Houses.
        House = "house",
        /// Schools.
        School = "school",
        /// Hospitals and clinics.
        HealthFacility = "health_facility",
        /// Mosques, churches, temples.
        Worship = "worship",
        /// Bridges, wells, refineries, roads, power lines.
        Infrastructure = "infrastructure",
        /// Villages, towns, districts.
        Settlement = "settlement",
        /// Food, parcels, tonnes of aid.
        Aid = "aid",
        /// Money.
        Money = "money",
        /// Attacks, for [`Kind::Attacks`].
        Attack = "attack",
        /// Anything else.
        Other = "other",
    }
}

closed_list! {
    /// Which people are counted.
    pub enum Group("group") {
        /// Said to be civilians, or plainly so.
        Civilian = "civilian",
        /// Non-state armed.
        Fighter = "fighter",
        /// Soldiers, police, peacekeepers, pro-government forces.
        StateForce = "state_force",
        /// Not said.
        Unspecified = "unspecified",
    }
}

closed_list! {
    /// Whether the source says that it happened.
    pub enum Status("status") {
        /// The source says that it happened.
        Asserted = "asserted",
        /// The source says that it did not happen.
        Denied = "denied",
        /// Intended, threatened, expected.
        Planned = "planned",
        /// May, might, feared, suspected, unconfirmed.
        Possible = "possible",
        /// A figure that the source itself later replaces.
        Superseded = "superseded",
    }
}

closed_list! {
    /// The kind of event a claim belongs to.
    pub enum EventType("event type") {
        /// Bombs or missiles from aircraft or drones.
        Airstrike = "airstrike",
        /// Rockets, mortars, artillery.
        Shelling = "shelling",
        /// Car bombs, suicide attacks, planted bombs.
        Bombing = "bombing",
        /// Fighting between armed parties, offensives, clashes.
        Battle = "battle",
        /// Chemical weapons.
        Chemical = "chemical",
        /// Executions, massacres, murders.
        Killing = "killing",
        /// Mines and unexploded ordnance.
        Mine = "mine",
        /// Kidnapping, hostage taking.
        Abduction = "abduction",
        /// Gunfire on people.
        Shooting = "shooting",
        /// Aircraft or drones shot down.
        Shootdown = "shootdown",
        /// Aircraft or vehicles lost without an enemy.
        Crash = "crash",
        /// Arrests, raids, surrenders.
        Arrest = "arrest",
        /// Release of prisoners or hostages.
        Release = "release",
        /// Forces leave a place.
        Withdrawal = "withdrawal",
        /// A place changes hands.
        Capture = "capture",
        /// Convoys, reinforcements, deployments.
        Movement = "movement",
        /// People forced from their homes.
        Displacement = "displacement",
        /// Aid handed over.
        Aid = "aid",
        /// Arson, destruction, looting, sabotage.
        Destruction = "destruction",
        /// Ceasefires, zones, deals.
        Agreement = "agreement",
        /// Breaches of an agreement.
        Violation = "violation",
        /// One party accuses another.
        Accusation = "accusation",
        /// Threats and warnings.
        Threat = "threat",
        /// An attack of unknown means.
        Attack = "attack",
        /// Anything else.
        Other = "other",
    }
}

closed_list! {
    /// What a figure adds up over.
    pub enum PeriodKind("period") {
        /// One incident: a battle or operation of some days is one.
        Incident = "incident",
        /// A campaign, a war, a year, "since ...".
        Cumulative = "cumulative",
    }
}

closed_list! {
    /// Whose losses a claimant speaks of that is itself a party to the fighting.
    pub enum Stake("stake") {
        /// Those of its enemy: it has reason to count many.
        EnemyLosses = "enemy_losses",
        /// Its own: it has reason to count few.
        OwnLosses = "own_losses",
    }
}

/// What a figure adds up over; a cumulative one belongs to a toll, never to an incident.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One incident.
    Incident,
    /// Adds up from `since` on; none where the text does not say from when.
    Cumulative {
        /// The start of the period.
        since: Option<TimeValue>,
    },
}

impl Period {
    /// The word of the closed list.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Incident => PeriodKind::Incident.as_str(),
            Self::Cumulative { .. } => PeriodKind::Cumulative.as_str(),
        }
    }

    /// Whether the figure adds up over more than one incident.
    pub fn is_cumulative(&self) -> bool {
        matches!(self, Self::Cumulative { .. })
    }
}

/// The words that show a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The sentence that states it best.
    pub sentence: Span,
    /// The words of the figure, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<Span>,
    /// The words that say what happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<Span>,
}

/// One source's statement of one thing. Never rewritten: verbatim words and normalised values
/// stand side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Said here.
    pub id: ClaimId,
    /// What is said.
    pub key: ClaimKey,
    /// The report it stands in.
    pub report: ReportId,
    /// What happened to what is counted.
    pub kind: Kind,
    /// The kind of event it belongs to.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What is counted; none for events without a figure.
    pub object: Option<Object>,
    /// Which people are counted; none for things.
    pub group: Option<Group>,
    /// The count.
    pub figure: Figure,
    /// What the figure adds up over.
    pub period: Period,
    /// Whether it is said to have happened.
    pub status: Status,
    /// The chain of hands, the first hand first, the outlet last.
    pub attribution: Attribution,
    /// Whose losses the claimant speaks of, where it is a party to the fighting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stake: Option<Stake>,
    /// Who did it.
    pub actor: Option<ActorValue>,
    /// Why the actor is believed to have done it; none without an actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_basis: Option<ActorBasis>,
    /// Who accuses the actor, where somebody is named who does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuser: Option<Hand>,
    /// To whom it was done, as a party or a thing.
    pub target: Option<ActorValue>,
    /// With what, as written.
    pub instrument: Option<String>,
    /// Where.
    pub place: Option<PlaceValue>,
    /// When.
    pub time: TimeValue,
    /// What it says of an agreement; only for claims of type `agreement` and `violation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementPart>,
    /// Whether it is a share of a larger figure in the same report.
    pub part_of: bool,
    /// The words that show it.
    pub evidence: Evidence,
    /// The rules that made it, in the order of the cascade.
    pub rules: Vec<RuleId>,
    /// The ruleset that made it.
    pub ruleset: RulesetDigest,
    /// How sure the machine is, in thousandths; 0 where who made it does not say.
    pub confidence: u16,
    /// Who made it, where Cairn's rules did not: a tool by its name, or a person. It has no rules then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_by: Option<String>,
}

impl Claim {
    /// Derives [`ClaimKey`] and [`ClaimId`] from the other fields.
    ///
    /// The key takes what is said (kind, type, object, group, figure, period, status, target,
    /// place name and days); the id adds the report, the evidence and the rules, or who made it.
    pub fn with_identity(mut self) -> Self {
        let n = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        let (low, high) = (n(self.figure.n), n(self.figure.n_max));
        let days = self.time.iso().unwrap_or_default();
        let place = self.place.as_ref().map(|place| place.resolved.as_deref().unwrap_or(&place.name));
        self.key = ClaimKey::from_parts([
            self.kind.as_str(),
            self.event_type.as_str(),
            self.object.map_or("", Object::as_str),
            self.group.map_or("", Group::as_str),
            &low,
            &high,
            self.figure.vague.as_deref().unwrap_or_default(),
            self.figure.qualifier.as_str(),
            self.period.as_str(),
            self.status.as_str(),
            self.target.as_ref().map_or("", |target| &target.name),
            place.unwrap_or_default(),
            &days,
        ]);
        let at = |span: Span| format!("{}-{}", span.start, span.end);
        let figure = self.evidence.figure.map(at).unwrap_or_default();
        let trigger = self.evidence.trigger.map(at).unwrap_or_default();
        let here = [self.report.as_str(), &at(self.evidence.sentence), &figure, &trigger, self.key.as_str()];
        let maker = self.rules.iter().map(RuleId::as_str).chain(self.made_by.as_deref());
        self.id = ClaimId::from_parts(here.into_iter().chain(maker));
        self
    }

    /// Who states the figure, as named in the text: the first hand, unless that is the outlet.
    pub fn claimant(&self) -> Option<&str> {
        self.attribution.claimant().map(|hand| hand.name.as_str())
    }
}
