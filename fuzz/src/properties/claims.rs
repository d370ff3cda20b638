//! A text to claims: times, numbers, names, speakers and all.

use cairn_extract::{Ruleset, Scratch, ScratchPool, extract};
use cairn_model::{Claim, Report, Span};
use cairn_resolve::{Knowledge, Resolved, resolve};
use cairn_text::analyse;
use std::sync::OnceLock;

/// The longest text: what is longer only takes longer.
const LONGEST: usize = 4096;

/// Rules and knowledge, loaded once.
struct Loaded {
    ruleset: Ruleset,
    knowledge: Knowledge,
    scratches: ScratchPool,
}

fn loaded() -> &'static Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED.get_or_init(|| Loaded {
        ruleset: Ruleset::embedded().expect("the rules are whole"),
        knowledge: Knowledge::embedded().expect("the knowledge is whole"),
        scratches: ScratchPool::default(),
    })
}

/// A text, published on a Saturday by an outlet of its own.
pub fn of_text(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if text.len() > LONGEST || text.trim().is_empty() || text.contains('\0') {
        return;
    }
    let report = super::report("r-fuzz", text);
    let Loaded { ruleset, knowledge, scratches } = loaded();
    let read = |scratch: &mut Scratch| -> Resolved {
        let document = analyse(&report.text);
        resolve(&report, &document, &extract(&document, ruleset, scratch), knowledge)
    };
    let resolved = scratches.with(ruleset, read);
    for claim in &resolved.claims {
        check(claim, &report);
    }
    // A scratch that has seen other texts reads as one that has seen only this one.
    let again = scratches.with(ruleset, read);
    assert_eq!(again.claims, resolved.claims, "the same text gives the same claims");
}

fn check(claim: &Claim, report: &Report) {
    let n_chars = report.text.chars().count() as u32;
    let words = |span: Span| {
        assert!(span.start < span.end && span.end <= n_chars, "{span:?} lies in a text of {n_chars}");
        span.of(&report.text)
    };
    let within = |inner: Span, outer: Span| outer.start <= inner.start && inner.end <= outer.end;
    assert_eq!(claim.report, report.id);
    let evidence = &claim.evidence;
    assert!(!words(evidence.sentence).trim().is_empty(), "evidence has words");
    let spans = [evidence.figure, evidence.trigger];
    let parties = [&claim.actor, &claim.target].into_iter().flatten().map(|party| party.span);
    let hands = claim.attribution.0.iter().map(|hand| hand.span);
    for span in spans.into_iter().chain(parties).chain(hands).flatten() {
        words(span);
    }
    if let Some(figure) = evidence.figure {
        let shown = words(figure);
        assert!(within(figure, evidence.sentence), "the figure `{shown}` stands in the sentence");
        // A number in digits is that number.
        if let Ok(n) = shown.replace(',', "").parse::<u64>() {
            let ends = [claim.figure.n, claim.figure.n_max];
            assert!(ends.contains(&Some(n)), "`{shown}` is no {ends:?}");
        }
    }
    let has_figure = claim.figure.n.is_some() || claim.figure.vague.is_some();
    assert!(!has_figure || evidence.figure.is_some(), "a figure has words: {:?}", claim.figure);
    if let (Some(n), Some(n_max)) = (claim.figure.n, claim.figure.n_max) {
        assert!(n <= n_max, "a range goes up: {n} to {n_max}");
    }
    if let (Some(start), Some(end)) = (claim.time.start, claim.time.end) {
        assert!(start <= end, "time goes on: {start} to {end}");
    }
    assert!(claim.confidence <= 1000);
    assert!(!claim.rules.is_empty(), "a claim names its rules");
    assert_eq!(claim.clone().with_identity(), *claim, "an id is the digest of what it says");
    let json = serde_json::to_string(claim).expect("a claim is JSON");
    let back: Claim = serde_json::from_str(&json).expect("a claim is read back");
    assert_eq!(&back, claim, "nothing is lost in JSON");
}
