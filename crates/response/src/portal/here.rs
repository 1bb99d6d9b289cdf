//! "Bij ons": what was handed over to the organisation of somebody with an account, without content until it is opened
//! (ADR 46).

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use platform::web::{Page, html};
use platform::{Actor, App, Millis};
use route::dossiers::Ended;
use route::referrals::ReferralId;

use super::acts::SAID;
use super::model::{Stands, Turn, What, how_it_stands_with_a_partner};
use super::store;
use super::visitor::{HERE, open_to};

#[derive(Template)]
#[template(path = "portal/templates/here.html")]
struct Here {
    page: Page,
    municipality: String,
    organisation: String,
    /// What waits, what is running, what is done: each a message, and its lines.
    groups: Vec<(&'static str, Vec<Line>)>,
}

/// A handover, by its number alone.
struct Line {
    referral: ReferralId,
    reference: String,
    /// Since when it is with the partner, and until when an answer is asked for.
    at: Millis,
    due_at: Millis,
    stands: Stands,
}

impl Line {
    fn path(&self) -> String {
        format!("{HERE}/{}", self.referral)
    }
}

async fn lines(app: &App, actor: &Actor) -> Ended<Vec<Line>> {
    let mut tx = app.db.read().await?;
    let now = app.clock.now();
    let mut found = Vec::new();
    for (referral, handed) in open_to(&mut tx, app, actor).await? {
        let said = store::of(&mut tx, &handed.open, referral).await?;
        let said: Vec<What> = said.iter().map(|one| one.what).collect();
        let due_at = handed.referral.due_at;
        let turn = Turn {
            finished: handed.open.is_closed() || !handed.referral.is_open(),
            unread: handed.open.tasks().has_open(&SAID, &referral.to_string()),
        };
        found.push(Line {
            referral,
            reference: handed.referral.handover.document.reference,
            at: handed.referral.at,
            due_at,
            stands: how_it_stands_with_a_partner(&said, due_at, now, turn),
        });
    }
    found.sort_by_key(|line| (line.due_at, line.at, line.referral));
    Ok(found)
}

pub async fn show(State(app): State<App>, actor: Actor, page: Page) -> Ended<Response> {
    let mut groups: Vec<(&'static str, Vec<Line>)> = Stands::GROUPS
        .into_iter()
        .map(|group| (group, Vec::new()))
        .collect();
    for line in lines(&app, &actor).await? {
        let group = line.stands.group();
        let own = groups.iter_mut().find(|(name, _)| *name == group);
        if let Some((_, lines)) = own {
            lines.push(line);
        }
    }
    groups.retain(|(_, lines)| !lines.is_empty());
    let pack = app.tenants.get(actor.tenant)?.pack;
    let names: Vec<String> = actor
        .organisations()
        .map(|one| pack.partner_name(one))
        .collect();
    Ok(html(&Here {
        municipality: actor.municipality,
        organisation: names.join(", "),
        groups,
        page,
    })?)
}
