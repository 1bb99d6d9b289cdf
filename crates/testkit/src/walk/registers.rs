//! Registers, as the officer imports them.

use crate::Browser;

/// Takes a file in; gives the number under which it waits for its columns to be named.
pub async fn upload_register(officer: &Browser, source: &str, name: &str, bytes: &[u8]) -> String {
    let fields = [("source", source), ("dated", "2026-11-01")];
    let to = officer
        .upload("/registers", &fields, &[(name, bytes)])
        .await
        .moved();
    to.trim_start_matches("/registers/kolommen/").to_owned()
}

/// Imports an extract with the meanings that its columns suggest; gives what the last page says.
pub async fn import_register(officer: &Browser, source: &str, bytes: &[u8], mode: &str) -> String {
    let upload = upload_register(officer, source, "uittreksel.csv", bytes).await;
    let to = ask_for_import(officer, &upload, mode).await;
    assert!(
        officer.get(&to).await.ok().headers.contains_key("refresh"),
        "it waits for a worker"
    );
    officer.background().await;
    let page = officer.get(&to).await.ok();
    assert!(!page.headers.contains_key("refresh"), "it ended");
    crate::visible(&page.text())
}

/// The first import that can be removed.
pub(super) async fn first_import(officer: &Browser) -> String {
    let list = officer.get("/registers").await.ok().text();
    let mut parts = list.split("/registers/");
    parts.find(|part| part.contains("/verwijderen")).unwrap()[..36].to_owned()
}

/// Names the columns as they suggest; gives where that leads.
pub async fn ask_for_import(officer: &Browser, upload: &str, mode: &str) -> String {
    let path = format!("/registers/kolommen/{upload}");
    let page = officer.get(&path).await.ok().text();
    let mut fields: Vec<(String, String)> = vec![("mode".into(), mode.into())];
    for part in page
        .split("<select")
        .skip(1)
        .filter(|part| part.contains("name=\"column-"))
    {
        let name = part
            .split("name=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let chosen = part
            .split("<option value=\"")
            .skip(1)
            .find(|option| option.split('>').next().unwrap().contains("selected"));
        fields.push((
            name.to_owned(),
            chosen
                .map_or("", |option| option.split('"').next().unwrap())
                .to_owned(),
        ));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    officer.post(&path, &fields).await.moved()
}
