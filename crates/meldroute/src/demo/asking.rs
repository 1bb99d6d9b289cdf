//! A partner that got a handover through this program, and asks something.

use platform::clock::DAY;
use platform::{Actor, App, Clock, Error, Result, guests};
use response::codes::Codes;
use response::portal::{self, Say, Visitor, What};
use route::dossiers::Open;
use route::signals::FEEDBACK;

use super::dossiers::refused;

/// The first partner whose answer this dossier waits for opens its link, a day later, and asks.
pub async fn ask(app: &App, clock: &Clock, who: &Actor, open: &Open) -> Result<()> {
    let Some(task) = open.tasks().open_of(&FEEDBACK).next() else {
        return Ok(());
    };
    let referral: route::referrals::ReferralId = task.about.parse().map_err(|_| Error::NotFound)?;
    let codes = app.memory.of::<Codes>();
    let code = codes
        .of(who, referral, clock.now())
        .ok_or(Error::NotFound)?;
    let guest = guests::play(app, &code.path, &code.digits).await?;
    let guest = guest.ok_or(Error::NotFound)?;
    clock.set(clock.now() + DAY);
    let ask = Say {
        what: What::Asked,
        outcome: None,
        text: "Op welke dagen wordt daar gewerkt? Dan plannen wij een bezoek.".to_owned(),
        whom: String::new(),
        form: app.clock.id(),
    };
    let guest = Visitor::Guest(guest);
    portal::say(app, &guest, &ask, &[]).await.map_err(refused)
}
