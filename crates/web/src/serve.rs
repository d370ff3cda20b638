use crate::assets;
use crate::guard::guard;
use crate::pages;
use crate::site::Site;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::sync::Arc;
use thiserror::Error;

/// Where to listen.
#[derive(Debug, Clone, Copy)]
pub struct Listen {
    /// Address and port; port 0 takes any that is free.
    pub address: SocketAddr,
}

/// Why a register cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Address(SocketAddr, std::io::Error),
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Stopped(std::io::Error),
}

/// Every address of a site. All of them pass the guard.
pub fn app(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(pages::overview::overview))
        .route("/map.json", get(pages::overview::map))
        .route("/incidents.csv", get(pages::download::csv))
        .route("/incidents.geojson", get(pages::download::geojson))
        .route("/incidents.jsonl", get(pages::download::jsonl))
        .route("/incident/{id}", get(pages::incident::incident))
        .route("/report/{id}", get(pages::report::report))
        .route("/tolls.csv", get(pages::download::tolls))
        .route("/agreements.csv", get(pages::download::agreements))
        .route("/claim/{id}", get(pages::report::claim))
        .route("/tolls", get(pages::tolls::tolls))
        .route("/agreements", get(pages::agreements::agreements))
        .route("/search", get(pages::search::search))
        .route("/review", get(pages::review::review))
        .route("/decisions", get(pages::decisions::decisions))
        .route("/decide", post(pages::decide::decide))
        .route("/login", get(pages::login::login).post(pages::login::log_in))
        .route("/logout", post(pages::login::log_out))
        .route("/name", get(pages::login::name).post(pages::login::give_name))
        .route("/about", get(pages::about::about))
        .route("/assets/{name}", get(assets::asset))
        .fallback(pages::nowhere)
        .layer(from_fn_with_state(site.clone(), guard))
        .with_state(site)
}

/// Serves a site until the program is interrupted (Ctrl-C) or told to end (SIGTERM): what is being answered then is
/// answered to its end.
///
/// `make` is told the address that was taken, and makes the site.
pub fn serve<E: From<ServeError>>(
    listen: Listen,
    make: impl FnOnce(SocketAddr) -> Result<Site, E>,
) -> Result<(), E> {
    let stopped = |fault| E::from(ServeError::Stopped(fault));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(stopped)?;
    runtime.block_on(async {
        let refused = |fault| E::from(ServeError::Address(listen.address, fault));
        let listener = tokio::net::TcpListener::bind(listen.address).await.map_err(refused)?;
        let site = Arc::new(make(listener.local_addr().map_err(refused)?)?);
        // Nobody has to wait for it who comes later; who asks for it meanwhile is told what goes wrong.
        let early = site.clone();
        tokio::task::spawn_blocking(move || early.overview().is_ok());
        let (mut interrupt, mut end) = (Box::pin(interrupt()), Box::pin(ended()));
        let interrupted = poll_fn(move |context| {
            let one = interrupt.as_mut().poll(context);
            if one.is_ready() { one } else { end.as_mut().poll(context) }
        });
        axum::serve(listener, app(site)).with_graceful_shutdown(interrupted).await.map_err(stopped)
    })
}

/// Waits for Ctrl-C. Where that cannot be watched, the server runs until it is killed.
async fn interrupt() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Waits for SIGTERM, which systems send to programs that are to end.
#[cfg(unix)]
async fn ended() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

/// Other systems end programs in other ways.
#[cfg(not(unix))]
async fn ended() {
    std::future::pending().await
}
