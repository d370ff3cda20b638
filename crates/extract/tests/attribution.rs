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
    chain_at(&extraction, &document, token)
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
    assert_eq!(class("The army believes that the town fell."), [SayingClass::Belief]);
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
