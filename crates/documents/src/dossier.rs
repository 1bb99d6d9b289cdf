//! A whole dossier on paper.

use serde::Serialize;
use serde_json::json;

use crate::{Error, Line, world};

/// Everything that a whole dossier says. It has no field for who reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DossierFile {
    /// The municipality whose dossier it is.
    pub municipality: String,
    /// What people call it by.
    pub reference: String,
    /// What the officers call it.
    pub title: String,
    /// When it was made: `23 november 2026, 14:05`.
    pub made: String,
    /// `2026-11-23`, for the document's own properties.
    pub day: String,
    /// Whose copy it is.
    pub copy_of: String,
    /// What it was made for: `voor de rechter`.
    pub made_for: String,
    /// And why, in the words of whoever made it.
    pub reason: String,
    /// Where it stands.
    pub stands: Vec<Line>,
    /// What happened, oldest first.
    pub chapters: Vec<Chapter>,
    /// Who did what with it, oldest first.
    pub log: Vec<Entry>,
    /// Its files, which lie beside it.
    pub files: Vec<Enclosure>,
    /// In so many places stood something that tells who reported.
    pub taken_out: usize,
    /// It goes to an archive; any other copy is destroyed after use.
    pub to_keep: bool,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// What: `Doorgezet naar Veilig Thuis`.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// Who did it; empty where that must not be known.
    pub who: String,
    /// What it is, and what it says. Words by themselves have no label.
    pub lines: Vec<Line>,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// When, in words.
    pub when: String,
    /// A person, or what they were.
    pub who: String,
    /// What was done.
    pub what: String,
}

/// A file that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Enclosure {
    /// As it is called in the dossier: `Bestand 2`.
    pub name: String,
    /// What it is: `foto`.
    pub kind: String,
    /// How large, in words: `182.044 bytes`.
    pub size: String,
    /// In hexadecimal.
    pub sha256: String,
}

/// How it is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// To be kept for years: PDF/UA-1 and PDF/A-2a.
    ToKeep,
    /// To be encrypted ([`crate::sealed`]): PDF/UA-1. PDF/A knows no encryption (ISO 19005-2, 6.1.3).
    ToSeal,
}

/// The whole dossier as PDF.
///
/// # Errors
/// When the document cannot be set.
pub fn dossier(file: &DossierFile, bound: Bound) -> Result<Vec<u8>, Error> {
    let data = json!({ "file": file });
    let laid = world::lay(include_str!("templates/dossier.typ"), &data, Vec::new())?;
    match bound {
        Bound::ToKeep => laid.pdf(&file.day),
        Bound::ToSeal => laid.pdf_to_be_sealed(&file.day),
    }
}
