//! Handovers that went through this program, on the dossier page: how the link stands, the code while it may
//! be read, and what was said.

use std::collections::HashMap;

use accounts::people;
use askama::Template;
use platform::audit;
use platform::forms::{Choice, Form};
use platform::guests::{self, Sent, State};
use platform::web::{Html, Page};
use platform::{DossierId, Millis, PersonId, Result, clock};
use route::dossiers::Open;
use route::parts::{Happening, Happenings, Notice, Noticed, Panel, Place, Shown};
use route::referrals::{self, Handed, Referral, ReferralId};
use route::reporters;

use super::HANDOVER;
use super::acts::SAID;
use super::model::{What, is_over};
use super::store::{self, Message};
use crate::audited;
use crate::codes::{Code, Codes};

/// The form with an answer to a partner.
pub const REPLY: &str = "portal-reply";

/// The buttons about a link.
pub const LINK: &str = "portal-link";

/// Where a handover stands on the page.
pub fn section(referral: ReferralId) -> String {
    format!("partner-{referral}")
}

/// A handover as shown.
struct View {
    referral: Referral,
    /// The last link to it.
    link: Option<Sent>,
    code: Option<Code>,
    trail: Trail,
    said: Vec<Message>,
    /// The officer has to read or answer something.
    waits: bool,
    reply: Form,
    /// Words that may be the reporter's, once the form was sent with them.
    doubts: Vec<Choice>,
    /// The partner names somebody who may be the reporter, as far as an opened vault tells.
    names: bool,
}

impl View {
    fn id(&self) -> String {
        section(self.referral.id)
    }

    /// So much the partner said, as this page shows it.
    fn of_partner(&self) -> usize {
        self.said.iter().filter(|one| one.by.is_none()).count()
    }

    /// How the link stands; whoever has an account may have opened the handover without it.
    fn state(&self, link: &Sent) -> &'static str {
        let is_read = link.state == State::Waiting && !self.trail.by.is_empty();
        let state = if is_read { State::Opened } else { link.state };
        state.text()
    }

    /// Its accounts read it, and no link was asked for.
    fn is_without_link(&self) -> bool {
        let mailbox = self.referral.handover.mailbox.as_deref();
        mailbox.is_some_and(str::is_empty)
    }

    /// The partner said its last word: nothing that is written goes there any more.
    fn is_over(&self) -> bool {
        let said: Vec<What> = self.said.iter().map(|one| one.what).collect();
        is_over(&said)
    }

    /// Nobody can open it now, and somebody may want to.
    fn is_shut(&self) -> bool {
        let state = self.link.as_ref().map(|link| link.state);
        !matches!(state, Some(State::Waiting | State::Opened))
    }
}

#[derive(Template)]
#[template(path = "portal/templates/panel.html")]
struct Portal<'a> {
    page: &'a Page,
    open: &'a Open,
    views: Vec<View>,
    names: HashMap<PersonId, String>,
    /// The words are held against who reported, and the vault is not open yet.
    asks_passphrase: bool,
    /// This program sends no mail: the officer sends the link.
    no_mail: bool,
    base_url: String,
}

impl Portal<'_> {
    /// Until when a code is shown: today.
    fn until(code: &Code) -> String {
        clock::time(code.until)
    }

    fn days(&self, looks: &[Millis]) -> String {
        days(self.page, looks)
    }

    fn name(&self, person: &PersonId) -> &str {
        self.names.get(person).map_or("", String::as_str)
    }
}

async fn view(
    tx: &mut platform::db::Reader,
    shown: &Shown<'_>,
    referral: Referral,
    said: Vec<Message>,
    trail: Trail,
) -> Result<View> {
    let which = referral.id.to_string();
    let reply = Form::new(&shown.page.texts, REPLY).numbered(&which);
    let reply = shown.filled(reply, REPLY, &which);
    let asked = reply.is_faulty("someone-else");
    let words = if asked { reply.value("text") } else { "" };
    let doubts = reporters::doubts(shown.app, shown.actor, shown.open, words)?;
    let doubts = doubts.unwrap_or_default().into_iter();
    let of_partner = said.iter().filter(|one| one.by.is_none());
    let mut names = false;
    for message in of_partner {
        names |= reporters::may_name(shown.app, shown.actor, shown.open, &message.text)?;
    }
    let (open, now) = (shown.open, shown.app.clock.now());
    let links = guests::of(tx, shown.app, open.tenant(), referral.id.into()).await?;
    let alive = |link: &Sent| matches!(link.state, State::Waiting | State::Opened);
    let last = links.iter().find(|link| alive(link)).or(links.last());
    let codes = shown.app.memory.of::<Codes>();
    // Once it was opened, or ended, a code opens nothing.
    let waits = last.is_some_and(|link| link.state == State::Waiting);
    Ok(View {
        link: last.cloned(),
        code: codes.of(shown.actor, referral.id, now).filter(|_| waits),
        waits: open.tasks().has_open(&SAID, &which),
        doubts: doubts.map(|word| Choice::new(word.clone(), word)).collect(),
        names,
        reply,
        trail,
        said,
        referral,
    })
}

/// What the log tells of a handover behind a link.
#[derive(Debug, Default, Clone)]
struct Trail {
    /// When somebody looked behind the link.
    read: Vec<Millis>,
    /// Who of the partner looked with an account, and when.
    by: Vec<(PersonId, Vec<Millis>)>,
    /// When it was reminded.
    reminded: Vec<Millis>,
}

impl Trail {
    /// Somebody looked: by name, when it was with an account.
    fn looked(&mut self, who: Option<PersonId>, at: Millis) {
        let Some(who) = who else {
            self.read.push(at);
            return;
        };
        match self.by.iter_mut().find(|(known, _)| *known == who) {
            Some((_, looks)) => looks.push(at),
            None => self.by.push((who, vec![at])),
        }
    }
}

/// More days than these are counted, and the last one named.
const MOST_DAYS: usize = 4;

/// On which days, in words: `3 mei 2026 en 5 mei 2026`. Whoever looks twice on a day looks on one day.
fn days(page: &Page, looks: &[Millis]) -> String {
    let mut days: Vec<String> = looks.iter().map(|at| page.date(at)).collect();
    days.dedup();
    let count = days.len();
    let Some(last) = days.pop() else {
        return String::new();
    };
    if count > MOST_DAYS {
        let values = [("count", count.to_string()), ("last", last)];
        return page.with("portal-days-many", &values);
    }
    if days.is_empty() {
        return last;
    }
    page.with("portal-days", &[("first", days.join(", ")), ("last", last)])
}

/// Which handover an act was about.
fn handover_of(record: &audit::Record) -> Option<ReferralId> {
    let detail: serde_json::Value = serde_json::from_str(&record.detail).ok()?;
    detail.get("handover")?.as_str()?.parse().ok()
}

/// By handover.
async fn trails(tx: &mut platform::db::Reader, open: &Open) -> Result<HashMap<ReferralId, Trail>> {
    let mut found: HashMap<ReferralId, Trail> = HashMap::new();
    for record in audit::of_dossier(tx, open.tenant(), open.id()).await? {
        let of = handover_of(&record);
        let (is_look, is_reminder) = (
            record.action == audited::PORTAL_READ.id,
            record.action == audited::PORTAL_REMINDED.id,
        );
        let Some(of) = of.filter(|_| is_look || is_reminder) else {
            continue;
        };
        let trail = found.entry(of).or_default();
        if is_reminder {
            trail.reminded.push(record.at);
        } else {
            trail.looked(record.person(), record.at);
        }
    }
    Ok(found)
}

pub const PANEL: Panel = Panel {
    id: "portal",
    place: Place::Main(31),
    show: |tx, shown| {
        Box::pin(async move {
            let all = referrals::of(tx, shown.app, shown.open).await?.into_iter();
            let through: Vec<Referral> = all.filter(|one| one.handover.mailbox.is_some()).collect();
            if through.is_empty() {
                return Ok(None);
            }
            let mut said = store::all(tx, shown.open).await?;
            let mut trails = trails(tx, shown.open).await?;
            let names = people::remembered(tx, shown.app, shown.open.tenant()).await?;
            let mut views = Vec::new();
            for referral in through {
                let id = referral.id;
                let own = said.extract_if(.., |(of, _)| *of == id);
                let own = own.map(|(_, message)| message).collect();
                let trail = trails.remove(&id).unwrap_or_default();
                views.push(view(tx, shown, referral, own, trail).await?);
            }
            let vault = reporters::doubts(shown.app, shown.actor, shown.open, "")?;
            Html::of(&Portal {
                page: shown.page,
                open: shown.open,
                views,
                names,
                asks_passphrase: shown.open.has_reporter() && vault.is_none(),
                no_mail: shown.app.mailer.url.is_none(),
                base_url: shown.app.base_url.clone(),
            })
            .map(Some)
        })
    },
};

/// What partners said and what they were answered, in what happened.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let all = referrals::of(tx, shown.app, shown.open).await?;
        let partner = |of: ReferralId| {
            let mut all = all.iter();
            let one = all.find(|one| one.id == of);
            one.map(|one| one.handover.document.partner.clone())
        };
        let said = store::all(tx, shown.open).await?.into_iter();
        let lines = said.filter_map(|(of, message)| {
            let about = [("partner", partner(of)?)];
            let key = format!("portal-happened-{}", message.what.id());
            let outcome = message.outcome.map(|outcome| {
                let key = format!("portal-outcome-{}", outcome.id());
                shown.page.text(&key)
            });
            let who = message.speaker();
            let said = outcome.into_iter().chain([message.text]);
            let said: Vec<String> = said.filter(|part| !part.is_empty()).collect();
            Some(Happening {
                at: message.at,
                what: shown.page.with(&key, &about),
                who,
                text: said.join("\n"),
            })
        });
        Ok(lines.collect())
    })
});

#[derive(Template)]
#[template(path = "portal/templates/guessed.html")]
struct Guessed<'a> {
    page: &'a Page,
    /// The dossiers, each with its handover.
    links: Vec<(DossierId, ReferralId)>,
}

/// Somebody typed too many wrong codes: the officer is told where the hour begins, until there is a new link or
/// none.
pub const GUESSED: Notice = Notice {
    show: |tx, app, actor, page| {
        Box::pin(async move {
            let mut links = Vec::new();
            for object in guests::guessed(tx, app, actor.tenant, &HANDOVER).await? {
                let referral = ReferralId::from(object);
                match Handed::dossier_of(tx, app, actor.tenant, referral).await {
                    Ok(dossier) => links.push((dossier, referral)),
                    // It went with its dossier, or is damaged: `meldroute check` names that.
                    Err(error) if error.is_damage() => {}
                    Err(platform::Error::NotFound) => {}
                    Err(error) => return Err(error),
                }
            }
            if links.is_empty() {
                return Ok(None);
            }
            let html = Html::of(&Guessed { page, links })?;
            let shown = Vec::new();
            Ok(Some(Noticed { html, shown }))
        })
    },
};
