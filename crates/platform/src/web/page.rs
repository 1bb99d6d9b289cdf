//! A page: language, who is looking, the menu, and the frame around the content.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};

use super::answer::Html;
use super::back;
use super::elsewhere::{self, Place};
use super::guard::cookie;
use super::help;
use super::look::Look;
use super::menu::{Menu, Search, Status, StatusOf, Waiting, is_at};
use crate::clock;
use crate::guests::{self, Guest};
use crate::i18n::Texts;
use crate::{Actor, App, Error, Millis, Principal, Result};

/// What every template needs; its field is called `page`.
#[derive(Clone)]
pub struct Page {
    /// In the language of whoever looks.
    pub texts: Texts,
    /// Whoever is signed in.
    pub actor: Option<Actor>,
    /// Somebody without an account, who opened a link.
    pub guest: Option<Guest>,
    /// The lines of the menu that they may use.
    pub menu: Menu,
    /// Where else they work, with what waits there.
    pub elsewhere: Vec<Place>,
    /// The search field, if they have one.
    pub search: Option<&'static Search>,
    /// The colours and the mark of the municipality.
    pub look: Look,
    /// What is worth knowing on every page.
    pub statuses: Vec<Status>,
    /// Where help for this page is; none for guests, who have nothing to do on other pages.
    pub help: Option<String>,
    /// Empty where the address must not stand in that of another page.
    pub path: String,
    /// "That worked", after a redirect.
    pub done: Option<String>,
    /// "That could not be done", after a redirect.
    pub refused: Option<String>,
    /// Beside it: what is next.
    pub next: Option<Html>,
    /// In which section that stands, where it does not stand on top.
    place: Option<String>,
    /// Of a page that answers a form: the page of that form (see [`back`]).
    pub form_on: Option<String>,
    /// When it is shown.
    at: Millis,
    /// Nothing here is real, and the page says so.
    pub demo: bool,
    /// Somebody types in a form on this page. It has a button with the id `language`, which shows it in
    /// the other language with what was typed; elsewhere that is a link.
    pub is_typed_in: bool,
}

impl Page {
    /// Its language: as chosen in this browser; else Dutch, or English for a stranger whose
    /// browser asks for that.
    #[must_use]
    pub fn new(app: &App, headers: &HeaderMap, actor: Option<Actor>, path: &str) -> Self {
        let accepts_english = || {
            let accepted = headers
                .get(header::ACCEPT_LANGUAGE)
                .and_then(|value| value.to_str().ok())
                .unwrap_or("");
            accepted.starts_with("en")
        };
        let lang = cookie(headers, "__Host-lang").map_or_else(
            || {
                if actor.is_none() && accepts_english() {
                    "en"
                } else {
                    "nl"
                }
            },
            |lang| if lang == "en" { "en" } else { "nl" },
        );
        Self::speaking(app, lang, actor, path)
    }

    /// The same page in the other language: for a form that takes what was typed along.
    ///
    /// # Errors
    /// When what waits for somebody cannot be counted.
    pub async fn in_other_language(self, app: &App) -> Result<Self> {
        let lang = self.other_lang();
        let mut page = Self::speaking(app, lang, self.actor, &self.path).of(app, self.guest);
        page.form_on = self.form_on;
        page.count_what_waits(app).await?;
        Ok(page)
    }

    fn speaking(app: &App, lang: &'static str, actor: Option<Actor>, path: &str) -> Self {
        let (texts, path) = (app.i18n.lang(lang), guests::shown_path(path).to_owned());
        let (mut menu, mut search, mut statuses) = (Menu::default(), None, Vec::new());
        if let Some(actor) = &actor {
            menu = Menu::of(app.wings.nav(), actor, &path, &texts);
            let mut fields = app.wings.parts::<Search>().into_iter();
            // Its own page has the field already.
            let there = |field: &&'static Search| !is_at(&path, field.page);
            let field = fields.find(|field| field.access.allows(Some(&actor.roles)));
            search = field.filter(there);
            let all = app.wings.parts::<StatusOf>().into_iter();
            statuses = all.filter_map(|of| (of.0)(app, actor, &texts)).collect();
        }
        let look = Look::of(app, actor.as_ref().map(|actor| actor.tenant));
        Self {
            texts,
            menu,
            elsewhere: elsewhere::named(actor.as_ref()),
            look,
            search,
            statuses,
            help: help::link(&app.wings, &path),
            actor,
            guest: None,
            path,
            done: None,
            refused: None,
            next: None,
            place: None,
            form_on: None,
            at: app.clock.now(),
            demo: app.demo,
            is_typed_in: false,
        }
    }

    /// Says in the menu how much waits behind its lines.
    async fn count_what_waits(&mut self, app: &App) -> Result<()> {
        let Self {
            actor: Some(actor),
            menu,
            ..
        } = self
        else {
            return Ok(());
        };
        for waiting in app.wings.parts::<Waiting>() {
            if waiting.access.allows(Some(&actor.roles)) {
                match (waiting.count)(app, actor).await {
                    Ok(count) => menu.count(waiting.path, count),
                    // A number in the menu keeps nobody from a page; the page behind it says what is wrong.
                    Err(error) if error.is_damage() => {}
                    Err(error) => return Err(error),
                }
            }
        }
        elsewhere::count(self, app).await
    }

    #[must_use]
    pub(super) fn of(self, app: &App, guest: Option<Guest>) -> Self {
        let look = match &guest {
            Some(guest) => Look::of(app, Some(guest.tenant)),
            None => self.look,
        };
        Self {
            guest,
            look,
            ..self
        }
    }

    /// Is it for somebody without an account, who has nothing to do on other pages?
    #[must_use]
    pub fn is_for_guests(&self) -> bool {
        self.actor.is_none() && (self.guest.is_some() || self.path.is_empty())
    }

    /// "That worked", where it stands on top.
    #[must_use]
    pub fn done_on_top(&self) -> Option<&String> {
        self.done.as_ref().filter(|_| self.place.is_none())
    }

    /// "That worked", where it stands in this section (see [`redirect_done_in`]).
    #[must_use]
    pub fn done_in(&self, section: &str) -> Option<&String> {
        let is_here = self.place.as_deref() == Some(section);
        self.done.as_ref().filter(|_| is_here)
    }

    /// Above a print of what is about people: that it is confidential, and whose copy it is.
    #[must_use]
    pub fn paper_line(&self) -> Option<String> {
        let actor = self.actor.as_ref().filter(|_| self.menu.is_of_dossiers())?;
        let (who, at) = (actor.name.clone(), self.moment(&self.at));
        Some(self.with("print-line", &[("who", who), ("at", at)]))
    }

    /// A message.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// A message with values filled in.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, String)]) -> String {
        self.texts.with(key, values)
    }

    /// The language that the page offers to change to.
    #[must_use]
    pub fn other_lang(&self) -> &'static str {
        if self.texts.lang == "nl" { "en" } else { "nl" }
    }

    /// A day in words: `23 november 2026`.
    #[must_use]
    pub fn date(&self, millis: &Millis) -> String {
        clock::date(*millis, self.texts.lang)
    }

    /// A day of these weeks, with its weekday: `maandag 23 november`.
    #[must_use]
    pub fn near_date(&self, millis: &Millis) -> String {
        clock::near_date(*millis, self.texts.lang)
    }

    /// The same, with the year instead when it is not of these months.
    #[must_use]
    pub fn date_from(&self, millis: &Millis, now: &Millis) -> String {
        let near = clock::days_between(*millis, *now).abs() <= 180;
        if near {
            self.near_date(millis)
        } else {
            self.date(millis)
        }
    }

    /// By when something must be done, within a sentence: `vóór morgen 16.00 uur`, `vóór maandag 30 november`;
    /// `None` when that has passed. What is a matter of hours says the hour.
    #[must_use]
    pub fn before(&self, due: &Millis, now: &Millis) -> Option<String> {
        let time = [("time", clock::time(*due))];
        match clock::days_between(*now, *due) {
            _ if due < now => None,
            0 => Some(self.with("before-today", &time)),
            1 => Some(self.with("before-tomorrow", &time)),
            _ => Some(self.with("before-day", &[("day", self.date_from(due, now))])),
        }
    }

    /// When something must be done, as people say it: `3 dagen te laat`, `vandaag vóór 17.00 uur`,
    /// `donderdag`.
    #[must_use]
    pub fn due(&self, due: &Millis, now: &Millis) -> String {
        let last = clock::last_in_time(*due);
        let days = clock::days_between(*now, last);
        let counted = |key, days: i32| self.with(key, &[("days", days.to_string())]);
        match days {
            _ if due < now => counted("due-late", -days),
            0 if last < *due => self.text("due-on-the-day"),
            0 => self.with("due-today", &[("time", clock::time(*due))]),
            1 => self.text("due-tomorrow"),
            2..=6 => clock::weekday(last, self.texts.lang).to_owned(),
            _ => counted("due-days", days),
        }
    }

    /// A day in words and the time: `23 november 2026, 14:05`.
    #[must_use]
    pub fn moment(&self, millis: &Millis) -> String {
        clock::moment(*millis, self.texts.lang)
    }

    /// The address of a file of the program: style sheet, script, icon.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        super::asset_path(name)
    }
}

impl FromRequestParts<App> for Page {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let actor = parts.extensions.get::<Actor>().cloned();
        let guest = parts.extensions.get::<Guest>().cloned();
        let mut page = Self::new(app, &parts.headers, actor, parts.uri.path()).of(app, guest);
        let query = parts.uri.query().unwrap_or("");
        let message = |field: &str, kind: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let key = pairs.find_map(|(name, key)| (name == field).then_some(key))?;
            let key = format!("{kind}-{key}");
            page.texts.has(&key).then(|| page.text(&key))
        };
        let (done, refused) = (message("gedaan", "done"), message("geweigerd", "refused"));
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let place = pairs.find_map(|(name, place)| (name == "bij").then(|| place.to_owned()));
        (page.done, page.refused, page.place) = (done, refused, place);
        if parts.method == Method::POST {
            page.form_on = Some(back::form_of(app, parts.uri.path()));
        }
        page.count_what_waits(app).await?;
        Ok(page)
    }
}

impl FromRequestParts<App> for Actor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Error::Forbidden)
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(Error::Forbidden)
    }
}

impl FromRequestParts<App> for Principal {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        // `enforce` lets nobody be both.
        match Actor::from_request_parts(parts, app).await {
            Ok(actor) => Ok(Self::Person(actor)),
            Err(_) => Guest::from_request_parts(parts, app).await.map(Self::Guest),
        }
    }
}
