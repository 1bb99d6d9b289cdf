//! Making a link to one's own feed, and ending it.

use platform::audit::Event;
use platform::proof;
use platform::{Actor, App, Result, Role};

use super::store;
use crate::audited;

/// A link; an earlier one works no more. Its token can be told this once.
pub async fn renew(app: &App, who: &Actor) -> Result<String> {
    let token = vault::hex(&vault::random::<20>());
    let mut tx = app.db.begin().await?;
    let mut feed = store::of(&mut tx, app, who.tenant, who.user).await?;
    feed.token = Some(store::fingerprint(app, &token));
    proof::save(&mut tx, app, &mut feed).await?;
    let event = Event::by(who, Role::Officer, &audited::FEED_MADE);
    let event = event.with("person", who.user.to_string());
    tx.commit(app, event).await?;
    Ok(token)
}

/// From now on nobody reads it.
pub async fn end(app: &App, who: &Actor) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let mut feed = store::of(&mut tx, app, who.tenant, who.user).await?;
    if feed.token.take().is_none() {
        return Ok(());
    }
    proof::save(&mut tx, app, &mut feed).await?;
    let event = Event::by(who, Role::Officer, &audited::FEED_ENDED);
    let event = event.with("person", who.user.to_string());
    tx.commit(app, event).await
}
