//! Locations at risk, as an officer follows them.

use platform::DossierId;

use crate::{Answer, Browser};

/// Fields of a form, of which `more` replaces some.
fn changed<'a>(
    mut fields: Vec<(&'a str, &'a str)>,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend_from_slice(more);
    fields
}

/// Begins to watch a place, with the form at this address; `more` replaces fields.
pub async fn try_begin(
    officer: &Browser,
    path: &str,
    street: &str,
    more: &[(&str, &str)],
) -> Answer {
    let form = officer.get(path).await.ok().hidden("form");
    let fields = vec![
        ("form", form.as_str()),
        ("kind", "housing"),
        ("street", street),
        ("number", "14"),
        ("town", "Montfoort"),
        ("why", "area"),
    ];
    officer.post(path, &changed(fields, more)).await
}

/// The same, by hand; gives its page.
pub async fn begin(officer: &Browser, street: &str, more: &[(&str, &str)]) -> String {
    let begun = try_begin(officer, "/locaties/nieuw", street, more).await;
    at(&begun.moved())
}

/// Where a page is, without what was said there.
fn at(to: &str) -> String {
    to.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// Writes down that somebody looked; `more` replaces fields.
pub async fn look(officer: &Browser, location: &str, text: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("{location}/bekeken");
    let page = officer.get(location).await.ok();
    let (form, version) = (
        page.hidden_in(&path, "form"),
        page.hidden_in(&path, "version"),
    );
    let fields = vec![
        ("form", form.as_str()),
        ("version", version.as_str()),
        ("day", "2026-11-18"),
        ("by", "Toezicht"),
        ("text", text),
    ];
    officer.post(&path, &changed(fields, more)).await
}

/// Sends one of the other forms of its page: `plannen`, `einde`, `opnieuw`.
pub async fn send(officer: &Browser, location: &str, form: &str, field: (&str, &str)) -> Answer {
    let path = format!("{location}/{form}");
    let version = officer.get(location).await.ok();
    let version = version.hidden_in(&path, "version");
    officer.post(&path, &[("version", &version), field]).await
}

/// Says that a dossier belongs to the place at this address.
pub async fn link(officer: &Browser, id: DossierId, address: &str) -> Answer {
    let path = format!("/dossier/{id}/locatie");
    officer.post(&path, &[("where", address)]).await
}

/// Says that it does not any more.
pub async fn unlink(officer: &Browser, id: DossierId, location: &str) -> Answer {
    let path = format!("/dossier/{id}{location}/los");
    officer.post(&path, &[]).await
}

/// A place with this dossier, at which somebody looked; gives its number.
pub(crate) async fn watched(officer: &Browser, id: DossierId) -> String {
    let path = format!("/dossier/{id}/locatie/nieuw");
    let more = [
        ("postcode", "3417 AB"),
        ("first", "125062"),
        ("second", "450910"),
    ];
    let begun = try_begin(officer, &path, "Loodsweg", &more).await.moved();
    let location = at(&begun);
    look(officer, &location, "Alles is dicht.", &[])
        .await
        .moved();
    location.replace("/locatie/", "")
}

/// Another dossier at the same place, and a place by itself.
pub(crate) async fn also(officer: &Browser, id: DossierId) {
    link(officer, id, "Loodsweg 14, Montfoort").await.moved();
    begin(officer, "Ringweg", &[("postcode", "3417 AC")]).await;
}
