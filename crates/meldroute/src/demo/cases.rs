//! A case of three dossiers, with a plan and a decision.

use std::collections::BTreeSet;

use platform::clock::{self, DAY};
use platform::{Actor, App, Clock, DossierId, Millis, Result, Tenant};
use response::cases::{self, CaseId, EntryKind, Head, Kind, Planned, Wrote};
use response::meetings::Basis;
use route::dossiers::{self, Line};

use super::dossiers::refused;
use super::people::Staff;

pub async fn make(app: &App, clock: &Clock, staff: &Staff, today: Millis) -> Result<()> {
    let who = &staff.officer;
    clock.set(today);
    app.opened.put(who, staff.vault.clone(), today);
    let open = open_dossiers(app, who.tenant).await?;
    let [first, second, third, ..] = together(app, who.tenant, open).await?[..] else {
        return Ok(());
    };
    let head = Head {
        title: "Patroon van ronselen en vervoer".to_owned(),
        kind: Kind::Offenders,
        about: "Dezelfde werkwijze in meer signalen. Nagaan of er één groep achter zit.".to_owned(),
        lead: None,
        table: Some("ondermijning".into()),
        basis: Basis::PublicTask,
        purpose: "Nagaan of deze signalen samenhangen.".to_owned(),
    };
    let others = BTreeSet::new();
    let form = app.clock.id_without_time();
    let begun = cases::begin(app, who, first, (&head, form), &others).await;
    let case: CaseId = begun.map_err(refused)?;
    for id in [second, third] {
        let joined = cases::join(app, who, (case, id), &others).await;
        joined.map_err(refused)?;
    }
    plan(
        app,
        who,
        case,
        (first, "Zet de signalen op een rij", 5),
        today,
    )
    .await?;
    plan(
        app,
        who,
        case,
        (second, "Vraag na wat bekend is", 12),
        today,
    )
    .await?;
    let decided = Wrote {
        form: app.clock.id_without_time(),
        kind: EntryKind::Decision,
        about: None,
        text: "Eerst het beeld compleet maken, dan pas ingrijpen.",
    };
    let written = cases::write(app, who, case, &decided, &others).await;
    written.map_err(refused)
}

async fn plan(
    app: &App,
    who: &Actor,
    case: CaseId,
    (dossier, what, days): (DossierId, &str, i64),
    today: Millis,
) -> Result<()> {
    let day = clock::day(today + days * DAY);
    let planned = Planned {
        form: app.clock.id_without_time(),
        dossier: Some(dossier),
        what,
        owner: "",
        day: &day,
    };
    let planned = cases::plan(app, who, case, &planned, &BTreeSet::new()).await;
    planned.map_err(refused)
}

/// All that are open, in the order in which they came in.
pub(super) async fn open_dossiers(app: &App, tenant: Tenant) -> Result<Vec<DossierId>> {
    let (mut found, mut line) = (Vec::new(), Line::LEAST);
    let mut tx = app.db.read().await?;
    while let Some(some) = dossiers::after(&mut tx, app, tenant, &mut line, 200).await? {
        let open = some.iter().filter(|dossier| !dossier.is_closed());
        found.extend(open.map(dossiers::Dossier::id));
    }
    Ok(found)
}

/// Some that hang together first, and then the others.
pub(super) async fn together(
    app: &App,
    tenant: Tenant,
    open: Vec<DossierId>,
) -> Result<Vec<DossierId>> {
    for id in &open {
        let alike = enrichment::several::alike(app, tenant, *id).await?;
        let mut found: Vec<DossierId> = vec![*id];
        found.extend(open.iter().copied().filter(|one| alike.contains(one)));
        if found.len() > 1 {
            let rest = open.iter().copied().filter(|one| !found.contains(one));
            let rest: Vec<DossierId> = rest.collect();
            found.extend(rest);
            return Ok(found);
        }
    }
    Ok(open)
}
