//! The agenda and the minutes of a meeting.

use serde::Serialize;
use serde_json::json;

use crate::{Error, world};

/// Everything that the agenda or the minutes of a meeting say. It has no field for who reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingFile {
    /// The municipality whose meeting it is.
    pub municipality: String,
    /// What the table is called.
    pub table: String,
    /// When it is, in words.
    pub when: String,
    /// `2026-11-23`, for the document's own properties.
    pub day: String,
    /// What was said is in it; otherwise it is the agenda.
    pub is_minutes: bool,
    /// The table reads no names, unless an item says so.
    pub nameless: bool,
    /// Who is asked to come, or who came.
    pub attendees: Vec<String>,
    /// What is brought, in order.
    pub items: Vec<MeetingItem>,
}

/// Something that is brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MeetingItem {
    /// The reference of its dossier.
    pub reference: String,
    /// The words that were meant for the table.
    pub text: String,
    /// On what law the table hears it.
    pub basis: String,
    /// On what law it is shared to do what was agreed; empty where nothing was.
    pub execute: String,
    /// What was said and decided.
    pub said: String,
    /// When that was last corrected, in words; empty when it was not.
    pub corrected: String,
    /// What was agreed: what, who, and by when.
    pub actions: Vec<[String; 3]>,
    /// Who heard it.
    pub heard: Vec<String>,
}

/// The agenda or the minutes as PDF.
///
/// # Errors
/// When the document cannot be set.
pub fn meeting(file: &MeetingFile) -> Result<Vec<u8>, Error> {
    let data = json!({ "file": file });
    world::lay(include_str!("templates/meeting.typ"), &data, Vec::new())?.pdf(&file.day)
}
