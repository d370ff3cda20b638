//! What every request passes: the host it names, who sends it, what it may do, what its answer may load.

use crate::fault::Fault;
use crate::frame::Frame;
use crate::session::{Visitor, cookie, fresh_token};
use crate::site::{Access, Site};
use crate::users::{Role, Users};
use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;

/// A form is never larger, in bytes.
const LARGEST_FORM: usize = 256 * 1024;

/// Everything from this server, nothing from elsewhere, no script or style in pages. Leaflet sets styles
/// through the object model, which this allows.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// `no-referrer` would make browsers send `Origin: null` with forms of ours as well (Fetch, 3.2), and these
/// could not be told from those of other sites. `same-origin` tells other sites as little.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[derive(Deserialize)]
struct Token {
    #[serde(default)]
    csrf: String,
}

/// Lets a request through to its page, or answers it here.
pub(crate) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = match passed(&site, request, next).await {
        Ok(response) | Err(response) => response,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

async fn passed(site: &Arc<Site>, request: Request, next: Next) -> Result<Response, Response> {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // A name of somebody else that leads here (DNS rebinding) is not ours.
    if !site.hosts.contains(&host.to_ascii_lowercase()) {
        let words = "This address is not served here. `cairn serve --host NAME` allows one more.\n";
        return Err((StatusCode::MISDIRECTED_REQUEST, words).into_response());
    }
    let path = request.uri().path().to_owned();
    if path.strip_prefix("/assets/").is_some_and(|name| !name.contains('/')) {
        return Ok(next.run(request).await);
    }
    let held = site.sessions.token(request.headers());
    let token = match held.clone() {
        Some(token) => token,
        None => fresh_token().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?,
    };
    let frame = frame(site, request.headers(), &request, &token);
    let request = match *request.method() {
        Method::GET | Method::HEAD => request,
        Method::POST => checked(site, &frame, held.as_deref(), request).await?,
        _ => return Err(StatusCode::METHOD_NOT_ALLOWED.into_response()),
    };
    if site.access == Access::Passwords && frame.who.is_none() && path != "/login" {
        return Err(match *request.method() {
            Method::GET => {
                Redirect::to(&format!("/login?next={}", crate::form::escape(&frame.here))).into_response()
            }
            _ => Fault::Forbidden("You are not logged in, or not any more.".into()).page(&frame),
        });
    }
    let mut request = request;
    request.extensions_mut().insert(frame);
    request.extensions_mut().insert(crate::session::Token(token.clone()));
    let mut response = next.run(request).await;
    if held.is_none() && !response.headers().contains_key(header::SET_COOKIE) {
        let cookie = site.sessions.set_cookie(&token);
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}

fn frame(site: &Site, headers: &HeaderMap, request: &Request, token: &str) -> Frame {
    let visitor = site.sessions.visitor(token).and_then(|visitor| now_allowed(site, visitor));
    let role = match (&visitor, site.access) {
        (Some(visitor), _) => visitor.role,
        (None, Access::Local) => Role::Reviewer,
        (None, Access::Passwords) => Role::Reader,
    };
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    Frame {
        register: site.db.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        who: visitor.map(|visitor| visitor.who),
        role,
        passwords: site.access == Access::Passwords,
        theme: match cookie(headers, "cairn_theme") {
            Some("dark") => "dark",
            Some("light") => "light",
            _ => "",
        },
        csrf: site.sessions.csrf(token).to_hex().to_string(),
        here: if *request.method() == Method::GET { here } else { "/".to_owned() },
    }
}

/// A visitor as the list of people has them now: a role may have changed, a name may be gone.
fn now_allowed(site: &Site, visitor: Visitor) -> Option<Visitor> {
    match site.access {
        Access::Local => Some(visitor),
        Access::Passwords => {
            let role = Users::of(&site.db).ok()?.role(&visitor.who)?;
            Some(Visitor { role, ..visitor })
        }
    }
}

/// What readers may send too.
const FOR_ALL: [&str; 3] = ["/login", "/logout", "/name"];

/// A request that changes something: sent by a page of ours, by somebody who may.
async fn checked(
    site: &Site,
    frame: &Frame,
    held: Option<&str>,
    request: Request,
) -> Result<Request, Response> {
    let foreign = |what: &str| Fault::Forbidden(format!("This form {what}.")).page(frame);
    let headers = request.headers();
    let own = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let origin = headers.get(header::ORIGIN).map(|origin| origin.to_str().unwrap_or("null"));
    if origin.is_some_and(|origin| origin.split("://").nth(1) != Some(own)) {
        return Err(foreign("was sent by a page of another site"));
    }
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST_FORM).await.map_err(|_| foreign("is too large"))?;
    let again = || Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let sent = match Form::<Token>::from_request(again(), &()).await {
        Ok(Form(token)) => token.csrf,
        Err(_) => return Err(foreign("cannot be read")),
    };
    if !held.is_some_and(|held| site.sessions.is_ours(held, &sent)) {
        return Err(foreign("does not carry the token of a page of this session"));
    }
    if frame.role == Role::Reader && !FOR_ALL.contains(&path.as_str()) {
        return Err(Fault::Forbidden("You may read, not decide.".into()).page(frame));
    }
    Ok(again())
}
