//! What a new officer or administrator does first here: ring the partners, and see that mail goes out.

use platform::db::Reader;
use platform::web::{FirstStep, Stands};
use platform::{Actor, App, Result, Role, jobs};

/// The kind of work that mail is.
const MAIL: &str = "mail";

fn rung(app: &App, actor: &Actor) -> Result<Stands> {
    let municipality = app.tenants.get(actor.tenant)?;
    let partners = &municipality.pack.partners;
    let sure = partners.len() - municipality.to_ring(app.clock.now()).len();
    Ok(Stands::of(sure, partners.len()))
}

const fn partners(role: Role) -> FirstStep {
    FirstStep {
        role,
        place: 30,
        label: "first-partners",
        path: "/beleid",
        stands: |_, app, actor| Box::pin(async move { rung(app, actor) }),
    }
}

pub const PARTNERS: FirstStep = partners(Role::Officer);
pub const PARTNERS_TOO: FirstStep = partners(Role::Admin);

async fn goes_out(tx: &mut Reader, app: &App, actor: &Actor) -> Result<bool> {
    if app.mailer.url.is_none() {
        return Ok(false);
    }
    let work = jobs::overview(tx, app, actor.tenant).await?;
    let fails = |lane: &jobs::Lane| lane.kind == MAIL && lane.failing.is_some();
    let failed = work.given_up.iter().any(|one| one.kind == MAIL);
    Ok(!failed && !work.lanes.iter().any(fails))
}

/// A mail server is set up, and nothing of it failed.
pub const MAIL_GOES_OUT: FirstStep = FirstStep {
    role: Role::Admin,
    place: 40,
    label: "first-mail",
    path: "/achtergrond",
    stands: |tx, app, actor| {
        Box::pin(async move { Ok(Stands::when(goes_out(tx, app, actor).await?)) })
    },
};
