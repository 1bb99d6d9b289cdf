//! A task that nobody asked for, or that is missing, of whatever kind: `meldroute check` names its dossier.

use meldroute::wiring::WINGS;
use platform::audit::Event;
use platform::clock::DAY;
use platform::tasks::{How, Kind, Task};
use platform::{DossierId, Millis};
use route::audited::DOSSIER_CONSULTED;
use route::dossiers::{self, Open, Purpose};
use testkit::{World, on_both};

/// The program itself changes the tasks of a dossier, as a faulty act would.
async fn change(world: &World, id: DossierId, change: impl Fn(&mut Open)) {
    let (app, tenant) = (&world.app, world.montfoort);
    let mut tx = app.db.begin().await.unwrap();
    let opening = dossiers::open_for_job(&mut tx, app, tenant, id, Purpose::Read);
    let mut open = opening.await.unwrap();
    change(&mut open);
    let event = Event::by_system(tenant, "test", &DOSSIER_CONSULTED);
    open.commit(tx, app, event).await.unwrap();
}

async fn broken(world: &World) -> Vec<String> {
    let mut tx = world.app.db.read().await.unwrap();
    let checked = route::checking::open_all(&mut tx, &world.app, world.montfoort);
    checked.await.unwrap().1
}

/// Everything that is to be done: in which dossier, of which kind, about what, and by when.
async fn open_tasks(world: &World) -> Vec<(DossierId, &'static Kind, String, Millis)> {
    let mut tx = world.app.db.read().await.unwrap();
    let all = "select distinct dossier from task where done_at is null and tenant = $1";
    let values = vec![world.montfoort.0.into()];
    let mut found = Vec::new();
    for row in tx.rows(all, values).await.unwrap() {
        let id: DossierId = row.get("dossier").unwrap();
        let tasks = platform::tasks::of_dossier(&mut tx, &world.app, world.montfoort, id);
        let tasks = tasks.await.unwrap();
        let each = |task: &Task| (id, task.kind, task.about.clone(), task.due_at);
        found.extend(tasks.all_open().map(each));
    }
    found
}

async fn unasked(world: World) {
    let id = world.live_in().await.id;
    assert!(broken(&world).await.is_empty());
    let kinds = WINGS.0.iter().flat_map(|wing| wing.tasks);
    // Telling the reporter every commit opens and ends by itself.
    for kind in kinds.filter(|kind| kind.id != "tell") {
        let (about, due) = ("nothing of this dossier", world.clock.now() + DAY);
        change(&world, id, |open| open.tasks_mut().open(kind, about, due)).await;
        let found = broken(&world).await.join("; ");
        assert!(found.contains(&id.to_string()), "{}: {found}", kind.id);
        change(&world, id, |open| {
            open.tasks_mut().end(kind, about, How::Withdrawn);
        })
        .await;
        assert!(broken(&world).await.is_empty(), "{}", kind.id);
    }
}
on_both!(a_task_that_nobody_asked_for_is_found, unasked);

/// Of a colleague who was asked, and of an end date that was let pass, the task alone says so; telling the reporter comes
/// back by itself.
const ALONE: [&str; 3] = ["passed_on", "marked-ends", "tell"];

async fn missing(world: World) {
    world.live_in().await;
    let open = open_tasks(&world).await;
    let open = open
        .into_iter()
        .filter(|(_, kind, ..)| !ALONE.contains(&kind.id));
    let mut kinds = Vec::new();
    for (id, kind, about, due) in open {
        kinds.push(kind.id);
        change(&world, id, |open| {
            open.tasks_mut().end(kind, &about, How::Done);
        })
        .await;
        let found = broken(&world).await.join("; ");
        assert!(found.contains(&id.to_string()), "{}: {found}", kind.id);
        change(&world, id, |open| open.tasks_mut().open(kind, &about, due)).await;
        assert!(broken(&world).await.is_empty(), "{}", kind.id);
    }
    for wanted in ["refer", "feedback", "partner-said", "case-do", "added"] {
        assert!(kinds.contains(&wanted), "{wanted}: {kinds:?}");
    }
}
on_both!(a_task_that_is_missing_is_found, missing);
