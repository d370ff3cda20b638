//! Parts one report's claims into happenings by day, place, kind of event and figures, one of which
//! the report is chiefly about.

use crate::died::{days_of_hurt, died_later};
use crate::happening::{Happening, Kinship, Part, commonest_type, days, exactness, kinship, part};
use crate::party::{is_party, may_be_one};
use crate::place::{Lie, fineness, kilometres, lie, shown};
use crate::words::fold;
use cairn_model::{Claim, Day, Figure, Group, Kind, PlacePrecision, PlaceValue, Span, TimeBasis};
use std::cmp::Reverse;

/// One fight reaches this far from the middle of the region that it is told of: a first-level region
/// of the countries at war is seldom more than 200 km across.
const REACH_KM: f64 = 100.0;
/// Code points between two sentences of one paragraph, or of two paragraphs next to each other.
const NEXT: u32 = 3;

/// Two spans of days share one.
fn meet(a: (Day, Day), b: (Day, Day)) -> bool {
    a.0 <= b.1 && b.0 <= a.1
}

/// Code points between two sentences; none within one.
fn gap(a: Span, b: Span) -> u32 {
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

/// Whether both are named by their own clause, so that two names mean two places.
fn both_stated(a: Option<&PlaceValue>, b: Option<&PlaceValue>) -> bool {
    let stated = |place: Option<&PlaceValue>| place.is_some_and(|place| place.basis.is_stated());
    stated(a) && stated(b)
}

/// Whether two places are named differently, each by its own clause.
fn two_names(a: Option<&PlaceValue>, b: Option<&PlaceValue>) -> bool {
    both_stated(a, b) && a.map(shown) != b.map(shown)
}

/// Code points within which the dash of a date line stands.
const DATE_LINE: usize = 80;
/// Code points within which a headline ends.
const HEADLINE: u32 = 120;
/// Code points within which a claim without a place of its own still speaks of the same happening.
const STILL: u32 = 500;

/// Whether two claims give one number of the same thing, so that one repeats the other.
fn one_figure(a: &Claim, b: &Claim) -> bool {
    let told = |claim: &Claim| claim.group.filter(|&group| group != Group::Unspecified);
    let groups = (told(a), told(b));
    a.figure.n.is_some_and(|n| n > 1)
        && (a.figure.n, a.figure.n_max) == (b.figure.n, b.figure.n_max)
        && (a.kind, a.object) == (b.kind, b.object)
        && (groups.0 == groups.1 || groups.0.is_none() || groups.1.is_none())
}

fn share_party(a: &Claim, b: &Claim) -> bool {
    let of_b = || [&b.actor, &b.target].into_iter().flatten().filter(|actor| is_party(actor));
    let of_a = [&a.actor, &a.target].into_iter().flatten().filter(|actor| is_party(actor));
    of_a.into_iter().any(|one| of_b().any(|other| may_be_one(one, other)))
}

/// One report being parted.
struct Parting<'a> {
    happenings: Vec<Happening<'a>>,
    /// The day of writing, where no clause tells it: then it is only where the narrative begins, and
    /// keeps nothing apart.
    assumed: Option<Day>,
    /// Code points before the end of the date line ("ORLU, May 14 -"): 0 without one.
    date_line: u32,
    /// The places that clauses of the report state.
    stated: Vec<&'a PlaceValue>,
    text: &'a str,
}

impl<'a> Parting<'a> {
    /// The days in which what a claim tells of happened. Who dies of wounds was hurt before.
    fn told_days(&self, claim: &Claim) -> Option<(Day, Day)> {
        days(claim).map(|days| if died_later(claim, self.text) { days_of_hurt(days) } else { days })
    }

    fn days(&self, claim: &Claim) -> Option<(Day, Day)> {
        self.told_days(claim).filter(|&(start, end)| {
            let of_writing = start == end && Some(start) == self.assumed;
            !of_writing || (claim.time.basis != TimeBasis::Lead && !in_date_line(claim, self.date_line))
        })
    }

    /// Where a claim is. A bare name that it only takes over, or that a headline gives before a
    /// clause states it as a region's, is the region's and not that of its capital ("the Vale
    /// offensive" of Vale province).
    fn place_of(&self, claim: &'a Claim) -> Option<&'a PlaceValue> {
        let place = claim.place.as_ref()?;
        if fineness(place) > 1 || place.relation.is_some() {
            return Some(place);
        }
        let in_headline = place.span.is_some_and(|span| span.end <= HEADLINE);
        let region = self.stated.iter().find(|region| {
            let is_short = in_headline && region.span.is_some_and(|span| span.start > HEADLINE);
            (!place.basis.is_stated() || is_short)
                && matches!(region.precision, PlacePrecision::Adm1 | PlacePrecision::Adm2)
                && region.country == place.country
                && (fold(&region.name) == fold(&place.name) || shown(region) == shown(place))
        });
        Some(region.copied().unwrap_or(place))
    }

    /// Whether a claim only inherits its place, from a sentence that the happening tells or beside
    /// one: no second place then, unless some clause states it as one.
    fn takes_over(&self, happening: &Happening<'_>, claim: &'a Claim) -> bool {
        let beside = |known: &&Claim| gap(known.evidence.sentence, claim.evidence.sentence) <= STILL;
        self.place_of(claim).filter(|place| !place.basis.is_stated()).is_some_and(|place| {
            let told =
                |known: &&Claim| known.place.as_ref().is_some_and(|known| shown(known) == shown(place));
            let country = happening.place.and_then(|own| own.country.as_deref());
            let abroad = country.is_some() && place.country.is_some() && country != place.country.as_deref();
            let second = self.stated.iter().any(|stated| shown(stated) == shown(place));
            happening.claims.iter().any(|known| told(known) || (!abroad && !second && beside(known)))
        })
    }

    fn take(&mut self, at: usize, claim: &'a Claim, founds: bool) {
        let (told, place) = (self.days(claim), self.place_of(claim));
        let happening = &mut self.happenings[at];
        // What only hints or denies does not tell when and where, unless nothing else does.
        if founds || happening.n_founding == 0 {
            if let Some(days) = told {
                let finer = |old: (Day, Day)| days.1.days_since(days.0) < old.1.days_since(old.0);
                if happening.time.is_none_or(finer) {
                    happening.time = Some(days);
                }
            }
            if let Some(place) = place
                && happening.place.is_none_or(|old| fineness(place) < fineness(old))
                && !matches!(lie(happening.place, Some(place)), Lie::Apart | Lie::Far)
            {
                happening.place = Some(place);
            }
        }
        let at = if founds { happening.n_founding } else { happening.claims.len() };
        happening.claims.insert(at, claim);
        happening.n_founding += usize::from(founds);
        happening.kind = commonest_type(happening.claims.iter().map(|claim| claim.event_type));
    }

    /// How well a claim fits in; none where it cannot belong there.
    fn fit(&self, happening: &Happening<'_>, claim: &'a Claim) -> Option<u32> {
        let own = self.place_of(claim);
        let last = happening.claims.last()?;
        let one_sentence = last.evidence.sentence == claim.evidence.sentence;
        let next = gap(last.evidence.sentence, claim.evidence.sentence) <= NEXT;
        let counts = claim.figure != Figure::none();
        let kin = kinship(happening.kind, claim.event_type);
        let repeats = happening.claims.iter().any(|known| one_figure(known, claim));
        let place = match lie(happening.place, own) {
            // Two villages side by side, each with its own clause, are one only by kind.
            Lie::Same
                if kin != Kinship::Same && !repeats && !one_sentence && two_names(happening.place, own) =>
            {
                return None;
            }
            Lie::Same => 3,
            Lie::Within => 2,
            Lie::Unknown => 1,
            Lie::Near if !both_stated(happening.place, own) => 1,
            // "The withdrawal leaves the next village cut off".
            Lie::Near if !counts && next && kin == Kinship::Same => 1,
            _ if self.takes_over(happening, claim) => 1,
            _ if !counts && self.spreads(happening, claim) => 0,
            Lie::Near | Lie::OtherName | Lie::Apart | Lie::Far => return None,
        };
        let time = match (happening.time, self.days(claim)) {
            (Some(a), Some(b)) if a == b => 2,
            (Some(a), Some(b)) if !meet(a, b) => return None,
            _ => 1,
        };
        let kind = match kin {
            Kinship::Same => 2,
            Kinship::Akin => 1,
            Kinship::Strange if one_sentence || repeats => 0,
            Kinship::Strange => return None,
        };
        Some(place + time + kind + if one_sentence { 2 } else { 0 } + if repeats { 3 } else { 0 })
    }

    /// Whether a fight that is told of a whole region is told of a place at its edge as well: by kind
    /// and parties one fight.
    fn spreads(&self, happening: &Happening<'_>, claim: &'a Claim) -> bool {
        let Some((a, b)) = happening.place.zip(self.place_of(claim)) else { return false };
        let point = |place: &PlaceValue| fineness(place) <= 1;
        !(point(a) && point(b))
            && kinship(happening.kind, claim.event_type) != Kinship::Strange
            && (happening.claims.iter().any(|known| share_party(known, claim))
                || self.goes_on(happening, claim))
            && kilometres(a, b).is_some_and(|km| km <= REACH_KM)
    }

    /// Whether the next sentence tells more of a fight on the same stated day.
    fn goes_on(&self, happening: &Happening<'_>, claim: &Claim) -> bool {
        let next = happening
            .claims
            .iter()
            .any(|known| gap(known.evidence.sentence, claim.evidence.sentence) <= NEXT);
        next && kinship(happening.kind, claim.event_type) == Kinship::Same
            && (happening.time.is_none() || happening.time == self.days(claim))
    }

    /// The happening that a claim fits best; the nearest in the text of equals.
    fn best(&self, claim: &'a Claim) -> Option<usize> {
        let near = |happening: &Happening<'_>| {
            let gaps =
                happening.claims.iter().map(|known| gap(known.evidence.sentence, claim.evidence.sentence));
            gaps.min().unwrap_or(u32::MAX)
        };
        let fitting = self.happenings.iter().enumerate().filter_map(|(at, happening)| {
            Some((self.fit(happening, claim)?, Reverse(near(happening)), Reverse(at)))
        });
        fitting.max().map(|(_, _, Reverse(at))| at)
    }

    fn place(&mut self, claim: &'a Claim, founds: bool) {
        let at = self.best(claim).unwrap_or_else(|| {
            self.happenings.push(Happening::new());
            self.happenings.len() - 1
        });
        self.take(at, claim, founds);
    }

    /// The happening of the nearest figure that a claim can be a share of: a share belongs where its whole is told.
    fn of_whole(&self, share: &Claim) -> Option<usize> {
        let holds = |known: &&&Claim| {
            !known.part_of
                && (known.kind, known.object) == (share.kind, share.object)
                && known.figure.n.is_some_and(|n| share.figure.n.is_some_and(|of_it| n >= of_it))
        };
        let near = |happening: &Happening<'_>| {
            let wholes = happening.claims.iter().filter(holds);
            wholes.map(|known| gap(known.evidence.sentence, share.evidence.sentence)).min()
        };
        let near = self.happenings.iter().enumerate().filter_map(|(at, one)| Some((near(one)?, at)));
        near.min().map(|(_, at)| at)
    }

    /// The happening that the report is chiefly about, by number; the first of equals.
    fn chief(&self) -> Option<usize> {
        (0..self.happenings.len()).max_by_key(|&at| (self.happenings[at].weight(), Reverse(at)))
    }

    /// Lets what only tells more of the chief happening join it: an attack without a figure, at a time
    /// and place that can be its own, is one more sentence about it and no happening beside it.
    fn gather(&mut self) {
        let Some(chief) = self.chief().filter(|&at| self.happenings[at].counts()) else { return };
        let joins: Vec<usize> = (0..self.happenings.len())
            .filter(|&at| at != chief && self.tells_more(&self.happenings[chief], &self.happenings[at]))
            .collect();
        for at in joins.into_iter().rev() {
            let more = self.happenings.remove(at);
            let chief = &mut self.happenings[if at < chief { chief - 1 } else { chief }];
            chief.claims.splice(chief.n_founding..chief.n_founding, more.claims.iter().copied());
            chief.n_founding += more.n_founding;
            chief.time = chief.time.or(more.time);
            chief.place = chief.place.or(more.place);
        }
    }

    fn tells_more(&self, chief: &Happening<'_>, other: &Happening<'_>) -> bool {
        let shares = || {
            let parties = |one: &&Claim| chief.claims.iter().any(|known| share_party(known, one));
            other.claims.iter().any(parties)
        };
        let point = |place: Option<&PlaceValue>| place.is_some_and(|place| fineness(place) <= 1);
        let (a, b) = (chief.place, other.place);
        let around = match lie(a, b) {
            Lie::Same => !two_names(a, b),
            Lie::Within | Lie::Unknown => true,
            Lie::Near => !(both_stated(a, b) && point(a) && point(b)),
            Lie::OtherName => false,
            Lie::Apart | Lie::Far => {
                !(point(a) && point(b))
                    && shares()
                    && a.zip(b).and_then(|(a, b)| kilometres(a, b)).is_some_and(|km| km <= REACH_KM)
            }
        };
        !other.counts()
            && around
            && kinship(chief.kind, other.kind) != Kinship::Strange
            && chief.time.zip(other.time).is_none_or(|(a, b)| meet(a, b))
    }
}

impl Happening<'_> {
    /// Whether any of its claims has a figure.
    fn counts(&self) -> bool {
        self.claims.iter().any(|claim| claim.figure != Figure::none())
    }

    /// How much of the report's beginning and of its dead it has: what a report is chiefly about
    /// stands first and is told in figures.
    fn weight(&self) -> u32 {
        let of = |claim: &&Claim| {
            // Headline and lead, then the first screen, then the rest, in code points.
            let early = match claim.evidence.sentence.start {
                0..300 => 8,
                300..900 => 3,
                _ => 1,
            };
            let told = match claim.kind {
                Kind::Killed => 3,
                Kind::Event => 1,
                _ => 2,
            };
            early * told
        };
        self.claims[..self.n_founding].iter().map(of).sum()
    }
}

/// What a report's sentences say beside a claim.
struct Beside<'c, 'a>(&'c [&'a Claim]);

impl Beside<'_, '_> {
    fn any(&self, claim: &Claim, says: impl Fn(&Claim) -> bool) -> bool {
        self.0.iter().any(|other| other.evidence.sentence == claim.evidence.sentence && says(other))
    }

    /// "The war has killed 50,000 and hit dozens of clinics" is a toll: its killing is no happening
    /// beside it, and what it counts in vague words adds up as it does.
    fn of_toll(&self, claim: &Claim) -> bool {
        claim.figure.n.is_none() && self.any(claim, |other| part(other) == Part::Toll)
    }

    /// A mere word of an attack: neither a figure nor by what means, and its clause does not tell when
    /// or where, or speaks of what a deal is for. Or fighting of any kind, without figure, day and
    /// place of its own, in a sentence about an agreement ("observers are to prevent clashes").
    fn hints(&self, claim: &Claim) -> bool {
        let stated = claim.place.as_ref().is_some_and(|place| place.basis.is_stated());
        let of_deal = |other: &Claim| {
            other.agreement.as_ref().is_some_and(|deal| !deal.parties.is_empty() || deal.term.is_some())
        };
        let vague = exactness(claim.event_type) == 0
            && (!stated || days(claim).is_none() || self.any(claim, of_deal));
        let dated = days(claim).is_some() && claim.time.basis != TimeBasis::Lead;
        let aside = !stated && !dated && self.any(claim, |other| other.agreement.is_some());
        claim.figure == Figure::none() && (vague || aside)
    }
}

/// Code points of a text up to the end of its date line, as wire copy opens with it ("ORLU, May 14
/// (Vale Wire) - "): the dash that ends it stands within the first [`DATE_LINE`]. 0 without one.
fn date_line(text: &str) -> u32 {
    let opening: Vec<char> = text.chars().take(DATE_LINE).collect();
    let dash = |at: &usize| matches!(opening[*at..], [' ', '-' | '–' | '—', ..] | ['-', '-', ..] | ['—', ..]);
    (0..opening.len()).find(dash).unwrap_or(0) as u32
}

/// Whether the words of a claim's day stand in the date line: the day of writing, not of the event.
fn in_date_line(claim: &Claim, date_line: u32) -> bool {
    claim.time.span.is_some_and(|span| span.end <= date_line)
}

/// Parts one report's claims, in the order of the text; `written` is the day of the report, `text`
/// its words. The main happening comes first.
pub(crate) fn part_report<'a>(
    report: usize,
    written: Option<Day>,
    text: &'a str,
    claims: &[&'a Claim],
) -> Vec<Happening<'a>> {
    let beside = Beside(claims);
    let date_line = date_line(text);
    let tells = |day: Day| {
        let says = |claim: &Claim| {
            days(claim) == Some((day, day))
                && claim.time.basis != TimeBasis::Lead
                && !in_date_line(claim, date_line)
        };
        claims.iter().any(|claim| says(claim))
    };
    let assumed = written.filter(|&day| !tells(day));
    let places = claims.iter().filter_map(|claim| claim.place.as_ref());
    let stated = places.filter(|place| place.basis.is_stated()).collect();
    let mut parting = Parting { happenings: Vec::new(), assumed, date_line, stated, text };
    let of_happenings = |claim: &&Claim| !beside.of_toll(claim);
    let (mut founding, mut attaching): (Vec<&'a Claim>, Vec<&'a Claim>) = (Vec::new(), Vec::new());
    for &claim in claims.iter().filter(|claim| of_happenings(claim)) {
        match part(claim) {
            Part::Founds if !beside.hints(claim) => founding.push(claim),
            Part::Founds | Part::Attaches => attaching.push(claim),
            Part::Toll | Part::Agreement | Part::Ahead => {}
        }
    }
    // A report that only hints has nothing better.
    let only_hints = founding.is_empty();
    // Claims that found come first, so that a denial finds what it denies wherever it stands; and wholes before
    // their shares.
    let (shares, wholes): (Vec<&'a Claim>, Vec<&'a Claim>) =
        founding.into_iter().partition(|claim| claim.part_of);
    for claim in wholes {
        parting.place(claim, true);
    }
    for share in shares {
        match parting.of_whole(share) {
            Some(at) => parting.take(at, share, true),
            None => parting.place(share, true),
        }
    }
    parting.gather();
    let first_days = |parting: &Parting<'_>, happening: &Happening<'_>| {
        happening.claims.iter().find_map(|claim| parting.told_days(claim))
    };
    let assumed: Vec<Option<(Day, Day)>> =
        parting.happenings.iter().map(|happening| first_days(&parting, happening)).collect();
    for claim in attaching {
        parting.place(claim, only_hints && part(claim) == Part::Founds);
    }
    let chief = parting.chief();
    let told: Vec<Option<(Day, Day)>> = parting
        .happenings
        .iter()
        .enumerate()
        .map(|(at, happening)| {
            let first = || assumed.get(at).copied().unwrap_or_else(|| first_days(&parting, happening));
            happening.time.or_else(first)
        })
        .collect();
    let mut happenings = parting.happenings;
    for (happening, days) in happenings.iter_mut().zip(told) {
        happening.report = report;
        happening.time = days;
    }
    match chief {
        Some(at) => happenings[..=at].rotate_right(1),
        None => happenings.push(Happening { report, ..Happening::new() }),
    }
    happenings[0].main = true;
    happenings
}
