//! Where a signal comes from, and what stands under another law. No I/O.

use platform::{Millis, PersonId};
use policy::PartnerId;
use serde::{Deserialize, Serialize};

codes!(
    /// Under which law words stand that another organisation gave: police data, or data of a partnership (RIEC, a
    /// Zorg- en Veiligheidshuis).
    Law { Wpg = "wpg", Wgs = "wgs" }
);
codes!(
    /// How it came in.
    Way { Phone = "phone", Mail = "mail", Letter = "letter", Visit = "visit", Form = "form" }
);
codes!(
    /// What the organisation asked of whoever uses it.
    Conditions { Free = "free", AskFirst = "ask_first", OnlyThis = "only_this" }
);

/// So many characters has one text at most.
pub const LONGEST: usize = 6000;

/// Which organisation sent the signal, and on what conditions. Who spoke there is nobody's to read without the vault,
/// as of any reporter. Sealed under the dossier's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Where it is a partner of the policy.
    pub partner: Option<PartnerId>,
    /// What it is called.
    pub organisation: String,
    /// How the organisation itself calls the signal.
    pub reference: String,
    pub way: Way,
    /// When it came in.
    pub received_at: Millis,
    pub conditions: Conditions,
    /// What it asked, in its own words.
    pub words: String,
    /// When it wants to hear what became of it; never when `None`.
    pub feedback_by: Option<Millis>,
}

/// Words that stand under another law: no part of the report. Sealed under the dossier's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub law: Law,
    pub text: String,
    /// Who and what is named in these words alone.
    pub only: Vec<String>,
    /// It may be kept until then.
    pub ends_at: Millis,
    /// How often that was put off, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extended: Vec<Extended>,
    /// When its words were taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Millis>,
}

/// An end date that was put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    pub at: Millis,
    pub by: PersonId,
    pub until: Millis,
    pub why: String,
}

/// What the organisation that sent the signal was told of it, or why nothing. Sealed under the dossier's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// `None`: nothing was told, and the words say why.
    pub way: Option<Way>,
    pub text: String,
}

/// What a partner gave on the condition of being asked first is passed on to another once that was asked.
#[must_use]
pub fn is_to_be_asked(origin: Option<&Origin>, to: &PartnerId) -> bool {
    origin.is_some_and(|from| {
        from.conditions == Conditions::AskFirst && from.partner.as_ref() != Some(to)
    })
}

impl Part {
    /// What is left of it after its end date: that it was there.
    #[must_use]
    pub fn ended(&self, now: Millis) -> Self {
        Self {
            text: String::new(),
            only: Vec::new(),
            over: Some(now),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(conditions: Conditions) -> Origin {
        Origin {
            partner: Some("avim".into()),
            organisation: "Politie".to_owned(),
            reference: String::new(),
            way: Way::Mail,
            received_at: 0,
            conditions,
            words: String::new(),
            feedback_by: None,
        }
    }

    #[test]
    fn what_is_not_to_be_passed_on_without_asking_is_asked_about() {
        let asks = from(Conditions::AskFirst);
        assert!(is_to_be_asked(Some(&asks), &"nla".into()));
        assert!(
            !is_to_be_asked(Some(&asks), &"avim".into()),
            "it knows it already"
        );
        assert!(!is_to_be_asked(
            Some(&from(Conditions::Free)),
            &"nla".into()
        ));
        assert!(!is_to_be_asked(None, &"nla".into()));
    }

    #[test]
    fn where_a_signal_comes_from_stays_readable() {
        crate::golden::stays::<Origin>("origin");
        crate::golden::stays::<Part>("marked");
        crate::golden::stays::<Given>("told_back");
    }
}
