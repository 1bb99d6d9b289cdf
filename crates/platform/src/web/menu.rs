//! The head of every page: the menu in groups, the one search field, and what is worth knowing at
//! any moment (an opened vault).

use super::routes::Access;
use crate::i18n::Texts;
use crate::wing::Running;
use crate::{Actor, App};

/// A group of the menu, in the order of the menu. Its name is the message `group-ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// The signals of the municipality.
    Work,
    /// What is done together.
    Approach,
    /// Who saw and got what, and from which sources.
    Accountability,
    /// People and configuration.
    Administration,
    /// Reporting, and what one reported: apart, at the end.
    Report,
}

impl Group {
    fn id(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Approach => "approach",
            Self::Accountability => "accountability",
            Self::Administration => "administration",
            Self::Report => "report",
        }
    }
}

/// An entry of the menu, for those who may use it.
#[derive(Clone, Copy)]
pub struct NavItem {
    /// Where it stands.
    pub group: Group,
    /// Where in its group, over all wings; the smallest first.
    pub place: u16,
    /// Where it leads.
    pub path: &'static str,
    /// Pages below these belong to it too: `/dossier` to the worklist.
    pub also: &'static [&'static str],
    /// The message that it shows.
    pub label: &'static str,
    /// Who sees it: whoever may use the page behind it.
    pub access: Access,
}

impl NavItem {
    /// Is this its page, or one that belongs to it?
    pub(crate) fn holds(&self, path: &str) -> bool {
        std::iter::once(&self.path)
            .chain(self.also)
            .any(|top| is_at(path, top))
    }
}

/// Is this the page at the top, or one below it?
pub(super) fn is_at(path: &str, top: &str) -> bool {
    path.strip_prefix(top)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A line of the menu as it is shown.
#[derive(Clone)]
pub struct Entry {
    /// Where it leads.
    pub path: &'static str,
    /// Its message.
    pub label: String,
    /// What `aria-current` says: this very page, or one below it.
    pub current: Option<&'static str>,
    /// So much waits there; its message says so.
    pub waiting: usize,
}

/// A group as it is shown.
#[derive(Clone)]
pub struct Section {
    /// Which one.
    pub group: Group,
    /// The group itself, leading to its first line.
    pub head: Entry,
    /// Its lines.
    pub entries: Vec<Entry>,
}

/// The menu of one person on one page.
#[derive(Clone, Default)]
pub struct Menu(pub Vec<Section>);

impl Menu {
    /// What this person may use, of all.
    #[must_use]
    pub fn of(mut items: Vec<NavItem>, actor: &Actor, path: &str, texts: &Texts) -> Self {
        items.retain(|item| item.access.allows(Some(&actor.roles)));
        items.sort_by_key(|item| (item.group, item.place));
        let entry = |item: &NavItem| Entry {
            path: item.path,
            label: texts.get(item.label),
            current: if item.path == path {
                Some("page")
            } else {
                item.holds(path).then_some("true")
            },
            waiting: 0,
        };
        let groups = items.chunk_by(|a, b| a.group == b.group).map(|group| {
            let entries: Vec<Entry> = group.iter().map(entry).collect();
            // Who may not report has who is who alone there, and it is called that.
            let label = match group {
                [only] if only.group == Group::Report => texts.get(only.label),
                _ => texts.get(&format!("group-{}", group[0].group.id())),
            };
            let head = Entry {
                path: group[0].path,
                label,
                current: entries.iter().find_map(|entry| entry.current),
                waiting: 0,
            };
            Section {
                group: group[0].group,
                head,
                entries,
            }
        });
        Self(groups.collect())
    }

    /// The band under the head. Whoever has one group sees its lines at once; a group of one line is
    /// that line.
    #[must_use]
    pub fn band(&self) -> Vec<Entry> {
        match &self.0[..] {
            [only] => only.entries.clone(),
            groups => groups.iter().map(|group| group.head.clone()).collect(),
        }
    }

    /// Does the last of the band stand apart?
    #[must_use]
    pub fn reports(&self) -> bool {
        let last = self.0.last().filter(|_| self.0.len() > 1);
        last.is_some_and(|last| last.group == Group::Report && last.entries.len() > 1)
    }

    /// Is this a page about people of whom something was reported?
    #[must_use]
    pub fn is_of_dossiers(&self) -> bool {
        let of = [Group::Work, Group::Approach, Group::Accountability];
        let here = self.0.iter().find(|one| one.head.current.is_some());
        here.is_some_and(|section| of.contains(&section.group))
    }

    /// Is this a page for whoever reports, who may have to leave it quickly?
    #[must_use]
    pub fn is_of_reporting(&self) -> bool {
        let report = self.0.iter().find(|one| one.group == Group::Report);
        report.is_some_and(|section| section.head.current.is_some())
    }

    /// This page belongs to another line of its group than its address says: a closed dossier to those.
    pub fn belongs_to(&mut self, path: &str) {
        let has = |section: &&mut Section| section.entries.iter().any(|entry| entry.path == path);
        if let Some(section) = self.0.iter_mut().find(has) {
            for entry in &mut section.entries {
                entry.current = (entry.path == path).then_some("true");
            }
            section.head.current = Some("true");
        }
    }

    /// Says at a line how much waits there.
    pub(super) fn count(&mut self, path: &str, waiting: usize) {
        let entries = self.0.iter_mut().flat_map(|section| &mut section.entries);
        for entry in entries.filter(|entry| entry.path == path && waiting > 0) {
            entry.label = format!("{} ({waiting})", entry.label);
            entry.waiting = waiting;
        }
    }

    /// How much waits behind all of its lines: on a phone they are folded.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let entries = self.0.iter().flat_map(|section| &section.entries);
        entries.map(|entry| entry.waiting).sum()
    }

    /// The lines of the group where this page is, when there is something to choose.
    #[must_use]
    pub fn here(&self) -> &[Entry] {
        let here = self.0.iter().find(|section| section.head.current.is_some());
        here.filter(|section| self.0.len() > 1 && section.entries.len() > 1)
            .map_or(&[], |section| &section.entries)
    }
}

/// The one search field, in `Wing.parts` of the wing that finds. What is typed is posted: it stands in
/// no address.
pub struct Search {
    /// Where it is sent, as `text`.
    pub path: &'static str,
    /// A page with the same field, where the head has no room for it.
    pub page: &'static str,
    /// Who has it.
    pub access: Access,
}

/// How much waits behind a line of the menu, in `Wing.parts`.
pub struct Waiting {
    /// Of which line.
    pub path: &'static str,
    /// Who is told.
    pub access: Access,
    /// So much.
    pub count: for<'a> fn(&'a App, &'a Actor) -> Running<'a, usize>,
}

/// Something that is worth knowing on every page, in `Wing.parts`.
pub struct StatusOf(pub fn(&App, &Actor, &Texts) -> Option<Status>);

/// How it stands, in words.
#[derive(Clone)]
pub struct Status {
    /// What is so.
    pub text: String,
    /// Is it as it should be for work?
    pub good: bool,
    /// Where to do something about it. It is told where the person was, as `terug`.
    pub path: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEM: NavItem = NavItem {
        group: Group::Work,
        place: 1,
        path: "/werk",
        also: &["/dossier"],
        label: "nav-work",
        access: Access::Public,
    };

    #[test]
    fn a_page_below_an_entry_belongs_to_it() {
        for held in ["/werk", "/werk/x", "/dossier", "/dossier/1/beoordelen"] {
            assert!(ITEM.holds(held), "{held}");
        }
        for other in ["/", "/werkelijk", "/dossiers", "", "/melden/dossier"] {
            assert!(!ITEM.holds(other), "{other}");
        }
    }
}
