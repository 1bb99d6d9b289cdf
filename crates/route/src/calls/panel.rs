//! The telephone on the dossier page: the two forms, folded, and the advice that was given. Whom a call told
//! stands with the handovers.

use askama::Template;
use platform::db::Reader;
use platform::forms::{Choice, Form};
use platform::web::{Html, Page};
use platform::{Millis, Result, clock};

use crate::dossiers::Open;
use crate::origin::Conditions;
use crate::parts::{Panel, Place, Shown};
use crate::record::{self, EntryKind};
use crate::referrals::{self, EMERGENCY};
use crate::reporters;

/// The form about a call that told somebody.
pub const CALLED: &str = "call";

/// The form about advice without a name.
pub const ADVISED: &str = "advice";

/// Advice that was given.
struct Line {
    partner: String,
    at: Millis,
    text: String,
}

/// A call that told somebody: what it said, a line each.
struct Told {
    partner: String,
    lines: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "calls/templates/panel.html")]
struct Calls<'a> {
    page: &'a Page,
    open: &'a Open,
    lines: Vec<Line>,
    told: Vec<Told>,
    partners: Vec<Choice>,
    /// The same, and the emergency number first.
    callable: Vec<Choice>,
    call: Form,
    advice: Form,
    /// Words that may be the reporter's, once the form was sent with them.
    doubts: Vec<Choice>,
    asks_passphrase: bool,
    /// The partner that sent the signal wants to be asked first.
    asks_partner: bool,
}

/// The form as it is shown first: it was now.
fn call_form(shown: &Shown<'_>) -> Form {
    let now = shown.app.clock.now();
    let mut form = shown.form(CALLED);
    if form.is_good() {
        form.set("day", &clock::day(now));
        form.set("time", &clock::time(now).replace('.', ":"));
    }
    form
}

async fn told(tx: &mut Reader, shown: &Shown<'_>) -> Result<Vec<Told>> {
    let all = referrals::of(tx, shown.app, shown.open).await?;
    let calls = all.iter().filter_map(|one| {
        let lines = referrals::said(one)?.iter();
        Some(Told {
            partner: one.handover.document.partner.clone(),
            lines: lines
                .map(|line| (line.label.clone(), line.text.clone()))
                .collect(),
        })
    });
    Ok(calls.collect())
}

pub const CALLS: Panel = Panel {
    id: "calls",
    place: Place::Main(35),
    show: |tx, shown| {
        Box::pin(async move {
            let entries = record::list(tx, shown.open).await?.into_iter();
            let advice = entries.filter(|entry| entry.kind == EntryKind::Advised);
            let lines: Vec<Line> = advice
                .map(|entry| Line {
                    partner: shown.pack.partner_name(&entry.partner()),
                    at: entry.at,
                    text: entry.text,
                })
                .collect();
            let told = told(tx, shown).await?;
            if shown.open.state.is_closed() && lines.is_empty() && told.is_empty() {
                return Ok(None);
            }
            let partners = shown.pack.partners.iter();
            let partners = partners.map(|one| Choice::new(one.id.get_ref().as_str(), &one.name));
            let partners: Vec<Choice> = partners.collect();
            let emergency = Choice::new(EMERGENCY, EMERGENCY);
            let call = call_form(shown);
            let asked = if call.is_faulty("someone-else") {
                ["with", "told", "agreed", "why", "asked-partner"]
                    .map(|field| call.value(field))
                    .join("\n")
            } else {
                String::new()
            };
            let doubts = reporters::doubts(shown.app, shown.actor, shown.open, &asked)?;
            Html::of(&Calls {
                page: shown.page,
                open: shown.open,
                lines,
                told,
                callable: [emergency].into_iter().chain(partners.clone()).collect(),
                partners,
                asks_partner: shown
                    .open
                    .origin
                    .as_ref()
                    .is_some_and(|from| from.conditions == Conditions::AskFirst),
                asks_passphrase: shown.open.has_reporter() && doubts.is_none(),
                doubts: doubts
                    .unwrap_or_default()
                    .into_iter()
                    .map(|word| Choice::new(word.clone(), word))
                    .collect(),
                call,
                advice: shown.form(ADVISED),
            })
            .map(Some)
        })
    },
};
