//! Places of made-up reports, resolved with the embedded gazetteer.

use cairn_model::{PlaceValue, Span};
use cairn_resolve::place::{Atlas, Gazetteer, PlaceMention, ReportContext, resolve_places};
use proptest::prelude::*;
use std::sync::LazyLock;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| Atlas::new(Gazetteer::embedded()));

/// Mentions in one line: names separated by `;`, containers after `<`, a relation before `>`.
fn mentions(line: &str) -> Vec<PlaceMention<'_>> {
    line.split(';')
        .zip(0u32..)
        .map(|(part, n)| {
            let (relation, part) = part.split_once('>').map_or((None, part), |(r, p)| (Some(r.trim()), p));
            let mut names = part.split('<').map(str::trim);
            let mut mention = PlaceMention::new(names.next().unwrap_or(""), Span::new(20 * n, 20 * n + 10));
            mention.within = names.collect();
            mention.relation = relation;
            mention
        })
        .collect()
}

fn resolve(line: &str, hints: &[&str]) -> Vec<PlaceValue> {
    let context = ReportContext { hints: hints.to_vec(), ..ReportContext::default() };
    resolve_places(&ATLAS, &mentions(line), &context)
}

/// The first mention of a line as `resolved, adm1, country, precision`.
fn first(line: &str, hints: &[&str]) -> String {
    let value = resolve(line, hints).remove(0);
    [value.resolved, value.adm1, value.country, Some(value.precision.to_string())]
        .map(|field| field.unwrap_or_else(|| "-".to_owned()))
        .join(", ")
}

#[test]
fn a_name_is_found_in_any_romanisation() {
    let cases = [
        (168_325, &["Khan Sheikhun", "Khan Shaykhun", "Khan Sheikoun", "KHAN SHEIKHOUN"][..]),
        (170_794, &["Deir ez-Zor", "Dayr al-Zawr", "Deir al-Zour", "Deir Ezzor", "Dayr az Zawr"]),
        (169_389, &["Idlib", "Idleb", "Edlib"]),
        (164_816, &["Saraqib", "Saraqeb", "Sarakeb"]),
        (167_357, &["Manbij", "Membij"]),
    ];
    for (id, names) in cases {
        for name in names {
            let value = resolve(name, &["Syrian"]).remove(0);
            assert_eq!(value.place_id, Some(id), "{name}: {value:?}");
            assert_eq!(value.name, *name);
        }
    }
}

#[test]
fn context_chooses_among_namesakes() {
    let cases = [
        ("Tripoli; Beirut; Sidon", "Tripoli, North Lebanon, LB, exact"),
        ("Tripoli; Benghazi; Misrata", "Tripoli, Tripoli, LY, exact"),
        ("Paris < Texas", "Paris, Texas, US, exact"),
        ("Paris; Lyon; Marseille", "Paris, Ile-de-France, FR, exact"),
        ("Georgia; Tbilisi; Gori; South Ossetia", "Georgia, -, GE, country"),
        ("Georgia; Atlanta; Savannah; Alabama", "Georgia, Georgia, US, adm1"),
        ("Rafah; Khan Younis; Gaza City", "Rafah, Gaza Strip, PS, exact"),
        ("San Miguel; San Salvador; Usulutan", "San Miguel, San Miguel, SV, exact"),
        ("La Paz < El Salvador", "La Paz, La Paz, SV, adm1"),
        ("Gao; Kidal; Timbuktu", "Gao, Gao, ML, exact"),
    ];
    for (line, expected) in cases {
        assert_eq!(first(line, &[]), expected, "{line}");
    }
}

#[test]
fn precision_says_what_the_words_say() {
    let cases = [
        ("Idlib province", "Idlib, Idlib, SY, adm1"),
        ("Anbar", "Anbar, Anbar, IQ, adm1"),
        ("north of > Hama", "Ḩamāh, Hama, SY, near"),
        ("northern > Syria", "Syria, -, SY, area"),
        ("Syria", "Syria, -, SY, country"),
        ("Darfur", "Darfur, -, SD, area"),
        ("Gulf of Aden", "Gulf of Aden, -, -, international"),
        ("Eastern Ghouta", "Eastern Ghouta, Rif Dimashq, SY, near"),
        ("Nuba Mountains", "Nuba Mountains, -, SD, area"),
    ];
    for (line, expected) in cases {
        assert_eq!(first(line, &[]), expected, "{line}");
    }
}

#[test]
fn an_unknown_name_is_kept_and_takes_only_what_its_clause_says() {
    assert_eq!(first("Zzyrqalabad", &[]), "-, -, -, unresolved");
    assert_eq!(first("Zzyrqalabad < Idlib province < Syria", &[]), "Idlib, Idlib, SY, adm1");
    assert_eq!(resolve("Zzyrqalabad < Idlib province", &[]).remove(0).name, "Zzyrqalabad");
    // A month is no town unless the report is about that corner of the world.
    assert_eq!(first("March", &[]), "-, -, -, unresolved");
    assert_eq!(first("March < Cambridgeshire", &["England"]), "March, England, GB, exact");
    // A name that only sounds like a place elsewhere stays unresolved.
    assert_eq!(first("Saraqueb; Kyiv; Kharkiv", &["Ukrainian"]), "-, -, -, unresolved");
}

#[test]
fn a_list_of_equals_is_no_containment() {
    let values = resolve("Romania < Moldova; Moldova < Ukraine; Ukraine", &[]);
    let countries: Vec<_> = values.iter().filter_map(|value| value.country.as_deref()).collect();
    assert_eq!(countries, ["RO", "MD", "UA"]);
}

#[test]
fn a_later_bare_name_keeps_the_sense_its_clause_gave_it() {
    let values = resolve("Alexandria < Louisiana; Alexandria", &[]);
    assert_eq!(values[1].adm1.as_deref(), Some("Louisiana"));
}

#[test]
fn the_gazetteer_is_large() {
    assert!(Gazetteer::embedded().n_places() > 250_000);
}

proptest! {
    #[test]
    fn looking_up_anything_never_panics(name in ".{0,40}", inner in "[ A-Za-z'-]{0,20}", level in "(province|village|of|the)?") {
        let gazetteer = Gazetteer::embedded();
        let _ = gazetteer.lookup(&name);
        let words = format!("{inner} {level}");
        let values = resolve(&words.replace([';', '<', '>'], " "), &[name.as_str()]);
        prop_assert_eq!(values.len(), 1);
        let _ = ATLAS.strength(&name);
    }
}

#[test]
fn a_place_of_its_own_name_is_no_country_that_sounds_like_it() {
    assert_eq!(resolve("Ghouta", &[]).remove(0).country, None);
    assert_eq!(resolve("Ghouta", &["Syrian"]).remove(0).country.as_deref(), Some("SY"));
}
