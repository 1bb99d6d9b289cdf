//! Searching everything that is known, with one line: a name, an organisation, an address or a number. The
//! reason is asked each time; what was searched for stands in no address bar, log or audit record.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use linkage::{Address, Evidence, Field, Name, Record};
use platform::audit::Event;
use platform::forms::{Form, Posted};
use platform::web::{Page, html};
use platform::{Actor, App, Result, Role};

use super::known::{self, Found, Thing};
use super::reasons::reasons;
use super::subject::{Opened, Opener};

/// A result, with what fits.
struct Line {
    what: Opened,
    fits: Vec<String>,
}

#[derive(Template)]
#[template(path = "enrichment/templates/search.html")]
struct SearchPage {
    p: Page,
    form: Form,
    lines: Option<Vec<Line>>,
}

/// What a line of text could be.
#[must_use]
fn readings(text: &str) -> Vec<Record> {
    let one = || vec![text.to_owned()];
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let mut out = vec![
        Record { names: vec![Name { given: String::new(), surname: text.to_owned() }], ..Record::default() },
        Record { organisations: one(), ..Record::default() },
        Record { handles: one(), ..Record::default() },
    ];
    if digits > 0 {
        let street = Address { street: text.to_owned(), ..Address::default() };
        out.push(Record { addresses: vec![street], ..Record::default() });
        out.push(Record { plates: one(), ..Record::default() });
    }
    if digits >= 8 {
        out.push(Record { phones: one(), trade_numbers: one(), ..Record::default() });
    }
    if text.contains('@') {
        out.push(Record { emails: one(), ..Record::default() });
    }
    out
}

pub async fn form(p: Page) -> Result<Response> {
    let form = Form::new(&p.t, "search");
    html(&SearchPage { form, lines: None, p })
}

pub async fn search(State(app): State<App>, actor: Actor, p: Page, posted: Posted) -> Result<Response> {
    let mut form = Form::new(&p.t, "search").typed(&posted);
    if posted.get("text").chars().count() < 2 {
        form.fault("text", "search-text");
    }
    if !posted.has("reason") {
        form.fault("reason", "why");
    }
    if !form.is_good() {
        return html(&SearchPage { form, lines: None, p });
    }
    let tx = app.db.begin().await?;
    tx.commit(&app, Event::by(&actor, Role::Officer, "lookup.searched")).await?;
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut best: BTreeMap<Thing, (f64, Found)> = BTreeMap::new();
    {
        let known = known::known(&app, actor.tenant).await?;
        for record in readings(posted.get("text")) {
            for found in known.like(&record, None, 0.0) {
                let bits: f64 = found.hit.evidence.iter().map(|evidence| evidence.bits).sum();
                let resembles = |evidence: &Evidence| evidence.bits > 0.0 && evidence.field != Field::Town;
                if bits > 0.0
                    && found.hit.evidence.iter().any(resembles)
                    && best.get(&found.thing).is_none_or(|(known, _)| bits > *known)
                {
                    best.insert(found.thing, (bits, found));
                }
            }
        }
    }
    let mut ranked: Vec<(f64, Found)> = best.into_values().collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut tx = app.db.read().await?;
    let mut opener = Opener::new(&mut tx, &app, actor.tenant, &pack, &p).await?;
    let mut lines = Vec::new();
    for (_, found) in ranked.into_iter().take(20) {
        if let Some(what) = opener.open(&mut tx, found.thing).await? {
            lines.push(Line { fits: reasons(&p.t, &found.hit.evidence), what });
        }
    }
    html(&SearchPage { form, lines: Some(lines), p })
}
