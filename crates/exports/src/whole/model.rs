//! What a whole dossier is made for, and how it becomes a document. No I/O.

use documents::{Bound, Chapter, DossierFile, Enclosure, Entry, Line};
use route::desk::{Told, Whole};

/// For whom it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// The municipality's own, where it is kept for as long as the law says.
    Archive,
    /// Somebody objects, or complains.
    Objection,
    Court,
    /// Which the words say.
    Other,
}

impl For {
    /// Every one, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Archive, Self::Objection, Self::Court, Self::Other];

    /// As it is sent and recorded; `print-for-ID` in the texts.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Objection => "objection",
            Self::Court => "court",
            Self::Other => "other",
        }
    }

    /// The one with this id.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// An archive takes nothing that is encrypted, and keeps PDF/A; all else leaves the house.
    #[must_use]
    pub fn bound(self) -> Bound {
        match self {
            Self::Archive => Bound::ToKeep,
            Self::Objection | Self::Court | Self::Other => Bound::ToSeal,
        }
    }
}

fn line((label, text): (String, String)) -> Line {
    Line { label, text }
}

fn chapter(told: Told) -> Chapter {
    Chapter {
        title: told.what,
        when: told.when,
        who: told.who,
        lines: told.lines.into_iter().map(line).collect(),
    }
}

/// `182.044 bytes`
fn size(bytes: i64) -> String {
    let digits = bytes.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    let groups: Vec<_> = groups.map(String::from_utf8_lossy).collect();
    format!("{} bytes", groups.join("."))
}

/// What stands on the first page beside the dossier itself.
pub struct Front {
    pub municipality: String,
    pub reference: String,
    pub made: String,
    pub day: String,
    pub copy_of: String,
    pub made_for: String,
    pub reason: String,
}

/// The dossier as a document.
#[must_use]
pub fn file(front: Front, whole: Whole, taken_out: usize, bound: Bound) -> DossierFile {
    let log = whole.log.into_iter().map(|one| Entry {
        when: one.when,
        who: one.who,
        what: one.what,
    });
    let files = whole.files.into_iter().map(|file| Enclosure {
        name: file.name,
        kind: file.kind,
        size: size(file.bytes),
        sha256: file.sha256,
    });
    DossierFile {
        municipality: front.municipality,
        reference: front.reference,
        title: whole.title,
        made: front.made,
        day: front.day,
        copy_of: front.copy_of,
        made_for: front.made_for,
        reason: front.reason,
        stands: whole.stands.into_iter().map(line).collect(),
        chapters: whole.told.into_iter().map(chapter).collect(),
        log: log.collect(),
        files: files.collect(),
        taken_out,
        to_keep: bound == Bound::ToKeep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_in_the_house_is_not_encrypted() {
        for one in For::ALL {
            assert_eq!(one.bound() == Bound::ToKeep, one == For::Archive);
            assert_eq!(For::parse(one.id()), Some(one));
        }
        assert_eq!(For::parse("curiosity"), None);
    }

    #[test]
    fn sizes_are_read_in_threes() {
        assert_eq!(size(7), "7 bytes");
        assert_eq!(size(182_044), "182.044 bytes");
        assert_eq!(size(1_000_000), "1.000.000 bytes");
    }
}
