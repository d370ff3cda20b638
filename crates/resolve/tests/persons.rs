//! What a report has told of a person gives his claim its group and its party.

use cairn_extract::{Ruleset, Scratch, extract};
use cairn_model::{Group, Kind, Provenance, Report, ReportId};
use cairn_resolve::{Knowledge, resolve};
use std::sync::LazyLock;

static RULESET: LazyLock<Ruleset> = LazyLock::new(|| Ruleset::embedded().expect("the rules compiled in"));
static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::embedded().expect("the lexicon compiled in"));

/// Group and target party of the only figure of a text.
#[track_caller]
fn check(text: &str, group: Group, party: Option<&str>) {
    let report = Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: None,
        published: "2014-05-21".parse().ok(),
        dated: None,
        author: None,
        language: None,
        text: text.to_owned(),
        provenance: Provenance::default(),
    };
    let document = cairn_text::analyse(text);
    let extraction = extract(&document, &RULESET, &mut Scratch::new(&RULESET));
    let claims = resolve(&report, &document, &extraction, &KNOWLEDGE).claims;
    let mut figures = claims.iter().filter(|claim| claim.kind != Kind::Event);
    let claim = figures.next().unwrap_or_else(|| panic!("no figure in {text}"));
    assert!(figures.next().is_none(), "more than one figure in {text}");
    assert_eq!(claim.group, Some(group), "{text}");
    assert_eq!(claim.target.as_ref().map(|target| target.name.as_str()), party, "{text}");
}

#[test]
fn a_pronoun_is_whom_the_report_has_introduced() {
    let text = "Yusuf Okoro, a leader of al-Shabaab in Juba, was born in Arvad. He was killed near Afmadow.";
    check(text, Group::Fighter, Some("al-Shabaab"));
    let text = "Yusuf Okoro joined al-Shabaab in 2007. In 2010 he moved to Arvad. He was killed there.";
    check(text, Group::Fighter, Some("al-Shabaab"));
}

#[test]
fn a_party_that_only_the_actors_file_knows_tells_the_group() {
    check(
        "Okot Eban, a commander in the Lord's Resistance Army, was killed near Dungu.",
        Group::Fighter,
        Some("Lord's Resistance Army"),
    );
    check("RENAMO lost 38 men near Chibuto.", Group::Fighter, Some("Mozambican National Resistance"));
}

#[test]
fn a_trade_is_no_party() {
    check("Yusuf Okoro, 34, a baker, lived in Arvad. Okoro was shot dead on Monday.", Group::Civilian, None);
    check(
        "Yusuf Okoro, a lawyer for the rebels, lived in Arvad. He was arrested on Monday.",
        Group::Civilian,
        None,
    );
}
