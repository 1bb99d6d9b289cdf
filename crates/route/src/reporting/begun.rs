//! What somebody began and did not send: their drafts, and what became of the copy that they shared.

use platform::web::Page;
use platform::{Actor, App, Millis, Result, clock};
use uuid::Uuid;

use super::shared::{self, Shared, first_words, form_of};
use super::term;
use crate::signals::{self, Kind};

/// Begun, and not sent yet.
pub(super) struct Begun {
    pub kind: Kind,
    /// Names it in an address and a form. Others can make nothing of it: the id of the form would stand
    /// with the signal later.
    pub name: String,
    pub fields: Vec<(String, String)>,
    pub copy: Option<Became>,
}

/// What became of what was shared of it.
pub(super) enum Became {
    /// The team coordinator has it.
    Waits,
    /// Who had it is no coordinator any more: it is on its way to the officer.
    GoesOn,
    /// It came back with a question.
    Back(Box<Shared>),
    /// It is a signal: its number in the own list.
    PassedOn(usize),
}

impl Begun {
    /// Which form it is.
    pub fn form(&self) -> Option<Uuid> {
        form_of(&self.fields)
    }

    /// Its first words, on a few lines.
    #[must_use]
    pub fn summary(&self) -> String {
        shortened(first_words(&self.fields))
    }

    /// When it was kept.
    #[must_use]
    pub fn when(&self, app: &App, page: &Page) -> Option<String> {
        when_saved(app, page, &self.fields)
    }

    pub fn is_with_coordinator(&self) -> bool {
        matches!(self.copy, Some(Became::Waits))
    }
}

/// On a few lines.
pub(super) fn shortened(words: &str) -> String {
    const LONGEST: usize = 160;
    if words.chars().count() <= LONGEST {
        return words.to_owned();
    }
    let first: String = words.chars().take(LONGEST - 2).collect();
    first + " …"
}

/// `vandaag 14.49`, `dinsdag 24 november`; of a draft of before that is not known.
pub(super) fn when_saved(app: &App, page: &Page, fields: &[(String, String)]) -> Option<String> {
    let mut named = fields.iter().filter(|(name, _)| name == "saved-at");
    let saved: Millis = named.next()?.1.parse().ok()?;
    Some(if clock::days_between(saved, app.clock.now()) == 0 {
        page.with("report-draft-today", &[("time", clock::time(saved))])
    } else {
        page.near_date(&saved)
    })
}

/// How a form is named in an address.
pub(crate) fn name_of(actor: &Actor, fields: &[(String, String)]) -> String {
    let form = form_of(fields).unwrap_or_default();
    let print = actor
        .secret
        .derive("draft name")
        .fingerprint(&[form.as_bytes()]);
    vault::hex(&print[..8])
}

/// What this person began of a kind, the latest first, and what came back to them of which they have no
/// draft any more.
pub(super) async fn of(app: &App, actor: &Actor, kind: Kind) -> Result<Vec<Begun>> {
    let own = signals::own_count(app, actor).await?;
    Ok(and_damaged(app, actor, kind, own).await?.0)
}

/// The same, and how many more cannot be read; `own` is how many signals the person reported here.
pub(super) async fn and_damaged(
    app: &App,
    actor: &Actor,
    kind: Kind,
    own: usize,
) -> Result<(Vec<Begun>, usize)> {
    let (drafts, waiting, mut back) = {
        let mut tx = app.db.read().await?;
        (
            signals::drafts(&mut tx, actor, kind.id(), own).await?,
            term::own(&mut tx, app, actor).await?,
            shared::given_back(&mut tx, app, actor).await?,
        )
    };
    back.retain(|one| one.kind == kind);
    let mut found = Vec::new();
    for draft in drafts.legible {
        let form = form_of(&draft.fields);
        let at = back.iter().rposition(|one| form_of(&one.fields) == form);
        let mut waiting = waiting.iter().filter(|copy| !copy.shared.back);
        let waits = waiting.find(|copy| form_of(&copy.shared.fields) == form);
        let copy = match (at, waits) {
            (Some(at), _) => Some(Became::Back(Box::new(back.swap_remove(at)))),
            (None, Some(copy)) if copy.coordinator.is_some() => Some(Became::Waits),
            (None, Some(_)) => Some(Became::GoesOn),
            (None, None) => {
                let number = passed_on(app, actor, draft.value("shared-as")).await?;
                number.map(Became::PassedOn)
            }
        };
        found.push(Begun {
            kind,
            name: name_of(actor, &draft.fields),
            fields: draft.fields,
            copy,
        });
    }
    found.extend(back.into_iter().rev().map(|one| Begun {
        kind,
        name: name_of(actor, &one.fields),
        fields: one.posted().fields,
        copy: Some(Became::Back(Box::new(one))),
    }));
    Ok((found, drafts.damaged))
}

/// The one of this form; `None`: nothing is kept of it.
pub(super) async fn of_form(
    app: &App,
    actor: &Actor,
    kind: Kind,
    form: &str,
) -> Result<Option<Begun>> {
    let Ok(form) = form.parse::<Uuid>() else {
        return Ok(None);
    };
    let mut all = of(app, actor, kind).await?.into_iter();
    Ok(all.find(|one| one.form() == Some(form)))
}

/// The number, in the own list, of what became of a copy with this id of a form.
pub(super) async fn passed_on(app: &App, actor: &Actor, copy: &str) -> Result<Option<usize>> {
    let Ok(copy) = copy.parse::<Uuid>() else {
        return Ok(None);
    };
    let sent = signals::of_form(&mut app.db.read().await?, app, actor.tenant, copy).await?;
    let Some((id, _)) = sent else { return Ok(None) };
    signals::own_number(app, actor, id).await
}
