//! The wounded who died: a report that tells that some people were hurt and that some are dead often tells of
//! the same people twice. Added up, they would be more than were there.
//!
//! "Six were shot. Two of them died" counts two twice; "two were killed and six shot" counts nobody twice.
//! What tells the one from the other is what the words of the hurt leave open (who was shot or hit may be
//! dead), what the words of the dead point back to ("two of the wounded"), and whether the numbers add up
//! (six, four wounded, two dead).

use cairn_model::{Claim, Day, Group, Kind, Object, Span, Status};

/// Verbs that say that people were struck, and nothing of what became of them.
const STRUCK: &[&str] = &["shot", "shoot", "hit", "struck", "stabbed", "knifed", "gunned"];
/// Words for people besides those whom a report has told of.
const REST: &[&str] =
    &["other", "others", "more", "another", "additional", "further", "remaining", "survivors"];
/// Words for people who are told of as known.
const KNOWN: &[&str] =
    &["the", "this", "that", "these", "those", "he", "she", "they", "him", "her", "himself", "herself"];
/// Words for the hurt among whom somebody died.
const HURT: &[&str] = &["wounded", "injured", "hurt", "shot", "casualties", "victims", "them", "whom"];

/// Words that say that those who died had been hurt before.
const OF_WOUNDS: &[&str] =
    &["wounded", "injured", "hurt", "injuries", "wounds", "succumbed", "succumb", "succumbs"];
/// Days within which most of those who die of their wounds do.
const TO_DIE: i32 = 6;

/// Whether a claim counts wounded people who have died since: "seven of the wounded died overnight". `text` is
/// that of its report.
pub(crate) fn died_later(claim: &Claim, text: &str) -> bool {
    let Some(figure) = claim.evidence.figure.filter(|_| counts(claim, Kind::Killed)) else { return false };
    let end = claim.evidence.trigger.map_or(figure.end, |trigger| trigger.end.max(figure.end));
    let words = Span::new(figure.start, end).of(text);
    words.split_whitespace().any(|word| OF_WOUNDS.contains(&plain(word).as_str()))
}

/// The days in which those were hurt who died on some days.
pub(crate) fn days_of_hurt((first, last): (Day, Day)) -> (Day, Day) {
    (first.plus_days(-TO_DIE), last)
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// One report's words.
struct Words<'t> {
    /// The bytes at which the code points of the text begin, and its end.
    starts: Vec<usize>,
    text: &'t str,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { starts, text }
    }

    fn of(&self, span: Span) -> &'t str {
        let byte = |at: u32| self.starts.get(at as usize).copied().unwrap_or(self.text.len());
        &self.text[byte(span.start)..byte(span.end)]
    }

    fn any(&self, span: Option<Span>, words: &[&str]) -> bool {
        span.is_some_and(|span| {
            self.of(span).split_whitespace().any(|word| words.contains(&plain(word).as_str()))
        })
    }
}

/// Whether a claim states plainly how many people were hurt, killed, ...
fn counts(claim: &Claim, kind: Kind) -> bool {
    claim.kind == kind
        && claim.object == Some(Object::People)
        && claim.status == Status::Asserted
        && claim.figure.n.is_some_and(|n| n > 0)
        && !claim.part_of
        && !claim.period.is_cumulative()
}

/// Whether the people of two claims can be the same.
fn may_be_one(a: &Claim, b: &Claim) -> bool {
    let told = |claim: &Claim| claim.group.filter(|&group| group != Group::Unspecified);
    told(a) == told(b) || told(a).is_none() || told(b).is_none()
}

/// How many of those whom each of one report's claims on one happening counts as hurt are dead as the same
/// report tells it, and so among the killed; by place in the list, 0 for all other claims. `text` is the
/// report's.
pub fn died(claims: &[&Claim], text: &str) -> Vec<u64> {
    let of = |kind: Kind| claims.iter().copied().filter(move |claim| counts(claim, kind));
    if of(Kind::Wounded).next().is_none() || of(Kind::Killed).next().is_none() {
        return vec![0; claims.len()];
    }
    let report = Report {
        words: Words::new(text),
        hurt: of(Kind::Wounded).collect(),
        dead: of(Kind::Killed).collect(),
    };
    let of_claim = |claim: &&Claim| match counts(claim, Kind::Wounded) {
        true => report.died_of(claim),
        false => 0,
    };
    claims.iter().map(of_claim).collect()
}

/// What one report counts in one happening.
struct Report<'c, 't> {
    words: Words<'t>,
    hurt: Vec<&'c Claim>,
    dead: Vec<&'c Claim>,
}

impl Report<'_, '_> {
    fn died_of(&self, hurt: &Claim) -> u64 {
        let Some(n) = hurt.figure.n.filter(|_| hurt.figure.n_max.is_none()) else { return 0 };
        let all = if n == 1 { u64::from(self.is_the_one_dead(hurt)) } else { 0 };
        let some = || {
            let dead = self.dead.iter().filter(|dead| may_be_one(hurt, dead));
            let among = dead.filter(|dead| dead.figure.n <= Some(n) && self.is_among(dead, hurt, n));
            among.filter_map(|dead| dead.figure.n).max()
        };
        if n > 1 && !self.is_rest(hurt) { some().unwrap_or(0) } else { all }
    }

    /// "Two of the wounded died", "of whom two died", "two of them fatally".
    fn points_to_the_hurt(&self, dead: &Claim) -> bool {
        /// Code points before a count in which "of whom" stands.
        const BEFORE: u32 = 12;
        let Some(figure) = dead.evidence.figure else { return false };
        let end = dead.evidence.trigger.map_or(figure.end, |trigger| trigger.end.max(figure.end));
        let from = figure.start.saturating_sub(BEFORE).max(dead.evidence.sentence.start);
        let only = dead.evidence.trigger.map(|trigger| self.words.of(trigger).to_lowercase());
        only.is_some_and(|only| matches!(only.as_str(), "fatally" | "mortally"))
            || self.words.any(Some(Span::new(figure.start, end)), HURT)
            || self.words.any(Some(Span::new(from, figure.start)), &["whom", "them"])
    }

    fn is_rest(&self, claim: &Claim) -> bool {
        self.words.any(claim.evidence.figure, REST)
    }

    /// Whether a claim tells of people as known.
    fn is_known(&self, claim: &Claim) -> bool {
        claim.evidence.figure.is_some_and(|figure| {
            let first = self.words.of(figure).split_whitespace().next().unwrap_or_default().to_lowercase();
            KNOWN.contains(&first.as_str())
        })
    }

    /// One person hurt and one dead, by every number of the report, are one person, unless one sentence
    /// tells of both side by side.
    fn is_the_one_dead(&self, hurt: &Claim) -> bool {
        let one = |claim: &&Claim| claim.figure.n == Some(1) && claim.figure.n_max.is_none();
        let alone = self.hurt.iter().all(one) && self.dead.iter().all(one);
        let beside = |a: &Claim, b: &Claim| {
            a.evidence.sentence == b.evidence.sentence && !self.is_known(a) && !self.is_known(b)
        };
        let together = self.hurt.iter().any(|hurt| self.dead.iter().any(|dead| beside(hurt, dead)));
        alone && !together && self.dead.iter().any(|dead| may_be_one(hurt, dead))
    }

    /// Whether the dead of one claim are among the hurt of another, of whom there are several.
    fn is_among(&self, dead: &Claim, hurt: &Claim, n: u64) -> bool {
        let at = |claim: &Claim| claim.evidence.figure.unwrap_or(claim.evidence.sentence).start;
        let of_the_hurt = self.points_to_the_hurt(dead) && at(dead) > at(hurt);
        // "Killed two and shot six": those whom a sentence counts first are not among those it counts next.
        let apart = self.dead.iter().any(|other| {
            other.evidence.sentence == hurt.evidence.sentence && at(other) < at(hurt) && !self.is_known(other)
        });
        let struck = self.words.any(hurt.evidence.trigger, STRUCK) && !apart;
        // Six hurt, four hurt, two dead: the six are all of them.
        let rest =
            |other: &&Claim| other.figure.n.zip(dead.figure.n).is_some_and(|(rest, dead)| rest + dead == n);
        of_the_hurt || struck || self.hurt.iter().any(rest)
    }
}
