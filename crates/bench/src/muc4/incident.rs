//! Acts of violence as the task sees them, gathered from clauses.

use super::act::Act;
use super::names::Names;
use super::number::number;
use super::phrase::{Person, Side, Thing, person, side, thing};
use super::sentence::Phrase;
use cairn_model::{PlaceValue, TimeValue};

/// Types of incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Type {
    /// Anything else, murder too.
    Attack,
    /// Bombs, dynamite, grenades.
    Bombing,
    /// Set on fire.
    Arson,
    /// People taken.
    Kidnapping,
    /// A vehicle taken over.
    Hijacking,
    /// Money or things taken.
    Robbery,
}

/// Instruments that make an attack a bombing.
pub const EXPLOSIVES: &[&str] =
    &["BOMB", "VEHICLE BOMB", "DYNAMITE", "EXPLOSIVE", "MINE", "GRENADE", "MOLOTOV COCKTAIL"];

impl Type {
    /// The type of a set fill; an attack where it is none.
    pub fn of(fill: &str) -> Self {
        [Self::Bombing, Self::Arson, Self::Kidnapping, Self::Hijacking, Self::Robbery]
            .into_iter()
            .find(|kind| kind.as_str() == fill)
            .unwrap_or(Self::Attack)
    }

    /// The set fill.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attack => "ATTACK",
            Self::Bombing => "BOMBING",
            Self::Arson => "ARSON",
            Self::Kidnapping => "KIDNAPPING",
            Self::Hijacking => "HIJACKING",
            Self::Robbery => "ROBBERY",
        }
    }
}

/// A human target with what is said of it.
#[derive(Debug, Clone)]
pub struct Victim {
    /// Who.
    pub person: Person,
    /// How many, as the task writes numbers.
    pub number: String,
    /// What happened to them.
    pub effect: Option<&'static str>,
    /// How likely they are a target.
    pub likely: f64,
    /// How likely it is right, where the task asks for the incident.
    pub right: f64,
    /// Whether a clause tells so.
    pub told: bool,
}

impl Victim {
    /// A victim of whom a phrase tells; nobody has judged it yet. `told` where a clause tells so.
    pub fn new(person: Person, phrase: &str, effect: Option<&'static str>, told: bool) -> Self {
        let number = number(phrase, person.plural);
        Self { person, number, effect, likely: 0.0, right: 0.0, told }
    }
}

/// A physical target with what is said of it.
#[derive(Debug, Clone)]
pub struct Object {
    /// What.
    pub thing: Thing,
    /// How many, as the task writes numbers.
    pub number: String,
    /// What happened to it.
    pub effect: Option<&'static str>,
    /// How likely it is a target.
    pub likely: f64,
    /// How likely it is right, where the task asks for the incident.
    pub right: f64,
    /// Whether a clause tells so.
    pub told: bool,
}

impl Object {
    /// A thing of which a phrase tells; nobody has judged it yet. `told` where a clause tells so.
    pub fn new(thing: Thing, phrase: &str, effect: Option<&'static str>, told: bool) -> Self {
        let number = number(phrase, thing.plural);
        Self { thing, number, effect, likely: 0.0, right: 0.0, told }
    }
}

/// An instrument.
#[derive(Debug, Clone)]
pub struct Weapon {
    /// Its words.
    pub words: String,
    /// Its type.
    pub class: &'static str,
    /// How likely it was used.
    pub likely: f64,
    /// How likely it is right, where the task asks for the incident.
    pub right: f64,
    /// Whether a clause tells so.
    pub told: bool,
}

impl Weapon {
    /// A weapon that nobody has judged yet. `told` where a clause tells of it.
    pub fn new(words: String, class: &'static str, told: bool) -> Self {
        Self { words, class, likely: 0.0, right: 0.0, told }
    }
}

/// A perpetrator, or an organisation behind an incident.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Its words.
    pub words: String,
    /// How likely it did it.
    pub likely: f64,
    /// How likely it is right, where the task asks for the incident.
    pub right: f64,
    /// Whether clauses tell so.
    pub told: bool,
    /// How sure the message is of an organisation's part.
    pub confidence: &'static str,
}

/// One incident, as far as its clauses tell.
#[derive(Debug, Clone)]
pub struct Incident {
    /// What kind.
    pub kind: Type,
    /// `ACCOMPLISHED`, `ATTEMPTED` or `THREATENED`.
    pub stage: &'static str,
    /// The sentences that tell of it.
    pub sentences: Vec<usize>,
    /// Words for who did it.
    pub actors: Vec<String>,
    /// Likely perpetrators.
    pub perpetrators: Vec<Actor>,
    /// Organisations that are likely behind it.
    pub organisations: Vec<Actor>,
    /// The words of its acts, in lower case.
    pub cues: Vec<String>,
    /// Human targets.
    pub victims: Vec<Victim>,
    /// Physical targets.
    pub objects: Vec<Object>,
    /// Instruments.
    pub instruments: Vec<Weapon>,
    /// Whether it is said that nobody was hurt.
    pub nobody_hurt: bool,
    /// Whether it only names those whom the incident before hit.
    pub identifies: bool,
    /// Whether guns were fired.
    pub gunfire: bool,
    /// Whether forces of a state are behind it.
    pub by_state: bool,
    /// Whether its day is only known to be no later than the message's.
    pub day_open: bool,
    /// Where.
    pub place: Option<PlaceValue>,
    /// When.
    pub time: TimeValue,
}

impl Incident {
    /// What one act tells; none where it tells of nothing the task has a slot for.
    pub fn of(act: &Act, names: &Names) -> Self {
        let explosive = act.instruments.iter().any(|(_, class)| EXPLOSIVES.contains(class));
        let kind = if act.kind == Type::Attack && explosive { Type::Bombing } else { act.kind };
        let mut incident = Self {
            kind,
            stage: act.stage,
            sentences: vec![act.sentence],
            actors: act.actors.clone(),
            perpetrators: Vec::new(),
            organisations: Vec::new(),
            cues: vec![act.cue.clone()],
            victims: Vec::new(),
            objects: Vec::new(),
            instruments: act
                .instruments
                .iter()
                .map(|(words, class)| Weapon::new(words.clone(), class, true))
                .collect(),
            by_state: false,
            day_open: false,
            nobody_hurt: act.nobody,
            gunfire: act.gunfire,
            identifies: act.identifies,
            place: act.place.clone(),
            time: act.time.clone(),
        };
        if !act.nobody {
            for target in &act.targets {
                incident.add_target(target, act, names);
            }
        }
        incident
    }

    fn add_target(&mut self, target: &Phrase, act: &Act, names: &Names) {
        let text = target.text.as_str();
        let place = |thing: &Thing| {
            matches!(thing.id.to_lowercase().as_str(), "town" | "city" | "village" | "community")
        };
        match (thing(text), read_person(target, names)) {
            (Some(thing), who)
                if who.as_ref().is_none_or(|who| who.name.is_none() && who.class == "CIVILIAN")
                    && !place(&thing) =>
            {
                self.objects.push(Object::new(thing, text, act.things, true));
            }
            (_, Some(_)) if side(text) == Some(Side::Outlaw) => {}
            (_, Some(person)) => {
                self.victims.push(Victim::new(person, text, act.people, true));
            }
            _ => {}
        }
    }

    /// Whether any actor is an outlaw.
    pub fn by_outlaws(&self) -> bool {
        self.actors.iter().any(|actor| side(actor) == Some(Side::Outlaw))
    }

    /// Whether any actor belongs to a state.
    pub fn by_state(&self) -> bool {
        self.actors.iter().any(|actor| side(actor) == Some(Side::State))
    }
}

/// Reads a phrase and its apposition as people, a name in the fullest form of the message.
pub fn read_person(phrase: &Phrase, names: &Names) -> Option<Person> {
    let who = person(&phrase.text, names)?;
    let mut who = match &phrase.apposed {
        Some(role) => with_role(who, person(role, names)),
        None => who,
    };
    who.name = who.name.map(|name| names.plain(&name)).filter(|name| !name.is_empty());
    Some(who)
}

/// A name and the description set off from it by commas.
fn with_role(one: Person, other: Option<Person>) -> Person {
    let Some(other) = other else { return one };
    let (named, role) = if one.name.is_some() { (one, other) } else { (other, one) };
    Person {
        class: if named.class == "CIVILIAN" { role.class } else { named.class },
        description: role.description.or(named.description),
        nation: named.nation.or(role.nation),
        name: named.name,
        plural: false,
    }
}
