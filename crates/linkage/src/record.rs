//! What is known of somebody or something, as it was written down.

use serde::{Deserialize, Serialize};

/// A person, organisation, address, vehicle, phone or online name, as a source gives it. Every list
/// may be empty, and may hold several values: aliases, an earlier address, two phones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Names and aliases.
    pub names: Vec<Name>,
    /// `1990-03-07`, `07-03-1990`, `19900307`, `03-1990`, `1990`; zeros stand for unknown parts.
    pub births: Vec<String>,
    /// `m`, `v`, `f`, `man`, `vrouw`; anything else counts as unknown.
    pub sex: String,
    /// As written; compared as words, not as a code.
    pub nationality: String,
    /// BSN or another national number; only where the municipality may use it.
    pub national_ids: Vec<String>,
    /// Names of companies, foundations and the like.
    pub organisations: Vec<String>,
    /// Number of the trade register: `KvK` (8 digits) or establishment (12).
    pub trade_numbers: Vec<String>,
    /// Present and earlier ones.
    pub addresses: Vec<Address>,
    /// Telephone numbers, with or without the code of a country (a number without one is Dutch).
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Number plates, with or without dashes.
    pub plates: Vec<String>,
    /// Bank accounts (ISO 13616).
    pub ibans: Vec<String>,
    /// Names on platforms, with or without @.
    pub handles: Vec<String>,
    /// Somebody, also when no name is known: an address in common does not make two people one.
    pub is_person: bool,
}

/// A person's name in its two parts; either may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Name {
    /// Given names or initials.
    pub given: String,
    /// Surname with its prefixes; a double one with a hyphen.
    pub surname: String,
}

/// An address. A field may hold more than its name says ("Kerkstraat 5a" in `street`): reading it
/// sorts that out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The street; or the whole address on one line, when the other fields are empty.
    pub street: String,
    /// With letter and addition: `5a`, `12-bis`, `12 hs`, `12A/2`.
    pub number: String,
    /// `3417 AB`, or a foreign one.
    pub postcode: String,
    /// The place name.
    pub city: String,
}

impl Record {
    /// Nothing is known at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let texts = |list: &[String]| list.iter().all(|text| text.trim().is_empty());
        self.names
            .iter()
            .all(|name| name.given.trim().is_empty() && name.surname.trim().is_empty())
            && self.addresses.iter().all(Address::is_empty)
            && [
                &self.births,
                &self.national_ids,
                &self.organisations,
                &self.trade_numbers,
                &self.phones,
                &self.emails,
                &self.plates,
                &self.ibans,
                &self.handles,
            ]
            .into_iter()
            .all(|list| texts(list))
    }
}

impl Address {
    /// Nothing is filled in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.street, &self.number, &self.postcode, &self.city]
            .iter()
            .all(|text| text.trim().is_empty())
    }
}
