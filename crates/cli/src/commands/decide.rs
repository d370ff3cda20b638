use super::json_lines;
use crate::args::Args;
use crate::args::{Decide, Deed};
use crate::failure::{Failure, NOTE, say};
use crate::page::{plain, wrap};
use cairn_decide::{Names, OutsideClaim, admit, correction, fitting};
use cairn_model::{
    ActorSide, Anchor, Claim, Correction, Decision, DecisionTarget, Field, IncidentAnchor, NamedActor,
    Pinned, Reliability, ReportId, Verdict,
};
use cairn_pipeline::{Known, Pipeline, country_of, group};
use cairn_store::{DecideError, Numbered, Register};
use cairn_views::find_id;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Writes down what a person decided, and groups anew what it touches.
pub fn decide(args: &Args, command: &Decide, out: &mut impl Write) -> Result<(), Failure> {
    let Some(who) = command.who.as_deref().map(str::trim).filter(|who| !who.is_empty()) else {
        return Err(Failure::new(
            "a decision needs somebody who makes it",
            "Give your name with `--who NAME`, or once and for all in the variable CAIRN_WHO.",
        ));
    };
    let mut desk = Desk::open(args)?;
    let verdicts = desk.verdicts(&command.deed, who)?;
    let when = command.when.clone().unwrap_or_else(|| jiff::Timestamp::now().to_string());
    let decisions = verdicts
        .into_iter()
        .map(|verdict| Decision::new(verdict, who, &when, command.why.as_deref()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|fault| {
            Failure::new(format!("the decision cannot be kept: {fault}"), "See `cairn decide --help`.")
        })?;
    let of_decide = |fault: DecideError| match fault {
        DecideError::Store(fault) => Failure::of_register(&args.db)(fault),
        fault => Failure::new(fault.to_string(), fault.hint()),
    };
    let numbers = desk.register.decide(&decisions, &[]).map_err(of_decide)?;
    group(&mut desk.register, &desk.pipeline).map_err(Failure::of_register(&args.db))?;
    let numbered = numbers.into_iter().zip(decisions).map(|(number, decision)| Numbered { number, decision });
    if args.json {
        return json_lines(numbered.map(|numbered| numbered.decision), out);
    }
    for Numbered { number, decision } in numbered {
        let words = cairn_views::decision_words(&decision);
        write!(out, "{}", wrap(&format!("Decision {number}: {words}."), 0))?;
    }
    writeln!(out, "Take it back with: cairn decide undo NUMBER")?;
    Ok(())
}

/// The places that the register brings with it, and the pipeline that knows them.
pub fn pipeline_of(args: &Args, register: &Register) -> Result<Pipeline, Failure> {
    let pipeline = Pipeline::load(args.rules.as_deref())?;
    Ok(pipeline.with_places_of(register).map_err(Failure::of_places(&args.db))?.0)
}

/// A register that is there, for writing.
pub fn open_for_writing(db: &Path) -> Result<Register, Failure> {
    if !db.exists() {
        return Err(Failure::of_register(db)(cairn_store::StoreError::Missing));
    }
    Register::open(db).map_err(Failure::of_register(db))
}

/// Where decisions are made.
struct Desk<'a> {
    args: &'a Args,
    register: Register,
    pipeline: Pipeline,
}

impl<'a> Desk<'a> {
    fn open(args: &'a Args) -> Result<Self, Failure> {
        let register = open_for_writing(&args.db)?;
        let pipeline = pipeline_of(args, &register)?;
        Ok(Self { args, register, pipeline })
    }

    fn names(&self) -> impl Names {
        Known(self.pipeline.knowledge())
    }

    fn verdicts(&self, deed: &Deed, who: &str) -> Result<Vec<Verdict>, Failure> {
        Ok(match deed {
            Deed::Confirm { ids } => self.about_each(ids, |about| Verdict::Confirm { about })?,
            Deed::Reject { ids } => self.about_each(ids, |about| Verdict::Reject { about })?,
            Deed::Correct { claim, fields } => self.corrections(claim, fields)?,
            Deed::Add { report, quote, fields } => vec![self.added(report, quote, fields, who)?],
            Deed::Merge { incident, other } => {
                let (one, other) = (self.incident(incident)?, self.incident(other)?);
                if one.incident == other.incident {
                    let error = format!("{} is one incident already", one.incident);
                    return Err(Failure::new(error, "Name two incidents."));
                }
                vec![Verdict::Merge { one, other }]
            }
            Deed::Split { incident, claims } => vec![self.split(incident, claims)?],
            Deed::Grade { of, grade } => vec![self.grade(of, grade)?],
            Deed::Pin { place, lat, lon, country, report } => {
                vec![self.pin(place, (*lat, *lon), country.as_deref(), report.as_deref())?]
            }
            Deed::Alias { name, actor, side, country } => {
                vec![self.alias(name, actor, *side, country.as_deref())]
            }
            Deed::Undo { decision } => vec![self.undo(decision)?],
        })
    }

    fn claim(&self, id: &str) -> Result<Claim, Failure> {
        let fault = Failure::of_view(&self.args.db);
        let id = find_id(&self.register, "claim", id).map_err(&fault)?;
        let claim = self.register.claim(&cairn_model::ClaimId::new(&id));
        claim.map_err(Failure::of_register(&self.args.db))?.ok_or_else(|| {
            Failure::new(format!("there is no claim {id}"), "`cairn show INCIDENT` lists its claims.")
        })
    }

    fn incident(&self, id: &str) -> Result<IncidentAnchor, Failure> {
        let id = find_id(&self.register, "incident", id).map_err(Failure::of_view(&self.args.db))?;
        let anchor = self.register.incident_anchor(&cairn_model::IncidentId::new(&id));
        anchor.map_err(Failure::of_register(&self.args.db))?.ok_or_else(|| {
            Failure::new(format!("{id} has no claims"), "List the incidents with `cairn incidents`.")
        })
    }

    fn about_each(
        &self,
        ids: &[String],
        verdict: impl Fn(DecisionTarget) -> Verdict,
    ) -> Result<Vec<Verdict>, Failure> {
        let about = |id: &String| match id.starts_with("i-") {
            true => self.incident(id).map(DecisionTarget::Incident),
            false => self.claim(id).map(|claim| DecisionTarget::Claim(Anchor::of(&claim))),
        };
        ids.iter().map(|id| about(id).map(&verdict)).collect()
    }

    fn corrections(&self, claim: &str, fields: &[String]) -> Result<Vec<Verdict>, Failure> {
        let read = self.claim(claim)?;
        let standing = self.register.standing(&read.id).map_err(Failure::of_register(&self.args.db))?;
        let now = standing.map_or_else(|| read.clone(), |standing| standing.claim);
        let names = self.names();
        let mut corrections = Vec::new();
        for given in fields {
            let (field, words) = field_of(given)?;
            let correction = correction(field, words, &now, &names)
                .map_err(|fault| Failure::new(fault.to_string(), "docs/guide/claims.md lists the values."))?;
            if let Correction::Place(Some(place)) = &correction
                && place.lat.is_none()
            {
                tell(&format!("no gazetteer has `{}`: the place is kept without a position", place.name));
            }
            corrections.push(correction);
        }
        fitting(&now, &corrections).map_err(|fault| Failure::new(fault.to_string(), fault.hint()))?;
        let verdict = |correction| Verdict::Correct { claim: Anchor::of(&read), correction };
        Ok(corrections.into_iter().map(verdict).collect())
    }

    fn added(&self, report: &str, quote: &str, fields: &[String], who: &str) -> Result<Verdict, Failure> {
        let id = find_id(&self.register, "report", report).map_err(Failure::of_view(&self.args.db))?;
        let mut given: BTreeMap<String, serde_json::Value> = BTreeMap::new();
        for one in fields {
            let (field, words) = field_of(one)?;
            given.insert(field.as_str().to_owned(), words.into());
        }
        let outside = OutsideClaim {
            report: ReportId::new(&id),
            quote: quote.to_owned(),
            made_by: Some(who.to_owned()),
            confidence: Some(1.0),
            fields: given,
        };
        let report = self.register.report(&outside.report).map_err(Failure::of_register(&self.args.db))?;
        let claim = admit(&outside, report.as_ref(), &self.names())
            .map_err(|refusal| Failure::new(format!("the claim is refused: {refusal}"), refusal.hint()))?;
        Ok(Verdict::Add { claim: Box::new(claim) })
    }

    fn split(&self, incident: &str, claims: &[String]) -> Result<Verdict, Failure> {
        let mut incident = self.incident(incident)?;
        let mut out = Vec::new();
        for claim in claims {
            let claim = self.claim(claim)?;
            let Some(at) = incident.claims.iter().position(|anchor| anchor.claim == claim.id) else {
                return Err(Failure::new(
                    format!("{} is not in {}", claim.id, incident.incident),
                    format!("`cairn show {}` lists its claims.", incident.incident),
                ));
            };
            out.push(incident.claims.remove(at));
        }
        if incident.claims.is_empty() {
            return Err(Failure::new(
                format!("no claim would stay in {}", incident.incident),
                "Name only the claims that belong to another incident.",
            ));
        }
        out.sort_unstable();
        Ok(Verdict::Split { incident, out })
    }

    fn grade(&self, of: &str, grade: &str) -> Result<Verdict, Failure> {
        if of.starts_with("i-") {
            let digit: u8 = grade.parse().map_err(|_| {
                Failure::new(
                    format!("`{grade}` is no credibility"),
                    "Give a digit from 1 (confirmed by others) to 6 (cannot be judged).",
                )
            })?;
            return Ok(Verdict::Rate { incident: self.incident(of)?, digit });
        }
        let letter: Reliability = grade.to_uppercase().parse().map_err(|_| {
            Failure::new(
                format!("`{grade}` is no reliability"),
                "Give a letter from A (completely reliable) to F (cannot be judged).",
            )
        })?;
        Ok(Verdict::Grade { source: of.to_owned(), letter })
    }

    fn pin(
        &self,
        place: &str,
        (lat, lon): (f64, f64),
        country: Option<&str>,
        report: Option<&str>,
    ) -> Result<Verdict, Failure> {
        let place = if place.starts_with("c-") {
            let claim = self.claim(place)?;
            let standing = self.register.standing(&claim.id).map_err(Failure::of_register(&self.args.db))?;
            if standing.is_some_and(|standing| standing.claim.place.is_none()) {
                return Err(Failure::new(
                    format!("{} has no place", claim.id),
                    format!("Give it one: cairn decide correct {} place=NAME", claim.id),
                ));
            }
            Pinned::Claim(Anchor::of(&claim))
        } else {
            let report = report
                .map(|report| find_id(&self.register, "report", report).map(ReportId::new))
                .transpose()
                .map_err(Failure::of_view(&self.args.db))?;
            let country = country.map(|name| country_of(name).unwrap_or_else(|| name.to_uppercase()));
            Pinned::Name { name: place.to_owned(), country, report }
        };
        Ok(Verdict::Pin { place, lat, lon })
    }

    fn alias(&self, name: &str, actor: &str, side: Option<ActorSide>, country: Option<&str>) -> Verdict {
        let country = country.map(|name| country_of(name).unwrap_or_else(|| name.to_uppercase()));
        let actor = named_actor(&self.names(), actor, side, country);
        Verdict::Alias { name: name.to_owned(), actor }
    }

    fn undo(&self, which: &str) -> Result<Verdict, Failure> {
        let fault = Failure::of_register(&self.args.db);
        let found = match which.parse::<i64>() {
            Ok(number) => self.register.decision(number).map_err(&fault)?.map(|decision| decision.id),
            Err(_) => {
                let all = self.register.decisions().map_err(&fault)?;
                let mut ids = all.into_iter().map(|one| one.decision.id);
                let first = ids.find(|id| id.as_str().starts_with(which));
                first.filter(|_| !which.is_empty() && !ids.any(|id| id.as_str().starts_with(which)))
            }
        };
        let Some(decision) = found else {
            return Err(Failure::new(
                format!("there is no decision {}", plain(which)),
                "`cairn decisions` lists them with their numbers.",
            ));
        };
        Ok(Verdict::Undo { decision })
    }
}

/// The actor of a name: one that is known, or a new one of that neutral name.
pub fn named_actor(
    names: &dyn Names,
    name: &str,
    side: Option<ActorSide>,
    country: Option<String>,
) -> NamedActor {
    match names.actor(name, None, country.as_deref()) {
        Some(known) => NamedActor {
            id: known.id,
            name: known.name,
            side: side.unwrap_or(known.side),
            country: country.or(known.country),
        },
        None => NamedActor {
            id: None,
            name: name.to_owned(),
            side: side.unwrap_or(ActorSide::Unidentified),
            country,
        },
    }
}

/// `n=14` as a field and its words.
fn field_of(given: &str) -> Result<(Field, &str), Failure> {
    let fields = || Field::ALL.iter().map(|field| field.as_str()).collect::<Vec<_>>().join(", ");
    let Some((name, words)) = given.split_once('=') else {
        return Err(Failure::new(
            format!("`{}` gives no field a value", plain(given)),
            format!("Write FIELD=VALUE, for example n=14. Fields: {}.", fields()),
        ));
    };
    let field = name.trim().parse().map_err(|_| {
        Failure::new(format!("claims have no field `{}`", plain(name)), format!("Fields: {}.", fields()))
    })?;
    Ok((field, words.trim()))
}

fn tell(words: &str) {
    say(NOTE, "Note", plain(words));
}
