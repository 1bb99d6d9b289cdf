//! What certainly says who reported, and what the officer is asked about.
//!
//! Certain: the whole name, a mail address or the name in one, a number, and a surname that nobody else
//! in the dossier has. Asked: a word that somebody in the dossier is called too (`Jong` beside Maria de
//! Jong), a first name alone (`Emma, haar dochter`), what people of that name are called, a surname that is
//! an ordinary word without `mevrouw` or the right initial before it, initials, and the name as people shorten
//! and respell it (see [`super::table`]). But where the text says that it speaks of who reported (`gemeld door
//! Emma`), each of these is certain, unless it is somebody else's.

use std::collections::BTreeSet;

use super::names::{self, Kind, Wanted};
use super::rules::is_mailbox;
use super::setting::{self, Called};
use super::stream::{Hit, Stream};

/// How others in the dossier are called.
pub(super) struct Theirs(BTreeSet<Vec<char>>);

impl Theirs {
    pub(super) fn of(names: &[&str]) -> Self {
        Self(names::words_of(names))
    }

    /// Is one of them called so? `Han` with an s behind it is Hans, who has a name of his own.
    pub(super) fn are_called(&self, letters: &[char]) -> bool {
        self.0.contains(letters) || self.0.contains([letters, &['s']].concat().as_slice())
    }

    /// Is this one of them, as it is looked for or as it is written here (Jansen, beside Janssen)?
    fn are_meant(&self, stream: &Stream, hit: Hit, wanted: &Wanted) -> bool {
        let here = stream.plain(hit);
        self.0.contains(&wanted.letters)
            || self.0.contains(&here)
            || here
                .strip_suffix(&['s'])
                .is_some_and(|bare| self.0.contains(bare))
    }
}

/// A word that is not written as the name is: certain only where it is said that this reported.
pub(super) fn is_told(stream: &Stream, hit: Hit) -> bool {
    setting::called(stream, hit.start) == Some(Called::Reporter)
}

pub(super) fn is_certain(
    stream: &Stream,
    hit: Hit,
    wanted: &Wanted,
    (theirs, initials): (&Theirs, &[char]),
) -> bool {
    let is_theirs = || theirs.are_meant(stream, hit, wanted);
    let called = || setting::called(stream, hit.start);
    match wanted.kind {
        Kind::Whole | Kind::Mail | Kind::Mailbox => true,
        Kind::Handle => is_mailbox(stream, hit) || !is_theirs(),
        Kind::Part if wanted.ordinary => {
            let is_own = match called() {
                Some(Called::Initial(initial)) => initials.contains(&initial),
                Some(Called::Title | Called::Reporter) => true,
                None => false,
            };
            is_own && !is_theirs()
        }
        Kind::Part => !is_theirs(),
        Kind::SpokenMail | Kind::Desk => false,
        Kind::Given | Kind::Nickname => called() == Some(Called::Reporter) && !is_theirs(),
    }
}
