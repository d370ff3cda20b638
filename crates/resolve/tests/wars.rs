//! Parties of many wars, as agencies name them: each must be known with its side.

use cairn_model::ActorSide;
use cairn_resolve::actor::ActorLexicon;

/// Country of the report, day, side, and the ways of naming, all of which must be known.
const PARTIES: &[(&str, &str, ActorSide, &[&str])] = &[
    ("CO", "2001-05-01", ActorSide::Rebel, &["FARC", "the FARC rebels", "Revolutionary Armed Forces of Colombia", "ELN", "the National Liberation Army", "FARC guerrillas", "ELN guerrillas"]),
    ("CO", "2001-05-01", ActorSide::ProGovernment, &["AUC", "United Self-Defense Forces of Colombia", "AUC paramilitaries"]),
    ("CO", "2021-05-01", ActorSide::Criminal, &["Clan del Golfo", "the Gulf Clan"]),
    ("CO", "1988-05-01", ActorSide::Rebel, &["M-19", "EPL", "Popular Liberation Army"]),
    ("NG", "2015-05-01", ActorSide::Rebel, &["Boko Haram", "Boko Haram fighters", "Boko Haram militants", "suspected Boko Haram insurgents"]),
    ("NG", "2020-05-01", ActorSide::Rebel, &["ISWAP", "Islamic State West Africa Province", "IPOB", "Ansaru"]),
    ("NG", "2015-05-01", ActorSide::ProGovernment, &["Civilian Joint Task Force", "CJTF"]),
    ("NG", "2015-05-01", ActorSide::State, &["Nigerian army", "Nigerian troops", "Nigerian Air Force"]),
    ("NG", "2006-05-01", ActorSide::Rebel, &["MEND", "Movement for the Emancipation of the Niger Delta"]),
    ("UA", "2015-05-01", ActorSide::Rebel, &["Donetsk People's Republic", "DNR", "Luhansk People's Republic", "pro-Russian separatists", "DPR forces"]),
    ("UA", "2022-05-01", ActorSide::State, &["Russian forces", "Ukrainian troops", "Russian Armed Forces", "the Ukrainian military", "Russian troops", "the 36th brigade"]),
    ("UA", "2022-12-01", ActorSide::ProGovernment, &["Wagner Group", "Wagner mercenaries", "Wagner"]),
    ("YE", "2016-05-01", ActorSide::Rebel, &["Houthis", "Houthi rebels", "Ansar Allah", "the Huthis", "Houthi militia", "AQAP", "al-Qaeda in the Arabian Peninsula"]),
    ("YE", "2016-05-01", ActorSide::International, &["Saudi-led coalition", "the Arab coalition"]),
    ("YE", "2019-05-01", ActorSide::Rebel, &["Southern Transitional Council", "STC"]),
    ("SD", "2023-05-01", ActorSide::Rebel, &["Rapid Support Forces", "RSF", "the paramilitary Rapid Support Forces"]),
    ("SD", "2023-05-01", ActorSide::State, &["Sudanese Armed Forces", "SAF", "Sudanese army"]),
    ("SD", "2005-05-01", ActorSide::ProGovernment, &["Janjaweed", "Janjaweed militia"]),
    ("SD", "2005-05-01", ActorSide::Rebel, &["Sudan Liberation Army", "SLA", "JEM", "Justice and Equality Movement", "SPLM-N"]),
    ("IN", "2003-05-01", ActorSide::Rebel, &["Hizbul Mujahideen", "Lashkar-e-Taiba", "Jaish-e-Mohammed", "LeT", "Lashkar-e-Toiba", "Naxalites", "ULFA"]),
    ("IN", "2010-05-01", ActorSide::Rebel, &["Maoists", "Maoist rebels", "CPI (Maoist)"]),
    ("IN", "2003-05-01", ActorSide::State, &["Indian army", "Border Security Force", "BSF", "CRPF", "Rashtriya Rifles"]),
    ("PH", "2010-05-01", ActorSide::Rebel, &["Abu Sayyaf", "MILF", "Moro Islamic Liberation Front", "MNLF", "New People's Army", "NPA", "NPA rebels", "Abu Sayyaf gunmen", "BIFF"]),
    ("PH", "2017-06-01", ActorSide::Rebel, &["Maute group", "the Maute group"]),
    ("PH", "2010-05-01", ActorSide::State, &["Armed Forces of the Philippines", "Philippine Army", "Philippine National Police"]),
    ("CD", "2012-11-01", ActorSide::Rebel, &["M23", "M23 rebels", "FDLR", "ADF", "Allied Democratic Forces", "Mai-Mai", "Mai-Mai militia", "LRA", "Lord's Resistance Army"]),
    ("CD", "2021-11-01", ActorSide::Rebel, &["CODECO", "ADF rebels"]),
    ("CD", "2012-11-01", ActorSide::State, &["FARDC", "Congolese army", "Congolese troops", "Rwandan troops"]),
    ("CD", "2012-11-01", ActorSide::International, &["MONUSCO", "UN peacekeepers"]),
    ("LK", "2008-05-01", ActorSide::Rebel, &["LTTE", "Tamil Tigers", "Liberation Tigers of Tamil Eelam", "Tamil Tiger rebels", "the Tigers", "Sea Tigers", "Black Tigers"]),
    ("LK", "2008-05-01", ActorSide::State, &["Sri Lankan army", "Sri Lanka Navy", "Sri Lankan troops"]),
    ("BA", "1994-05-01", ActorSide::Rebel, &["Bosnian Serbs", "Bosnian Serb forces", "Bosnian Serb army", "Army of Republika Srpska", "HVO", "Bosnian Croat forces", "Croatian Defence Council"]),
    ("BA", "1994-05-01", ActorSide::State, &["Bosnian army", "Bosnian government forces", "Army of Bosnia and Herzegovina"]),
    ("BA", "1994-05-01", ActorSide::International, &["UNPROFOR", "NATO"]),
    ("RU", "2000-02-01", ActorSide::Rebel, &["Chechen rebels", "Chechen fighters", "Chechen separatists", "Caucasus Emirate"]),
    ("RU", "2000-02-01", ActorSide::State, &["Russian troops", "Russian federal forces", "OMON"]),
    ("GB", "1988-02-01", ActorSide::Rebel, &["IRA", "Provisional IRA", "Irish Republican Army", "INLA"]),
    ("GB", "1988-02-01", ActorSide::Rebel, &["UVF", "UDA", "Ulster Volunteer Force", "UFF", "Ulster Freedom Fighters"]),
    ("GB", "1988-02-01", ActorSide::State, &["British Army", "RUC", "Royal Ulster Constabulary", "Ulster Defence Regiment", "UDR", "British soldiers"]),
    ("GB", "1998-09-01", ActorSide::Rebel, &["Real IRA", "Continuity IRA"]),
    ("PE", "1989-02-01", ActorSide::Rebel, &["Shining Path", "Sendero Luminoso", "Shining Path guerrillas", "MRTA", "Tupac Amaru Revolutionary Movement", "Senderistas"]),
    ("DZ", "1997-02-01", ActorSide::Rebel, &["GIA", "Armed Islamic Group", "AIS", "Islamic Salvation Army"]),
    ("DZ", "2004-02-01", ActorSide::Rebel, &["GSPC", "Salafist Group for Preaching and Combat"]),
    ("ML", "2019-02-01", ActorSide::Rebel, &["JNIM", "Group for the Support of Islam and Muslims", "AQIM", "al-Qaeda in the Islamic Maghreb", "Ansar Dine", "MNLA", "Islamic State in the Greater Sahara", "ISGS"]),
    ("ML", "2019-02-01", ActorSide::State, &["Malian army", "FAMa", "Malian Armed Forces", "French troops"]),
    ("ML", "2019-02-01", ActorSide::International, &["MINUSMA"]),
    ("MM", "2022-02-01", ActorSide::Rebel, &["Arakan Army", "KIA", "Kachin Independence Army", "KNLA", "Karen National Liberation Army", "PDF", "People's Defence Force", "TNLA", "MNDAA", "ARSA", "Karen National Union", "KNU"]),
    ("MM", "2022-02-01", ActorSide::State, &["Tatmadaw", "Myanmar military", "the junta", "Myanmar army", "junta troops", "junta forces"]),
    ("ET", "2021-02-01", ActorSide::Rebel, &["TPLF", "Tigray People's Liberation Front", "Tigrayan forces", "Tigray Defence Forces", "OLA", "Oromo Liberation Army", "OLF-Shene"]),
    ("ET", "2021-02-01", ActorSide::State, &["Ethiopian National Defence Force", "ENDF", "Ethiopian troops", "Eritrean troops", "Eritrean forces"]),
    ("SO", "2013-02-01", ActorSide::Rebel, &["al-Shabaab", "Al Shabab", "al-Shabab militants", "Shebab fighters"]),
    ("SO", "2013-02-01", ActorSide::International, &["AMISOM", "African Union troops"]),
    ("AF", "2010-02-01", ActorSide::Rebel, &["Taliban", "the Taleban", "Taliban fighters", "Haqqani network", "Hezb-e-Islami"]),
    ("AF", "2010-02-01", ActorSide::International, &["ISAF", "NATO-led forces", "NATO troops"]),
    ("SY", "2014-02-01", ActorSide::Rebel, &["Suqour al-Sham brigade", "Ahrar al-Sham", "Free Syrian Army", "Liwa al-Tawhid", "Jaish al-Islam"]),
    ("SY", "2018-02-01", ActorSide::State, &["the 4th Division", "Syrian 4th Armoured Division", "Tiger Forces", "Republican Guard", "Turkish troops", "Turkish army"]),
    ("IQ", "2015-02-01", ActorSide::ProGovernment, &["Popular Mobilization Forces", "Hashd al-Shaabi", "Badr Organization", "Kataib Hezbollah"]),
    ("TR", "1996-02-01", ActorSide::Rebel, &["PKK", "Kurdistan Workers' Party", "PKK guerrillas"]),
    ("SV", "1989-02-01", ActorSide::Rebel, &["FMLN", "Farabundo Marti National Liberation Front"]),
    ("NI", "1986-02-01", ActorSide::Rebel, &["Contras", "the Contras"]),
    ("GT", "1986-02-01", ActorSide::Rebel, &["URNG"]),
    ("AO", "1993-02-01", ActorSide::Rebel, &["UNITA"]),
    ("MZ", "1988-02-01", ActorSide::Rebel, &["Renamo", "RENAMO rebels"]),
    ("SL", "1999-02-01", ActorSide::Rebel, &["RUF", "Revolutionary United Front"]),
    ("LR", "2003-02-01", ActorSide::Rebel, &["LURD"]),
    ("UG", "2003-02-01", ActorSide::Rebel, &["Lord's Resistance Army", "LRA"]),
    ("ID", "2002-02-01", ActorSide::Rebel, &["GAM", "Free Aceh Movement", "Jemaah Islamiyah"]),
    ("TH", "2010-02-01", ActorSide::Rebel, &["BRN", "Barisan Revolusi Nasional"]),
    ("NP", "2004-02-01", ActorSide::Rebel, &["Maoist rebels", "Maoists"]),
    ("ES", "1995-02-01", ActorSide::Rebel, &["ETA", "Basque separatists"]),
    ("LY", "2019-05-01", ActorSide::Rebel, &["Libyan National Army", "LNA", "Haftar's forces"]),
    ("LY", "2019-05-01", ActorSide::State, &["Government of National Accord", "GNA forces", "GNA"]),
    ("CF", "2013-05-01", ActorSide::Rebel, &["Seleka", "anti-Balaka", "Seleka rebels"]),
    ("CF", "2021-05-01", ActorSide::Rebel, &["CPC", "Coalition of Patriots for Change"]),
    ("SS", "2014-05-01", ActorSide::Rebel, &["SPLA-IO", "SPLA in Opposition"]),
    ("SS", "2014-05-01", ActorSide::State, &["SPLA", "South Sudanese army"]),
    ("BF", "2022-05-01", ActorSide::ProGovernment, &["VDP", "Volunteers for the Defence of the Homeland", "Koglweogo"]),
    ("PK", "2012-05-01", ActorSide::Rebel, &["TTP", "Tehreek-e-Taliban Pakistan", "Pakistani Taliban", "Lashkar-e-Jhangvi", "BLA", "Baloch Liberation Army"]),
];

#[test]
fn parties_of_many_wars_are_known_with_their_side() {
    let lexicon = ActorLexicon::embedded().expect("the lexicon that is compiled in");
    let mut wrong = Vec::new();
    for (country, day, side, names) in PARTIES {
        for name in *names {
            let actor = lexicon.resolve(name, day.parse().ok(), Some(country));
            let found = actor.as_ref().map(|actor| (actor.side, actor.name.as_str(), actor.id.is_some()));
            if found.is_none_or(|(found, _, _)| found != *side) {
                wrong.push(format!("{country} {day} {name}: wanted {side}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
