//! A part under another law comes to its end, or is damaged.

use platform::DossierId;
use platform::clock::DAY;
use testkit::partner::{OF_POLICE, ONLY_THERE, UNDER_WPG};
use testkit::{Browser, World, on_both, visible};

use super::{OFFICER, taken};

async fn swept(world: &World) {
    route::partners::sweep(&world.app).await.unwrap();
}

/// A signal with a part that ends in two months.
async fn ends_in_two_months(world: &World) -> (Browser, DossierId) {
    let (officer, _) = taken(world).await;
    let soon = [
        ("reference", ""),
        ("part-1-ends", "2027-01-20"),
        ("feedback-by", ""),
    ];
    let id = officer.takes_in(&OF_POLICE, &soon).await;
    (officer, id)
}

/// Asked some weeks before, put off with a reason, and gone on the day.
async fn comes_to_its_end(world: World) {
    let (officer, id) = ends_in_two_months(&world).await;
    let path = format!("/dossier/{id}");
    let now = world.clock.now();
    swept(&world).await;
    assert!(!officer.words(&path).await.contains("Laat het aflopen"));
    world.clock.set(now + 45 * DAY);
    swept(&world).await;
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let page = officer.page(&path).await;
    assert!(page.contains("Laat het aflopen"), "{}", visible(&page));
    let part = page.split("/einddatum/").nth(1).unwrap()[..36].to_owned();
    let to = format!("{path}/einddatum/{part}");
    let longer = [("action", "longer"), ("until", "2027-03-01"), ("why", "")];
    let told = officer.post(&to, &longer).await.ok();
    assert!(visible(&told.text()).contains("waarom het langer nodig is"));
    let early = [
        longer[0],
        ("until", "2027-01-01"),
        ("why", "Het loopt nog."),
    ];
    let told = officer.post(&to, &early).await.ok();
    assert!(visible(&told.text()).contains("latere dag"));
    let longer = [longer[0], longer[1], early[2]];
    officer.post(&to, &longer).await.moved();
    let shown = officer.words(&path).await;
    assert!(shown.contains("tot en met 1 maart 2027") && shown.contains("Het loopt nog."));
    assert!(!shown.contains("Laat het aflopen"), "{shown}");
    world.clock.set(now + 90 * DAY);
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    officer.post(&to, &[("action", "end")]).await.moved();
    swept(&world).await;
    assert!(
        !officer.words(&path).await.contains("Laat het aflopen"),
        "it was answered"
    );
    assert!(officer.words(&path).await.contains(UNDER_WPG));
    world.clock.set(now + 110 * DAY);
    swept(&world).await;
    let officer = world.sign_in(OFFICER).await;
    let shown = officer.words(&path).await;
    assert!(
        shown.contains("Een deel is op de einddatum verwijderd (Wpg"),
        "{shown}"
    );
    assert!(
        !shown.contains("kanariegele") && !shown.contains(ONLY_THERE),
        "{shown}"
    );
    let gone = officer.post(&to, &longer).await;
    assert_eq!(gone.status, 404);
    for finding in meldroute::checks::check(&world.app).await.unwrap() {
        assert!(finding.good, "{}: {}", finding.what, finding.detail);
    }
}
on_both!(
    what_is_under_another_law_goes_on_its_end_date,
    comes_to_its_end
);

/// A part that somebody damaged in the database: the dossier opens without it and says so, and `check` names it.
async fn damaged(world: World) {
    let (officer, id) = taken(&world).await;
    let mut tx = world.app.db.begin().await.unwrap();
    let ruin = "update marked set sealed = $1 where signal = $2";
    let values = vec![vec![0_u8; 80].into(), id.into()];
    tx.exec(ruin, values).await.unwrap();
    tx.commit_unaudited("somebody with the database")
        .await
        .unwrap();
    let shown = officer.words(&format!("/dossier/{id}")).await;
    assert!(shown.contains("is beschadigd"), "{shown}");
    assert!(shown.contains("AVIM") && !shown.contains(UNDER_WPG));
    swept(&world).await;
    let found = meldroute::checks::check(&world.app).await.unwrap();
    let bad = found.iter().filter(|one| !one.good);
    let named: Vec<&str> = bad.map(|one| one.detail.as_str()).collect();
    let named = named.join("; ");
    assert!(
        named.contains(&id.to_string()) && named.contains("marked"),
        "{named}"
    );
}
on_both!(a_damaged_part_leaves_the_rest_of_its_dossier, damaged);
