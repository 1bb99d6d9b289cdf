//! The kit holds what a request records against what its route declares, in every story: here it finds one that
//! says nothing.

use axum::extract::State;
use platform::audit::Event;
use platform::web::Routes;
use platform::{App, Error, Result, Wing};
use testkit::{Browser, Kind, World};

/// A page that records more than it says.
const SILENT: Wing = Wing {
    name: "silent",
    routes: || Routes::new().get("/stil", silent).public(),
    ..Wing::EMPTY
};

async fn silent(State(app): State<App>) -> Result<&'static str> {
    let all = app.tenants.all();
    let place = all.first().ok_or(Error::NotFound)?;
    let event = Event::by_system(place.tenant, "program", &accounts::audited::PERSON_ENDED);
    app.db.begin().await?.commit(&app, event).await?;
    Ok("stil")
}

#[tokio::test]
#[should_panic(expected = "GET /stil recorded what it does not declare")]
async fn what_a_route_does_not_declare_ends_the_story() {
    let mut world = World::new(Kind::Sqlite).await;
    world.join(&SILENT).await;
    Browser::new(&world).get("/stil").await;
}
