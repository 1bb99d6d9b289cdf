//! Forms: what was posted, what is wrong with it, and showing it again with everything typed.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::Safe;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;

use crate::i18n::T;
use crate::{App, Error, Result};

/// The largest file that is kept (10 MiB); a larger one is reported beside its field.
pub const MAX_FILE: usize = 10 * 1024 * 1024;
const MAX_FIELD: usize = 256 * 1024;
const MAX_FIELDS: usize = 2000;

/// A file as it came in. Its name and declared type are not believed.
pub struct Upload {
    pub name: String,
    /// `None`: too large to keep.
    pub bytes: Option<Vec<u8>>,
}

/// A posted form, urlencoded or multipart.
#[derive(Default)]
pub struct Posted {
    pub fields: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

impl Posted {
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// What was posted under this name, spaces included; `None` when nothing was.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

/// A form whose file may be as large as a whole request (60 MiB): an extract of a register.
pub struct LargePosted(pub Posted);

/// The largest file of a [`LargePosted`]; a larger one is imported on the command line.
pub const LARGE_FILE: usize = 60 * 1024 * 1024;

impl FromRequest<App> for LargePosted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let multipart =
            Multipart::from_request(request, app).await.map_err(|_| Error::BadRequest("multipart"))?;
        read_multipart(multipart, LARGE_FILE).await.map(Self)
    }
}

/// A form whose files are passed over: of what is held for later, only the words.
pub(crate) struct HeldPosted(pub Posted);

impl FromRequest<App> for HeldPosted {
    type Rejection = Error;

    async fn from_request(mut request: Request, app: &App) -> Result<Self> {
        axum::extract::DefaultBodyLimit::max(LARGE_FILE).apply(&mut request);
        let mut posted = Posted::from_request(request, app).await?;
        posted.files.clear();
        Ok(Self(posted))
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if kind.starts_with("multipart/form-data") {
            let multipart =
                Multipart::from_request(request, app).await.map_err(|_| Error::BadRequest("multipart"))?;
            read_multipart(multipart, MAX_FILE).await
        } else {
            let axum::Form(fields) = axum::Form::<Vec<(String, String)>>::from_request(request, app)
                .await
                .map_err(|_| Error::BadRequest("form"))?;
            Ok(Self { fields, files: Vec::new() }).and_then(within_limits)
        }
    }
}

fn within_limits(posted: Posted) -> Result<Posted> {
    let too_long = posted.fields.iter().any(|(_, value)| value.len() > MAX_FIELD);
    if too_long || posted.fields.len() > MAX_FIELDS { Err(Error::TooLarge) } else { Ok(posted) }
}

async fn read_multipart(mut multipart: Multipart, largest: usize) -> Result<Posted> {
    let mut posted = Posted::default();
    let broken = |_| Error::BadRequest("multipart");
    while let Some(mut field) = multipart.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or("").to_owned();
        let file = field.file_name().map(str::to_owned);
        let limit = if file.is_some() { largest } else { MAX_FIELD };
        let (mut bytes, mut size) = (Vec::new(), 0);
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            size += chunk.len();
            if size <= limit {
                bytes.extend_from_slice(&chunk);
            }
        }
        match file {
            Some(name) if size > 0 || !name.is_empty() => {
                posted.files.push(Upload { name, bytes: (size <= limit).then_some(bytes) });
            }
            Some(_) => {}
            None if size > limit => return Err(Error::TooLarge),
            None => posted.fields.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
        if posted.fields.len() > MAX_FIELDS || posted.files.len() > 20 {
            return Err(Error::TooLarge);
        }
    }
    Ok(posted)
}

/// A choice in a list: value, label, explanation.
#[derive(Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }
}

/// A form on a page. A field's label is the message `PREFIX-NAME`, its hint that message's `.hint`;
/// the `prefix` also makes ids unique when a page shows several forms.
pub struct Form {
    pub t: T,
    prefix: &'static str,
    suffix: String,
    values: Vec<(String, String)>,
    errors: BTreeMap<String, String>,
}

impl Form {
    #[must_use]
    pub fn new(t: &T, prefix: &'static str) -> Self {
        Self { t: t.clone(), prefix, suffix: String::new(), values: Vec::new(), errors: BTreeMap::new() }
    }

    /// The same form several times on one page.
    #[must_use]
    pub fn numbered(mut self, suffix: impl std::fmt::Display) -> Self {
        self.suffix = format!("-{suffix}");
        self
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.values.retain(|(key, _)| key != name);
        self.values.push((name.to_owned(), value.to_owned()));
    }

    /// Shows again what was typed.
    #[must_use]
    pub fn typed(mut self, posted: &Posted) -> Self {
        self.values.clone_from(&posted.fields);
        self
    }

    #[must_use]
    pub fn filled(mut self, values: Vec<(String, String)>) -> Self {
        self.values.extend(values);
        self
    }

    /// The same, before what the form held: a first value wins.
    #[must_use]
    pub fn filled_first(mut self, values: Vec<(String, String)>) -> Self {
        self.values.retain(|(key, _)| !values.iter().any(|(other, _)| other == key));
        self.values.splice(0..0, values);
        self
    }

    /// Notes a fault beside a field: the message `error-KEY`.
    pub fn fault(&mut self, name: &str, key: &str) {
        let text = self.t.t(&format!("error-{key}"));
        self.errors.entry(name.to_owned()).or_insert(text);
    }

    pub fn fault_text(&mut self, name: &str, text: String) {
        self.errors.entry(name.to_owned()).or_insert(text);
    }

    #[must_use]
    pub fn is_good(&self) -> bool {
        self.errors.is_empty()
    }

    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    #[must_use]
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(key, v)| key == name && v == value)
    }

    /// The list of faults, each a link to its field, for the top of the form.
    pub fn summary(&self) -> Safe<String> {
        let faults = self.errors.iter().map(|(name, text)| (self.id(name), text.clone())).collect::<Vec<_>>();
        show(&Summary { t: &self.t, faults })
    }

    #[must_use]
    pub fn text(&self, name: &str) -> Safe<String> {
        self.input(name, "text", "")
    }

    #[must_use]
    pub fn email(&self, name: &str) -> Safe<String> {
        self.input(name, "email", "email")
    }

    #[must_use]
    pub fn tel(&self, name: &str) -> Safe<String> {
        self.input(name, "tel", "")
    }

    #[must_use]
    pub fn date(&self, name: &str) -> Safe<String> {
        self.input(name, "date", "")
    }

    #[must_use]
    pub fn code(&self, name: &str) -> Safe<String> {
        self.input(name, "text", "one-time-code")
    }

    #[must_use]
    pub fn password(&self, name: &str, autocomplete: &str) -> Safe<String> {
        self.input(name, "password", autocomplete)
    }

    #[must_use]
    pub fn file(&self, name: &str) -> Safe<String> {
        self.input(name, "file", "")
    }

    #[must_use]
    pub fn hidden(&self, name: &str) -> Safe<String> {
        show(&Hidden { name, value: self.value(name) })
    }

    #[must_use]
    pub fn area(&self, name: &str, rows: u8) -> Safe<String> {
        show(&Area { field: self.field(name), value: self.value(name), rows })
    }

    #[must_use]
    pub fn select(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Select { field: self.field(name), value: self.value(name), choices })
    }

    #[must_use]
    pub fn radios(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Group { field: self.field(name), kind: "radio", choices, form: self })
    }

    #[must_use]
    pub fn checks(&self, name: &str, choices: &[Choice]) -> Safe<String> {
        show(&Group { field: self.field(name), kind: "checkbox", choices, form: self })
    }

    /// One box that is on or off.
    #[must_use]
    pub fn check(&self, name: &str) -> Safe<String> {
        show(&Check { field: self.field(name), on: self.chosen(name, "on") })
    }

    fn input(&self, name: &str, kind: &str, autocomplete: &str) -> Safe<String> {
        let secret = kind == "password" || kind == "file";
        let value = if secret { "" } else { self.value(name) };
        show(&Input { field: self.field(name), value, kind, autocomplete })
    }

    fn id(&self, name: &str) -> String {
        format!("{}-{name}{}", self.prefix, self.suffix)
    }

    fn field<'a>(&'a self, name: &'a str) -> Field<'a> {
        // `subject-3-name` shares its label with every other `subject-N-name`.
        let plain: String =
            name.split('-').filter(|part| part.parse::<usize>().is_err()).collect::<Vec<_>>().join("-");
        let key = format!("{}-{plain}", self.prefix);
        Field {
            name,
            id: self.id(name),
            label: self.t.t(&key),
            hint: self.t.hint(&key),
            error: self.errors.get(name).map(String::as_str),
        }
    }
}

struct Field<'a> {
    name: &'a str,
    id: String,
    label: String,
    hint: Option<String>,
    error: Option<&'a str>,
}

impl Field<'_> {
    /// Templates see references of several depths; this compares what they point at.
    #[expect(clippy::unused_self, reason = "called as a method in templates")]
    fn is(&self, a: impl AsRef<str>, b: impl AsRef<str>) -> bool {
        a.as_ref() == b.as_ref()
    }

    /// The ids of hint and fault, for screen readers.
    fn described(&self) -> String {
        let ids = [
            self.hint.as_ref().map(|_| format!("{}-hint", self.id)),
            self.error.map(|_| format!("{}-error", self.id)),
        ];
        ids.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

#[derive(Template)]
#[template(path = "field/summary.html")]
struct Summary<'a> {
    t: &'a T,
    faults: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "field/input.html")]
struct Input<'a> {
    field: Field<'a>,
    value: &'a str,
    kind: &'a str,
    autocomplete: &'a str,
}

#[derive(Template)]
#[template(path = "field/hidden.html")]
struct Hidden<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Template)]
#[template(path = "field/area.html")]
struct Area<'a> {
    field: Field<'a>,
    value: &'a str,
    rows: u8,
}

#[derive(Template)]
#[template(path = "field/select.html")]
struct Select<'a> {
    field: Field<'a>,
    value: &'a str,
    choices: &'a [Choice],
}

#[derive(Template)]
#[template(path = "field/group.html")]
struct Group<'a> {
    field: Field<'a>,
    kind: &'a str,
    choices: &'a [Choice],
    form: &'a Form,
}

#[derive(Template)]
#[template(path = "field/check.html")]
struct Check<'a> {
    field: Field<'a>,
    on: bool,
}

/// Renders a component. Templates of this crate write to memory and cannot fail.
pub(crate) fn show(template: &impl Template) -> Safe<String> {
    Safe(template.render().unwrap_or_default())
}
