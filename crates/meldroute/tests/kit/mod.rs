//! A whole program in a test: real router, real database, real keys; a clock that is set by hand.
#![expect(dead_code, reason = "every test file uses its own part of the kit")]

pub mod postgres;
pub mod smtp;
pub mod walk;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use accounts::people::{self, CodeSecret, Credentials, NewPerson, totp};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use meldroute::setup::Link;
use meldroute::wiring::{Manner, assemble, router};
use platform::audit::Event;
use platform::clock::DAY;
use platform::db::Db;
use platform::keys::Keyring;
use platform::mail::Mailer;
use platform::stretching::Costs;
use platform::{App, Clock, Role, Tenant, tenants};
use route::reporters::{self, OwnKey};
use tower::ServiceExt;
use uuid::Uuid;
use vault::{Key, VaultKey};

pub const NOW: i64 = 1_795_000_000_000;
pub const PASSWORD: &str = "twaalf houten eenden in de sloot";
pub const PASSPHRASE: &str = "negen koperen ketels op zolder";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Sqlite,
    Postgres,
}

#[derive(Clone)]
pub struct Person {
    pub id: Uuid,
    pub email: String,
    pub code: String,
}

pub struct World {
    pub app: App,
    pub router: Router,
    pub clock: Clock,
    pub dir: tempfile::TempDir,
    pub url: String,
    pub instance: Key,
    pub montfoort: Tenant,
    pub other: Tenant,
    pub people: Mutex<BTreeMap<String, Person>>,
    pub vaults: BTreeMap<Uuid, VaultKey>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body; of a page, with the attributes of each tag on one line, whichever way its template is
    /// laid out.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes).into_owned();
        if text.starts_with("<!DOCTYPE html>") {
            tags_on_one_line(&text)
        } else {
            text
        }
    }

    pub fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("")
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.status, StatusCode::OK, "{}", visible(&self.text()));
        self
    }

    /// After a post: where it leads.
    #[track_caller]
    pub fn moved(self) -> String {
        assert_eq!(
            self.status,
            StatusCode::SEE_OTHER,
            "{}",
            visible(&self.text())
        );
        self.to().to_owned()
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        self.hidden_in("", name)
    }

    /// The same, in the form that is sent to this address.
    #[track_caller]
    pub fn hidden_in(&self, action: &str, name: &str) -> String {
        let whole = self.text();
        let form = format!("action=\"{action}\"");
        let text = match action {
            "" => whole.as_str(),
            _ => whole.split_once(&form).map_or("", |(_, rest)| rest),
        };
        let marker = format!("name=\"{name}\" value=\"");
        let from = text
            .find(&marker)
            .unwrap_or_else(|| panic!("no {name} in {}", visible(text)))
            + marker.len();
        text[from..].split('"').next().unwrap().to_owned()
    }
}

fn tags_on_one_line(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for piece in html.split_inclusive('<') {
        // What follows a `<` is a tag up to its `>`; texts hold neither, they are escaped.
        let Some((tag, rest)) = piece.split_once('>') else {
            out.push_str(piece);
            continue;
        };
        out.push_str(&tag.split_whitespace().collect::<Vec<_>>().join(" "));
        out.push('>');
        out.push_str(rest);
    }
    out
}

/// The words on a page, for reading and for snapshots.
pub fn visible(html: &str) -> String {
    let body = html.split_once("<main").map_or(html, |(_, rest)| rest);
    let (mut out, mut tag) = (String::new(), false);
    for c in body.chars() {
        match c {
            '<' => tag = true,
            '>' => {
                tag = false;
                out.push('\n');
            }
            c if !tag => out.push(c),
            _ => {}
        }
    }
    let out = out
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&#38;", "&");
    out.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A browser: a cookie jar on the router.
pub struct Browser {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    pub name: String,
}

impl Browser {
    /// An officer spoke to somebody who waits for a role, and says yes.
    pub async fn confirm(&self, person: uuid::Uuid) -> Answer {
        let path = format!("/bevestigen/{person}");
        let seen = self.get("/bevestigen").await.ok().hidden_in(&path, "seen");
        self.post(&path, &[("seen", &seen), ("spoke", "on")]).await
    }

    /// An administrator makes a new link for somebody.
    pub async fn invite_again(&self, person: uuid::Uuid) -> Answer {
        let path = format!("/mensen/{person}/uitnodigen");
        let links = self.get("/mensen").await.ok().hidden_in(&path, "links");
        self.post(&path, &[("links", &links)]).await
    }

    /// An officer answers somebody who asks for their signals.
    pub async fn give_back(&self, person: uuid::Uuid, answer: &str) -> Answer {
        let path = format!("/kluis/terugvragen/{person}");
        let seen = self.get("/kluis").await.ok().hidden_in(&path, "seen");
        let fields = [("seen", seen.as_str()), ("answer", answer), ("spoke", "on")];
        self.post(&path, &fields).await
    }

    /// Sends one of the two forms of the vault that make a new recovery key: `herstelsleutel`,
    /// `vernieuwen`.
    pub async fn new_recovery_key(&self, form: &str) -> Answer {
        let number = self.get("/kluis").await.ok().hidden("number");
        let sure = if form == "vernieuwen" {
            "replace-sure"
        } else {
            "recovery-sure"
        };
        self.post(
            &format!("/kluis/{form}"),
            &[("number", &number), (sure, "on")],
        )
        .await
        .ok()
    }

    pub fn new(world: &World) -> Self {
        Self {
            router: world.router.clone(),
            cookies: Mutex::default(),
            name: String::new(),
        }
    }

    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect::<Vec<_>>()
            .join("; ");
        let request = request
            .header(header::COOKIE, cookies)
            .header(header::HOST, "127.0.0.1")
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie
                .to_str()
                .unwrap()
                .split(';')
                .next()
                .unwrap()
                .split_once('=')
                .unwrap();
            self.cookies
                .lock()
                .unwrap()
                .insert(name.to_owned(), value.to_owned());
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields
            .iter()
            .map(|(k, v)| format!("{}={}", encode(k), encode(v)))
            .collect::<Vec<_>>()
            .join("&");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(
            request.header("sec-fetch-site", "same-origin"),
            Body::from(body),
        )
        .await
    }

    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!(
                    "--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        for (name, bytes) in files {
            let head = format!(
                "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend(head.bytes().chain(bytes.iter().copied()).chain(*b"\r\n"));
        }
        body.extend(b"--X--\r\n");
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        self.send(request, Body::from(body)).await
    }

    pub fn cookie(&self, name: &str) -> String {
        self.cookies.lock().unwrap()[name].clone()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    pub fn forget_session(&self) {
        self.cookies.lock().unwrap().remove("__Host-session");
    }
}

pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| {
            if b.is_ascii_alphanumeric() {
                char::from(b).to_string()
            } else {
                format!("%{b:02X}")
            }
        })
        .collect()
}

/// A program on this database, whose folder is `folder`.
async fn program(
    url: &str,
    instance: &Key,
    clock: &Clock,
    folder: &std::path::Path,
    mailer: Mailer,
) -> (App, Router) {
    let db = Db::open(url).await.unwrap();
    let manner = Manner {
        mailer,
        costs: Costs::TRIAL,
        high_water: Some(folder.join("high-water")),
        program: Some(env!("CARGO_BIN_EXE_meldroute").into()),
        ..Manner::quiet(clock.clone())
    };
    let keys = Keyring::new(instance.clone());
    let app = assemble(db, keys, manner).await.unwrap();
    let router = router(&app, Arc::new(Link::new(folder, None)));
    (app, router)
}

impl World {
    pub async fn new(kind: Kind) -> Self {
        Self::with_mail(kind, Mailer::default()).await
    }

    pub async fn with_mail(kind: Kind, mailer: Mailer) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = match kind {
            Kind::Sqlite => format!("sqlite:{}", dir.path().join("meldroute.db").display()),
            Kind::Postgres => postgres::fresh_database(),
        };
        let clock = Clock::at(NOW - DAY);
        let instance = Key::random();
        let (app, router) = program(&url, &instance, &clock, dir.path(), mailer).await;
        let mut world = Self {
            router,
            clock,
            dir,
            url,
            instance,
            app,
            montfoort: Tenant(Uuid::nil()),
            other: Tenant(Uuid::nil()),
            people: Mutex::default(),
            vaults: BTreeMap::new(),
        };
        world.montfoort = world.found(meldroute::setup::PACKS[0].1).await;
        world.clock.set(NOW);
        world.other = world.found(meldroute::setup::PACKS[1].1).await;
        world
    }

    /// The program stops and starts again.
    pub async fn start_again(&mut self) {
        let (folder, mailer) = (self.dir.path(), Mailer::default());
        (self.app, self.router) =
            program(&self.url, &self.instance, &self.clock, folder, mailer).await;
    }

    /// A second program on the same database, with a folder of its own.
    pub async fn beside(&self) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (folder, mailer) = (dir.path(), Mailer::default());
        let (app, router) = program(&self.url, &self.instance, &self.clock, folder, mailer).await;
        Self {
            router,
            app,
            dir,
            clock: self.clock.clone(),
            url: self.url.clone(),
            instance: self.instance.clone(),
            montfoort: self.montfoort,
            other: self.other,
            people: Mutex::new(self.people.lock().unwrap().clone()),
            vaults: self.vaults.clone(),
        }
    }

    async fn found(&mut self, pack: &str) -> Tenant {
        let vault = VaultKey::first();
        let mut tx = self.app.db.begin().await.unwrap();
        let (tenant, event) = tenants::found(&mut tx, &self.app, pack, vault.public())
            .await
            .unwrap();
        reporters::new_recovery(&mut tx, &self.app, tenant, &vault)
            .await
            .unwrap();
        tx.commit(&self.app, event).await.unwrap();
        tenants::load(&self.app).await.unwrap();
        self.vaults.insert(tenant.0, vault);
        tenant
    }

    /// Somebody with roles in a municipality, with password and, where needed, a code.
    pub async fn hire(&self, email: &str, name: &str, tenant: Tenant, roles: &[Role]) -> Uuid {
        let code = CodeSecret::random();
        let mut tx = self.app.db.begin().await.unwrap();
        let id = people::create(&mut tx, &self.app, NewPerson { name, email }, tenant)
            .await
            .unwrap();
        people::grant_roles(&mut tx, &self.app, id, tenant, roles)
            .await
            .unwrap();
        if roles.iter().any(|role| role.needs_code()) {
            people::set_code(&mut tx, &self.app, id, &code)
                .await
                .unwrap();
        }
        let credentials = Credentials::make(&self.app, id, PASSWORD, None)
            .await
            .unwrap();
        people::join(&mut tx, &self.app, id, &credentials, None)
            .await
            .unwrap();
        if roles.contains(&Role::Officer) {
            let own = OwnKey::make(&self.app, PASSPHRASE).await.unwrap();
            let vault = self.vaults.get(&tenant.0);
            reporters::enrol(&mut tx, &self.app, tenant, id, &own, vault)
                .await
                .unwrap();
        }
        let event = Event::by_system(tenant, "demo", "person.joined").actor(id);
        tx.commit(&self.app, event).await.unwrap();
        self.people.lock().unwrap().insert(
            email.to_owned(),
            Person {
                id,
                email: email.to_owned(),
                code: code.0,
            },
        );
        id
    }

    pub fn code(&self, email: &str) -> String {
        let people = self.people.lock().unwrap();
        let seconds = u64::try_from(self.clock.now() / 1000).unwrap();
        totp(&CodeSecret(people[email].code.clone()))
            .unwrap()
            .generate(seconds)
            .to_string()
    }

    pub async fn sign_in(&self, email: &str) -> Browser {
        let (browser, answer) = self.try_sign_in(email).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{email}: {}",
            visible(&answer.text())
        );
        browser
    }

    pub async fn try_sign_in(&self, email: &str) -> (Browser, Answer) {
        // A code counts once: half a minute later there is a new one.
        self.clock.set(self.clock.now() + 31_000);
        let mut browser = Browser::new(self);
        email.clone_into(&mut browser.name);
        let code = self.code(email);
        let fields = [("email", email), ("password", PASSWORD), ("code", &code)];
        let answer = browser.post("/inloggen", &fields).await;
        (browser, answer)
    }

    /// The usual cast: one person per role here, and their counterparts in the other municipality.
    pub async fn staff(&self) {
        for (at, tenant) in [("a", self.montfoort), ("b", self.other)] {
            for role in Role::ALL {
                self.hire(
                    &format!("{}@{at}.example", role.id()),
                    &format!("Test {}", role.id()),
                    tenant,
                    &[role],
                )
                .await;
            }
        }
    }

    /// An employee reports something simple; gives the reference.
    pub async fn report(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        let form = browser.get("/melden/persoon").await.ok().hidden("form-id");
        let mut all = vec![
            ("form-id", form.as_str()),
            ("action", "send"),
            ("contact", "here"),
        ];
        all.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
        all.extend_from_slice(fields);
        let to = browser.post("/melden/persoon", &all).await.moved();
        self.reference(browser, &to).await
    }

    /// The reference on the page that a report leads to.
    pub async fn reference(&self, browser: &Browser, to: &str) -> String {
        assert!(to.starts_with("/gemeld/"), "{to}");
        let page = browser.get(to).await.ok().text();
        let shown = page
            .split("id=\"reference\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        shown.replace('-', "")
    }

    pub async fn dossier_id(&self, reference: &str) -> Uuid {
        let reference = route::signals::Reference::parse(reference).unwrap();
        let mut tx = self.app.db.read().await.unwrap();
        route::signals::by_reference(&mut tx, self.montfoort, &reference)
            .await
            .unwrap()
            .unwrap()
    }
}

/// Runs a test on `SQLite` and on `PostgreSQL`.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* $name:ident, $body:ident) => {
        mod $name {
            use super::*;
            #[tokio::test]
            async fn on_sqlite() {
                $body($crate::kit::World::new($crate::kit::Kind::Sqlite).await).await;
            }
            #[tokio::test]
            async fn on_postgresql() {
                $body($crate::kit::World::new($crate::kit::Kind::Postgres).await).await;
            }
        }
    };
}
