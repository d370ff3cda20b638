//! How much the reports of one event disagree.
//!
//! Missing counts as a value where values are counted, and so does an empty text; letter case and
//! blanks count. A mean over no event at all is missing (the package gives NaN).

use super::numbers::{mean, standard_deviation, two_decimals};
use super::values::Key;
use super::{Column, Groups, Table, TableError, groups};

/// A measure of disagreement, one number for each variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// How many distinct values an event has beyond the first, on average over all events.
    Dscore,
    /// The same, divided by how many distinct values the variable has in the whole table.
    NormalizedDscore,
    /// The standard deviation of an event's numbers, on average over the events with two or more.
    StandardDeviation,
    /// The largest less the smallest of an event's numbers, on average over the events with any.
    Range,
    /// In which share of the events there are two or more distinct values.
    ShareDisagreement,
    /// Which share of an event's values that are not missing the most frequent one has, on average over
    /// the events with any.
    ModalConfidence,
}

impl Measure {
    /// Every measure, in the order of the columns of [`aggregation_diagnostics`].
    pub const ALL: &'static [Self] = &[
        Self::Dscore,
        Self::NormalizedDscore,
        Self::StandardDeviation,
        Self::Range,
        Self::ShareDisagreement,
        Self::ModalConfidence,
    ];

    /// The name of its column in [`measured`].
    pub fn column(self) -> &'static str {
        match self {
            Self::Dscore | Self::NormalizedDscore => "dscore",
            Self::StandardDeviation => "mean_sd",
            Self::Range => "mean_range",
            Self::ShareDisagreement => "share_disagreement",
            Self::ModalConfidence => "modal_confidence",
        }
    }

    /// The name of its column in [`aggregation_diagnostics`].
    pub fn title(self) -> &'static str {
        match self {
            Self::Dscore => "Mean divergence",
            Self::NormalizedDscore => "Normalized divergence",
            Self::StandardDeviation => "Mean standard deviation",
            Self::Range => "Mean range",
            Self::ShareDisagreement => "Share of events with disagreement (%)",
            Self::ModalConfidence => "Modal confidence (%)",
        }
    }

    /// Whether it can be taken of numbers only.
    pub fn needs_numbers(self) -> bool {
        matches!(self, Self::StandardDeviation | Self::Range)
    }
}

/// The values of one variable in one event.
struct Spread {
    /// How many distinct values, missing counted as one.
    distinct: usize,
    /// How many values that are not missing.
    present: usize,
    /// How often the most frequent of these occurs.
    modal: usize,
}

impl Spread {
    fn of(keys: &[Key<'_>], rows: &[usize]) -> Self {
        let mut values: Vec<Key<'_>> = rows.iter().map(|&row| keys[row]).collect();
        values.sort_unstable();
        let runs = || values.chunk_by(|a, b| a == b);
        let of_present = || runs().filter(|run| run[0] != Key::Missing).map(<[_]>::len);
        Self { distinct: runs().count(), present: of_present().sum(), modal: of_present().max().unwrap_or(0) }
    }

    /// The share of the most frequent value; none where all are missing.
    fn modal_share(&self) -> Option<f64> {
        (self.present > 0).then(|| self.modal as f64 / self.present as f64)
    }
}

/// How many distinct values a column has, missing counted as one.
pub fn n_distinct(column: &Column) -> usize {
    let mut keys = column.keys();
    keys.sort_unstable();
    keys.dedup();
    keys.len()
}

/// How many distinct values each event has beyond the first: one row an event, and for each variable a
/// column `dscore_VARIABLE`. Here alone two doubles that print alike are two values.
///
/// # Errors
/// Where the table has no such column.
pub fn dscore(table: &Table, by: &str, variables: &[&str]) -> Result<Table, TableError> {
    by_event(table, by, variables, "dscore_", |column, groups| {
        let keys = column.exact_keys();
        groups.rows.iter().map(|rows| Some((Spread::of(&keys, rows).distinct - 1) as f64)).collect()
    })
}

/// Which share of each event's values that are not missing is not the most frequent one: one row an
/// event, and a column for each variable; missing where all values are.
///
/// # Errors
/// Where the table has no such column.
pub fn event_level_disagreement(table: &Table, by: &str, variables: &[&str]) -> Result<Table, TableError> {
    by_event(table, by, variables, "", |column, groups| {
        let keys = column.keys();
        groups
            .rows
            .iter()
            .map(|rows| Spread::of(&keys, rows).modal_share().map(|share| 1.0 - share))
            .collect()
    })
}

fn by_event(
    table: &Table,
    by: &str,
    variables: &[&str],
    prefix: &str,
    measure: impl Fn(&Column, &Groups) -> Vec<Option<f64>>,
) -> Result<Table, TableError> {
    let groups = groups(table, by)?;
    let mut found = Table::new(groups.rows.len());
    found.put(by, groups.keys.clone());
    for variable in variables {
        let numbers = measure(table.column(variable)?, &groups);
        found.put(&format!("{prefix}{variable}"), Column::Number(numbers));
    }
    Ok(found)
}

/// A measure of each variable: one row a variable, columns `variable` and [`Measure::column`].
///
/// # Errors
/// Where the table has no such column, or a column holds text and the measure needs numbers.
pub fn measured(table: &Table, by: &str, variables: &[&str], measure: Measure) -> Result<Table, TableError> {
    let groups = groups(table, by)?;
    let numbers: Vec<Option<f64>> = variables
        .iter()
        .map(|variable| over_events(table.column(variable)?, variable, &groups, measure))
        .collect::<Result<_, _>>()?;
    let mut found = Table::new(variables.len());
    found.put("variable", names(variables));
    found.put(measure.column(), Column::Number(numbers));
    Ok(found)
}

/// All six measures of each variable, in two decimals: one row a variable, columns `Variable` and
/// [`Measure::title`], all of text; an empty cell where there is none. The two columns whose names end
/// in `(%)` hold shares, as in the package.
///
/// # Errors
/// Where the table has no such column.
pub fn aggregation_diagnostics(table: &Table, by: &str, variables: &[&str]) -> Result<Table, TableError> {
    let groups = groups(table, by)?;
    let mut found = Table::new(variables.len());
    found.put("Variable", names(variables));
    for &measure in Measure::ALL {
        let mut cells = Vec::with_capacity(variables.len());
        for variable in variables {
            let column = table.column(variable)?;
            let number = if measure.needs_numbers() && !column.is_number() {
                None
            } else {
                over_events(column, variable, &groups, measure)?
            };
            cells.push(Some(number.map(two_decimals).unwrap_or_default()));
        }
        found.put(measure.title(), Column::Text(cells));
    }
    Ok(found)
}

fn names(variables: &[&str]) -> Column {
    Column::Text(variables.iter().map(|variable| Some((*variable).to_owned())).collect())
}

fn over_events(
    column: &Column,
    variable: &str,
    groups: &Groups,
    measure: Measure,
) -> Result<Option<f64>, TableError> {
    let of_each: Vec<f64> = match measure {
        Measure::StandardDeviation => {
            let numbers = column.numbers(variable, "a standard deviation")?;
            of_present(&numbers, groups).filter_map(|present| standard_deviation(&present)).collect()
        }
        Measure::Range => {
            let numbers = column.numbers(variable, "a range")?;
            of_present(&numbers, groups).filter_map(|present| range(&present)).collect()
        }
        _ => {
            let keys = column.keys();
            let spreads = groups.rows.iter().map(|rows| Spread::of(&keys, rows));
            match measure {
                Measure::ShareDisagreement => spreads.map(|spread| f64::from(spread.distinct > 1)).collect(),
                Measure::ModalConfidence => spreads.filter_map(|spread| spread.modal_share()).collect(),
                _ => spreads.map(|spread| (spread.distinct - 1) as f64).collect(),
            }
        }
    };
    let mean = mean(&of_each);
    Ok(match measure {
        Measure::NormalizedDscore => mean.map(|mean| mean / n_distinct(column) as f64),
        _ => mean,
    })
}

/// The numbers of each event that are not missing.
fn of_present(numbers: &[Option<f64>], groups: &Groups) -> impl Iterator<Item = Vec<f64>> {
    groups.rows.iter().map(|rows| rows.iter().filter_map(|&row| numbers[row]).collect())
}

fn range(numbers: &[f64]) -> Option<f64> {
    let largest = numbers.iter().copied().reduce(f64::max)?;
    let smallest = numbers.iter().copied().reduce(f64::min)?;
    Some(largest - smallest)
}
