//! How an act ends when it was not done, and how that is shown.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::forms::Form;
use crate::i18n::Texts;
use crate::jobs::Failure;
use crate::web::redirect_done;
use crate::{DossierId, Error};

/// How an act ends.
pub type Ended<T = ()> = Result<T, Refusal>;

/// Nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// What was typed cannot be taken: which fields, and why.
    Typed(Vec<Fault>),
    /// A colleague changed the dossier since it was shown.
    Changed,
    /// This dossier is closed: it must be taken up again first.
    Closed(DossierId),
    /// The route does not lead there from where this dossier stands.
    NoSuchStep(DossierId),
    /// Something else went wrong; none of it is about what was typed.
    Failed(Error),
}

/// What is wrong with a field: the message `error-KEY`, with words that stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the field.
    pub field: &'static str,
    /// The message, without `error-`.
    pub key: &'static str,
    /// What it names, if it names something.
    pub words: Vec<String>,
}

impl Fault {
    /// One that names nothing.
    #[must_use]
    pub fn new(field: &'static str, key: &'static str) -> Self {
        let words = Vec::new();
        Self { field, key, words }
    }

    /// With words that stand in it.
    #[must_use]
    pub fn naming(self, words: Vec<String>) -> Self {
        Self { words, ..self }
    }

    /// What is read.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        let words = [("words", self.words.join(", "))];
        texts.with(&format!("error-{}", self.key), &words)
    }
}

impl Refusal {
    /// One field cannot be taken.
    #[must_use]
    pub fn of(field: &'static str, key: &'static str) -> Self {
        Self::Typed(vec![Fault::new(field, key)])
    }

    /// Whoever typed all this is told of all that is wrong with it at once.
    ///
    /// # Errors
    /// When something is.
    pub fn unless(faults: Vec<Fault>) -> Ended {
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Self::Typed(faults))
        }
    }

    /// Shows it beside the fields of a form that is about no dossier.
    ///
    /// # Errors
    /// What no field can tell.
    pub fn beside(self, form: &mut Form) -> Ended {
        let Self::Typed(faults) = self else {
            return Err(self);
        };
        for fault in faults {
            let text = fault.text(&form.texts);
            form.fault_text(fault.field, text);
        }
        Ok(())
    }

    /// As it is shown: the status of the page, and fields with what is wrong. What a colleague
    /// changed meanwhile is told at `main`, so that nothing that was typed is lost.
    ///
    /// # Errors
    /// What no field can tell.
    pub fn in_words(self, texts: &Texts, main: &'static str) -> Ended<(StatusCode, InWords)> {
        let (status, faults) = match self {
            Self::Typed(faults) => (StatusCode::OK, faults),
            Self::Changed => (StatusCode::CONFLICT, vec![Fault::new(main, "changed")]),
            Self::Closed(_) => {
                let told = Fault::new(main, "closed-meanwhile");
                (StatusCode::CONFLICT, vec![told])
            }
            other => return Err(other),
        };
        let words = faults.iter().map(|fault| (fault.field, fault.text(texts)));
        Ok((status, words.collect()))
    }

    /// Shows it beside the fields of the form; gives the status of the page.
    ///
    /// # Errors
    /// What no field can tell.
    pub fn note(self, form: &mut Form, main: &'static str) -> Ended<StatusCode> {
        let (status, faults) = self.in_words(&form.texts, main)?;
        if status == StatusCode::CONFLICT {
            // Having been told, the officer decides on what stands there now.
            form.set(VERSION, "");
        }
        for (field, text) in faults {
            form.fault_text(field, text);
        }
        Ok(status)
    }
}

/// The field that says on which version of the dossier something was decided. A form that is shown
/// again keeps it, unless it was told that a colleague changed the dossier.
pub const VERSION: &str = "version";

/// Fields, and what is wrong with them.
pub type InWords = Vec<(&'static str, String)>;

/// What is left when no form can show it: back to the dossier, or a page that says what is wrong.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        match self {
            Self::Closed(id) => redirect_done(&format!("/dossier/{id}"), "is-closed"),
            Self::NoSuchStep(id) => redirect_done(&format!("/dossier/{id}"), "no-such-step"),
            Self::Changed => Error::Conflict.into_response(),
            Self::Typed(_) => Error::BadRequest("form").into_response(),
            Self::Failed(error) => error.into_response(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            // A colleague was first: with a change, or by destroying the dossier.
            Error::Conflict => Self::Changed,
            error if error.is_orphan() => Self::Failed(Error::NotFound),
            error => Self::Failed(error),
        }
    }
}

/// Why a job could not do its act.
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Changed => Self::again("busy"),
            Refusal::Closed(_) | Refusal::NoSuchStep(_) => Self::for_good("closed"),
            Refusal::Typed(_) => Self::for_good("unusable"),
            Refusal::Failed(error) => error.into(),
        }
    }
}
