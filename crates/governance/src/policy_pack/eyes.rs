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

/// Who looks at it now; the others by their names in words, or as they are.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Whose<Others = String> {
    /// Others changed it.
    AColleagues,
    /// The one who looks changed something of it; these did not, and can say whether it is right.
    Own(Others),
    /// Everybody changed something of it: these too.
    Together {
        others: Others,
        /// One of them says already that it is right.
        last: bool,
    },
    /// The same, and the one who looks says that it is right; these do not yet.
    Agreed(Others),
    /// The one who looks changed it, and whoever could look at it has left since.
    Left,
    /// The one who looks changed it, and is alone.
    OwnAlone,
}

/// Somebody who keeps the policy too.
pub(super) struct Keeper {
    id: PersonId,
    name: String,
    /// They wait for the role.
    waits: bool,
}

impl Whose<Vec<Keeper>> {
    /// Of somebody who changed something, as the others who keep the policy stand to it.
    fn own(who: &Actor, others: Vec<Keeper>, unseen: &Unseen) -> Self {
        let (with, free): (Vec<_>, Vec<_>) = others
            .into_iter()
            .partition(|one| unseen.people.contains(&one.id));
        if !free.is_empty() {
            return Self::Own(free);
        }
        if with.is_empty() {
            return if unseen.watched {
                Self::Left
            } else {
                Self::OwnAlone
            };
        }
        let agrees = |id: &PersonId| unseen.agreed.contains(id);
        let last = with.iter().any(|one| agrees(&one.id));
        if agrees(&who.user) && !last {
            return Self::Agreed(with);
        }
        Self::Together { others: with, last }
    }

    /// As it is shown.
    fn in_words(self, page: &Page) -> Whose {
        let said = |keepers: Vec<Keeper>| {
            let names = keepers.into_iter().map(|one| {
                if one.waits {
                    page.with("waiting-role", &[("name", one.name)])
                } else {
                    one.name
                }
            });
            names.collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::AColleagues => Whose::AColleagues,
            Self::Own(others) => Whose::Own(said(others)),
            Self::Together { others, last } => Whose::Together {
                others: said(others),
                last,
            },
            Self::Agreed(others) => Whose::Agreed(said(others)),
            Self::Left => Whose::Left,
            Self::OwnAlone => Whose::OwnAlone,
        }
    }
}

impl<Others> Whose<Others> {
    /// May the one who looks say that it is right?
    pub fn may(&self) -> bool {
        !matches!(self, Self::Own(_) | Self::Agreed(_) | Self::Left)
    }

    /// Is it right once they say so? Otherwise one of the others looks at it too.
    pub fn ends(&self) -> bool {
        !matches!(self, Self::Together { last: false, .. })
    }

    pub fn alone(&self) -> bool {
        matches!(self, Self::OwnAlone)
    }
}

impl Waiting {
    /// May the one who looks say that it is right?
    pub fn may(&self) -> bool {
        self.whose.may()
    }
}

/// The others who could look at a change: they joined, and hold a role that keeps the policy or wait for
/// it. An administrator can make anybody's role wait, with a new link, and is not alone by that.
async fn others(tx: &mut Reader, app: &App, who: &Actor) -> Result<Vec<Keeper>> {
    let all = people::of_tenant(tx, app, who.tenant).await?;
    let keeps = |roles: &[Role]| KEEPERS.iter().any(|role| roles.contains(role));
    let others = all.into_iter().filter(|person| {
        let keeps = keeps(&person.roles) || keeps(&person.asked);
        person.joined && person.id != who.user && keeps
    });
    let keepers = others.map(|person| Keeper {
        id: person.id,
        waits: !keeps(&person.roles),
        name: person.name,
    });
    Ok(keepers.collect())
}

/// Could somebody else look at what this person changes now?
pub(super) async fn is_watched(tx: &mut Reader, app: &App, who: &Actor) -> Result<bool> {
    Ok(!others(tx, app, who).await?.is_empty())
}

async fn whose(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    unseen: &Unseen,
) -> Result<Whose<Vec<Keeper>>> {
    if unseen.people.contains(&who.user) {
        Ok(Whose::own(who, others(tx, app, who).await?, unseen))
    } else {
        Ok(Whose::AColleagues)
    }
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

/// Who looks at it, as it stands in the database while nobody else can change it: who may say that it is right
/// is decided on this. What is in memory may be of before a change that came in a moment ago.
pub(super) async fn deciding(
    tx: &mut Reader,
    app: &App,
    who: &Actor,
    (changing, about): (&Changing, &About),
) -> Result<Option<Whose<Vec<Keeper>>>> {
    match changing.unseen_of(about) {
        Some(unseen) => whose(tx, app, who, unseen).await.map(Some),
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
    let whose = whose(tx, app, actor, unseen).await?.in_words(page);
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
