//! An addition that was typed and did not go yet, as while its writer is asked whether it is about a colleague: kept as a
//! draft, for the writer alone, so that Back in the browser loses nothing. Files are no part of it.

use platform::forms::Posted;
use platform::{Actor, App, Result};
use uuid::Uuid;

use super::shared::form_of;
use crate::signals::{self, ADDITION, Kind, Reference};

/// The form says which signal it is about: its number in the own list moves on when an earlier one is
/// destroyed.
pub(crate) const ABOUT: &str = "about";

/// Fields that say which form it is, or hold what was there already.
const AROUND: [&str; 11] = [
    "action",
    "form-id",
    ABOUT,
    "told",
    "short",
    "subjects",
    "contact",
    "saved-at",
    "not-about",
    "asked-about",
    "meant",
];

/// Beside these fields, did somebody type or choose anything?
pub(super) fn says_more_than(posted: &Posted, fields: &[&str]) -> bool {
    posted.fields.iter().any(|(name, value)| {
        let name = name.as_str();
        let is_around = AROUND.contains(&name) || name.ends_with("-kind");
        !is_around && !fields.contains(&name) && !value.trim().is_empty()
    })
}

/// Keeps what was typed to add to the own signal with this reference. False: there is no room for another draft.
pub(super) async fn keep(
    app: &App,
    actor: &Actor,
    about: &Reference,
    posted: &Posted,
) -> Result<bool> {
    if !says_more_than(posted, &[]) || form_of(&posted.fields).is_none() {
        return Ok(true);
    }
    let not_kept = ["action", "asked-about", "meant", ABOUT];
    let mut fields = posted.fields.clone();
    fields.retain(|(name, _)| !not_kept.contains(&name.as_str()));
    fields.push((ABOUT.to_owned(), about.to_string()));
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.begin().await?;
    if !signals::save_draft(&mut tx, app, actor, ADDITION, own, &fields).await? {
        return Ok(false);
    }
    tx.commit_unaudited("a draft is the writer's own").await?;
    Ok(true)
}

/// What waits to be added to the own signal with this reference, the latest.
pub(super) async fn of(
    app: &App,
    actor: &Actor,
    about: &Reference,
) -> Result<Option<Vec<(String, String)>>> {
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let drafts = signals::drafts(&mut tx, actor, ADDITION, own).await?;
    let about = about.to_string();
    let mut drafts = drafts.legible.into_iter();
    let found = drafts.find(|draft| draft.value(ABOUT) == about);
    Ok(found.map(|draft| draft.fields))
}

/// Does something wait to be added to it?
pub(crate) async fn waits(app: &App, actor: &Actor, about: &Reference) -> Result<bool> {
    Ok(of(app, actor, about).await?.is_some())
}

/// Where the drafts of one form of this person lie, whatever the form is for.
pub(super) async fn places(app: &App, actor: &Actor, form: Uuid) -> Result<Vec<[u8; 32]>> {
    let own = signals::own_count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let mut found = Vec::new();
    let kinds = Kind::ALL.iter().map(|kind| kind.id());
    for of in kinds.chain([ADDITION]) {
        let drafts = signals::drafts_of_form(&mut tx, actor, of, own, form).await?;
        found.extend(drafts.places);
    }
    Ok(found)
}

/// Throws away what was typed in this form.
pub(super) async fn discard(app: &App, actor: &Actor, form: Uuid) -> Result<()> {
    let places = places(app, actor, form).await?;
    let mut tx = app.db.begin().await?;
    for place in places {
        signals::drop_draft(&mut tx, place).await?;
    }
    tx.commit_unaudited("a draft is the writer's own").await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(fields: &[(&str, &str)]) -> Posted {
        let fields = fields.iter();
        let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let (fields, files) = (fields.collect(), Vec::new());
        Posted { fields, files }
    }

    #[test]
    fn what_the_program_filled_in_was_not_typed() {
        let empty = [
            ("form-id", "1"),
            ("about", "ABCD-1234"),
            ("told", "2"),
            ("subjects", "1"),
            ("subject-0-kind", "person"),
            ("contact", "here"),
            ("seen", " "),
        ];
        assert!(!says_more_than(&posted(&empty), &[]));
        let said = posted(&[("said", "Ja."), ("about", "ABCD-1234")]);
        assert!(says_more_than(&said, &[]) && !says_more_than(&said, &["said"]));
        assert!(says_more_than(
            &posted(&[("subject-0-name", "X")]),
            &["said"]
        ));
    }
}
