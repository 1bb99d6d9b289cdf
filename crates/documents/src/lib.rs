//! Accessible PDFs: PDF/UA-1 and PDF/A-2a, made with Typst, fonts in the binary; and their pages as
//! pictures, to be looked at before they leave.
//!
//! Plain data in, bytes out: this crate knows no dossier. It is slow enough (tens of milliseconds)
//! to be called outside the async threads. Characters that no font has are replaced, because one
//! of them would make the whole export fail.
#![warn(missing_docs)]

mod dossier;
mod meeting;
mod parts;
mod sealed;
mod world;

pub use dossier::{Bound, Chapter, DossierFile, Enclosure, Entry, dossier};
pub use meeting::{MeetingFile, MeetingItem, meeting};
pub use parts::{CLOSING, Part};
pub use sealed::sealed;

use serde::{Deserialize, Serialize};
use serde_json::json;

/// Why a document was not made, in the words of whatever refused it.
#[derive(Debug, thiserror::Error)]
#[error("document: {0}")]
pub struct Error(String);

/// A line of a handover: what it is, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is: "Plaats".
    pub label: String,
    /// What it says.
    pub text: String,
}

/// Lines under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The lines, in order.
    pub lines: Vec<Line>,
}

/// Everything that a handover file says. It has no field for who reported, and no internal ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverFile {
    /// The municipality that hands over.
    pub municipality: String,
    /// The reference of the dossier, as partners know it.
    pub reference: String,
    /// Who receives it.
    pub partner: String,
    /// Who answers there: a function, or a name. Those of before have none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attention: String,
    /// `23 november 2026`
    pub date: String,
    /// `2026-11-23`, for the document's own properties.
    pub day: String,
    /// What goes along, under headings.
    pub sections: Vec<Section>,
    /// Files that go along, as described to the receiver.
    pub files: Vec<String>,
    /// What the partner is asked to do.
    pub question: String,
    /// It cannot wait for the ordinary terms. Of those of before that is not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub urgent: bool,
    /// The day by which feedback is asked, in words.
    pub due: String,
    /// For what the data may be used.
    pub purpose: String,
    /// On what law the handover rests.
    pub legal_basis: String,
    /// Whether consent was asked, and if not why.
    pub consent: String,
    /// Why the aim cannot be reached with less.
    pub proportionality: String,
}

impl HandoverFile {
    /// Every word that somebody wrote and that leaves the house, a line each, for the leak check:
    /// what was noticed and judged, the files as described, and the reasons. Headings, the names of
    /// municipality and partner, who answers there, reference and dates are the program's own and nobody can take a
    /// word out of them. The contact is no part of the file: see [`handover`].
    #[must_use]
    pub fn all_text(&self) -> String {
        let lines = self
            .sections
            .iter()
            .flat_map(|section| section.lines.iter().map(|line| &line.text));
        let rest = [
            &self.question,
            &self.purpose,
            &self.legal_basis,
            &self.consent,
            &self.proportionality,
        ];
        let all: Vec<&str> = lines
            .chain(&self.files)
            .chain(rest)
            .map(String::as_str)
            .collect();
        all.join("\n")
    }
}

/// A JPEG, PNG or WebP that stands in the document.
pub struct Picture {
    /// As it is called in the list of files: `Bestand 2`.
    pub label: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The handover file as PDF. `contact` is the officer who hands over; `pictures` are the files that
/// stand in it.
///
/// # Errors
/// When a picture is broken or the document cannot be set.
pub fn handover(
    file: &HandoverFile,
    contact: &str,
    pictures: Vec<Picture>,
) -> Result<Vec<u8>, Error> {
    laid(file, contact, pictures)?.pdf(&file.day)
}

/// A document as it is looked at before it leaves.
pub struct Sheets {
    /// Its first pages, a PNG each.
    pub shown: Vec<Vec<u8>>,
    /// How many pages it has.
    pub all: usize,
}

/// The pages of the very document that [`handover`] makes a PDF of, `most` at the most. That it can be
/// a PDF is made sure of.
///
/// # Errors
/// As [`handover`].
pub fn handover_sheets(
    file: &HandoverFile,
    contact: &str,
    pictures: Vec<Picture>,
    most: usize,
) -> Result<Sheets, Error> {
    let laid = laid(file, contact, pictures)?;
    laid.pdf(&file.day)?;
    Ok(Sheets {
        shown: laid.pictures(most)?,
        all: laid.pages(),
    })
}

fn laid(file: &HandoverFile, contact: &str, pictures: Vec<Picture>) -> Result<world::Laid, Error> {
    let (mut shown, mut extra) = (Vec::new(), Vec::new());
    for (at, picture) in pictures.into_iter().enumerate() {
        let name = format!("picture-{at}");
        shown.push(json!({ "name": name, "label": picture.label }));
        extra.push((name, picture.bytes));
    }
    let parts = file.parts(contact);
    let data = json!({ "file": file, "parts": parts, "closing": CLOSING, "pictures": shown });
    world::lay(include_str!("templates/handover.typ"), &data, extra)
}

/// The recovery key for the municipal safe, made on `day` (`2026-11-23`).
///
/// # Errors
/// When the document cannot be set.
pub fn recovery_key(municipality: &str, code: &str, day: &str) -> Result<Vec<u8>, Error> {
    let data = json!({ "municipality": municipality, "code": code, "day": day });
    world::lay(include_str!("templates/recovery.typ"), &data, Vec::new())?.pdf(day)
}
