//! What a browser gets: a page is read as a person or a script would.

use axum::http::{HeaderMap, StatusCode, header};

/// The answer to one request.
pub struct Answer {
    /// How it went.
    pub status: StatusCode,
    /// Cookies are among them, though the browser took them already.
    pub headers: HeaderMap,
    /// The body as it was sent; see [`Answer::text`] for a page.
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

    /// Where it leads; empty when it leads nowhere.
    pub fn to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|v| v.to_str().ok())
            .unwrap_or("")
    }

    /// A page, and not a refusal.
    #[expect(
        clippy::return_self_not_must_use,
        reason = "that it is one may be all that is asked"
    )]
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

/// What stands in the element with this id, up to the next tag.
#[track_caller]
pub fn inside(page: &str, id: &str) -> String {
    let start = format!("id=\"{id}\">");
    let Some((_, rest)) = page.split_once(&start) else {
        panic!("no {id} in {}", visible(page));
    };
    rest.split('<').next().unwrap().to_owned()
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

/// The words on a page, in one line: for what stands there in several tags.
#[must_use]
pub fn line(page: &Answer) -> String {
    visible(&page.text()).replace('\n', " ")
}
