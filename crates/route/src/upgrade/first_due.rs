//! The step `route-49-what-is-due-first`: until then the kind of a task said which one leads in a dossier, however late
//! another one was. From then on what is due first does, and the worklist stands in that order.

use platform::db::Tx;
use platform::proof::{self, Noted};
use platform::{App, DossierId, Millis, PersonId, Result, Tenant, guarded, params};
use uuid::Uuid;

use super::Signal;

/// Which come after all others, by how the kinds were called then: of which somebody else has the turn, and telling the reporter.
fn rank(kind: &str) -> u8 {
    match kind {
        "feedback" | "reporter-asked" => 1,
        "tell" => 2,
        _ => 0,
    }
}

struct Task {
    id: Uuid,
    tenant: Tenant,
    dossier: Option<DossierId>,
    kind: String,
    about: String,
    due_at: Millis,
    person: Option<PersonId>,
    done_at: Option<Millis>,
    done_how: Option<String>,
    version: i64,
}

guarded!(
    Task,
    "task",
    |row| Noted::InAudit(row.tenant),
    version,
    key[id],
    [
        tenant, dossier, kind, about, due_at, person, done_at, done_how, version
    ]
);

/// Says anew what leads in each dossier of a municipality in which several things are to be done. Where a task does not
/// stand as it was written, nothing is said anew: `meldroute check` names it.
pub async fn what_is_due_first_leads(tx: &mut Tx, app: &App, tenant: Tenant) -> Result<()> {
    let sql =
        "select dossier from task where tenant = $1 and done_at is null and dossier is not null
      group by dossier having count(*) > 1";
    for row in tx.rows(sql, params![tenant]).await? {
        let id: DossierId = row.get("dossier")?;
        let sql = "select {row} from task where dossier = $1 and tenant = $2 and done_at is null";
        let open = proof::all_or_fault::<Task>(tx, app, sql, params![id, tenant]).await;
        let leads = match open {
            Ok(open) => first(app, open),
            Err(error) if error.is_damage() => continue,
            Err(error) => return Err(error),
        };
        let Some((leads, due_at)) = leads else {
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
fn first(app: &App, open: Vec<Task>) -> Option<(String, Millis)> {
    let due_at = open.iter().map(|task| task.due_at).min()?;
    let place = |task: &Task| {
        let order = app.task_kinds.find(&task.kind).map(|kind| kind.order);
        (rank(&task.kind), task.due_at, order, task.about.clone())
    };
    let leads = open.into_iter().min_by_key(place)?;
    Some((leads.kind, due_at))
}
