//! Report-level tables to diagnostics and aggregations, one CSV file a table, named as the peer's results
//! on the same input are.

use anyhow::{Context, Result, bail};
use cairn_views::eventreport::{
    Aggregation, Measure, Model, Rule, Table, aggregation_diagnostics, dscore, event_level_disagreement,
    is_number_column, measured, read, write,
};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

/// How the corpus writes a missing cell.
const MISSING: &str = r"\N";

const EVENT: &str = "event_id";

/// What is made of one input.
struct Plan {
    /// How the names of its tables begin.
    prefix: &'static str,
    /// The column by which its reports are grouped.
    by: &'static str,
    /// Columns that are neither diagnosed nor aggregated.
    aside: &'static [&'static str],
    /// What is aggregated, beside the diagnostics.
    aggregated: Aggregated,
}

/// The aggregations of an input, with the columns of the rules that take only some.
enum Aggregated {
    /// None.
    Nothing,
    /// One of all kinds, by the city.
    Mixed,
    /// One table a rule.
    ByRule(Variables),
}

/// The columns of each rule.
struct Variables {
    texts: Texts,
    binary: &'static [&'static str],
    dates: &'static [&'static str],
    numeric: &'static [&'static str],
    strings: &'static [&'static str],
    /// Columns with their precision.
    precise: &'static [(&'static str, &'static str)],
    /// Whether MAVERICK's models are made.
    models: bool,
}

/// The columns of the modes of text.
enum Texts {
    /// All but the ids.
    All,
    /// These.
    Only(&'static [&'static str]),
}

const FULL: Plan = Plan {
    prefix: "full",
    by: EVENT,
    aside: &[],
    aggregated: Aggregated::ByRule(Variables {
        texts: Texts::All,
        binary: &["displacement", "damage", "certain1", "actor1_victim"],
        dates: &["date_start", "date_end"],
        numeric: &[
            "latitude",
            "longitude",
            "geo_precision",
            "actor2_precision",
            "deaths_best",
            "injuries_best",
        ],
        strings: &[
            "source",
            "city",
            "location",
            "actor1",
            "actor1_violence",
            "event_context",
            "source_author",
        ],
        precise: &[
            ("city", "geo_precision"),
            ("location", "geo_precision"),
            ("latitude", "geo_precision"),
            ("longitude", "geo_precision"),
            ("actor1", "actor1_precision"),
            ("actor1_violence", "actor1_precision"),
            ("actor2", "actor2_precision"),
        ],
        models: true,
    }),
};

const EDGE: Plan = Plan {
    prefix: "edge",
    by: EVENT,
    aside: &["why"],
    aggregated: Aggregated::ByRule(Variables {
        texts: Texts::Only(&["city", "actor1", "date_start"]),
        binary: &["displacement"],
        dates: &["date_start"],
        numeric: &["latitude", "deaths_best"],
        strings: &["source", "city"],
        precise: &[("city", "geo_precision"), ("actor1", "actor1_precision")],
        models: false,
    }),
};

const SMALL: Plan = Plan { prefix: "small", by: EVENT, aside: &[], aggregated: Aggregated::Nothing };

const SMALL_BY_CITY: Plan = Plan {
    prefix: "smallcity",
    by: "city",
    aside: &["id", "country", "location", "date_start", "source"],
    aggregated: Aggregated::Mixed,
};

/// What is made of a file, by its name.
fn plans(input: &Path) -> Result<&'static [Plan]> {
    Ok(match input.file_stem().and_then(|stem| stem.to_str()) {
        Some("reports") => &[FULL],
        Some("reports_small") => &[SMALL, SMALL_BY_CITY],
        Some("edge") => &[EDGE],
        _ => bail!("{}: expected reports.csv, reports_small.csv or edge.csv", input.display()),
    })
}

/// Reads one input and writes its tables into the folder; gives how many they are.
///
/// # Errors
/// Where the input cannot be read, or a table not be made or written.
pub fn run(input: &Path, folder: &Path) -> Result<usize> {
    let file = File::open(input).with_context(|| format!("cannot open {}", input.display()))?;
    let table = read(file, MISSING, is_number_column).with_context(|| input.display().to_string())?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut n_tables = 0;
    for plan in plans(input)? {
        let mut tables = diagnostics(&table, plan)?;
        match &plan.aggregated {
            Aggregated::Nothing => {}
            Aggregated::Mixed => tables.push(("mixed", mixed().run(&table)?)),
            Aggregated::ByRule(variables) => tables.extend(by_rule(&table, variables)?),
        }
        n_tables += tables.len();
        for (ending, made) in tables {
            let path = folder.join(format!("{}_{ending}.csv", plan.prefix));
            let out = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
            write(&made, MISSING, BufWriter::new(out))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(n_tables)
}

type Named = Vec<(&'static str, Table)>;

fn diagnostics(table: &Table, plan: &Plan) -> Result<Named> {
    let variables: Vec<&str> =
        table.names().filter(|name| *name != plan.by && !plan.aside.contains(name)).collect();
    let numbers: Vec<&str> = variables.iter().copied().filter(|name| is_number_column(name)).collect();
    let mut tables = vec![
        ("dscore", dscore(table, plan.by, &variables)?),
        ("event_disagreement", event_level_disagreement(table, plan.by, &variables)?),
        ("diagnostics", aggregation_diagnostics(table, plan.by, &variables)?),
    ];
    for &measure in Measure::ALL {
        let ending = match measure {
            Measure::Dscore => "mean_dscore",
            Measure::NormalizedDscore => "mean_dscore_normalized",
            measure => measure.column(),
        };
        let of = if measure.needs_numbers() { &numbers } else { &variables };
        tables.push((ending, measured(table, plan.by, of, measure)?));
    }
    Ok(tables)
}

fn mixed() -> Aggregation {
    Aggregation { by: "city".to_owned(), name: Some("By city".to_owned()), ..Aggregation::default() }
        .with(&Rule::Mode, ["actor1"])
        .with(&Rule::DateMode, ["date_start"])
        .with(&Rule::Max, ["deaths_best"])
        .with(&Rule::Min, ["injuries_best"])
        .with(&Rule::CombineStrings, ["event_id", "source"])
}

/// By event, with so many of the two tie-breaks.
fn by_event(n_tie_breaks: usize) -> Aggregation {
    let tie_break = |at: usize, name: &str| (at < n_tie_breaks).then(|| name.to_owned());
    Aggregation {
        by: EVENT.to_owned(),
        tie_breaks: [tie_break(0, "source_classification"), tie_break(1, "certain")],
        ..Aggregation::default()
    }
}

fn by_rule(table: &Table, variables: &Variables) -> Result<Named> {
    let is_text = |name: &&str| !is_number_column(name) && !["event_id", "id", "why"].contains(name);
    let texts: Vec<&str> = match variables.texts {
        Texts::All => table.names().filter(is_text).collect(),
        Texts::Only(texts) => texts.to_vec(),
    };
    let is_added =
        |name: &&str| is_number_column(name) && !["certain", "source_classification"].contains(name);
    let numbers: Vec<&str> = table.names().filter(is_added).collect();
    let extremes = || variables.dates.iter().chain(&numbers).copied();
    let precise = |n_ties: usize, rule: fn(String) -> Rule| {
        variables.precise.iter().fold(by_event(n_ties), |aggregation, (variable, by)| {
            aggregation.with(&rule((*by).to_owned()), [*variable])
        })
    };
    let sums = Aggregation { name: Some("Sums".to_owned()), ..by_event(0) };
    let least: fn(String) -> Rule = |by| Rule::LeastPrecise { by };
    let most: fn(String) -> Rule = |by| Rule::MostPrecise { by };
    let calls = [
        ("mode_none", by_event(0).with(&Rule::Mode, texts.iter().copied())),
        ("mode_tie1", by_event(1).with(&Rule::Mode, texts.iter().copied())),
        ("mode_tie2", by_event(2).with(&Rule::Mode, texts.iter().copied())),
        ("naignore_none", by_event(0).with(&Rule::ModeOfGiven, texts.iter().copied())),
        ("naignore_tie2", by_event(2).with(&Rule::ModeOfGiven, texts.iter().copied())),
        (
            "modes_by_type",
            by_event(0)
                .with(&Rule::BinaryMode, variables.binary.iter().copied())
                .with(&Rule::DateMode, variables.dates.iter().copied())
                .with(&Rule::NumericMode, variables.numeric.iter().copied()),
        ),
        ("max", by_event(0).with(&Rule::Max, extremes())),
        ("min", by_event(0).with(&Rule::Min, extremes())),
        ("sum", sums.with(&Rule::Sum, numbers.iter().copied())),
        ("strings", by_event(0).with(&Rule::CombineStrings, variables.strings.iter().copied())),
        ("least_none", precise(0, least)),
        ("least_tie2", precise(2, least)),
        ("most_none", precise(0, most)),
        ("most_tie2", precise(2, most)),
    ];
    let mut tables: Named =
        calls.into_iter().map(|(ending, call)| Ok((ending, call.run(table)?))).collect::<Result<_>>()?;
    for &model in Model::ALL.iter().filter(|_| variables.models) {
        let [before, after] = match model {
            Model::MostConservative => ["con_before_roles", "con"],
            Model::MostInformative => ["inf_before_roles", "inf"],
            Model::MostRepresentative => ["rep_before_roles", "rep"],
        };
        tables.push((before, model.aggregation(table).run(table)?));
        tables.push((after, model.aggregate(table)?));
    }
    Ok(tables)
}
