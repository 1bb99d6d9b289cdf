//! Two meetings: one that was held today, of which the minutes are ready, and one that is to come.

use std::collections::BTreeSet;

use accounts::people;
use platform::clock::{self, DAY};
use platform::{Actor, App, Clock, Error, Millis, Result};
use response::meetings::{
    self, Agreed, Asked, Basis, MeetingId, Minutes, Other, Plan, Said, Task, Weighed,
};
use route::consultations;

use super::dossiers::refused;
use super::people::Staff;

pub async fn make(app: &App, clock: &Clock, staff: &Staff, today: Millis) -> Result<()> {
    let who = &staff.officer;
    clock.set(today);
    app.opened.put(who, staff.vault.clone(), today);
    if let Some(held) = plan(app, who, "copen", today, "Petra Politievoorbeeld").await? {
        record(app, who, held, today).await?;
    }
    plan(
        app,
        who,
        "ondermijning",
        today + 7 * DAY,
        "Otto Ondermijnvoorbeeld",
    )
    .await?;
    Ok(())
}

/// All that waits at a table, if anything does, with everybody who has a seat there and one guest.
async fn plan(
    app: &App,
    who: &Actor,
    table: &str,
    at: Millis,
    guest: &str,
) -> Result<Option<MeetingId>> {
    let mut tx = app.db.read().await?;
    let seats = people::seats(&mut tx, app, who.tenant).await?.into_iter();
    let here = seats.filter(|(_, tables)| tables.contains(&table.into()));
    let here: BTreeSet<_> = here.map(|(person, _)| person).collect();
    let waiting = consultations::waiting_at(&mut tx, app, who.tenant, &table.into()).await?;
    drop(tx);
    if waiting.is_empty() {
        return Ok(None);
    }
    let plan = Plan {
        table: table.into(),
        day: clock::day(at),
        time: "14:00".to_owned(),
        people: here,
        others: vec![Other {
            name: guest.to_owned(),
            role: "politie".to_owned(),
            mailbox: "overleg@politie.example".to_owned(),
        }],
        items: waiting.iter().map(|item| item.entry).collect(),
        weighed: Weighed {
            task: Some(Task::Order),
            asked: Some(Asked::HitFirst),
            sources: vec!["brp".to_owned()],
            basis: Some(Basis::PublicTask),
        },
        form: app.clock.id_without_time(),
    };
    let planned = meetings::plan(app, who, &plan).await;
    planned.map(Some).map_err(refused)
}

/// Everybody came; of the first item something was said, and agreed.
async fn record(app: &App, who: &Actor, id: MeetingId, today: Millis) -> Result<()> {
    let mut tx = app.db.read().await?;
    let meeting = meetings::one(&mut tx, app, who.tenant, id).await?;
    let items = meetings::items(&mut tx, app, who.tenant, id).await?;
    drop(tx);
    let said = items.first().map(|(item, _)| Said {
        item: item.id,
        text: "Twee gemeenten herkennen het patroon. We leggen de data naast elkaar.".to_owned(),
        actions: vec![Agreed {
            what: "Vraag de buurgemeenten om hun cijfers".to_owned(),
            owner: String::new(),
            day: clock::day(today + 30 * DAY),
        }],
        someone_else: BTreeSet::new(),
    });
    let attendees = meeting.content.attendees.iter();
    let minutes = Minutes {
        form: app.clock.id_without_time(),
        came: attendees.map(|one| one.id).collect(),
        nobody: false,
        execute: Some(Basis::PublicTask),
        items: said.into_iter().collect(),
    };
    let recorded = meetings::record(app, who, id, &minutes).await;
    recorded.map_err(|all| {
        let first = all.into_iter().next().map(|(_, refusal)| refused(refusal));
        first.unwrap_or(Error::NotFound)
    })
}
