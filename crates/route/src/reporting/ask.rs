//! Whom somebody with a question about a signal can ask, and how: what the page of who is who knows.

use accounts::who::{self, Officer};
use platform::{App, Result, Tenant, calendar, clock};

/// Who the officers are, for the end of a page of a reporter.
pub struct Ask {
    /// Those who can be called; when nobody can, all of them.
    pub officers: Vec<Officer>,
    /// Who is away, and until when, in words.
    pub away: Vec<(String, String)>,
    /// Nobody is there.
    pub nobody_is_there: bool,
}

impl Ask {
    /// In this municipality; days in this language.
    pub async fn of(app: &App, tenant: Tenant, language: &str) -> Result<Self> {
        let mut officers = who::officers(&mut app.db.read().await?, app, tenant).await?;
        let today = calendar::day_of(app.clock.now());
        let until = |officer: &Officer| {
            let until = clock::date_of(officer.away(today)?, language);
            Some((officer.name.clone(), until))
        };
        let away: Vec<_> = officers.iter().filter_map(until).collect();
        let nobody_is_there = away.len() == officers.len();
        if !nobody_is_there {
            officers.retain(|officer| officer.away(today).is_none());
        }
        if officers.iter().any(|officer| officer.tel().is_some()) {
            officers.retain(|officer| officer.tel().is_some());
        }
        Ok(Self {
            officers,
            away,
            nobody_is_there,
        })
    }

    /// What a reporter reads of who is away: whether somebody stands in.
    #[must_use]
    pub fn away_text(&self) -> &'static str {
        if self.nobody_is_there {
            "ask-away-all"
        } else {
            "ask-away"
        }
    }

    /// Is there a number to call?
    #[must_use]
    pub fn can_be_called(&self) -> bool {
        self.officers.iter().any(|officer| officer.tel().is_some())
    }
}
