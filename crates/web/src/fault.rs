use crate::frame::Frame;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use cairn_store::StoreError;
use cairn_views::ViewError;
use thiserror::Error;

/// Why a page cannot be shown, or a decision not be written.
#[derive(Debug, Error)]
pub enum Fault {
    /// There is nothing of that name.
    #[error("{0}")]
    Missing(String),
    /// The question cannot be understood.
    #[error("{0}")]
    Bad(String),
    /// The visitor may not do this.
    #[error("{0}")]
    Forbidden(String),
    /// Somebody else was faster: what they did, and the page that shows it.
    #[error("{0}")]
    Stale(String, String),
    /// The register cannot be read or written.
    #[error("the register {0}")]
    Store(#[from] StoreError),
    /// A template or a thread failed.
    #[error("{0}")]
    Broken(String),
}

impl From<ViewError> for Fault {
    fn from(fault: ViewError) -> Self {
        match fault {
            ViewError::Store(fault) => Self::Store(fault),
            ViewError::Unknown { .. } | ViewError::Ambiguous { .. } => Self::Missing(fault.to_string()),
            ViewError::Write(fault) => Self::Broken(fault.to_string()),
        }
    }
}

impl From<askama::Error> for Fault {
    fn from(fault: askama::Error) -> Self {
        Self::Broken(fault.to_string())
    }
}

impl From<tokio::task::JoinError> for Fault {
    fn from(fault: tokio::task::JoinError) -> Self {
        Self::Broken(fault.to_string())
    }
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage<'f> {
    frame: &'f Frame,
    head: &'static str,
    words: String,
    hint: &'f str,
    page: Option<&'f str>,
}

impl Fault {
    /// The status, a heading and what the visitor can do.
    fn told(&self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::Missing(_) => {
                (StatusCode::NOT_FOUND, "Not found", "The list of incidents has all there are.")
            }
            Self::Bad(_) => (StatusCode::BAD_REQUEST, "Not understood", "Go back and correct it."),
            Self::Forbidden(_) => (
                StatusCode::FORBIDDEN,
                "Not allowed",
                "Load the page anew and try again. Who reads only can ask a keeper of the register for the role of a reviewer.",
            ),
            Self::Stale(..) => (
                StatusCode::CONFLICT,
                "Somebody else was faster",
                "Nothing of yours was written. Look at what has changed, then decide again.",
            ),
            Self::Store(fault) => {
                (StatusCode::SERVICE_UNAVAILABLE, "The register does not answer", fault.hint())
            }
            Self::Broken(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something broke",
                "Try again; if it stays, tell the people who make Cairn.",
            ),
        }
    }

    /// The page that tells it.
    pub(crate) fn page(&self, frame: &Frame) -> Response {
        let (status, head, hint) = self.told();
        let page = FaultPage {
            frame,
            head,
            words: self.to_string(),
            hint,
            page: match self {
                Self::Stale(_, page) => Some(page),
                _ => None,
            },
        };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, self.to_string()).into_response(),
        }
    }
}
