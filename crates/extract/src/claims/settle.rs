//! One count, one reading: the closest of several rules about the same words holds.

use super::Reading;
use crate::chart::NodeIdx;
use crate::extraction::Frame;
use cairn_model::{Group, Kind, Object, Qualifier, Status};

/// A frame that still has to hold its own against others about the same words.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub frame: Frame,
    /// The symbol that carries the figure.
    pub node: NodeIdx,
    /// The symbol that says what happened.
    pub trigger: NodeIdx,
    pub strength: Strength,
    /// Kinds of which one must have been told of others shortly before; empty: none is asked for.
    pub follows: Vec<Kind>,
    /// Whether it counts only where the report counts nobody else of its kind.
    pub last_resort: bool,
}

/// How many sentences back a word like "returned" still speaks of those who were taken.
const REACH: usize = 3;

/// How closely a rule ties a count to what happened; the closest reading of a count holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A later member of a list behind a verb.
    Continued,
    /// A share whose kind comes from the figure before.
    Part,
    /// Object of a verb.
    Object,
    /// Subject of a verb, or the noun itself says what happened.
    Subject,
}

impl Reading<'_, '_> {
    /// Keeps the closest reading of each count. A count may have two kinds only where one rule ties
    /// both to it as closely ("kidnapped and murdered").
    pub(super) fn settle(&self, mut drafts: Vec<Draft>) -> Vec<Draft> {
        drop_unprepared(&mut drafts);
        self.leave_shares_to_the_whole(&mut drafts);
        self.tell_doers_from_sufferers(&mut drafts);
        let closest: Vec<_> = drafts
            .iter()
            .map(|draft| {
                drafts.iter().filter(|other| other.node == draft.node).map(|other| other.strength).max()
            })
            .collect();
        // "Freed ten men, who were detained in June": the main verb holds beside the clause, and
        // what it undoes is told as background.
        let main: Vec<_> = drafts
            .iter()
            .filter(|draft| matches!(draft.strength, Strength::Object | Strength::Continued))
            .map(|draft| (draft.node, draft.frame.kind))
            .collect();
        let undone = |draft: &Draft| {
            draft.strength == Strength::Subject
                && matches!(draft.frame.kind, Kind::Captured | Kind::Abducted)
                && main.contains(&(draft.node, Kind::Freed))
        };
        // "Freed 12 of the workers seized in May": a clause without its pronoun.
        let is_aside = |draft: &Draft| self.is_relative(draft) || undone(draft);
        let aside: Vec<NodeIdx> =
            drafts.iter().filter(|draft| is_aside(draft)).map(|draft| draft.node).collect();
        let direct: Vec<NodeIdx> = drafts
            .iter()
            .filter(|draft| draft.strength == Strength::Subject && !is_aside(draft))
            .map(|draft| draft.node)
            .collect();
        let mut idx = 0;
        drafts.retain(|draft| {
            idx += 1;
            let is_undone = undone(draft);
            let holds_beside = matches!(draft.strength, Strength::Object | Strength::Continued)
                && aside.contains(&draft.node)
                && !direct.contains(&draft.node);
            !is_undone && (holds_beside || Some(draft.strength) == closest[idx - 1])
        });
        self.drop_the_dead_from_the_hurt(&mut drafts);
        self.drop_lone_things(&mut drafts);
        self.drop_known_pronouns(&mut drafts);
        drop_shortened_headlines(&mut drafts);
        drafts.sort_by_key(|draft| (draft.frame.sentence, draft.frame.counted.start, draft.frame.kind));
        drafts.dedup_by(|a, b| {
            a.node == b.node && a.frame.kind == b.frame.kind && a.frame.status == b.frame.status
        });
        self.drop_known_persons(&mut drafts);
        drafts
    }

    /// Whether a subject is read through a relative pronoun: "ten men, who were detained".
    fn is_relative(&self, draft: &Draft) -> bool {
        if draft.strength != Strength::Subject {
            return false;
        }
        let (from, to) =
            (self.chart.nodes[draft.node as usize].to, self.chart.nodes[draft.trigger as usize].from);
        self.chart.symbols[draft.frame.sentence]
            .iter()
            .filter(|node| (from..to).contains(&self.chart.nodes[**node as usize].from))
            .any(|node| self.has(*node, self.tags.rel))
    }

    /// "The mayor was killed" counts one where nobody has been counted before; after "a soldier was
    /// killed" or "12 people were killed" it tells more of the same. "Her son" is somebody new, but
    /// after a number he is one of them.
    fn drop_known_persons(&self, drafts: &mut Vec<Draft>) {
        let before: Vec<(Kind, usize, Option<u64>, Option<Group>)> = drafts
            .iter()
            .filter(|draft| !self.has(draft.node, self.tags.definite))
            .map(|draft| {
                let frame = &draft.frame;
                (frame.kind, frame.sentence, frame.figure.n, frame.group)
            })
            .collect();
        drafts.retain(|draft| {
            let frame = &draft.frame;
            let is_relative = self.has(draft.node, self.tags.somebodys);
            !self.has(draft.node, self.tags.definite)
                || !before.iter().any(|(kind, sentence, n, group)| {
                    let is_other_one = is_relative && *n == Some(1) && *group != frame.group;
                    *kind == frame.kind && *sentence < frame.sentence && !is_other_one
                })
        });
    }

    /// "Seven were killed, among them a child and nine others were injured": what stands in a share
    /// and in a list that ends in "others" belongs to the share.
    fn leave_shares_to_the_whole(&self, drafts: &mut Vec<Draft>) {
        let shared: Vec<NodeIdx> =
            drafts.iter().filter(|draft| draft.strength == Strength::Part).map(|draft| draft.node).collect();
        let triggers: Vec<NodeIdx> = drafts
            .iter()
            .filter(|draft| draft.strength == Strength::Subject && self.has(draft.node, self.tags.others))
            .map(|draft| draft.trigger)
            .collect();
        drafts.retain(|draft| {
            draft.strength != Strength::Subject
                || self.has(draft.node, self.tags.others)
                || !(shared.contains(&draft.node) && triggers.contains(&draft.trigger))
        });
    }

    /// "A bomber killed six", "six killed": a form that is past or participle is active where it has
    /// an object of its own, and what stands before it then did it. What looks like an object may
    /// itself be what a later form was done to ("six killed, 12 wounded"), so the last form is told
    /// first.
    fn tell_doers_from_sufferers(&self, drafts: &mut Vec<Draft>) {
        let mut forms: Vec<NodeIdx> = drafts
            .iter()
            .filter(|draft| draft.strength == Strength::Object && self.has(draft.trigger, self.tags.bare))
            .map(|draft| draft.trigger)
            .collect();
        forms.sort_unstable_by_key(|form| std::cmp::Reverse(self.chart.nodes[*form as usize].from));
        forms.dedup();
        for form in forms {
            let is_active = drafts.iter().any(|object| {
                object.trigger == form
                    && object.strength == Strength::Object
                    && !drafts.iter().any(|other| {
                        other.node == object.node
                            && other.strength == Strength::Subject
                            && other.trigger != form
                    })
            });
            if is_active {
                drafts.retain(|draft| draft.strength != Strength::Subject || draft.trigger != form);
            }
        }
    }

    /// "Four of the wounded died", "five people injured in the raid have died": they are dead now.
    fn drop_the_dead_from_the_hurt(&self, drafts: &mut Vec<Draft>) {
        let died: Vec<NodeIdx> = drafts
            .iter()
            .filter(|draft| {
                draft.frame.kind == Kind::Killed
                    && (self.has(draft.trigger, self.tags.v_die) || self.has(draft.trigger, self.tags.w_dead))
            })
            .map(|draft| draft.node)
            .collect();
        drafts.retain(|draft| draft.frame.kind != Kind::Wounded || !died.contains(&draft.node));
    }

    /// "A clinic was hit" tells where, "a vehicle and two tunnels" counts: a single thing is a figure
    /// where the sentence counts other things or attacks beside it. Aircraft are counted one by one.
    fn drop_lone_things(&self, drafts: &mut Vec<Draft>) {
        let is_thing = |draft: &Draft| draft.frame.object != Some(Object::People);
        let things: Vec<(usize, NodeIdx)> = drafts
            .iter()
            .filter(|draft| is_thing(draft))
            .map(|draft| (draft.frame.sentence, draft.node))
            .collect();
        drafts.retain(|draft| {
            let is_counted = !is_thing(draft) || !self.has(draft.node, self.tags.single);
            let is_aircraft =
                matches!(draft.frame.object, Some(Object::Aircraft | Object::Helicopter | Object::Drone))
                    && draft.frame.kind == Kind::Destroyed;
            is_counted
                || is_aircraft
                || things
                    .iter()
                    .any(|(sentence, node)| *sentence == draft.frame.sentence && *node != draft.node)
        });
    }

    /// "He was killed" is a figure of its own only where the report has not counted him before.
    fn drop_known_pronouns(&self, drafts: &mut Vec<Draft>) {
        let known: Vec<Kind> = drafts
            .iter()
            .filter(|draft| draft.frame.figure.n == Some(1) && !self.has(draft.node, self.tags.human_pronoun))
            .map(|draft| draft.frame.kind)
            .collect();
        drafts.retain(|draft| {
            !self.has(draft.node, self.tags.human_pronoun) || !known.contains(&draft.frame.kind)
        });
    }
}

/// "The victim died in hospital", "he was struck in the leg" count one where the report counts nobody
/// else of that kind, before or after: a person who is told of as known is mostly one of those who are
/// counted elsewhere. The first mention holds.
pub(super) fn keep_last_resorts(drafts: &mut Vec<Draft>) {
    let counts = |draft: &Draft| {
        draft.frame.object == Some(Object::People)
            && draft.frame.status == Status::Asserted
            && draft.frame.figure.n != Some(0)
            && !draft.frame.cumulative
    };
    let mut counted: Vec<Kind> = drafts
        .iter()
        .filter(|draft| !draft.last_resort && counts(draft))
        .map(|draft| draft.frame.kind)
        .collect();
    drafts.retain(|draft| {
        let holds = !draft.last_resort || !counted.contains(&draft.frame.kind);
        if holds && counts(draft) {
            counted.push(draft.frame.kind);
        }
        holds
    });
}

/// "Twelve returned the next day" frees them only where others were told to be taken before.
fn drop_unprepared(drafts: &mut Vec<Draft>) {
    let told: Vec<_> = drafts
        .iter()
        .filter(|draft| draft.follows.is_empty())
        .map(|draft| (draft.frame.kind, draft.frame.sentence, draft.frame.counted.start))
        .collect();
    drafts.retain(|draft| {
        let (sentence, start) = (draft.frame.sentence, draft.frame.counted.start);
        draft.follows.is_empty()
            || told.iter().any(|(kind, at, before)| {
                draft.follows.contains(kind) && *before < start && *at + REACH >= sentence
            })
    });
}

/// A headline drops "at least" and "some": where the text below says the same number with its bound,
/// the text's claim holds.
fn drop_shortened_headlines(drafts: &mut Vec<Draft>) {
    let bounded: Vec<_> = drafts
        .iter()
        .filter(|draft| draft.frame.sentence > 0 && draft.frame.figure.qualifier != Qualifier::Exact)
        .map(|draft| (draft.frame.kind, draft.frame.object, draft.frame.figure.n))
        .collect();
    drafts.retain(|draft| {
        draft.frame.sentence > 0
            || draft.frame.figure.qualifier != Qualifier::Exact
            || !bounded.contains(&(draft.frame.kind, draft.frame.object, draft.frame.figure.n))
    });
}
