use std::io::BufRead;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let ruleset = cairn_extract::Ruleset::embedded().map_err(|e| e.to_string()).unwrap();
    let knowledge = cairn_resolve::Knowledge::embedded().map_err(|e| e.to_string()).unwrap();
    let mut scratch = cairn_extract::Scratch::new(&ruleset);
    if args[1] == "trace" {
        let d = cairn_text::analyse(&args[2]);
        for l in cairn_extract::trace(&d, &ruleset, &mut scratch) {
            println!("== {}", l.name);
            for m in l.matches {
                println!(
                    "   {} {} [{}] {:?}",
                    m.gives,
                    m.rule,
                    m.span.of(&args[2]),
                    m.captures.iter().map(|(n, s)| format!("{n}={}", s.of(&args[2]))).collect::<Vec<_>>()
                );
            }
        }
        return;
    }
    let t = std::time::Instant::now();
    let mut n = 0;
    let mut bytes = 0;
    for line in std::io::BufReader::new(std::fs::File::open(&args[1]).unwrap()).lines() {
        let report: cairn_model::Report = serde_json::from_str(&line.unwrap()).unwrap();
        n += 1;
        bytes += report.text.len();
        let d = cairn_text::analyse(&report.text);
        let x = cairn_extract::extract(&d, &ruleset, &mut scratch);
        for c in cairn_resolve::resolve(&report, &d, &x, &knowledge).claims {
            if c.figure.n.is_none() && c.figure.vague.is_none() {
                continue;
            }
            println!(
                "{}",
                serde_json::json!({"report": c.report, "kind": c.kind, "object": c.object, "group": c.group, "n": c.figure.n, "n_max": c.figure.n_max, "vague": c.figure.vague, "qualifier": c.figure.qualifier, "period": c.period.as_str(), "status": c.status, "claimant": c.claimant(), "place": c.place.as_ref().map(|p| p.name.clone()), "date": c.time.iso(), "quote": c.evidence.sentence, "rules": c.rules})
            );
        }
    }
    eprintln!("{n} reports {bytes} bytes {:?}", t.elapsed());
}
