use crate::engine::{TagId, TagNames, TagSet};

/// Declares the tags that attribution asks for by name. A tag that the ruleset does not have is
/// one that no symbol bears.
macro_rules! saying_tags {
    ($($field:ident = $name:literal,)+) => {
        /// The tags that attribution asks for.
        #[derive(Debug, Clone)]
        pub(crate) struct SayingTags {
            $(pub $field: TagId,)+
        }

        impl SayingTags {
            /// Looks the tags up, once for a ruleset.
            pub(crate) fn of(names: &TagNames) -> Self {
                // A tag beyond those of the ruleset: borne by nothing.
                let tag = |name: &str| names.get(name).unwrap_or(TagId::NONE);
                Self { $($field: tag($name),)+ }
            }
        }
    };
}

saying_tags! {
    adj = "adj",
    adv = "adv",
    aux = "aux",
    bare = "bare",
    base = "base",
    body = "body",
    body_again = "body-again",
    but = "but",
    by = "by",
    conj = "conj",
    count = "Count",
    counted = "counted",
    det = "det",
    direction = "direction",
    document = "document",
    doubtful = "doubtful",
    ed = "ed",
    he_form = "he-form",
    fighter = "fighter",
    forces = "forces",
    have = "have",
    hedge = "hedge",
    human_pronoun = "human-pronoun",
    indefinite = "a",
    ing = "ing",
    issued_by = "issued-by",
    it_form = "it-form",
    ly = "ly",
    measure = "Measure",
    media = "media",
    medium = "medium",
    money = "Money",
    monitor = "monitor",
    mood = "mood",
    name = "Name",
    nationality = "nationality",
    negation = "negation",
    nothing = "nothing",
    noun = "noun",
    numbered = "Numbered",
    noun_group = "NounGroup",
    of = "of",
    on = "on",
    ordinal = "ordinal",
    org_word = "org-word",
    own_voice = "own-voice",
    passive = "passive",
    past = "past",
    people = "people",
    percent = "Percent",
    person = "person",
    place_of = "place-of",
    place_word = "place-word",
    plural = "plural",
    poss = "poss",
    prep = "prep",
    prep_place = "prep-place",
    pronoun = "pronoun",
    punct = "punct",
    quote = "quote",
    rel = "rel",
    say_admit = "say-admit",
    say_claim = "say-claim",
    say_confirm = "say-confirm",
    say_warn = "say-warn",
    said_through = "said-through",
    saying_noun = "saying-noun",
    share_in = "share-in",
    singular = "singular",
    source_noun = "source-noun",
    state_force = "state-force",
    speaker = "speaker",
    speech_pronoun = "speech-pronoun",
    sub = "sub",
    they_form = "they-form",
    tally_noun = "tally-noun",
    third = "third",
    tight = "tight",
    time = "Time",
    time_name = "Time",
    title = "title",
    to = "to",
    unknown = "unknown",
    v_call = "v-call",
    v_quote = "v-quote",
    v_say = "v-say",
    v_show = "v-show",
    v_suspect = "v-suspect",
    v_think = "v-think",
    verb = "Verb",
    w_according = "w-according",
    w_expected = "w-expected",
    w_reportedly = "w-reportedly",
    w_want = "w-want",
}

/// Whether a set bears any of some tags.
pub(super) fn any(tags: &TagSet, of: &[TagId]) -> bool {
    of.iter().any(|tag| tags.contains(*tag))
}
