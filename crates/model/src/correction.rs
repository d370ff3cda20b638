use crate::closed_list::closed_list;
use crate::{
    ActorBasis, ActorValue, Claim, EventType, Figure, Group, Hand, HandRole, Kind, Object, Period,
    PlaceValue, Qualifier, Status, TimeValue,
};
use serde::{Deserialize, Serialize};

closed_list! {
    /// A field of a claim that a person can correct.
    pub enum Field("field") {
        /// What happened to what is counted.
        Kind = "kind",
        /// The kind of event.
        Type = "type",
        /// What is counted.
        Object = "object",
        /// Which people are counted.
        Group = "group",
        /// The number, or the low end of a range.
        N = "n",
        /// The high end of a range.
        NMax = "n_max",
        /// The words of a count that is no number.
        Vague = "vague",
        /// How the figure is bounded by its words.
        Qualifier = "qualifier",
        /// What the figure adds up over.
        Period = "period",
        /// Whether it is said to have happened.
        Status = "status",
        /// Who states it.
        Claimant = "claimant",
        /// Who did it.
        Actor = "actor",
        /// Why the actor is believed to have done it.
        ActorBasis = "actor_basis",
        /// To whom or what it was done.
        Target = "target",
        /// With what.
        Instrument = "instrument",
        /// Where.
        Place = "place",
        /// When.
        Date = "date",
        /// Whether it is a share of a larger figure.
        PartOf = "part_of",
    }
}

/// One field of a claim with its value. Values are resolved: a place has its position, an actor its neutral
/// name, so that the same decision means the same under any gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum Correction {
    /// [`Field::Kind`].
    Kind(Kind),
    /// [`Field::Type`].
    Type(EventType),
    /// [`Field::Object`]; none for an event without a figure.
    Object(Option<Object>),
    /// [`Field::Group`]; none for things.
    Group(Option<Group>),
    /// [`Field::N`]; none where the words give no number.
    N(Option<u64>),
    /// [`Field::NMax`].
    NMax(Option<u64>),
    /// [`Field::Vague`].
    Vague(Option<String>),
    /// [`Field::Qualifier`].
    Qualifier(Qualifier),
    /// [`Field::Period`].
    Period(Period),
    /// [`Field::Status`].
    Status(Status),
    /// [`Field::Claimant`]; none where the outlet itself states it.
    Claimant(Option<String>),
    /// [`Field::Actor`].
    Actor(Option<ActorValue>),
    /// [`Field::ActorBasis`].
    ActorBasis(Option<ActorBasis>),
    /// [`Field::Target`].
    Target(Option<ActorValue>),
    /// [`Field::Instrument`].
    Instrument(Option<String>),
    /// [`Field::Place`].
    Place(Option<PlaceValue>),
    /// [`Field::Date`].
    Date(TimeValue),
    /// [`Field::PartOf`].
    PartOf(bool),
}

impl Correction {
    /// Which field.
    pub fn field(&self) -> Field {
        match self {
            Self::Kind(_) => Field::Kind,
            Self::Type(_) => Field::Type,
            Self::Object(_) => Field::Object,
            Self::Group(_) => Field::Group,
            Self::N(_) => Field::N,
            Self::NMax(_) => Field::NMax,
            Self::Vague(_) => Field::Vague,
            Self::Qualifier(_) => Field::Qualifier,
            Self::Period(_) => Field::Period,
            Self::Status(_) => Field::Status,
            Self::Claimant(_) => Field::Claimant,
            Self::Actor(_) => Field::Actor,
            Self::ActorBasis(_) => Field::ActorBasis,
            Self::Target(_) => Field::Target,
            Self::Instrument(_) => Field::Instrument,
            Self::Place(_) => Field::Place,
            Self::Date(_) => Field::Date,
            Self::PartOf(_) => Field::PartOf,
        }
    }

    /// What a claim has in a field.
    pub fn of(field: Field, claim: &Claim) -> Self {
        match field {
            Field::Kind => Self::Kind(claim.kind),
            Field::Type => Self::Type(claim.event_type),
            Field::Object => Self::Object(claim.object),
            Field::Group => Self::Group(claim.group),
            Field::N => Self::N(claim.figure.n),
            Field::NMax => Self::NMax(claim.figure.n_max),
            Field::Vague => Self::Vague(claim.figure.vague.clone()),
            Field::Qualifier => Self::Qualifier(claim.figure.qualifier),
            Field::Period => Self::Period(claim.period.clone()),
            Field::Status => Self::Status(claim.status),
            Field::Claimant => Self::Claimant(claim.claimant().map(str::to_owned)),
            Field::Actor => Self::Actor(claim.actor.clone()),
            Field::ActorBasis => Self::ActorBasis(claim.actor_basis),
            Field::Target => Self::Target(claim.target.clone()),
            Field::Instrument => Self::Instrument(claim.instrument.clone()),
            Field::Place => Self::Place(claim.place.clone()),
            Field::Date => Self::Date(claim.time.clone()),
            Field::PartOf => Self::PartOf(claim.part_of),
        }
    }

    /// Puts the value into a claim. Call [`settled`] when all are in.
    pub fn put(&self, claim: &mut Claim) {
        match self {
            Self::Kind(kind) => claim.kind = *kind,
            Self::Type(event_type) => claim.event_type = *event_type,
            Self::Object(object) => claim.object = *object,
            Self::Group(group) => claim.group = *group,
            Self::N(n) => claim.figure.n = *n,
            Self::NMax(n_max) => claim.figure.n_max = *n_max,
            Self::Vague(vague) => claim.figure.vague.clone_from(vague),
            Self::Qualifier(qualifier) => claim.figure.qualifier = *qualifier,
            Self::Period(period) => claim.period = period.clone(),
            Self::Status(status) => claim.status = *status,
            Self::Claimant(name) => put_claimant(claim, name.as_deref()),
            Self::Actor(actor) => claim.actor.clone_from(actor),
            Self::ActorBasis(basis) => claim.actor_basis = *basis,
            Self::Target(target) => claim.target.clone_from(target),
            Self::Instrument(instrument) => claim.instrument.clone_from(instrument),
            Self::Place(place) => claim.place.clone_from(place),
            Self::Date(time) => claim.time = time.clone(),
            Self::PartOf(part_of) => claim.part_of = *part_of,
        }
    }
}

/// Names another first hand. The others keep their places in the chain; without a name only the outlet
/// is left.
fn put_claimant(claim: &mut Claim, name: Option<&str>) {
    let chain = &mut claim.attribution.0;
    let Some(name) = name else {
        chain.retain(|hand| hand.role == HandRole::Outlet);
        return;
    };
    match chain.first_mut().filter(|hand| hand.role != HandRole::Outlet) {
        Some(hand) => {
            hand.name = name.to_owned();
            hand.span = None;
        }
        None => {
            let role = HandRole::Speaker;
            chain.insert(0, Hand { name: name.to_owned(), role, cue: None, manner: None, span: None });
        }
    }
}

/// Makes the fields of a corrected claim fit each other. What `fixed` says was corrected stays as it is;
/// what was read gives way: the high end of a range that the number has passed, words for a count that now
/// is a number, the group of what are no longer people, the basis of an actor that is no longer there.
pub fn settled(mut claim: Claim, fixed: impl Fn(Field) -> bool) -> Claim {
    let figure = &mut claim.figure;
    if figure.n.is_some() && fixed(Field::N) {
        figure.vague = None;
    } else if figure.vague.is_some() && fixed(Field::Vague) {
        (figure.n, figure.n_max) = (None, None);
    }
    if figure.n.is_none() || figure.n_max.is_some_and(|high| Some(high) < figure.n) {
        figure.n_max = None;
    }
    match (figure.vague.is_some(), figure.qualifier) {
        (true, _) => figure.qualifier = Qualifier::Vague,
        (false, Qualifier::Vague) => figure.qualifier = Qualifier::Exact,
        (false, _) => {}
    }
    if claim.kind == Kind::Event {
        (claim.object, claim.group, claim.figure) = (None, None, Figure::none());
    }
    claim.group = match claim.object {
        Some(Object::People) => Some(claim.group.unwrap_or(Group::Unspecified)),
        _ => None,
    };
    match &claim.actor {
        Some(_) => claim.actor_basis = claim.actor_basis.or(Some(ActorBasis::Stated)),
        None => (claim.actor_basis, claim.accuser) = (None, None),
    }
    claim
}
