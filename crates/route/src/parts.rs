//! What other wings can add to this one. Each of these is a value in `Wing.parts`; modules of this wing
//! register theirs in the same way.
//!
//! | what | where it goes |
//! |---|---|
//! | [`Panel`] | a section of the dossier page |
//! | [`Link`] | a button beside the heading of a panel |
//! | [`Happenings`] | lines in what happened in a dossier |
//! | [`OnPaper`] | the whole dossier on paper, beside what happened |
//! | [`OfTable`] | on the agenda of one table |
//! | [`AlsoShared`] | below the register of what was shared |
//! | [`Notice`] | above the lines of the worklist |
//! | [`Holding`] | what `meldroute check` opens, and what it holds the list of tasks against |
//!
//! A way in which a handover goes is [`Delivery`](crate::referrals::Delivery), beside the rules of handovers.
//!
//! A task that blocks closing is in `Wing.tasks`. What belongs to a dossier goes with it, because its
//! table `references signal (id) on delete cascade`.

use platform::calendar::{day_of, end_of_day};
use platform::db::Reader;
use platform::forms::Form;
use platform::tasks::{Due, Kind};
use platform::web::{Html, Page};
use platform::wing::Running;
use platform::{Actor, App, DossierId, Millis, PersonId, Tenant};
use policy::{Pack, TableId};

use crate::dossiers::{Open, VERSION};

/// A section of the dossier page, which the officer reads.
pub struct Panel {
    /// As a [`Link`] names it.
    pub id: &'static str,
    pub place: Place,
    /// The whole section; `None` when this dossier has none.
    pub show: for<'a> fn(&'a mut Reader, &'a Shown<'a>) -> Running<'a, Option<Html>>,
}

/// Where a panel stands: in the wide column or the narrow one, the smallest number first. Those of this
/// wing are tens, so that others fit between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Main(u16),
    Aside(u16),
}

/// A button in the head of a panel, to a page of another wing.
pub struct Link {
    /// The id of the panel.
    pub beside: &'static str,
    /// The key of its text.
    pub label: &'static str,
    /// Where it leads; `None` when it leads nowhere for this dossier.
    pub to: fn(&Open) -> Option<String>,
}

/// Lines in what happened in a dossier. They are sorted by their moment.
pub struct Happenings(pub for<'a> fn(&'a mut Reader, &'a Shown<'a>) -> Running<'a, Vec<Happening>>);

/// One of them.
pub struct Happening {
    pub at: Millis,
    /// In words.
    pub what: String,
    /// Who did it, unless that must not be known.
    pub who: Option<PersonId>,
    /// What they wrote.
    pub text: String,
}

/// When something happened of which the day alone is known: it stands after all else of that day, without a time.
#[must_use]
pub fn of_day(at: Millis) -> Millis {
    end_of_day(day_of(at)) - 1
}

/// Is more known of a moment than its day?
#[must_use]
pub fn has_time(at: Millis) -> bool {
    at != of_day(at)
}

/// The dossier page as it is being shown.
pub struct Shown<'a> {
    pub app: &'a App,
    pub actor: &'a Actor,
    pub page: &'a Page,
    pub open: &'a Open,
    /// The policy pack that the dossier was judged under.
    pub pack: &'a Pack,
    pub(crate) faulty: Option<&'a Faulty>,
}

impl Shown<'_> {
    /// A form of a panel, which decides on the version that is shown; with what was typed and what is
    /// wrong with it, if that was refused.
    #[must_use]
    pub fn form(&self, name: &'static str) -> Form {
        self.filled(Form::new(&self.page.texts, name), name, "")
    }

    /// The same, of a form that the page has several times: `which` one.
    #[must_use]
    pub fn filled(&self, form: Form, name: &str, which: &str) -> Form {
        let form = form.with(VERSION, self.open.version().to_string());
        match self.faulty {
            Some(faulty) if faulty.form == name && faulty.which == which => {
                let mut form = form.filled_first(faulty.typed.clone());
                for (field, text) in &faulty.faults {
                    form.fault_text(field, text.clone());
                }
                form
            }
            _ => form,
        }
    }

    /// The buttons in the head of a panel: label and address.
    #[must_use]
    pub fn links(&self, panel: &str) -> Vec<(&'static str, String)> {
        let links = self.app.wings.parts::<Link>().into_iter();
        links
            .filter(|link| link.beside == panel)
            .filter_map(|link| Some((link.label, (link.to)(self.open)?)))
            .collect()
    }
}

/// A fault in one of the page's forms: which form, which one of several, and what was typed.
pub(crate) struct Faulty {
    pub form: &'static str,
    pub which: String,
    pub typed: Vec<(String, String)>,
    /// Fields with the words of their faults.
    pub faults: Vec<(&'static str, String)>,
}

/// A part of the whole dossier on paper, in full. What happened stands there by itself; where a sheet is about
/// the same, it stands in its place.
pub struct OnPaper(pub for<'a> fn(&'a mut Reader, &'a Shown<'a>) -> Running<'a, Vec<Sheet>>);

/// One of them.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub at: Millis,
    /// As [`Happening::what`].
    pub what: String,
    pub who: Option<PersonId>,
    /// What it is, and what it says.
    pub lines: Vec<(String, String)>,
}

/// Something that waits for the officer, above the lines of the worklist.
pub struct Notice {
    pub show:
        for<'a> fn(&'a mut Reader, &'a App, &'a Actor, &'a Page) -> Running<'a, Option<Noticed>>,
}

/// A section of the agenda of one table, for whoever may read that.
pub struct OfTable {
    pub show: for<'a> fn(Reads<'a>, &'a TableId) -> Running<'a, Option<Html>>,
    /// What whoever reads the agendas of all tables can do first with what waits at this one: the key of its text, and where.
    pub step: for<'a> fn(Reads<'a>, &'a TableId) -> Running<'a, Option<TableStep>>,
}

/// The key of its text, and where it is done.
pub type TableStep = (&'static str, String);

/// Who reads which page, and the database as they read it.
pub type Reads<'a> = (&'a mut Reader, &'a App, &'a Actor, &'a Page);

/// What was shared otherwise than by a handover, below the register, from one moment until another.
pub struct AlsoShared {
    pub show: for<'a> fn(Reads<'a>, (Millis, Millis)) -> Running<'a, Option<Html>>,
}

/// What a notice says, and the dossiers of which it shows something: those were seen.
pub struct Noticed {
    pub html: Html,
    pub shown: Vec<DossierId>,
}

/// What `meldroute check` looks at: what a wing keeps sealed, all of which it opens, and what there is to do.
pub enum Holding {
    /// Of one dossier.
    OfDossier(for<'a> fn(&'a mut Reader, &'a App, &'a Open) -> Running<'a, ()>),
    /// Of a municipality, beside its dossiers: what it is, in a word.
    Beside(
        &'static str,
        for<'a> fn(&'a mut Reader, &'a App, Tenant) -> Running<'a, ()>,
    ),
    /// What is to be done of these kinds in a dossier, worked out anew from what was done there: the list of tasks is held
    /// against it. A wing speaks of its own kinds, of each of them in one of these.
    ToDo(
        &'static [&'static Kind],
        for<'a> fn(&'a mut Reader, &'a App, &'a Open) -> Running<'a, Due>,
    ),
}
