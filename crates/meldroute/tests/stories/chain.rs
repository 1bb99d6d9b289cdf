//! The audit chain finds any changed, removed, swapped or appended record, on both databases.

use platform::audit::{Verdict, verify};
use platform::db::Value;
use testkit::{World, on_both};

async fn verdict(world: &World) -> Verdict {
    verify(
        &mut world.app.db.read().await.unwrap(),
        &world.app,
        world.montfoort,
    )
    .await
    .unwrap()
}

/// A municipality with some records, whole.
async fn with_records(world: &World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    for _ in 0..6 {
        world.report(&employee, &[("seen", "Iets.")]).await;
    }
    let Verdict::Whole { records, .. } = verdict(world).await else {
        panic!("whole before")
    };
    assert!(records > 6);
}

/// What is done, how, and the record that must be named.
const CASES: [(&str, &str, Option<i64>); 6] = [
    (
        "changed",
        "update audit_event set action = 'dossier.read' where tenant = $1 and seq = 3",
        Some(3),
    ),
    (
        "moved in time",
        "update audit_event set at = at + 1 where tenant = $1 and seq = 4",
        Some(4),
    ),
    (
        "another actor",
        "update audit_event set role = 'officer' where tenant = $1 and seq = 5",
        Some(5),
    ),
    (
        "removed",
        "delete from audit_event where tenant = $1 and seq = 6",
        Some(6),
    ),
    (
        "cut off",
        "delete from audit_event where tenant = $1 and seq > 7",
        Some(8),
    ),
    (
        "head put back",
        "update audit_head set seq = 2 where tenant = $1",
        None,
    ),
];

/// Swapped: two records change places.
const SWAPPED: [&str; 3] = [
    "update audit_event set seq = 1003 where tenant = $1 and seq = 3",
    "update audit_event set seq = 3 where tenant = $1 and seq = 4",
    "update audit_event set seq = 4 where tenant = $1 and seq = 1003",
];

/// Appended: a copy of the last record under the next number, with the head moved along.
const APPENDED: [&str; 2] = [
    "insert into audit_event select tenant, seq + 1, at, actor, role, action, dossier, detail, written, mac from audit_event
     where tenant = $1 and seq = (select max(seq) from audit_event where tenant = $1)",
    "update audit_head set seq = seq + 1 where tenant = $1",
];

/// A whole chain of another municipality in this one's place.
const ANOTHER: [&str; 4] = [
    "delete from audit_event where tenant = $1",
    "delete from audit_head where tenant = $1",
    "update audit_event set tenant = $1",
    "update audit_head set tenant = $1",
];

/// What is found after these acts, which are rolled back: the next case starts from a whole chain.
async fn after(world: &World, acts: &[&'static str]) -> Verdict {
    let mut tx = world.app.db.begin().await.unwrap();
    for sql in acts {
        let tenant = Value::from(world.montfoort);
        assert!(tx.exec(sql, vec![tenant]).await.unwrap() > 0, "{sql}");
    }
    verify(&mut tx, &world.app, world.montfoort).await.unwrap()
}

async fn tampered(world: World) {
    with_records(&world).await;
    for (what, sql, named) in CASES {
        let Verdict::Broken { seq, .. } = after(&world, &[sql]).await else {
            panic!("{what} was not found")
        };
        if let Some(named) = named {
            assert_eq!(seq, named, "{what}");
        }
    }
    assert!(matches!(
        after(&world, &SWAPPED).await,
        Verdict::Broken { seq: 3, .. }
    ));
    for acts in [&APPENDED[..], &ANOTHER] {
        assert!(matches!(after(&world, acts).await, Verdict::Broken { .. }));
    }
    assert!(
        matches!(verdict(&world).await, Verdict::Whole { .. }),
        "nothing of this lasted"
    );
}
on_both!(every_tampering_is_found, tampered);
