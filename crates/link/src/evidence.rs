//! What speaks for and against two accounts being of one happening.

use crate::account::{Account, Accounts, Count};
use crate::block::Sorted;
use crate::family::n_shared;
use crate::happening::{Kinship, kinship};
use crate::place::{Lie, kilometres, lie_of, shown};
use crate::rewrite::Told;
use crate::weights::{Feature, weight};
use crate::words::spellings;
use cairn_model::{Claim, Kind, Object};

/// What was found on a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Whether both reports are chiefly about it.
    pub(crate) main: bool,
    /// Each feature with its strength in thousandths; absent ones are left out.
    pub(crate) found: Vec<(Feature, i32)>,
}

/// What is the same for every pair of a block.
pub(crate) struct Scene<'s, 'a> {
    pub(crate) block: &'s Sorted<'a>,
    /// Per report, the first report that it is a copy of, or of whose copies it is one.
    pub(crate) family: &'s [usize],
    /// Every account, with the words of the reports.
    pub(crate) accounts: &'s Accounts<'a>,
}

/// Two copies are one text from this share of the longer one's runs on: what is added is a credit line or
/// a paragraph at the end.
const ONE_TEXT: f64 = 0.8;
/// Texts with fewer runs may be formulas that are printed every day.
const BULLETIN: usize = 40;

/// For so many days a happening is news that a report need not date.
const NEWS_DAYS: i32 = 10;
/// Days that a text tells are often misread by a week, seldom by more than a month.
const MISREAD_DAYS: i32 = 31;
/// A whole presence.
const FULL: i32 = 1000;

fn thousandths(share: f64) -> i32 {
    (share.sqrt() * 1000.0).round() as i32
}

impl Evidence {
    /// The sum of what was found, in thousandths.
    pub(crate) fn score(&self) -> i32 {
        let of = |feature| {
            let weight = weight(feature);
            if self.main { weight.main } else { weight.passing }
        };
        self.found.iter().map(|&(feature, strength)| of(feature) * strength / FULL).sum()
    }

    fn has(&self, feature: Feature) -> bool {
        self.found.iter().any(|&(found, _)| found == feature)
    }
}

impl Scene<'_, '_> {
    /// Compares two accounts of two reports; the same both ways. What was found on a pair before is forgotten:
    /// millions of pairs take turns at one `evidence`.
    pub(crate) fn compare(&self, a: &Account<'_>, b: &Account<'_>, evidence: &mut Evidence) {
        let main = a.happening.main && b.happening.main;
        evidence.main = main;
        let found = &mut evidence.found;
        found.clear();
        found.push((Feature::Base, FULL));
        let (of_a, of_b) = (a.happening.report, b.happening.report);
        if main {
            let likeness = a.wording.views.likeness(&b.wording.views);
            found.push((Feature::Text, thousandths(likeness.all)));
            found.push((Feature::Names, thousandths(likeness.names)));
            found.push((Feature::Lead, thousandths(likeness.lead)));
        } else {
            let inside =
                |one: &Account<'_>, other: &Account<'_>| match (one.happening.main, other.happening.main) {
                    (true, _) => 0.0,
                    (_, true) => one.passage().found_in(&other.wording.views.all),
                    _ => one.passage().found_in(other.passage()),
                };
            found.push((Feature::Passage, thousandths(inside(a, b).max(inside(b, a)))));
        }
        let (report_a, report_b) = (&self.block.reports[of_a], &self.block.reports[of_b]);
        if report_a.outlet.is_some() && report_a.outlet == report_b.outlet {
            found.push((Feature::OneOutlet, FULL));
        }
        if self.family[of_a] == self.family[of_b] {
            found.push((Feature::Copies, FULL));
        }
        if self.are_one_text(of_a, of_b) {
            let parts = [a, b].map(|account| account.happening.claims.iter().map(|claim| &claim.key));
            let [one, other] = parts;
            let one_part = main || (a.happening.main == b.happening.main && one.eq(other));
            found.push((if one_part { Feature::OneText } else { Feature::OtherPart }, FULL));
        }
        let written = match (report_a.dated, report_b.dated) {
            (Some(a), Some(b)) => match b.days_since(a).abs() {
                0 => Some(Feature::WrittenSameDay),
                1 => Some(Feature::WrittenNextDay),
                2..=4 => Some(Feature::WrittenSameDays),
                5..=7 => Some(Feature::WrittenSameWeek),
                8..=14 => Some(Feature::WrittenNextWeek),
                15..=30 => Some(Feature::WrittenSameMonth),
                _ => None,
            },
            _ => Some(Feature::WrittenUnknown),
        };
        let kind = (!a.happening.claims.is_empty() && !b.happening.claims.is_empty())
            .then(|| kinship(a.happening.kind, b.happening.kind));
        let kind = match kind {
            Some(Kinship::Same) => Some(Feature::SameKind),
            Some(Kinship::Strange) => Some(Feature::OtherKind),
            _ => None,
        };
        let lie = lie(a, b);
        let place = of_place(lie);
        let days = days(a, b).map(|days| {
            if days == Feature::NextDay && repeats(a, b, lie) { Feature::StatementDay } else { days }
        });
        let days = days.or_else(|| {
            let told_by = |told: &Account<'_>, other: usize| {
                let (start, end) = told.happening.time?;
                let written = self.block.reports[other].dated?;
                let own = self.block.reports[told.happening.report].dated;
                let news = own.is_some_and(|own| own >= start && own.days_since(end) <= NEWS_DAYS);
                if news && start.days_since(written) > MISREAD_DAYS {
                    return Some(Feature::NotYet);
                }
                (written < start || written.days_since(end) > NEWS_DAYS).then_some(Feature::NotItsNews)
            };
            match (a.happening.time, b.happening.time) {
                (Some(_), None) => told_by(a, of_b),
                (None, Some(_)) => told_by(b, of_a),
                _ => None,
            }
        });
        let whole = [written, days, place, kind].into_iter().flatten();
        found.extend(whole.map(|feature| (feature, FULL)));
        match died_of_it(a, b, place) || died_of_it(b, a, place) {
            true => found.push((Feature::DiedOfIt, FULL)),
            false => figures(a, b, found),
        }
        let shared = |a: &[String], b: &[String]| a.iter().any(|key| b.binary_search(key).is_ok());
        if shared(&a.parties, &b.parties) {
            found.push((Feature::SameParty, FULL));
        } else if !a.parties.is_empty() && !b.parties.is_empty() {
            found.push((Feature::OtherParty, FULL));
        }
        if shared(&a.targets, &b.targets) {
            found.push((Feature::SameTarget, FULL));
        }
        let (persons, others) = (&a.wording.persons, &b.wording.persons);
        if main && !persons.is_empty() && !others.is_empty() {
            let same = n_shared(persons, others) > 0;
            found.push((if same { Feature::SamePerson } else { Feature::OtherPerson }, FULL));
        }
    }

    /// Whether two reports print one text, but for some words, as news of one happening. A text that is
    /// printed again after months is another year's, and a bulletin of two lines is another day's.
    fn are_one_text(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.accounts.wordings[a], &self.accounts.wordings[b]);
        let (runs, others) = (&one.runs, &other.runs);
        let n = runs.len().max(others.len());
        let days = self.block.written[a].zip(self.block.written[b]).map_or(0, |(a, b)| (a - b).abs());
        // Pages that tell next to nothing are alike in what frames them.
        let tell_one_thing = || Told::overlap(&one.told, &other.told) >= ONE_TEXT;
        let nearly = || {
            self.family[a] == self.family[b]
                && n_shared(runs, others) as f64 >= ONE_TEXT * n as f64
                && tell_one_thing()
        };
        days <= if n < BULLETIN { 1 } else { MISREAD_DAYS } && (runs == others && n > 0 || nearly())
    }

    /// The same in words, for a person.
    pub(crate) fn reasons(&self, evidence: &Evidence, a: &Account<'_>, b: &Account<'_>) -> Vec<String> {
        let mut reasons = Vec::new();
        for &(feature, strength) in &evidence.found {
            // The plain cosine or share is what people know; the feature is its square root.
            let share = f64::from(strength * strength) / 1e6;
            let reason = match feature {
                Feature::Text if strength > 0 => {
                    let report = &self.block.reports[a.happening.report];
                    let terms = a.wording.views.all.strongest_shared(&b.wording.views.all, 4);
                    let terms = spellings(report.title.unwrap_or(""), report.text, &terms);
                    format!("texts alike at {share:.2}, most by {}", terms.join(", "))
                }
                Feature::Names if strength > 0 => format!("names alike at {share:.2}"),
                Feature::Lead if strength > 0 => format!("headlines and leads alike at {share:.2}"),
                Feature::Passage if strength > 0 => {
                    format!("the other report has {share:.2} of the passage's words")
                }
                Feature::OneOutlet => "two reports of one outlet".to_owned(),
                Feature::Copies => "copies of one text".to_owned(),
                Feature::OneText => "one text, word for word or nearly so".to_owned(),
                Feature::OtherPart => "two things that one text tells apart".to_owned(),
                Feature::WrittenSameDay => "written on one day".to_owned(),
                Feature::WrittenNextDay => "written on the next day".to_owned(),
                Feature::WrittenSameDays => "written within four days".to_owned(),
                Feature::WrittenSameWeek => "written within a week".to_owned(),
                Feature::WrittenNextWeek => "written within two weeks".to_owned(),
                Feature::WrittenSameMonth => "written within a month".to_owned(),
                Feature::WrittenUnknown => "one report bears no date".to_owned(),
                Feature::SameDay | Feature::DaysMeet => format!("both of {}", self.span(a, b)),
                Feature::StatementDay => {
                    format!("days next to each other, as of an event and a statement: {}", self.span(a, b))
                }
                Feature::NextDay => "days next to each other".to_owned(),
                Feature::DaysApart | Feature::DaysFar => format!("different days: {}", self.span(a, b)),
                Feature::NotItsNews => format!("{} is not what the other reports as news", self.span(a, b)),
                Feature::NotYet => format!("one report was written before {}", self.span(a, b)),
                Feature::SamePlace => format!("both at {}", place_name(a)),
                Feature::NearPlace
                | Feature::PlaceApart
                | Feature::PlaceFar
                | Feature::PlaceWithin
                | Feature::OtherName => places(feature, a, b),
                Feature::SameKind => format!("both {}", a.happening.kind),
                Feature::OtherKind => {
                    format!("{} against {}", a.happening.kind, b.happening.kind)
                }
                Feature::SameFigure => equal_counts(a, b),
                Feature::CloseFigure => "figures close enough for one growing count".to_owned(),
                Feature::FarFigure => "figures too far apart for one count".to_owned(),
                Feature::DiedOfIt => "one tells of wounded who died, the other of the wounded".to_owned(),
                Feature::SameParty => "the same perpetrator".to_owned(),
                Feature::OtherParty => "different perpetrators named".to_owned(),
                Feature::SameTarget => "the same target".to_owned(),
                // Without the name: links are printed and exported, and the dead have families.
                Feature::SamePerson => "both name the same person, by age or as identified".to_owned(),
                Feature::OtherPerson => "they name different persons by age or as identified".to_owned(),
                Feature::Base | Feature::Text | Feature::Names | Feature::Lead | Feature::Passage => continue,
            };
            reasons.push(reason);
        }
        reasons
    }

    fn span(&self, a: &Account<'_>, b: &Account<'_>) -> String {
        let of = |account: &Account<'_>| match account.happening.time {
            Some((start, end)) if start == end => start.to_string(),
            Some((start, end)) => format!("{start} to {end}"),
            None => "an unknown day".to_owned(),
        };
        let (a, b) = (of(a), of(b));
        if a == b { a } else { format!("{a} and {b}") }
    }
}

/// How the places of two happenings lie to each other.
fn lie(a: &Account<'_>, b: &Account<'_>) -> Lie {
    let (Some(of_a), Some(of_b)) = (a.happening.place, b.happening.place) else { return Lie::Unknown };
    let spellings = || a.spellings.as_ref().zip(b.spellings.as_ref());
    lie_of(of_a, of_b, || spellings().is_some_and(|(a, b)| a.meet(b)))
}

/// How the days of two happenings lie to each other, as far as both texts tell.
fn days(a: &Account<'_>, b: &Account<'_>) -> Option<Feature> {
    let (a, b) = (a.happening.time?, b.happening.time?);
    let between = a.0.days_since(b.1).max(b.0.days_since(a.1));
    Some(match between {
        ..=0 if a == b && a.0 == a.1 => Feature::SameDay,
        ..=0 => Feature::DaysMeet,
        1 => Feature::NextDay,
        2 | 3 => Feature::DaysApart,
        _ => Feature::DaysFar,
    })
}

/// Whether one account tells only of wounded who died, and the other of as many wounded or more, at a place
/// and in days that can be theirs.
fn died_of_it(died: &Account<'_>, of: &Account<'_>, place: Option<Feature>) -> bool {
    let Some(n) = died.only_died.filter(|_| of.only_died.is_none()) else { return false };
    let hurt = |claim: &&Claim| claim.kind == Kind::Wounded && claim.figure.n.is_none_or(|hurt| hurt >= n);
    of.happening.claims.iter().any(hurt)
        && !matches!(place, Some(Feature::PlaceApart | Feature::PlaceFar | Feature::OtherName))
        && !matches!(days(died, of), Some(Feature::NextDay | Feature::DaysApart | Feature::DaysFar))
}

fn of_place(lie: Lie) -> Option<Feature> {
    match lie {
        Lie::Same => Some(Feature::SamePlace),
        Lie::Near => Some(Feature::NearPlace),
        Lie::Within => Some(Feature::PlaceWithin),
        Lie::Unknown => None,
        Lie::OtherName => Some(Feature::OtherName),
        Lie::Apart => Some(Feature::PlaceApart),
        Lie::Far => Some(Feature::PlaceFar),
    }
}

fn place_name<'p>(account: &'p Account<'_>) -> &'p str {
    account.happening.place.map_or("an unknown place", shown)
}

fn places(feature: Feature, a: &Account<'_>, b: &Account<'_>) -> String {
    let (one, other) = (place_name(a), place_name(b));
    if feature == Feature::PlaceWithin {
        return format!("{one} and {other}, one within the other or in one region");
    }
    let apart = a.happening.place.zip(b.happening.place).and_then(|(a, b)| kilometres(a, b));
    match apart {
        Some(km) => format!("{one} and {other}, {km:.0} km apart"),
        None => format!("different places: {one} and {other}"),
    }
}

fn shared_counts<'c>(a: &'c Account<'_>, b: &'c Account<'_>) -> impl Iterator<Item = &'c Count> {
    a.counts.iter().filter(|count| count.n > 1 && b.counts.binary_search(count).is_ok())
}

/// Whether two accounts of one place give the same figures, so telling that no second event has them:
/// one of eight or more, or two.
fn repeats(a: &Account<'_>, b: &Account<'_>, lie: Lie) -> bool {
    let one_place = matches!(lie, Lie::Same | Lie::Near | Lie::Within);
    let (mut n, mut large) = (0, false);
    for count in shared_counts(a, b) {
        (n, large) = (n + 1, large || count.n >= 8);
    }
    one_place && (large || n > 1)
}

fn equal_counts(a: &Account<'_>, b: &Account<'_>) -> String {
    let counts: Vec<String> =
        shared_counts(a, b).map(|count| format!("{} {} {}", count.kind, count.object, count.n)).collect();
    format!("the same figures: {}", counts.join(", "))
}

/// The largest number of people killed, or else wounded, where both accounts have one.
fn worst(a: &Account<'_>, b: &Account<'_>) -> Option<(u64, u64)> {
    let of = |account: &Account<'_>, kind: Kind| {
        let people = |count: &&Count| count.kind == kind && count.object == Object::People;
        account.counts.iter().filter(people).map(|count| count.n).max()
    };
    let both = |kind| of(a, kind).zip(of(b, kind));
    both(Kind::Killed).or_else(|| both(Kind::Wounded))
}

fn figures(a: &Account<'_>, b: &Account<'_>, found: &mut Vec<(Feature, i32)>) {
    // An equal number tells by its size: full from 16 on.
    let size = shared_counts(a, b).map(|count| (count.n.ilog2() as i32 * 250).min(FULL)).max();
    if let Some(size) = size {
        found.push((Feature::SameFigure, size));
    }
    if let Some((one, other)) = worst(a, b).filter(|(one, other)| one != other) {
        let (low, high) = (one.min(other), one.max(other));
        if high - low <= 2 || high * 2 <= low * 3 {
            found.push((Feature::CloseFigure, FULL));
        } else if high >= low * 3 && size.is_none() {
            found.push((Feature::FarFigure, FULL));
        }
    }
}

impl Evidence {
    /// Whether two accounts can be one happening at all: two towns far apart or days that do not
    /// touch, both told by the texts, speak against it whatever the words.
    pub(crate) fn excluded(&self) -> bool {
        !self.main
            && [Feature::PlaceFar, Feature::PlaceApart, Feature::DaysApart, Feature::DaysFar]
                .iter()
                .any(|&feature| self.has(feature))
    }
}
