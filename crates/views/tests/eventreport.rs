//! The `eventreport` profile: diagnostics and aggregations of a small table of our own, and the table that
//! the invented war of the store's tests gives.

#[path = "../../store/tests/store/support.rs"]
mod support;

use cairn_model::*;
use cairn_store::{Grouping, Reading, Register};
use cairn_views::eventreport::*;
use support::{RULESET, war, war_incident, war_toll};

/// Two events and reports without one; `-` is missing.
const REPORTS: &str = "\
event_id,id,source,source_classification,certain,city,latitude,geo_precision,date_start,date_end,\
actor1,actor1_precision,actor1_violence,actor1_initiator,actor1_perpetrator,actor1_bystander,actor1_victim,\
actor2,actor2_precision,actor2_initiator,actor2_perpetrator,certain1,certain2,deaths_best,damage
ford,r1,Wire (Friday) A ford; a fight,4,2,Orlu,35.5,3,2019-05-24,2019-05-24,\
Orlu Guard,4,shelling,0,1,0,0,raiders,0,1,1,1,0,4,1
ford,r2,Courier,1,3,Tave,36,3,2019-05-23,2019-05-26,\
-,-,-,0,0,0,0,Kesh League,4,1,1,0,1,7,0
ford,r3,Radio,-,1,-,-,2,2019-05-24,2019-05-25,\
Guard,2,NA,1,0,1,1,-,-,0,0,0,0,-,0
mill,r4,Wire (Monday) Mill,4,2,,-,1,2019-06-03,2019-06-03,-,-,-,0,0,0,0,-,-,0,0,0,0,0,-
-,r5,Post,2,2,Orlu,35.5,3,2019-06-04,2019-06-04,-,-,-,0,0,0,0,-,-,0,0,1,1,2,0
-,r6,Post,2,2,orlu,35.5,3,2019-06-04,2019-06-04,-,-,-,0,0,0,0,-,-,0,0,1,1,2,1
";

fn reports() -> Table {
    read(REPORTS.as_bytes(), "-", is_number_column).unwrap()
}

fn words(table: &Table) -> String {
    let mut out = Vec::new();
    write(table, "-", &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_is_read_is_written() {
    assert_eq!(words(&reports()), REPORTS);
    let faulty = |text: &str| read(text.as_bytes(), "-", is_number_column).unwrap_err().to_string();
    assert_eq!(
        faulty("id,deaths_best\nr1,4\nr2,some\n"),
        "row 3, column `deaths_best`: `some` is not a number"
    );
    assert_eq!(faulty("id,id\nr1,r1\n"), "the column `id` occurs twice");
}

#[test]
fn disagreement_of_each_event() {
    let variables = ["city", "latitude", "deaths_best"];
    insta::assert_snapshot!(words(&dscore(&reports(), "event_id", &variables).unwrap()), @r"
    event_id,dscore_city,dscore_latitude,dscore_deaths_best
    ford,2,2,2
    mill,0,0,0
    -,1,0,0
    ");
    let disagreement = event_level_disagreement(&reports(), "event_id", &variables).unwrap();
    insta::assert_snapshot!(words(&disagreement), @r"
    event_id,city,latitude,deaths_best
    ford,0.5,0.5,0.5
    mill,0,-,0
    -,0.5,0,0
    ");
}

#[test]
fn diagnostics_of_each_variable() {
    let variables = ["city", "latitude", "deaths_best"];
    let diagnostics = aggregation_diagnostics(&reports(), "event_id", &variables).unwrap();
    // `deaths_best` of `ford` is 4, 7 and missing: deviation 2.12 over the two events with two numbers,
    // range 3 over the three with any, modal share 1/2, 1 and 1.
    insta::assert_snapshot!(words(&diagnostics), @r"
    Variable,Mean divergence,Normalized divergence,Mean standard deviation,Mean range,Share of events with disagreement (%),Modal confidence (%)
    city,1.00,0.20,,,0.67,0.67
    latitude,0.67,0.22,0.18,0.25,0.33,0.75
    deaths_best,0.67,0.13,1.06,1.00,0.33,0.83
    ");
    let nothing = Table::new(0);
    assert!(aggregation_diagnostics(&nothing, "event_id", &[]).is_err());
}

#[test]
fn a_measure_over_no_event_is_missing() {
    let only = read("event_id,deaths_best\na,-\nb,1\n".as_bytes(), "-", is_number_column).unwrap();
    let of = |measure| words(&measured(&only, "event_id", &["deaths_best"], measure).unwrap());
    assert_eq!(of(Measure::StandardDeviation), "variable,mean_sd\ndeaths_best,-\n");
    assert_eq!(of(Measure::Range), "variable,mean_range\ndeaths_best,0\n");
    assert_eq!(of(Measure::ModalConfidence), "variable,modal_confidence\ndeaths_best,1\n");
    assert!(measured(&only, "deaths_best", &["event_id"], Measure::Range).is_err());
}

#[test]
fn each_rule_by_itself() {
    let aggregation =
        Aggregation { by: "event_id".into(), name: Some("Ours".into()), ..Aggregation::default() }
            .with(&Rule::Sum, ["certain"])
            .with(&Rule::MostPrecise { by: "geo_precision".into() }, ["city", "latitude"])
            .with(&Rule::Min, ["damage"])
            .with(&Rule::Max, ["date_end"])
            .with(&Rule::CombineStrings, ["source"])
            .with(&Rule::NumericMode, ["deaths_best"])
            .with(&Rule::DateMode, ["date_start"])
            .with(&Rule::BinaryMode, ["actor1_victim"])
            .with(&Rule::ModeOfGiven, ["actor2"])
            .with(&Rule::Mode, ["actor1"]);
    insta::assert_snapshot!(words(&aggregation.run(&reports()).unwrap()), @r"
    event_id,actor1,actor2,actor1_victim,date_start,deaths_best,source,date_end,damage,city,latitude,certain,number_of_sources,unit_of_analysis,aggregation
    ford,Indeterminate,Indeterminate,0,2019-05-24,4,Wire (Friday) A ford; a fight; Courier; Radio,2019-05-26,0,Indeterminate,-,6,3,Event,Ours
    mill,-,,0,2019-06-03,0,Wire (Monday) Mill,2019-06-03,Inf,,-,2,1,Event,Ours
    -,-,,0,2019-06-04,2,Post,2019-06-04,0,Indeterminate,35.5,4,2,Event,Ours
    ");
}

#[test]
fn rules_need_their_kind_of_cells() {
    let run = |rule, variable| {
        let aggregation = Aggregation { by: "event_id".into(), ..Aggregation::default() };
        aggregation.with(&rule, [variable]).run(&reports())
    };
    assert!(run(Rule::Mode, "deaths_best").is_err());
    assert!(run(Rule::Sum, "city").is_err());
    assert!(run(Rule::LeastPrecise { by: "city".into() }, "latitude").is_err());
    assert_eq!(run(Rule::Mode, "town").unwrap_err().to_string(), "there is no column `town`");
    // As in the package: numbers give no strings.
    let strings = run(Rule::CombineStrings, "deaths_best").unwrap();
    assert_eq!(strings.column("deaths_best").unwrap().cell(0), Cell::Text(""));
}

#[test]
fn the_three_models() {
    let tables: Vec<String> =
        Model::ALL.iter().map(|model| words(&model.aggregate(&reports()).unwrap())).collect();
    insta::assert_snapshot!(tables.join("\n"));
}

fn register() -> Register {
    register_of(war())
}

/// A register with the invented war's incident, of these reports.
fn register_of(war: Vec<(Report, Vec<Claim>)>) -> Register {
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = war.into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    let incident = war_incident();
    let family =
        Family { id: FamilyId::from_parts(["war"]), reports: incident.reports.clone(), ties: Vec::new() };
    let grouping = Grouping {
        families: vec![family],
        incidents: vec![incident],
        tolls: vec![war_toll()],
        ..Grouping::default()
    };
    register.regroup(|_| grouping).unwrap();
    register
}

#[test]
fn a_row_for_each_incident_and_report() {
    let grades = Grades::from([("Arnor Wire".to_owned(), 3)]);
    let made = report_table(&register(), &grades).unwrap();
    // Columns that no report fills are left out of the snapshot.
    let filled: Vec<String> = made
        .table
        .columns()
        .filter(|(_, column)| column.cells().any(|cell| cell != Cell::Missing))
        .map(|(name, column)| format!("{name}: {:?}", column.cells().collect::<Vec<_>>()))
        .collect();
    insta::assert_snapshot!(filled.join("\n"));
}

#[test]
fn every_cell_of_a_claim_has_its_grounds() {
    let register = register();
    let made = report_table(&register, &Grades::new()).unwrap();
    for ground in &made.grounds {
        let claims: Vec<Claim> = register.values("SELECT value FROM current_claim", []).unwrap();
        let of_this_report =
            |id: &ClaimId| claims.iter().any(|claim| claim.id == *id && claim.report == ground.report);
        assert!(!ground.rule.is_empty() && ground.claims.iter().all(of_this_report), "{ground:?}");
    }
    let grounded = |column: &str| made.grounds.iter().filter(|ground| ground.column == column).count();
    for column in ["date_start", "city", "latitude", "actor1", "actor1_victim", "deaths_best"] {
        assert_eq!(grounded(column), 2, "{column}");
    }
    // The courier counts no wounded; the toll since March is no figure of the battle.
    assert_eq!(grounded("injuries_best"), 1);
    let deaths = made.table.column("deaths_high").unwrap();
    assert_eq!(deaths.cells().collect::<Vec<_>>(), [Cell::Number(40.0), Cell::Number(45.0)]);
}

/// The cells of the courier's row that are not missing.
fn courier(change: impl Fn(&mut Claim)) -> Vec<String> {
    let mut war = war();
    change(&mut war[1].1[0]);
    let table = report_table(&register_of(war), &Grades::new()).unwrap().table;
    let filled = table.columns().filter(|(_, column)| column.cell(1) != Cell::Missing);
    filled.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn what_is_denied_or_adds_up_over_a_war_fills_no_cell() {
    let of_report =
        ["id", "event_id", "source", "source_author", "unit_of_analysis", "aggregation", "family"];
    for status in [Status::Denied, Status::Possible, Status::Planned] {
        assert_eq!(courier(|claim| claim.status = status), of_report, "{status}");
    }
    assert_eq!(courier(|claim| claim.period = Period::Cumulative { since: None }), of_report);
    assert!(courier(|_| {}).len() > 20);
}

#[test]
fn what_is_not_known_is_missing() {
    let lacks = |change: &dyn Fn(&mut Claim), columns: &[&str]| {
        let filled = courier(change);
        columns.iter().all(|column| !filled.iter().any(|name| name == column))
    };
    // The day of publication is no day of an event, and a region's centroid no point.
    let published = |claim: &mut Claim| claim.time.basis = TimeBasis::Publication;
    assert!(lacks(&published, &["date_start", "date_end"]));
    let region = |claim: &mut Claim| claim.place.as_mut().unwrap().precision = PlacePrecision::Adm1;
    assert!(lacks(&region, &["city", "latitude", "longitude"]));
    assert!(courier(region).iter().any(|name| name == "location"));
    let unplaced = |claim: &mut Claim| claim.place = None;
    assert!(lacks(&unplaced, &["country", "city", "location", "geo_precision"]));
    assert!(lacks(&|_| {}, &["displacement", "damage", "injuries_best", "source_classification", "actor2"]));
}

#[test]
fn models_and_diagnostics_take_the_table_of_a_register() {
    let table = report_table(&register(), &Grades::new()).unwrap().table;
    let deaths = |model: Model| {
        model.aggregate(&table).unwrap().column("deaths_best").unwrap().cell(0) == {
            let expected = match model {
                Model::MostConservative | Model::MostRepresentative => 40.0,
                Model::MostInformative => 45.0,
            };
            Cell::Number(expected)
        }
    };
    assert!(Model::ALL.iter().all(|&model| deaths(model)));
    let variables: Vec<&str> = table.names().filter(|name| *name != "event_id").collect();
    let diagnostics = aggregation_diagnostics(&table, "event_id", &variables).unwrap();
    assert_eq!(diagnostics.n_rows(), variables.len());
}
