//! An incident in the categories of others: ACLED's event and sub-event type, UCDP's type of violence,
//! PLOVER's category and mode. What the record does not tell is left empty. `docs/guide/codings.md`
//! has the table with its sources.

use cairn_model::{Act, ActorSide, EventType, Group, Incident, Kind};
use serde::Serialize;

/// How others would file an incident; each cell is none where the record does not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Coding {
    /// ACLED event type.
    pub acled_event: Option<&'static str>,
    /// ACLED sub-event type.
    pub acled_sub_event: Option<&'static str>,
    /// UCDP GED `type_of_violence`: 1 state-based, 2 non-state, 3 one-sided.
    pub ucdp_type_of_violence: Option<u8>,
    /// PLOVER event category.
    pub plover: Option<&'static str>,
    /// PLOVER mode.
    pub plover_mode: Option<&'static str>,
}

const BATTLES: &str = "Battles";
const REMOTE: &str = "Explosions/Remote violence";
const CIVILIANS: &str = "Violence against civilians";
const STRATEGIC: &str = "Strategic developments";

/// The table: ACLED event and sub-event type, PLOVER category and mode of a type of event, before it
/// is looked at who did it to whom.
const fn row(kind: EventType) -> [Option<&'static str>; 4] {
    use EventType as E;
    const CLASH: Option<&str> = Some("Armed clash");
    const SHELLS: Option<&str> = Some("Shelling/artillery/missile attack");
    const IED: Option<&str> = Some("Remote explosive/landmine/IED");
    const ASSAULT: Option<&str> = Some("ASSAULT");
    match kind {
        E::Airstrike => [Some(REMOTE), Some("Air/drone strike"), ASSAULT, Some("aerial")],
        E::Shelling => [Some(REMOTE), SHELLS, ASSAULT, Some("heavy-weapons")],
        E::Bombing => [Some(REMOTE), IED, ASSAULT, Some("explosives")],
        E::Battle => [Some(BATTLES), CLASH, ASSAULT, None],
        E::Chemical => [Some(REMOTE), Some("Chemical weapon"), ASSAULT, Some("unconventional")],
        E::Killing => [Some(CIVILIANS), Some("Attack"), ASSAULT, Some("targeted")],
        E::Mine => [Some(REMOTE), IED, ASSAULT, Some("explosives")],
        E::Abduction => [Some(CIVILIANS), Some("Abduction/forced disappearance"), ASSAULT, Some("abduct")],
        E::Shooting => [None, None, ASSAULT, Some("firearms")],
        E::Shootdown => [Some(REMOTE), SHELLS, ASSAULT, Some("heavy-weapons")],
        E::Arrest => [Some(STRATEGIC), Some("Arrests"), Some("COERCE"), None],
        E::Release => [Some(STRATEGIC), Some("Agreement"), Some("RETREAT"), Some("release")],
        E::Withdrawal => {
            [Some(STRATEGIC), Some("Non-violent transfer of territory"), Some("RETREAT"), Some("withdraw")]
        }
        E::Capture => [Some(BATTLES), None, ASSAULT, None],
        E::Movement => [Some(STRATEGIC), Some("Change to group/activity"), Some("MOBILIZE"), None],
        E::Displacement => [Some(STRATEGIC), Some("Other"), None, None],
        E::Aid => [None, None, Some("AID"), None],
        E::Destruction => [Some(STRATEGIC), Some("Looting/property destruction"), ASSAULT, Some("destroy")],
        E::Agreement => [Some(STRATEGIC), Some("Agreement"), Some("AGREE"), None],
        E::Violation | E::Attack => [None, None, ASSAULT, None],
        E::Accusation => [None, None, Some("ACCUSE"), None],
        E::Threat => [None, None, Some("THREATEN"), None],
        E::Crash | E::Other => [None; 4],
    }
}

/// Who was harmed, and which sorts of parties took part.
struct Sides {
    state: bool,
    rebels: bool,
    armed_harmed: bool,
    civilians_harmed: bool,
    parties: usize,
}

fn is_state(side: ActorSide) -> bool {
    matches!(side, ActorSide::State | ActorSide::International)
}

fn is_non_state(side: ActorSide) -> bool {
    matches!(side, ActorSide::Rebel | ActorSide::ProGovernment | ActorSide::Criminal)
}

impl Sides {
    fn of(incident: &Incident) -> Self {
        let harmed = |group: &[Group]| {
            incident.figures.iter().any(|series| {
                matches!(series.kind, Kind::Killed | Kind::Wounded)
                    && series.group.is_some_and(|one| group.contains(&one))
                    && series.points.iter().any(|point| point.figure.n != Some(0))
            })
        };
        let mut names: Vec<&str> = Vec::new();
        for party in incident.parties.iter().filter(|party| is_non_state(party.side)) {
            if !names.contains(&party.name.as_str()) {
                names.push(&party.name);
            }
        }
        Self {
            state: incident.parties.iter().any(|party| is_state(party.side)),
            rebels: !names.is_empty(),
            armed_harmed: harmed(&[Group::Fighter, Group::StateForce]),
            civilians_harmed: harmed(&[Group::Civilian]),
            parties: names.len(),
        }
    }

    /// Whether the record has armed people on both sides.
    fn two_armed(&self) -> bool {
        self.armed_harmed || (self.state && self.rebels) || self.parties > 1
    }

    fn only_civilians(&self) -> bool {
        self.civilians_harmed && !self.armed_harmed
    }
}

/// Whether an act is force that UCDP would count.
fn is_violence(kind: EventType) -> bool {
    row(kind)[2] == Some("ASSAULT") && kind != EventType::Violation
}

/// The act of a type, where some claim tells it.
fn act(incident: &Incident, kind: EventType) -> Option<&Act> {
    incident.acts.iter().find(|act| act.event_type == kind)
}

impl Coding {
    /// The coding of an incident, from its type, what its claims say was done, its parties and whom it
    /// harmed.
    pub fn of(incident: &Incident) -> Self {
        let kind = incident.event_type;
        let sides = Sides::of(incident);
        let [event, sub_event, plover, plover_mode] = row(kind);
        let (acled_event, acled_sub_event) = match kind {
            // A battle in which a place was taken goes by who took it.
            EventType::Battle | EventType::Capture => match act(incident, EventType::Capture) {
                Some(taken) if taken.by.iter().any(|&side| is_state(side)) => {
                    (Some(BATTLES), Some("Government regains territory"))
                }
                Some(taken) if taken.by.iter().any(|&side| is_non_state(side)) => {
                    (Some(BATTLES), Some("Non-state actor overtakes territory"))
                }
                _ => (event, sub_event),
            },
            EventType::Shooting | EventType::Attack if sides.only_civilians() => {
                (Some(CIVILIANS), Some("Attack"))
            }
            EventType::Shooting | EventType::Attack if sides.two_armed() => {
                (Some(BATTLES), Some("Armed clash"))
            }
            _ => (event, sub_event),
        };
        let ucdp_type_of_violence = match () {
            () if !is_violence(kind) => None,
            () if sides.only_civilians() && (sides.state || sides.rebels) => Some(3),
            () if sides.state && (sides.rebels || sides.armed_harmed) => Some(1),
            () if sides.parties > 1 => Some(2),
            () => None,
        };
        Self { acled_event, acled_sub_event, ucdp_type_of_violence, plover, plover_mode }
    }

    /// The cells in words: `ACLED Battles / Armed clash; UCDP 1; PLOVER ASSAULT`; empty where all are.
    pub fn words(&self) -> String {
        let pair = |name: &str, one: Option<&str>, two: Option<&str>| {
            let cells: Vec<&str> = one.into_iter().chain(two).collect();
            (!cells.is_empty()).then(|| format!("{name} {}", cells.join(" / ")))
        };
        let ucdp = self.ucdp_type_of_violence.map(|violence| match violence {
            1 => "UCDP 1 (state-based)".to_owned(),
            2 => "UCDP 2 (non-state)".to_owned(),
            _ => "UCDP 3 (one-sided)".to_owned(),
        });
        let acled = pair("ACLED", self.acled_event, self.acled_sub_event);
        let plover = pair("PLOVER", self.plover, self.plover_mode);
        let cells: Vec<String> = [acled, ucdp, plover].into_iter().flatten().collect();
        cells.join("; ")
    }
}
