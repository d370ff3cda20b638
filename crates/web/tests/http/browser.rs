//! A register in a folder of its own, and browsers that ask for its pages without a network.

#[path = "../../../store/tests/store/support.rs"]
mod support;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use cairn_model::*;
use cairn_store::{Grouping, Reading, Register, StoreError};
use cairn_web::{Access, Desk, Role, Site, Users, app};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use support::{RULESET, report, war, war_incident, war_toll};
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:8750";

/// A register that is served.
pub struct Town {
    pub db: PathBuf,
    router: Router,
    _folder: tempfile::TempDir,
}

#[derive(Debug)]
struct TestDesk;

impl Desk for TestDesk {
    fn country_of(&self, name: &str) -> Option<String> {
        (name == "Gondor").then(|| "GD".to_owned())
    }

    fn correction(&self, field: Field, words: &str, _: &Claim) -> Result<Correction, String> {
        match (field, words.parse()) {
            (Field::N, Ok(n)) => Ok(Correction::N(Some(n))),
            _ => Err(format!("`{words}` is no value of {field}")),
        }
    }

    fn actor(&self, name: &str, side: Option<ActorSide>) -> NamedActor {
        let side = side.unwrap_or(ActorSide::Unidentified);
        NamedActor { id: None, name: name.to_owned(), side, country: None }
    }

    fn claim(
        &self,
        report: &Report,
        quote: &str,
        fields: &BTreeMap<Field, String>,
        who: &str,
    ) -> Result<Claim, String> {
        if !report.text.contains(quote) {
            return Err("its quotation is not in the report".to_owned());
        }
        let n: u64 = fields.get(&Field::N).and_then(|n| n.parse().ok()).unwrap_or_default();
        let claim = support::claim(report, Kind::Missing, Group::Civilian, quote, (n, quote));
        Ok(Claim { made_by: Some(who.to_owned()), rules: vec![], ..claim }.with_identity())
    }

    fn group(&self, register: &mut Register) -> Result<(), StoreError> {
        register.regroup(|_| grouping())
    }
}

/// A report that would run a script, and its one claim.
fn hostile() -> (Report, Vec<Claim>) {
    let text = "<img src=x onerror=alert(2)> Three people were wounded, <b>\"alert\"</b> & all.";
    let mut report = report("hostile", "<script>alert(1)</script>", "2019-05-26", text);
    report.title = Some("<script>alert(1)</script>".to_owned());
    report.url = Some("javascript:alert(3)".to_owned());
    let claim = support::claim(&report, Kind::Wounded, Group::Civilian, text, (3, "Three"));
    (report, vec![claim.with_identity()])
}

fn grouping() -> Grouping {
    let (report, claims) = hostile();
    let mut incident = war_incident();
    incident.claims.push(claims[0].id.clone());
    incident.claims.sort();
    incident.reports.push(report.id.clone());
    let region = PlaceValue {
        precision: PlacePrecision::Adm1,
        lat: Some(35.5),
        lon: Some(-36.5),
        country: Some("GD".to_owned()),
        ..PlaceValue::unresolved("Ithilien", PlaceBasis::Lead)
    };
    let coarse = Incident {
        id: IncidentId::new("i-ffffffffffffffff"),
        event_type: EventType::Shelling,
        time: TimeValue { basis: TimeBasis::Publication, ..war()[1].1[0].time.clone() },
        place: Some(region),
        claims: vec![war()[0].1[2].id.clone()],
        reports: vec![war()[0].0.id.clone()],
        figures: vec![],
        disagreements: vec![],
        corroborations: vec![],
        parties: vec![],
        origins: vec![],
        ..war_incident()
    };
    let day: Day = "2019-05-25".parse().unwrap();
    let coarse = Incident { time: TimeValue::days(day, day, TimeBasis::Publication), ..coarse };
    Grouping {
        families: vec![Family {
            id: FamilyId::from_parts(["war"]),
            reports: incident.reports.clone(),
            ties: Vec::new(),
        }],
        tolls: vec![war_toll()],
        main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
        incidents: vec![coarse, incident],
        ..Grouping::default()
    }
}

impl Town {
    pub const PASSWORD: &'static str = "a stone on a heap";

    /// A register that is served to this machine.
    pub fn new() -> Self {
        Self::served(Access::Local)
    }

    /// A register that is served to people with a password: Rea reads, Rev reviews.
    pub fn with_passwords() -> Self {
        let town = Self::served(Access::Passwords);
        let mut users = Users::of(&town.db).unwrap();
        users.add("Rea", Role::Reader, Self::PASSWORD).unwrap();
        users.add("Rev", Role::Reviewer, Self::PASSWORD).unwrap();
        town
    }

    fn served(access: Access) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("cairn.db");
        let mut register = Register::open(&db).unwrap();
        let run = register.run(&RulesetDigest::new(RULESET), "cairn 0.1.0").unwrap();
        let all = war().into_iter().chain([hostile()]);
        register.add(run, all.map(|(report, claims)| Reading { report, claims }).collect()).unwrap();
        register.regroup(|_| grouping()).unwrap();
        let site = Site::new(&db, access, vec![HOST.to_owned()], 8750, Box::new(TestDesk)).unwrap();
        Self { db, router: app(Arc::new(site)), _folder: folder }
    }

    pub fn incident(&self) -> String {
        war_incident().id.to_string()
    }

    /// The claim of some 40 killed.
    pub fn claim(&self) -> String {
        war()[0].1[0].id.to_string()
    }

    pub fn remove(&self, name: &str) {
        assert!(Users::of(&self.db).unwrap().remove(name).unwrap());
    }
}

/// What a browser gets.
pub struct Answer {
    pub status: u16,
    headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

/// Somebody who looks at the pages, with their cookie.
pub struct Browser {
    router: Router,
    cookie: RefCell<String>,
}

impl Browser {
    pub fn new(town: &Town) -> Self {
        Self { router: town.router.clone(), cookie: RefCell::default() }
    }

    /// Somebody who has given a name.
    pub fn named(town: &Town, name: &str) -> Self {
        let browser = Self::new(town);
        assert_eq!(browser.post("/name", &[("name", name)]).status, 303);
        browser
    }

    pub fn get(&self, path: &str) -> Answer {
        self.get_as(HOST, path)
    }

    pub fn get_as(&self, host: &str, path: &str) -> Answer {
        let cookie = self.cookie.borrow().clone();
        let request = Request::get(path).header(header::HOST, host).header(header::COOKIE, cookie);
        self.send(request.body(Body::empty()).unwrap())
    }

    /// The token that pages give this browser.
    pub fn csrf(&self) -> String {
        let body = self.get("/login").body;
        body.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Sends a form with the token.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf();
        let fields: Vec<(&str, &str)> =
            [("csrf", csrf.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.post_raw(path, &fields, None)
    }

    /// Sends a form as it is.
    pub fn post_raw(&self, path: &str, fields: &[(&str, &str)], origin: Option<&str>) -> Answer {
        let escaped: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect();
        let mut request = Request::post(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, self.cookie.borrow().clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        self.send(request.body(Body::from(escaped.join("&"))).unwrap())
    }

    fn send(&self, request: Request<Body>) -> Answer {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let answer = runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.unwrap();
            let body = String::from_utf8_lossy(&body).into_owned();
            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        });
        if let Some(cookie) = answer.headers.get(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            *self.cookie.borrow_mut() = cookie.split(';').next().unwrap().to_owned();
        }
        answer
    }
}

fn escape(words: &str) -> String {
    words
        .bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}
