//! Routes declare who may use them; the declaration is enforced, printed and tested.
//!
//! ```ignore
//! Routes::new()
//!     .get("/werk", worklist).authorize(&[Role::Officer])
//!     .post("/melden", report).audits("signal.reported").authorize(&[Role::Employee])
//! ```

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use serde::Serialize;

use super::held;
use crate::{Actor, App, Error, Role};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Public,
    SignedIn,
    Roles(&'static [Role]),
}

impl Access {
    #[must_use]
    pub fn allows(self, roles: Option<&[Role]>) -> bool {
        match (self, roles) {
            (Self::Public, _) | (Self::SignedIn, Some(_)) => true,
            (Self::Roles(allowed), Some(roles)) => roles.iter().any(|role| allowed.contains(role)),
            (_, None) => false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
}

/// A line of the table of routes.
#[derive(Debug, Clone, Serialize)]
pub struct RouteInfo {
    pub method: Method,
    pub path: &'static str,
    /// `public`, `signed in`, or role ids.
    pub roles: Vec<&'static str>,
    /// The audit event that using it leaves, if any.
    pub audits: Option<&'static str>,
    #[serde(skip)]
    pub access: Access,
}

/// The routes of a wing.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<RouteInfo>,
}

/// A route that has not said yet who may use it.
#[must_use = "a route needs .authorize(..), .signed_in() or .public()"]
pub struct Pending {
    routes: Routes,
    method: Method,
    path: &'static str,
    handler: MethodRouter<App>,
    audits: Option<&'static str>,
}

impl Routes {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn get<H, X>(self, path: &'static str, handler: H) -> Pending
    where
        H: Handler<X, App>,
        X: 'static,
    {
        Pending { routes: self, method: Method::Get, path, handler: routing::get(handler), audits: None }
    }

    pub fn post<H, X>(self, path: &'static str, handler: H) -> Pending
    where
        H: Handler<X, App>,
        X: 'static,
    {
        Pending { routes: self, method: Method::Post, path, handler: routing::post(handler), audits: None }
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self { router: self.router.merge(other.router), table: self.table }
    }

    #[must_use]
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    pub fn into_router(self) -> Router<App> {
        self.router
    }
}

impl Pending {
    pub fn audits(mut self, action: &'static str) -> Self {
        self.audits = Some(action);
        self
    }

    #[must_use]
    pub fn authorize(self, roles: &'static [Role]) -> Routes {
        self.add(Access::Roles(roles))
    }

    #[must_use]
    pub fn signed_in(self) -> Routes {
        self.add(Access::SignedIn)
    }

    #[must_use]
    pub fn public(self) -> Routes {
        self.add(Access::Public)
    }

    fn add(mut self, access: Access) -> Routes {
        let roles = match access {
            Access::Public => vec!["public"],
            Access::SignedIn => vec!["signed in"],
            Access::Roles(roles) => roles.iter().map(|role| role.id()).collect(),
        };
        self.routes.table.push(RouteInfo {
            method: self.method,
            path: self.path,
            roles,
            audits: self.audits,
            access,
        });
        // The middleware needs the application's state, which is only known at the end: it finds it
        // in the request, where `guard` put it.
        let handler = self.handler.layer(middleware::from_fn_with_state(access, enforce));
        self.routes.router = self.routes.router.route(self.path, handler);
        self.routes
    }
}

async fn enforce(State(access): State<Access>, request: Request, next: Next) -> Response {
    let roles = request.extensions().get::<Actor>().map(|actor| actor.roles.clone());
    if access.allows(roles.as_deref()) {
        return next.run(request).await;
    }
    if roles.is_some() {
        return Error::Forbidden.into_response();
    }
    held::sign_in_first(request).await
}
