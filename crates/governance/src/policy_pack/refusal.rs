//! How a change of the policy ends when nothing was changed, and how that is shown.

use platform::Error;
use platform::forms::Form;
use platform::web::Page;
use policy::{Faults, Term};

use super::municipality::name_like;

/// Nothing was written.
pub enum Refusal {
    /// What was typed cannot be taken: which fields, and why.
    Typed(Vec<Wrong>),
    /// Somebody reported here, or began to: the municipality stays what it is.
    Begun,
    /// Whoever looks changed something of it: another says whether it is right.
    Own,
    /// Something else went wrong; none of it is about what was typed.
    Failed(Error),
}

/// How an act ends.
pub type Decided<T> = Result<T, Refusal>;

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// What is wrong with a field.
pub struct Wrong {
    pub field: String,
    pub why: Why,
}

/// Why a field cannot be taken.
pub enum Why {
    /// The message `error-KEY`.
    Key(&'static str),
    /// The same: a colleague changed it since it was shown.
    Meanwhile(&'static str),
    /// A term is shorter than can be.
    AtLeast(Term),
    /// No municipality of the list is called so.
    NoNeighbour(String),
    /// `meldroute policy check` would refuse such a pack.
    Unsound(Faults),
}

impl Wrong {
    pub fn new(field: &str, key: &'static str) -> Self {
        Self::because(field, Why::Key(key))
    }

    pub fn because(field: &str, why: Why) -> Self {
        let field = field.to_owned();
        Self { field, why }
    }

    fn text(&self, page: &Page) -> String {
        match &self.why {
            Why::Key(key) | Why::Meanwhile(key) => page.text(&format!("error-{key}")),
            Why::AtLeast(least) => page.with("term-least", &[("least", page.term(*least))]),
            Why::NoNeighbour(name) => {
                let values = [("name", name.clone()), ("like", name_like(name))];
                let key = match values[1].1.as_str() {
                    "" => "document-neighbour",
                    _ => "document-neighbour-like",
                };
                page.with(key, &values)
            }
            Why::Unsound(faults) => {
                let faults = [("faults", page.pack_faults(faults))];
                page.with("policy-unsound", &faults)
            }
        }
    }
}

impl Refusal {
    /// One field cannot be taken.
    pub fn of(field: &str, why: Why) -> Self {
        Self::Typed(vec![Wrong::because(field, why)])
    }

    /// Whoever typed all this is told of all that is wrong with it at once.
    ///
    /// # Errors
    /// When something is.
    pub fn unless(wrong: Vec<Wrong>) -> Decided<()> {
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(Self::Typed(wrong))
        }
    }

    /// Shows it beside the fields. `true`: a colleague changed it since it was shown.
    ///
    /// # Errors
    /// What no field can tell.
    pub fn beside(self, page: &Page, form: &mut Form) -> platform::Result<bool> {
        match self {
            Self::Typed(wrong) => {
                for one in &wrong {
                    form.fault_text(&one.field, one.text(page));
                }
                let mut whys = wrong.iter().map(|one| &one.why);
                Ok(whys.any(|why| matches!(why, Why::Meanwhile(_))))
            }
            // The page itself says so.
            Self::Begun | Self::Own => Ok(false),
            Self::Failed(error) => Err(error),
        }
    }
}
