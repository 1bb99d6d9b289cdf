//! A wing of the house: one part of the policy, with everything that the program must know of it in
//! one value. The program holds the list of wings and nothing else about them.
//!
//! To add a wing: a crate with `pub const WING: Wing = Wing { name: "..", ..Wing::EMPTY }`, and its
//! line in `meldroute::wiring::WINGS`. What a wing does not have, it does not name.

use std::any::Any;
use std::pin::Pin;

use crate::acts::Act;
use crate::db::{CodeStep, Migration, Reader, Schema, Tx};
use crate::guests::Purpose;
use crate::i18n::Locales;
use crate::proof::Standing;
use crate::tasks::Kind;
use crate::web::{NavItem, Routes};
use crate::{App, PersonId, Result, Role, Tenant, jobs};

/// What a part of a wing does, in its own time.
pub type Running<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// What a wing does, within the same transaction, when somebody loses a role in a municipality.
pub type Leaving = for<'a> fn(&'a mut Tx, &'a App, Tenant, PersonId, Role) -> Running<'a, ()>;

/// The rows of a municipality that the audit log vouches for, as they stand (for `meldroute
/// check`).
pub type Vouched = for<'a> fn(&'a mut Reader, &'a App, Tenant) -> Running<'a, Standing>;

/// What another wing has a place for. That wing defines the type, and collects its values from all
/// wings ([`Wings::parts`]); nobody else knows what it is.
pub type Part = &'static (dyn Any + Send + Sync);

/// Everything that the program must know of a wing.
#[derive(Clone, Copy)]
pub struct Wing {
    /// As its crate is called.
    pub name: &'static str,
    /// Its texts, Dutch and English.
    pub locales: &'static [Locales],
    /// The steps of its tables, in order.
    pub migrations: &'static [&'static [Migration]],
    /// Steps that SQL cannot take.
    pub code: &'static [CodeStep],
    /// Its pages.
    pub routes: fn() -> Routes,
    /// Its lines in the menu.
    pub nav: &'static [NavItem],
    /// Where somebody with this role begins. Of several roles, the first in the list of wings.
    pub home: &'static [(Role, &'static str)],
    /// What it records.
    pub acts: &'static [&'static Act],
    /// What there can be to do in it.
    pub tasks: &'static [&'static Kind],
    /// Its work in the background.
    pub jobs: &'static [jobs::Kind],
    /// What goes when somebody loses a role.
    pub leaving: &'static [Leaving],
    /// For `meldroute check`: how its rows stand.
    pub vouched: &'static [Vouched],
    /// What links for people without an account are for in it.
    pub guests: &'static [&'static Purpose],
    /// What it adds to pages and rounds of other wings.
    pub parts: &'static [Part],
}

impl Wing {
    /// One that has nothing yet: `Wing { name: "..", routes, ..Wing::EMPTY }`.
    pub const EMPTY: Self = Self {
        name: "",
        locales: &[],
        migrations: &[],
        code: &[],
        routes: Routes::new,
        nav: &[],
        home: &[],
        acts: &[],
        tasks: &[],
        jobs: &[],
        leaving: &[],
        vouched: &[],
        guests: &[],
        parts: &[],
    };
}

/// The wings of a program, in order.
#[derive(Clone, Copy)]
pub struct Wings(pub &'static [&'static Wing]);

impl Wings {
    fn each<T: Copy + 'static>(self, part: impl Fn(&Wing) -> &'static [T]) -> Vec<T> {
        self.0
            .iter()
            .flat_map(|wing| part(wing).iter().copied())
            .collect()
    }

    /// All texts.
    #[must_use]
    pub fn locales(self) -> Vec<Locales> {
        self.each(|wing| wing.locales)
    }

    /// All steps in SQL; [`Wings::schema`] puts the steps in code between them.
    #[must_use]
    pub fn migrations(self) -> Vec<&'static [Migration]> {
        self.each(|wing| wing.migrations)
    }

    /// Of each wing, its steps in code.
    #[must_use]
    pub fn code(self) -> Vec<&'static [CodeStep]> {
        self.0.iter().map(|wing| wing.code).collect()
    }

    /// Every step of the schema, in order.
    ///
    /// # Errors
    /// When a step in code follows one that is not there.
    pub fn schema(self) -> Result<Schema> {
        Schema::new(&self.migrations(), &self.code())
    }

    /// All pages.
    ///
    /// # Panics
    /// When two wings have the same one.
    #[must_use]
    pub fn routes(self) -> Routes {
        let routes = self.0.iter().map(|wing| (wing.routes)());
        routes.fold(Routes::new(), Routes::merge)
    }

    /// All lines of the menu.
    #[must_use]
    pub fn nav(self) -> Vec<NavItem> {
        self.each(|wing| wing.nav)
    }

    /// Does this path lead to a page that somebody goes to: of the menu, or below one of it? Not to
    /// what only does something, such as another language, nor to a file of the program.
    #[must_use]
    pub fn leads_to(self, path: &str) -> bool {
        self.routes().shows(path) && self.nav().iter().any(|item| item.holds(path))
    }

    /// All that can stand in the audit log.
    #[must_use]
    pub fn acts(self) -> Vec<&'static Act> {
        self.each(|wing| wing.acts)
    }

    /// All kinds of task.
    #[must_use]
    pub fn tasks(self) -> Vec<&'static Kind> {
        self.each(|wing| wing.tasks)
    }

    /// Of each wing, its kinds of job.
    #[must_use]
    pub fn jobs(self) -> Vec<&'static [jobs::Kind]> {
        self.0.iter().map(|wing| wing.jobs).collect()
    }

    /// All that goes with a role.
    #[must_use]
    pub fn leaving(self) -> Vec<Leaving> {
        self.each(|wing| wing.leaving)
    }

    /// All that the audit log vouches for.
    #[must_use]
    pub fn vouched(self) -> Vec<Vouched> {
        self.each(|wing| wing.vouched)
    }

    /// All purposes of links.
    #[must_use]
    pub fn guests(self) -> Vec<&'static Purpose> {
        self.each(|wing| wing.guests)
    }

    /// Of every wing, what is of this type. A look at a few dozen values: it is not kept.
    #[must_use]
    pub fn parts<T: 'static>(self) -> Vec<&'static T> {
        let parts = self.0.iter().flat_map(|wing| wing.parts);
        parts.filter_map(|part| part.downcast_ref()).collect()
    }

    /// The purpose of this id.
    #[must_use]
    pub fn guest(self, id: &str) -> Option<&'static Purpose> {
        self.guests().into_iter().find(|purpose| purpose.id == id)
    }

    /// Where somebody with these roles begins.
    #[must_use]
    pub fn home(self, roles: &[Role]) -> Option<&'static str> {
        let homes = self.each(|wing| wing.home).into_iter();
        let mut homes = homes.filter(|(role, _)| roles.contains(role));
        homes.next().map(|(_, path)| path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Line(&'static str);
    struct Other;

    const FIRST: Wing = Wing {
        parts: &[&Line("one"), &Other],
        ..Wing::EMPTY
    };
    const SECOND: Wing = Wing {
        parts: &[&Line("two")],
        ..Wing::EMPTY
    };

    #[test]
    fn parts_are_collected_by_their_type_in_the_order_of_wings() {
        let wings = Wings(&[&FIRST, &SECOND]);
        let lines = wings.parts::<Line>().into_iter();
        assert_eq!(lines.map(|line| line.0).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(wings.parts::<Other>().len(), 1);
        assert!(wings.parts::<u8>().is_empty());
    }
}
