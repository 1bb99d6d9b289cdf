//! The step `route-49-what-is-due-first`: until then the kind of a task said which one leads in a dossier, however late
//! another one was. From then on what is due first does, and the worklist stands in that order.

use platform::db::Tx;
use platform::proof;
use platform::{App, DossierId, Millis, Result, Tenant, params};

use super::Signal;

/// Kinds of which somebody else has the turn, as they were called then.
const ASKED: [&str; 2] = ["feedback", "reporter-asked"];

/// Says anew what leads in each dossier of a municipality in which several things are to be done.
pub async fn what_is_due_first_leads(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let sql =
        "select dossier from task where tenant = $1 and done_at is null and dossier is not null
      group by dossier having count(*) > 1";
    for row in tx.rows(sql, params![tenant]).await? {
        let id: DossierId = row.get("dossier")?;
        let Some((leads, due_at)) = first(tx, app, tenant, id).await? else {
            continue;
        };
        let sql = "select {row} from signal where id = $1 and tenant = $2 and state <> 'closed'";
        let found = proof::those_that_stand::<Signal>(tx, app, sql, params![id, tenant]).await?;
        for mut signal in found {
            if (&signal.next_step, signal.due_at) != (&leads, due_at) {
                (signal.next_step, signal.due_at) = (leads.clone(), due_at);
                proof::save(tx, app, &mut signal).await?;
            }
        }
    }
    Ok(())
}

/// What leads in a dossier, and when the first of what is open is due.
async fn first(
    tx: &mut Tx,
    app: &App,
    tenant: Tenant,
    id: DossierId,
) -> Result<Option<(String, Millis)>> {
    let sql = "select kind, about, due_at from task where dossier = $1 and tenant = $2 and done_at is null";
    let mut open = Vec::new();
    for row in tx.rows(sql, params![id, tenant]).await? {
        let (kind, about): (String, String) = (row.get("kind")?, row.get("about")?);
        let (asked, due_at): (bool, Millis) = (ASKED.contains(&kind.as_str()), row.get("due_at")?);
        let order = app.task_kinds.find(&kind).map(|kind| kind.order);
        open.push((asked, due_at, order, about, kind));
    }
    let due_at = open.iter().map(|task| task.1).min();
    let leads = open.into_iter().min().map(|task| task.4);
    Ok(leads.zip(due_at))
}
