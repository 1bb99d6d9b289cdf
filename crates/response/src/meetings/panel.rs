//! Meetings elsewhere: on the dossier page, on the agenda of a table, and below the register of what was shared.

use askama::Template;
use platform::db::Reader;
use platform::forms::Form;
use platform::web::{Html, Page};
use platform::{Actor, App, DossierId, Millis, Result, Role};
use policy::TableId;
use route::dossiers::Open;
use route::parts::{AlsoShared, Happening, Happenings, OfTable, Panel, Place, Shown};

use super::model::{Action, ActionId, Item, Meeting};
use super::reading::{Agreed, when};
use super::recording::kind_of;
use super::{model, planning, store};
use crate::audited;
use crate::deeds::{self, Deed, Doers};

/// The button that says that something was done.
pub const DONE: &str = "meeting-done";

/// Where an agreement stands on the page.
pub fn section(action: ActionId) -> String {
    format!("afspraak-{action}")
}

/// Something that was agreed.
struct Row {
    id: ActionId,
    agreed: Agreed,
    mine: bool,
    deed: Deed,
    form: Form,
}

impl Row {
    fn section(&self) -> String {
        section(self.id)
    }
}

/// A meeting to which the dossier was brought.
struct Brought {
    meeting: Meeting,
    table: String,
    when: String,
    item: Item,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "meetings/templates/panel.html")]
struct OnDossier<'a> {
    page: &'a Page,
    open: &'a Open,
    all: Vec<Brought>,
}

fn row(shown: &Shown<'_>, action: &Action, doers: &Doers) -> Row {
    let (kind, about) = (kind_of(action), action.id.to_string());
    let form = Form::new(&shown.page.texts, DONE).numbered(&about);
    Row {
        id: action.id,
        agreed: Agreed::of(&shown.page.texts, action),
        mine: action.owner == model::Owner::Officer,
        deed: Deed::of((shown.open, shown.actor), kind, action.id.into(), doers),
        form: shown.filled(form, DONE, &about),
    }
}

pub const PANEL: Panel = Panel {
    id: "meetings",
    place: Place::Main(41),
    show: |tx, shown| {
        Box::pin(async move {
            let items = store::of_dossier(tx, shown.app, shown.open).await?;
            if items.is_empty() {
                return Ok(None);
            }
            let doers = deeds::doers(tx, shown.open, &audited::MEETING_DONE).await?;
            let mut all = Vec::new();
            for item in items {
                let tenant = shown.open.tenant();
                let meeting = store::one(tx, shown.app, tenant, item.meeting).await?;
                let actions = item.brought.actions.iter();
                all.push(Brought {
                    table: shown.pack.table_name(&meeting.table),
                    when: when(&meeting, shown.page.texts.lang),
                    rows: actions.map(|action| row(shown, action, &doers)).collect(),
                    meeting,
                    item,
                });
            }
            let panel = OnDossier {
                page: shown.page,
                open: shown.open,
                all,
            };
            Html::of(&panel).map(Some)
        })
    },
};

/// Who heard it, in what happened and so in the whole dossier on paper.
pub const HAPPENED: Happenings = Happenings(|tx, shown| {
    Box::pin(async move {
        let mut all = Vec::new();
        for item in store::of_dossier(tx, shown.app, shown.open).await? {
            if !item.was_said() || item.brought.heard.is_empty() {
                continue;
            }
            let meeting = store::one(tx, shown.app, shown.open.tenant(), item.meeting).await?;
            let about = [("about", shown.pack.table_name(&meeting.table))];
            all.push(Happening {
                at: meeting.at,
                what: shown.page.with("happened-heard", &about),
                who: None,
                text: item.brought.heard.join("; "),
            });
        }
        Ok(all)
    })
});

#[derive(Template)]
#[template(path = "meetings/templates/table.html")]
struct AtTable<'a> {
    page: &'a Page,
    table: &'a TableId,
    is_officer: bool,
    /// Something waits that is in no meeting yet.
    can_be_planned: bool,
    /// Each with when it is, and whether it can be recorded.
    meetings: Vec<(Meeting, String, bool)>,
}

/// So many meetings that are closed stand there.
const CLOSED: usize = 6;

/// Does an officer look, and something wait that is in no meeting yet?
async fn can_be_planned(
    (tx, app, actor): (&mut Reader, &App, &Actor),
    table: &TableId,
) -> Result<bool> {
    let is_officer = actor.is(Role::Officer);
    Ok(is_officer && !planning::waiting(tx, app, actor, table).await?.is_empty())
}

async fn at_table(
    (tx, app, actor, page): (&mut Reader, &App, &Actor, &Page),
    table: &TableId,
) -> Result<Option<Html>> {
    let mut all = store::all(tx, app, actor.tenant).await?;
    all.retain(|one| one.table == *table && one.is_read_by(actor));
    let mut closed = 0;
    all.retain(|one| {
        closed += usize::from(!one.is_open());
        one.is_open() || closed <= CLOSED
    });
    let is_officer = actor.is(Role::Officer);
    if all.is_empty() && !is_officer {
        return Ok(None);
    }
    let can_be_planned = can_be_planned((tx, app, actor), table).await?;
    let named = all.into_iter();
    let meetings = named.map(|one| {
        let when = when(&one, page.texts.lang);
        let has_begun = one.has_begun(app.clock.now());
        (one, when, has_begun)
    });
    let part = AtTable {
        page,
        table,
        is_officer,
        can_be_planned,
        meetings: meetings.collect(),
    };
    Html::of(&part).map(Some)
}

/// The meetings of a table, on its agenda.
pub const OF_TABLE: OfTable = OfTable {
    show: |reads, table| Box::pin(at_table(reads, table)),
    step: |(tx, app, actor, _), table| {
        Box::pin(async move {
            let can_be_planned = can_be_planned((tx, app, actor), table).await?;
            Ok(can_be_planned.then(|| ("meeting-plan", format!("/overleg/{table}/bijeenkomst"))))
        })
    },
};

/// What a meeting heard of one dossier.
struct Heard {
    dossier: DossierId,
    reference: String,
    title: String,
    table: String,
    at: Millis,
    basis: String,
    people: String,
}

#[derive(Template)]
#[template(path = "meetings/templates/shared.html")]
struct SharedThere<'a> {
    page: &'a Page,
    all: Vec<Heard>,
}

async fn shared(
    (tx, app, actor, page): (&mut Reader, &App, &Actor, &Page),
    when: (Millis, Millis),
) -> Result<Option<Html>> {
    let pack = app.tenants.get(actor.tenant)?.pack;
    let mut all = Vec::new();
    for meeting in store::between(tx, app, actor.tenant, when).await? {
        for (item, dossier) in store::items(tx, app, actor.tenant, meeting.id).await? {
            if !item.was_said() || item.brought.heard.is_empty() {
                continue;
            }
            all.push(Heard {
                dossier: dossier.id(),
                reference: dossier.reference().to_string(),
                title: dossier.report().title(),
                table: pack.table_name(&meeting.table),
                at: meeting.at,
                basis: page.text(&format!("meeting-basis-{}", item.brought.steps.basis.id())),
                people: item.brought.heard.join("; "),
            });
        }
    }
    if all.is_empty() {
        return Ok(None);
    }
    Html::of(&SharedThere { page, all }).map(Some)
}

/// Who heard what in a meeting, below the register of what was shared.
pub const SHARED: AlsoShared = AlsoShared {
    show: |reads, when| Box::pin(shared(reads, when)),
};
