use super::column::Value;
use crate::figures::grown;
use cairn_model::{ClaimId, Convention, FigureSeries, Group, Incident, Interval, Kind, Object, OriginId};

/// What one claimant says of one group of people: the figure that holds.
#[derive(Debug, Clone)]
pub(crate) struct Told<'i> {
    pub group: Group,
    pub origin: &'i OriginId,
    pub interval: Interval,
    /// The number that the words name, where they name one.
    pub named: Option<u64>,
    pub claims: &'i [ClaimId],
}

/// The figures that hold, of each claimant and group. A share of a larger figure is left out, unless
/// nobody gives its group as a whole.
pub(crate) fn told(incident: &Incident, kind: Kind, convention: Convention) -> Vec<Told<'_>> {
    let of_people = |series: &&FigureSeries| series.kind == kind && series.object == Object::People;
    let group = |series: &FigureSeries| series.group.unwrap_or(Group::Unspecified);
    let series: Vec<&FigureSeries> = incident.figures.iter().filter(of_people).collect();
    let counts_some = |series: &FigureSeries| series.holds().is_some_and(|held| held.figure.n != Some(0));
    let is_whole = |of: Group| series.iter().any(|series| group(series) == of && counts_some(series));
    series
        .iter()
        .filter_map(|series| {
            let share = || series.share().filter(|_| !is_whole(group(series)));
            let point = series.holds().or_else(share)?;
            Some(Told {
                group: group(series),
                origin: &series.origin.id,
                interval: grown(&incident.figures, kind, group(series), point, convention)?,
                named: point.figure.n_max.or(point.figure.n).map(|n| n.saturating_sub(point.died)),
                claims: &point.claims,
            })
        })
        .collect()
}

/// The figures of all claimants on one kind of harm.
#[derive(Debug, Clone)]
pub(crate) struct Figures<'i>(pub Vec<Told<'i>>);

/// A number, and the claims it was read off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum<'i> {
    pub n: u64,
    pub claims: Vec<&'i ClaimId>,
}

impl Sum<'_> {
    pub(super) fn value(sum: Option<Self>) -> Value {
        sum.map(|sum| Value::new(sum.n).by(sum.claims)).unwrap_or_default()
    }
}

/// Chooses one number among those that several claimants state of one group.
pub(crate) type Choice = fn(&[&Told<'_>]) -> Option<u64>;

/// The lowest number that any claimant's words allow.
pub(crate) fn lowest(told: &[&Told<'_>]) -> Option<u64> {
    told.iter().map(|told| told.interval.low).min()
}

/// The highest number that any claimant's words name: "at least 12" names 12, and allows more.
pub(crate) fn highest(told: &[&Told<'_>]) -> Option<u64> {
    told.iter().map(|told| told.interval.high.or(told.named).unwrap_or(told.interval.low)).max()
}

/// The number that most claimants state; of several the lowest.
pub(crate) fn most_stated(told: &[&Told<'_>]) -> Option<u64> {
    let number = |told: &Told<'_>| told.named.unwrap_or(told.interval.low);
    let n_origins = |n: u64| {
        let mut origins: Vec<&OriginId> =
            told.iter().filter(|told| number(told) == n).map(|told| told.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        origins.len()
    };
    told.iter().map(|told| number(told)).min_by_key(|n| (std::cmp::Reverse(n_origins(*n)), *n))
}

impl<'i> Figures<'i> {
    /// The same without those who say that nobody was harmed, where others count some: a denial is no
    /// count.
    pub fn without_denials(self) -> Self {
        let counts_some = |told: &Told<'_>| told.named != Some(0);
        match self.0.iter().any(counts_some) {
            true => Self(self.0.into_iter().filter(counts_some).collect()),
            false => self,
        }
    }

    /// One number for some groups together: groups are added up; a figure for people of no stated
    /// group may hold the others, so the larger of the two counts.
    pub fn sum(&self, groups: &[Group], choose: Choice) -> Option<Sum<'i>> {
        let of = |group: Group| {
            let told: Vec<&Told<'i>> = self.0.iter().filter(|told| told.group == group).collect();
            let n = choose(&told)?;
            Some(Sum { n, claims: told.iter().flat_map(|told| told.claims).collect() })
        };
        let named =
            groups.iter().filter(|group| **group != Group::Unspecified).filter_map(|group| of(*group));
        let named = named.reduce(|mut all, one| {
            all.n += one.n;
            all.claims.extend(one.claims);
            all
        });
        let rest = groups.contains(&Group::Unspecified).then(|| of(Group::Unspecified)).flatten();
        match (named, rest) {
            (Some(named), Some(rest)) => {
                let n = named.n.max(rest.n);
                Some(Sum { n, claims: named.claims.into_iter().chain(rest.claims).collect() })
            }
            (one, other) => one.or(other),
        }
    }

    /// One number for all people.
    pub fn all(&self, choose: Choice) -> Option<Sum<'i>> {
        self.sum(Group::ALL, choose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures as `group number origin`; `12+` sets no upper end.
    fn check(figures: &[(Group, &str, &str)], expected: [Option<u64>; 3]) {
        let origins: Vec<OriginId> = figures.iter().map(|(.., origin)| OriginId::new(*origin)).collect();
        let told = figures.iter().zip(&origins).map(|((group, figure, _), origin)| {
            let n: u64 = figure.trim_end_matches('+').parse().unwrap();
            let high = (!figure.ends_with('+')).then_some(n);
            Told { group: *group, origin, interval: Interval { low: n, high }, named: Some(n), claims: &[] }
        });
        let figures = Figures(told.collect());
        let choices: [Choice; 3] = [lowest, most_stated, highest];
        let found = choices.map(|choose| figures.all(choose).map(|sum| sum.n));
        assert_eq!(found, expected, "{figures:?}");
    }

    const CIVILIAN: Group = Group::Civilian;
    const FIGHTER: Group = Group::Fighter;
    const PEOPLE: Group = Group::Unspecified;

    #[test]
    fn groups_add_up_and_a_sum_is_not_added_to_its_parts() {
        check(&[(CIVILIAN, "12", "a"), (FIGHTER, "5", "a")], [Some(17); 3]);
        check(&[(CIVILIAN, "12", "a"), (FIGHTER, "5", "a"), (PEOPLE, "17", "b")], [Some(17); 3]);
        check(&[(CIVILIAN, "12", "a"), (PEOPLE, "20", "b")], [Some(20); 3]);
        check(&[], [None; 3]);
    }

    #[test]
    fn the_number_most_claimants_state_is_the_best() {
        let three = [(PEOPLE, "18", "a"), (PEOPLE, "19", "b"), (PEOPLE, "19", "c")];
        check(&three, [Some(18), Some(19), Some(19)]);
        // One claimant who says it twice is one claimant; of numbers as often stated the lower counts.
        let twice = [(PEOPLE, "18", "a"), (PEOPLE, "19", "b"), (PEOPLE, "19", "b")];
        check(&twice, [Some(18), Some(18), Some(19)]);
    }

    #[test]
    fn an_open_end_is_the_number_that_was_named() {
        check(&[(PEOPLE, "12+", "a"), (PEOPLE, "9", "b")], [Some(9), Some(9), Some(12)]);
    }
}
