//! What is decided of an incident as a whole: whether the forces of a state are behind it, and whether
//! its day is known.

use super::fills;
use super::incident::Incident;
use super::key::Key;
use super::mention::bucket;
use super::phrase::{Side, side};
use super::reading::Reading;
use super::weights::Weights;
use cairn_model::Day;

/// A yes or no of an incident as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is violence of a state.
    ByState,
    /// Its day is open: on or before the day of the message.
    DayOpen,
}

impl Verdict {
    /// All of them.
    pub const EACH: [Self; 2] = [Self::ByState, Self::DayOpen];

    /// The name of its model.
    pub fn model(self) -> &'static str {
        match self {
            Self::ByState => "by state",
            Self::DayOpen => "day open",
        }
    }

    /// What a key's template says; none where it leaves it open.
    pub fn known(self, key: &Key) -> Option<bool> {
        let first = |slot| key.slot(slot).first().and_then(|filler| filler.value.first());
        match self {
            Self::ByState => first("perp_incident_category").map(|value| value.starts_with("STATE")),
            Self::DayOpen => first("incident_date").map(|value| value.starts_with('-')),
        }
    }

    /// What tells.
    pub fn features(
        self,
        incident: &Incident,
        reading: &Reading,
        message: Option<Day>,
        weights: &Weights,
    ) -> Vec<String> {
        let mut out = vec!["always".to_owned(), incident.kind.as_str().to_owned()];
        match self {
            Self::ByState => {
                out.push(format!("told {}", incident.by_state));
                out.push(format!("clandestine {}", reading.setting.clandestine));
                let kept = fills::kept(incident, weights);
                let actors = kept.perpetrators.iter().chain(&kept.organisations).map(|actor| &actor.words);
                let all: Vec<&String> = actors.chain(&incident.actors).collect();
                for wanted in [Side::Outlaw, Side::State, Side::Anyone] {
                    let has = all.iter().any(|actor| side(actor) == Some(wanted));
                    out.push(format!("by {wanted:?} {has}"));
                }
                let told = incident.sentences.iter().filter_map(|at| reading.sentences.get(*at)).flatten();
                const WORDS: &[&str] = &[
                    "soldiers",
                    "army",
                    "troops",
                    "military",
                    "government",
                    "forces",
                    "police",
                    "guerrillas",
                    "terrorists",
                    "rebels",
                    "subversives",
                    "fmln",
                    "unidentified",
                    "armed",
                    "bombed",
                    "helicopters",
                    "squads",
                    "repression",
                    "regime",
                    "captured",
                    "arrested",
                    "tortured",
                    "battalion",
                    "guard",
                    "clandestine",
                    "aircraft",
                    "planes",
                    "plane",
                    "air",
                    "murdered",
                    "murder",
                    "shining",
                    "eln",
                ];
                out.extend(
                    told.filter(|word| WORDS.contains(&word.as_str())).map(|word| format!("says {word}")),
                );
                out.push(format!("at home {}", reading.home.code()));
            }
            Self::DayOpen => {
                let time = &incident.time;
                let style = match (time.start, time.end) {
                    (Some(a), Some(b)) if a == b => "day".to_owned(),
                    (Some(a), Some(b)) => {
                        format!("days {}", bucket(usize::try_from(b.days_since(a)).unwrap_or(99)))
                    }
                    _ => "none".to_owned(),
                };
                out.push(style.clone());
                out.push(format!("{style} {:?}", time.basis));
                let age = time.end.zip(message).map(|(end, message)| message.days_since(end));
                let age = age.map_or("none".to_owned(), |age| {
                    usize::try_from(age).map_or("ahead".to_owned(), |age| bucket(age).to_string())
                });
                out.push(format!("age {age}"));
                out.push(format!("{style} age {age}"));
                let first = incident.sentences.iter().min().copied().unwrap_or_default();
                out.push(format!("first {}", bucket(first)));
                out.push(format!("told {}", bucket(incident.cues.len())));
                let words = time.words.as_deref().unwrap_or_default().to_lowercase();
                out.extend(words.split_whitespace().map(|word| format!("words {word}")));
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Notes whether it holds, from how likely it does.
    pub fn set(self, incident: &mut Incident, likely: f64) {
        let holds = likely >= 0.5;
        match self {
            Self::ByState => incident.by_state = holds,
            Self::DayOpen => incident.day_open = holds,
        }
    }
}
