//! Two pairs of eyes: nobody who changed something of the policy says that it is right;
//! another officer or administrator does (ADR 32, 37). Where they all changed something, two of them look,
//! each at what the other changed. Where nobody else is, the program says so, and lets the one go on.

use accounts::people;
use platform::db::Reader;
use platform::tenants::{self, About, Changing, Unseen};
use platform::web::Page;
use platform::{Actor, App, PersonId, Result, Role};
use policy::Pack;

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
    /// Others changed it.
    AColleagues,
    /// The one who looks changed something of it; these did not, and can say whether it is right.
    Own(String),
    /// Everybody changed something of it: these too.
    Together {
        others: String,
        /// One of them says already that it is right.
        last: bool,
    },
    /// The same, and the one who looks says that it is right; these do not yet.
    Agreed(String),
    /// The one who looks changed it, and whoever could look at it has left since.
    Left,
    /// The one who looks changed it, and is alone.
    OwnAlone,
}

impl Whose {
    /// Of somebody who changed something, as the others who keep the policy stand to it.
    fn own(actor: &Actor, others: Vec<(PersonId, String)>, unseen: &Unseen) -> Self {
        let said = |people: Vec<(PersonId, String)>| {
            let names: Vec<String> = people.into_iter().map(|(_, name)| name).collect();
            names.join(", ")
        };
        let (with, free): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|(id, _)| unseen.people.contains(id));
        if !free.is_empty() {
            return Self::Own(said(free));
        }
        if with.is_empty() {
            return if unseen.watched {
                Self::Left
            } else {
                Self::OwnAlone
            };
        }
        let agrees = |id: &PersonId| unseen.agreed.contains(id);
        let last = with.iter().any(|(id, _)| agrees(id));
        if agrees(&actor.user) && !last {
            return Self::Agreed(said(with));
        }
        let others = said(with);
        Self::Together { others, last }
    }
}

impl Waiting {
    /// May the one who looks say that it is right?
    pub fn may(&self) -> bool {
        !matches!(self.whose, Whose::Own(_) | Whose::Agreed(_) | Whose::Left)
    }

    /// Is it right once they say so? Otherwise one of the others looks at it too.
    pub fn ends(&self) -> bool {
        !matches!(self.whose, Whose::Together { last: false, .. })
    }

    pub fn alone(&self) -> bool {
        self.whose == Whose::OwnAlone
    }
}

/// The others who could look at a change: they joined, and hold a role that keeps the policy or wait for
/// it. An administrator can make anybody's role wait, with a new link, and is not alone by that.
async fn others(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<Vec<(PersonId, String)>> {
    let all = people::of_tenant(tx, app, actor.tenant).await?;
    let keeps = |roles: &[Role]| KEEPERS.iter().any(|role| roles.contains(role));
    let others = all.into_iter().filter(|person| {
        let keeps = keeps(&person.roles) || keeps(&person.asked);
        person.joined && person.id != actor.user && keeps
    });
    let said = others.map(|person| {
        let name = if keeps(&person.roles) {
            person.name
        } else {
            page.with("waiting-role", &[("name", person.name)])
        };
        (person.id, name)
    });
    Ok(said.collect())
}

/// Could somebody else look at what this person changes now?
pub(super) async fn is_watched(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
) -> Result<bool> {
    Ok(!others(tx, app, actor, page).await?.is_empty())
}

/// What waits of this, if anything does, to be shown. What is decided on is [`deciding`].
pub(super) async fn waiting(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    about: &About,
) -> Result<Option<Waiting>> {
    let municipality = app.tenants.get(actor.tenant)?;
    match municipality.unseen_of(about) {
        Some(unseen) => {
            let seen = (&*municipality.pack, unseen);
            one(tx, app, actor, page, seen).await.map(Some)
        }
        None => Ok(None),
    }
}

/// The same as it stands in the database, while nobody else can change it: who may say that it is right
/// is decided on this. What is in memory may be of before a change that came in a moment ago.
pub(super) async fn deciding(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    (changing, about): (&Changing, &About),
) -> Result<Option<Waiting>> {
    match changing.unseen_of(about) {
        Some(unseen) => {
            let seen = (&changing.pack, unseen);
            one(tx, app, actor, page, seen).await.map(Some)
        }
        None => Ok(None),
    }
}

/// A change, as it is shown to this person.
pub(super) async fn one(
    tx: &mut Reader,
    app: &App,
    actor: &Actor,
    page: &Page,
    (pack, unseen): (&Pack, &Unseen),
) -> Result<Waiting> {
    let names = people::remembered(tx, app, actor.tenant).await?;
    let was = tenants::pack_at(tx, app, actor.tenant, &unseen.was).await;
    let lines = was.map_or_else(
        |_| Vec::new(),
        |was| {
            let all = differences::between(page, &was, pack).into_iter();
            let own = all.filter(|one| one.about.as_ref() == Some(&unseen.about));
            own.map(|one| one.text).collect()
        },
    );
    let whose = if unseen.people.contains(&actor.user) {
        Whose::own(actor, others(tx, app, actor, page).await?, unseen)
    } else {
        Whose::AColleagues
    };
    let who = unseen
        .people
        .iter()
        .map(|person| name(page, &names, *person));
    Ok(Waiting {
        who: who.collect::<Vec<_>>().join(", "),
        when: page.date(&unseen.at),
        lines,
        whose,
    })
}
