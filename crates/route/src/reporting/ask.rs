//! Whom somebody with a question about a signal can ask, and how: what the page of who is who knows.

use accounts::who::{self, Officer};
use platform::{App, Result, Tenant};

/// Who the officers are, for the end of a page of a reporter.
pub struct Ask {
    /// Those who can be called; when nobody can, all of them.
    pub officers: Vec<Officer>,
}

impl Ask {
    /// In this municipality.
    pub async fn of(app: &App, tenant: Tenant) -> Result<Self> {
        let mut officers = who::officers(&mut app.db.read().await?, app, tenant).await?;
        if officers.iter().any(|officer| officer.tel().is_some()) {
            officers.retain(|officer| officer.tel().is_some());
        }
        Ok(Self { officers })
    }

    /// Is there a number to call?
    #[must_use]
    pub fn can_be_called(&self) -> bool {
        self.officers.iter().any(|officer| officer.tel().is_some())
    }
}
