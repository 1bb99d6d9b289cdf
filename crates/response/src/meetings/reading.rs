//! A meeting as it is read: by officers as it stands, by others in the words that their table reads.

use platform::db::Reader;
use platform::i18n::Texts;
use platform::{App, DossierId, Result, Tenant, clock};

use super::model::{Action, Item, Meeting, Owner};
use super::recording::as_read;
use super::store;

/// One item.
pub struct Line {
    pub item: Item,
    pub dossier: DossierId,
    pub reference: String,
    /// What the officers call it. Nobody else reads it.
    pub title: String,
    pub has_reporter: bool,
    pub text: String,
    pub said: String,
    pub actions: Vec<Agreed>,
}

/// Something that was agreed, in words.
pub struct Agreed {
    pub what: String,
    pub who: String,
    pub day: String,
}

impl Agreed {
    pub fn of(texts: &Texts, action: &Action) -> Self {
        let at = clock::start_of(&action.day).unwrap_or_default();
        Self {
            what: action.what.clone(),
            who: match &action.owner {
                Owner::Officer => texts.get("meeting-officer"),
                Owner::Other(name) => name.clone(),
            },
            day: clock::date(at, texts.lang),
        }
    }
}

/// Does the table of a meeting read no names? One that the policy no longer has reads none.
pub fn is_nameless(app: &App, tenant: Tenant, meeting: &Meeting) -> Result<bool> {
    let pack = app.tenants.get(tenant)?.pack;
    Ok(pack
        .table(&meeting.table)
        .is_none_or(|table| table.nameless))
}

/// What is brought, in the words that its readers may have: officers read what was written.
pub async fn lines(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    (meeting, texts): (&Meeting, &Texts),
    is_officer: bool,
) -> Result<Vec<Line>> {
    let nameless = !is_officer && is_nameless(app, tenant, meeting)?;
    let items = store::items(tx, app, tenant, meeting.id).await?.into_iter();
    let line = |(item, dossier): (Item, route::dossiers::Dossier)| {
        let words = |text: &str| as_read(&dossier, &item, nameless, text);
        let mut actions: Vec<Agreed> = Vec::new();
        for action in &item.brought.actions {
            let agreed = Agreed::of(texts, action);
            let what = words(&agreed.what);
            actions.push(Agreed { what, ..agreed });
        }
        Line {
            dossier: dossier.id(),
            reference: dossier.reference().to_string(),
            title: dossier.report().title(),
            has_reporter: dossier.has_reporter(),
            text: words(&item.brought.text),
            said: words(&item.brought.said),
            actions,
            item,
        }
    };
    Ok(items.map(line).collect())
}

/// When it is: the day, and the hour if that was said.
pub fn when(meeting: &Meeting, lang: &str) -> String {
    let day = format!(
        "{} {}",
        clock::weekday(meeting.at, lang),
        clock::date(meeting.at, lang)
    );
    match meeting.content.time.as_str() {
        "" => day,
        time => format!("{day}, {}", hour(time)),
    }
}

/// `14.30`, however it was typed: as all hours are read here.
fn hour(time: &str) -> String {
    format!("{:0>5}", time.replace(':', "."))
}
