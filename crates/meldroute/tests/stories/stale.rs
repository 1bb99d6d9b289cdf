//! Contact lists go stale: the administrator is asked to confirm them each year.

use platform::clock::DAY;
use testkit::{Kind, World, visible};

#[tokio::test]
async fn partners_are_confirmed_each_year() {
    let world = World::new(Kind::Sqlite).await;
    world.staff().await;
    let admin = world.sign_in("admin@a.example").await;
    assert!(!visible(&admin.get("/beleid").await.ok().text()).contains("niet op tijd bevestigd"));
    world.clock.set(world.clock.now() + 400 * DAY);
    let admin = world.sign_in("admin@a.example").await;
    assert!(visible(&admin.get("/beleid").await.ok().text()).contains("niet op tijd bevestigd"));
    admin.post("/beleid", &[]).await.moved();
    assert!(!visible(&admin.get("/beleid").await.ok().text()).contains("niet op tijd bevestigd"));
}
