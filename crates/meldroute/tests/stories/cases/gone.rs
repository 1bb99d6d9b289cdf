//! A dossier that leaves a case, is destroyed or damaged, and the case that is left.

use testkit::case::{begin, join, leave, plan, write};
use testkit::meeting::id_after;
use testkit::walk::{assess, close_without_follow_up, destroy};
use testkit::{World, on_both, visible};

use super::{TITLE, is_clean, says, town};

/// A dossier is taken out with a reason, not while something is to be done, and not the last; it can be in several.
async fn out(world: World) {
    let town = town(world).await;
    let (officer, [first, second, third]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    let other = begin(officer, second, "Groep op het plein").await;
    join(officer, second, &case).await.moved();
    let path = format!("/dossier/{second}");
    says(&officer.words(&path).await, &[TITLE, "Groep op het plein"]);
    plan(officer, &case, second, "Bel de school", &[])
        .await
        .moved();
    let told = leave(officer, second, &case, "Iets anders.").await.ok();
    says(&visible(&told.text()), &["Rond die eerst af."]);
    assert!(told.text().contains("Iets anders."), "it stays typed");
    let deed = id_after(&officer.page(&path).await, "/actie/");
    let done = format!("{path}/actie/{deed}");
    officer.post(&done, &[]).await.moved();
    let told = leave(officer, second, &case, "").await.ok().text();
    says(&visible(&told), &["Schrijf op waarom."]);
    leave(officer, second, &case, "Een ander plein.")
        .await
        .moved();
    says(
        &officer.words(&path).await,
        &["niet meer in deze casus", "Een ander plein."],
    );
    let words = officer.words(&case).await;
    assert!(!words.contains(&town.references[1]), "{words}");
    let told = leave(officer, first, &case, "Ook niet.").await.ok().text();
    says(&visible(&told), &["ten minste één dossier"]);
    join(officer, second, &case).await.moved();
    says(&officer.words(&case).await, &[&town.references[1]]);
    // The other one is not touched by it.
    says(&officer.words(&other).await, &[&town.references[1]]);
    assert_eq!(
        leave(officer, third, &case, "Was er niet.").await.status,
        404
    );
    is_clean(&town.world).await;
}
on_both!(a_dossier_leaves_a_case_with_a_reason, out);

/// A dossier that is destroyed takes along all that was written about it; the last one takes the case.
async fn gone(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    write(officer, &case, "Mirela werkt er.", &first.to_string())
        .await
        .moved();
    for (at, id) in [first, second].into_iter().enumerate() {
        assess(officer, id).await;
        close_without_follow_up(officer, id).await;
        destroy(officer, id, &town.references[at]).await.moved();
        is_clean(&town.world).await;
        officer.background().await;
        if at == 0 {
            let words = officer.words(&format!("{case}/verloop")).await;
            assert!(!words.contains("Mirela werkt er."), "{words}");
            assert!(!words.contains(&town.references[0]), "{words}");
        }
    }
    assert_eq!(officer.get(&case).await.status, 404);
    response_sweeps(&town.world).await;
    let mut tx = town.world.app.db.read().await.unwrap();
    for sql in [
        "select id from case_file",
        "select id from case_part",
        "select id from case_entry",
    ] {
        let rows = tx.rows(sql, vec![]).await.unwrap();
        assert!(rows.is_empty(), "{sql}");
    }
    drop(tx);
    let auditor = town.world.sign_in("auditor@a.example").await;
    says(
        &auditor.words("/controle").await,
        &["casus zonder dossiers vernietigd"],
    );
    is_clean(&town.world).await;
}
on_both!(what_is_destroyed_is_in_no_case, gone);

/// As the hourly round does.
async fn response_sweeps(world: &World) {
    ::response::cases::sweep(&world.app).await.unwrap();
}

/// One damaged case keeps no other here.
async fn damaged(world: World) {
    let town = town(world).await;
    let officer = &town.officer;
    let first = begin(officer, town.ids[0], TITLE).await;
    begin(officer, town.ids[1], "Loods").await;
    let damaged = first
        .trim_start_matches("/casus/")
        .parse::<uuid::Uuid>()
        .unwrap();
    let mut tx = town.world.app.db.begin().await.unwrap();
    tx.exec("delete from case_part", vec![]).await.unwrap();
    let damage = "update case_file set sealed = proof where id = $1";
    tx.exec(damage, vec![damaged.into()]).await.unwrap();
    tx.commit_unaudited("a test").await.unwrap();
    response_sweeps(&town.world).await;
    let mut tx = town.world.app.db.read().await.unwrap();
    let rows = tx.rows("select id from case_file", vec![]).await.unwrap();
    let left: Vec<uuid::Uuid> = rows.iter().map(|row| row.get("id").unwrap()).collect();
    assert_eq!(left, [damaged]);
}
on_both!(one_damaged_case_keeps_no_other_here, damaged);

/// What was taken out shows nothing of the case to whoever may open no other of its dossiers.
async fn only_out(world: World) {
    let town = town(world).await;
    let (officer, [first, second, _]) = (&town.officer, town.ids);
    let case = begin(officer, first, TITLE).await;
    join(officer, second, &case).await.moved();
    leave(officer, second, &case, "Een ander plein.")
        .await
        .moved();
    assess(officer, first).await;
    close_without_follow_up(officer, first).await;
    destroy(officer, first, &town.references[0]).await.moved();
    assert_eq!(officer.get(&case).await.status, 404);
    let list = officer.words("/casussen").await;
    assert!(!list.contains(TITLE), "{list}");
}
on_both!(what_was_taken_out_shows_no_case, only_out);
