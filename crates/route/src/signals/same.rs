//! The same person or place in another dossier: exact matches only, on keyed fingerprints. The
//! linkage engine takes this place later; callers need only [`same_elsewhere`].

use platform::db::Tx;
use platform::{App, Result, Tenant, params};
use uuid::Uuid;
use vault::Key;

use super::model::{Field, Reference, Report};
use super::store::Dossier;

fn normal(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches("0031").trim_start_matches("31").trim_start_matches('0').to_owned()
}

/// What makes two subjects exactly the same: address, phone, plate, or name with birth date.
#[must_use]
pub fn sameness(report: &Report) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut add = |kind, value: String| {
        if value.chars().count() >= 5 {
            found.push((kind, value));
        }
    };
    add("address", normal(&report.place));
    for subject in &report.subjects {
        add("address", normal(subject.get(Field::Address)));
        add("phone", digits(subject.get(Field::Phone)));
        add("plate", normal(subject.get(Field::Plate)));
        let (name, birth) = (normal(subject.get(Field::Name)), digits(subject.get(Field::Birth)));
        if !name.is_empty() && birth.len() >= 6 {
            add("person", name + &birth);
        }
    }
    found.sort();
    found.dedup();
    found
}

fn prints(app: &App, tenant: Tenant, report: &Report) -> Result<Vec<[u8; 32]>> {
    let key: Key = app.keys.tenant(tenant)?.derive("sameness");
    Ok(sameness(report)
        .iter()
        .map(|(kind, value)| key.fingerprint(&[kind.as_bytes(), value.as_bytes()]))
        .collect())
}

pub(super) async fn forget(tx: &mut Tx, tenant: Tenant, id: Uuid) -> Result<()> {
    tx.exec("delete from sameness where signal = $1 and tenant = $2", params![id, tenant]).await?;
    Ok(())
}

pub(super) async fn remember(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    id: Uuid,
    report: &Report,
) -> Result<()> {
    for print in prints(app, tenant, report)? {
        tx.exec(
            "insert into sameness (tenant, print, signal) values ($1, $2, $3) on conflict do nothing",
            params![tenant, print, id],
        )
        .await?;
    }
    Ok(())
}

/// Other dossiers in which the same address, phone, plate or person occurs.
pub async fn same_elsewhere(tx: &mut Tx, app: &App, dossier: &Dossier) -> Result<Vec<(Uuid, Reference)>> {
    let mut found: Vec<(Uuid, Reference)> = Vec::new();
    for print in prints(app, dossier.tenant, &dossier.report)? {
        let rows = tx
            .rows(
                "select s.id, s.reference from sameness p join signal s on s.id = p.signal
                 where p.tenant = $1 and p.print = $2 and p.signal <> $3 limit 20",
                params![dossier.tenant, print, dossier.id],
            )
            .await?;
        for row in rows {
            let id = row.get("id")?;
            if let Some(reference) = Reference::parse(&row.get::<String>("reference")?)
                && !found.iter().any(|(known, _)| *known == id)
            {
                found.push((id, reference));
            }
        }
    }
    Ok(found)
}
