//! Parties and sources as the embedded lexicon reads them. The words are the tests' own.

use cairn_model::{ActorId, ActorSide, ActorValue, Day};
use cairn_resolve::actor::{ActorLexicon, FormKind, LineKind, SourceRole};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<ActorLexicon> = LazyLock::new(|| {
    ActorLexicon::from_toml(ActorLexicon::embedded_files()).unwrap_or_else(|faults| panic!("{faults}"))
});

fn day(text: &str) -> Option<Day> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn country(code: &str) -> Option<&str> {
    (!code.is_empty()).then_some(code)
}

fn party(words: &str, on: &str, about: &str) -> Option<ActorValue> {
    LEXICON.resolve(words, day(on), country(about))
}

/// Each case: words, day, country of the report; neutral name, side.
fn check_parties(cases: &[(&str, &str, &str, &str, ActorSide)]) {
    for &(words, on, about, name, side) in cases {
        let value = party(words, on, about).unwrap_or_else(|| panic!("`{words}` names nothing"));
        assert_eq!((value.name.as_str(), value.side), (name, side), "{words} | {on} | {about}");
        assert_eq!(value.words, words);
    }
}

/// Each case: words, day, country of the report, line.
fn check_lines(cases: &[(&str, &str, &str, &str)]) {
    for &(words, on, about, line) in cases {
        let id = party(words, on, about).and_then(|value| value.id);
        assert_eq!(id.as_ref().map(ActorId::as_str), Some(line), "{words} | {on} | {about}");
    }
}

#[test]
fn the_lexicon_covers_the_wars_since_1980() {
    let counts = LEXICON.counts();
    assert!(counts.actors >= 700, "{counts:?}");
    assert!(counts.states >= 190, "{counts:?}");
    let armed = LEXICON.lines().filter(|line| {
        line.kind == LineKind::Actor
            && line.names.iter().any(|name| {
                matches!(name.side, ActorSide::Rebel | ActorSide::ProGovernment | ActorSide::Criminal)
            })
    });
    assert!(armed.count() >= 600);
}

#[test]
fn every_row_says_where_to_check_it() {
    for line in LEXICON.lines() {
        assert!(line.note.contains("Check:"), "{}: {}", line.id, line.note);
    }
}

#[test]
fn a_party_bears_its_name_of_the_day() {
    use ActorSide::{Political, ProGovernment, Rebel, State};
    check_parties(&[
        ("Jabhat al-Nusra", "2014-05-01", "SY", "al-Nusra Front", Rebel),
        ("the al-Nusra Front", "2016-07-28", "SY", "Jabhat Fateh al-Sham", Rebel),
        ("Nusra", "2017-09-20", "SY", "Hayat Tahrir al-Sham", Rebel),
        ("Hay\u{2019}at Tahrir Al-Sham (HTS)", "2018-10-01", "SY", "Hayat Tahrir al-Sham", Rebel),
        ("HAYAT TAHRIR AL-SHAM", "2018-10-01", "SY", "Hayat Tahrir al-Sham", Rebel),
        ("Tahrir al-Sham", "2013-01-01", "SY", "al-Nusra Front", Rebel),
        ("ISIS", "2013-06-01", "SY", "Islamic State of Iraq and the Levant", Rebel),
        ("Daesh", "2017-06-01", "IQ", "Islamic State", Rebel),
        ("AQI", "2005-03-01", "IQ", "al-Qaeda in Iraq", Rebel),
        ("the GSPC", "2003-05-01", "DZ", "Salafist Group for Preaching and Combat", Rebel),
        ("GSPC", "2012-05-01", "ML", "al-Qaeda in the Islamic Maghreb", Rebel),
        ("PKK", "2002-12-01", "TR", "Kurdistan Freedom and Democracy Congress", Rebel),
        ("PKK", "2015-08-01", "TR", "Kurdistan Workers' Party", Rebel),
        ("the Taliban", "1999-01-01", "AF", "Taliban", State),
        ("the Taliban", "2010-01-01", "AF", "Taliban", Rebel),
        ("the Taliban", "2022-01-01", "AF", "Taliban", State),
        ("Rapid Support Forces", "2019-06-03", "SD", "Rapid Support Forces", ProGovernment),
        ("RSF", "2023-05-01", "SD", "Rapid Support Forces", Rebel),
        ("FMLN", "1989-11-12", "SV", "Farabundo Marti National Liberation Front", Rebel),
        ("FMLN", "1999-11-12", "SV", "Farabundo Marti National Liberation Front", Political),
        ("Sandinista army", "1986-01-01", "NI", "Sandinista National Liberation Front", State),
    ]);
}

#[test]
fn without_a_day_the_name_that_was_written_stands() {
    for words in ["al-Nusra Front", "Jabhat Fateh al-Sham", "Hayat Tahrir al-Sham"] {
        let value = party(words, "", "").unwrap();
        assert_eq!((value.name.as_str(), value.id.unwrap().as_str()), (words, "hts"));
    }
}

#[test]
fn spellings_and_abbreviations_are_one_line() {
    check_lines(&[
        ("Frente Farabundo Martí para la Liberación Nacional", "1985-01-01", "SV", "fmln"),
        ("SENDERO LUMINOSO", "1988-01-01", "PE", "shining-path"),
        ("Shining Path guerrillas", "1988-01-01", "PE", "shining-path"),
        ("the FARC", "1998-01-01", "CO", "farc"),
        ("Farc", "1998-01-01", "CO", "farc"),
        ("M-19", "1985-11-06", "CO", "m-19"),
        ("Hizbullah", "2006-07-12", "LB", "hezbollah"),
        ("Hizbollah fighters", "2013-05-19", "SY", "hezbollah"),
        ("Al Shabab", "2013-09-21", "KE", "al-shabaab"),
        ("Jaish ul-Islam", "2015-01-01", "SY", "jaysh-al-islam"),
        ("Ahrar ash-Sham", "2014-01-01", "SY", "ahrar-al-sham"),
        ("Lashkar-i-Tayyaba", "2008-11-26", "IN", "lashkar-e-taiba"),
        ("Tehrik-i-Taliban Pakistan", "2009-01-01", "PK", "ttp"),
        ("KLA", "1998-06-01", "XK", "kla"),
        ("Tamil Tigers", "1996-07-18", "LK", "ltte"),
        ("U.S.-led coalition", "2016-03-01", "SY", "coalition-against-islamic-state"),
        ("UNIFIL", "1996-04-18", "LB", "unifil"),
    ]);
}

#[test]
fn country_and_day_tell_shared_names_apart() {
    check_lines(&[
        ("Taliban", "2012-10-09", "PK", "ttp"),
        ("Taliban", "2001-03-01", "PK", "taliban-afghanistan"),
        ("Taliban", "2012-10-09", "AF", "taliban-afghanistan"),
        ("SLA", "1993-07-25", "LB", "south-lebanon-army"),
        ("SLA", "2004-07-25", "SD", "slm-a"),
        ("SLA", "1999-07-25", "LK", "lk-military"),
        ("National Liberation Army", "2001-06-01", "MK", "nla-macedonia"),
        ("National Liberation Army", "1989-06-01", "CO", "eln-colombia"),
        ("Maoist rebels", "2003-01-01", "NP", "cpn-maoist"),
        ("Maoist rebels", "2010-04-06", "IN", "cpi-maoist"),
        ("Islamic Jihad", "1985-01-01", "LB", "islamic-jihad-organisation"),
        ("Islamic Jihad", "2012-11-01", "PS", "palestinian-islamic-jihad"),
        ("al-Shabaab", "2020-03-23", "MZ", "ansar-al-sunna-mozambique"),
        ("UPC", "2003-05-01", "CD", "upc-drc"),
        ("UPC", "2017-05-01", "CF", "upc-car"),
        ("SNA", "2019-10-09", "SY", "syrian-national-army"),
        ("Army of Islam", "2007-03-12", "PS", "army-of-islam-gaza"),
        ("the coalition", "2017-01-01", "YE", "saudi-led-coalition"),
    ]);
}

#[test]
fn a_shared_name_that_nothing_decides_gets_no_identity() {
    let value = party("SLA", "", "").unwrap();
    assert_eq!((value.id, value.name.as_str(), value.country), (None, "SLA", None));
    let value = party("the National Liberation Army", "1989-01-01", "").unwrap();
    assert_eq!((value.id, value.side), (None, ActorSide::Rebel));
}

#[test]
fn a_party_is_not_named_before_it_was_known() {
    let id = |on: &str| party("M23", on, "CD").and_then(|value| value.id);
    assert_eq!(id("2013-10-30"), Some(ActorId::new("m23")));
    assert_eq!(id("2009-10-30"), None);
}

#[test]
fn a_demonym_keeps_a_name_from_another_country() {
    assert_eq!(
        party("Popular Defence Forces", "2007-01-01", "SD").unwrap().id,
        Some(ActorId::new("sd-military"))
    );
    let value = party("Syrian Popular Defence Forces", "2014-01-01", "SY");
    assert_ne!(value.and_then(|value| value.id), Some(ActorId::new("sd-military")));
}

#[test]
fn words_that_hold_only_at_home_hold_nowhere_else() {
    assert_ne!(party("the Maoists", "2003-01-01", "NP").unwrap().id, None);
    assert_eq!(party("the Maoists", "2003-01-01", "FR"), None);
    // Before the party was founded its nickname says nothing.
    assert_eq!(party("the Maoists", "1985-01-01", "NP"), None);
}

#[test]
fn forces_of_states_are_built_from_the_country_table() {
    use ActorSide::State;
    check_parties(&[
        ("Syrian government forces", "2017-09-19", "SY", "Military Forces of Syria", State),
        ("regime forces", "2017-09-19", "SY", "Military Forces of Syria", State),
        ("the army", "1989-11-12", "SV", "Military Forces of El Salvador", State),
        ("Syria's army", "2017-09-19", "", "Military Forces of Syria", State),
        ("Russian warplanes", "2017-09-19", "SY", "Military Forces of Russia", State),
        ("RUSSIAN WARPLANES", "2017-09-19", "SY", "Military Forces of Russia", State),
        ("U.S. special forces", "2017-09-19", "SY", "Military Forces of the United States", State),
        (
            "the armed forces of the Philippines",
            "2017-06-01",
            "",
            "Military Forces of the Philippines",
            State,
        ),
        ("IDF", "2014-07-20", "PS", "Military Forces of Israel", State),
        ("Turkish police", "2015-07-24", "TR", "Police Forces of Turkey", State),
        ("the South Sudanese army", "2014-01-10", "SS", "Military Forces of South Sudan", State),
        ("Zairean troops", "1996-11-01", "RW", "Military Forces of Zaire", State),
        (
            "Congolese army",
            "2012-11-20",
            "CD",
            "Military Forces of the Democratic Republic of the Congo",
            State,
        ),
        ("Congolese army", "1998-01-20", "CG", "Military Forces of the Republic of the Congo", State),
        ("Yugoslav army", "1991-09-01", "HR", "Military Forces of Yugoslavia", State),
        ("Yugoslav army", "1999-04-01", "XK", "Military Forces of Serbia and Montenegro", State),
        ("Burmese troops", "1985-01-01", "MM", "Military Forces of Burma", State),
        ("Israel", "2014-07-20", "PS", "Israel", State),
        ("the Israelis", "2014-07-20", "PS", "Israel", State),
        ("military", "2014-07-20", "", "military forces", State),
        ("regime warplanes", "2014-07-20", "SY", "Military Forces of Syria", State),
        ("army helicopters", "1989-11-12", "SV", "Military Forces of El Salvador", State),
        ("Assad\u{2019}s air force", "2014-07-20", "TR", "Military Forces of Syria", State),
        ("Gaddafi's troops", "2011-03-20", "LY", "Military Forces of Libya", State),
        ("the Milosevic regime", "1999-03-20", "XK", "Government of Serbia and Montenegro", State),
    ]);
    let value = party("Russian warplanes", "2017-09-19", "SY").unwrap();
    assert_eq!((value.id.unwrap().as_str(), value.country.as_deref()), ("ru-military", Some("RU")));
}

#[test]
fn the_outlets_word_is_never_the_name() {
    use ActorSide::{Criminal, ProGovernment, State, Unidentified};
    check_parties(&[
        ("militants", "2017-09-19", "SY", "armed group (Syria)", Unidentified),
        ("jihadists", "2017-09-19", "SY", "armed group (Syria)", Unidentified),
        ("terrorists", "2017-09-19", "SY", "armed group (Syria)", Unidentified),
        ("TERRORISTS", "1988-09-19", "PE", "armed group (Peru)", Unidentified),
        ("opposition fighters", "2017-09-19", "SY", "armed group (Syria)", Unidentified),
        ("gunmen", "", "", "armed group", Unidentified),
        ("masked Sunni gunmen", "2006-01-01", "IQ", "armed group (Iraq)", Unidentified),
        ("Syrian rebels", "2017-09-19", "TR", "armed group (Syria)", Unidentified),
        ("gunmen in Iraq", "2006-01-01", "US", "armed group (Iraq)", Unidentified),
        ("Iranian-backed militias", "2019-01-01", "IQ", "militia (Iraq)", Unidentified),
        ("pro-Turkish rebels", "2019-01-01", "SY", "armed group (Syria)", Unidentified),
        ("pro-government militia", "2014-01-01", "SY", "pro-government militia (Syria)", ProGovernment),
        ("drug traffickers", "1989-08-24", "CO", "criminal group (Colombia)", Criminal),
        ("unidentified attackers", "1989-08-24", "CO", "unidentified attackers (Colombia)", Unidentified),
        ("warplanes", "2017-09-19", "SY", "military aircraft", State),
        ("bandits in Zaire", "1993-01-01", "", "criminal group (Zaire)", Criminal),
    ]);
}

#[test]
fn who_stands_behind_or_against_a_party_is_not_the_party() {
    check_lines(&[
        ("Iran-backed Houthi rebels", "2018-06-13", "YE", "houthis"),
        ("US-backed Syrian Democratic Forces", "2017-10-17", "SY", "sdf-syria"),
        ("al-Qaeda-linked al-Nusra Front", "2014-01-01", "SY", "hts"),
        ("a commander of the Free Syrian Army", "2013-01-01", "SY", "free-syrian-army"),
        ("Islamic State militants", "2017-01-01", "IQ", "islamic-state"),
        ("the Colombian National Liberation Army", "1989-01-01", "", "eln-colombia"),
        ("the Colombian Army of National Liberation", "1989-01-01", "", "eln-colombia"),
        ("a Colombian army patrol", "1989-01-01", "", "co-military"),
    ]);
    for words in ["anti-Taliban fighters", "al-Qaeda-linked militants", "Hezbollah-allied gunmen"] {
        assert_eq!(party(words, "2010-01-01", "AF").unwrap().name, "armed group (Afghanistan)", "{words}");
    }
    assert_eq!(party("Syrian army defectors", "2011-08-01", "SY"), None);
}

#[test]
fn what_is_no_party_stays_unnamed() {
    for words in
        ["is", "us", "villagers", "the ceasefire", "a car bomb", "fact", "Model", "Reuters", "SOHR", ""]
    {
        assert_eq!(party(words, "2015-01-01", "SY"), None, "{words}");
    }
}

fn source(words: &str, about: &str) -> Option<(String, SourceRole)> {
    LEXICON.resolve_source(words, None, country(about)).map(|source| (source.id, source.role))
}

#[test]
fn spellings_and_spokesmen_of_one_body_are_one_source() {
    use SourceRole::{Agency, Monitor, Ngo, Party, StateBody, Un};
    let groups: &[(&str, &str, SourceRole, &[&str])] = &[
        (
            "ru-military",
            "SY",
            StateBody,
            &[
                "Sergei Rudskoy",
                "Colonel-General Sergei Rudskoi",
                "the Russian General Staff",
                "Russia's Ministry of Defence",
                "the Russian military",
                "the Russian Defense Ministry",
                "RUSSIAN DEFENCE MINISTRY",
                "Russian Defence Ministry spokesman Igor Konashenkov",
                "Ministry of Defence of the Russian Federation",
            ],
        ),
        (
            "sohr",
            "SY",
            Monitor,
            &[
                "Syrian Observatory for Human Rights",
                "the Observatory",
                "SOHR",
                "Rami Abdel Rahman",
                "the Britain-based Syrian Observatory for Human Rights",
                "Observatory head Rami Abdulrahman",
            ],
        ),
        ("white-helmets", "SY", Ngo, &["the White Helmets", "Syrian Civil Defence", "Syria Civil Defense"]),
        ("un", "", Un, &["the United Nations", "UN", "U.N.", "UN Secretary-General Antonio Guterres"]),
        ("ocha", "", Un, &["OCHA", "the UN Office for the Coordination of Humanitarian Affairs"]),
        (
            "gaza-health-ministry",
            "PS",
            SourceRole::StateBody,
            &["the Hamas-run health ministry", "Gaza's health ministry", "Ashraf al-Qudra"],
        ),
        ("sana", "SY", Agency, &["SANA", "state news agency SANA"]),
        ("tass", "RU", Agency, &["TASS", "the TASS news agency", "Itar-Tass"]),
        (
            "sy-military",
            "SY",
            StateBody,
            &["the Syrian army", "the army", "an army spokesman", "Syria's defence ministry"],
        ),
        (
            "sv-military",
            "SV",
            StateBody,
            &["COPREFA", "the Armed Forces Press Committee", "the armed forces"],
        ),
        ("ru-government", "SY", StateBody, &["Moscow", "the Kremlin", "Russia", "Vladimir Putin"]),
        ("us-military", "SY", StateBody, &["the Pentagon", "CENTCOM", "the US military"]),
        (
            "iq-police",
            "IQ",
            StateBody,
            &["police", "Iraqi police", "the Iraqi interior ministry", "a police source"],
        ),
        ("houthis", "YE", Party, &["the Houthis", "Houthi spokesman Yahya Saree", "Yahya Saree"]),
    ];
    for (id, about, role, spellings) in groups {
        for words in *spellings {
            assert_eq!(source(words, about), Some(((*id).to_owned(), *role)), "{words}");
        }
    }
}

#[test]
fn a_source_has_a_neutral_name() {
    let name = |words: &str| LEXICON.resolve_source(words, None, None).unwrap().name;
    assert_eq!(name("Russian warplanes"), "Russian Ministry of Defence & General Staff");
    assert_eq!(name("Peru's interior minister"), "Peruvian Interior Ministry & Police");
    assert_eq!(name("Damascus"), "Government of Syria");
    assert_eq!(name("the U.S. State Department"), "US State Department");
}

#[test]
fn nobody_in_particular_is_no_source() {
    for words in ["rebel officials", "a Kurdish official", "an opposition spokesman"] {
        assert_eq!(source(words, "SY"), None, "{words}");
    }
    for words in ["witnesses", "residents", "activists", "a doctor", "police", "the army", "local media"] {
        assert_eq!(source(words, ""), None, "{words}");
    }
}

#[test]
fn every_name_leads_to_its_own_line_at_home_and_in_its_time() {
    // The state's army is abbreviated alike.
    let shared = [("somali-national-alliance", "SNA")];
    for line in LEXICON.lines().filter(|line| line.kind == LineKind::Actor) {
        let about = line.country.as_deref().or(line.active_in.first().map(String::as_str));
        for name in &line.names {
            let validity = name.validity;
            let on = validity.from.map(|from| from.last).or(validity.to.map(|to| to.first));
            for form in std::iter::once(&name.name).chain(&name.forms) {
                // Capitals hide whether `-I ` links two words.
                let capitals = form.words.to_uppercase();
                let spellings = [form.words.as_str(), &capitals];
                for words in &spellings[..if form.words.contains("i ") { 1 } else { 2 }] {
                    let value =
                        LEXICON.resolve(words, on, about).unwrap_or_else(|| panic!("{} {words}", line.id));
                    let expected = (!shared.contains(&(line.id.as_str(), words))).then_some(&line.id);
                    assert_eq!(value.id.as_ref(), expected, "{words}");
                }
            }
        }
    }
}

#[test]
fn every_other_form_is_read_as_what_it_is() {
    for form in LEXICON.surface_forms() {
        let party = || LEXICON.resolve(form.words, None, form.country);
        let source = || LEXICON.resolve_source(form.words, None, form.country);
        let read = match form.kind {
            FormKind::Organisation(role) => source().is_some_and(|source| source.role == role),
            FormKind::Person => source().is_some(),
            FormKind::Capital => source().is_some_and(|source| source.id.ends_with("-government")),
            FormKind::Country => party().is_some_and(|party| {
                party.side == ActorSide::State && party.country.as_deref() == form.country
            }),
            FormKind::Generic(side) => party().is_some_and(|party| party.side == side),
            // Names of parties have a test of their own; the others are parts of a name.
            FormKind::Actor(_) | FormKind::StateBody | FormKind::Demonym | FormKind::BodyWord(_) => true,
        };
        assert!(read, "{form:?}");
    }
}

#[test]
fn successions_are_told() {
    let line = LEXICON.line(&ActorId::new("ansar-dine")).unwrap();
    let merged = line.merged_into.as_ref().unwrap();
    assert_eq!((merged.line.as_str(), merged.on.unwrap().first.year()), ("jnim", 2017));
}

proptest! {
    /// Whatever stands in a report, the words come back untouched and the same twice over.
    #[test]
    fn any_words_are_read_alike_twice(words in "\\PC{0,40}", home in prop::sample::select(vec!["", "SY", "CO", "XX"])) {
        let read = || (party(&words, "2015-01-01", home), source(&words, home));
        prop_assert_eq!(read(), read());
        if let Some(value) = read().0 {
            prop_assert_eq!(value.words, words);
        }
    }
}

#[test]
fn small_letters_are_no_name_by_their_sound() {
    for words in ["health centres", "two countries"] {
        let party = LEXICON.resolve(words, day("2016-05-01"), Some("SY"));
        assert!(party.is_none_or(|party| party.id.is_none()), "{words}");
    }
}
