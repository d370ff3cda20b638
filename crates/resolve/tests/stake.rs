//! Whose losses a party to the fighting speaks of: each row is a text, the country of its report, and the
//! stake of its first claim with a figure.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{Provenance, Report, ReportId, Stake};
use cairn_resolve::{Knowledge, resolve};

const ENEMY: Option<Stake> = Some(Stake::EnemyLosses);
const OWN: Option<Stake> = Some(Stake::OwnLosses);

#[test]
fn a_party_is_no_bystander() {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let knowledge = Knowledge::embedded().expect("the actors");
    let mut faults = Vec::new();
    for (text, expected) in [
        ("In Colombia, 12 FARC rebels were killed near Toribio, the Colombian army said.", ENEMY),
        ("The Nigerian army said its troops killed 31 Boko Haram fighters near Gwoza, Nigeria.", ENEMY),
        ("Ukraine's General Staff said its forces destroyed nine Russian tanks near Vuhledar.", ENEMY),
        ("The Russian Defence Ministry said 14 Russian soldiers were killed near Makiivka, Ukraine.", OWN),
        ("Al-Shabaab said its fighters killed 23 Kenyan soldiers at El Adde, Somalia.", ENEMY),
        ("The Taliban said six of its fighters were killed in Kunduz, Afghanistan.", OWN),
        ("The military said three soldiers were wounded in Mosul, Iraq.", OWN),
        // Nobody's enemy, or nobody's party.
        ("The Nigerian army said 31 civilians were killed by a mine near Gwoza, Nigeria.", None),
        ("Doctors said 12 FARC rebels were killed near Toribio, Colombia.", None),
        ("The Syrian Observatory for Human Rights said 20 rebels were killed near Hama, Syria.", None),
        ("The Red Cross said 14 soldiers were killed near Goma, Congo.", None),
        ("Twelve FARC rebels were killed near Toribio, Colombia.", None),
    ] {
        let report = Report {
            id: ReportId::new("r"),
            outlet: Some("Harbour Post".into()),
            url: None,
            title: None,
            published: "2016-09-21".parse().ok(),
            dated: None,
            author: None,
            language: None,
            text: text.to_owned(),
            provenance: Provenance::default(),
        };
        let document = cairn_text::analyse(text);
        let extraction = extract(&document, &ruleset, &mut Scratch::new(&ruleset));
        let claims = resolve(&report, &document, &extraction, &knowledge).claims;
        let claim = claims.iter().find(|claim| claim.figure.n.is_some()).expect("a claim with a figure");
        if claim.stake != expected {
            faults.push(format!("{text}\n    {:?}, {claim:#?}", claim.stake));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
