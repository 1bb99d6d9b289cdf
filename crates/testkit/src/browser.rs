//! A browser without a screen: it keeps cookies, and sends what a person would.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use platform::{App, PersonId};
use tower::ServiceExt;

use crate::recorded::Requests;
use crate::{Answer, World, visible};

/// A browser: a cookie jar on the router.
pub struct Browser {
    app: App,
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    requests: Arc<Requests>,
    /// Whose it is; empty for somebody who did not sign in.
    pub name: String,
}

impl Browser {
    /// The source of a page.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(
            answer.status,
            StatusCode::OK,
            "{path}: {}",
            visible(&answer.text())
        );
        answer.text()
    }

    /// What a page says.
    pub async fn words(&self, path: &str) -> String {
        visible(&self.page(path).await)
    }

    /// Searches everything, for a reason; gives the page of the answer.
    pub async fn search(&self, text: &str, reason: &str) -> String {
        let asked = [("text", text), ("reason", reason)];
        let to = self.post("/zoeken", &asked).await.moved();
        self.page(&to).await
    }

    /// Opens the vault with the passphrase that everybody of the kit has.
    pub async fn open_vault(&self) {
        let fields = [("passphrase", crate::PASSPHRASE)];
        self.post("/kluis/openen", &fields).await.moved();
    }

    /// An officer spoke to somebody who waits for a role, and says yes.
    pub async fn confirm(&self, person: PersonId) -> Answer {
        let path = format!("/bevestigen/{person}");
        let seen = self.get("/bevestigen").await.ok().hidden_in(&path, "seen");
        self.post(&path, &[("seen", &seen), ("spoke", "on")]).await
    }

    /// An administrator makes a new link for somebody.
    pub async fn invite_again(&self, person: PersonId) -> Answer {
        let path = format!("/mensen/{person}/uitnodigen");
        let page = self.get(&format!("/mensen/{person}")).await.ok();
        let links = page.hidden_in(&path, "links");
        self.post(&path, &[("links", &links)]).await
    }

    /// An administrator says what somebody may do: roles, and consultations of a participant.
    pub async fn give(&self, person: PersonId, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(&format!("/mensen/{person}")).await.ok();
        let version = page.hidden("version");
        let fields = [&[("version", version.as_str())], fields].concat();
        self.post(&format!("/mensen/{person}/rollen"), &fields)
            .await
    }

    /// An administrator ends somebody's access.
    pub async fn end_access(&self, person: PersonId) -> Answer {
        let path = format!("/mensen/{person}/beeindigen");
        let version = self.get(&path).await.ok().hidden("version");
        self.post(&path, &[("version", &version), ("sure", "on")])
            .await
    }

    /// An officer answers somebody who asks for their signals.
    pub async fn give_back(&self, person: PersonId, answer: &str) -> Answer {
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
        let fields = [("number", number.as_str()), (sure, "on")];
        let shown = self.post(&format!("/kluis/{form}"), &fields).await.moved();
        let page = self.get(&shown).await.ok();
        let stored = [("stored", "on")];
        self.post(&format!("{shown}/opgeborgen"), &stored)
            .await
            .moved();
        page
    }

    /// Somebody comes by who has no cookie yet.
    pub fn new(world: &World) -> Self {
        Self {
            app: world.app.clone(),
            router: world.router.clone(),
            cookies: Mutex::default(),
            requests: world.requests.clone(),
            name: String::new(),
        }
    }

    /// What was asked for in the background is done, as the running program does it.
    pub async fn background(&self) {
        platform::jobs::run_due(&self.app).await.unwrap();
    }

    /// Sends a request as it stands, with the cookies; keeps those of the answer.
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
        let (method, address) = (request.method().to_string(), request.uri().to_string());
        let watched = Box::pin(self.requests.begin(&self.app)).await;
        // In a task of its own, as a server answers it.
        let answering = tokio::spawn(self.router.clone().oneshot(request));
        let response = answering.await.unwrap().unwrap();
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
        Box::pin(watched.ends(&self.app, &method, &address)).await;
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    /// Goes to a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), Body::empty()).await
    }

    /// What comes of a download, which may break off.
    pub async fn download(&self, path: &str) -> (HeaderMap, Result<Vec<u8>, axum::Error>) {
        let cookie = format!("__Host-session={}", self.cookie("__Host-session"));
        let request = Request::get(path)
            .header(header::COOKIE, cookie)
            .header(header::HOST, "127.0.0.1")
            .body(Body::empty())
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await;
        (parts.headers, bytes.map(|bytes| bytes.to_vec()))
    }

    /// Sends a form of this site.
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

    /// Sends a form with files, by name and bytes.
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

    /// What a cookie holds that must be there.
    pub fn cookie(&self, name: &str) -> String {
        self.cookies.lock().unwrap()[name].clone()
    }

    /// Puts a cookie there, or another in its place.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    /// The same browser, at another program.
    #[must_use]
    pub fn on(&self, world: &World) -> Self {
        let there = Self::new(world);
        there.with(self)
    }

    /// With what this other one holds too.
    #[must_use]
    pub fn with(self, other: &Self) -> Self {
        let held = other.cookies.lock().unwrap().clone();
        self.cookies.lock().unwrap().extend(held);
        self
    }

    /// Loses the session, and nothing else.
    pub fn forget_session(&self) {
        self.cookies.lock().unwrap().remove("__Host-session");
    }
}

/// A value of a form, as it is sent.
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
