//! Two pairs of eyes: whoever changed a number or a term does not say that it is right, another officer or
//! administrator does (ADR 32). Where nobody else is, the program says so, and lets the one go on.

use accounts::people;
use platform::db::Reader;
use platform::tenants::{self, About, Unseen};
use platform::web::Page;
use platform::{Actor, App, Result, Role};

use super::{KEEPERS, differences};
use crate::named::name;

/// A change that waits for somebody else, as it is shown.
pub(super) struct Waiting {
    pub who: String,
    pub when: String,
    /// What is otherwise than before it.
    pub lines: Vec<String>,
    pub whose: Whose,
}

/// Who looks at it now.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// Somebody else changed it.
    AColleagues,
    /// The one who looks changed it; these can say whether it is right.
    Own(String),
    /// The one who looks changed it, and is alone.
    OwnAlone,
}

impl Waiting {
    /// May the one who looks say that it is right?
    pub fn may(&self) -> bool {
        !matches!(self.whose, Whose::Own(_))
    }

    pub fn alone(&self) -> bool {
        self.whose == Whose::OwnAlone
    }
}

/// The others who could look at a change: they joined, and their role counts.
async fn others(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<String>> {
    let all = people::of_tenant(tx, app, actor.tenant).await?;
    let keeps = |roles: &[Role]| KEEPERS.iter().any(|role| roles.contains(role));
    let others = all
        .into_iter()
        .filter(|person| person.joined && person.id != actor.user && keeps(&person.roles));
    Ok(others.map(|person| person.name).collect())
}

/// What waits of this, if anything does.
pub(super) async fn waiting(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    about: &About,
) -> Result<Option<Waiting>> {
    let municipality = app.tenants.get(actor.tenant)?;
    match municipality.unseen_of(about) {
        Some(unseen) => one(tx, app, actor, page, unseen).await.map(Some),
        None => Ok(None),
    }
}

/// A change, as it is shown to this person.
pub(super) async fn one(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    unseen: &Unseen,
) -> Result<Waiting> {
    let municipality = app.tenants.get(actor.tenant)?;
    let names = people::remembered(tx, app, actor.tenant).await?;
    let was = tenants::pack_at(tx, app, actor.tenant, &unseen.was).await;
    let partner = match &unseen.about {
        About::Partner(id) => municipality.pack.partner(id).map(|one| one.name.clone()),
        About::Terms => None,
    };
    let lines = was.map_or_else(
        |_| Vec::new(),
        |was| {
            let all = differences::between(page, &was, &municipality.pack).into_iter();
            let own = all.filter(|one| one.partner == partner);
            own.map(|one| one.text).collect()
        },
    );
    let whose = if unseen.person == actor.user {
        match others(tx, app, actor).await? {
            none if none.is_empty() => Whose::OwnAlone,
            some => Whose::Own(some.join(", ")),
        }
    } else {
        Whose::AColleagues
    };
    Ok(Waiting {
        who: name(page, &names, unseen.person),
        when: page.date(&unseen.at),
        lines,
        whose,
    })
}
