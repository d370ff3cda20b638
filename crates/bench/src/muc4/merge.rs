//! Puts clauses about one incident together.

use super::incident::{Incident, Object, Victim};
use super::mention::bucket;
use super::reading::Reading;
use super::weights::Weights;
use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue, TimeBasis};

/// Gathers incidents, in the order of the text: a learned decision says of each clause whether it tells
/// of an incident that is already known.
pub fn merge(pieces: Vec<Incident>, reading: &Reading, weights: &Weights) -> Vec<Incident> {
    let least = weights.constant("least", "same");
    let mut out: Vec<Incident> = Vec::new();
    for piece in pieces {
        // "There were no casualties" is said of what was told last.
        if follows(&piece) {
            if let Some(last) = out.last_mut() {
                last.take(piece);
            }
            continue;
        }
        let n = out.len();
        let likely = |(at, known): (usize, &Incident)| {
            let features = features(known, &piece, at + 1 == n, reading);
            (weights.probability("same", features.iter().map(String::as_str)), at)
        };
        let best = out.iter().enumerate().map(likely).max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        match best.filter(|(likely, _)| *likely >= least) {
            Some((_, at)) => out[at].take(piece),
            None => out.push(piece),
        }
    }
    out
}

/// Whether a clause only says more of what was told last.
pub fn follows(piece: &Incident) -> bool {
    piece.nobody_hurt || piece.identifies
}

/// Words that set one happening off from another, or tie it to one.
const MARKERS: &[&str] = &[
    "another",
    "other",
    "also",
    "meanwhile",
    "second",
    "third",
    "later",
    "earlier",
    "previous",
    "previously",
    "same",
    "simultaneously",
    "addition",
    "separate",
    "similar",
    "elsewhere",
    "too",
    "ago",
    "before",
    "after",
    "last",
    "recent",
    "recently",
    "different",
    "several",
    "first",
    "minutes",
    "hours",
    "following",
    "this",
    "when",
];

/// What speaks for and against that a clause tells of a known incident; `last` where it is the one told
/// of last.
pub fn features(known: &Incident, piece: &Incident, last: bool, reading: &Reading) -> Vec<String> {
    let mut out = vec!["always".to_owned(), format!("last {last}")];
    let (from, to) = (known.sentences.last().copied().unwrap_or_default(), piece.sentences[0]);
    let near = known.sentences.iter().map(|sentence| sentence.abs_diff(to)).min().unwrap_or_default();
    let apart = bucket(near);
    out.push(format!("apart {apart}"));
    out.push(format!("apart last {}", bucket(from.abs_diff(to))));
    let kinds = format!("{} {}", known.kind.as_str(), piece.kind.as_str());
    let same_kind = known.kind == piece.kind;
    out.push(format!("kinds {kinds}"));
    out.push(format!("kinds {kinds} {apart}"));
    out.push(format!("stage {} {}", known.stage, piece.stage));
    let shares = shares_target(known, piece);
    out.push(format!("shares {shares} {same_kind}"));
    out.push(format!("shares {shares} {apart} {same_kind}"));
    let open = piece.victims.is_empty() && piece.objects.is_empty();
    out.push(format!("open {open} {apart}"));
    if !shares {
        let named = |incident: &Incident| incident.victims.iter().any(|victim| victim.person.name.is_some());
        out.push(format!("victims {} {}", !known.victims.is_empty(), !piece.victims.is_empty()));
        out.push(format!("objects {} {}", !known.objects.is_empty(), !piece.objects.is_empty()));
        out.push(format!("named {} {}", named(known), named(piece)));
        let effect = |incident: &Incident| incident.victims.iter().find_map(|victim| victim.effect);
        out.push(format!("effects {:?} {:?}", effect(known), effect(piece)));
    }
    out.push(format!("other day {} {apart}", other_day(known, piece)));
    out.push(format!("other place {}", other_place(known, piece)));
    let (there, here) = (reading.places.names(&known.sentences), reading.places.names(&piece.sentences));
    let places = match () {
        () if there.is_empty() || here.is_empty() => "open",
        () if here.iter().any(|place| there.contains(place)) => "common",
        () => "other",
    };
    out.push(format!("places {places}"));
    out.push(format!("places {places} {apart}"));
    let actors = match () {
        () if known.actors.is_empty() || piece.actors.is_empty() => "open",
        () if piece.actors.iter().any(|a| known.actors.iter().any(|b| same_words(a, b))) => "common",
        () => "other",
    };
    out.push(format!("actors {actors}"));
    out.push(format!("cue {}", piece.cues[0]));
    out.push(format!("told {}", bucket(known.cues.len())));
    if near > 0 {
        let words = reading.sentences.get(to).map(Vec::as_slice).unwrap_or_default();
        out.extend(
            MARKERS.iter().filter(|word| words.iter().any(|w| w == *word)).map(|word| format!("says {word}")),
        );
        out.extend(words.first().map(|word| format!("opens {word}")));
    }
    out
}

fn shares_target(a: &Incident, b: &Incident) -> bool {
    let person = |victim: &Victim| {
        a.victims.iter().any(|known| same_words(known.person.handle(), victim.person.handle()))
    };
    let thing = |object: &Object| a.objects.iter().any(|known| same_words(&known.thing.id, &object.thing.id));
    b.victims.iter().any(person) || b.objects.iter().any(thing)
}

/// Whether both are dated to the day, and the days differ.
fn other_day(a: &Incident, b: &Incident) -> bool {
    let day = |incident: &Incident| {
        let stated =
            matches!(incident.time.basis, TimeBasis::Stated | TimeBasis::Dateline | TimeBasis::Narrative);
        incident.time.start.filter(|start| stated && incident.time.end == Some(*start))
    };
    matches!((day(a), day(b)), (Some(a), Some(b)) if a != b)
}

/// Whether both are placed exactly, and the places differ.
fn other_place(a: &Incident, b: &Incident) -> bool {
    let place = |incident: &Incident| {
        incident
            .place
            .as_ref()
            .filter(|place| place.precision == PlacePrecision::Exact)
            .and_then(|place| place.place_id)
    };
    matches!((place(a), place(b)), (Some(a), Some(b)) if a != b)
}

impl Incident {
    /// Takes up what a clause tells of it.
    pub fn take(&mut self, mut piece: Incident) {
        if piece.identifies {
            let effect = self.victims.last().and_then(|victim| victim.effect);
            piece.victims.iter_mut().for_each(|victim| victim.effect = effect);
            piece.objects.clear();
        }
        if !piece.nobody_hurt {
            self.kind = self.kind.max(piece.kind);
        }
        self.sentences.extend(piece.sentences);
        self.cues.extend(piece.cues);
        self.nobody_hurt |= piece.nobody_hurt;
        self.gunfire |= piece.gunfire;
        self.place = finer(self.place.take(), piece.place);
        if self.time.iso().is_none() {
            self.time = piece.time;
        }
        for actor in piece.actors {
            if !self.actors.contains(&actor) {
                self.actors.push(actor);
            }
        }
        for victim in piece.victims {
            self.take_victim(victim);
        }
        for object in piece.objects {
            self.take_object(object);
        }
        for instrument in piece.instruments {
            if !self.instruments.iter().any(|known| known.words == instrument.words) {
                self.instruments.push(instrument);
            }
        }
    }

    /// Takes up a human target, known or not.
    pub fn take_victim(&mut self, victim: Victim) {
        let known =
            self.victims.iter_mut().find(|known| same_words(known.person.handle(), victim.person.handle()));
        match known {
            Some(known) => {
                known.effect = known.effect.or(victim.effect);
                if known.number == "PLURAL" && known.person.plural == victim.person.plural {
                    known.number = victim.number;
                }
                known.person.name = longer(known.person.name.take(), victim.person.name);
                known.person.description = known.person.description.take().or(victim.person.description);
                if known.person.class == "CIVILIAN" {
                    known.person.class = victim.person.class;
                }
            }
            None => self.victims.push(victim),
        }
    }

    /// Takes up a physical target, known or not.
    pub fn take_object(&mut self, object: Object) {
        match self.objects.iter_mut().find(|known| same_words(&known.thing.id, &object.thing.id)) {
            Some(known) => {
                known.effect = known.effect.or(object.effect);
                if object.thing.id.split_whitespace().count() <= 4
                    && object.thing.id.len() > known.thing.id.len()
                {
                    known.thing = object.thing;
                }
            }
            None => self.objects.push(object),
        }
    }
}

/// The longer of two forms of a name.
fn longer(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.len() > a.len() { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The finer of two places; the first of equals.
fn finer(a: Option<PlaceValue>, b: Option<PlaceValue>) -> Option<PlaceValue> {
    let rank = |place: &PlaceValue| {
        (place.precision == PlacePrecision::Unresolved, place.precision, place.basis != PlaceBasis::Stated)
    };
    match (a, b) {
        (Some(a), Some(b)) => Some(if rank(&b) < rank(&a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The words of a name or description in the singular, kept for many comparisons.
#[derive(Debug, Clone)]
pub struct Stems(Vec<String>);

impl Stems {
    /// Of some words.
    pub fn of(text: &str) -> Self {
        Self(super::classes::tokens(text).into_iter().map(|(word, ..)| word).collect())
    }

    /// Whether one holds the other (a surname, a shorter description).
    pub fn same(&self, other: &Self) -> bool {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        !short.0.is_empty() && short.0.iter().all(|word| long.0.contains(word))
    }
}

/// Whether one name holds the other.
pub fn same_words(a: &str, b: &str) -> bool {
    Stems::of(a).same(&Stems::of(b))
}
