//! What can be done here: an officer says how to be reached.

use platform::audit::Event;
use platform::db::Tx;
use platform::{Actor, App, Ended, Fault, Refusal, Result, Role, calendar, mail};
use policy::phone;

use super::away::Away;
use super::store::{self, Reach};
use crate::{audited, people};

/// So much stands on one line of the page.
const LONGEST: usize = 120;

/// As an officer types it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed<'a> {
    pub team: &'a str,
    pub phone: &'a str,
    /// On which days, at what hours.
    pub present: &'a str,
    /// `2026-12-04`, both or neither.
    pub away_from: &'a str,
    pub away_until: &'a str,
}

impl Typed<'_> {
    fn read(self, app: &App) -> Ended<Reach> {
        let [team, phone, present] =
            [self.team, self.phone, self.present].map(|text| text.trim().to_owned());
        let mut faults = Vec::new();
        let today = calendar::day_of(app.clock.now());
        let days = (self.away_from.trim(), self.away_until.trim());
        let away = Away::typed(days, today).unwrap_or_else(|(field, key)| {
            faults.push(Fault::new(field, key));
            None
        });
        if !phone.is_empty() && phone::dialled(&phone).is_none() {
            faults.push(Fault::new("phone", "reach-phone"));
        }
        for (field, text) in [("team", &team), ("present", &present)] {
            if text.chars().count() > LONGEST {
                faults.push(Fault::new(field, "reach-long"));
            }
        }
        Refusal::unless(faults)?;
        Ok(Reach {
            team,
            phone,
            present,
            away,
        })
    }
}

/// An officer says how to be reached, and when not: nobody says it for another.
///
/// # Errors
/// [`Refusal::Typed`] when something of it cannot be.
pub async fn say(app: &App, who: &Actor, typed: &Typed<'_>) -> Ended {
    let reach = typed.read(app)?;
    let mut tx = app.db.begin().await?;
    let before = store::of(&mut tx, app, who.tenant, who.user).await?;
    store::save(&mut tx, app, (who.tenant, who.user), &reach).await?;
    if reach.away.is_some() && reach.away != before.away {
        tell_who_stands_in(&mut tx, app, who).await?;
    }
    let person = who.user.to_string();
    let event = Event::by(who, Role::Officer, &audited::REACH_SAID).with("person", person);
    Ok(tx.commit(app, event).await?)
}

/// The other officers hear that somebody will be away: by mail, without a name.
async fn tell_who_stands_in(tx: &mut Tx, app: &App, who: &Actor) -> Result<()> {
    for officer in people::officers(tx, app, who.tenant).await? {
        if officer != who.user {
            mail::queue(tx, app, who.tenant, officer, "standing-in").await?;
        }
    }
    Ok(())
}
