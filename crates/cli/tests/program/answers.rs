//! How answers look, on a register made by hand: nothing here hangs on the rules.

use crate::shell::Shell;
use crate::support::{RULESET, war, war_incident, war_toll};
use cairn_model::*;
use cairn_store::{Grouping, Reading, Register};

/// A shell with the register of the invented war in `cairn.db`.
fn shell() -> Shell {
    let shell = Shell::new();
    let mut register = Register::open(&shell.path("cairn.db")).unwrap();
    let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
    let readings = war().into_iter().map(|(report, claims)| Reading { report, claims }).collect();
    register.add(run, readings).unwrap();
    register.regroup(|_| grouping()).unwrap();
    shell
}

fn grouping() -> Grouping {
    let incident = war_incident();
    let (wire, claims) = war().remove(0);
    let words = "Two soldiers were wounded.";
    let agreement = Agreement {
        id: AgreementId::from_parts(["ford"]),
        name: "ceasefire".to_owned(),
        parties: incident.parties.clone(),
        guarantors: vec![],
        zones: vec!["Fords of Poros".to_owned()],
        terms: vec![Term {
            kind: TermKind::Withdrawal,
            words: words.to_owned(),
            span: crate::support::span(&wire, words),
            deadline: Some(claims[0].time.clone()),
            claim: claims[1].id.clone(),
        }],
        time: TimeValue::unknown(),
        state: AgreementState::InForce,
        history: vec![],
        breaches: vec![],
        claims: vec![claims[1].id.clone()],
    };
    let link = Link {
        a: incident.claims[0].clone(),
        b: incident.claims[1].clone(),
        verdict: LinkVerdict::Same,
        score: 800,
        reasons: vec!["same day".to_owned(), "same town".to_owned()],
    };
    Grouping {
        families: vec![Family {
            id: FamilyId::from_parts(["war"]),
            reports: incident.reports.clone(),
            ties: Vec::new(),
        }],
        main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
        incidents: vec![incident],
        links: vec![link],
        tolls: vec![war_toll()],
        agreements: vec![agreement],
        identities: vec![],
        ..Grouping::default()
    }
}

#[test]
fn lists() {
    let shell = shell();
    let seen = [
        shell.see(&["incidents"]),
        shell.see(&["incidents", "--place", "Minas Morgul"]),
        shell.see(&["incidents", "--kind", "wounded", "--since", "2019-05-01", "--json"]),
        shell.see(&["tolls"]),
        shell.see(&["agreements"]),
        shell.see(&["reports"]),
        shell.see(&["reports", "--json"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn profiles_are_had_as_json_too() {
    let shell = shell();
    let id = war_incident().id;
    let asked: [&[&str]; 4] = [
        &["profile"],
        &["profile", "hxl"],
        &["profile", "ucdp", id.as_str()],
        &["framing", "--incident", id.as_str()],
    ];
    for arguments in asked {
        let json = shell.out(&[arguments, &["--json"]].concat());
        let is_value = |line: &str| serde_json::from_str::<serde_json::Value>(line).is_ok();
        assert!(!json.is_empty() && json.lines().all(is_value), "{arguments:?}: {json}");
    }
    assert!(shell.out(&["profile", "hxl", "--json"]).contains("\"tag\":\"#event+id\""));
}

#[test]
fn one_incident() {
    let id = war_incident().id;
    insta::assert_snapshot!(shell().see(&["show", id.as_str()]));
}

#[test]
fn one_claim() {
    let id = war()[1].1[0].id.clone();
    insta::assert_snapshot!(shell().see(&["why", id.as_str()]));
}

#[test]
fn exports_are_what_views_write() {
    let shell = shell();
    let csv = shell.out(&["export", "--format", "csv", "--table", "tolls"]);
    insta::assert_snapshot!(csv, @r"
    toll,what,place,since,claimants,reports,outlets,n_origins,as_of,figure,increment,overlap,claim,report,overlap_of_all,n,low,high
    t-28bbade825782b95,killed people,Gondor,2019-03-01,,1,1,0,2019-05-25,at least 900,,,c-a779ffaeb0789a21,wire-1,,900,900,
    ");
    let geojson = shell.out(&["export", "--format", "geojson"]);
    assert!(geojson.starts_with("{\"type\":\"FeatureCollection\",\"attribution\":\"GeoNames"), "{geojson}");
    let jsonl = shell.out(&["export", "--format", "jsonl"]);
    assert!(jsonl.lines().all(|line| line.starts_with("{\"record\":")), "{jsonl}");
}

#[test]
fn a_register_of_other_rules_is_read_anew_on_demand() {
    let shell = shell();
    shell.write("new.txt", "---\npublished: 2019-06-01\n---\nIt rained.\n");
    let seen = shell.see(&["add", "new.txt"]);
    assert!(seen.contains("2 reports in it: read with other rules or places"), "{seen}");
    let seen = shell.see(&["add", "--again"]);
    assert!(seen.contains("0 reports added, 2 read anew"), "{seen}");
    assert!(!seen.contains("with other rules or places"), "{seen}");
}

#[test]
fn imported_places_are_found_and_make_reports_old() {
    let shell = Shell::new();
    // A made-up village in the shape of a GeoNames dump.
    let dump = "99000001\tTall Zahrah\tTall Zahrah\tTell Zahra\t35.91\t36.62\tP\tPPL\tSY\t\t12\t\t\t\t340\t\t400\tAsia/Damascus\t2020-01-01\n";
    shell.write("SY.txt", dump);
    shell.write(
        "one.txt",
        "---\npublished: 2019-06-01\n---\nTwo men were killed in Tall Zahrah, police said.\n",
    );
    shell.out(&["add", "one.txt"]);
    let seen = [
        shell.see(&["gazetteer", "search", "Tell Zahra"]),
        shell.see(&["gazetteer", "import", "SY.txt"]),
        shell.see(&["gazetteer", "search", "Tell Zahra"]),
    ];
    insta::assert_snapshot!(seen.join("\n"));
    let claims = || shell.out(&["export", "--format", "csv", "--table", "claims"]);
    assert!(!claims().contains("99000001"));
    shell.out(&["add", "--again"]);
    assert!(claims().contains("99000001"), "{}", claims());
}

#[test]
fn the_rules_of_this_repository_can_be_given_by_folder() {
    let root = &format!("{}/../..", std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let built_in = shell().out(&["rule", "--json"]);
    assert!(built_in.lines().count() > 1);
    assert_eq!(shell().out(&["--rules", root, "rule", "--json"]), built_in);
}
