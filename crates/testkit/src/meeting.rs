//! Meetings of a table: planned, recorded, and what they leave behind.

use platform::DossierId;

use crate::{Browser, World};

/// The table that the usual cast meets at.
pub const TABLE: &str = "ondermijning";

/// The day on which a world begins.
pub const TODAY: &str = "2026-11-18";

/// What a dossier left at meetings, by its numbers.
pub struct Met {
    /// One that was held.
    pub held: String,
    /// What it said something of.
    pub said: String,
    /// One that is to come.
    pub meeting: String,
    /// Something that is brought to it.
    pub item: String,
    /// Somebody who comes to it without an account.
    pub attendee: String,
    /// What was agreed in one that was held.
    pub action: String,
}

/// What stands behind a marker: an id.
#[must_use]
pub fn id_after(page: &str, marker: &str) -> String {
    let after = page.split(marker).nth(1);
    after.unwrap_or_else(|| panic!("{marker} in {page}"))[..36].to_owned()
}

/// Puts something on the agenda of a table.
pub async fn put_on_agenda(officer: &Browser, id: DossierId, table: &str, text: &str) {
    let path = format!("/dossier/{id}/overleg");
    let item = [("table", table), ("text", text), ("action", "agenda")];
    officer.post(&path, &item).await.moved();
}

/// The values that are ticked on a page under a name.
#[must_use]
pub fn ticked(page: &str, name: &str) -> Vec<String> {
    let boxes = page.split("<input").skip(1);
    let boxes = boxes.map(|one| one.split('>').next().unwrap_or(""));
    let of = format!("name=\"{name}\"");
    let own = boxes.filter(|one| one.contains(&of) && one.contains(" checked"));
    let value = |one: &str| {
        one.split("value=\"")
            .nth(1)?
            .split('"')
            .next()
            .map(str::to_owned)
    };
    own.filter_map(value).collect()
}

/// All values on a page under a name, ticked or not.
#[must_use]
pub fn boxes(page: &str, name: &str) -> Vec<String> {
    let boxes = page.split("<input").skip(1);
    let boxes = boxes.map(|one| one.split('>').next().unwrap_or(""));
    let own = boxes.filter(|one| one.contains(&format!("name=\"{name}\"")));
    let value = |one: &str| {
        let after = one.split("value=\"").nth(1)?;
        after.split('"').next().map(str::to_owned)
    };
    own.filter_map(value).collect()
}

/// The steps that are taken before something is shared.
pub const STEPS: [(&str, &str); 4] = [
    ("task", "order"),
    ("asked", "hit_first"),
    ("sources", "brp"),
    ("basis", "public_task"),
];

/// Plans a meeting of all that waits at a table, with everybody who has a seat and one guest; gives its page.
pub async fn plan(officer: &Browser, table: &str, more: &[(&str, &str)]) -> String {
    let path = format!("/overleg/{table}/bijeenkomst");
    let page = officer.page(&path).await;
    let form = officer.get(&path).await.ok().hidden("form");
    let (items, people) = (ticked(&page, "items"), ticked(&page, "people"));
    let mut fields = vec![("form", form.as_str()), ("day", TODAY), ("time", "14:30")];
    fields.extend(STEPS);
    fields.extend(items.iter().map(|id| ("items", id.as_str())));
    fields.extend(people.iter().map(|id| ("people", id.as_str())));
    fields.extend([
        ("0-other-name", "Gijs Gast"),
        ("0-other-role", "wijkagent"),
        ("0-other-mailbox", "gijs@politie.example"),
    ]);
    fields.extend(more);
    let to = officer.post(&path, &fields).await.moved();
    to.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Records what a meeting said of its first item, with what was agreed; everybody came.
pub async fn record(officer: &Browser, meeting: &str, said: &[(&str, &str)]) -> crate::Answer {
    let path = format!("{meeting}/verslag");
    let page = officer.get(&path).await.ok();
    let form = page.hidden("form");
    let came = boxes(&page.text(), "came");
    let mut fields = vec![("form", form.as_str()), ("execute", "public_task")];
    fields.extend(came.iter().map(|id| ("came", id.as_str())));
    fields.extend(said);
    officer.post(&path, &fields).await
}

impl World {
    /// A meeting that was held about this dossier, and one that is to come.
    pub(crate) async fn met(&self, officer: &Browser, id: DossierId) -> Met {
        put_on_agenda(officer, id, TABLE, "Een busje dat vaak terugkomt.").await;
        let held = plan(officer, TABLE, &[]).await;
        let said = [
            ("text-1", "De wijkagent let erop."),
            ("what-1-0", "Kijk wie er woont"),
            ("day-1-0", "2027-01-15"),
        ];
        record(officer, &held, &said).await.moved();
        // What is put on the agenda afterwards was not discussed.
        self.clock.set(self.clock.now() + 1000);
        put_on_agenda(officer, id, TABLE, "Het busje is er weer.").await;
        let meeting = plan(officer, TABLE, &[]).await;
        let page = officer.page(&meeting).await;
        let attendee = id_after(&page, "/gast/");
        let send = [("action", "send")];
        let path = format!("{meeting}/gast/{attendee}");
        officer.post(&path, &send).await.moved();
        let dossier = officer.page(&format!("/dossier/{id}")).await;
        let minutes = officer.page(&held).await;
        Met {
            said: id_after(&minutes, "/verbeteren/"),
            held: held.replace("/bijeenkomst/", ""),
            item: id_after(&page, "/punt/"),
            action: id_after(&dossier, "/afspraak/"),
            meeting: meeting.replace("/bijeenkomst/", ""),
            attendee,
        }
    }
}
