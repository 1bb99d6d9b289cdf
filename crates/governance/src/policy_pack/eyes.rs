//! Two pairs of eyes: nobody who changed how a partner is reached, or a term, says that it is right;
//! another officer or administrator does (ADR 32, 37). Where they all changed something, two of them look,
//! each at what the other changed. Where nobody else is, the program says so, and lets the one go on.

use accounts::people;
use platform::db::Reader;
use platform::tenants::{self, About, Unseen};
use platform::web::Page;
use platform::{Actor, App, PersonId, Result, Role};

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
            return Self::OwnAlone;
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
        !matches!(self.whose, Whose::Own(_) | Whose::Agreed(_))
    }

    /// Is it right once they say so? Otherwise one of the others looks at it too.
    pub fn ends(&self) -> bool {
        !matches!(self.whose, Whose::Together { last: false, .. })
    }

    pub fn alone(&self) -> bool {
        self.whose == Whose::OwnAlone
    }
}

/// The others who could look at a change: they joined, and their role counts.
async fn others(tx: &mut Reader, app: &App, actor: &Actor) -> Result<Vec<(PersonId, String)>> {
    let all = people::of_tenant(tx, app, actor.tenant).await?;
    let keeps = |roles: &[Role]| KEEPERS.iter().any(|role| roles.contains(role));
    let others = all
        .into_iter()
        .filter(|person| person.joined && person.id != actor.user && keeps(&person.roles));
    Ok(others.map(|person| (person.id, person.name)).collect())
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
    let whose = if unseen.people.contains(&actor.user) {
        Whose::own(actor, others(tx, app, actor).await?, unseen)
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
