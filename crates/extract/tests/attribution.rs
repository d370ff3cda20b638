//! Who says what: sources, content, referents and chains, on sentences of our own.

use cairn_extract::{Extraction, Ruleset, SayingClass, Scratch, chain_at, extract};
use cairn_text::{Document, analyse};

fn read<'t>(text: &'t str) -> (Document<'t>, Extraction) {
    let ruleset = Ruleset::embedded().unwrap_or_else(|faults| panic!("{faults}"));
    let document = analyse(text);
    let extraction = extract(&document, &ruleset, &mut Scratch::new(&ruleset));
    (document, extraction)
}

/// Each saying as `source | cue | content`.
fn sayings(text: &str) -> Vec<String> {
    let (document, extraction) = read(text);
    let words = |tokens: &std::ops::Range<usize>| document.words(tokens.clone()).to_owned();
    let line = |saying: &cairn_extract::Saying| {
        let source = saying.source.as_ref().map(words).unwrap_or_default();
        let content: Vec<String> = saying.content.iter().map(words).collect();
        format!("{source} | {} | {}", words(&saying.cue), content.join(" // "))
    };
    extraction.sayings.iter().map(line).collect()
}

/// The chain at the word `at`, as `role name` of each hand.
fn chain(text: &str, at: &str) -> Vec<String> {
    let (document, extraction) = read(text);
    let token = (0..document.tokens().len()).find(|token| document.word(*token) == at).expect("the word");
    chain_at(&extraction, &document, token, &|_| false)
        .into_iter()
        .map(|hand| format!("{} {}", hand.role, document.words(hand.tokens)))
        .collect()
}

#[test]
fn a_source_stands_before_behind_or_beside_its_verb() {
    let table = [
        ("Okoro said that the town fell.", "Okoro | said | the town fell"),
        ("On Tuesday, Okoro said the town fell.", "Okoro | said | the town fell"),
        ("The town fell, Okoro said.", "Okoro | said | The town fell"),
        ("The town fell, said Okoro.", "Okoro | said | The town fell"),
        ("\"The town fell,\" said Okoro.", "Okoro | said | \"The town fell,\""),
        ("The town, Okoro said, fell at dawn.", "Okoro | said | The town // fell at dawn"),
        ("Okoro, chief of the northern army, said the town fell.", "Okoro | said | the town fell"),
        ("Okoro, who was there, said the town fell.", "Okoro | said | the town fell"),
        ("A spokesman for the army said the town fell.", "A spokesman for the army | said | the town fell"),
        ("The town fell, according to Okoro.", "Okoro | according to | The town fell"),
        ("According to Okoro, the town fell.", "Okoro | According to | the town fell"),
        ("Okoro left the hall and said the town fell.", "Okoro | said | the town fell"),
        (
            "Three strikes hit the town the Observatory said.",
            "the Observatory | said | Three strikes hit the town",
        ),
        ("The army in a statement said the town fell.", "The army | said | the town fell"),
        ("A charity that runs homes in the town said the town fell.", "A charity | said | the town fell"),
        ("Men who fled to Kolm said the rebels left.", "Men | said | the rebels left"),
        ("THE ARMY SAID THAT THE TOWN FELL.", "THE ARMY | SAID | THE TOWN FELL"),
    ];
    for (text, expected) in table {
        assert_eq!(sayings(text), [expected], "{text}");
    }
}

#[test]
fn quotations_run_over_sentences_and_paragraphs() {
    let found =
        sayings("\"We left,\" Okoro said. \"The town burned. Nobody stayed.\"\n\n\"The road is cut.\"");
    assert_eq!(found, ["Okoro | said | \"We left,\" // \"The town burned. // Nobody stayed.\""]);
    assert_eq!(sayings("\"Why?\" Okoro asked."), ["Okoro | asked | \"Why?\""]);
    let found = sayings("Minister Okoro said:\n\nThe town fell.\n\nTwelve men died.");
    assert_eq!(found, ["Minister Okoro | said | The town fell. // Twelve men died."]);
}

#[test]
fn a_speaker_goes_on_behind_a_participle() {
    let found = sayings("Okoro said the town fell, adding that twelve men died.");
    assert_eq!(found, ["Okoro | said | the town fell", "Okoro | adding | twelve men died"]);
}

#[test]
fn nouns_and_claims_of_deeds_attribute_nothing() {
    for text in ["The first comments of the day were short.", "The front claimed dual attacks in the town."] {
        assert_eq!(sayings(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn classes_tell_statements_from_beliefs_and_plans() {
    let class = |text: &str| read(text).1.sayings.iter().map(|saying| saying.class).collect::<Vec<_>>();
    assert_eq!(class("The army denied that the town fell."), [SayingClass::Denial]);
    assert_eq!(class("The army accused rebels of looting."), [SayingClass::Accusation]);
    assert_eq!(class("The army believes that the town fell."), [SayingClass::Suspicion]);
    assert_eq!(class("The army knows that the town fell."), [SayingClass::Belief]);
    assert_eq!(class("The army claimed responsibility for the raid."), [SayingClass::Admission]);
    assert_eq!(class("The army refused to leave."), [SayingClass::Intention]);
    assert_eq!(class("The army wants to take the town."), [SayingClass::Intention]);
    assert!(!SayingClass::Belief.states() && SayingClass::Denial.states());
}

#[test]
fn a_chain_names_speaker_institution_and_agency() {
    let text = "Colonel Idris Okoro, a spokesman for the Northern Army, told Reuters that twelve men died.";
    assert_eq!(
        chain(text, "died"),
        ["speaker Colonel Idris Okoro", "institution the Northern Army", "agency Reuters"]
    );
    let text = "Interfax quoted Okoro as saying that twelve men died.";
    assert_eq!(chain(text, "died"), ["speaker Okoro", "agency Interfax"]);
    assert_eq!(chain("Twelve men died, SANA reported.", "died"), ["agency SANA"]);
}

#[test]
fn whom_the_outlet_quotes_states_what_he_cites() {
    let text = "Okoro said that investigators found that twelve men died.";
    assert_eq!(chain(text, "died"), ["speaker Okoro"]);
    let text = "State television said the Health Ministry said twelve men died.";
    assert_eq!(chain(text, "died"), ["institution the Health Ministry", "agency State television"]);
}

#[test]
fn short_forms_lead_back_to_the_fuller_name() {
    let lead = "The Kafr Observatory for Human Rights said the town fell.";
    for short in ["It said", "The Observatory said", "The group said", "The report said", "KOHR said"] {
        let text = format!("{lead} {short} twelve men died.");
        let expected = ["institution The Kafr Observatory for Human Rights"];
        assert_eq!(chain(&text, "died"), expected, "{short}");
    }
    let text = format!("{lead} The Oslo-based organisation said twelve men died.");
    assert_eq!(chain(&text, "died"), ["institution The Kafr Observatory for Human Rights"]);
    let text = "The rebels' military command said the town fell. The military said twelve men died.";
    assert_eq!(chain(text, "died"), ["institution The military"]);
    let text =
        "A monitoring group said twelve men died. The Kafr Observatory for Human Rights said the town fell.";
    assert_eq!(chain(text, "died"), ["institution The Kafr Observatory for Human Rights"]);
    let text = "Colonel Idris Okoro arrived. The town fell. He said twelve men died.";
    assert_eq!(chain(text, "died"), ["speaker Colonel Idris Okoro"]);
}

#[test]
fn an_attribution_runs_on_until_another_source_or_the_paragraph_ends() {
    let okoro = ["speaker Okoro"];
    assert_eq!(chain("Okoro said the town fell. Twelve men died.", "died"), okoro);
    assert!(chain("Okoro said the town fell.\n\nTwelve men died.", "died").is_empty());
    assert!(chain("Okoro said the town fell. Thousands died since the start of the war.", "died").is_empty());
    assert!(chain("The town fell. Twelve men died.", "died").is_empty());
}

/// The status of the figure claims of a text, each as `n status`.
fn statuses(text: &str) -> Vec<String> {
    let frames = read(text).1.frames;
    let figures = frames.iter().filter_map(|frame| Some((frame.figure.n?, frame.status)));
    figures.map(|(n, status)| format!("{n} {status}")).collect()
}

#[test]
fn what_a_source_denies_or_fears_takes_its_status() {
    let table = [
        ("The army denied that twelve men were killed.", "12 denied"),
        ("The army rejected reports that twelve men were killed.", "12 denied"),
        ("The army said there was no truth in reports that twelve men were killed.", "12 denied"),
        ("The army called the report that twelve men were killed false.", "12 denied"),
        ("Okoro fears that twelve men were killed.", "12 possible"),
        ("Unconfirmed reports said that twelve men were killed.", "12 possible"),
        ("Twelve men are missing, believed dead.", "12 asserted"),
        ("The army said that no civilians were killed.", "0 asserted"),
        ("The army denied a role in the killing of twelve men.", "12 asserted"),
        ("The army denied that the soldiers who killed twelve men were drunk.", "12 asserted"),
        ("Police allegedly killed twelve men.", "12 asserted"),
        ("A claim that twelve men were killed could not be verified.", "12 asserted"),
    ];
    for (text, expected) in table {
        assert_eq!(statuses(text), [expected], "{text}");
    }
}

#[test]
fn an_actor_has_a_reason_to_be_believed_in() {
    let basis = |text: &str| {
        let (document, extraction) = read(text);
        let frame = extraction.frames.iter().find(|frame| frame.figure.n == Some(12)).expect("a figure");
        let words = |tokens: std::ops::Range<usize>| document.words(tokens).to_owned();
        let actor = frame.actor.clone().map(words).unwrap_or_default();
        let accuser = frame.accuser.clone().map(|hand| words(hand.tokens)).unwrap_or_default();
        format!("{actor} | {} | {accuser}", frame.actor_basis.map_or("", |basis| basis.as_str()))
    };
    let table = [
        ("Rebels killed twelve men.", "Rebels | stated | "),
        ("Okoro said rebels killed twelve men.", "rebels | stated | "),
        ("The Blue Front said it killed twelve men.", "Blue Front | claimed | "),
        (
            "The Blue Front claimed responsibility for the raid that killed twelve men.",
            "The Blue Front | claimed | ",
        ),
        ("Okoro accused rebels of killing twelve men.", "rebels | accused | Okoro"),
        ("Twelve men were killed in a raid blamed on rebels.", "rebels | accused | "),
        ("Suspected rebels killed twelve men.", "Suspected rebels | suspected | "),
    ];
    for (text, expected) in table {
        assert_eq!(basis(text), expected, "{text}");
    }
}

#[test]
fn who_gives_a_figure_states_it() {
    let table = [
        ("Okoro put the toll at twelve dead.", "speaker Okoro"),
        ("The union recorded twelve deaths.", "institution The union"),
        ("By the union's count, twelve men died.", "institution the union"),
        ("A statement issued by the Blue Front said that twelve men died.", "institution the Blue Front"),
        ("Doctors spoke of twelve dead.", "speaker Doctors"),
        ("Okoro put civilian deaths at twelve.", "speaker Okoro"),
        ("By the rebels' count, twelve men died.", "institution the rebels"),
        ("By the count of the union, twelve men died.", "institution the union"),
        ("According to figures compiled by the union, twelve men died.", "institution the union"),
        ("Per the union, twelve men died.", "institution the union"),
        ("Records show twelve deaths.", "speaker Records"),
        ("Okoro claimed twelve men dead.", "speaker Okoro"),
        ("Twelve men died. The figure was given by Okoro.", "speaker Okoro"),
        ("The town fell; union: twelve dead.", "institution union"),
        ("The rebels said nobody fled but the army said that twelve men died.", "institution the army"),
        ("Twelve men died, Okoro was quoted by Reuters as saying.", "speaker Okoro"),
    ];
    for (text, expected) in table {
        let word = ["died", "dead", "deaths"].into_iter().find(|word| text.contains(word)).expect("the word");
        assert_eq!(chain(text, word).first().map(String::as_str), Some(expected), "{text}");
    }
    assert!(chain("We recorded that twelve men died.", "died").is_empty(), "the outlet's own voice");
    assert!(
        chain("The attack raised the toll to twelve dead.", "dead").is_empty(),
        "an attack does not speak"
    );
}

#[test]
fn headings_and_statements_speak_for_what_follows() {
    let union = ["institution The union"];
    let text = "The union's figures for the week:\n\n- 12 men killed\n\n- 6 men wounded\n\nNine women fled.";
    assert_eq!(chain(text, "wounded"), union);
    assert!(chain(text, "fled").is_empty());
    let text = "Losses reported by the union:\n\n- 12 men killed\n\n- 6 men wounded";
    assert_eq!(chain(text, "wounded"), ["institution the union"]);
    let text = "The union issued the following statement:\n\nTwelve men died.\n\nSix were wounded.";
    assert_eq!(chain(text, "wounded"), union);
}

#[test]
fn a_place_before_a_colon_says_where() {
    let (document, extraction) = read("Kolm: twelve men died.");
    let token = (0..document.tokens().len()).find(|token| document.word(*token) == "died").expect("the word");
    assert_eq!(chain_at(&extraction, &document, token, &|_| false).len(), 1);
    assert!(chain_at(&extraction, &document, token, &|_| true).is_empty());
}

#[test]
fn a_body_that_quotes_somebody_states_what_he_says() {
    let text = "The Kafr Observatory quoted residents as saying that twelve men died.";
    assert_eq!(chain(text, "died"), ["institution The Kafr Observatory"]);
}

#[test]
fn a_list_ends_what_introduces_it() {
    let text = "The union recorded:\n\n- 12 men killed in the north\n\n- 6 men wounded\n\nNine women fled.";
    assert_eq!(chain(text, "killed"), ["institution The union"]);
    assert_eq!(chain(text, "wounded"), ["institution The union"]);
    assert!(chain(text, "fled").is_empty());
}

#[test]
fn what_cannot_speak_is_no_source() {
    assert_eq!(
        sayings("The ministry denied any responsibility saying its planes had hit nobody.")[1],
        "The ministry | saying | its planes had hit nobody"
    );
    assert_eq!(
        sayings("Such raids are not rare but the Observatory said twelve people were killed."),
        ["the Observatory | said | twelve people were killed"]
    );
}

#[test]
fn the_hour_of_an_entry_stands_before_the_speaker() {
    assert_eq!(sayings("10:40 The army said the town fell."), ["The army | said | the town fell"]);
    assert_eq!(sayings("At 10:40 the army said the town fell."), ["the army | said | the town fell"]);
}

#[test]
fn a_word_in_capitals_that_stands_once_heads_a_line_and_speaks_not() {
    assert!(sayings("KHARTUM: The town fell on Monday, and Idris Okoro fled from it.").is_empty());
    // Who speaks in a transcript speaks again; a short form is a body's.
    let transcript = "OKORO: The town fell on Monday.\n\nANCHOR: And then?\n\nOKORO: Then we left it.";
    assert!(sayings(transcript).iter().any(|saying| saying.starts_with("OKORO | :")));
    assert_eq!(sayings("IDF: The town fell on Monday to Idris Okoro.").len(), 1);
}

#[test]
fn he_may_be_a_doctor_without_a_name() {
    let (document, extraction) = read("A doctor said the town fell. He said two died.");
    let referent = extraction.sayings[1].referent.clone().expect("who he is");
    assert_eq!(document.words(referent), "A doctor");
}
