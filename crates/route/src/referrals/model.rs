//! What a handover is made of, how it went, and what came back. No I/O.

use std::collections::{BTreeMap, BTreeSet};

use documents::HandoverFile;
use platform::FileId;
use policy::{Form, Partner, PartnerId};
use serde::{Deserialize, Serialize};

use super::items::Item;
use crate::files::File;
use crate::refusal::{Ended, Fault, Refusal};
use crate::signals::Report;

codes!(
    /// How a handover reaches the partner.
    Method {
        Phone = "phone",
        SecureMail = "secure_mail",
        InPerson = "in_person",
        Portal = "portal",
        Meldroute = "meldroute",
    }
);

impl Method {
    /// As the partner's card says it is reached: the first way of which something is known.
    #[must_use]
    pub fn of(partner: &Partner) -> Self {
        let mut channels = partner.channels.iter();
        let known = channels.find(|channel| channel.known().is_some());
        let kind = known.or(partner.channels.first());
        match kind.map_or("", |channel| channel.kind.as_str()) {
            "telefoon" => Self::Phone,
            "formulier" | "portaal" => Self::Portal,
            "overleg" | "intern" => Self::InPerson,
            _ => Self::SecureMail,
        }
    }
}

/// Does whom it is about agree?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    Given,
    /// Not asked or not given, and why it goes all the same.
    Without(String),
}

/// What the officer chose to hand over, and why. Words in it are as they were typed.
#[derive(Debug, Clone)]
pub struct HandOver {
    pub partner: PartnerId,
    /// Ids of the items that go along.
    pub chosen: BTreeSet<String>,
    /// The words of free items, where the officer changed them.
    pub edited: BTreeMap<String, String>,
    pub question: String,
    pub purpose: String,
    pub basis: String,
    pub consent: Option<Consent>,
    pub proportionality: String,
    pub method: Option<Method>,
    /// Where the message goes that says that something is ready, when it goes through this program.
    pub mailbox: String,
    /// The fingerprint of what was on screen.
    pub seen: String,
    /// Whom of the partner that sent the signal was asked whether it may be passed on, and when.
    pub asked_partner: String,
    /// Questions that were answered: these words are somebody else's name, by their keys.
    pub someone_else: BTreeSet<String>,
}

impl HandOver {
    /// A handover of which nothing is known but to whom it goes.
    #[must_use]
    pub fn to(partner: PartnerId) -> Self {
        Self {
            partner,
            chosen: BTreeSet::new(),
            edited: BTreeMap::new(),
            question: String::new(),
            purpose: String::new(),
            basis: String::new(),
            consent: None,
            proportionality: String::new(),
            method: None,
            mailbox: String::new(),
            seen: String::new(),
            asked_partner: String::new(),
            someone_else: BTreeSet::new(),
        }
    }

    /// What is missing: purpose, basis, consent or why not, proportionality, and how it goes, without which
    /// nothing leaves (bijlage 2, stap 4); and what goes.
    #[must_use]
    pub fn missing(&self) -> Vec<Fault> {
        let words = [
            ("purpose", "no-purpose", &self.purpose),
            ("basis", "no-basis", &self.basis),
            (
                "proportionality",
                "no-proportionality",
                &self.proportionality,
            ),
            ("question", "no-question", &self.question),
        ];
        let mut faults: Vec<Fault> = words
            .into_iter()
            .filter(|(.., text)| text.trim().is_empty())
            .map(|(field, fault, _)| Fault::new(field, fault))
            .collect();
        if self.chosen.is_empty() {
            faults.push(Fault::new("items", "nothing-chosen"));
        }
        if self.consent.is_none() {
            faults.push(Fault::new("consent", "consent-choose"));
        }
        if self.method.is_none() {
            faults.push(Fault::new("method", "choose"));
        }
        if let Some(Consent::Without(why)) = &self.consent
            && why.trim().is_empty()
        {
            faults.push(Fault::new("consent-why", "why"));
        }
        faults
    }
}

/// The fields of the form, in the order of the page.
const FIELDS: [&str; 10] = [
    "items",
    "question",
    "purpose",
    "basis",
    "consent",
    "consent-why",
    "proportionality",
    "method",
    "mailbox",
    "passphrase",
];

/// Everything that is wrong, in the order of the page; nothing when nothing is.
pub fn all_at_once(mut faults: Vec<Fault>) -> Ended {
    if faults.is_empty() {
        return Ok(());
    }
    faults.sort_by_key(|fault| FIELDS.iter().position(|field| *field == fault.field));
    Err(Refusal::Typed(faults))
}

/// What an act gives, or what it finds wrong with what was typed beside what is known already.
pub fn noted<T: Default>(faults: &mut Vec<Fault>, ended: Ended<T>) -> Ended<T> {
    match ended {
        Err(Refusal::Typed(more)) => {
            faults.extend(more);
            Ok(T::default())
        }
        other => other,
    }
}

impl HandOver {
    /// The words of an item as they go along.
    #[must_use]
    pub fn words_of<'a>(&'a self, item: &'a Item) -> &'a str {
        let edited = self.edited.get(&item.id).filter(|_| item.free);
        edited.unwrap_or(&item.text)
    }
}

/// What came back from a partner (bijlage 2, stap 5).
#[derive(Debug, Clone)]
pub enum Answer {
    Received(String),
    /// No answer comes, and why that is accepted.
    GivenUp(String),
}

impl Answer {
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Received(text) | Self::GivenUp(text)) = self;
        text
    }
}

/// A handover as it was made, sealed in the dossier: the document, and how it went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Handover {
    pub document: HandoverFile,
    pub parts: Vec<String>,
    pub method: Method,
    /// The files that went along, by id.
    pub files: Vec<FileId>,
    /// Whom the partner answers, as the document says. Those of before name the officer alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Where the message about it went, if it went through this program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<String>,
    /// What went in free text, by item. Of those of before nothing is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Worded>,
    /// Whom of the partner that sent the signal was asked whether it may be passed on, and when.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// The same as the document says, for programs. Of those of before nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub along: Option<Along>,
}

/// What went along, as facts: no more than the document says, in the words that were approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Along {
    /// Of what was reported and became known, what went.
    pub report: Report,
    /// What somebody may be made to do, if that went.
    pub forms: Vec<Form>,
}

/// Words as they were approved, and which text they were made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    /// A fingerprint of what stood in the dossier.
    pub of: String,
    pub said: String,
}

impl Handover {
    /// Those of a dossier's files that went along.
    #[must_use]
    pub fn gone<'a>(&self, files: &'a [File]) -> Vec<&'a File> {
        let went = |file: &&File| self.files.contains(&file.id);
        files.iter().filter(went).collect()
    }
}

#[cfg(test)]
mod tests {
    use policy::Pack;

    use super::*;

    #[test]
    fn a_handover_goes_the_way_that_the_card_of_the_partner_says() {
        let pack = Pack::parse(include_str!("../../../../policies/montfoort.toml")).unwrap();
        let way = |id: &str| Method::of(pack.partner(&id.into()).unwrap());
        assert_eq!(way("avim"), Method::Phone);
        assert_eq!(way("comensha"), Method::Phone);
        assert_eq!(way("riec"), Method::SecureMail);
        assert_eq!(way("wgv_meldpunt"), Method::Portal);
        let of_kinds = |kinds: &[(&str, Option<&str>)]| {
            let mut partner = pack.partner(&"nla".into()).unwrap().clone();
            let of = partner.channels[0].clone();
            let channels = kinds.iter().map(|(kind, value)| policy::Channel {
                kind: (*kind).to_owned(),
                value: value.map(str::to_owned),
                ..of.clone()
            });
            partner.channels = channels.collect();
            Method::of(&partner)
        };
        let mail = ("beveiligde mail", Some("x@y.example"));
        assert_eq!(of_kinds(&[("telefoon", None), mail]), Method::SecureMail);
        assert_eq!(of_kinds(&[("telefoon", None)]), Method::Phone);
        assert_eq!(of_kinds(&[("duif", Some("grijs"))]), Method::SecureMail);
    }
}
