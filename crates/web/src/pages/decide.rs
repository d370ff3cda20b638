use crate::fault::Fault;
use crate::frame::Frame;
use crate::pages::login::own;
use crate::pages::told::DecisionTold;
use crate::site::Site;
use axum::Extension;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use cairn_model::{
    ActorSide, Anchor, Claim, ClaimId, Decision, DecisionTarget, Field, IncidentAnchor, IncidentId, Pinned,
    ReportId, Verdict,
};
use cairn_store::{DecideError, Record, Register, Version};
use cairn_views::{rejected_incident, why};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a form sends: its fields in order, some of them several times.
pub struct Sent(Vec<(String, String)>);

impl Sent {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Result<f64, Fault> {
        let words = self.get(name);
        words.parse().map_err(|_| Fault::Bad(format!("“{words}” is no number.")))
    }
}

/// Writes down what somebody decided, and goes back to where they came from.
pub async fn decide(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let sent = Sent(sent);
    let back = own(sent.get("back")).to_owned();
    let Some(who) = frame.who.clone() else {
        return Redirect::to(&format!("/name?next={}", crate::form::escape(&back))).into_response();
    };
    let written = site.write(move |site, register| write(site, register, &who, &sent)).await;
    match written {
        Ok(Written { number, claim }) => {
            let asked = back.clone();
            let page = site.ask(move |_, register| page_now(register, &asked, claim.as_ref())).await;
            Redirect::to(&with_done(&page.unwrap_or(back), number)).into_response()
        }
        Err(fault) => fault.page(&frame),
    }
}

/// The number of a decision, and a claim by which its incident is found again.
struct Written {
    number: i64,
    claim: Option<ClaimId>,
}

/// The page to go back to. An incident may have another id since.
fn page_now(register: &Register, back: &str, claim: Option<&ClaimId>) -> Result<String, Fault> {
    let (page, part) = back.split_once('#').unwrap_or((back, ""));
    let path = page.split('?').next().unwrap_or(page);
    let Some(id) = path.strip_prefix("/incident/") else {
        return Ok(format!("{path}#{part}"));
    };
    if let Some(id) = claim.and_then(|claim| incident_of(register, claim)) {
        return Ok(format!("/incident/{id}#{part}"));
    }
    let stays =
        register.incident_anchor(&IncidentId::new(id))?.is_some() || rejected_incident(register, id).is_ok();
    Ok(if stays { format!("{path}#{part}") } else { "/review".to_owned() })
}

/// A page with the number of the decision that was just written.
fn with_done(page: &str, number: i64) -> String {
    match page.split_once('#') {
        None | Some((_, "")) => format!("{}?done={number}", page.trim_end_matches('#')),
        Some((path, part)) => format!("{path}?done={number}#{part}"),
    }
}

fn incident_of(register: &Register, claim: &ClaimId) -> Option<String> {
    why(register, claim.as_str()).ok()?.belongs_to.into_iter().find(|id| id.starts_with("i-"))
}

fn write(site: &Site, register: &mut Register, who: &str, sent: &Sent) -> Result<Written, Fault> {
    let verdict = verdict(site, register, who, sent)?;
    let seen = seen(sent)?;
    let claim = match &verdict {
        Verdict::Undo { decision } => {
            let all = register.decisions()?;
            let undone = all.into_iter().find(|one| one.decision.id == *decision);
            undone.and_then(|one| one.decision.verdict.anchors().first().map(|anchor| anchor.claim.clone()))
        }
        Verdict::Split { incident, .. } => incident.claims.first().map(|anchor| anchor.claim.clone()),
        other => other.anchors().first().map(|anchor| anchor.claim.clone()),
    };
    let when = jiff::Timestamp::now().to_string();
    let why = Some(sent.get("why")).filter(|why| !why.is_empty());
    let decision = Decision::new(verdict, who, &when, why).map_err(|fault| Fault::Bad(fault.to_string()))?;
    let numbers = register.decide(&[decision], &seen).map_err(told)?;
    Ok(Written { number: numbers.first().copied().unwrap_or_default(), claim })
}

/// A refusal as a page tells it: who changed what meanwhile.
fn told(fault: DecideError) -> Fault {
    match fault {
        DecideError::Stale { record, since, gone } => {
            let deeds: Vec<String> = since
                .iter()
                .map(DecisionTold::of)
                .map(|one| {
                    let why = if one.why.is_empty() { String::new() } else { format!(" ({})", one.why) };
                    format!("{}, {}: {}{why}", one.who, one.when, one.words)
                })
                .collect();
            let words = match (deeds.is_empty(), gone) {
                (false, _) => format!("Decided since you opened the page: {}.", deeds.join("; ")),
                (true, true) => format!("{record} is no longer an incident of its own."),
                (true, false) => format!("{record} has other claims than when you opened the page."),
            };
            let page = match &record {
                Record::Incident(id) if !gone => format!("/incident/{id}"),
                Record::Claim(id) => format!("/claim/{id}"),
                Record::Incident(_) => "/".to_owned(),
            };
            Fault::Stale(words, page)
        }
        DecideError::Unknown(what) => Fault::Missing(format!("{what} is not in this register.")),
        DecideError::Store(fault) => Fault::Store(fault),
    }
}

/// How the record was that the visitor looked at.
fn seen(sent: &Sent) -> Result<Vec<(Record, Version)>, Fault> {
    let words = sent.get("seen");
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let version = words.parse().map_err(|_| Fault::Bad("The form is damaged.".to_owned()))?;
    let id = sent.get("id");
    let record = match id.starts_with("i-") {
        true => Record::Incident(IncidentId::new(id)),
        false => Record::Claim(ClaimId::new(id)),
    };
    Ok(vec![(record, version)])
}

fn verdict(site: &Site, register: &Register, who: &str, sent: &Sent) -> Result<Verdict, Fault> {
    let id = sent.get("id");
    let about = || -> Result<DecisionTarget, Fault> {
        Ok(match id.starts_with("i-") {
            true => DecisionTarget::Incident(incident(register, id)?),
            false => DecisionTarget::Claim(Anchor::of(&claim(register, id)?)),
        })
    };
    Ok(match sent.get("deed") {
        "confirm" => Verdict::Confirm { about: about()? },
        "reject" => Verdict::Reject { about: about()? },
        "correct" => {
            let read = claim(register, id)?;
            let field: Field = sent
                .get("field")
                .parse()
                .map_err(|fault: cairn_model::UnknownWord| Fault::Bad(fault.to_string()))?;
            let standing = register.standing(&read.id)?;
            let now = standing.map_or_else(|| read.clone(), |standing| standing.claim);
            let correction = site.desk.correction(field, sent.get("value"), &now).map_err(Fault::Bad)?;
            Verdict::Correct { claim: Anchor::of(&read), correction }
        }
        "merge" => {
            let other = sent.get("other");
            let other = other.rsplit('/').next().unwrap_or(other);
            let (one, other) = (incident(register, id)?, incident(register, other)?);
            if one.incident == other.incident {
                return Err(Fault::Bad("An incident cannot be merged with itself.".to_owned()));
            }
            Verdict::Merge { one, other }
        }
        "split" => split(register, id, sent)?,
        "rate" => Verdict::Rate { incident: incident(register, id)?, digit: sent.number("value")? as u8 },
        "pin" => Verdict::Pin {
            place: pinned(register, id, sent.get("scope"))?,
            lat: sent.number("lat")?,
            lon: sent.number("lon")?,
        },
        "alias" => {
            let (name, actor) = (id, sent.get("value"));
            if name.is_empty() || actor.is_empty() {
                return Err(Fault::Bad("An alias needs a name and the party that it stands for.".to_owned()));
            }
            let side = Some(sent.get("side")).filter(|side| !side.is_empty());
            let side = side.map(str::parse::<ActorSide>).transpose();
            let side = side.map_err(|fault| Fault::Bad(fault.to_string()))?;
            Verdict::Alias { name: name.to_owned(), actor: site.desk.actor(actor, side) }
        }
        "add" => Verdict::Add { claim: Box::new(by_hand(site, register, id, who, sent)?) },
        "grade" => Verdict::Grade {
            source: id.to_owned(),
            letter: sent
                .get("value")
                .parse()
                .map_err(|fault: cairn_model::UnknownWord| Fault::Bad(fault.to_string()))?,
        },
        "undo" => {
            let number = sent.number("id")? as i64;
            let found = register.decision(number)?;
            let found = found.ok_or_else(|| Fault::Missing(format!("There is no decision {number}.")))?;
            Verdict::Undo { decision: found.id }
        }
        other => return Err(Fault::Bad(format!("Nothing is called “{other}” here."))),
    })
}

/// Of which claims a position is set: of one, or of all that name its place so.
fn pinned(register: &Register, id: &str, scope: &str) -> Result<Pinned, Fault> {
    let read = claim(register, id)?;
    if scope != "name" {
        return Ok(Pinned::Claim(Anchor::of(&read)));
    }
    let place = read.place.ok_or_else(|| Fault::Bad("The claim has no place.".to_owned()))?;
    Ok(Pinned::Name { name: place.name, country: place.country, report: None })
}

/// A claim as somebody made it by hand: its sentence, and the fields that are not empty.
fn by_hand(site: &Site, register: &Register, id: &str, who: &str, sent: &Sent) -> Result<Claim, Fault> {
    let report = register.report(&ReportId::new(id))?;
    let report = report.ok_or_else(|| Fault::Missing(format!("There is no report {id}.")))?;
    let mut fields: BTreeMap<Field, String> = BTreeMap::new();
    for field in Field::ALL {
        let words = sent.get(field.as_str());
        if !words.is_empty() {
            fields.insert(*field, words.to_owned());
        }
    }
    site.desk.claim(&report, sent.get("quote"), &fields, who).map_err(Fault::Bad)
}

fn split(register: &Register, id: &str, sent: &Sent) -> Result<Verdict, Fault> {
    let mut incident = incident(register, id)?;
    let leaves = |anchor: &Anchor| sent.all("claim").any(|claim| claim == anchor.claim.as_str());
    let out: Vec<Anchor> = incident.claims.iter().filter(|anchor| leaves(anchor)).cloned().collect();
    incident.claims.retain(|anchor| !leaves(anchor));
    if out.is_empty() || incident.claims.is_empty() {
        return Err(Fault::Bad("Choose the claims that leave; at least one must stay.".to_owned()));
    }
    Ok(Verdict::Split { incident, out })
}

fn claim(register: &Register, id: &str) -> Result<Claim, Fault> {
    let found = register.claim(&ClaimId::new(id))?;
    found.ok_or_else(|| Fault::Missing(format!("There is no claim {id}.")))
}

fn incident(register: &Register, id: &str) -> Result<IncidentAnchor, Fault> {
    let found = register.incident_anchor(&IncidentId::new(id))?;
    found.ok_or_else(|| Fault::Missing(format!("There is no incident {id}.")))
}
