use crate::fault::Fault;
use crate::frame::Frame;
use crate::pool::Pool;
use crate::session::Sessions;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use cairn_model::{ActorSide, Claim, Correction, Field, NamedActor, Report};
use cairn_store::{Register, StoreError};
use cairn_views::overview::Overview;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Who may come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Whoever can reach this machine's own address. A name is asked for before the first decision.
    Local,
    /// People with a password: see [`crate::Users`].
    Passwords,
}

/// What the program does for the pages that needs more than the register: knowledge of names, and the stages.
pub trait Desk: std::fmt::Debug + Send + Sync {
    /// The code of the country that a name stands for (ISO 3166-1 alpha-2).
    fn country_of(&self, name: &str) -> Option<String>;

    /// The value that a person's words give a field of a claim; what is wrong with them, in words.
    fn correction(&self, field: Field, words: &str, claim: &Claim) -> Result<Correction, String>;

    /// The party that a person names: one that is known, or a new one of that neutral name.
    fn actor(&self, name: &str, side: Option<ActorSide>) -> NamedActor;

    /// A claim that a person makes by hand of a quotation of a report; what is wrong with it, in words.
    fn claim(
        &self,
        report: &Report,
        quote: &str,
        fields: &BTreeMap<Field, String>,
        who: &str,
    ) -> Result<Claim, String>;

    /// Groups anew what decisions have touched.
    fn group(&self, register: &mut Register) -> Result<(), StoreError>;
}

/// A register that is served.
#[derive(Debug)]
pub struct Site {
    pub(crate) db: PathBuf,
    pub(crate) access: Access,
    /// What a request may give as its host, in lower case, with the port where it is not 80.
    pub(crate) hosts: Vec<String>,
    pub(crate) sessions: Sessions,
    /// What knows places and parties, and groups anew.
    pub(crate) desk: Box<dyn Desk>,
    /// Decisions are written one after the other; another program waits for the file.
    writing: Mutex<()>,
    pool: Pool,
    overview: Mutex<Held>,
}

/// The overview, and of which state of the register it is.
#[derive(Debug)]
struct Held {
    /// Sees by SQLite's `data_version` that another connection has written.
    watch: Register,
    version: Option<i64>,
    overview: Arc<Overview>,
}

impl Site {
    /// Serves a register to those who ask for one of `hosts` (`127.0.0.1:8750`).
    pub fn new(
        db: &Path,
        access: Access,
        hosts: Vec<String>,
        port: u16,
        desk: Box<dyn Desk>,
    ) -> Result<Self, StoreError> {
        let watch = Register::open_for_reading(db)?;
        let sessions = Sessions::new(port).map_err(|fault| StoreError::Unopenable(fault.to_string()))?;
        Ok(Self {
            db: db.to_owned(),
            access,
            hosts: hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect(),
            sessions,
            desk,
            writing: Mutex::new(()),
            pool: Pool::new(db),
            overview: Mutex::new(Held { watch, version: None, overview: Arc::default() }),
        })
    }

    /// The overview of the register as it is now.
    pub(crate) fn overview(&self) -> Result<Arc<Overview>, Fault> {
        let mut held = self.overview.lock().unwrap_or_else(PoisonError::into_inner);
        let sql = "SELECT data_version FROM pragma_data_version";
        let version = held.watch.connection().query_row(sql, [], |row| row.get(0));
        let version: Option<i64> = Some(version.map_err(StoreError::from)?);
        if held.version != version {
            let Held { watch, overview, .. } = &mut *held;
            // Whoever still reads the old one keeps it.
            Arc::make_mut(overview).refresh(watch)?;
            held.version = version;
        }
        Ok(held.overview.clone())
    }

    /// Asks the register something on a thread that may wait for the disk.
    pub(crate) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        ask: impl FnOnce(&Self, &Register) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let site = self.clone();
        tokio::task::spawn_blocking(move || site.pool.read(|register| ask(&site, register))).await?
    }

    /// Writes to the register, and groups anew what that touches.
    pub(crate) async fn write<T: Send + 'static>(
        self: &Arc<Self>,
        write: impl FnOnce(&Self, &mut Register) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let site = self.clone();
        let task = move || {
            let _alone = site.writing.lock().unwrap_or_else(PoisonError::into_inner);
            let mut register = Register::open(&site.db)?;
            let told = write(&site, &mut register)?;
            if register.needs_grouping()? {
                site.desk.group(&mut register)?;
            }
            Ok(told)
        };
        tokio::task::spawn_blocking(task).await?
    }

    /// A page made of what the register tells, or one that says why there is none.
    pub(crate) async fn page<T: Template>(
        self: &Arc<Self>,
        frame: &Frame,
        make: impl FnOnce(&Self, &Register, Frame) -> Result<T, Fault> + Send + 'static,
    ) -> Response {
        let own = frame.clone();
        let html = self.ask(move |site, register| Ok(make(site, register, own)?.render()?)).await;
        match html {
            Ok(html) => Html(html).into_response(),
            Err(fault) => fault.page(frame),
        }
    }
}
