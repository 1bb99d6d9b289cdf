//! Reading a posted form. Everything is counted while it is read, so that a small request cannot
//! become large in memory, and a file is never in memory as a whole; how large a request may be is
//! the route's to say (`web::Body`).

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};

use super::ahead::Ahead;
use super::plain::plain;
use crate::blobs::{Filling, Parts as _, Spool, Spooled};
use crate::guests::Guest;
use crate::web::Body;
use crate::{Actor, App, Error, Result};

/// The largest file that is kept (10 MiB); a larger one is reported beside its field.
pub const MAX_FILE: usize = 10 * 1024 * 1024;
/// The largest file of a [`LargePosted`] (100 MiB); a larger one is imported on the command line.
pub const LARGE_FILE: usize = 100 * 1024 * 1024;
/// All files of one form together (bytes).
const MAX_TOGETHER: u64 = LARGE_FILE as u64;
/// How long a form with files may be on its way: 64 MiB over a line of 75 kB/s.
const FILES_TIME: Duration = Duration::from_mins(15);
/// The longest text of one field, and of its name (bytes).
const MAX_FIELD: usize = 256 * 1024;
/// All texts together (bytes).
const MAX_TEXT: usize = Body::Form.limit();
const MAX_FIELDS: usize = 2000;
const MAX_FILES: usize = 20;

/// A file as it came in. Its name and declared type are not believed.
pub struct Upload {
    /// As the browser says.
    pub name: String,
    /// What it holds, or why that was not kept.
    pub content: std::result::Result<Spooled, Unkept>,
}

/// Why a file was passed over. The rest of the form is there: it comes back with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unkept {
    /// Larger than the form takes.
    TooLarge,
    /// Too much is coming in at once, of this person or of all.
    NoRoom,
}

/// A posted form, urlencoded or multipart.
#[derive(Default)]
pub struct Posted {
    /// Names and values, in the order of the form.
    pub fields: Vec<(String, String)>,
    /// What was chosen; an empty field for files is none.
    pub files: Vec<Upload>,
}

impl Posted {
    /// The first value of a field, without spaces around it; nothing when it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.trim())
    }

    /// What was posted under this name, spaces included; `None` when nothing was.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a field, as boxes send them.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Was something typed here?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

/// A form whose file may be large (100 MiB): an extract of a register.
pub struct LargePosted(pub Posted);

impl FromRequest<App> for LargePosted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let spool = spool_of(&request, app);
        read_multipart(request, app, Some(&spool), LARGE_FILE)
            .await
            .map(Self)
    }
}

impl FromRequest<App> for Posted {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        if is_kind(request.headers(), "multipart/form-data") {
            let spool = spool_of(&request, app);
            read_multipart(request, app, Some(&spool), MAX_FILE).await
        } else if is_kind(request.headers(), "application/x-www-form-urlencoded") {
            read_urlencoded(request, app).await
        } else {
            Err(Error::BadRequest("form"))
        }
    }
}

/// A form whose files are passed over as they come by: of what is held for somebody whose session
/// ended, only the words.
pub(crate) struct HeldPosted(pub Posted);

impl FromRequest<App> for HeldPosted {
    type Rejection = Error;

    async fn from_request(mut request: Request, app: &App) -> Result<Self> {
        if !is_kind(request.headers(), "multipart/form-data") {
            return read_urlencoded(request, app).await.map(Self);
        }
        Body::Files.bind(&mut request)?;
        let mut posted = read_multipart(request, app, None, 0).await?;
        posted.files.clear();
        Ok(Self(posted))
    }
}

fn is_kind(headers: &HeaderMap, kind: &str) -> bool {
    let said = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    said.split(';')
        .next()
        .unwrap_or("")
        .trim()
        .eq_ignore_ascii_case(kind)
}

/// Counts texts as they come, and leaves out what nobody typed on purpose.
#[derive(Default)]
struct Texts {
    fields: Vec<(String, String)>,
    bytes: usize,
}

impl Texts {
    fn take(&mut self, name: &str, value: &str) -> Result<()> {
        self.bytes += name.len() + value.len();
        let too_long = name.len() > MAX_FIELD || value.len() > MAX_FIELD || self.bytes > MAX_TEXT;
        if too_long || self.fields.len() == MAX_FIELDS {
            return Err(Error::TooLarge);
        }
        self.fields
            .push((name.to_owned(), plain(value).into_owned()));
        Ok(())
    }
}

async fn read_urlencoded(mut request: Request, app: &App) -> Result<Posted> {
    // Text only, also where the route takes files.
    let route = request
        .extensions()
        .get::<Body>()
        .copied()
        .unwrap_or(Body::Short);
    route.but_at_most(Body::Form).bind(&mut request)?;
    let body = Bytes::from_request(request, app)
        .await
        .map_err(|error| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            _ => Error::BadRequest("form"),
        })?;
    urlencoded(&body)
}

fn urlencoded(body: &[u8]) -> Result<Posted> {
    let mut texts = Texts::default();
    for (name, value) in form_urlencoded::parse(body) {
        texts.take(&name, &value)?;
    }
    Ok(Posted {
        fields: texts.fields,
        files: Vec::new(),
    })
}

fn broken(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest("multipart"),
    }
}

/// The share of whoever sends it. Nobody sends files unknown: `web::Body`.
fn spool_of(request: &Request, app: &App) -> Spool {
    let extensions = request.extensions();
    let person = extensions.get::<Actor>().map(|actor| actor.user.into());
    let who = person.or_else(|| extensions.get::<Guest>().map(|guest| guest.link));
    app.spool.of(who.unwrap_or_default())
}

/// Texts are collected; files go to the spool as they come by, none to be kept without one. All of
/// it within a quarter of an hour.
async fn read_multipart(
    request: Request,
    app: &App,
    spool: Option<&Spool>,
    largest: usize,
) -> Result<Posted> {
    tokio::time::timeout(FILES_TIME, read_parts(request, app, spool, largest))
        .await
        .map_err(|_| Error::BadRequest("slow body"))?
}

async fn read_parts(
    request: Request,
    app: &App,
    spool: Option<&Spool>,
    largest: usize,
) -> Result<Posted> {
    let ahead = Ahead::default();
    let request = request.map(|body| ahead.measure(body));
    let mut multipart = Multipart::from_request(request, app)
        .await
        .map_err(|_| Error::BadRequest("multipart"))?;
    let (mut texts, mut files, mut parts, mut kept) = (Texts::default(), Vec::new(), 0, 0);
    while let Some(field) = multipart.next_field().await.map_err(|e| broken(&e))? {
        ahead.used();
        parts += 1;
        if parts > MAX_FIELDS + MAX_FILES {
            return Err(Error::TooLarge);
        }
        if field.file_name().is_none() {
            let (name, text) = read_text(field, &ahead).await?;
            texts.take(&name, &text)?;
        } else if let Some(file) = read_file(field, &ahead, spool, (largest, &mut kept)).await? {
            files.push(file);
        }
        if files.len() > MAX_FILES {
            return Err(Error::TooLarge);
        }
    }
    Ok(Posted {
        fields: texts.fields,
        files,
    })
}

async fn read_text(mut field: Field<'_>, ahead: &Ahead) -> Result<(String, String)> {
    let (name, mut bytes) = (field.name().unwrap_or("").to_owned(), Vec::new());
    while let Some(piece) = field.chunk().await.map_err(|e| broken(&e))? {
        ahead.used();
        if bytes.len() + piece.len() > MAX_FIELD {
            return Err(Error::TooLarge);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok((name, String::from_utf8_lossy(&bytes).into_owned()))
}

/// A file; `None` when nothing was chosen. `kept` counts what is kept of all files of the form.
async fn read_file(
    mut field: Field<'_>,
    ahead: &Ahead,
    spool: Option<&Spool>,
    (largest, kept): (usize, &mut u64),
) -> Result<Option<Upload>> {
    let name = plain(field.file_name().unwrap_or("")).into_owned();
    let filling = spool.map(Spool::begin).transpose()?;
    let (mut filling, mut size) = (filling.ok_or(Unkept::TooLarge), 0);
    while let Some(piece) = field.chunk().await.map_err(|e| broken(&e))? {
        ahead.used();
        size += piece.len();
        // What will not be kept goes by; what came of it so far is given up.
        if size > largest {
            filling = Err(Unkept::TooLarge);
        } else if let Ok(into) = &mut filling {
            match into.write(&piece).await {
                Err(Error::Busy) => filling = Err(Unkept::NoRoom),
                written => written?,
            }
            let together = filling.as_ref().map_or(0, Filling::size);
            if *kept + together > MAX_TOGETHER {
                return Err(Error::TooLarge);
            }
        }
    }
    if size == 0 && name.is_empty() {
        return Ok(None);
    }
    let content = match filling {
        Ok(filling) => match filling.end().await {
            Err(Error::Busy) => Err(Unkept::NoRoom),
            ended => Ok(ended?),
        },
        Err(why) => Err(why),
    };
    *kept += content.as_ref().map_or(0, Spooled::size);
    Ok(Some(Upload { name, content }))
}

#[cfg(test)]
mod tests {
    use super::{MAX_FIELD, MAX_FIELDS, urlencoded};
    use crate::Error;

    #[test]
    fn fields_are_counted_while_they_are_read() {
        let good = urlencoded(b"name=An%20na+B&seen=&seen=x%C3%A9&bare&&=y").unwrap();
        let fields: Vec<_> = good
            .fields
            .iter()
            .map(|(k, v)| (k.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            fields,
            [
                ("name", "An na B"),
                ("seen", ""),
                ("seen", "xé"),
                ("bare", ""),
                ("", "y")
            ]
        );
        assert!(urlencoded("a&".repeat(MAX_FIELDS).as_bytes()).is_ok());
        for large in [
            "a&".repeat(MAX_FIELDS + 1),
            format!("a={}", "x".repeat(MAX_FIELD + 1)),
            format!("{}=a", "x".repeat(MAX_FIELD + 1)),
            format!("a={}&", "x".repeat(MAX_FIELD)).repeat(5),
        ] {
            assert!(matches!(urlencoded(large.as_bytes()), Err(Error::TooLarge)));
        }
    }

    /// The file is read once: millions of fields are refused after the first two thousand.
    #[test]
    fn millions_of_fields_take_no_time() {
        let flood = "a&".repeat(5_000_000);
        let begin = std::time::Instant::now();
        assert!(matches!(urlencoded(flood.as_bytes()), Err(Error::TooLarge)));
        assert!(begin.elapsed() < std::time::Duration::from_millis(100));
    }
}
