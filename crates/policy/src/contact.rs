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
