//! A small wing with something for guests, as no wing of the product has yet; and guests.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::audit::Event;
use platform::clock::DAY;
use platform::guests::{self, Guest, Invited, Purpose, Sent};
use platform::web::{Page, Routes, html, redirect};
use platform::{App, Principal, Result, Role, Tenant, Wing};
use uuid::Uuid;

use crate::{Browser, World};

/// With the link alone.
pub static PLAIN: Purpose = Purpose {
    id: "test-plain",
    lasts: 7 * DAY,
    code: false,
    start: |object| format!("/proef/{object}"),
};

/// With a code too.
pub static CODED: Purpose = Purpose {
    id: "test-coded",
    code: true,
    start: |object| format!("/proef-code/{object}"),
    ..PLAIN
};

platform::acts! {
    ANSWERED = "test.answered": Changes Municipality;
    INVITED = "test.invited": Changes Municipality;
    WITHDRAWN = "test.withdrawn": Changes Municipality;
}

/// One page for each, and a form.
pub static WING: Wing = Wing {
    name: "test",
    routes,
    acts: ALL,
    guests: &[&PLAIN, &CODED],
    ..Wing::EMPTY
};

fn routes() -> Routes {
    Routes::new()
        .get("/proef/{object}", show)
        .guest(&PLAIN)
        .post("/proef/{object}", answer)
        .audits(&[&ANSWERED])
        .guest(&PLAIN)
        .get("/proef-code/{object}", show)
        .guest(&CODED)
}

#[derive(Template)]
#[template(
    source = "{% extends \"layout.html\" %}{% block content %}<h1>Proef {{ object }}</h1>{% endblock %}",
    ext = "html"
)]
struct Shown {
    page: Page,
    object: Uuid,
}

async fn show(guest: Guest, page: Page) -> Result<Response> {
    let object = guest.object;
    html(&Shown { page, object })
}

async fn answer(State(app): State<App>, guest: Guest, who: Principal) -> Result<Response> {
    assert!(matches!(who, Principal::Guest(_)));
    assert_eq!(who.tenant(), Some(guest.tenant));
    let tx = app.db.begin().await?;
    tx.commit(&app, Event::by_guest(&guest, &ANSWERED)).await?;
    Ok(redirect(&(guest.purpose.start)(guest.object)))
}

impl World {
    /// Somebody of a municipality sends a link to an object.
    pub async fn invite(&self, tenant: Tenant, purpose: &'static Purpose, object: Uuid) -> Invited {
        let who = somebody(tenant);
        let mut tx = self.app.db.begin().await.unwrap();
        let made = guests::invite(&mut tx, &self.app, &who, purpose, object).await;
        let event = Event::by_system(tenant, Role::Officer.id(), &INVITED);
        tx.commit(&self.app, event).await.unwrap();
        made.unwrap()
    }

    /// Takes a link back; whether it was there.
    pub async fn withdraw(&self, tenant: Tenant, link: Uuid) -> bool {
        let mut tx = self.app.db.begin().await.unwrap();
        let done = guests::withdraw(&mut tx, &self.app, tenant, link).await;
        let event = Event::by_system(tenant, Role::Officer.id(), &WITHDRAWN);
        tx.commit(&self.app, event).await.unwrap();
        done.unwrap()
    }

    /// What whoever sent links to an object sees of them.
    pub async fn sent(&self, tenant: Tenant, object: Uuid) -> Vec<Sent> {
        let mut tx = self.app.db.read().await.unwrap();
        let sent = guests::of(&mut tx, &self.app, tenant, object).await;
        sent.unwrap()
    }

    /// A browser in which a link was opened.
    pub async fn guest(&self, tenant: Tenant, purpose: &'static Purpose, object: Uuid) -> Browser {
        let made = self.invite(tenant, purpose, object).await;
        let browser = Browser::new(self);
        let code = made.code.unwrap_or_default();
        let to = browser.post(&made.path, &[("code", &code)]).await.moved();
        assert_eq!(to, (purpose.start)(object));
        browser
    }
}

/// An officer of a municipality, without signing in.
fn somebody(tenant: Tenant) -> Principal {
    Principal::Person(platform::Actor {
        user: Uuid::nil().into(),
        name: "Test officer".into(),
        tenant,
        municipality: String::new(),
        roles: vec![Role::Officer],
        scopes: Vec::new(),
        elsewhere: Vec::new(),
        waits: false,
        session: [0; 32],
        secret: std::sync::Arc::new(vault::Key::random()),
    })
}
