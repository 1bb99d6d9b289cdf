//! Listening, with or without TLS, and what happens in the background.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use platform::jobs::{self, supervise};
use platform::{App, Error, Result, tenants};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::config::Listen;
use crate::{setup, wiring};

mod door;
mod limits;
mod visitor;

/// Serves until it is told to stop; requests that run are finished first.
pub async fn serve(app: App, listen: &Listen, setup: Arc<setup::Link>) -> Result<()> {
    let service = limits::timed(wiring::router(&app, setup))
        .into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    let keeper = door::Keeper(limits::door(listen.trusted_proxy));
    tokio::spawn(stop_gently(handle.clone()));
    let background = Background::start(&app);
    let served = if let (Some(cert), Some(key)) = (&listen.tls_cert, &listen.tls_key) {
        // Whoever is first may install it; the same provider is used everywhere.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let tls = RustlsConfig::from_pem_file(cert, key).await?;
        let accepts = RustlsAcceptor::new(tls)
            .handshake_timeout(limits::HEAD)
            .acceptor(keeper);
        let server = axum_server::bind(listen.listen)
            .acceptor(accepts)
            .handle(handle);
        limits::patient(server).serve(service).await
    } else {
        let server = axum_server::bind(listen.listen)
            .acceptor(keeper)
            .handle(handle);
        limits::patient(server).serve(service).await
    };
    background.stop().await;
    app.note_high_water()?;
    app.db.close().await;
    served.map_err(|error| Error::Internal(format!("{}: {error}", listen.listen)))
}

async fn stop_gently(handle: Handle<SocketAddr>) {
    let mut terminate =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(error) => return tracing::error!(%error, "cannot wait for SIGTERM"),
        };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    handle.graceful_shutdown(Some(Duration::from_secs(10)));
}

/// What goes on beside the requests: jobs, of which each is done once however many processes there
/// are, and loops that each process has for itself. A panic stops none of them for good.
struct Background {
    stop: watch::Sender<bool>,
    jobs: JoinHandle<()>,
    own: [JoinHandle<()>; 2],
}

impl Background {
    fn start(app: &App) -> Self {
        let (stop, stopped) = watch::channel(false);
        let again = |what, work: fn(App) -> Work| {
            let app = app.clone();
            tokio::spawn(supervise(what, move || work(app.clone())))
        };
        let own = [
            again("following", |app| Box::pin(follow(app))),
            again("tidying", |app| Box::pin(tidy(app))),
        ];
        let app = app.clone();
        let work = move || jobs::run(app.clone(), stopped.clone());
        let jobs = tokio::spawn(supervise("jobs", work));
        Self { stop, jobs, own }
    }

    /// Lets jobs that run end, for ten seconds.
    async fn stop(self) {
        for work in self.own {
            work.abort();
        }
        self.stop.send_replace(true);
        if self.jobs.await.is_err() {
            tracing::error!("jobs did not end as they should");
        }
    }
}

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// So long after the start the first pages are out.
const SETTLED: Duration = Duration::from_millis(500);

/// Follows what was committed, by whichever process: what is known (and what it asks about closed
/// dossiers), and whose signals are whose.
async fn follow(app: App) {
    // What this reads grows with the data: whoever waits for the program to start goes first.
    tokio::time::sleep(SETTLED).await;
    let mut tick = tokio::time::interval(Duration::from_secs(2));
    if let Err(error) = route::signals::read_marks(&app).await {
        tracing::error!(error = %error.for_the_log(), "marks were not read; each person's first look reads them");
    }
    loop {
        tick.tick().await;
        if let Err(error) = enrichment::judging::watch(&app).await {
            tracing::error!(error = %error.for_the_log(), "the index does not follow; it will be tried again");
        }
    }
}

/// What must not wait: keys of vaults that nobody uses, what was deleted but still stands in the
/// log of the database, the end of the audit log noted outside it, names that are being sealed
/// anew.
async fn tidy(app: App) {
    let mut tick = tokio::time::interval(Duration::from_mins(1));
    loop {
        tick.tick().await;
        app.sweep_sessions();
        if let Err(error) = app.db.checkpoint().await {
            tracing::error!(error = %error.for_the_log(), "the log of the database was not emptied; it will be tried again");
        }
        if let Err(error) = app.note_high_water() {
            tracing::error!(error = %error.for_the_log(), "the end of the audit log could not be noted outside the database");
        }
        if let Err(error) = tenants::catch_up(&app).await {
            tracing::error!(error = %error.for_the_log(), "what other programs changed was not read; it will be");
        }
        for known in app.tenants.all() {
            route::reporters::start_renewal(&app, known.tenant);
        }
    }
}
