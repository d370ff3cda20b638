//! Puts clauses about one incident together.

use super::incident::{Incident, Object, Type, Victim};
use cairn_model::{PlaceBasis, PlacePrecision, PlaceValue, TimeBasis};

/// How many sentences apart two clauses without a common target may be about one incident.
const REACH: usize = 3;

/// Gathers incidents, in the order of the text.
pub fn merge(pieces: Vec<Incident>) -> Vec<Incident> {
    let mut out: Vec<Incident> = Vec::new();
    for piece in pieces {
        // "There were no casualties" is said of what was told last.
        let follows = piece.nobody_hurt || piece.identifies;
        let last = out.len().checked_sub(1).filter(|_| follows);
        match last.or_else(|| out.iter().rposition(|known| same(known, &piece))) {
            Some(at) => out[at].take(piece),
            None if follows => {}
            None => out.push(piece),
        }
    }
    out
}

/// Whether a clause tells of a known incident: of the same type, near by or of a target of it, and
/// not on another day or at another place.
fn same(known: &Incident, piece: &Incident) -> bool {
    let last = known.sentences.last().copied().unwrap_or_default();
    let apart = piece.sentences.first().copied().unwrap_or_default().abs_diff(last);
    let shares = shares_target(known, piece);
    let open = piece.victims.is_empty() && piece.objects.is_empty();
    // "The attack" is said of bombings too, and a bomb kills in the sentence that tells of the dead.
    let loose = |a, b| {
        matches!(
            (a, b),
            (Type::Attack, Type::Bombing | Type::Arson) | (Type::Bombing | Type::Arson, Type::Attack)
        )
    };
    let type_fits = known.kind == piece.kind || (loose(known.kind, piece.kind) && (apart <= 1 || shares));
    type_fits
        && (open || shares || apart <= REACH)
        && known.stage == piece.stage
        && !other_day(known, piece)
        && !other_place(known, piece)
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
    fn take(&mut self, mut piece: Incident) {
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
            if !self.instruments.contains(&instrument) {
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

/// Whether one name holds the other (a surname, a shorter description).
pub fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        super::classes::tokens(text).into_iter().map(|(word, ..)| word).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}
