//! One row for each event, each variable by a rule of its own.

use super::numbers::sum;
use super::{
    Column, Table, TableError, TieBreaks, binary_mode, combine_strings, date_mode, groups, least_precise,
    mode_of_given, most_precise, numeric_mode,
};

/// How the cells of an event's reports become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// [`super::mode`], of text.
    Mode,
    /// [`mode_of_given`], of text.
    ModeOfGiven,
    /// [`binary_mode`], of numbers.
    BinaryMode,
    /// [`date_mode`], of text.
    DateMode,
    /// [`numeric_mode`], of numbers.
    NumericMode,
    /// [`combine_strings`], of text; a column of numbers gives the empty text.
    CombineStrings,
    /// The largest value that is not missing, of texts by their bytes. Where all are missing: minus
    /// infinity for numbers, missing for texts.
    Max,
    /// The smallest value that is not missing, of texts by their bytes. Where all are missing: infinity
    /// for numbers, missing for texts.
    Min,
    /// [`least_precise`], by a column of numbers.
    LeastPrecise {
        /// The column that tells how precise each report is, higher meaning more.
        by: String,
    },
    /// [`most_precise`], by a column of numbers.
    MostPrecise {
        /// The column that tells how precise each report is, higher meaning more.
        by: String,
    },
    /// The sum of the numbers that are not missing, 0 where there is none.
    Sum,
}

impl Rule {
    /// Its place among the rules: the order of the columns in the result.
    fn rank(&self) -> usize {
        match self {
            Self::Mode => 0,
            Self::ModeOfGiven => 1,
            Self::BinaryMode => 2,
            Self::DateMode => 3,
            Self::NumericMode => 4,
            Self::CombineStrings => 5,
            Self::Max => 6,
            Self::Min => 7,
            Self::LeastPrecise { .. } => 8,
            Self::MostPrecise { .. } => 9,
            Self::Sum => 10,
        }
    }
}

/// A call of the package's `aggregateData`.
///
/// Every rule sees the reports' own cells. (In the package a later rule sees what an earlier one made
/// of a column; this matters only where a precision or tie-break is itself aggregated before its use.)
/// A column with two rules has the later one's values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aggregation {
    /// The column whose equal values make an event.
    pub by: String,
    /// Variables with their rules.
    pub rules: Vec<(String, Rule)>,
    /// Columns of numbers that decide between equally frequent values, the first one first; higher wins.
    pub tie_breaks: [Option<String>; 2],
    /// What the column `aggregation` of the result says; without it there is no such column.
    pub name: Option<String>,
}

impl Aggregation {
    /// Adds one rule for several variables.
    pub fn with<'v>(mut self, rule: &Rule, variables: impl IntoIterator<Item = &'v str>) -> Self {
        self.rules.extend(variables.into_iter().map(|variable| (variable.to_owned(), rule.clone())));
        self
    }

    /// One row for each event, in the order of [`groups`]: the grouping column, the variables by rule, then
    /// `number_of_sources` (how many reports), `unit_of_analysis` (`Event`) and `aggregation`. A variable
    /// of one of these three names has the added values.
    ///
    /// # Errors
    /// Where the table has no such column, or a column holds no cells of the kind that its rule needs.
    pub fn run(&self, table: &Table) -> Result<Table, TableError> {
        let groups = groups(table, &self.by)?;
        let ties = |at: usize| -> Result<Option<Vec<Option<f64>>>, TableError> {
            let column = self.tie_breaks[at].as_deref();
            column.map(|name| table.column(name)?.numbers(name, "a tie-break")).transpose()
        };
        let ties = [ties(0)?, ties(1)?];
        let events: Vec<Event<'_>> = groups.rows.iter().map(|rows| Event::new(rows, &ties)).collect();
        let mut found = Table::new(groups.rows.len());
        found.put(&self.by, groups.keys.clone());
        let mut rules: Vec<&(String, Rule)> = self.rules.iter().collect();
        rules.sort_by_key(|(_, rule)| rule.rank());
        for (variable, rule) in rules {
            found.put(variable, apply(table, variable, rule, &events)?);
        }
        let n_reports = groups.rows.iter().map(|rows| Some(rows.len() as f64)).collect();
        found.put("number_of_sources", Column::Number(n_reports));
        let says = |words: &str| Column::Text(vec![Some(words.to_owned()); groups.rows.len()]);
        found.put("unit_of_analysis", says("Event"));
        match &self.name {
            Some(name) => found.put("aggregation", says(name)),
            None => found.remove("aggregation"),
        }
        Ok(found)
    }
}

/// The reports of one event, with their tie-breaks.
struct Event<'g> {
    rows: &'g [usize],
    ties: [Option<Vec<Option<f64>>>; 2],
}

impl<'g> Event<'g> {
    fn new(rows: &'g [usize], ties: &[Option<Vec<Option<f64>>>; 2]) -> Self {
        let ties =
            ties.each_ref().map(|ties| ties.as_ref().map(|ties| rows.iter().map(|&row| ties[row]).collect()));
        Self { rows, ties }
    }

    fn of<T: Copy>(&self, cells: &[T]) -> Vec<T> {
        self.rows.iter().map(|&row| cells[row]).collect()
    }

    fn ties(&self) -> TieBreaks<'_> {
        TieBreaks { first: self.ties[0].as_deref(), second: self.ties[1].as_deref() }
    }
}

/// One cell for each event.
fn apply(table: &Table, variable: &str, rule: &Rule, events: &[Event<'_>]) -> Result<Column, TableError> {
    let column = table.column(variable)?;
    let texts = |purpose| column.texts(variable, purpose);
    let numbers = |purpose| column.numbers(variable, purpose);
    Ok(match rule {
        Rule::Mode => {
            let cells = texts("a mode")?;
            let mode = |event: &Event<'_>| super::mode(&event.of(&cells), event.ties());
            Column::Text(events.iter().map(mode).collect())
        }
        Rule::ModeOfGiven => {
            let cells = texts("a mode")?;
            let mode = |event: &Event<'_>| Some(mode_of_given(&event.of(&cells), event.ties()));
            Column::Text(events.iter().map(mode).collect())
        }
        Rule::BinaryMode => {
            let cells = numbers("a binary mode")?;
            Column::Number(events.iter().map(|event| binary_mode(&event.of(&cells))).collect())
        }
        Rule::DateMode => {
            let cells = texts("a date mode")?;
            Column::Text(events.iter().map(|event| date_mode(&event.of(&cells))).collect())
        }
        Rule::NumericMode => {
            let cells = numbers("a numeric mode")?;
            Column::Number(events.iter().map(|event| numeric_mode(&event.of(&cells))).collect())
        }
        Rule::CombineStrings if column.is_number() => Column::Text(vec![Some(String::new()); events.len()]),
        Rule::CombineStrings => {
            let cells = texts("combined strings")?;
            let combined = |event: &Event<'_>| Some(combine_strings(&event.of(&cells)));
            Column::Text(events.iter().map(combined).collect())
        }
        Rule::Max => extreme(column, variable, events, f64::NEG_INFINITY, f64::max, |a, b| a.max(b))?,
        Rule::Min => extreme(column, variable, events, f64::INFINITY, f64::min, |a, b| a.min(b))?,
        Rule::LeastPrecise { by } | Rule::MostPrecise { by } => {
            let precision = table.column(by)?.numbers(by, "a precision")?;
            let decide = if matches!(rule, Rule::LeastPrecise { .. }) { least_precise } else { most_precise };
            let cells =
                events.iter().map(|event| decide(&part(column, event), &event.of(&precision), event.ties()));
            join(cells, column.is_number())
        }
        Rule::Sum => {
            let cells = numbers("a sum")?;
            let total = |event: &Event<'_>| Some(sum(event.of(&cells).into_iter().flatten()));
            Column::Number(events.iter().map(total).collect())
        }
    })
}

/// The largest or the smallest value of each event.
fn extreme(
    column: &Column,
    variable: &str,
    events: &[Event<'_>],
    of_none: f64,
    of_two: fn(f64, f64) -> f64,
    of_texts: for<'t> fn(&'t str, &'t str) -> &'t str,
) -> Result<Column, TableError> {
    Ok(if column.is_number() {
        let cells = column.numbers(variable, "an extreme")?;
        let of = |event: &Event<'_>| {
            Some(event.of(&cells).into_iter().flatten().reduce(of_two).unwrap_or(of_none))
        };
        Column::Number(events.iter().map(of).collect())
    } else {
        let cells = column.texts(variable, "an extreme")?;
        let of =
            |event: &Event<'_>| event.of(&cells).into_iter().flatten().reduce(of_texts).map(str::to_owned);
        Column::Text(events.iter().map(of).collect())
    })
}

/// The cells of one event.
fn part(column: &Column, event: &Event<'_>) -> Column {
    match column {
        Column::Text(cells) => Column::Text(event.rows.iter().map(|&row| cells[row].clone()).collect()),
        Column::Number(cells) => Column::Number(event.of(cells)),
    }
}

/// Columns of one cell each as one.
fn join(cells: impl Iterator<Item = Column>, is_number: bool) -> Column {
    let (mut texts, mut numbers) = (Vec::new(), Vec::new());
    for cell in cells {
        match cell {
            Column::Text(cell) => texts.extend(cell),
            Column::Number(cell) => numbers.extend(cell),
        }
    }
    if is_number { Column::Number(numbers) } else { Column::Text(texts) }
}
