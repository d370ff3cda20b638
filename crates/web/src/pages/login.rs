use crate::fault::Fault;
use crate::frame::Frame;
use crate::session::{Token, Visitor};
use crate::site::{Access, Site};
use crate::users::{Role, Users};
use askama::Template;
use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;
use std::time::Duration;

/// Where to go afterwards.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// Only pages of this server: an address of another one begins with two slashes or a scheme.
pub fn own(next: &str) -> &str {
    let is_own = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r']);
    if is_own { next } else { "/" }
}

#[derive(Template)]
#[template(path = "login.html")]
struct LoginPage<'p> {
    frame: &'p Frame,
    next: &'p str,
    name: &'p str,
    refused: bool,
}

impl LoginPage<'_> {
    fn answer(&self, status: StatusCode) -> Response {
        match self.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(fault) => Fault::from(fault).page(self.frame),
        }
    }
}

/// Asks for a name and a password.
pub async fn login(Extension(frame): Extension<Frame>, Query(next): Query<Next>) -> Response {
    LoginPage { frame: &frame, next: own(&next.next), name: "", refused: false }.answer(StatusCode::OK)
}

/// What a visitor gives.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Given {
    name: String,
    password: String,
    next: String,
}

/// A wrong password costs so long, beside the hashing.
const SLOWNESS: Duration = Duration::from_millis(400);

/// Begins a session for somebody who gives the right password.
pub async fn log_in(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Form(given): Form<Given>,
) -> Response {
    let (name, password) = (given.name.trim().to_owned(), given.password);
    let asked = name.clone();
    let checked = site
        .ask(move |site, _| {
            let users = Users::of(&site.db).map_err(|fault| Fault::Broken(fault.to_string()))?;
            Ok(users.check(&asked, &password))
        })
        .await;
    match checked {
        Ok(Some(role)) => begin(&site, &frame, Visitor { who: name, role }, &given.next),
        Ok(None) => {
            tokio::time::sleep(SLOWNESS).await;
            LoginPage { frame: &frame, next: own(&given.next), name: &name, refused: true }
                .answer(StatusCode::UNAUTHORIZED)
        }
        Err(fault) => fault.page(&frame),
    }
}

fn begin(site: &Site, frame: &Frame, visitor: Visitor, next: &str) -> Response {
    let begun = site.sessions.begin(visitor).ok();
    let cookie = begun.and_then(|token| HeaderValue::from_str(&site.sessions.set_cookie(&token)).ok());
    match cookie {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], Redirect::to(own(next))).into_response(),
        None => Fault::Broken("No session can be begun.".to_owned()).page(frame),
    }
}

/// Ends the session.
pub async fn log_out(State(site): State<Arc<Site>>, Extension(token): Extension<Token>) -> Response {
    site.sessions.end(&token.0);
    Redirect::to("/").into_response()
}

#[derive(Template)]
#[template(path = "name.html")]
struct NamePage<'p> {
    frame: &'p Frame,
    next: &'p str,
    empty: bool,
}

/// Asks for the name that decisions are signed with, where no passwords are asked for.
pub async fn name(Extension(frame): Extension<Frame>, Query(next): Query<Next>) -> Response {
    name_page(&frame, &next.next, false)
}

fn name_page(frame: &Frame, next: &str, empty: bool) -> Response {
    match (NamePage { frame, next: own(next), empty }).render() {
        Ok(html) => Html(html).into_response(),
        Err(fault) => Fault::from(fault).page(frame),
    }
}

/// Takes the name.
pub async fn give_name(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Form(given): Form<Given>,
) -> Response {
    if site.access == Access::Passwords {
        return Fault::Forbidden("Here people log in with a password.".to_owned()).page(&frame);
    }
    let name: String = given.name.trim().chars().filter(|c| !c.is_control()).take(80).collect();
    if name.is_empty() {
        return name_page(&frame, &given.next, true);
    }
    begin(&site, &frame, Visitor { who: name, role: Role::Reviewer }, &given.next)
}
