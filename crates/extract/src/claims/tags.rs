use crate::engine::TagId;
use crate::ruleset::Ruleset;
use cairn_model::{EventType, Object};

/// Declares the tags that reading frames asks for by name. A tag that the ruleset does not have
/// is one that no symbol bears.
macro_rules! claim_tags {
    ($($field:ident = $name:literal,)+) => {
        /// The tags that reading frames asks for.
        pub(crate) struct ClaimTags {
            $(pub $field: TagId,)+
            /// Object classes with their tags (`o-tank`), in the order of the closed list.
            pub objects: Vec<(TagId, Object)>,
            /// Kinds of events with their tags (`e-shelling`), in the order of the closed list.
            pub events: Vec<(TagId, EventType)>,
        }

        impl ClaimTags {
            pub(crate) fn of(ruleset: &Ruleset) -> Self {
                // A tag beyond those of the ruleset: borne by nothing.
                let none = TagId(511);
                let tag = |name: &str| ruleset.tags.get(name).unwrap_or(none);
                let objects = Object::ALL.iter().map(|object| (tag(&format!("o-{object}")), *object)).collect();
                let events = EventType::ALL.iter().map(|event| (tag(&format!("e-{event}")), *event)).collect();
                Self { $($field: tag($name),)+ objects, events }
            }
        }
    };
}

claim_tags! {
    count = "Count",
    noun_group = "NounGroup",
    name = "Name",
    verb = "Verb",
    time = "Time",
    people = "people",
    person = "person",
    body = "body",
    location = "location",
    unknown_noun = "unknown-noun",
    name_noun = "name-noun",
    civilian = "civilian",
    fighter = "fighter",
    state_force = "state-force",
    forces = "forces",
    household = "household",
    modifies_civilian = "modifies-civilian",
    modifies_fighter = "modifies-fighter",
    modifies_state = "modifies-state",
    of = "of",
    prep = "prep",
    prep_place = "prep-place",
    by = "by",
    passive = "passive",
    bare = "bare",
    v_kill = "v-kill",
    v_die = "v-die",
    v_wound = "v-wound",
    v_be_hurt = "v-be-hurt",
    v_capture = "v-capture",
    v_surrender = "v-surrender",
    v_abduct = "v-abduct",
    v_free = "v-free",
    v_displace = "v-displace",
    v_flee = "v-flee",
    w_driven_out = "w-driven-out",
    v_destroy = "v-destroy",
    v_disable = "v-disable",
    v_damage = "v-damage",
    v_shootdown = "v-shootdown",
    v_seize = "v-seize",
    v_deploy = "v-deploy",
    v_deliver = "v-deliver",
    v_take_people = "v-take-people",
    v_hold = "v-hold",
    v_expel = "v-expel",
    v_move_in = "v-move-in",
    v_carry_off = "v-carry-off",
    v_loot = "v-loot",
    v_supply = "v-supply",
    arson = "arson",
    flight = "flight",
    tonnage = "tonnage",
    o_aid = "o-aid",
    tally = "tally",
    missing_noun = "missing-noun",
    flight_noun = "flight-noun",
    deploy_noun = "deploy-noun",
    had_to = "had-to",
    w_hurt = "w-hurt",
    w_missing = "w-missing",
    h_killed = "h-killed-noun",
    h_wounded = "h-wounded-noun",
    h_casualty = "h-casualty-noun",
    kill_noun = "kill-noun",
    wound_noun = "wound-noun",
    abduct_noun = "abduct-noun",
    arrest_noun = "arrest-noun",
    release_noun = "release-noun",
    destroy_noun = "destroy-noun",
    displace_noun = "displace-noun",
    will = "will",
    must = "must",
    may = "may",
    intent = "intent",
    to = "to",
    have = "have",
    hedge = "hedge",
    negation = "negation",
    negated_aux = "negated-aux",
    conditional = "conditional",
    cumulative_cue = "cumulative-cue",
    since = "since",
    many = "many",
    dual = "dual-count",
    others = "others",
    single = "single",
    singular = "singular",
    plural = "plural",
    money = "Money",
    q_about = "q-about",
    human_pronoun = "human-pronoun",
    harm = "harm",
    harm_noun = "harm-noun",
    adj = "adj",
    v_eliminate = "v-eliminate",
    v_find = "v-find",
    v_release = "v-release",
    v_deny = "v-deny",
    short_since = "short-since",
    in_span = "in-span",
    rel = "rel",
    and = "and",
    war = "war",
    plain_deal = "plain-deal",
    zone_noun = "zone-noun",
    v_agree = "v-agree",
    v_break_agreement = "v-break-agreement",
    v_hold_agreement = "v-hold-agreement",
    v_end_agreement = "v-end-agreement",
    violation_noun = "violation-noun",
    v_prevent = "v-prevent",
    term_patrol = "term-patrol",
    term_withdrawal = "term-withdrawal",
    term_disarmament = "term-disarmament",
    term_access = "term-access",
    term_prisoners = "term-prisoners",
    term_ceasefire = "term-ceasefire",
}
