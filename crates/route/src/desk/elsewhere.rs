//! An officer of several municipalities reads everywhere how much is urgent in the others, and is told
//! when an address leads to a dossier of another one. Neither says anything of the dossier.

use platform::i18n::Texts;
use platform::web::Elsewhere;
use platform::wing::Running;
use platform::{Actor, App, DossierId, Role};

use super::turn::Turn;
use crate::dossiers::{self, Purpose};
use crate::signals;

pub const ELSEWHERE: Elsewhere = Elsewhere { waits, holds };

fn waits<'a>(app: &'a App, there: &'a Actor, texts: &'a Texts) -> Running<'a, Option<String>> {
    Box::pin(async move {
        if !there.is(Role::Officer) {
            return Ok(None);
        }
        let (mut tx, now, mut urgent) = (app.db.read().await?, app.clock.now(), 0);
        for stretch in Turn::Urgent.counted(now) {
            urgent += signals::count(&mut tx, there.tenant, now, stretch).await?;
        }
        let said = || texts.with("elsewhere-urgent", &[("count", urgent.to_string())]);
        Ok((urgent > 0).then(said))
    })
}

fn holds<'a>(app: &'a App, there: &'a Actor, path: &'a str) -> Running<'a, bool> {
    Box::pin(async move {
        let id = path.strip_prefix("/dossier/").unwrap_or("");
        let Ok(id) = id.split('/').next().unwrap_or("").parse::<DossierId>() else {
            return Ok(false);
        };
        if !there.is(Role::Officer) {
            return Ok(false);
        }
        let mut tx = app.db.read().await?;
        Ok(dossiers::open(&mut tx, app, there, id, Purpose::Read)
            .await
            .is_ok())
    })
}
