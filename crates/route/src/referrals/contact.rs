//! How a partner reaches the officer who handed over: by name, and by phone and mail as far as these tell
//! nobody who reported.

use accounts::{people, who};
use platform::db::Reader;
use platform::{App, PersonId, Result, Tenant};

use crate::reporters::{self, Reporter};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    /// As said at `/wie-is-wie`; empty when it was not.
    pub phone: String,
    pub email: String,
}

impl Contact {
    pub async fn of(tx: &mut Reader, app: &App, tenant: Tenant, person: PersonId) -> Result<Self> {
        let officers = people::with_role(tx, app, tenant, platform::Role::Officer).await?;
        let own = officers.into_iter().find(|officer| officer.id == person);
        let Some(own) = own else {
            return Ok(Self::default());
        };
        let reach = who::of(tx, app, tenant, person).await?;
        Ok(Self {
            name: own.name,
            phone: reach.phone,
            email: own.email,
        })
    }

    /// Without what is the reporter's too: a shared telephone, a mail address with the same surname.
    #[must_use]
    pub fn beside(mut self, reporter: &Reporter) -> Self {
        for said in [&mut self.phone, &mut self.email] {
            if !reporters::leaks_beside(said, reporter, &[]).is_empty() {
                said.clear();
            }
        }
        self
    }

    /// On one line, as the document has it.
    #[must_use]
    pub fn line(&self) -> String {
        let said = [("telefoon", &self.phone), ("e-mail", &self.email)].into_iter();
        let said = said.filter(|(_, value)| !value.is_empty());
        let said = said.map(|(what, value)| format!("{what} {value}"));
        let all: Vec<String> = std::iter::once(self.name.clone()).chain(said).collect();
        all.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_reporters_too_is_left_out() {
        let contact = Contact {
            name: "Test Denkbeeldig".into(),
            phone: "0348 - 00 00 99".into(),
            email: "t.denkbeeldig@a.example".into(),
        };
        assert_eq!(
            contact.line(),
            "Test Denkbeeldig, telefoon 0348 - 00 00 99, e-mail t.denkbeeldig@a.example"
        );
        let mut reporter = Reporter::default();
        "Anouk Zilverberg".clone_into(&mut reporter.name);
        assert_eq!(contact.clone().beside(&reporter), contact);
        "0348000099".clone_into(&mut reporter.phone);
        assert_eq!(contact.clone().beside(&reporter).phone, "");
        "Kees Denkbeeldig".clone_into(&mut reporter.name);
        let left = contact.beside(&reporter);
        assert_eq!(left.line(), "Test Denkbeeldig");
    }
}
