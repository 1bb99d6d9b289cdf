//! How a partner is reached, and whether somebody made sure of that.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::partner::Partner;
use crate::phone;

/// A way to reach a partner.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// `telefoon`, `beveiligde mail`, `formulier`.
    pub kind: String,
    /// The number or address itself; left out as long as nobody knows it.
    #[serde(default)]
    pub value: Option<String>,
    /// `false`: it was found somewhere, and nobody has rung to make sure.
    #[serde(default = "yes")]
    pub confirmed: bool,
    /// Who answers there: a function, as `dienstdoende medewerker`, or the name of a contact.
    #[serde(default)]
    pub answers: Option<String>,
}

fn yes() -> bool {
    true
}

/// Can a partner be reached?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Contact {
    /// Nobody knows the number or address.
    Absent,
    /// There is one, which nobody has made sure of.
    Unconfirmed,
    /// Somebody made sure of it.
    Confirmed,
}

/// Why a number or address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no number that a phone dials.
    Phone,
    /// It is no mail address.
    Mail,
    /// It is for a program to open, and no web address.
    Scheme,
}

impl Unfit {
    pub(crate) const ALL: [Self; 3] = [Self::Phone, Self::Mail, Self::Scheme];

    /// The kind of fault that it is in a pack.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Phone => "unfit-phone",
            Self::Mail => "unfit-mail",
            Self::Scheme => "unfit-scheme",
        }
    }

    /// What belongs there, in English.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Phone => "one telephone number that can be dialled",
            Self::Mail => "one mail address",
            Self::Scheme => "a web address that begins with https://, or words",
        }
    }
}

/// One mail address, and nothing else.
fn is_address(value: &str) -> bool {
    let sign = |sign: char| sign.is_ascii_alphanumeric() || ".-_+'".contains(sign);
    let is_part = |part: &str| !part.is_empty() && part.chars().all(sign);
    value.split_once('@').is_some_and(|(name, domain)| {
        let labels = domain.split('.');
        is_part(name) && domain.contains('.') && labels.into_iter().all(is_part)
    })
}

/// `javascript:`, `data:`; a web address has one too, and a text with a colon has none.
fn has_scheme(value: &str) -> bool {
    let value = value.to_lowercase();
    let Some((scheme, rest)) = value.split_once(':') else {
        return false;
    };
    let sign = |sign: char| sign.is_ascii_alphanumeric() || "+-.".contains(sign);
    let is_one = scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
        && scheme.chars().all(sign)
        && !rest.starts_with(char::is_whitespace);
    is_one && !(scheme == "https" && rest.starts_with("//"))
}

impl Contact {
    /// The id, for texts: `unconfirmed`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Unconfirmed => "unconfirmed",
            Self::Confirmed => "confirmed",
        }
    }
}

impl Channel {
    /// What packs of version 0.1.0 wrote where nobody knew the number.
    pub(crate) const ONCE_ABSENT: &'static str = "te bevestigen";

    /// The number or address, if somebody knows it.
    #[must_use]
    pub fn known(&self) -> Option<&str> {
        let value = self.value.as_deref()?.trim();
        (!value.is_empty() && value != Self::ONCE_ABSENT).then_some(value)
    }

    /// Who answers there, if somebody knows.
    #[must_use]
    pub fn who(&self) -> Option<&str> {
        let who = self.answers.as_deref()?.trim();
        (!who.is_empty()).then_some(who)
    }

    /// What is wrong with what stands in it, if anything is.
    #[must_use]
    pub fn fault(&self) -> Option<Unfit> {
        let (kind, value) = (self.kind.to_lowercase(), self.known()?);
        let is_named = |names: &[&str]| names.iter().any(|name| kind.contains(name));
        let is_digits = !value.chars().any(char::is_alphabetic);
        if is_named(&["telefo", "mobiel", "phone", "mobile"]) || is_digits {
            return self.dialled().is_none().then_some(Unfit::Phone);
        }
        if is_named(&["mail"]) {
            return (!is_address(value)).then_some(Unfit::Mail);
        }
        if has_scheme(value) {
            return Some(Unfit::Scheme);
        }
        let hides = self.dialled().is_none() && phone::within(value).is_some();
        hides.then_some(Unfit::Phone)
    }

    /// The number as a phone dials it; `None` of an address, or of what nobody can dial.
    #[must_use]
    pub fn dialled(&self) -> Option<String> {
        phone::dialled(self.known()?)
    }

    /// Where this channel stands.
    #[must_use]
    pub fn contact(&self) -> Contact {
        match self.known() {
            None => Contact::Absent,
            Some(_) if self.confirmed => Contact::Confirmed,
            Some(_) => Contact::Unconfirmed,
        }
    }
}

impl Partner {
    /// Who answers at the first of its channels of which something is known.
    #[must_use]
    pub fn who(&self) -> Option<&str> {
        let mut known = self.channels.iter().filter(|one| one.known().is_some());
        known.find_map(Channel::who)
    }

    /// The surest of its channels; absent when there is none.
    #[must_use]
    pub fn contact(&self) -> Contact {
        let states = self.channels.iter().map(Channel::contact);
        states.max().unwrap_or(Contact::Absent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel(text: &str) -> Contact {
        toml::from_str::<Channel>(text).unwrap().contact()
    }

    #[test]
    fn to_confirm_is_a_state_and_no_text() {
        assert_eq!(channel("kind = 'telefoon'"), Contact::Absent);
        assert_eq!(channel("kind = 'x'\nvalue = '030'"), Contact::Confirmed);
        let found = "kind = 'x'\nvalue = '030'\nconfirmed = false";
        assert_eq!(channel(found), Contact::Unconfirmed);
        let of_before = "kind = 'x'\nvalue = 'te bevestigen'";
        assert_eq!(channel(of_before), Contact::Absent);
    }

    #[test]
    fn who_answers_may_be_left_out() {
        let who = |text: &str| {
            let channel = toml::from_str::<Channel>(text).unwrap();
            channel.who().map(str::to_owned)
        };
        assert_eq!(who("kind = 'telefoon'\nvalue = '030'"), None);
        assert_eq!(who("kind = 'telefoon'\nanswers = ' '"), None);
        let said = who("kind = 'telefoon'\nvalue = '030'\nanswers = 'receptie'");
        assert_eq!(said.as_deref(), Some("receptie"));
    }
}
