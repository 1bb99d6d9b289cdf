//! The audit chain finds any changed, removed, swapped or appended record, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod kit;

use kit::World;
use platform::audit::{Verdict, verify};
use platform::db::Value;

async fn verdict(world: &World) -> Verdict {
    verify(
        &mut world.app.db.read().await.unwrap(),
        &world.app,
        world.montfoort,
    )
    .await
    .unwrap()
}

async fn tampered(world: World) {
    world.staff().await;
    let employee = world.sign_in("employee@a.example").await;
    for _ in 0..6 {
        world.report(&employee, &[("seen", "Iets.")]).await;
    }
    let Verdict::Whole { records, .. } = verdict(&world).await else {
        panic!("whole before")
    };
    assert!(records > 6);
    let tenant = || Value::from(world.montfoort);
    // What is done, and the record that must be named.
    let cases: [(&str, &'static str, Option<i64>); 6] = [
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
    for (what, sql, named) in cases {
        let mut tx = world.app.db.begin().await.unwrap();
        assert!(tx.exec(sql, vec![tenant()]).await.unwrap() > 0, "{what}");
        let broken = verify(&mut tx, &world.app, world.montfoort).await.unwrap();
        drop(tx); // rolled back: the next case starts from a whole chain
        let Verdict::Broken { seq, .. } = broken else {
            panic!("{what} was not found")
        };
        if let Some(named) = named {
            assert_eq!(seq, named, "{what}");
        }
    }
    // Swapped: two records change places.
    let mut tx = world.app.db.begin().await.unwrap();
    for sql in [
        "update audit_event set seq = 1003 where tenant = $1 and seq = 3",
        "update audit_event set seq = 3 where tenant = $1 and seq = 4",
        "update audit_event set seq = 4 where tenant = $1 and seq = 1003",
    ] {
        tx.exec(sql, vec![tenant()]).await.unwrap();
    }
    assert!(matches!(
        verify(&mut tx, &world.app, world.montfoort).await.unwrap(),
        Verdict::Broken { seq: 3, .. }
    ));
    drop(tx);
    // Appended: a copy of the last record under the next number, with the head moved along.
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec(
        "insert into audit_event select tenant, seq + 1, at, actor, role, action, dossier, detail, written, mac from audit_event
         where tenant = $1 and seq = (select max(seq) from audit_event where tenant = $1)",
        vec![tenant()],
    )
    .await
    .unwrap();
    tx.exec(
        "update audit_head set seq = seq + 1 where tenant = $1",
        vec![tenant()],
    )
    .await
    .unwrap();
    assert!(matches!(
        verify(&mut tx, &world.app, world.montfoort).await.unwrap(),
        Verdict::Broken { .. }
    ));
    drop(tx);
    // A whole chain of another municipality does not pass for this one.
    let mut tx = world.app.db.begin().await.unwrap();
    tx.exec("delete from audit_event where tenant = $1", vec![tenant()])
        .await
        .unwrap();
    tx.exec("delete from audit_head where tenant = $1", vec![tenant()])
        .await
        .unwrap();
    tx.exec("update audit_event set tenant = $1", vec![tenant()])
        .await
        .unwrap();
    tx.exec("update audit_head set tenant = $1", vec![tenant()])
        .await
        .unwrap();
    assert!(matches!(
        verify(&mut tx, &world.app, world.montfoort).await.unwrap(),
        Verdict::Broken { .. }
    ));
    drop(tx);
    assert!(
        matches!(verdict(&world).await, Verdict::Whole { .. }),
        "nothing of this lasted"
    );
}
on_both!(every_tampering_is_found, tampered);
