//! Cases: several dossiers together, as an officer makes one.

use platform::DossierId;

use crate::meeting::id_after;
use crate::{Answer, Browser};

/// A case that a dossier is in, by its numbers.
pub struct Held {
    /// The case.
    pub case: String,
    /// Something that is to be done in it.
    pub deed: String,
}

/// Begins a case with a dossier, as its form proposes it; `more` replaces fields. The answer leads to it.
pub async fn try_begin(
    officer: &Browser,
    id: DossierId,
    title: &str,
    more: &[(&str, &str)],
) -> Answer {
    let path = format!("/dossier/{id}/casus/nieuw");
    let form = officer.get(&path).await.ok().hidden("form");
    let mut fields = vec![
        ("form", form.as_str()),
        ("title", title),
        ("kind", "address"),
        ("table", crate::meeting::TABLE),
        ("purpose", "Nagaan of dit samenhangt."),
        ("basis", "public_task"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    officer.post(&path, &fields).await
}

/// The same; gives its page.
pub async fn begin(officer: &Browser, id: DossierId, title: &str) -> String {
    let to = try_begin(officer, id, title, &[]).await.moved();
    to.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Adds a dossier to a case.
pub async fn join(officer: &Browser, id: DossierId, case: &str) -> Answer {
    let case = case.trim_start_matches("/casus/");
    let path = format!("/dossier/{id}/casus");
    officer.post(&path, &[("case", case)]).await
}

/// Takes a dossier out of a case.
pub async fn leave(officer: &Browser, id: DossierId, case: &str, reason: &str) -> Answer {
    let case = case.trim_start_matches("/casus/");
    let path = format!("/dossier/{id}/casus/{case}/uit");
    officer.post(&path, &[("reason", reason)]).await
}

/// Puts something in the plan of a case, for a dossier; `more` replaces fields.
pub async fn plan(
    officer: &Browser,
    case: &str,
    id: DossierId,
    what: &str,
    more: &[(&str, &str)],
) -> Answer {
    let page = officer.get(case).await.ok();
    let action = format!("{case}/actie");
    let (form, id) = (page.hidden_in(&action, "form"), id.to_string());
    let mut fields = vec![
        ("form", form.as_str()),
        ("what", what),
        ("dossier", id.as_str()),
        ("owner", ""),
        ("day", "2027-01-15"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    officer.post(&action, &fields).await
}

/// Writes something down in a case.
pub async fn write(officer: &Browser, case: &str, text: &str, about: &str) -> Answer {
    let page = officer.get(case).await.ok();
    let path = format!("{case}/notitie");
    let form = page.hidden_in(&path, "form");
    let fields = [
        ("form", form.as_str()),
        ("text", text),
        ("kind", "decision"),
        ("about", about),
    ];
    officer.post(&path, &fields).await
}

/// Which dossiers a page of a case asks about, by their places: fields that it sends along.
pub fn placed(page: &Answer) -> Vec<(String, String)> {
    let count = page.text().matches("name=\"dossier-").count();
    let names = (1..=count).map(|at| format!("dossier-{at}"));
    names
        .map(|name| (name.clone(), page.hidden(&name)))
        .collect()
}

/// Puts dossiers of a case on the agenda of its table.
pub async fn table(officer: &Browser, case: &str, said: &[(&str, &str)]) -> Answer {
    let path = format!("{case}/agenda");
    let placed = placed(&officer.get(&path).await.ok());
    let placed = placed.iter().map(|(name, id)| (name.as_str(), id.as_str()));
    let fields: Vec<(&str, &str)> = placed.chain(said.iter().copied()).collect();
    officer.post(&path, &fields).await
}

/// Closes a case: the same came of each of its dossiers; `more` is sent too.
pub async fn close(officer: &Browser, case: &str, outcome: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("{case}/sluiten");
    let page = officer.get(&path).await.ok();
    let version = page.hidden("version");
    let placed = placed(&page);
    let outcomes = 1..=placed.len();
    let names: Vec<String> = outcomes.map(|at| format!("outcome-{at}")).collect();
    let mut fields = vec![("version", version.as_str())];
    fields.extend(placed.iter().map(|(name, id)| (name.as_str(), id.as_str())));
    fields.extend(names.iter().map(|name| (name.as_str(), outcome)));
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    officer.post(&path, &fields).await
}

/// An open case with this dossier, of which something is to be done, and in which something was written down.
pub(crate) async fn held(officer: &Browser, id: DossierId) -> Held {
    let case = begin(officer, id, "Busje bij de kwekerij").await;
    plan(officer, &case, id, "Rijd er langs", &[]).await.moved();
    write(officer, &case, "Eerst kijken.", "").await.moved();
    write(officer, &case, "Dit dossier eerst.", &id.to_string())
        .await
        .moved();
    let dossier = officer.page(&format!("/dossier/{id}")).await;
    Held {
        deed: id_after(&dossier, "/actie/"),
        case: case.replace("/casus/", ""),
    }
}

/// Another dossier in the same case, and in one of its own.
pub(crate) async fn also(officer: &Browser, id: DossierId, held: &Held) {
    join(officer, id, &held.case).await.moved();
    begin(officer, id, "Kas langs de rondweg").await;
}
