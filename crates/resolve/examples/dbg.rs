#![allow(missing_docs)]
use cairn_extract::{Ruleset, Scratch};
use cairn_model::*;
use cairn_resolve::{Knowledge, place_names, resolve};
fn main() {
    let mut args = std::env::args().skip(1);
    let day = args.next().unwrap_or_default();
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    let ruleset = Ruleset::embedded().unwrap();
    let knowledge = Knowledge::embedded().unwrap();
    let document = cairn_text::analyse(&text);
    let ex = cairn_extract::extract(&document, &ruleset, &mut Scratch::new(&ruleset));
    let report = Report {
        id: ReportId::new("r"),
        outlet: None,
        url: None,
        title: args.next(),
        published: day.parse().ok(),
        dated: None,
        language: None,
        text: text.clone(),
        provenance: Provenance::default(),
    };
    let names = place_names(&document, &ex, &knowledge);
    let claims = resolve(&report, &document, &ex, &knowledge).claims;
    for (s, sent) in document.sentences().iter().enumerate() {
        println!("[{s} p{}] {}", sent.paragraph, document.words(sent.tokens()));
        for n in names.iter().filter(|n| n.sentence == s) {
            println!(
                "      @{} {:?} {} -> {:?} {:?} {:?} within {:?} holds={} spot={} rel={:?}",
                n.tokens.start,
                document.words(n.tokens.clone()),
                n.value.name,
                n.role,
                n.value.precision,
                n.value.resolved,
                n.value.adm1,
                n.holds_another,
                n.is_spot,
                n.value.relation
            );
        }
        for n in ex.sayings.iter().filter(|n| n.sentence == s) {
            println!(
                "      saying {:?} cue {:?} content {:?}",
                n.source.clone().map(|t| document.words(t)),
                document.words(n.cue.clone()),
                n.content.iter().map(|t| document.words(t.clone())).collect::<Vec<_>>()
            );
        }
        for (c, f) in claims.iter().zip(&ex.frames).filter(|(_, f)| f.sentence == s) {
            println!(
                "   => {:?} {:?} cum={} => {:?} {:?} | {:?}",
                c.kind,
                document.words(if f.counted.is_empty() { f.trigger.clone() } else { f.counted.clone() }),
                f.cumulative,
                c.place.as_ref().map(|p| &p.name),
                c.place.as_ref().map(|p| p.basis),
                c.place.as_ref().and_then(|p| p.resolved.clone())
            );
        }
    }
}
