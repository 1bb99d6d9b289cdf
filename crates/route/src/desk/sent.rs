//! A form of the dossier page that was sent: on to what was done, or the page again with what was typed,
//! and what is wrong beside its field.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::forms::Posted;
use platform::web::{Page, redirect_done, redirect_done_in};
use platform::{Actor, App, DossierId};

use super::dossier;
use crate::dossiers::{Ended, Refusal, VERSION};
use crate::parts::Faulty;

/// One of the page's forms, as it was sent. Also of a panel of another wing.
pub struct Sent {
    id: DossierId,
    form: &'static str,
    /// Which one, of a form that the page has several times.
    which: String,
    /// The field where is told what no other field can tell.
    main: &'static str,
    posted: Posted,
}

impl Sent {
    /// `main`: the field where is told what no other field can tell.
    #[must_use]
    pub fn new(id: DossierId, form: &'static str, main: &'static str, posted: Posted) -> Self {
        let which = String::new();
        Self {
            id,
            form,
            which,
            main,
            posted,
        }
    }

    /// Which one, of a form that the page has several times.
    #[must_use]
    pub fn numbered(self, which: &impl ToString) -> Self {
        let which = which.to_string();
        Self { which, ..self }
    }

    /// Its form is not on the page any more: the words wait in that of a note.
    pub(super) fn into_note(self) -> Self {
        let mut posted = self.posted;
        let words = posted.get(self.main).to_owned();
        posted.fields = vec![("text".to_owned(), words)];
        Self::new(self.id, "note", "text", posted)
    }

    /// On to what was done, or the page again with what was typed. `place`: where on the page, as `#overleg`;
    /// as `=overleg` the message stands in that section itself.
    ///
    /// # Errors
    /// What no field of the form can tell.
    pub async fn answer(
        self,
        app: &App,
        actor: &Actor,
        page: Page,
        done: Ended,
        (place, message): (&str, &str),
    ) -> Ended<Response> {
        let Err(refusal) = done else {
            let path = format!("/dossier/{}", self.id);
            return Ok(match place.strip_prefix('=') {
                Some(section) => redirect_done_in(&path, message, section),
                None => redirect_done(&format!("{path}{place}"), message),
            });
        };
        let gone = matches!(refusal, Refusal::Closed(_) | Refusal::NoSuchStep(_));
        if gone && !self.posted.get(self.main).is_empty() {
            let told = Err(Refusal::of("text", "no-step-now"));
            let note = Box::pin(self.into_note().answer(app, actor, page, told, ("", "")));
            return note.await;
        }
        let (status, words) = refusal.in_words(&page.texts, self.main)?;
        let mut typed = self.posted.fields;
        if status == StatusCode::CONFLICT {
            // Having been told, the officer decides on what stands there now.
            typed.retain(|(name, _)| name != VERSION);
        }
        let faulty = Faulty {
            form: self.form,
            which: self.which,
            typed,
            faults: words,
        };
        let shown = dossier::show(app, actor, page, self.id, Some(faulty)).await?;
        Ok((status, shown).into_response())
    }
}
