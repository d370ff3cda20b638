//! What a figure's own clause leaves out: the violence that explains it.

use crate::extraction::Frame;
use cairn_model::{EventType, Kind};

/// How many sentences back an attack still explains a figure.
const REACH: usize = 3;

/// Gives figures without a kind of event that of the nearest attack: in the sentence, in the
/// sentences before, in the lead; in this order. Its actor and means come along where the clause
/// names none and the attack stands in the same sentence.
pub(super) fn explain(frames: &mut [Frame]) {
    for i in 0..frames.len() {
        if !is_explained_by_violence(frames[i].kind) || frames[i].event_type.is_some() {
            continue;
        }
        let Some(cause) = cause(frames, i) else { continue };
        let same_sentence = frames[cause].sentence == frames[i].sentence;
        let (event_type, actor, instrument) =
            (frames[cause].event_type, frames[cause].actor.clone(), frames[cause].instrument.clone());
        let frame = &mut frames[i];
        frame.event_type = event_type;
        if same_sentence {
            frame.actor = frame.actor.take().or(actor);
            frame.instrument = frame.instrument.take().or(instrument);
        }
    }
}

fn is_explained_by_violence(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Killed | Kind::Wounded | Kind::Missing | Kind::Destroyed | Kind::Damaged | Kind::Attacks
    )
}

fn cause(frames: &[Frame], i: usize) -> Option<usize> {
    let at = frames[i].counted.start;
    let sentence = frames[i].sentence;
    let attacks = || {
        (0..frames.len())
            .filter(|n| frames[*n].kind == Kind::Event && frames[*n].event_type.is_some_and(is_violence))
    };
    // A bare "attack" explains less than the kind of attack that another word tells.
    let vague = |n: &usize| frames[*n].event_type == Some(EventType::Attack);
    let own = attacks()
        .filter(|n| frames[*n].sentence == sentence)
        .min_by_key(|n| (vague(n), frames[*n].trigger.start.abs_diff(at)));
    own.or_else(|| {
        attacks()
            .filter(|n| frames[*n].sentence < sentence && sentence - frames[*n].sentence <= REACH)
            .max_by_key(|n| (!vague(n), frames[*n].sentence, frames[*n].trigger.start))
    })
    .or_else(|| {
        attacks().filter(|n| frames[*n].sentence < REACH).min_by_key(|n| (vague(n), frames[*n].trigger.start))
    })
}

fn is_violence(event: EventType) -> bool {
    matches!(
        event,
        EventType::Airstrike
            | EventType::Shelling
            | EventType::Bombing
            | EventType::Battle
            | EventType::Chemical
            | EventType::Killing
            | EventType::Mine
            | EventType::Shooting
            | EventType::Shootdown
            | EventType::Attack
    )
}
