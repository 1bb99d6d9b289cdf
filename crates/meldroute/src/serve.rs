//! Listening, with or without TLS, and what happens in the background.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use platform::web::purge_held;
use platform::{App, Error, Result, mail, tenants};

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
    tokio::spawn(background(app.clone()));
    let tidying = tokio::spawn(tidy(app.clone()));
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
    tidying.abort();
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

/// Mail every ten seconds; sweeping every hour.
async fn background(app: App) {
    let mut tick = tokio::time::interval(Duration::from_secs(10));
    for round in 0u64.. {
        tick.tick().await;
        let sent = mail::send_due(&app, |person| {
            let app = app.clone();
            async move { accounts::people::email_of(&app, person).await }
        })
        .await;
        let swept = if round.is_multiple_of(360) {
            sweep(&app).await
        } else {
            Ok(())
        };
        let read = if round == 0 {
            route::signals::read_marks(&app).await
        } else {
            Ok(())
        };
        let watched = route::enrichment::watch(&app).await;
        for error in [
            sent.map(|_| ()).err(),
            swept.err(),
            read.err(),
            watched.err(),
        ]
        .into_iter()
        .flatten()
        {
            tracing::error!(%error, "work in the background failed; it will be tried again");
        }
    }
}

/// What must not wait: keys of vaults that nobody uses, what was deleted but still stands in the
/// log of the database, the end of the audit log noted outside it, names that are being sealed
/// anew. Apart from other work, so that a slow mail server delays nothing.
async fn tidy(app: App) {
    let mut tick = tokio::time::interval(Duration::from_mins(1));
    loop {
        tick.tick().await;
        app.opened.sweep(app.clock.now());
        if let Err(error) = app.db.checkpoint().await {
            tracing::error!(%error, "the log of the database was not emptied; it will be tried again");
        }
        if let Err(error) = app.note_high_water() {
            tracing::error!(%error, "the end of the audit log could not be noted outside the database");
        }
        if let Err(error) = tenants::catch_up(&app).await {
            tracing::error!(%error, "what other programs changed was not read; it will be");
        }
        for known in app.tenants.all() {
            route::reporters::start_renewal(&app, known.tenant);
        }
    }
}

async fn sweep(app: &App) -> Result<()> {
    accounts::sessions::purge(app).await?;
    route::signals::purge_drafts(app).await?;
    route::reporting::purge(app).await?;
    route::registers::sweep(app).await?;
    purge_held(app).await
}
