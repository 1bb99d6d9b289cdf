//! The reporter's identity, opened. It cannot be serialised, printed or stored from outside.

use platform::PersonId;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::involved::Involved;

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
    /// The address of the account, also where another one is given for contact.
    pub account: String,
    /// What was said before something else took its place, oldest first.
    pub before: Vec<Before>,
    /// Are they somebody whom the dossier is about? What an officer said of it last.
    #[zeroize(skip)]
    pub involved: Option<Involved>,
}

/// What a reporter said of themselves before they said something else. Only what was replaced.
#[derive(Default, Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Before {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub number: String,
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
    #[serde(default)]
    account: String,
    #[serde(default)]
    before: Vec<PlainBefore>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    involved: Option<Involved>,
}

#[derive(Serialize, Deserialize)]
struct PlainBefore {
    name: String,
    email: String,
    phone: String,
    number: String,
    safe: String,
}

impl PlainBefore {
    fn of(before: &Before) -> Self {
        Self {
            name: before.name.clone(),
            email: before.email.clone(),
            phone: before.phone.clone(),
            number: before.number.clone(),
            safe: before.safe.clone(),
        }
    }

    fn said(self) -> Before {
        Before {
            name: self.name,
            email: self.email,
            phone: self.phone,
            number: self.number,
            safe: self.safe,
        }
    }
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
            account: String::new(),
            before: Vec::new(),
            involved: None,
        }
    }

    /// What was said later: what it says takes the place of what was said before, which is kept; what
    /// it leaves out stays as it was.
    pub(super) fn say_also(&mut self, mut later: Self) {
        let mut before = Before::default();
        let fields = [
            (&mut self.name, &mut later.name, &mut before.name),
            (&mut self.email, &mut later.email, &mut before.email),
            (&mut self.phone, &mut later.phone, &mut before.phone),
            (&mut self.number, &mut later.number, &mut before.number),
            (&mut self.safe, &mut later.safe, &mut before.safe),
        ];
        for (now, later, before) in fields {
            if !later.is_empty() && now != later {
                *before = std::mem::replace(now, std::mem::take(later));
            }
        }
        if !later.account.is_empty() && later.account != self.account {
            let replaced = std::mem::replace(&mut self.account, std::mem::take(&mut later.account));
            let mut account = Before::default();
            account.email = replaced;
            self.keep(account);
        }
        self.keep(before);
        for one in std::mem::take(&mut later.before) {
            self.keep(one);
        }
        self.involved = later.involved.or(self.involved);
    }

    fn keep(&mut self, before: Before) {
        if before != Before::default() && !self.before.contains(&before) {
            self.before.push(before);
        }
    }

    /// What a field said before, the latest first.
    #[must_use]
    pub fn earlier(&self, field: &str) -> Vec<&str> {
        let said = self.before.iter().rev().map(|before| match field {
            "name" => before.name.as_str(),
            "email" => &before.email,
            "phone" => &before.phone,
            "number" => &before.number,
            _ => &before.safe,
        });
        said.filter(|text| !text.is_empty()).collect()
    }

    /// Everything that was ever said, as somebody would be known by it: as it is now, with the address of
    /// the account, and as it was before. What leaves the house says none of it.
    pub(super) fn faces(&self) -> Vec<Self> {
        let or = |said: &str, now: &str| if said.is_empty() { now } else { said }.to_owned();
        let face = |before: &Before| Self {
            person: self.person,
            entered_by: self.entered_by,
            name: or(&before.name, &self.name),
            email: or(&before.email, &self.email),
            phone: or(&before.phone, &self.phone),
            number: or(&before.number, &self.number),
            safe: or(&before.safe, &self.safe),
            account: String::new(),
            before: Vec::new(),
            involved: None,
        };
        let mut now = Before::default();
        let mut faces = vec![face(&now)];
        if self.account != self.email {
            now.email.clone_from(&self.account);
            faces.push(face(&now));
        }
        faces.extend(self.before.iter().map(face));
        faces
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
            account: self.account.clone(),
            before: self.before.iter().map(PlainBefore::of).collect(),
            involved: self.involved,
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
            account: plain.account,
            before: plain.before.into_iter().map(PlainBefore::said).collect(),
            involved: plain.involved,
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
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_identity_that_was_sealed_is_read() {
        crate::golden::check("reporter", |bytes| {
            serde_json::from_slice(&Reporter::from_plain(bytes)?.to_plain()?)
        });
    }

    fn said() -> impl Strategy<Value = [String; 5]> {
        prop::array::uniform5("[ab]?")
    }

    fn reporter([name, email, phone, number, safe]: [String; 5]) -> Reporter {
        Reporter {
            person: None,
            entered_by: None,
            account: format!("{email}@work"),
            name,
            email,
            phone,
            number,
            safe,
            before: Vec::new(),
            involved: None,
        }
    }

    fn of(reporter: &Reporter) -> [&str; 5] {
        let Reporter {
            name,
            email,
            phone,
            number,
            safe,
            ..
        } = reporter;
        [name, email, phone, number, safe]
    }

    proptest! {
        /// Whatever is said later: the last that was said of a field counts, what it leaves out stays, and
        /// nothing that was ever said is gone.
        #[test]
        fn what_a_reporter_says_of_themselves_is_never_lost(all in prop::collection::vec(said(), 1..5)) {
            let mut whole = reporter(all[0].clone());
            for later in &all[1..] {
                whole.say_also(reporter(later.clone()));
                whole = Reporter::from_plain(&whole.to_plain().unwrap()).unwrap();
            }
            for field in 0..5 {
                let ever: Vec<&str> = all.iter().map(|said| said[field].as_str()).filter(|text| !text.is_empty()).collect();
                prop_assert_eq!(of(&whole)[field], ever.last().copied().unwrap_or_default());
                for text in ever {
                    prop_assert!(whole.faces().iter().any(|face| of(face)[field] == text), "{text} is gone");
                }
            }
            for said in &all {
                let account = format!("{}@work", said[1]);
                prop_assert!(whole.faces().iter().any(|face| face.email == account), "{} is gone", account);
            }
        }
    }
}
