//! The addresses that a dossier names, and which of them are watched already.

use std::collections::BTreeSet;

use platform::db::Reader;
use platform::{App, Result, Tenant};
use route::dossiers::Dossier;
use route::signals::{Field, SubjectKind};

use super::address::Address;
use super::store::{self, Location};

/// What a dossier names: of who and what is involved, and the place of the signal. Each once.
pub fn addresses_of(dossier: &Dossier, town: &str) -> Vec<Address> {
    let report = dossier.report();
    let subjects = report.subjects.iter().map(|subject| {
        let address = subject.get(Field::Address);
        if address.is_empty() && subject.kind == SubjectKind::Address {
            subject.get(Field::Name)
        } else {
            address
        }
    });
    let lines = subjects.chain([report.place.as_str()]);
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let address = Address::of_line(line, town);
        // "Achter de school" is no address to look up.
        let is_one = !address.number.is_empty() && address.is_known();
        if is_one && seen.insert(address.line().to_lowercase()) {
            found.push(address);
        }
    }
    found
}

/// Those, each with what is at it already.
pub async fn at_addresses(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    addresses: &[Address],
) -> Result<Vec<Option<Location>>> {
    let mut all = Vec::new();
    for address in addresses {
        let prints = address.prints(app, tenant)?;
        let same = store::same(tx, app, tenant, &prints).await?;
        all.push(same.into_iter().next());
    }
    Ok(all)
}

/// The location at an address on one line.
pub async fn at_line(
    tx: &mut Reader,
    app: &App,
    tenant: Tenant,
    line: &str,
) -> Result<Vec<Location>> {
    let pack = app.tenants.get(tenant)?.pack;
    let address = Address::of_line(line, &pack.municipality.name);
    if !address.is_known() {
        return Ok(Vec::new());
    }
    store::same(tx, app, tenant, &address.prints(app, tenant)?).await
}
