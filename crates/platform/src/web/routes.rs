//! Routes declare who may use them; the declaration is enforced, printed and tested.
//!
//! ```ignore
//! Routes::new()
//!     .get("/werk", worklist).authorize(&[Role::Officer])
//!     .post("/melden", report).large(Body::Files).audits(&[&SIGNAL_REPORTED]).authorize(&[Role::Employee])
//!     .get("/terugkoppelen/{object}", feedback).guest(&FEEDBACK)
//! ```

use axum::Router;
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::header;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodRouter};
use serde::Serialize;

use super::body::Body;
use super::held;
use crate::acts::Act;
use crate::guests::{self, Purpose};
use crate::{Actor, App, Error, Role};

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Every person with a session, whatever their roles.
    SignedIn,
    /// Persons with one of these roles in the municipality where they are at work.
    Roles(&'static [Role]),
    /// Whoever opened a link for this, and no person.
    Guest(&'static Purpose),
}

impl Access {
    /// Does it allow somebody who is signed in with these roles, or nobody in particular?
    #[must_use]
    pub fn allows(self, roles: Option<&[Role]>) -> bool {
        match (self, roles) {
            (Self::Public, _) | (Self::SignedIn, Some(_)) => true,
            (Self::Roles(allowed), Some(roles)) => roles.iter().any(|role| allowed.contains(role)),
            (Self::Guest(_), _) | (_, None) => false,
        }
    }
}

/// What browsers send without a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// A look; changes nothing.
    Get,
    /// A form.
    Post,
}

/// A line of the table of routes.
#[derive(Debug, Clone, Serialize)]
pub struct RouteInfo {
    /// How it is asked for.
    pub method: Method,
    /// With its parameters in braces: `/dossier/{id}`.
    pub path: &'static str,
    /// `public`, `signed in`, role ids, or `guest` and the id of a purpose.
    pub roles: Vec<&'static str>,
    /// What using it can leave in the audit log.
    pub audits: Vec<&'static str>,
    /// So many bytes a post may bring.
    pub body_limit: Option<usize>,
    /// Of a post: the page that its form stands on, where that is not the nearest one.
    #[serde(skip)]
    pub form: Option<&'static str>,
    /// The same, for tests and for the guard.
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
#[must_use = "a route needs .authorize(..), .signed_in(), .guest(..) or .public()"]
pub struct Pending {
    routes: Routes,
    method: Method,
    path: &'static str,
    handler: MethodRouter<App>,
    audits: &'static [&'static Act],
    body: Body,
    form: Option<&'static str>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    pub fn get<H, X>(self, path: &'static str, handler: H) -> Pending
    where
        H: Handler<X, App>,
        X: 'static,
    {
        Pending::new(self, Method::Get, path, routing::get(handler))
    }

    /// What takes a form.
    pub fn post<H, X>(self, path: &'static str, handler: H) -> Pending
    where
        H: Handler<X, App>,
        X: 'static,
    {
        Pending::new(self, Method::Post, path, routing::post(handler))
    }

    /// These and the other ones.
    ///
    /// # Panics
    /// When both have the same path and method.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self {
            router: self.router.merge(other.router),
            table: self.table,
        }
    }

    /// What stands in `meldroute routes`, and what tests walk.
    #[must_use]
    pub fn table(&self) -> &[RouteInfo] {
        &self.table
    }

    /// Is there a page at this path for whoever is signed in? What is for anybody (another language, a
    /// style sheet) is none.
    #[must_use]
    pub fn shows(&self, path: &str) -> bool {
        let asked: Vec<&str> = path.split('/').collect();
        let part = |(known, asked): (&str, &&str)| {
            known == *asked || (known.starts_with('{') && !asked.is_empty())
        };
        let fits = |known: &str| {
            known.split('/').count() == asked.len() && known.split('/').zip(&asked).all(part)
        };
        let own = |info: &&RouteInfo| info.method == Method::Get && info.access != Access::Public;
        let pages = self.table.iter().filter(own);
        pages.map(|info| info.path).any(fits)
    }

    /// For axum; whoever may do what is inside.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}

impl Pending {
    fn new(routes: Routes, method: Method, path: &'static str, handler: MethodRouter<App>) -> Self {
        Self {
            routes,
            method,
            path,
            handler,
            audits: &[],
            body: Body::Short,
            form: None,
        }
    }

    /// Takes more than a short form.
    pub fn large(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    /// The form stands on this page: not on the one of the same path, nor on the nearest above it
    /// (see [`back`](super::back)). Of the path it has the parameters that stand in the same place.
    pub fn form_on(mut self, page: &'static str) -> Self {
        self.form = Some(page);
        self
    }

    /// Every act that using it can leave in the audit log.
    pub fn audits(mut self, acts: &'static [&'static Act]) -> Self {
        self.audits = acts;
        self
    }

    /// For persons with one of these roles. Others are refused, and strangers sign in first.
    #[must_use]
    pub fn authorize(self, roles: &'static [Role]) -> Routes {
        self.add(Access::Roles(roles))
    }

    /// For everybody with a session.
    #[must_use]
    pub fn signed_in(self) -> Routes {
        self.add(Access::SignedIn)
    }

    /// For guests of this purpose. What they may reach is `{object}` in the path: without it nobody
    /// comes in.
    #[must_use]
    pub fn guest(self, purpose: &'static Purpose) -> Routes {
        self.add(Access::Guest(purpose))
    }

    /// For anybody at all: say why in the wing.
    #[must_use]
    pub fn public(self) -> Routes {
        self.add(Access::Public)
    }

    fn add(mut self, access: Access) -> Routes {
        let roles = match access {
            Access::Public => vec!["public"],
            Access::SignedIn => vec!["signed in"],
            Access::Roles(roles) => roles.iter().map(|role| role.id()).collect(),
            Access::Guest(purpose) => vec!["guest", purpose.id],
        };
        self.routes.table.push(RouteInfo {
            method: self.method,
            path: self.path,
            roles,
            audits: self.audits.iter().map(|act| act.id).collect(),
            body_limit: (self.method == Method::Post).then_some(self.body.limit()),
            form: self.form,
            access,
        });
        // The middleware needs the application's state, which is only known at the end: it finds it
        // in the request, where `guard` put it.
        let rule = Rule {
            access,
            body: self.body,
        };
        let handler = self
            .handler
            .layer(middleware::from_fn_with_state(rule, enforce));
        self.routes.router = self.routes.router.route(self.path, handler);
        self.routes
    }
}

/// What somebody who is signed in may do does not stand as it was written: put in the request by
/// `accounts::sessions`. They have no role then, and are told why.
#[derive(Clone, Copy)]
pub struct Damaged;

#[derive(Clone, Copy)]
struct Rule {
    access: Access,
    body: Body,
}

/// First who it is, then how much there is; only then is anything read.
async fn enforce(State(rule): State<Rule>, mut request: Request, next: Next) -> Response {
    if let Access::Guest(purpose) = rule.access {
        let guest = match guests::admit(purpose, &mut request).await {
            Ok(guest) => guest,
            Err(refusal) => return refusal.into_response(),
        };
        request.extensions_mut().insert(guest.clone());
        let mut response = receive(rule, request, next).await;
        response.extensions_mut().insert(guest);
        return response;
    }
    let roles = request
        .extensions()
        .get::<Actor>()
        .map(|actor| actor.roles.clone());
    if rule.access.allows(roles.as_deref()) {
        return receive(rule, request, next).await;
    }
    if request.extensions().get::<Damaged>().is_some() {
        return Error::Tampered("membership").into_response();
    }
    if roles.is_some() {
        return Error::Forbidden.into_response();
    }
    // Nobody is known: nothing of it is read. Of somebody whose session just ended, the words are
    // kept.
    let known = request.extensions().get::<held::Departed>().is_some();
    if !known || rule.body.bind(&mut request).is_err() {
        *request.body_mut() = axum::body::Body::empty();
        request.headers_mut().remove(header::CONTENT_TYPE);
    }
    held::sign_in_first(request).await
}

/// Of somebody who may use the route.
async fn receive(rule: Rule, mut request: Request, next: Next) -> Response {
    if let Err(error) = rule.body.bind(&mut request) {
        return error.into_response();
    }
    match rule.body.receive(request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}
