//! A location: what it is, what may be there and what is, who owns it, when somebody looked. No I/O.

use platform::{Actor, Millis, PersonId, id};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::address::Address;
use super::geo::Spot;
use crate::choices::choices;

id!(
    /// A place that is watched.
    LocationId
);

/// So many dossiers can belong to one location: its page opens each of them.
pub const MOST: usize = 40;

/// So many looks stand at one location, and so many bytes of what was seen: it is sealed and opened as a whole.
const LOOKS: usize = 500;
const WORDS: usize = 1_000_000;

choices!(
    /// What kind of place it is (chapters "Arbeidsuitbuiting" and "Seksuele uitbuiting").
    Kind {
        /// "panden … waar arbeidsmigranten waren gehuisvest"
        Housing = "housing",
        /// "hotels en vakantieparken"
        Hotel = "hotel",
        Park = "park",
        Massage = "massage",
        Nails = "nails",
        Farm = "farm",
        Building = "building",
        /// "thuis- of escortprostitutie"
        Escort = "escort",
        Other = "other",
    }
);

choices!(
    /// Is it watched?
    State {
        Watched = "watched",
        /// No more, with a reason. After the term of the policy it is destroyed.
        Ended = "ended",
    }
);

choices!(
    /// Why it is watched: a signal is not needed.
    Why {
        Area = "area",
        Signal = "signal",
        Permit = "permit",
        Tip = "tip",
    }
);

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub by: PersonId,
    pub at: Millis,
}

impl Signed {
    #[must_use]
    pub fn now(who: &Actor, at: Millis) -> Self {
        Self { by: who.user, at }
    }
}

/// What an officer says of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub kind: Kind,
    pub address: Address,
    pub why: Vec<Why>,
    /// What it is used for now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub used: String,
    /// What may be there, by permit or plan.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub permitted: String,
    /// How many people may be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<u32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// An employer or an agency.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub employer: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<Spot>,
}

impl Head {
    /// Words that somebody wrote freely, each with its field.
    #[must_use]
    pub fn free(&self) -> [(&'static str, &str); 3] {
        [
            ("used", &self.used),
            ("permitted", &self.permitted),
            ("note", &self.note),
        ]
    }

    /// All of its words, each with its field.
    #[must_use]
    pub fn words(&self) -> Vec<(&'static str, String)> {
        let free = self.free().into_iter();
        let free = free.map(|(field, text)| (field, text.to_owned()));
        let known = [
            ("street", self.address.line()),
            ("owner", self.owner.clone()),
            ("employer", self.employer.clone()),
        ];
        free.chain(known).collect()
    }
}

/// What an extract said of a place when it was imported last. What an officer typed stands beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Of which day it is.
    pub dated: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub permitted: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<u32>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<Spot>,
}

/// Somebody looked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The form that told it: sent twice it is there once.
    pub form: Uuid,
    /// On which day.
    pub day: String,
    /// Who looked, in words: a function or an organisation.
    pub by: String,
    pub text: String,
    /// How many people were there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// By when somebody was to look again, as it was typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next: String,
    pub signed: Signed,
}

/// It was no longer watched, or again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub to: State,
    pub reason: String,
    pub signed: Signed,
}

/// What is sealed of a location under its own key: nothing of any dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub head: Head,
    /// `None`: it came from an extract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begun: Option<Signed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extract: Option<Extract>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
}

impl Content {
    /// Where it lies: as it was typed, or else as the extract says.
    #[must_use]
    pub fn spot(&self) -> Option<Spot> {
        let told = || self.extract.as_ref().and_then(|extract| extract.spot);
        self.head.spot.or_else(told)
    }

    /// Are there so many looks that no other fits?
    #[must_use]
    pub fn is_full_of_looks(&self) -> bool {
        let words: usize = self.looks.iter().map(|look| look.text.len()).sum();
        self.looks.len() >= LOOKS || words >= WORDS
    }

    /// How many people may be there: as it was typed, or else as the extract says.
    #[must_use]
    pub fn allowed(&self) -> Option<u32> {
        let told = || self.extract.as_ref().and_then(|extract| extract.allowed);
        self.head.allowed.or_else(told)
    }

    /// Who owns it: as it was typed, or else as the extract says.
    #[must_use]
    pub fn owner(&self) -> &str {
        let told = self.extract.as_ref().map_or("", |told| told.owner.as_str());
        if self.head.owner.is_empty() {
            told
        } else {
            &self.head.owner
        }
    }

    /// The last time that somebody looked.
    #[must_use]
    pub fn last_look(&self) -> Option<&Look> {
        self.looks.iter().max_by(|a, b| a.day.cmp(&b.day))
    }

    /// Were more people seen there than may be?
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        let seen = self.last_look().and_then(|look| look.people);
        let most = self.allowed();
        seen.zip(most).is_some_and(|(seen, most)| seen > most)
    }

    /// What people wrote freely, all of it.
    #[must_use]
    pub fn free(&self) -> String {
        let head = self.head.free().map(|(_, text)| text.to_owned());
        let looks = self.looks.iter();
        let looks = looks.flat_map(|look| [look.by.clone(), look.text.clone()]);
        let turns = self.turns.iter().map(|turn| turn.reason.clone());
        let all = head.into_iter().chain(looks).chain(turns);
        let all = all.filter(|text| !text.is_empty());
        all.collect::<Vec<_>>().join("\n")
    }

    /// All that was typed.
    #[must_use]
    pub fn words(&self) -> String {
        let head = self.head.words().into_iter().map(|(_, text)| text);
        let all = std::iter::once(self.free()).chain(head);
        all.collect::<Vec<_>>().join("\n")
    }
}

/// What is sealed of a dossier at a location, under the key of the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    pub signed: Signed,
}

/// A dossier at a location.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    pub id: Uuid,
    pub location: LocationId,
    pub linked: Linked,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was sealed stays readable (`housekeeping::golden` says how).
    #[test]
    fn what_was_sealed_is_read() {
        use housekeeping::golden::stays;
        let here = env!("CARGO_MANIFEST_DIR");
        stays::<Content>(here, "location");
        stays::<Linked>(here, "location_link");
    }

    fn content(allowed: Option<u32>, told: Option<u32>, people: &[(&str, u32)]) -> Content {
        let signed = Signed {
            by: Uuid::nil().into(),
            at: 0,
        };
        let look = |(day, people): &(&str, u32)| Look {
            form: Uuid::nil(),
            day: (*day).to_owned(),
            by: String::new(),
            text: String::new(),
            people: Some(*people),
            next: String::new(),
            signed,
        };
        Content {
            head: Head {
                kind: Kind::Housing,
                address: Address::default(),
                why: vec![Why::Area],
                used: String::new(),
                permitted: String::new(),
                allowed,
                owner: String::new(),
                employer: String::new(),
                note: String::new(),
                spot: None,
            },
            begun: None,
            extract: Some(Extract {
                allowed: told,
                ..Extract::default()
            }),
            looks: people.iter().map(look).collect(),
            turns: Vec::new(),
        }
    }

    #[test]
    fn the_last_look_says_whether_too_many_are_there() {
        let looks = [("2026-11-02", 12), ("2026-10-01", 4)];
        assert!(content(Some(8), None, &looks).is_crowded());
        assert!(content(None, Some(11), &looks).is_crowded());
        assert!(
            !content(Some(12), Some(4), &looks).is_crowded(),
            "what was typed counts"
        );
        assert!(!content(None, None, &looks).is_crowded());
        assert!(!content(Some(1), None, &[]).is_crowded());
    }

    #[test]
    fn at_the_limit_no_other_look_fits() {
        let looks = vec![("2026-11-02", 1); LOOKS];
        assert!(content(None, None, &looks).is_full_of_looks());
        assert!(!content(None, None, &looks[1..]).is_full_of_looks());
        let mut long = content(None, None, &looks[..1]);
        long.looks[0].text = "x".repeat(WORDS);
        assert!(long.is_full_of_looks());
    }
}
