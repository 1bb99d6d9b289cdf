//! The reporter's identity, opened. It cannot be serialised, printed or stored from outside.

use platform::PersonId;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Who reported and how to reach them safely.
#[derive(Default, Zeroize, ZeroizeOnDrop)]
pub struct Reporter {
    /// The account, for somebody who works here.
    #[zeroize(skip)]
    pub person: Option<PersonId>,
    /// Who entered it, for somebody without an account: the signal stands in that person's list.
    #[zeroize(skip)]
    pub entered_by: Option<PersonId>,
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Employee number.
    pub number: String,
    /// How and when contact is safe: a shared phone, a colleague who may not know.
    pub safe: String,
}

/// The sealed form; private to this module.
#[derive(Serialize, Deserialize)]
struct Plain {
    person: Option<PersonId>,
    entered_by: Option<PersonId>,
    name: String,
    email: String,
    phone: String,
    number: String,
    safe: String,
}

/// A sealed identity is as long as so many bytes, or twice that, ...
const PIECE: usize = 1024;

impl Reporter {
    /// Somebody who works here, reached in the program itself.
    #[must_use]
    pub fn of_staff(person: PersonId, name: &str) -> Self {
        Self {
            person: Some(person),
            entered_by: None,
            name: name.to_owned(),
            email: String::new(),
            phone: String::new(),
            number: String::new(),
            safe: String::new(),
        }
    }

    pub(super) fn to_plain(&self) -> serde_json::Result<Vec<u8>> {
        let mut plain = serde_json::to_vec(&Plain {
            person: self.person,
            entered_by: self.entered_by,
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            number: self.number.clone(),
            safe: self.safe.clone(),
        })?;
        // All names are sealed equally long: otherwise the length would tell them apart.
        plain.resize(plain.len().next_multiple_of(PIECE), b' ');
        Ok(plain)
    }

    pub(super) fn from_plain(bytes: &[u8]) -> serde_json::Result<Self> {
        let plain: Plain = serde_json::from_slice(bytes)?;
        Ok(Self {
            person: plain.person,
            entered_by: plain.entered_by,
            name: plain.name,
            email: plain.email,
            phone: plain.phone,
            number: plain.number,
            safe: plain.safe,
        })
    }

    /// In whose list the signal stands.
    #[must_use]
    pub fn whose_list(&self) -> Option<PersonId> {
        self.person.or(self.entered_by)
    }

    #[must_use]
    pub fn is_known(&self) -> bool {
        [&self.name, &self.email, &self.phone, &self.number]
            .iter()
            .any(|text| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_that_was_sealed_is_read() {
        crate::golden::check("reporter", |bytes| {
            serde_json::from_slice(&Reporter::from_plain(bytes)?.to_plain()?)
        });
    }
}
