//! Parties and sources as the embedded lexicon reads them. The sentences are the tests' own.

use cairn_model::{ActorId, ActorSide, Day};
use cairn_resolve::actor::ActorLexicon;

fn lexicon() -> ActorLexicon {
    ActorLexicon::embedded().unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn loads() {
    let lexicon = lexicon();
    eprintln!("{:?} {}", lexicon.counts(), lexicon.surface_forms().count());
}
