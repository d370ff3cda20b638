use crate::fault::Fault;
use crate::form::escape;
use crate::frame::Frame;
use crate::pages::told::{moment, word};
use crate::site::Site;
use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use cairn_store::Register;
use cairn_views::{DecisionFilter, DecisionRow, decisions as listed};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// So many decisions stand on one page.
const SHOWN: usize = 50;

/// Which decisions are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    who: String,
    verdict: String,
    only: String,
    page: String,
    done: String,
}

#[derive(Template)]
#[template(path = "decisions.html")]
struct Page {
    frame: Frame,
    /// Everybody who decided anything, and what there is to be decided; with whether it is chosen.
    people: Vec<(String, bool)>,
    verdicts: Vec<(&'static str, bool)>,
    only: String,
    rows: Vec<DecisionRow>,
    found: usize,
    all: usize,
    adrift: usize,
    disputed: usize,
    before: Option<String>,
    after: Option<String>,
    done: String,
    here: String,
}

/// What people decided, the latest first.
pub async fn decisions(
    State(site): State<Arc<Site>>,
    Extension(frame): Extension<Frame>,
    Query(asked): Query<Asked>,
) -> Response {
    site.page(&frame, move |_, register, frame| page(register, frame, asked)).await
}

fn page(register: &Register, frame: Frame, asked: Asked) -> Result<Page, Fault> {
    let all = listed(register, None, DecisionFilter::All)?;
    let people: BTreeSet<&String> = all.iter().map(|row| &row.who).collect();
    let verdicts: BTreeSet<&'static str> = all.iter().map(|row| row.verdict).collect();
    let is_adrift = |row: &DecisionRow| row.state == cairn_model::DecisionState::Adrift;
    let is_asked = |row: &&DecisionRow| {
        (asked.who.is_empty() || row.who == asked.who)
            && (asked.verdict.is_empty() || row.verdict == asked.verdict)
            && match asked.only.as_str() {
                "adrift" => is_adrift(row),
                "disputed" => row.disputed,
                _ => true,
            }
    };
    let found: Vec<&DecisionRow> = all.iter().rev().filter(is_asked).collect();
    let number = asked.page.parse::<usize>().unwrap_or(1).max(1);
    let skip = (number - 1).saturating_mul(SHOWN);
    let query = format!(
        "/decisions?who={}&verdict={}&only={}",
        escape(&asked.who),
        escape(&asked.verdict),
        escape(&asked.only)
    );
    let to = |page: usize| format!("{query}&page={page}");
    Ok(Page {
        people: people.into_iter().map(|who| (who.clone(), *who == asked.who)).collect(),
        verdicts: verdicts.into_iter().map(|verdict| (verdict, verdict == asked.verdict)).collect(),
        rows: found.iter().skip(skip).take(SHOWN).map(|row| (*row).clone()).collect(),
        before: (number > 1).then(|| to(number - 1)),
        after: (skip + SHOWN < found.len()).then(|| to(number + 1)),
        found: found.len(),
        adrift: all.iter().filter(|row| is_adrift(row)).count(),
        disputed: all.iter().filter(|row| row.disputed).count(),
        all: all.len(),
        only: asked.only,
        done: asked.done,
        here: "/decisions".to_owned(),
        frame,
    })
}

impl Page {
    /// Where the record is shown that a decision is about.
    fn link(&self, id: &str) -> String {
        let kind = if id.starts_with("i-") { "incident" } else { "claim" };
        format!("/{kind}/{id}")
    }

    fn when(&self, when: &str) -> String {
        moment(when)
    }

    fn state(&self, state: &cairn_model::DecisionState) -> String {
        word(state.as_str())
    }
}
