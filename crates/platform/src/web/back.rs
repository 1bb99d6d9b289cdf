//! A page that answers a form stands under the address that the form was sent to, which often is no page; and
//! since no page is kept by a browser, Back to it ends at a fault of the browser. Such a page says where
//! its form stands, in `data-form` of `<main>`, and the script puts that in the history: Back and Reload
//! then ask for the form anew. Without script nothing changes.
//!
//! The form stands on the page of the same path, else on the nearest above it; where neither is so, the
//! route says which one (`Pending::form_on`).

use std::sync::OnceLock;

use super::routes::{Access, Method, RouteInfo};
use crate::App;

/// Each act, and the page of its form; both with their parameters.
#[derive(Default)]
struct Forms(OnceLock<Vec<(&'static str, &'static str)>>);

/// The page of the form that was sent to this path. Empty: it is the path itself, which may be a
/// secret and so is not said again.
pub(super) fn form_of(app: &App, path: &str) -> String {
    let forms = app.memory.of::<Forms>();
    let all = forms.0.get_or_init(|| pages(app.wings.routes().table()));
    // A path that is written out goes before one with a parameter.
    let fits = all.iter().filter(|(act, _)| is_at(act, path));
    let Some((act, page)) = fits.min_by_key(|(act, _)| act.matches('{').count()) else {
        return String::new();
    };
    if act == page {
        String::new()
    } else {
        filled(page, path)
    }
}

/// The page of each act.
fn pages(table: &[RouteInfo]) -> Vec<(&'static str, &'static str)> {
    let posts = table.iter().filter(|route| route.method == Method::Post);
    posts
        .map(|route| {
            let page = route.form.or_else(|| nearest(table, route.path));
            (route.path, page.unwrap_or(route.path))
        })
        .collect()
}

/// The page of a path, or the nearest above it; above, what is for anybody (a file of the program) is
/// none.
fn nearest(table: &[RouteInfo], path: &'static str) -> Option<&'static str> {
    let mut pages = table.iter().filter(|route| route.method == Method::Get);
    if pages.any(|route| route.path == path) {
        return Some(path);
    }
    let is_page = |at: &str| {
        let mut pages = table.iter().filter(|route| route.method == Method::Get);
        pages.any(|route| route.path == at && route.access != Access::Public)
    };
    let above = std::iter::successors(path.rsplit_once('/'), |(at, _)| at.rsplit_once('/'));
    above.map(|(at, _)| at).find(|at| is_page(at))
}

/// Does this path fit one with parameters?
fn is_at(known: &str, path: &str) -> bool {
    let (mut known, mut asked) = (known.split('/'), path.split('/'));
    loop {
        match (known.next(), asked.next()) {
            (None, None) => return true,
            (Some(known), Some(asked)) if known.starts_with('{') || known == asked => {}
            _ => return false,
        }
    }
}

/// A path with its parameters taken from another, where they stand in the same place.
fn filled(known: &str, path: &str) -> String {
    let mut asked = path.split('/');
    let parts = known.split('/').map(|part| {
        let here = asked.next().unwrap_or("");
        if part.starts_with('{') { here } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(method: Method, path: &'static str, form: Option<&'static str>) -> RouteInfo {
        RouteInfo {
            method,
            path,
            roles: Vec::new(),
            audits: Vec::new(),
            body_limit: None,
            form,
            access: Access::SignedIn,
        }
    }

    #[test]
    fn a_form_stands_on_its_own_page_or_the_nearest_above_or_the_one_that_is_said() {
        let get = |path| route(Method::Get, path, None);
        let table = [
            get("/zaak/{id}"),
            get("/zaak/{id}/sluiten"),
            get("/zaak/{id}/deel/{part}"),
            get("/mensen"),
            get("/mensen/{id}"),
            route(Method::Post, "/zaak/{id}/sluiten", None),
            route(Method::Post, "/zaak/{id}/notitie", None),
            route(Method::Post, "/zaak/{id}/deel/{part}", Some("/zaak/{id}")),
            route(Method::Post, "/mensen/zoeken", None),
            route(Method::Post, "/uitloggen", None),
        ];
        let pages: Vec<_> = pages(&table).into_iter().map(|(_, page)| page).collect();
        let known = [
            "/zaak/{id}/sluiten",
            "/zaak/{id}",
            "/zaak/{id}",
            "/mensen",
            "/uitloggen",
        ];
        assert_eq!(pages, known);
        assert_eq!(filled("/zaak/{id}", "/zaak/7/deel/nieuw"), "/zaak/7");
        assert!(is_at("/zaak/{id}/deel/{part}", "/zaak/7/deel/nieuw"));
        assert!(!is_at("/zaak/{id}", "/zaak/7/deel") && !is_at("/zaak/{id}/x", "/zaak/7"));
    }
}
