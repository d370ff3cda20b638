//! What a browser asks for and sends: query strings and forms.

#[path = "../../crates/store/tests/store/support.rs"]
#[allow(dead_code, missing_docs)]
mod support;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, header};
use cairn_model::{ActorSide, Claim, Correction, Family, FamilyId, Field, NamedActor, Report, RulesetDigest};
use cairn_store::{Grouping, Reading, Register, StoreError};
use cairn_web::{Access, Desk, Site, app};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tokio::runtime::Runtime;
use tower::ServiceExt;

const HOST: &str = "127.0.0.1:8750";

/// Addresses that take a query string.
const PAGES: [&str; 14] = [
    "/",
    "/map.json",
    "/incidents.csv",
    "/incidents.geojson",
    "/incidents.jsonl",
    "/tolls",
    "/agreements",
    "/search",
    "/review",
    "/decisions",
    "/login",
    "/name",
    "/report/wire-1",
    "/tolls.csv",
];

/// Addresses that take a form. Not that of passwords: it is slow on purpose.
const FORMS: [&str; 2] = ["/decide", "/name"];

/// Knows nobody.
#[derive(Debug)]
struct EmptyDesk;

impl Desk for EmptyDesk {
    fn country_of(&self, _: &str) -> Option<String> {
        None
    }

    fn correction(&self, field: Field, words: &str, _: &Claim) -> Result<Correction, String> {
        Err(format!("`{words}` is no value of {field}"))
    }

    fn actor(&self, name: &str, side: Option<ActorSide>) -> NamedActor {
        let side = side.unwrap_or(ActorSide::Unidentified);
        NamedActor { id: None, name: name.to_owned(), side, country: None }
    }

    fn claim(&self, _: &Report, _: &str, _: &BTreeMap<Field, String>, _: &str) -> Result<Claim, String> {
        Err("claims are not made here".to_owned())
    }

    fn group(&self, register: &mut Register) -> Result<(), StoreError> {
        register.regroup(|_| grouping())
    }
}

fn grouping() -> Grouping {
    let incident = support::war_incident();
    Grouping {
        families: vec![Family {
            id: FamilyId::from_parts(["war"]),
            reports: incident.reports.clone(),
            ties: Vec::new(),
        }],
        tolls: vec![support::war_toll()],
        main: incident.reports.iter().map(|report| (report.clone(), incident.id.clone())).collect(),
        incidents: vec![incident],
        ..Grouping::default()
    }
}

/// A served register, somebody with a name who looks at it, and their token.
struct Served {
    runtime: Runtime,
    router: Router,
    cookie: String,
    token: String,
    _folder: tempfile::TempDir,
}

fn served() -> &'static Served {
    static SERVED: OnceLock<Served> = OnceLock::new();
    SERVED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("there is room for a small register");
        let db = folder.path().join("cairn.db");
        let mut register = Register::open(&db).expect("a register is made");
        let run = register.run(&RulesetDigest::new(support::RULESET), "cairn-fuzz").expect("a run begins");
        let readings = support::war().into_iter().map(|(report, claims)| Reading { report, claims });
        register.add(run, readings.collect()).expect("reports are added");
        register.regroup(|_| grouping()).expect("claims are grouped");
        let site = Site::new(&db, Access::Local, vec![HOST.to_owned()], 8750, Box::new(EmptyDesk));
        let router = app(Arc::new(site.expect("a register is served")));
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
        let mut served =
            Served { runtime, router, cookie: String::new(), token: String::new(), _folder: folder };
        let (response, body) = served.ask(Request::get("/login"), String::new());
        served.cookie = cookie_of(&response);
        let token = body.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        served.token = token.expect("a form has a token").to_owned();
        let named = format!("csrf={}&name=Rev", served.token);
        let (response, _) = served.ask(Request::post("/name"), named);
        assert_eq!(response.status().as_u16(), 303, "a name is taken");
        let cookie = cookie_of(&response);
        if !cookie.is_empty() {
            served.cookie = cookie;
        }
        served
    })
}

fn cookie_of<B>(response: &Response<B>) -> String {
    let cookie = response.headers().get(header::SET_COOKIE).and_then(|cookie| cookie.to_str().ok());
    cookie.and_then(|cookie| cookie.split(';').next()).unwrap_or_default().to_owned()
}

impl Served {
    fn ask(&self, request: axum::http::request::Builder, body: String) -> (Response<()>, String) {
        let request = request
            .header(header::HOST, HOST)
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("the address was looked at before");
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.expect("a router answers");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("an answer ends");
            (Response::from_parts(parts, ()), String::from_utf8_lossy(&body).into_owned())
        })
    }
}

/// The first byte says which address, the rest is its query string or its form.
pub fn hold(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    let Ok(words) = std::str::from_utf8(rest) else { return };
    let served = served();
    let which = usize::from(*which) % (PAGES.len() + FORMS.len());
    let (response, body) = if let Some(page) = PAGES.get(which) {
        let Ok(address) = format!("{page}?{words}").parse::<axum::http::Uri>() else { return };
        if address.query().is_none() {
            return;
        }
        served.ask(Request::get(address), String::new())
    } else {
        let form = format!("csrf={}&{words}", served.token);
        served.ask(Request::post(FORMS[which - PAGES.len()]), form)
    };
    let status = response.status().as_u16();
    assert!(status < 500, "{status} is a fault of ours: {body}");
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_some_and(|kind| kind.starts_with("text/html")) {
        for tag in body.split("<script").skip(1) {
            assert!(
                tag.split('>').next().is_some_and(|tag| tag.contains("src=\"/assets/")),
                "script of no file"
            );
        }
        assert!(!body.contains(" onerror=") && !body.contains("<style"), "what was sent is no markup");
    }
    if status / 100 == 3 {
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("/");
        assert!(to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\"), "leads out: {to}");
    }
}
