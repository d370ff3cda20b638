//! Exports: what Parquet holds, what a veil lets through, and what a page does with hostile words.

#[path = "../../store/tests/store/support.rs"]
mod support;

use cairn_model::*;
use cairn_store::{Grouping, Reading, Register};
use cairn_views::*;
use parquet::file::reader::{FileReader, SerializedFileReader};
use support::{RULESET, hand, span, war, war_incident, war_toll};

/// What nobody may read in a protected export: names of places finer than a region, and of persons.
const PLACES: [&str; 6] = ["Osgiliath", "Poros", "Tal Orlu", "Orlu", "Minas", "Fords"];
const PERSONS: [&str; 5] = ["Damrod", "Orlo", "Vane", "Berethor", "Ioreth"];

/// The war of the store's tests, with names wherever a name can stand.
fn register() -> Register {
    let (mut reports, mut incident, mut toll) = (war(), war_incident(), war_toll());
    let text = "Ioreth Vane, a nurse of Tal Orlu, said shells killed Berethor Vane at the Fords of Poros.";
    let mut third = support::report("tal-orlu-nurse-ioreth-vane", "Orlu Local Radio", "2019-05-26", text);
    third.title = Some("Berethor Vane buried in Tal Orlu".to_owned());
    third.url = Some("https://radio.example/tal-orlu/ioreth-vane".to_owned());
    let mut claim = support::claim(&third, Kind::Killed, Group::Civilian, text, (1, "Berethor Vane"));
    let place = PlaceValue {
        name: "the mill at Tal Orlu".to_owned(),
        resolved: Some("Tal Orlu".to_owned()),
        relation: Some("behind the house of Orlo Vane".to_owned()),
        lat: Some(35.8749),
        lon: Some(-36.6251),
        place_id: Some(7777),
        ..support::town(&third, "Tal Orlu")
    };
    claim.attribution = Attribution(vec![
        hand("Ioreth Vane, a nurse of Tal Orlu", HandRole::Speaker),
        hand("Tal Orlu Local Council", HandRole::Institution),
        hand("Orlu Local Radio", HandRole::Outlet),
    ]);
    claim.target = Some(ActorValue {
        id: None,
        name: "Berethor Vane".to_owned(),
        words: "Berethor Vane".to_owned(),
        side: ActorSide::Unidentified,
        country: None,
        span: Some(span(&third, "Berethor Vane")),
    });
    claim.actor = Some(ActorValue {
        id: None,
        name: "gunmen of Minas Orlu".to_owned(),
        words: "gunmen of Minas Orlu".to_owned(),
        side: ActorSide::Rebel,
        country: None,
        span: None,
    });
    claim.instrument = Some("the Poros mortar".to_owned());
    claim.figure.vague = Some("one of the Vane family".to_owned());
    claim.place = Some(place.clone());
    claim.time =
        TimeValue { words: Some("the day of the Fords of Poros".to_owned()), ..incident.time.clone() };
    claim.accuser = Some(hand("Orlo Vane", HandRole::Speaker));
    let claim = claim.with_identity();
    let origin = Origin { id: OriginId::new("o-vane"), name: "Ioreth Vane, a nurse of Tal Orlu".to_owned() };
    incident.claims.push(claim.id.clone());
    incident.claims.sort();
    incident.reports.push(third.id.clone());
    incident.outlets.push("Orlu Local Radio".to_owned());
    incident.origins.push(origin.clone());
    incident.places.push(place);
    incident.parties.extend(claim.target.clone().into_iter().chain(claim.actor.clone()));
    incident.figures.push(FigureSeries {
        kind: Kind::Killed,
        object: Object::People,
        group: Some(Group::Civilian),
        origin: origin.clone(),
        stake: None,
        sort: Some("sons of Orlo Vane".to_owned()),
        points: vec![FigurePoint {
            figure: claim.figure.clone(),
            published: third.published,
            claims: vec![claim.id.clone()],
            part_of: false,
            died: 0,
            later: false,
        }],
    });
    incident.disagreements.push(Disagreement {
        field: "place".to_owned(),
        values: vec!["Osgiliath (Arnor Wire)".to_owned(), "Tal Orlu (Ioreth Vane)".to_owned()],
        claims: vec![claim.id.clone()],
    });
    incident.corroborations.push(Corroboration {
        field: "killed people Berethor".to_owned(),
        value: "1 at Tal Orlu".to_owned(),
        origins: vec![origin.clone()],
        claims: vec![claim.id.clone()],
    });
    toll.place = Some("Tal Orlu".to_owned());
    toll.origins = vec![origin.clone()];
    let agreement = Agreement {
        id: AgreementId::from_parts(["ford"]),
        name: "Fords of Poros truce".to_owned(),
        parties: vec![claim.actor.clone().unwrap()],
        guarantors: vec![claim.target.clone().unwrap()],
        zones: vec!["Fords of Poros".to_owned()],
        terms: vec![Term {
            kind: TermKind::Withdrawal,
            words: "Orlo Vane leaves Tal Orlu".to_owned(),
            span: Span::new(0, 5),
            deadline: Some(claim.time.clone()),
            claim: claim.id.clone(),
        }],
        time: claim.time.clone(),
        state: AgreementState::Declared,
        history: vec![],
        breaches: vec![Breaches {
            claimant: origin,
            by: Some("Berethor Vane".to_owned()),
            denied: false,
            counts: vec![],
            claims: vec![claim.id.clone()],
        }],
        claims: vec![claim.id.clone()],
    };
    reports.push((third, vec![claim]));
    let reports_of: Vec<ReportId> = reports.iter().map(|(report, _)| report.id.clone()).collect();
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = reports.into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    let verdict = Verdict::Grade { source: "Ioreth Vane of Tal Orlu".to_owned(), letter: Reliability::B };
    let why = Some("Ioreth Vane wrote to us from Tal Orlu");
    let decision = Decision::new(verdict, "Orlo", "2019-06-01T00:00:00Z", why).unwrap();
    register.decide(&[decision], &[]).unwrap();
    register
        .regroup(|_| Grouping {
            main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
            families: vec![Family {
                id: FamilyId::from_parts(["war"]),
                ties: vec![Tie {
                    report: reports_of[2].clone(),
                    kind: TieKind::Rewrite,
                    with: Some(reports_of[0].clone()),
                    source: Some("Orlu Local Radio".to_owned()),
                    reasons: vec!["both have “Berethor Vane at the Fords of Poros”".to_owned()],
                }],
                reports: reports_of,
            }],
            tolls: vec![toll],
            agreements: vec![agreement],
            incidents: vec![incident],
            ..Grouping::default()
        })
        .unwrap();
    register
}

/// An export as text; of Parquet its rows and its metadata, spelled out.
fn text(register: &Register, options: ExportOptions, table: Option<Table>) -> String {
    let format = options.format;
    let exporter = Exporter::new(register, options, &NoNames).unwrap();
    let mut out = Vec::new();
    let notes = exporter.write(table, &mut out).unwrap();
    let manifest = serde_json::to_string(&exporter.manifest(notes).unwrap()).unwrap();
    let text = match format {
        ExportFormat::Parquet | ExportFormat::GeoParquet => {
            let file = SerializedFileReader::new(bytes::Bytes::from(out)).unwrap();
            let rows: Vec<String> =
                file.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect();
            format!("{}\n{:?}", rows.join("\n"), file.metadata().file_metadata().key_value_metadata())
        }
        _ => String::from_utf8(out).unwrap(),
    };
    format!("{text}\n{manifest}")
}

/// Every file that can be exported: each format with each table and each profile.
fn everything(register: &Register, protection: Protection) -> Vec<(String, String)> {
    use ExportFormat as F;
    let mut all = Vec::new();
    for format in [F::Csv, F::JsonLines, F::GeoJson, F::Parquet, F::GeoParquet] {
        let options = ExportOptions { protection, ..ExportOptions::new(format) };
        let tables: Vec<Option<Table>> = match format.is_map() {
            true => vec![None],
            false => Table::ALL.iter().copied().map(Some).chain([None]).collect(),
        };
        for table in tables {
            all.push((format!("{format:?} {table:?}"), text(register, options.clone(), table)));
        }
        for profile in Profile::ALL.iter().filter(|_| !format.is_map()) {
            let options = ExportOptions { profile: Some(*profile), ..options.clone() };
            all.push((format!("{format:?} {profile:?}"), text(register, options, None)));
        }
    }
    all
}

const COARSE: Protection = Protection { coarsen: Some(Coarsening::Adm1), no_private_names: false };
const NAMELESS: Protection = Protection { coarsen: None, no_private_names: true };

/// Folded, so that no spelling in capitals slips by.
fn found<'w>(text: &str, words: &[&'w str]) -> Vec<&'w str> {
    let folded = cairn_store::fold(text);
    words.iter().copied().filter(|word| folded.contains(&cairn_store::fold(word))).collect()
}

#[test]
fn without_a_veil_every_name_is_there() {
    // Else the tests below would find nothing because there is nothing.
    let all: String =
        everything(&register(), Protection::default()).into_iter().map(|(_, text)| text).collect();
    assert_eq!(found(&all, &PLACES), PLACES);
    assert_eq!(found(&all, &PERSONS), PERSONS);
    assert!(all.contains("35.8749") && all.contains("35.25"));
}

#[test]
fn no_place_finer_than_a_region_leaks() {
    for coarsen in Coarsening::ALL {
        let protection = Protection { coarsen: Some(*coarsen), ..COARSE };
        for (file, text) in everything(&register(), protection) {
            assert_eq!(found(&text, &PLACES), [""; 0], "{file} with {coarsen:?}:\n{text}");
            // The bounds of a cell may be a place's own coordinate; its point may not.
            let point: &[&str] = match coarsen {
                Coarsening::Cell if file.starts_with("Csv") => &[",35.25,"],
                Coarsening::Cell => &["\"lat\":35.25", "lat: 35.25"],
                _ => &["35.25"],
            };
            for finer in ["35.8749", "36.6251", "7777"].iter().chain(point) {
                assert!(!text.contains(finer), "{finer} in {file} with {coarsen:?}:\n{text}");
            }
            assert!(text.contains(coarsen.as_str()), "the manifest of {file} does not say so");
        }
    }
}

#[test]
fn no_name_of_a_private_person_leaks() {
    for (file, text) in everything(&register(), NAMELESS) {
        assert_eq!(found(&text, &PERSONS), [""; 0], "{file}:\n{text}");
    }
}

#[test]
fn places_stay_where_only_persons_are_held_back_and_offices_stay_always() {
    let text = text(
        &register(),
        ExportOptions { protection: NAMELESS, ..ExportOptions::new(ExportFormat::Csv) },
        None,
    );
    assert!(text.contains("Osgiliath") && text.contains("35.25"), "{text}");
    let options = ExportOptions { protection: COARSE, ..ExportOptions::new(ExportFormat::Csv) };
    let text = self::text(&register(), options, Some(Table::Claims));
    for kept in ["Captain [...]", "the General Staff", "[...] Local Council", "a nurse of", "Ithilien", "GD"]
    {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn ids_tell_nothing_to_those_without_the_register() {
    let register = register();
    let own: Vec<String> = register
        .values::<Claim>("SELECT value FROM current_claim", [])
        .unwrap()
        .iter()
        .flat_map(|claim| [claim.id.to_string(), claim.key.to_string(), claim.report.to_string()])
        .chain([war_incident().id.to_string(), war_toll().id.to_string()])
        .collect();
    for protection in [COARSE, NAMELESS] {
        for (file, text) in everything(&register, protection) {
            let told: Vec<&String> = own.iter().filter(|id| text.contains(id.as_str())).collect();
            assert!(told.is_empty(), "{told:?} in {file}:\n{text}");
        }
    }
}

#[test]
fn tables_of_one_protected_export_still_join() {
    let register = register();
    let options = ExportOptions { protection: COARSE, ..ExportOptions::new(ExportFormat::Csv) };
    let ids = |table, column: &str| -> Vec<String> {
        let text = text(&register, options.clone(), Some(table));
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let at = csv.headers().unwrap().iter().position(|name| name == column).unwrap();
        csv.records().map(|row| row.unwrap()[at].to_owned()).filter(|id| id.len() == 18).collect()
    };
    let incidents = ids(Table::Incidents, "incident");
    let figures = ids(Table::Figures, "incident");
    assert!(
        !figures.is_empty() && figures.iter().all(|id| incidents.contains(id)),
        "{incidents:?} {figures:?}"
    );
}

#[test]
fn parquet_has_types_lists_and_the_manifest() {
    let register = register();
    let text = text(&register, ExportOptions::new(ExportFormat::GeoParquet), None);
    for part in [
        "type: \"battle\"",
        "date: 2019-05-24,",
        "killed_high: 46,",
        "lat: 35.25",
        "parties: [\"Host of Ghâshburz\", ",
        "coordinate_uncertainty_m: null",
        r#"\"version\":\"1.1.0\""#,
        r#"\"bbox\":[-36.5,35.25,-36.5,35.25]"#,
        "cairn_manifest",
        "blake3-",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn cells_of_a_grid_are_polygons() {
    let protection = Protection { coarsen: Some(Coarsening::Cell), ..COARSE };
    let options = ExportOptions { protection, ..ExportOptions::new(ExportFormat::GeoJson) };
    let register = register();
    let exporter = Exporter::new(&register, options, &NoNames).unwrap();
    let mut out = Vec::new();
    exporter.write(None, &mut out).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let feature = &value["features"][0];
    assert_eq!(feature["geometry"]["type"], "Polygon");
    // 35.25 lies on the edge of two cells; it is rounded up.
    let ring = serde_json::json!([
        [-36.55, 35.25],
        [-36.45, 35.25],
        [-36.45, 35.35],
        [-36.55, 35.35],
        [-36.55, 35.25]
    ]);
    assert_eq!(feature["geometry"]["coordinates"][0], ring);
    assert_eq!(feature["properties"]["coordinate_uncertainty_m"], 7858);
}

#[test]
fn a_filter_narrows_every_table() {
    let register = register();
    let none = Filter { place: Some("Mordor".to_owned()), ..Filter::default() };
    for table in Table::ALL {
        let options = ExportOptions { filter: none.clone(), ..ExportOptions::new(ExportFormat::Csv) };
        let exporter = Exporter::new(&register, options, &NoNames).unwrap();
        let notes = exporter.write(Some(*table), &mut Vec::new()).unwrap();
        assert_eq!(notes[0].rows, 0, "{table:?}");
    }
}

#[test]
fn a_filter_by_a_village_is_not_told() {
    let register = register();
    let filter =
        Filter { place: Some("Tal Orlu".to_owned()), actor: Some("Vane".to_owned()), ..Filter::default() };
    let options = ExportOptions { filter, protection: COARSE, ..ExportOptions::new(ExportFormat::Csv) };
    let text = text(&register, options, None);
    assert!(text.contains(r#""filter":{"place":"[...]","actor":"[...]"}"#), "{text}");
}

#[test]
fn the_digest_is_that_of_the_whole_whatever_is_asked_for() {
    let register = register();
    let digest = |options| Exporter::new(&register, options, &NoNames).unwrap().digest().unwrap().to_owned();
    let mut whole = Vec::new();
    let exporter = Exporter::new(&register, ExportOptions::new(ExportFormat::JsonLines), &NoNames).unwrap();
    exporter.write(None, &mut whole).unwrap();
    drop(exporter);
    let expected = format!("blake3-{}", blake3::hash(&whole).to_hex());
    let filter = Filter { place: Some("Mordor".to_owned()), ..Filter::default() };
    assert_eq!(digest(ExportOptions::new(ExportFormat::Csv)), expected);
    assert_eq!(digest(ExportOptions { filter, ..ExportOptions::new(ExportFormat::Parquet) }), expected);
    assert_eq!(
        digest(ExportOptions { protection: COARSE, ..ExportOptions::new(ExportFormat::Csv) }),
        expected
    );
}

#[test]
fn a_page_holds_no_word_of_a_report_as_markup() {
    let mut reports = war();
    let hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> 40 were killed.";
    let mut report = support::report("hostile", "<b>Outlet</b>", "2019-05-25", hostile);
    report.title = Some("</title><script>alert(3)</script>".to_owned());
    let claim = support::claim(&report, Kind::Killed, Group::Fighter, hostile, (40, "40")).with_identity();
    let mut incident = war_incident();
    incident.claims.push(claim.id.clone());
    incident.claims.sort();
    incident.reports.push(report.id.clone());
    incident.outlets.push("<b>Outlet</b>".to_owned());
    reports.push((report, vec![claim]));
    let mut register = Register::in_memory().unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = reports.into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    register
        .regroup(|_| Grouping { incidents: vec![incident], tolls: vec![war_toll()], ..Grouping::default() })
        .unwrap();
    let options =
        PageOptions { title: "</title><script>alert(4)</script>".to_owned(), ..PageOptions::default() };
    let mut out = Vec::new();
    write_page(&register, &options, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)"), "the sentence is not there");
    assert_eq!(page.matches("<script").count(), 1, "the page's own script and no other");
    for markup in ["<img", "<b>", "src=x\"", "http://", "https://", " style=", " onclick"] {
        assert!(!page.contains(markup), "{markup} is in the page");
    }
    assert!(page.contains("Content-Security-Policy") && page.contains("'sha256-"));
    assert!(page.contains("killed people") && page.contains("Osgiliath"));
}
