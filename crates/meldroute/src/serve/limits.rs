//! How long a connection may take and how many there may be: whoever sends nothing, or very slowly,
//! keeps nobody else out.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum_server::{Address, Server};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

use super::door::Door;

/// For the head of a request, for agreeing on TLS, and for keeping a connection without a request.
pub const HEAD: Duration = Duration::from_secs(10);
/// Between two pieces of a body.
const PIECE: Duration = Duration::from_secs(15);
/// For a whole request: 100 MiB over a line of a megabit take fourteen minutes.
const REQUEST: Duration = Duration::from_mins(15);

/// The longest head of a request, and what a connection keeps in memory of what it reads (bytes).
const HEAD_BYTES: usize = 64 * 1024;
/// Requests at once over one connection (HTTP/2).
const STREAMS: u32 = 64;

/// More connections than this are not useful on any machine this runs on.
const CONNECTIONS: usize = 2048;
/// Files that are open beside connections: database, keys, uploads.
const OTHER_FILES: usize = 64;

/// A door with room for as many connections as there may be files open. One address gets a quarter
/// of it: enough for an office behind one address, too little to keep others out. Behind a proxy
/// all come from one.
pub fn door(trusted_proxy: bool) -> Arc<Door> {
    let room = usize::try_from(raise_files()).unwrap_or(usize::MAX);
    let total = room.saturating_sub(OTHER_FILES).clamp(8, CONNECTIONS);
    Door::new(total, if trusted_proxy { total } else { total / 4 })
}

/// Asks for as many open files as the system allows; gives how many there may be now.
fn raise_files() -> u64 {
    let now = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(
        Resource::Nofile,
        Rlimit {
            current: now.maximum,
            maximum: now.maximum,
        },
    ) {
        tracing::warn!(%error, "the number of open files stays what it was");
    }
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// Times on the requests themselves.
pub fn timed(router: Router) -> Router {
    router
        .layer(RequestBodyTimeoutLayer::new(PIECE))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            REQUEST,
        ))
}

/// Times and sizes on a connection.
pub fn patient<A: Address, Acc>(mut server: Server<A, Acc>) -> Server<A, Acc> {
    let builder = server.http_builder();
    builder
        .http1()
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES);
    builder
        .http2()
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(u32::try_from(HEAD_BYTES).unwrap_or(u32::MAX))
        .keep_alive_interval(Duration::from_secs(20))
        .keep_alive_timeout(HEAD);
    // Before the first request the protocol itself is not known yet, and no other time runs.
    server.first_request_timeout(HEAD)
}
