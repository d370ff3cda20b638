use super::{json_lines, open};
use crate::args::Args;
use crate::failure::Failure;
use cairn_views::eventreport::{
    Grades, MISSING, Model, Table, TableError, aggregation_diagnostics, report_table, write,
};
use std::io::Write;

/// The columns by which rows are told apart: nothing to disagree about.
const NAMES: [&str; 2] = ["id", "event_id"];

/// Writes the reports of all incidents, how far they differ, or what a model makes of them.
pub fn eventreport(
    args: &Args,
    model: Option<Model>,
    are_compared: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let told = report_table(&open(args)?, &Grades::new()).map_err(Failure::of_view(&args.db))?;
    let table = match model {
        Some(model) => model.aggregate(&told.table).map_err(broken)?,
        None if are_compared => differences(&told.table).map_err(broken)?,
        None if args.json => return json_lines(told.grounds, out),
        None => told.table,
    };
    write(&table, MISSING, out).map_err(broken)
}

fn differences(table: &Table) -> Result<Table, TableError> {
    let variables: Vec<&str> = table.names().filter(|name| !NAMES.contains(name)).collect();
    aggregation_diagnostics(table, "event_id", &variables)
}

fn broken(fault: TableError) -> Failure {
    Failure::new(fault.to_string(), "this build is broken; please report it")
}
