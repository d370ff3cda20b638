//! The three models by which MAVERICK's report-level table becomes one of events.

use super::numbers::sum;
use super::{Aggregation, Column, Rule, Table, TableError};

/// How many actors a row has room for.
pub(super) const N_ACTORS: usize = 6;

/// The roles whose sums decide between them, in the order of [`Role`].
const ROLES: [&str; 4] = ["initiator", "perpetrator", "intervener", "bystander"];

/// Which single row stands for an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    /// The least that the reports agree on: coarsest place and actors, widest dates, lowest figures.
    MostConservative,
    /// The most that any report tells: finest place and actors, narrowest dates, highest figures.
    MostInformative,
    /// What most reports say.
    MostRepresentative,
}

impl Model {
    /// Every model, in the order of the package's documentation.
    pub const ALL: &'static [Self] =
        &[Self::MostConservative, Self::MostInformative, Self::MostRepresentative];

    /// What the column `aggregation` says.
    pub fn name(self) -> &'static str {
        match self {
            Self::MostConservative => "Most-conservative",
            Self::MostInformative => "Most-informative",
            Self::MostRepresentative => "Most-representative",
        }
    }

    /// The model's rules for the columns that the table has, by `event_id`, with the tie-breaks
    /// `source_classification` and `certain` as far as the table has them. A place or actor whose
    /// precision the table lacks has no rule but in the most representative model.
    pub fn aggregation(self, table: &Table) -> Aggregation {
        let has = |name: &str| table.get(name).is_some();
        let tie_break = |name: &str| has(name).then(|| name.to_owned());
        let mut aggregation = Aggregation {
            by: "event_id".to_owned(),
            tie_breaks: [tie_break("source_classification"), tie_break("certain")],
            name: Some(self.name().to_owned()),
            rules: Vec::new(),
        };
        let mut add = |rule: &Rule, variable: String| {
            let precision = match rule {
                Rule::LeastPrecise { by } | Rule::MostPrecise { by } => has(by),
                _ => true,
            };
            if precision && has(&variable) {
                aggregation.rules.push((variable, rule.clone()));
            }
        };
        let mut add_all = |rule: Rule, variables: &[&str]| {
            variables.iter().for_each(|variable| add(&rule, (*variable).to_owned()));
        };
        add_all(Rule::Mode, &["country", "election", "event_context", "target"]);
        add_all(self.told("geo_precision", Rule::Mode), &["city", "location"]);
        add_all(self.told("geo_precision", Rule::NumericMode), &["latitude", "longitude", "geo_precision"]);
        let [start, end] = match self {
            Self::MostConservative => [Rule::Min, Rule::Max],
            Self::MostInformative => [Rule::Max, Rule::Min],
            Self::MostRepresentative => [Rule::DateMode, Rule::DateMode],
        };
        add_all(start, &["date_start"]);
        add_all(end, &["date_end"]);
        add_all(self.counted(Rule::NumericMode), &["deaths_best", "deaths_low", "deaths_high"]);
        add_all(self.counted(Rule::NumericMode), &["injuries_best", "injuries_low", "injuries_high"]);
        add_all(self.counted(Rule::BinaryMode), &["displacement", "damage"]);
        add_all(Rule::Max, &["certain1", "certain2", "certain3", "certain4", "certain5", "certain6"]);
        add_all(Rule::CombineStrings, &["source"]);
        for actor in 1..=N_ACTORS {
            let told = self.told(&format!("actor{actor}_precision"), Rule::Mode);
            for part in ["", "_id", "_type", "_subtype", "_party"] {
                add(&told, format!("actor{actor}{part}"));
            }
            let violence = if self == Self::MostInformative { Rule::CombineStrings } else { told };
            add(&violence, format!("actor{actor}_violence"));
            add(&self.counted(Rule::NumericMode), format!("actor{actor}_victim"));
            for role in ROLES {
                add(&Rule::Sum, format!("actor{actor}_{role}"));
            }
        }
        aggregation
    }

    /// What is told more or less precisely.
    fn told(self, precision: &str, representative: Rule) -> Rule {
        match self {
            Self::MostConservative => Rule::LeastPrecise { by: precision.to_owned() },
            Self::MostInformative => Rule::MostPrecise { by: precision.to_owned() },
            Self::MostRepresentative => representative,
        }
    }

    /// What is counted.
    fn counted(self, representative: Rule) -> Rule {
        match self {
            Self::MostConservative => Rule::Min,
            Self::MostInformative => Rule::Max,
            Self::MostRepresentative => representative,
        }
    }

    /// One row for each event: [`Model::aggregation`], then `certain` as the sum of its six criteria, the
    /// roles of the actors from their sums, the text `NA` in `actorK_violence` made missing, and the
    /// columns in the order of the table.
    ///
    /// Columns that the table lacks are not made. A role that it lacks counts as one that no report gives.
    /// Where no report has a number, the lowest and the highest are missing: the package would give
    /// infinities, which MAVERICK, whose figures are never missing, does not come to.
    ///
    /// # Errors
    /// Where the table has no `event_id`, or a column holds no cells of the kind that its rule needs.
    pub fn aggregate(self, table: &Table) -> Result<Table, TableError> {
        let mut events = self.aggregation(table).run(table)?;
        forget_infinities(&mut events);
        add_certain(&mut events)?;
        give_roles(&mut events)?;
        for actor in 1..=N_ACTORS {
            let name = format!("actor{actor}_violence");
            if let Some(Column::Text(cells)) = events.get(&name) {
                let kept = cells.iter().map(|cell| cell.clone().filter(|words| words != "NA")).collect();
                events.put(&name, Column::Text(kept));
            }
        }
        let order: Vec<&str> = table.names().filter(|name| *name != "event_id").collect();
        events.reorder(&[&["event_id"], &order[..]].concat());
        Ok(events)
    }
}

/// Makes every number missing that is none of a report's.
fn forget_infinities(events: &mut Table) {
    let names: Vec<String> = events.names().map(str::to_owned).collect();
    for name in names {
        if let Some(Column::Number(cells)) = events.get(&name) {
            let known = cells.iter().map(|cell| cell.filter(|number| number.is_finite())).collect();
            events.put(&name, Column::Number(known));
        }
    }
}

/// The sum of the criteria that make an event election-related, where the table has any.
fn add_certain(events: &mut Table) -> Result<(), TableError> {
    let criteria: Vec<Vec<Option<f64>>> = (1..=6)
        .map(|criterion| format!("certain{criterion}"))
        .filter_map(|name| Some(events.get(&name)?.numbers(&name, "a sum")))
        .collect::<Result<_, _>>()?;
    if !criteria.is_empty() {
        let total = |row: usize| Some(sum(criteria.iter().filter_map(|criterion| criterion[row])));
        events.put("certain", Column::Number((0..events.n_rows()).map(total).collect()));
    }
    Ok(())
}

/// Turns the sums of the roles into roles, 0 or 1, missing where there is no such actor.
fn give_roles(events: &mut Table) -> Result<(), TableError> {
    let mut sums: Vec<[Option<Vec<Option<f64>>>; 4]> = Vec::with_capacity(N_ACTORS);
    let mut is_there: Vec<Vec<bool>> = Vec::with_capacity(N_ACTORS);
    for actor in 1..=N_ACTORS {
        let mut of_actor = [const { None }; 4];
        for (sums, role) in of_actor.iter_mut().zip(ROLES) {
            let name = format!("actor{actor}_{role}");
            *sums = events.get(&name).map(|column| column.numbers(&name, "a role")).transpose()?;
        }
        sums.push(of_actor);
        let named = events
            .get(&format!("actor{actor}"))
            .map(|column| column.cells().map(|cell| cell != super::Cell::Missing).collect());
        is_there.push(named.unwrap_or_else(|| vec![true; events.n_rows()]));
    }
    let roles: Vec<[[f64; 4]; N_ACTORS]> = (0..events.n_rows())
        .map(|row| {
            roles(std::array::from_fn(|actor| {
                sums[actor].each_ref().map(|sums| sums.as_ref().and_then(|sums| sums[row]).unwrap_or(0.0))
            }))
        })
        .collect();
    for actor in 0..N_ACTORS {
        for (at, role) in ROLES.iter().enumerate().filter(|(at, _)| sums[actor][*at].is_some()) {
            let given = |row: usize| is_there[actor][row].then(|| roles[row][actor][at]);
            let column = Column::Number((0..events.n_rows()).map(given).collect());
            events.put(&format!("actor{}_{role}", actor + 1), column);
        }
    }
    Ok(())
}

/// The roles of an event's actors, in the order of [`ROLES`], from how many reports give each.
///
/// One actor initiated it: the one of whom most reports say so. Who was a bystander in any report is no
/// perpetrator; an intervener did not initiate; a bystander did nothing else.
fn roles(sums: [[f64; 4]; N_ACTORS]) -> [[f64; 4]; N_ACTORS] {
    let highest = sums.iter().map(|sums| sums[0]).fold(0.0, f64::max);
    let n_highest = sums.iter().filter(|sums| sums[0] == highest).count();
    sums.map(|[began, acted, intervened, stood_by]| {
        let initiator = began == highest && highest > 0.0 && n_highest == 1;
        let perpetrator = acted > 0.0 && stood_by == 0.0;
        let intervener = intervened > 0.0 && !initiator;
        let bystander = stood_by > 0.0 && !initiator && !perpetrator && !intervener;
        [initiator, perpetrator, intervener, bystander].map(f64::from)
    })
}

/// Whether a column of this name holds numbers in MAVERICK's tables, and in those of
/// [`super::report_table`]: what a CSV file does not say itself.
///
/// ```
/// # use cairn_views::eventreport::is_number_column;
/// assert!(is_number_column("deaths_best") && is_number_column("actor2_victim"));
/// assert!(!is_number_column("date_start") && !is_number_column("actor2_id"));
/// ```
pub fn is_number_column(name: &str) -> bool {
    const NUMBERS: [&str; 14] = [
        "certain",
        "latitude",
        "longitude",
        "geo_precision",
        "deaths_best",
        "deaths_low",
        "deaths_high",
        "injuries_best",
        "injuries_low",
        "injuries_high",
        "displacement",
        "damage",
        "source_classification",
        "sampling",
    ];
    let is_one_of_six = |number: &str| matches!(number, "1" | "2" | "3" | "4" | "5" | "6");
    let of_actor = |rest: &str| {
        let part = rest.split_once('_').filter(|(number, _)| is_one_of_six(number));
        part.is_some_and(|(_, part)| part == "precision" || part == "victim" || ROLES.contains(&part))
    };
    NUMBERS.contains(&name)
        || name == "number_of_sources"
        || name.strip_prefix("certain").is_some_and(is_one_of_six)
        || name.strip_prefix("actor").is_some_and(of_actor)
}

#[cfg(test)]
mod tests {
    use super::{N_ACTORS, roles};

    /// The roles of the first actors; the others have none.
    fn of(sums: &[[f64; 4]]) -> Vec<[f64; 4]> {
        let mut all = [[0.0; 4]; N_ACTORS];
        all[..sums.len()].copy_from_slice(sums);
        roles(all)[..sums.len()].to_vec()
    }

    #[test]
    fn one_actor_initiates_or_none() {
        assert_eq!(of(&[[2.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]]), [[1.0, 0.0, 0.0, 0.0], [0.0; 4]]);
        assert_eq!(of(&[[2.0, 0.0, 0.0, 0.0], [2.0, 0.0, 0.0, 0.0]]), [[0.0; 4]; 2]);
        assert_eq!(of(&[[0.0; 4]]), [[0.0; 4]]);
    }

    #[test]
    fn a_bystander_is_nothing_else() {
        // A bystander in one report is no perpetrator; but then it is a bystander.
        assert_eq!(of(&[[0.0, 3.0, 0.0, 1.0]]), [[0.0, 0.0, 0.0, 1.0]]);
        assert_eq!(of(&[[0.0, 3.0, 1.0, 1.0]]), [[0.0, 0.0, 1.0, 0.0]]);
        assert_eq!(of(&[[1.0, 3.0, 2.0, 0.0]]), [[1.0, 1.0, 0.0, 0.0]]);
    }
}
