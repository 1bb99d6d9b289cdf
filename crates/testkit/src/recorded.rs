//! What a request leaves in the audit log, its route declares: held against each other at every request of every
//! story, as long as no other one goes on beside it.

use std::sync::atomic::{AtomicUsize, Ordering};

use platform::web::{Method, RouteInfo};
use platform::{App, Tenant, audit};

/// The requests of all browsers of a world.
#[derive(Default)]
pub struct Requests {
    /// So many go on now.
    running: AtomicUsize,
    /// So many ever began.
    begun: AtomicUsize,
}

/// One of them.
pub(crate) struct Watched<'a> {
    requests: &'a Requests,
    number: usize,
    /// Where each log ended before it; none when it was not alone, or a log cannot be read.
    before: Option<Vec<(Tenant, i64)>>,
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        self.requests.running.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn ends(app: &App) -> platform::Result<Vec<(Tenant, i64)>> {
    let mut tx = app.db.read().await?;
    let mut ends = Vec::new();
    for place in app.tenants.all() {
        ends.push((place.tenant, audit::last(&mut tx, place.tenant).await?));
    }
    Ok(ends)
}

async fn since(app: &App, before: &[(Tenant, i64)]) -> platform::Result<Vec<String>> {
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    for (tenant, seq) in before {
        let records = audit::after(&mut tx, *tenant, *seq, 1000).await?;
        found.extend(records.into_iter().map(|record| record.action));
    }
    Ok(found)
}

/// What the program does by itself once a vault was opened, beside any request.
fn is_beside(act: &str) -> bool {
    act == route::audited::REPORTERS_RENEWED.id
}

/// The parts of a path that are the same as in this address; none when it leads elsewhere.
fn alike(path: &str, address: &str) -> Option<usize> {
    let (path, address): (Vec<_>, Vec<_>) =
        (path.split('/').collect(), address.split('/').collect());
    let fits = |(part, typed): (&&str, &&str)| part.starts_with('{') || part == typed;
    let is_there = path.len() == address.len() && path.iter().zip(&address).all(fits);
    is_there.then(|| path.iter().filter(|part| !part.starts_with('{')).count())
}

/// The route of a request, if a wing has it.
pub(crate) fn route_of<'a>(
    table: &'a [RouteInfo],
    method: &str,
    address: &str,
) -> Option<&'a RouteInfo> {
    let address = address.split('?').next().unwrap_or(address);
    let such = |route: &&RouteInfo| (route.method == Method::Post) == (method == "POST");
    let all = table.iter().filter(such);
    let all = all.filter_map(|route| alike(route.path, address).map(|same| (same, route)));
    all.max_by_key(|(same, _)| *same).map(|(_, route)| route)
}

impl Requests {
    pub(crate) async fn begin(&self, app: &App) -> Watched<'_> {
        let others = self.running.fetch_add(1, Ordering::SeqCst);
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        let before = if others == 0 {
            ends(app).await.ok()
        } else {
            None
        };
        Watched {
            requests: self,
            number,
            before,
        }
    }
}

impl Watched<'_> {
    /// It was answered: what it recorded was declared.
    pub(crate) async fn ends(&self, app: &App, method: &str, address: &str) {
        let Some(before) = &self.before else { return };
        let Ok(recorded) = since(app, before).await else {
            return;
        };
        if recorded.is_empty() || self.requests.begun.load(Ordering::SeqCst) != self.number {
            return;
        }
        let table = app.wings.routes();
        let Some(route) = route_of(table.table(), method, address) else {
            return;
        };
        let strange = recorded
            .iter()
            .filter(|act| !route.audits.contains(&act.as_str()) && !is_beside(act));
        let strange: Vec<_> = strange.collect();
        assert!(
            strange.is_empty(),
            "{method} {} recorded what it does not declare: {strange:?}",
            route.path
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_the_route_with_most_of_its_words() {
        let table = meldroute::wiring::WINGS.routes();
        let found = |method, address| route_of(table.table(), method, address).map(|one| one.path);
        assert_eq!(
            found("GET", "/mensen/toevoegen?x=1"),
            Some("/mensen/toevoegen")
        );
        assert_eq!(found("GET", "/mensen/7"), Some("/mensen/{id}"));
        assert_eq!(found("POST", "/mensen"), Some("/mensen"));
        assert_eq!(found("GET", "/nergens/heen"), None);
    }
}
